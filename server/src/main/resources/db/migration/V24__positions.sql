-- What accounts have. What they are follows from executions and these; where they are kept is the event log.

create table position_change (
    log_position    bigint          not null,
    change_index    integer         not null,
    changed_at      timestamptz     not null,
    account         text            not null,
    symbol          text            not null,
    quantity_before numeric(38, 16) not null,
    quantity_after  numeric(38, 16) not null,
    price           numeric(20, 8),
    changed_by      text            not null,
    reason          text            not null,
    primary key (log_position, change_index)
);
create index on position_change (account, symbol, log_position);
comment on table position_change is 'Positions that somebody has entered: with what the trading day began.';
comment on column position_change.quantity_before is 'What it was taken for; negative if the account was short.';
comment on column position_change.price is 'What a share was worth then; null if that was not known.';
