package io.portcullis.risk;

import io.portcullis.oms.types.Money;

/** A sum of money that changes all the time, and makes no garbage of it: 128 bits with sixteen decimal places, as {@link Money} has them. */
final class Total {

    private long high;
    private long low;

    /** @throws ArithmeticException if it does not fit any more */
    void add(long otherHigh, long otherLow) {
        long sumLow = low + otherLow;
        long sumHigh = high + otherHigh + (Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0);
        if (((high ^ sumHigh) & (otherHigh ^ sumHigh)) < 0) {
            throw new ArithmeticException("money overflow: " + money() + " + " + new Money(otherHigh, otherLow));
        }
        high = sumHigh;
        low = sumLow;
    }

    void subtract(long otherHigh, long otherLow) {
        add(otherLow == 0 ? -otherHigh : ~otherHigh, -otherLow);
    }

    void clear() {
        high = 0;
        low = 0;
    }

    Money money() {
        return (high | low) == 0 ? Money.ZERO : new Money(high, low);
    }
}
