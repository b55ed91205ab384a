-- Stray executions with what became of them. Those of before have no stray_id: nothing is told of them later.

alter table stray_execution
    add column stray_id      text collate "C",
    add column exec_type     text not null default 'TRADE',
    add column exec_ref_id   text collate "C",
    add column child_id      text collate "C",
    add column venue_cum_qty numeric(28, 8),
    add column trade_date    text,
    add column is_busted     boolean not null default false,
    add column standing_qty  numeric(28, 8),
    add column standing_px   numeric(28, 8),
    add column denied_at     timestamptz,
    add column denied_by     text,
    add column dk_reason     text,
    add column settled_at    timestamptz,
    add column settled_by    text,
    add column settlement    text,
    add column order_id      text collate "C",
    add column exec_id       text collate "C";
create index on stray_execution (stray_id);
create index on stray_execution (order_id) where order_id is not null;
comment on table stray_execution is 'Executions that venues reported of orders that we do not know, and busts and corrections of executions that we do not know: somebody has to look at each.';
comment on column stray_execution.stray_id is 'By which people name it; null for one that was not kept.';
comment on column stray_execution.exec_type is 'ExecType(150): TRADE, or TRADE_CANCEL (a bust) or TRADE_CORRECT that came before what it is about.';
comment on column stray_execution.child_id is 'Our order whose execution is busted or corrected; null if the venue named none that we know.';
comment on column stray_execution.standing_qty is 'As the venue has corrected it since; null if it has not.';
comment on column stray_execution.denied_by is 'Who told the venue by DontKnowTrade(35=Q) that we do not know it; null where it was agreed so, or not done.';
comment on column stray_execution.settled_at is 'Null while somebody has to look at it.';
comment on column stray_execution.settled_by is 'Null if what came from the venue has settled it.';
comment on column stray_execution.settlement is 'Why it is settled.';
comment on column stray_execution.order_id is 'The client''s order that it was assigned to.';
comment on column stray_execution.exec_id is 'ExecID(17) of the fill as which it was booked there.';
comment on column execution.undone_by is 'exec_id of the correction or bust that undid it; its own where it came behind its bust, so that the client was never told of it; null while it stands.';
