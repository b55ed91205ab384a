package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.OrderList.Leg;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of order lists: a function of the state, so that the same is told after a crash. */
final class ListTelling {

    /** ListOrderStatus(431). */
    private static final int RECEIVED_FOR_EXECUTION = 2;
    private static final int EXECUTING = 3;
    private static final int CANCELING = 4;
    private static final int ALL_DONE = 6;
    private static final int REJECT = 7;

    private final ShardState state;

    ListTelling(ShardState state) {
        this.state = state;
    }

    private @Nullable OrderList listOf(long orderId) {
        return state.lists().isEmpty() ? null : state.lists().of(orderId);
    }

    // In reports of one order

    /** @param isNews whether the report tells what another order has brought about */
    Effect.@Nullable OfList of(ParentOrder order, boolean isNews) {
        OrderList list = listOf(order.orderId());
        return list == null ? null : new Effect.OfList(list.terms().name(), list.leg(order.orderId()).link(), list.contingency(), isNews);
    }

    /** Null unless it waits, or has waited, for a stop price, another order or ListExecute(35=L), or to begin to work. */
    @Nullable
    Boolean isWorking(ParentOrder order) {
        OrderList list = listOf(order.orderId());
        boolean waitsForTrigger = order.terms().ordType().waitsForTrigger();
        boolean isHeldBack = list == null ? order.terms().instructions().activation() != null : list.holdsBack(list.leg(order.orderId()));
        if (!isHeldBack) {
            return waitsForTrigger ? order.isTriggered() : null;
        }
        return !order.isHeld() && (!waitsForTrigger || order.isTriggered());
    }

    /** Empty if it does not wait. */
    String whyHeld(long orderId) {
        OrderList list = listOf(orderId);
        if (list == null || !list.holdsBack(list.leg(orderId))) {
            ParentOrder order = state.unsettledOrder(orderId);
            Activation activation = order == null ? null : order.terms().instructions().activation();
            return activation == null ? "" : "kept here until " + ConditionsCheck.text(activation);
        }
        Leg primary = list.primaryOf(list.leg(orderId));
        return list.waitsForExecute() ? "kept here until ListExecute(35=L) comes"
                : "kept here until order " + (primary == null ? "" : primary.clOrdId())
                        + " is executed";
    }

    // Alarms

    /** Of orders that shall not all be executed, more is executed than of the largest of them was wanted: null unless it is so. */
    @Nullable
    String overdone(ParentOrder order) {
        OrderList list = listOf(order.orderId());
        Leg leg = list == null ? null : list.leg(order.orderId());
        if (list == null || leg == null || leg.group() == 0) {
            return null;
        }
        boolean isProportional = list.contingency() == Contingency.ONE_UPDATES_OTHER_PROPORTIONALLY;
        BigDecimal executed = BigDecimal.ZERO;
        long most = 0;
        int executedOrders = 0;
        for (Leg one : list.legs()) {
            if (one.group() == leg.group()) {
                executed = executed.add(isProportional ? Shares.of(new Quantity(1), one.cumQty(), one.fullQty()) : BigDecimal.valueOf(one.cumQty().raw()));
                most = Math.max(most, isProportional ? 1 : one.fullQty().raw());
                executedOrders += one.cumQty().isPositive() ? 1 : 0;
            }
        }
        boolean isOver = list.contingency() == Contingency.ONE_CANCELS_OTHER ? executedOrders > 1 : executed.compareTo(BigDecimal.valueOf(most)) > 0;
        return isOver ? " executed more than was wanted of the orders that are linked in list " + list.terms().name() : null;
    }

    /** Null if nothing depends on it. */
    @Nullable
    String takenBack(ParentOrder order) {
        OrderList list = listOf(order.orderId());
        return list == null || list.contingency() == Contingency.NONE ? null
                : " took back or corrected an execution of list " + list.terms().name() + ": what it brought about for the orders linked with it stays";
    }

    // ListStatus(35=N)

    /** Null if nothing is told of the event. */
    Effect.@Nullable ListStatus status(Event.OfList event, long mark, long time) {
        return switch (event) {
            case Event.ListReported e -> reported(e, mark, time);
            case Event.OrderListRefused e -> refused(e, mark, time);
            case Event.OrderListAccepted e -> null;
            case Event.ListExecuted e -> null;
            case Event.ListCancelRequested e -> null;
        };
    }

    private Effect.ListStatus reported(Event.ListReported e, long mark, long time) {
        OrderList list = state.lists().list(e.listId());
        if (list == null) {
            throw new IllegalStateException("order list " + e.listId() + " is not known");
        }
        List<Effect.OrderOfList> orders = new ArrayList<>(list.legs().size());
        for (Leg leg : list.legs()) {
            Quantity canceled = leg.isOpen() ? Quantity.ZERO : leg.orderQty().minus(leg.cumQty()).minus(leg.leavesQty()).max(Quantity.ZERO);
            ParentOrder order = leg.isOpen() ? state.unsettledOrder(leg.orderId()) : null;
            orders.add(new Effect.OrderOfList(leg.clOrdId(), leg.ordStatus(), leg.cumQty(), leg.leavesQty(), canceled, leg.avgPx(),
                    order == null ? null : isWorking(order), -1, null));
        }
        return new Effect.ListStatus(mark, e.session(), time, list.terms().name(), e.report(), statusOf(list), list.contingency(), -1, null,
                List.copyOf(orders));
    }

    private static int statusOf(OrderList list) {
        return !list.isOpen() ? ALL_DONE : list.isCancelRequested() ? CANCELING : list.waitsForExecute() ? RECEIVED_FOR_EXECUTION : EXECUTING;
    }

    private static Effect.ListStatus refused(Event.OrderListRefused e, long mark, long time) {
        List<Effect.OrderOfList> orders = new ArrayList<>(e.orders().size());
        for (Event.RefusedOfList order : e.orders()) {
            orders.add(new Effect.OrderOfList(order.clOrdId(), OrdStatus.REJECTED, Quantity.ZERO, Quantity.ZERO, Quantity.ZERO, null, null,
                    order.objection().refusal().ordRejReason(), order.objection().text()));
        }
        return new Effect.ListStatus(mark, e.session(), time, e.name(), ListReport.RESPONSE, REJECT, e.contingency(),
                rejectReason(e.objection().refusal()), e.objection().text(), List.copyOf(orders));
    }

    /** ListRejectReason(1386) has few of the codes of OrdRejReason(103). */
    private static int rejectReason(Refusal refusal) {
        return switch (refusal.ordRejReason()) {
            case 0, 2, 4, 5, 6, 11 -> refusal.ordRejReason();
            default -> 99;
        };
    }
}
