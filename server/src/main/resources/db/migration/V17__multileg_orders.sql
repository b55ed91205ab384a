-- Multi-leg orders: their legs stand in parent_order.instructions, under "strategy", and what venues report of single legs among the events.

create view order_leg as
    select o.trading_day, o.order_id, leg.place, leg.what ->> 'refId' as leg_ref_id, leg.what ->> 'symbol' as symbol, leg.what ->> 'side' as side,
           (leg.what ->> 'ratio')::numeric as ratio, (leg.what ->> 'price')::numeric as price, leg.what -> 'fields' as fields
      from parent_order o
     cross join lateral jsonb_array_elements(o.instructions -> 'strategy' -> 'legs') with ordinality as leg (what, place);
comment on view order_leg is 'The legs of multi-leg orders, NewOrderMultileg(35=AB): what one strategy is made of.';

create view leg_execution as
    select trading_day, event_time as reported_at, order_id, child_id, event_type, payload ->> 'execId' as exec_id,
           coalesce(payload ->> 'bustedExecId', payload ->> 'correctedExecId') as ref_exec_id, payload -> 'leg' ->> 'refId' as leg_ref_id,
           payload -> 'leg' ->> 'symbol' as symbol, payload -> 'leg' ->> 'side' as side, payload ->> 'venueExecId' as venue_exec_id,
           (payload ->> 'lastQty')::numeric as last_qty, (payload ->> 'lastPx')::numeric as last_px
      from order_event
     where event_type in ('LegFilled', 'LegBusted', 'LegCorrected', 'LegRevisedAhead');
comment on view leg_execution is 'What venues reported of single legs, MultiLegReportingType(442)=2. It does not count in an order''s cum_qty.';
