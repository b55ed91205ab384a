-- The list that an order came in, and how the orders of that list depend on each other.

alter table parent_order
    add column list_id        text collate "C",
    add column contingency    text,
    add column cl_ord_link_id text collate "C";
create index on parent_order (list_id) where list_id is not null;
comment on column parent_order.list_id is 'ListID(66) of the NewOrderList(35=E) that it came in; null if it came by itself. A ListID may come again on another day, and for another session.';
comment on column parent_order.contingency is 'How the orders of the list depend on each other: NONE, ONE_CANCELS_OTHER, ONE_TRIGGERS_OTHER, ONE_UPDATES_OTHER, ONE_UPDATES_OTHER_PROPORTIONALLY or BRACKET.';
comment on column parent_order.cl_ord_link_id is 'ClOrdLinkID(583): orders of one list that have the same act on each other.';
