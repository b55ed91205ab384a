package io.portcullis.venues.tape;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was traded of an instrument in a time.
 *
 * @param venue null for all venues together
 * @param tradingDay of the tape that it was made of
 * @param start epoch nanoseconds; of a day, midnight UTC of its date
 * @param volume of those trades of which a quantity is known
 * @param turnover quantity times price of the same
 * @param trades all of them
 * @param bid the best one when it was closed, or by now; null if there was none that counts. @param offer likewise
 * @param isClosed nothing comes into it any more
 */
public record Bar(String symbol, @Nullable VenueId venue, BarInterval interval, LocalDate tradingDay, long start, Price open, Price high, Price low,
        Price close, Quantity volume, Money turnover, long trades, @Nullable Price bid, @Nullable Price offer, boolean isClosed) {

    /** The volume-weighted average price; null if of no trade a quantity is known. */
    @Nullable
    public Price vwap() {
        return volume.isPositive() ? turnover.per(volume) : null;
    }
}
