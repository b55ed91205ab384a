-- Kills, with all that became of them. Which are in force is decided in the event log; this is its record.

create table kill (
    kill_id        bigint      not null primary key,
    ordered_at     timestamptz not null,
    subset         text        not null,
    accounts       text,
    ordered_by     text        not null,
    reason         text        not null,
    orders         integer,
    worked_off_at  timestamptz,
    flat_at        timestamptz,
    released_at    timestamptz,
    released_by    text,
    approved_by    text,
    release_reason text,
    updated_by     bigint      not null
);
comment on table kill is 'Each kill: on which orders, by whom, why, how it went, and its release. One without released_at is in force, as far as the log is read.';
comment on column kill.subset is 'On which orders: firm, or values such as client=ACME venue=LIT1.';
comment on column kill.accounts is 'Those that belonged to the group, client or desk when it was ordered; null if it names none.';
comment on column kill.worked_off_at is 'When the cancel of the last order that was there was ordered.';
comment on column kill.flat_at is 'When none of its orders could be executed any more.';
comment on column kill.approved_by is 'The second person; null if none was needed.';
comment on column kill.updated_by is 'Log position of the last record that changed it.';

create table kill_order (
    kill_id      bigint      not null,
    order_id     text        not null,
    ordered_at   timestamptz not null,
    log_position bigint      not null,
    primary key (kill_id, order_id, log_position)
);
create index on kill_order (order_id);
comment on table kill_order is 'The orders that a kill was about, with the moment in which their cancel was ordered; one that was open again stands twice.';

create table kill_release (
    kill_id     bigint      not null,
    proposed_at timestamptz not null,
    proposed_by text        not null,
    reason      text        not null,
    expires_at  timestamptz not null,
    ended_at    timestamptz,
    ended_how   text,
    ended_by    text,
    updated_by  bigint      not null,
    primary key (kill_id, proposed_at)
);
comment on table kill_release is 'Releases that a second person had to approve.';
comment on column kill_release.ended_how is 'APPROVED, DECLINED, WITHDRAWN or EXPIRED; null while it waits.';

create table kill_rehearsal (
    kill_id      bigint      not null primary key,
    rehearsed_at timestamptz not null,
    subset       text        not null,
    orders       integer     not null,
    parts        text        not null,
    rehearsed_by text        not null,
    reason       text        not null,
    log_position bigint      not null
);
comment on table kill_rehearsal is 'What a kill would have done. Which orders stands in the payload of its order_event, KillRehearsed.';
comment on column kill_rehearsal.parts is 'What would have been called back, by venue.';
