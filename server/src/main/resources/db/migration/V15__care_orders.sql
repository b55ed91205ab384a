-- Orders that people work, HandlInst(21)=3: whose each is. What was done with it stands in order_event, each line with its user and reason.

create table care_order (
    trading_day date           not null,
    order_id    text collate "C" not null primary key,
    owner       text,
    is_locked   boolean        not null default false,
    holds_fills boolean        not null default false,
    staged_at   timestamptz    not null,
    changed_at  timestamptz    not null,
    updated_by  bigint         not null
);
create index on care_order (owner);
comment on table care_order is 'Clients'' orders that people work, HandlInst(21)=3.';
comment on column care_order.trading_day is 'On which the order was entered.';
comment on column care_order.owner is 'Who works it; null if it is nobody''s.';
comment on column care_order.is_locked is 'Cancels and replaces of the client wait for the desk.';
comment on column care_order.holds_fills is 'The client is told of executions when they are released.';
comment on column care_order.updated_by is 'Log position of the last record that changed it.';

alter table execution
    add column done_by text;
comment on column execution.done_by is 'Who has booked it by hand; null if a venue has reported it.';

create view care_action as
    select trading_day, event_time, order_id, event_type as action, payload ->> 'user' as done_by, payload ->> 'reason' as reason, payload
      from order_event
     where event_type in ('Staged', 'Claimed', 'GivenBack', 'PassedOn', 'Locked', 'Unlocked', 'RequestDenied', 'PartRouted', 'PartCalledBack', 'FillTakenBack',
                          'FillPutRight', 'FillsHeld', 'FillsReleased', 'FilledByHand');
comment on view care_action is 'What the desk has done with care orders, by whom and why.';
