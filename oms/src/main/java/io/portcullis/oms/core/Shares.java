package io.portcullis.oms.core;

import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How much of an order goes with a part of another one: exact, in whole lots. */
final class Shares {

    /** Rounded down: what is missing in the last place is made good by rounding up to a lot. */
    private static final MathContext PRECISE = new MathContext(60, RoundingMode.DOWN);

    /** What several orders have executed together may be more than a quantity can say; no order is for half as much. */
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 2);

    private Shares() {
    }

    /** That part of a quantity, {@code part} of {@code whole}; not rounded. */
    static BigDecimal of(Quantity quantity, Quantity part, Quantity whole) {
        return BigDecimal.valueOf(quantity.raw()).multiply(BigDecimal.valueOf(part.raw())).divide(BigDecimal.valueOf(whole.raw()), PRECISE);
    }

    /** At most so much, in whole lots. */
    static Quantity down(BigDecimal raw, Quantity lot) {
        return inLots(raw, lot, RoundingMode.DOWN);
    }

    /** At least so much, in whole lots. */
    static Quantity up(BigDecimal raw, Quantity lot) {
        return inLots(raw, lot, RoundingMode.UP);
    }

    private static Quantity inLots(BigDecimal raw, Quantity lot, RoundingMode rounding) {
        BigDecimal size = BigDecimal.valueOf(lot.raw());
        return new Quantity(raw.min(MOST).divide(size, 0, rounding).multiply(size).longValueExact());
    }
}
