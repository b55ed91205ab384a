-- What the event log tells, as tables. The log is the truth: all of this can be written anew from it.
-- Tables of what happens daily are partitioned by the trading day on which a row was first written: the day of an id follows from the log position that is in it,
-- so that whoever knows an id knows its partition.

create table projection_position (
    name              text        not null primary key,
    log               text        not null,
    position          bigint      not null check (position > 0),
    record_time_nanos bigint      not null,
    updated_at        timestamptz not null default now()
);
comment on table projection_position is 'How far the event log is in the tables: moved on in the transaction that writes the rows.';
comment on column projection_position.log is 'Identity of the log, as it stands in the ids that come from it.';
comment on column projection_position.position is 'The last record that is in the tables.';
comment on column projection_position.record_time_nanos is 'Time of that record, epoch nanoseconds: tells it from a record that took its place after the log lost its end.';

create table trading_day (
    from_position bigint      not null primary key,
    day           date        not null,
    started_at    timestamptz not null
);
comment on table trading_day is 'From which log position on which trading day was.';

create table parent_order (
    trading_day   date           not null,
    order_id      text collate "C" not null,
    session       text           not null,
    cl_ord_id     text collate "C" not null,
    account       text,
    symbol        text           not null,
    side          text           not null,
    ord_type      text           not null,
    time_in_force text           not null,
    order_qty     numeric(28, 8) not null,
    price         numeric(28, 8),
    expire_time   timestamptz,
    ord_status    text           not null,
    cum_qty       numeric(28, 8) not null,
    leaves_qty    numeric(28, 8) not null,
    traded        numeric(39, 16) not null,
    refusal       integer,
    text          text,
    entered_at    timestamptz    not null,
    updated_at    timestamptz    not null,
    updated_by    bigint         not null,
    primary key (order_id, trading_day)
) partition by range (trading_day);
create index on parent_order (cl_ord_id);
create index on parent_order (account, entered_at);
create index on parent_order (session, entered_at);
comment on table parent_order is 'Clients'' orders as they stand, refused ones included.';
comment on column parent_order.trading_day is 'On which it was entered.';
comment on column parent_order.order_id is 'OrderID(37).';
comment on column parent_order.session is 'The client''s FIX session.';
comment on column parent_order.cl_ord_id is 'ClOrdID(11) of the order or of its last replace; those before, and those of cancels, are in order_event.';
comment on column parent_order.account is 'Account(1) as the client wrote it.';
comment on column parent_order.price is 'Price(44); null for market orders.';
comment on column parent_order.ord_status is 'OrdStatus(39) by its name.';
comment on column parent_order.traded is 'Sum of quantity times price of all executions that stand; divided by cum_qty it is AvgPx(6).';
comment on column parent_order.refusal is 'Our stable number of the reason why it was refused; null if it wasn''t.';
comment on column parent_order.text is 'Why it ended or was refused, where there is something to say.';
comment on column parent_order.updated_by is 'Log position of the last record that touched it.';

create view orders as
    select trading_day, order_id, session, cl_ord_id, account, symbol, side, ord_type, time_in_force, order_qty, price, ord_status, cum_qty, leaves_qty,
           case when cum_qty > 0 then round(traded / cum_qty, 8) end as avg_px, text, entered_at, updated_at
      from parent_order;
comment on view orders is 'Clients'' orders with AvgPx(6), for people.';

create table child_order (
    trading_day    date           not null,
    child_id       text collate "C" not null,
    order_id       text collate "C" not null,
    order_day      date           not null,
    venue          text           not null,
    venue_order_id text collate "C",
    ord_type       text           not null,
    time_in_force  text           not null,
    order_qty      numeric(28, 8) not null,
    price          numeric(28, 8),
    expire_time    timestamptz,
    quote_price    numeric(28, 8),
    quote_qty      numeric(28, 8),
    ord_status     text           not null,
    cum_qty        numeric(28, 8) not null,
    leaves_qty     numeric(28, 8) not null,
    traded         numeric(39, 16) not null,
    text           text,
    created_at     timestamptz    not null,
    updated_at     timestamptz    not null,
    updated_by     bigint         not null,
    primary key (child_id, trading_day)
) partition by range (trading_day);
create index on child_order (order_id);
create index on child_order (venue_order_id);
comment on table child_order is 'What was sent to venues for clients'' orders, as it stands.';
comment on column child_order.child_id is 'The ClOrdID(11) that the venue was sent first.';
comment on column child_order.order_day is 'trading_day of the parent order.';
comment on column child_order.venue_order_id is 'The venue''s OrderID(37); null until it told it.';
comment on column child_order.quote_price is 'What the router saw at the venue when it chose it; null where it saw no book.';
comment on column child_order.quote_qty is 'The quantity that it saw at that price or better.';
comment on column child_order.updated_by is 'Log position of the last record that touched it.';

