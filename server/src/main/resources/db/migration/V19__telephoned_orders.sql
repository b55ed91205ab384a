-- Orders that clients have given by telephone, and what our people have done in clients' places.

create table telephoned_order (
    trading_day date           not null,
    order_id    text collate "C" not null primary key,
    session     text           not null,
    reference   text           not null,
    entered_by  text,
    reason      text           not null,
    entered_at  timestamptz    not null
);
create index on telephoned_order (session, reference);
comment on table telephoned_order is 'Orders without ClOrdID(11), which somebody of ours has entered for a client; how each stands is in parent_order, with an empty cl_ord_id until its client replaces it.';
comment on column telephoned_order.reference is 'By which the desk calls it: unique per session and trading day.';

create view desk_action as
    select trading_day, event_time, order_id, event_type as action, payload ->> 'user' as done_by, payload ->> 'reason' as reason, payload
      from order_event
     where event_type in ('OrderEntered', 'ChangeOrdered', 'OrderChanged', 'ChangeFailed', 'DeskCancelOrdered', 'CancelOrdered');
comment on view desk_action is 'What our people have done in clients'' places, by whom and why, and what it came to.';
