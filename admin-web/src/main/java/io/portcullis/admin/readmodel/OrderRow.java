package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/**
 * One line of the order blotter: a parent order as it stood after a record.
 *
 * @param orderId OrderID(37)
 * @param terms as last agreed with the client
 * @param unconfirmed how many child orders a venue owes an answer for
 * @param children how many child orders there were
 * @param received when the order came, epoch nanoseconds
 * @param updated when a record last touched it, epoch nanoseconds
 * @param position of that record: of two rows of one order the one with the higher position is the newer
 * @param text why it was refused, rejected, canceled or expired; empty otherwise
 * @param trigger null for orders that wait for no stop price
 */
public record OrderRow(String orderId, OrderTerms terms, OrderSummary summary, int unconfirmed, int children, long received, long updated, long position,
        String text, @Nullable Trigger trigger) {

    /** What an order that waits for its stop price does. */
    public enum Trigger {
        /** A venue waits for it. */
        AT_VENUE,
        /** It is kept here. */
        PARKED,
        /** It was reached. */
        TRIGGERED
    }

    /** Whether anything of it may still trade. */
    public boolean isOpen() {
        return summary.leavesQty().isPositive();
    }

    /** AvgPx(6), rounded half up to eight places; null before the first fill. */
    public @Nullable Price avgPx() {
        return averagePrice(summary);
    }

    static @Nullable Price averagePrice(OrderSummary summary) {
        return summary.cumQty().isPositive() ? summary.traded().per(summary.cumQty()) : null;
    }
}