create table execution (
    trading_day   date           not null,
    exec_id       text collate "C" not null,
    exec_type     text           not null check (exec_type in ('TRADE', 'TRADE_CORRECT', 'TRADE_CANCEL')),
    order_id      text collate "C" not null,
    order_day     date           not null,
    child_id      text collate "C" not null,
    child_day     date           not null,
    venue         text           not null,
    venue_exec_id text collate "C" not null,
    ref_exec_id   text collate "C",
    last_qty      numeric(28, 8),
    last_px       numeric(28, 8),
    venue_cum_qty numeric(28, 8),
    trade_date    text,
    executed_at   timestamptz    not null,
    position      bigint         not null,
    undone_by     text collate "C",
    stands        boolean        not null generated always as (undone_by is null and exec_type <> 'TRADE_CANCEL') stored,
    primary key (exec_id, trading_day),
    check ((exec_type = 'TRADE') = (ref_exec_id is null)),
    check ((exec_type = 'TRADE_CANCEL') = (last_qty is null))
) partition by range (trading_day);
create index on execution (order_id);
create index on execution (venue_exec_id);
comment on table execution is 'Executions at venues, with their corrections and busts. Those that stand add up to the orders'' cum_qty.';
comment on column execution.trading_day is 'On which we learned of it.';
comment on column execution.exec_id is 'Our ExecID(17).';
comment on column execution.exec_type is 'ExecType(150): TRADE, TRADE_CORRECT or TRADE_CANCEL (a bust).';
comment on column execution.venue_exec_id is 'The venue''s ExecID(17); a venue may repeat one.';
comment on column execution.ref_exec_id is 'Of a correction or bust: the exec_id that it undoes.';
comment on column execution.last_qty is 'LastQty(32); null for a bust.';
comment on column execution.last_px is 'LastPx(31); null for a bust.';
comment on column execution.venue_cum_qty is 'CumQty(14) as the venue told it with the execution.';
comment on column execution.trade_date is 'TradeDate(75) as the venue told it.';
comment on column execution.undone_by is 'exec_id of the correction or bust that undid it; null while it stands.';

create table stray_execution (
    trading_day    date           not null,
    position       bigint         not null,
    event_index    smallint       not null,
    venue          text           not null,
    cl_ord_id      text collate "C" not null,
    venue_order_id text collate "C" not null,
    venue_exec_id  text collate "C" not null,
    symbol         text           not null,
    side           text,
    last_qty       numeric(28, 8) not null,
    last_px        numeric(28, 8),
    text           text           not null,
    reported_at    timestamptz    not null,
    primary key (position, event_index, trading_day)
) partition by range (trading_day);
create index on stray_execution (venue_exec_id);
comment on table stray_execution is 'Executions that venues reported of orders that we do not know: somebody has to look at each.';
comment on column stray_execution.cl_ord_id is 'ClOrdID(11) as the venue told it.';

create table order_event (
    trading_day date        not null,
    position    bigint      not null,
    event_index smallint    not null,
    event_time  timestamptz not null,
    event_type  text        not null,
    order_id    text collate "C",
    child_id    text collate "C",
    session     text,
    msg_seq_num integer,
    cl_ord_id   text collate "C",
    payload     jsonb       not null,
    primary key (position, event_index, trading_day)
) partition by range (trading_day);
create index on order_event (order_id) where order_id is not null;
create index on order_event (cl_ord_id) where cl_ord_id is not null;
comment on table order_event is 'Every event of the log, in its order, except sessions'' logons and logoffs.';
comment on column order_event.position is 'Of the record in the log: what has the same one happened together.';
comment on column order_event.event_index is 'Within the record, from 0.';
comment on column order_event.event_time is 'In microseconds; the log has nanoseconds.';
comment on column order_event.order_id is 'The client''s order, also where the event is about a child order of it.';
comment on column order_event.session is 'From whose message it followed; null if it came from ourselves.';
comment on column order_event.msg_seq_num is 'MsgSeqNum(34) of that message.';
comment on column order_event.cl_ord_id is 'ClOrdID(11) of the client''s request that the event is about.';
comment on column order_event.payload is 'All fields of the event.';

create table session_event (
    trading_day date        not null,
    position    bigint      not null,
    event_index smallint    not null,
    event_time  timestamptz not null,
    event_type  text        not null,
    session     text        not null,
    venue       text,
    reason      text,
    primary key (position, event_index, trading_day)
) partition by range (trading_day);
create index on session_event (session, event_time);
comment on table session_event is 'Logons and logoffs of FIX sessions.';
comment on column session_event.venue is 'The venue that the session leads to; null for clients'' sessions.';

create table session (
    session        text        not null primary key,
    venue          text,
    is_logged_on   boolean     not null default false,
    reason         text,
    changed_at     timestamptz,
    generation     bigint,
    consumed       integer,
    consumed_at    timestamptz,
    updated_by     bigint      not null
);
comment on table session is 'FIX sessions as they last stood.';
comment on column session.changed_at is 'When it last logged on or off; null if it never did.';
comment on column session.generation is 'Creation time of the sequence numbers that consumed belongs to, epoch milliseconds.';
comment on column session.consumed is 'MsgSeqNum(34) of the last message that is done.';

-- Rows of days for which nobody made a partition. There are none as long as the projection makes them.
create table parent_order_default partition of parent_order default;
create table child_order_default partition of child_order default;
create table execution_default partition of execution default;
create table stray_execution_default partition of stray_execution default;
create table order_event_default partition of order_event default;
create table session_event_default partition of session_event default;

create function ensure_partitions(day date) returns integer language plpgsql set search_path from current set lock_timeout = '10s' as $$
declare
    made   integer := 0;
    parent text;
    part   text;
begin
    perform pg_advisory_xact_lock(hashtext('portcullis.ensure_partitions'));
    foreach parent in array array ['parent_order', 'child_order', 'execution', 'stray_execution', 'order_event', 'session_event'] loop
        part := parent || to_char(day, '"_"YYYYMMDD');
        if to_regclass(quote_ident(part)) is null then
            begin
                execute format('create table %I partition of %I for values from (%L) to (%L)', part, parent, day, day + 1);
                if parent in ('parent_order', 'child_order') then
                    -- Room for the next version of a row on its page: then no index has to be told of it.
                    execute format('alter table %I set (fillfactor = 60)', part);
                end if;
                made := made + 1;
            exception when check_violation then
                raise warning 'the default partition of % has rows of %: they stay there', parent, day;
            end;
        end if;
    end loop;
    return made;
end
$$;
comment on function ensure_partitions is 'Makes the partitions of a trading day that are not there yet, and says how many that were. Waits for readers of the tables, but not for ever.';
