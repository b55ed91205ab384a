-- Trades that venues have shown, and bars made of them: from the tapes of market data, not from the event log, so a rebuild of what the log tells leaves them alone.

create table market_trade (
    trading_day date           not null,
    tape_offset bigint         not null,
    tape_index  integer        not null,
    time_nanos  bigint         not null,
    venue       text collate "C" not null,
    symbol      text collate "C" not null,
    kind        text           not null check (kind in ('NEW', 'BEFORE', 'CHANGED', 'DELETED')),
    price       numeric(28, 8) not null,
    quantity    numeric(28, 8),
    primary key (trading_day, tape_offset, tape_index)
) partition by range (trading_day);
create index on market_trade (symbol, time_nanos);
comment on table market_trade is 'What venues have shown of trades, as it came.';
comment on column market_trade.trading_day is 'Of the tape.';
comment on column market_trade.tape_offset is 'Behind the block of the tape that has it; tape_index is its place in the block.';
comment on column market_trade.time_nanos is 'When it came here, epoch nanoseconds.';
comment on column market_trade.kind is 'NEW: it has happened then. BEFORE: an older one that was shown after a logon. CHANGED, DELETED: what a venue said later of an old one.';
comment on column market_trade.quantity is 'Null if the venue did not say.';

create table market_bar (
    trading_day date           not null,
    bar         text           not null check (bar in ('1s', '10s', '1m', '5m', '15m', '1h', '1d')),
    symbol      text collate "C" not null,
    venue       text collate "C" not null,
    start_nanos bigint         not null,
    open        numeric(28, 8) not null,
    high        numeric(28, 8) not null,
    low         numeric(28, 8) not null,
    close       numeric(28, 8) not null,
    volume      numeric(28, 8) not null,
    turnover    numeric(44, 16) not null,
    trades      bigint         not null,
    bid         numeric(28, 8),
    offer       numeric(28, 8),
    primary key (trading_day, bar, symbol, venue, start_nanos)
) partition by range (trading_day);
create index on market_bar (symbol, bar, venue, start_nanos);
comment on table market_bar is 'What was traded in a time, of those times in which something was.';
comment on column market_bar.venue is 'Empty for all venues together.';
comment on column market_bar.start_nanos is 'When it begins, epoch nanoseconds; of a day, midnight UTC of its date.';
comment on column market_bar.turnover is 'Sum of quantity times price; divided by volume it is the volume-weighted average price.';
comment on column market_bar.bid is 'The best bid when it was closed; null if there was none.';

create table market_history_position (
    one         boolean     not null primary key default true check (one),
    trading_day date        not null,
    tape_offset bigint      not null check (tape_offset >= 0),
    updated_at  timestamptz not null default now()
);
comment on table market_history_position is 'How far the tapes are in the tables: moved on in the transaction that writes the rows.';

create function ensure_market_partitions(day date) returns integer language plpgsql set search_path from current set lock_timeout = '10s' as $$
declare
    made   integer := 0;
    parent text;
    part   text;
begin
    perform pg_advisory_xact_lock(hashtext('portcullis.ensure_market_partitions'));
    foreach parent in array array ['market_trade', 'market_bar'] loop
        part := parent || to_char(day, '"_"YYYYMMDD');
        if to_regclass(quote_ident(part)) is null then
            execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent, day, day + 1);
            made := made + 1;
        end if;
    end loop;
    return made;
end
$$;
comment on function ensure_market_partitions is 'Makes the partitions of a trading day that are not there yet, and says how many that were.';
