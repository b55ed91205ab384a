package io.portcullis.oms.order;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.SessionKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The order lists of the day, and those of earlier days of which an order is not settled. A part of the state: events change it, and it holds no rule. */
public final class OrderLists {

    private final Map<Long, OrderList> lists = new LinkedHashMap<>();
    private final Long2ObjectHashMap<OrderList> byOrder = new Long2ObjectHashMap<>();
    private final Map<SessionKey, Map<String, OrderList>> byName = new HashMap<>();

    // Questions

    public boolean isEmpty() {
        return lists.isEmpty();
    }

    /** Oldest first. */
    public Collection<OrderList> all() {
        return lists.values();
    }

    /** Null if it is not known any more. */
    public @Nullable OrderList list(long listId) {
        return lists.get(listId);
    }

    /** By ListID(66); null if the session has none of that name. */
    public @Nullable OrderList list(SessionKey session, String name) {
        Map<String, OrderList> named = byName.get(session);
        return named == null ? null : named.get(name);
    }

    /** The list that the order came in; null if it came by itself. */
    public @Nullable OrderList of(long orderId) {
        return byOrder.get(orderId);
    }

    // What events do to them

    /** @param order that the event is about; null if it is about none */
    void after(Event event, @Nullable ParentOrder order) {
        OrderList list = order == null ? null : byOrder.get(order.orderId());
        if (list == null || order == null) {
            return;
        }
        switch (event) {
            case Event.OrderAccepted e when list.holdsBack(list.leg(e.orderId())) -> order.hold();
            case Event.OrderReduced e -> reduced(list.leg(e.orderId()), e);
            case Event.OrderAdjusted e -> adjusted(list.leg(e.orderId()), e.to());
            case Event.LinkCancelOrdered e -> list.leg(e.orderId()).isCalledBack = true;
            default -> {
                // how the order now stands is all
            }
        }
        list.after(order);
    }

    private static void adjusted(OrderList.Leg leg, Adjustment to) {
        if (!to.isCanceled()) {
            leg.shares = leg.shares.times(to.shares());
            leg.reducedBy = to.shares().down(leg.reducedBy, to.unit());
        }
    }

    private static void reduced(OrderList.Leg leg, Event.OrderReduced e) {
        if (e.because() == Event.ReducedBecause.SIBLING) {
            leg.reducedBy = leg.reducedBy.plus(e.by());
        } else {
            leg.isCut = true;
        }
    }

    void after(Event.OfList event) {
        switch (event) {
            case Event.OrderListAccepted e -> add(new OrderList(e));
            case Event.ListCancelRequested e -> known(e.listId()).isCancelRequested = true;
            case Event.ListExecuted e -> known(e.listId()).isExecuted = true;
            case Event.ListReported e -> known(e.listId()).isDone |= e.report() == ListReport.ALL_DONE;
            case Event.OrderListRefused e -> {
            }
        }
    }

    void add(OrderList list) {
        lists.put(list.listId(), list);
        byName.computeIfAbsent(list.terms().session(), session -> new HashMap<>()).put(list.terms().name(), list);
        list.legs().forEach(leg -> byOrder.put(leg.orderId(), list));
    }

    /** @param unsettled all orders that are not settled */
    void startDay(Long2ObjectHashMap<ParentOrder> unsettled) {
        lists.values().removeIf(list -> {
            boolean isOver = list.legs().stream().noneMatch(leg -> unsettled.containsKey(leg.orderId()));
            if (isOver) {
                list.legs().forEach(leg -> byOrder.remove(leg.orderId()));
                Map<String, OrderList> named = byName.get(list.terms().session());
                if (named != null) {
                    named.remove(list.terms().name(), list);
                }
            }
            return isOver;
        });
    }

    private OrderList known(long listId) {
        OrderList list = lists.get(listId);
        if (list == null) {
            throw new IllegalStateException("an event tells of order list " + listId + ", which no earlier event created");
        }
        return list;
    }
}
