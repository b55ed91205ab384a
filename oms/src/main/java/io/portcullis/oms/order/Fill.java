package io.portcullis.oms.order;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a child order, as it stands after corrections.
 *
 * @param execId our ExecID(17), of the first report or of the last correction
 * @param venueExecId the venue's, likewise
 * @param venueCumQty CumQty(14) as the venue told it with the execution; null if it did not
 * @param isBusted it never was: it is kept so that it is not booked again
 */
public record Fill(long execId, String venueExecId, Quantity lastQty, Price lastPx, @Nullable Quantity venueCumQty, @Nullable String tradeDate,
        boolean isBusted) {

    Money value() {
        return Money.of(lastQty, lastPx);
    }

    Fill busted() {
        return new Fill(execId, venueExecId, lastQty, lastPx, venueCumQty, tradeDate, true);
    }

    Fill corrected(long newExecId, String newVenueExecId, Quantity newLastQty, Price newLastPx) {
        return new Fill(newExecId, newVenueExecId, newLastQty, newLastPx, venueCumQty, tradeDate, false);
    }

    /**
     * Whether a report tells of this execution. ExecID alone does not say so: there are venues that repeat it within an order, so CumQty(14) and TradeDate(75)
     * have to agree too as far as both are known.
     */
    boolean isTheSameAs(String otherExecId, @Nullable Quantity otherCumQty, @Nullable String otherTradeDate) {
        return venueExecId.equals(otherExecId) && agree(venueCumQty, otherCumQty) && agree(tradeDate, otherTradeDate);
    }

    private static boolean agree(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || a.equals(b);
    }
}
