package io.portcullis.oms.types;

/**
 * How much of an order may be seen at a time, MaxFloor(111) or DisplayQty(1138); what is behind it comes when that is filled.
 *
 * @param lowest DisplayLowQty(1085) where each part has another size; else the same as {@code highest}
 * @param highest DisplayHighQty(1086) where each part has another size
 */
public record Display(Quantity lowest, Quantity highest) {

    /** Parts of one size. */
    public static Display of(Quantity each) {
        return new Display(each, each);
    }

    /** {@code 100}, or {@code 100 to 300}. */
    @Override
    public String toString() {
        return isRandom() ? lowest + " to " + highest : highest.toString();
    }

    /** Whether each part has another size. */
    public boolean isRandom() {
        return !lowest.equals(highest);
    }
}
