package io.portcullis.oms.order;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a child order, as it stands after corrections.
 *
 * @param execId our ExecID(17), of the first report or of the last correction
 * @param venueExecId the venue's, likewise
 * @param otherExecIds what else the venue has called it: before corrections, and in the bust
 * @param venueCumQty CumQty(14) as the venue told it with the execution; null if it did not
 * @param isBusted it never was: it is kept so that it is not booked again
 * @param originator who was responsible for the order then; null for nobody
 */
public record Fill(long execId, String venueExecId, List<String> otherExecIds, Quantity lastQty, Price lastPx, @Nullable Quantity venueCumQty,
        @Nullable String tradeDate, boolean isBusted, @Nullable Originator originator) {

    Money value() {
        return Money.of(lastQty, lastPx);
    }

    Fill busted(String bustExecId) {
        return new Fill(execId, venueExecId, with(bustExecId), lastQty, lastPx, venueCumQty, tradeDate, true, originator);
    }

    Fill corrected(long newExecId, String newVenueExecId, Quantity newLastQty, Price newLastPx) {
        return new Fill(newExecId, newVenueExecId, with(venueExecId), newLastQty, newLastPx, venueCumQty, tradeDate, false, originator);
    }

    private List<String> with(String another) {
        List<String> more = new ArrayList<>(otherExecIds);
        more.add(another);
        return List.copyOf(more);
    }

    /** Whether the venue has ever called it so: some refer to the last report of an execution, some to the first. */
    public boolean isKnownAs(String anExecId) {
        return venueExecId.equals(anExecId) || otherExecIds.contains(anExecId);
    }

    /**
     * Whether a report tells of this execution. ExecID alone does not say so: there are venues that repeat it within an order, so CumQty(14) and TradeDate(75)
     * have to agree too as far as both are known.
     */
    boolean isTheSameAs(String otherExecId, @Nullable Quantity otherCumQty, @Nullable String otherTradeDate) {
        return isKnownAs(otherExecId) && agree(venueCumQty, otherCumQty) && agree(tradeDate, otherTradeDate);
    }

    private static boolean agree(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || a.equals(b);
    }
}
