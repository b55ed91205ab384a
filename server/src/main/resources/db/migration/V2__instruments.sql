-- What could be traded, and since when: the file of instruments as it was read at the start and at each reload. Not told by the event log, so a rebuild leaves it alone.

create table instrument (
    symbol          text collate "C" not null,
    valid_from      timestamptz      not null,
    valid_to        timestamptz,
    isin            text collate "C",
    mic             text             not null,
    currency        text             not null,
    lot             numeric(28, 8)   not null,
    ticks           text             not null,
    reference_price numeric(28, 8),
    primary key (symbol, valid_from),
    check (valid_to > valid_from)
);
create unique index on instrument (symbol) where valid_to is null;
create index on instrument (isin);
comment on table instrument is 'Instruments with the time in which they were in force, as they were loaded.';
comment on column instrument.symbol is 'Symbol(55).';
comment on column instrument.valid_to is 'When another version took its place, or none did; null while it is in force.';
comment on column instrument.isin is 'ISO 6166; null where there is none.';
comment on column instrument.mic is 'ISO 10383 code of the primary market.';
comment on column instrument.lot is 'Orders are for a multiple of it.';
comment on column instrument.ticks is 'Price bands with their tick: 0:0.0001 1:0.01.';
comment on column instrument.reference_price is 'The last close, used while no live price is known; null where there is none.';

create view instruments as
    select symbol, isin, mic, currency, lot, ticks, reference_price, valid_from from instrument where valid_to is null;
comment on view instruments is 'The instruments in force.';
