alter table parent_order add column instructions jsonb;
comment on column parent_order.instructions is 'What the order says beyond price and quantity, such as StopPx(99), under the names that event records have; null for none.';

drop view orders;
create view orders as
    select trading_day, order_id, session, cl_ord_id, account, symbol, side, ord_type, time_in_force, order_qty, price, instructions, ord_status, cum_qty, leaves_qty,
           case when cum_qty > 0 then round(traded / cum_qty, 8) end as avg_px, text, entered_at, updated_at
      from parent_order;
comment on view orders is 'Clients'' orders with AvgPx(6), for people.';
