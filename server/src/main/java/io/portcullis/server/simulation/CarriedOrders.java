package io.portcullis.server.simulation;

import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has to hold of orders that outlive their trading day: on each later day on which one is open it is carried over once, its client is told if that was agreed, and no
 * other order is. */
final class CarriedOrders {

    private final Map<SessionKey, ClientAgreement> agreed;
    private final Set<Long> restatedToday = new HashSet<>();

    CarriedOrders(Map<SessionKey, ClientAgreement> agreed) {
        this.agreed = agreed;
    }

    void decided(EventRecord record, ShardState state) {
        for (Event event : record.events()) {
            switch (event) {
                case Event.DayStarted e -> restatedToday.clear();
                case Event.OrderRestated e -> carried(e, record, state);
                default -> {
                    // not about days
                }
            }
        }
    }

    private void carried(Event.OrderRestated e, EventRecord record, ShardState state) {
        long orderId = e.orderId();
        ParentOrder order = state.order(orderId);
        if (order == null || !isMeant(order, state) && !isEndedBy(record, orderId)) {
            throw new BrokenInvariant(orderId,
                    "order " + orderId + " is carried over, and should not be" + (order == null ? "" : ": " + Invariants.describe(order)));
        }
        if ((e.execId() != Event.NOT_TOLD) != agreed.getOrDefault(order.terms().session(), ClientAgreement.DEFAULT).practice().restates()) {
            throw new BrokenInvariant(orderId,
                    "order " + orderId + " is carried over, and its client is " + (e.execId() == Event.NOT_TOLD ? "not " : "") + "told: "
                            + Invariants.describe(order));
        }
        if (!restatedToday.add(orderId)) {
            throw new BrokenInvariant(orderId, "order " + orderId + " is restated again: " + Invariants.describe(order));
        }
    }

    /** Then nothing is left of it when the record is folded. */
    private static boolean isEndedBy(EventRecord record, long orderId) {
        return record.events().stream().anyMatch(event -> event instanceof Event.OrderCanceled e && e.orderId() == orderId);
    }

    private boolean isMeant(ParentOrder order, ShardState state) {
        TimeInForce timeInForce = order.terms().timeInForce();
        boolean isGoodTill = timeInForce == TimeInForce.GOOD_TILL_CANCEL || timeInForce == TimeInForce.GOOD_TILL_DATE;
        boolean isToldBefore = order.adjusted() != null && order.adjusted().exDay() >= today(state); // for tomorrow: told this morning, or the night before
        return isGoodTill && !isToldBefore && order.day() < today(state) && order.leavesQty().isPositive();
    }

    private static long today(ShardState state) {
        LocalDate day = state.tradingDay();
        return day == null ? 0 : day.toEpochDay();
    }

    /** When none waits for its turn any more. One whose date is over goes on only until its venues let go of it. */
    void checkNoneIsLeft(long now, ShardState state) {
        for (ParentOrder order : state.openOrdersByAge()) {
            boolean isOver = order.terms().timeInForce() == TimeInForce.GOOD_TILL_DATE && order.terms().expireTime() <= now;
            if (isMeant(order, state) && !isOver && !restatedToday.contains(order.orderId())) {
                throw new BrokenInvariant(order.orderId(), "order " + order.orderId() + " is not restated: " + Invariants.describe(order));
            }
        }
    }

    /** @param isWhole nothing of the log was lost */
    void recovered(ShardState state, boolean isWhole) {
        if (!isWhole) {
            restatedToday.clear();
            state.ordersByAge().stream().filter(order -> order.restatedDay() >= today(state)).forEach(order -> restatedToday.add(order.orderId()));
        }
    }
}
