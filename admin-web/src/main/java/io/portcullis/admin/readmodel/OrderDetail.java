package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event.ChildOrderCreated;
import io.portcullis.oms.event.Event.OrderRouted;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the console knows about one parent order. The lists are bounded: of a long life only the newest entries are kept.
 *
 * @param firstClOrdId ClOrdID(11) before any replace
 * @param objections why it was refused; empty if it was not
 * @param risk what the risk gate last used; null for refused orders
 * @param checkedLimits those on what adds up that it was held against
 * @param children in order of creation
 * @param childrenOmitted how many older ones are not listed
 * @param fills newest first
 * @param fillsOmitted how many older ones are not listed
 * @param legFills of single legs of a multi-leg order, newest first: they don't count for it
 * @param history what happened, newest first
 * @param routings why what went out went where it went, newest first: as far as the history goes back
 */
public record OrderDetail(OrderRow row, ClOrdId firstClOrdId, List<Objection> objections, @Nullable RiskFacts risk, List<CheckedLimit> checkedLimits,
        List<Child> children, int childrenOmitted,
        List<Fill> fills,
        int fillsOmitted, List<LegFill> legFills, List<Happening> history, List<Routing> routings) {

    /**
     * A limit that the order passed.
     *
     * @param most as it is now; null if it is removed
     * @param used before the order
     */
    public record CheckedLimit(String limit, @Nullable String most, Money used) {
    }

    /**
     * A child order.
     *
     * @param venueClOrdId the ClOrdID(11) that it was created with
     * @param price as last agreed with the venue; null for market orders
     * @param venueOrderId OrderID(37) of the venue; null before it answered
     * @param unconfirmed whether the venue owes an answer
     * @param created what was sent, and the quote that it was sent for
     * @param createdAt epoch nanoseconds
     * @param updated epoch nanoseconds
     * @param text why it was rejected, canceled or expired; empty otherwise
     */
    public record Child(String venueClOrdId, ChildOrderCreated created, @Nullable Price price, OrderSummary summary, @Nullable String venueOrderId,
            boolean unconfirmed, long createdAt,
            long updated, String text) {

        /** AvgPx(6); null before the first fill. */
        public @Nullable Price avgPx() {
            return OrderRow.averagePrice(summary);
        }
    }

    /**
     * An execution.
     *
     * @param execId our ExecID(17), of the first report
     * @param latestExecId that of its last correction or bust; the same if there was none
     * @param venueExecId the venue's
     * @param time epoch nanoseconds; 0 if it was before the part of the log that was read
     */
    public record Fill(String execId, String latestExecId, VenueId venue, String venueExecId, Quantity lastQty, Price lastPx, long time, FillState state) {
    }

    /**
     * An execution of a single leg.
     *
     * @param execId our ExecID(17), of the first report
     * @param refId LegRefID(654); empty if the leg has none
     * @param side the way in which it was traded
     * @param time epoch nanoseconds; 0 if it was before the part of the log that was read
     */
    public record LegFill(String execId, String refId, String symbol, Side side, Quantity lastQty, Price lastPx, long time, FillState state) {
    }

    /** Whether an execution counts. */
    public enum FillState {
        STANDS, CORRECTED, BUSTED
    }

    /**
     * A decision of the router.
     *
     * @param time epoch nanoseconds
     */
    public record Routing(long time, OrderRouted routed) {
    }

    /**
     * A line of the order's history.
     *
     * @param time epoch nanoseconds
     * @param text one sentence
     */
    public record Happening(long time, String text) {
    }
}
