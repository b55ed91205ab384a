package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.ReducedBecause;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.OrderList.Leg;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to hold of orders that depend on each other, worked out from the events anew. */
final class LinkChecks {

    private final Map<Long, Quantity> reduced = new HashMap<>();
    private final Set<Long> releasedWhole = new HashSet<>();
    private final Set<Long> executed = new HashSet<>();
    private final Map<Long, Long> parentOf = new HashMap<>();
    private final Set<OrderList> touched = new LinkedHashSet<>();

    /** @param state null while the log is read again after a crash */
    void after(Event event, @Nullable ShardState state) {
        switch (event) {
            case Event.ChildOrderCreated e -> {
                parentOf.put(e.childId(), e.orderId());
                if (state != null) {
                    goesOut(e, state);
                }
            }
            case Event.ChildOrderFound e -> parentOf.put(e.childId(), e.orderId());
            case Event.OrderFilled e -> executed.add(parentOf.getOrDefault(e.childId(), 0L));
            case Event.RevisedFillCame e -> executed.add(parentOf.getOrDefault(e.childId(), 0L));
            case Event.OrderReduced e -> {
                if (e.because() == ReducedBecause.SIBLING) {
                    reduced.merge(e.orderId(), e.by(), Quantity::plus);
                }
            }
            case Event.OrderReleased e -> {
                if (e.upTo() == null && !releasedWhole.add(e.orderId())) {
                    throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is let go again");
                }
                if (state != null) {
                    letGo(e, state);
                }
            }
            default -> {
                // nothing that links bring about
            }
        }
        if (state != null) {
            touch(event, state);
        }
    }

    private void touch(Event event, ShardState state) {
        long orderId = switch (event) {
            case Event.OfOrder e -> e.orderId();
            case Event.OfChild e -> parentOf.getOrDefault(e.childId(), 0L);
            default -> 0;
        };
        OrderList list = state.lists().of(orderId);
        if (list != null) {
            touched.add(list);
        }
    }

    /** No more than may work, never before what it waits for, never while the list waits for word. */
    private void goesOut(Event.ChildOrderCreated e, ShardState state) {
        OrderList list = state.lists().of(e.orderId());
        ParentOrder order = state.order(e.orderId());
        if (list == null || order == null) {
            return;
        }
        Leg primary = list.primaryOf(list.leg(e.orderId()));
        if (list.waitsForExecute() || primary != null && !executed.contains(primary.orderId())) {
            throw broken(list, order, "goes out before its time");
        }
        ParentOrder.PendingReplace replace = order.pendingReplace(); // of the same record, asked for behind it
        Quantity most = replace == null ? order.workingQty() : order.workingQty().max(order.workingOf(replace.terms().orderQty()));
        if (order.atVenues().exceeds(most)) {
            throw broken(list, order, "goes out for more than it may, " + most);
        }
    }

    private static void letGo(Event.OrderReleased e, ShardState state) {
        OrderList list = state.lists().of(e.orderId());
        ParentOrder order = state.order(e.orderId());
        if (order == null || state.sendsNothingNew()) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is let go, and trading is halted, or the trading day is over");
        }
        if (list == null) {
            return; // it waited for its time or a price
        }
        Leg leg = list.leg(e.orderId());
        Leg primary = list.primaryOf(leg);
        Quantity upTo = e.upTo();
        if (upTo == null) {
            if (primary != null && !primary.isFilled() && (primary.isOpen() || !leg.isCut())) {
                throw broken(list, order, "is let go whole, though what it waits for is not filled");
            }
        } else if (primary == null || BigDecimal.valueOf(upTo.raw()).add(BigDecimal.valueOf(leg.reducedBy().raw())).multiply(raw(primary.orderQty()))
                .compareTo(raw(leg.fullQty()).multiply(raw(primary.cumQty()))) > 0) {
            throw broken(list, order, "is let go up to " + upTo + " of " + leg.fullQty());
        }
    }

    private static BigDecimal raw(Quantity quantity) {
        return BigDecimal.valueOf(quantity.raw());
    }

    /** At the end of a record that left nothing undone. */
    void check(ShardState state) {
        for (OrderList list : touched) {
            for (Leg leg : list.legs()) {
                ParentOrder order = state.unsettledOrder(leg.orderId());
                if (leg.group() != 0 && order != null && list.legs().stream().allMatch(one -> one.shares().isOne()) && order.leavesQty().isPositive()
                        && !leg.isCalledBack() && order.pendingCancel() == null
                        && order.pendingReplace() == null) {
                    checkSiblings(list, leg, order);
                }
            }
        }
        touched.clear();
    }

    private void checkSiblings(OrderList list, Leg leg, ParentOrder order) {
        if (list.contingency() == Contingency.ONE_CANCELS_OTHER) {
            boolean isFirst = leg.isFirstExecuted();
            for (Leg other : list.legs()) {
                if (other != leg && other.group() == leg.group() && executed.contains(other.orderId()) && other.cumQty().isPositive() && !isFirst) {
                    throw broken(list, order, "lives on, though order " + other.orderId() + " was executed");
                }
            }
            return;
        }
        BigDecimal due = BigDecimal.ZERO;
        boolean isProportional = list.contingency() == Contingency.ONE_UPDATES_OTHER_PROPORTIONALLY;
        Quantity itsReduced = reduced.getOrDefault(leg.orderId(), Quantity.ZERO);
        for (Leg other : list.legs()) {
            if (other != leg && other.group() == leg.group()) {
                Quantity full = other.orderQty().plus(reduced.getOrDefault(other.orderId(), Quantity.ZERO));
                due = due.add(
                        isProportional ? raw(order.terms().orderQty().plus(itsReduced)).multiply(raw(other.cumQty())).divide(raw(full), MathContext.DECIMAL64)
                                : raw(other.cumQty()));
            }
        }
        if (due.subtract(raw(itsReduced)).compareTo(BigDecimal.ONE) >= 0) {
            throw broken(list, order, "was made smaller by " + itsReduced + ", its siblings have executed " + due.movePointLeft(8).toPlainString());
        }
    }

    private static BrokenInvariant broken(OrderList list, ParentOrder order, String what) {
        StringBuilder text = new StringBuilder("order " + order.orderId() + " of list " + list.terms().name() + " " + list.contingency() + " " + what + ": "
                + Invariants.describe(order) + "\n  released " + order.releasedQty());
        for (Leg leg : list.legs()) {
            text.append("\n  leg ").append(leg.orderId()).append(" group ").append(leg.group()).append(' ').append(leg.ordStatus()).append(" qty ")
                    .append(leg.orderQty()).append(" cum ").append(leg.cumQty()).append(" reduced ").append(leg.reducedBy()).append(" open ")
                    .append(leg.isOpen());
        }
        return new BrokenInvariant(order.orderId(), text.toString());
    }

    /** When everything has been said and heard, no more of an order of a list is at venues than may be, unless a venue does not let go. */
    static void checkEndOfDay(ShardState state) {
        for (OrderList list : state.lists().all()) {
            for (Leg leg : list.legs()) {
                ParentOrder order = state.unsettledOrder(leg.orderId());
                if (order != null && order.atVenues().exceeds(order.workingQty())
                        && order.children().stream().noneMatch(child -> child.isLive() && (child.refusedToReplace() || child.whyNotCanceled() != null))) {
                    throw broken(list, order, "is at venues for more than it may be, " + order.workingQty());
                }
            }
        }
    }

    /** The log was cut by a crash. */
    void forget() {
        reduced.clear();
        releasedWhole.clear();
        executed.clear();
        parentOf.clear();
        touched.clear();
    }
}
