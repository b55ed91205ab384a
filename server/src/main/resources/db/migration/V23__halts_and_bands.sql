-- How instruments might be traded: halts, price bands, restricted short sales.

create table instrument_change (
    log_position bigint      not null,
    change_index integer     not null,
    changed_at   timestamptz not null,
    symbol       text        not null,
    what         text        not null,
    low          numeric(20, 8),
    high         numeric(20, 8),
    changed_by   text        not null,
    venue        text,
    reason       text        not null,
    primary key (log_position, change_index)
);
create index on instrument_change (symbol, log_position);
comment on table instrument_change is 'Halts of instruments, their price bands, and restrictions of their short sales (Rule 201). Bands end with the trading day, and restrictions with the next one, without a row.';
comment on column instrument_change.what is 'HALTED, HALTED_AT_VENUE, RESUMED, BANDS_SET, BANDS_LIFTED, SHORT_SALES_RESTRICTED or SHORT_SALES_FREE.';
comment on column instrument_change.low is 'The lower price band; of a restriction, the trade that brought it about.';
comment on column instrument_change.high is 'The upper price band; of a restriction, the last close.';
comment on column instrument_change.venue is 'Whose message it was; null if a person, or the hub itself, has said so.';
