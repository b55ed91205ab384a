-- When limits hold, and what is restricted.

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
