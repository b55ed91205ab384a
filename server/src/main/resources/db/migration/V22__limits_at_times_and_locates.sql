-- When limits hold, what is restricted, and what was located for short sales.

alter table limit_change
    add column daily       text,
    add column holds_from  timestamptz,
    add column holds_until timestamptz;
comment on column limit_change.daily is 'At which hours of each day it holds, with their time zone, such as 09:30-10:00 America/New_York; null for all day.';
comment on column limit_change.holds_from is 'Null if it holds since it was set.';
comment on column limit_change.holds_until is 'Null if it holds until it is changed.';
comment on column limit_change.limit_after is 'Null if it was removed. Of the measure restricted: 0 for yes, 1 for no.';

create or replace view limit_in_force as
    select scope, measure, limit_after as amount, currency, warn_percent, changed_at as since, changed_by, approved_by, reason, daily, holds_from, holds_until
      from (select distinct on (scope, measure) * from limit_change order by scope, measure, log_position desc, change_index desc) last
     where limit_after is not null;
comment on view limit_in_force is 'The limits as they are, as far as the log is read; those of certain times also at other times.';

create table locate (
    locate_id   bigint         not null primary key,
    added_at    timestamptz    not null,
    account     text           not null,
    symbol      text           not null,
    quantity    numeric(28, 8) not null,
    valid_until timestamptz    not null,
    reference   text           not null,
    added_by    text           not null,
    reason      text           not null,
    ended_at    timestamptz,
    ended_how   text,
    executed    numeric(28, 8),
    ended_by    text,
    updated_by  bigint         not null
);
create index on locate (account, symbol, added_at);
comment on table locate is 'Shares that were there to be borrowed for short sales, of one account in one symbol, on one trading day.';
comment on column locate.valid_until is 'For new orders; a locate ends with its trading day at the latest.';
comment on column locate.reference is 'By which the lender knows it.';
comment on column locate.ended_how is 'WITHDRAWN or EXPIRED; null if it did not end before its trading day.';
comment on column locate.executed is 'What was executed on it when it ended.';
comment on column locate.updated_by is 'Log position of the last record that changed it.';
