package io.portcullis.venues.routing;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;

/**
 * What a venue charges for an execution, in the instrument's currency. Less than nothing is a rebate.
 *
 * @param perShare for each share
 * @param millionths of what is paid for the shares: a basis point is a hundred of them; at most all of it
 * @param minimum of all executions of one child order together; zero for none, never less. A rebate has none
 */
public record Fee(Price perShare, int millionths, Money minimum) {

    public static final Fee NONE = new Fee(new Price(0), 0, Money.ZERO);
    /** All of it. */
    public static final int MOST_MILLIONTHS = 1_000_000;
    /** What a venue may show has no bound, and sums must have one. */
    private static final long LARGEST = 1L << 61;

    public Fee {
        if (millionths < -MOST_MILLIONTHS || millionths > MOST_MILLIONTHS) {
            throw new IllegalArgumentException("must be from -10000 to 10000 basis points");
        }
        if (minimum.isNegative() || !minimum.isZero() && (perShare.raw() < 0 || millionths < 0)) {
            throw new IllegalArgumentException("minimum " + minimum + ": must not be negative, and a rebate has none");
        }
    }

    /** Of one share at that price times 10<sup>8</sup>, the minimum aside, likewise; beyond eight decimal places it is cut. */
    long at(long price) {
        long ofAmount = millionths == 0 ? 0 : price / MOST_MILLIONTHS * millionths + price % MOST_MILLIONTHS * millionths / MOST_MILLIONTHS;
        return Math.clamp(sum(perShare.raw(), ofAmount), -LARGEST, LARGEST);
    }

    /** The largest number of the sign where it would not fit: a venue may show any price. */
    static long sum(long a, long b) {
        long sum = a + b;
        return ((a ^ sum) & (b ^ sum)) >= 0 ? sum : a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
}
