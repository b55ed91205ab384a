package io.portcullis.oms.types;

/**
 * A number of shares, contracts or units: exact, with eight decimal places, at most 92 thousand million.
 *
 * @param raw the quantity times 10<sup>8</sup>
 */
public record Quantity(long raw) implements Comparable<Quantity> {

    public static final Quantity ZERO = new Quantity(0);

    /** @throws NumberFormatException if the text is not a decimal number of at most eight places, or does not fit */
    public static Quantity of(CharSequence text) {
        try {
            return new Quantity(FixedPoint.parse(text));
        } catch (ArithmeticException e) {
            throw (NumberFormatException) new NumberFormatException("too large: " + text).initCause(e);
        }
    }

    /** @throws ArithmeticException if it does not fit */
    public static Quantity of(long units) {
        return new Quantity(FixedPoint.ofUnits(units));
    }

    /** @throws ArithmeticException on overflow */
    public Quantity plus(Quantity other) {
        return other.raw == 0 ? this : raw == 0 ? other : new Quantity(Math.addExact(raw, other.raw));
    }

    /** May be negative. */
    public Quantity minus(Quantity other) {
        return other.raw == 0 ? this : new Quantity(Math.subtractExact(raw, other.raw));
    }

    public Quantity min(Quantity other) {
        return raw <= other.raw ? this : other;
    }

    public Quantity max(Quantity other) {
        return raw >= other.raw ? this : other;
    }

    public boolean isPositive() {
        return raw > 0;
    }

    public boolean isZero() {
        return raw == 0;
    }

    public boolean isMultipleOf(Quantity unit) {
        return raw % unit.raw == 0;
    }

    public boolean exceeds(Quantity other) {
        return raw > other.raw;
    }

    @Override
    public int compareTo(Quantity other) {
        return Long.compare(raw, other.raw);
    }

    @Override
    public String toString() {
        return FixedPoint.format(raw);
    }
}
