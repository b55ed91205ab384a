package io.portcullis.oms.types;

import java.math.BigInteger;

/**
 * So many new ones for so many old ones, in lowest terms: 2:1 makes two shares of one, 1:10 makes one of ten.
 *
 * @param to how many there are then, positive
 * @param from of how many, positive
 */
public record Ratio(long to, long from) {

    public static final Ratio ONE = new Ratio(1, 1);
    private static final long MOST = 1_000_000;

    public Ratio {
        if (to <= 0 || from <= 0) {
            throw new IllegalArgumentException("a ratio must be of two positive numbers, was " + to + ":" + from);
        }
        long common = BigInteger.valueOf(to).gcd(BigInteger.valueOf(from)).longValueExact();
        to /= common;
        from /= common;
    }

    /**
     * Reads {@code 3:2}.
     *
     * @throws IllegalArgumentException if the text is not two whole numbers from 1 to 1,000,000 with a colon between them
     */
    public static Ratio of(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length == 2 && isCount(parts[0]) && isCount(parts[1])) {
            return new Ratio(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }
        throw new IllegalArgumentException("a ratio must be new:old, two whole numbers from 1 to " + MOST + " such as 2:1, was " + text);
    }

    private static boolean isCount(String text) {
        return !text.isEmpty() && text.length() <= 7 && text.chars().allMatch(c -> c >= '0' && c <= '9') && Long.parseLong(text) >= 1
                && Long.parseLong(text) <= MOST;
    }

    public boolean isOne() {
        return to == from;
    }

    /** There are more of them then. */
    public boolean isIncrease() {
        return to > from;
    }

    /** Both, one after the other. @throws ArithmeticException if the numbers do not fit */
    public Ratio times(Ratio other) {
        Ratio left = new Ratio(to, other.from);
        Ratio right = new Ratio(other.to, from);
        return new Ratio(Math.multiplyExact(left.to, right.to), Math.multiplyExact(left.from, right.from));
    }

    /** Back again. */
    public Ratio inverse() {
        return new Ratio(from, to);
    }

    /** What becomes of a quantity, in whole units: not more than it is. @throws ArithmeticException if it does not fit */
    public Quantity down(Quantity quantity, Quantity unit) {
        return new Quantity(Math.multiplyExact(floor(quantity.raw(), to, Math.multiplyExact(from, unit.raw())), unit.raw()));
    }

    /** Likewise, not less than it is. @throws ArithmeticException if it does not fit */
    public Quantity up(Quantity quantity, Quantity unit) {
        return new Quantity(Math.multiplyExact(-floor(-quantity.raw(), to, Math.multiplyExact(from, unit.raw())), unit.raw()));
    }

    /** What a price, or a distance of prices, times 10<sup>8</sup>, becomes: not more than it is. @throws ArithmeticException if it does not fit */
    public long pricedDown(long raw) {
        return floor(raw, from, to);
    }

    /** Likewise, not less than it is. @throws ArithmeticException if it does not fit */
    public long pricedUp(long raw) {
        return -floor(-raw, from, to);
    }

    private static long floor(long raw, long times, long by) {
        BigInteger[] quotient = BigInteger.valueOf(raw).multiply(BigInteger.valueOf(times)).divideAndRemainder(BigInteger.valueOf(by));
        return Math.subtractExact(quotient[0].longValueExact(), quotient[1].signum() < 0 ? 1 : 0);
    }

    /** {@code 3:2}. */
    @Override
    public String toString() {
        return to + ":" + from;
    }
}
