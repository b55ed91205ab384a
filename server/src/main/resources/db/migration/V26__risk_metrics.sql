-- What risk metrics are reckoned from, and when their limits were reached. Not told by the event log, so a rebuild leaves both alone.

create table price_history (
    symbol     text collate "C" not null,
    day        date             not null,
    close      numeric(20, 8)   not null check (close > 0),
    adjusted   numeric(20, 8)            check (adjusted > 0),
    shares_of  date             not null,
    source     text             not null check (source in ('entered', 'market')),
    entered_by text             not null,
    entered_at timestamptz      not null,
    reason     text             not null,
    primary key (symbol, day)
);
create index on price_history (day);
comment on table price_history is 'Closes of each day, of instruments and benchmarks.';
comment on column price_history.adjusted is 'What the close would have been of shares as they were on shares_of; null if it is of shares as they were on its own day.';
comment on column price_history.shares_of is 'Splits and changes of symbol with a later ex-date are still to be reckoned in.';
comment on column price_history.source is 'entered by somebody, or market: the last trade that the hub saw on that day.';

create table metric_breach (
    trading_day   date           not null,
    portfolio     text           not null,
    metric        text           not null,
    limit_amount  numeric(28, 8) not null,
    currency      text,
    standing      text           not null check (standing in ('WARNED', 'REACHED')),
    used          numeric(38, 8) not null,
    kills         boolean        not null,
    kill_ordered  boolean        not null,
    at            timestamptz    not null,
    primary key (trading_day, portfolio, metric, limit_amount, standing)
);
comment on table metric_breach is 'The first time on a trading day that a limit of a risk metric was warned of or reached.';
comment on column metric_breach.kill_ordered is 'The orders of the portfolio were killed then: once a day.';
