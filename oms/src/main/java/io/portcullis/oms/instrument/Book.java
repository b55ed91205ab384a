package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/**
 * The price levels that one venue shows for one instrument, best first. Whoever reads it must not keep it: it changes in place on the shard's thread.
 */
public interface Book {

    /** How many price levels there are on that side. */
    int levels(boolean bids);

    /** Price times 10<sup>8</sup> of a level, 0 being the best. */
    long price(boolean bids, int level);

    /** The last trade there; null if none is known. */
    @Nullable
    Price lastTrade();

    /** Quantity times 10<sup>8</sup> of a level. */
    long quantity(boolean bids, int level);

    /** When the venue has last told something of it, by our clock: epoch nanoseconds; 0 where that is not known. */
    default long time() {
        return 0;
    }
}
