package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/** The worst price at which an order may be executed: its limit or, where it leaves its venue discretion beyond that, the farthest price there. */
public final class DiscretionPrice {

    private DiscretionPrice() {
    }

    /**
     * What is off the tick is rounded beyond: whichever way a venue rounds, it is not worse.
     *
     * @return null for conditions without a limit, or if it would not be positive or farther away than prices go
     */
    public static @Nullable Price worst(Conditions conditions, boolean isBuy, TickTable ticks) {
        Price limit = conditions.price();
        Discretion discretion = conditions.instructions().discretion();
        return limit == null || discretion == null ? limit : beyond(limit, discretion, isBuy, ticks);
    }

    /** A distance is counted as that of a trailing stop is. */
    private static @Nullable Price beyond(Price limit, Discretion discretion, boolean isBuy, TickTable ticks) {
        return new TrailingStop(new Peg(Peg.Follows.TRAILING_STOP, discretion.offset(), discretion.offsetType()), isBuy, ticks).stopPx(limit);
    }
}
