-- Corporate actions that were applied to orders. What each has made of an order stands in order_event (OrderAdjusted), and in the order's row how it is now.

create table corporate_action (
    action_id      text           not null primary key,
    kind           text           not null,
    symbol         text           not null,
    ex_date        date           not null,
    ratio          text,
    amount         numeric(28, 8),
    new_symbol     text,
    cancels_orders boolean        not null,
    orders         integer        not null,
    applied_by     text           not null,
    reason         text           not null,
    applied_at     timestamptz    not null,
    done_at        timestamptz,
    updated_by     bigint         not null
);
create index on corporate_action (symbol, ex_date);
comment on table corporate_action is 'Splits, changes of symbol and cash dividends that were applied to the orders that were there.';
comment on column corporate_action.kind is 'SPLIT, SYMBOL or DIVIDEND.';
comment on column corporate_action.ex_date is 'The first trading day on the new terms.';
comment on column corporate_action.ratio is 'Of a split, how many new shares there are for how many old ones, such as 2:1.';
comment on column corporate_action.amount is 'Of a dividend, per share.';
comment on column corporate_action.cancels_orders is 'A reverse split that ends orders, and does not adjust them.';
comment on column corporate_action.orders is 'How many it was about when it began.';
comment on column corporate_action.done_at is 'When every order had had its turn; null until then.';
comment on column corporate_action.updated_by is 'Log position of the last record that changed it.';
