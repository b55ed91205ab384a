package io.portcullis.oms.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An amount of money: the exact sum of quantity times price, a signed 128-bit number with sixteen decimal places.
 * Every operation that would not fit throws {@link ArithmeticException}.
 *
 * @param high the upper 64 bits, signed
 * @param low the lower 64 bits, unsigned
 */
public record Money(long high, long low) implements Comparable<Money> {

    public static final Money ZERO = new Money(0, 0);
    private static final int SCALE = 2 * FixedPoint.SCALE;
    private static final long DIGIT = 0xFFFF_FFFFL;
    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    public static Money of(Quantity quantity, Price price) {
        return product(quantity.raw(), price.raw());
    }

    private static Money product(long a, long b) {
        return new Money(Math.multiplyHigh(a, b), a * b);
    }

    /** @throws NumberFormatException if the text is not a decimal number of at most eight places, or does not fit */
    public static Money of(CharSequence text) {
        return product(Quantity.of(text).raw(), FixedPoint.ONE);
    }

    /** @throws ArithmeticException if it has more than sixteen decimal places, or does not fit */
    public static Money of(BigDecimal amount) {
        BigInteger value = amount.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue();
        if (value.bitLength() >= 2 * Long.SIZE) {
            throw new ArithmeticException("money overflow: " + amount.toPlainString());
        }
        return new Money(value.shiftRight(Long.SIZE).longValue(), value.longValue());
    }

    /** The same as a decimal number, exactly. */
    public BigDecimal decimal() {
        BigInteger unsignedLow = BigInteger.valueOf(low).mod(TWO_TO_64);
        return new BigDecimal(BigInteger.valueOf(high).multiply(TWO_TO_64).add(unsignedLow), SCALE);
    }

    public Money plus(Money other) {
        long sumLow = low + other.low;
        long carry = Long.compareUnsigned(sumLow, low) < 0 ? 1 : 0;
        long sumHigh = high + other.high + carry;
        if (((high ^ sumHigh) & (other.high ^ sumHigh)) < 0) {
            throw new ArithmeticException("money overflow: " + this + " + " + other);
        }
        return new Money(sumHigh, sumLow);
    }

    public Money minus(Money other) {
        return plus(other.negated());
    }

    public Money negated() {
        if (high == Long.MIN_VALUE && low == 0) {
            throw new ArithmeticException("money overflow: -" + this);
        }
        return new Money(low == 0 ? -high : ~high, -low);
    }

    public Money abs() {
        return high < 0 ? negated() : this;
    }

    public boolean isNegative() {
        return high < 0;
    }

    public boolean isZero() {
        return (high | low) == 0;
    }

    public boolean exceeds(Money other) {
        return compareTo(other) > 0;
    }

    /**
     * The average price: rounded half up to eight decimal places.
     *
     * @param quantity more than zero
     */
    public Price per(Quantity quantity) {
        if (!quantity.isPositive()) {
            throw new ArithmeticException("an average needs a positive quantity, was " + quantity);
        }
        boolean negative = high < 0;
        Money amount = abs();
        long quotient = amount.dividedBy(quantity.raw());
        return new Price(negative ? -quotient : quotient);
    }

    /** This (not negative) by a positive divisor, to the nearest; the quotient has to fit a long. */
    private long dividedBy(long divisor) {
        if (high >= divisor) {
            throw new ArithmeticException("quotient does not fit: " + this);
        }
        // Knuth, The Art of Computer Programming, 4.3.1, algorithm D: two digits of 32 bits by two, the divisor shifted until its first bit is set
        int shift = Long.numberOfLeadingZeros(divisor);
        long v = divisor << shift;
        long upper = high << shift | low >>> Long.SIZE - shift;
        long lower = low << shift;
        long first = digit(upper, lower >>> Integer.SIZE, v);
        long rest = (upper << Integer.SIZE | lower >>> Integer.SIZE) - first * v;
        long second = digit(rest, lower & DIGIT, v);
        long remainder = (rest << Integer.SIZE | lower & DIGIT) - second * v >>> shift;
        long quotient = (first << Integer.SIZE) + second;
        long rounded = remainder >= divisor - remainder ? quotient + 1 : quotient;
        if (rounded < 0) {
            throw new ArithmeticException("quotient does not fit: " + this);
        }
        return rounded;
    }

    /** Of the quotient of a number, whose upper 64 bits are less than the divisor, followed by another digit. */
    private static long digit(long upper, long next, long divisor) {
        long top = divisor >>> Integer.SIZE;
        long estimate = Long.divideUnsigned(upper, top);
        long rest = upper - estimate * top;
        while (rest <= DIGIT && (estimate > DIGIT || Long.compareUnsigned(estimate * (divisor & DIGIT), rest << Integer.SIZE | next) > 0)) {
            estimate--;
            rest += top;
        }
        return estimate;
    }

    @Override
    public int compareTo(Money other) {
        int byHigh = Long.compare(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return decimal().stripTrailingZeros().toPlainString();
    }
}
