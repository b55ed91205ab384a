-- Limits that kill within a time, who releases what they kill, and overrides of limits.

alter table limit_change
    add column within_seconds integer,
    add column release        text;
comment on column limit_change.within_seconds is 'In which time so much may come about; null of all measures but those that kill once they are reached.';
comment on column limit_change.release is 'Who releases what is killed, such as two-persons, or alone after 5m; null of all measures but those.';

create or replace view limit_in_force as
    select scope, measure, limit_after as amount, currency, warn_percent, changed_at as since, changed_by, approved_by, reason, daily, holds_from, holds_until,
           within_seconds, release
      from (select distinct on (scope, measure) * from limit_change order by scope, measure, log_position desc, change_index desc) last
     where limit_after is not null;

alter table kill add column release text not null default 'two-persons';
comment on column kill.release is 'Who may let it be over: two-persons, or one-person or alone with a time after the kill.';

create table limit_override (
    override_id     bigint      not null primary key,
    asked_at        timestamptz not null,
    scope           text        not null,
    cl_ord_id       text,
    refusals        text        not null,
    up_to           numeric(28, 8),
    orders          integer     not null,
    valid_until     timestamptz not null,
    asked_by        text        not null,
    reason          text        not null,
    expires_at      timestamptz not null,
    approved_at     timestamptz,
    approved_by     text,
    approval_reason text,
    ended_at        timestamptz,
    ended_how       text,
    ended_by        text,
    end_reason      text,
    updated_by      bigint      not null
);
comment on table limit_override is 'Orders that may pass though limits speak against them: which, against what, until when, who has asked for it and who has approved it.';
comment on column limit_override.cl_ord_id is 'ClOrdID(11) that the order has to have; null for any.';
comment on column limit_override.refusals is 'The numbers of the refusals that do not count, such as 2001,2003.';
comment on column limit_override.up_to is 'The most that OrderQty(38) of an order may be; null if that does not matter.';
comment on column limit_override.orders is 'How many may pass; limit_override_use has those that did.';
comment on column limit_override.expires_at is 'Until when somebody else had to approve it.';
comment on column limit_override.ended_how is 'DECLINED, WITHDRAWN or EXPIRED; null while it is there, or as all of its orders have passed.';
comment on column limit_override.end_reason is 'Why it has ended, as was said; null while it is there, or as all of its orders have passed.';
comment on column limit_override.updated_by is 'Log position of the last record that changed it.';

create table limit_override_use (
    override_id  bigint      not null,
    log_position bigint      not null,
    order_id     text        not null,
    used_at      timestamptz not null,
    objections   text        not null,
    primary key (override_id, log_position, order_id)
);
create index on limit_override_use (order_id);
comment on table limit_override_use is 'The orders and replaces that have passed by an override.';
comment on column limit_override_use.objections is 'What spoke against it: each limit, what of it was used, what was requested and what was allowed.';
