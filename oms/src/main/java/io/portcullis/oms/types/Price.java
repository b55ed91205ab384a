package io.portcullis.oms.types;

/**
 * A price per unit in the instrument's currency: exact, with eight decimal places. May be negative (spreads).
 *
 * @param raw the price times 10<sup>8</sup>
 */
public record Price(long raw) implements Comparable<Price> {

    /** @throws NumberFormatException if the text is not a decimal number of at most eight places, or does not fit */
    public static Price of(CharSequence text) {
        try {
            return new Price(FixedPoint.parse(text));
        } catch (ArithmeticException e) {
            throw (NumberFormatException) new NumberFormatException("too large: " + text).initCause(e);
        }
    }

    public boolean isPositive() {
        return raw > 0;
    }

    public boolean isMultipleOf(Price tick) {
        return raw % tick.raw == 0;
    }

    @Override
    public int compareTo(Price other) {
        return Long.compare(raw, other.raw);
    }

    @Override
    public String toString() {
        return FixedPoint.format(raw);
    }
}
