package io.portcullis.risk;

import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A limit made ready for being held against orders.
 *
 * @param number by which facts name it
 * @param most its amount: shares, counts and per cents as money has them
 * @param warnFrom null if it warns of nothing
 * @param warnAgainBelow once less than that is used, it is warned of anew: what goes up and down about a level is told once
 */
record HeldLimit(int number, Limit limit, Money most, @Nullable Money warnFrom, Money warnAgainBelow) {

    private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");
    private static final BigDecimal FASTEST = BigDecimal.valueOf(Bucket.SECOND);
    private static final BigDecimal NINE_TENTHS = new BigDecimal("0.9");

    static HeldLimit of(int number, Limit limit) {
        BigDecimal from = limit.most().multiply(BigDecimal.valueOf(limit.warnPercent())).multiply(HUNDREDTH);
        boolean warns = limit.warnPercent() > 0 && !limit.key().measure().isOfOneOrder();
        return new HeldLimit(number, limit, limit.amount(), warns ? Money.of(from) : null, Money.of(from.multiply(NINE_TENTHS)));
    }

    /** How much of it is used: a position that is the other way uses nothing. */
    Money size(Money used) {
        return !measure().isOfPositions() ? used.abs() : used.isNegative() ? Money.ZERO : used;
    }

    /** The amount of a count, as a whole number of at most a thousand million: none comes faster. */
    long perSecond() {
        return limit.most().min(FASTEST).longValue();
    }

    /** It speaks against an order. */
    Objection objection(String text) {
        return objection(measure().refusal(), text);
    }

    /** It can't be told whether it does. */
    Objection objection(Refusal because, String text) {
        return new Objection(because, text, number);
    }

    Measure measure() {
        return limit.key().measure();
    }
}
