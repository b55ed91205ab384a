-- The cross that an order is a side of.

alter table parent_order
    add column cross_id   text collate "C",
    add column cross_type text;
create index on parent_order (cross_id) where cross_id is not null;
comment on column parent_order.cross_id is 'CrossID(548) of the NewOrderCross(35=s) that it came in; null if it is no side of a cross. A CrossID may come again on another day, and for another session.';
comment on column parent_order.cross_type is 'CrossType(549): ALL_OR_NONE, IMMEDIATE_OR_CANCEL, ONE_SIDE or SAME_PRICE.';
