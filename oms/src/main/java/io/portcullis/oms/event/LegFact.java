package io.portcullis.oms.event;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import org.jspecify.annotations.Nullable;

/**
 * What a venue has reported of a single leg of a multi-leg order, MultiLegReportingType(442)=2. None of it counts in the order's own quantities. Each {@code execId} is
 * our ExecID(17) for it.
 */
public sealed interface LegFact {

    /**
     * Which leg: as far as the venue has said it.
     *
     * @param refId LegRefID(654); empty if neither the client nor the venue has a name for it
     * @param side the way in which it was traded
     */
    record Which(String refId, String symbol, Side side) {
    }

    /**
     * It was executed.
     *
     * @param lastQty as it counts, where a correction of it came before
     */
    record Filled(long execId, Which leg, String venueExecId, Quantity lastQty, Price lastPx, @Nullable String tradeDate) implements LegFact {
    }

    /** ExecType(150)=H: an execution of it never was. */
    record Busted(long execId, long bustedExecId, String venueExecId) implements LegFact {
    }

    /** ExecType(150)=G: an execution of it was for another quantity or price. */
    record Corrected(long execId, long correctedExecId, String venueExecId, Quantity lastQty, Price lastPx) implements LegFact {
    }

    /**
     * A bust or a correction of an execution that has not come: when it comes it counts as that says.
     *
     * @param execRefId what the venue calls the execution
     * @param venueExecId what it calls this
     * @param lastQty null if it is busted, as with {@code lastPx}
     */
    record RevisedAhead(Which leg, String execRefId, String venueExecId, @Nullable Quantity lastQty, @Nullable Price lastPx) implements LegFact {
    }
}
