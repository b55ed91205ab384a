-- Limits, with all that became of them. Which are in force is decided in the event log; this is its record.

create table limit_change (
    log_position bigint         not null,
    change_index integer        not null,
    changed_at   timestamptz    not null,
    scope        text           not null,
    measure      text           not null,
    limit_before numeric(28, 8),
    limit_after  numeric(28, 8),
    currency     text,
    warn_percent integer        not null,
    proposal_id  bigint,
    changed_by   text           not null,
    approved_by  text,
    reason       text           not null,
    primary key (log_position, change_index)
);
create index on limit_change (scope, measure, log_position);
comment on table limit_change is 'Each change of a limit: who, when, before, after, reason, approver.';
comment on column limit_change.scope is 'On which orders: firm, or values such as account=ACME symbol=*, where * is each value by itself.';
comment on column limit_change.measure is 'Of what, such as order-notional or open-notional.';
comment on column limit_change.limit_before is 'Null if there was none.';
comment on column limit_change.limit_after is 'Null if it was removed.';
comment on column limit_change.proposal_id is 'Of the proposal that was approved; null if nobody had to approve it.';

create view limit_in_force as
    select scope, measure, limit_after as amount, currency, warn_percent, changed_at as since, changed_by, approved_by, reason
      from (select distinct on (scope, measure) * from limit_change order by scope, measure, log_position desc, change_index desc) last
     where limit_after is not null;
comment on view limit_in_force is 'The limits as they are, as far as the log is read.';

create table limit_proposal (
    proposal_id bigint      not null primary key,
    proposed_at timestamptz not null,
    proposed_by text        not null,
    changes     text        not null,
    reason      text        not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz,
    ended_how   text,
    ended_by    text,
    updated_by  bigint      not null
);
comment on table limit_proposal is 'Changes of limits that a second person had to approve.';
comment on column limit_proposal.ended_how is 'APPROVED, DECLINED, WITHDRAWN or EXPIRED; null while it waits.';
comment on column limit_proposal.updated_by is 'Log position of the last record that changed it.';
