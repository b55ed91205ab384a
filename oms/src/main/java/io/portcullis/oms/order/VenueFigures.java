package io.portcullis.oms.order;

import io.portcullis.oms.types.Quantity;

/**
 * What was measured of a venue. Of each figure the newest sixteen or so count: each new one moves it by a sixteenth of the difference, and the first ones make a mean. Millionths are of one.
 *
 * @param acknowledgements how many new orders it has acknowledged
 * @param latencyNanos from the record that made such an order to the one that took the acknowledgement
 * @param legs how many parts that don't rest have ended there
 * @param filledMillionths how much of such a part was executed
 * @param large how many orders that don't rest were for more than it showed, and have ended
 * @param hiddenMillionths how much more than it showed was executed of those, of what it showed
 * @param rested how many orders that rested there from the beginning have ended
 * @param restedMillionths how much of such an order was executed
 * @param monthQty executed there in the calendar month of the trading day
 */
public record VenueFigures(long acknowledgements, long latencyNanos, long legs, long filledMillionths, long large, long hiddenMillionths, long rested,
        long restedMillionths, Quantity monthQty) {

    /** Nothing yet. */
    public static final VenueFigures NONE = new VenueFigures(0, 0, 0, 0, 0, 0, 0, 0, Quantity.ZERO);
    /** How many count. Fewer say too little for a decision. */
    public static final long ENOUGH = 16;
    public static final long ONE = 1_000_000;
    private static final long MOST = 1_000 * ONE;

    VenueFigures acknowledged(long nanos) {
        return new VenueFigures(acknowledgements + 1, moved(latencyNanos, Math.max(0, nanos), acknowledgements), legs, filledMillionths, large,
                hiddenMillionths, rested, restedMillionths, monthQty);
    }

    VenueFigures legEnded(long executed, long quantity) {
        return new VenueFigures(acknowledgements, latencyNanos, legs + 1, moved(filledMillionths, millionths(executed, quantity), legs), large,
                hiddenMillionths, rested, restedMillionths, monthQty);
    }

    VenueFigures largeEnded(long beyond, long shown) {
        return new VenueFigures(acknowledgements, latencyNanos, legs, filledMillionths, large + 1, moved(hiddenMillionths, millionths(beyond, shown), large),
                rested, restedMillionths, monthQty);
    }

    VenueFigures restEnded(long executed, long quantity) {
        return new VenueFigures(acknowledgements, latencyNanos, legs, filledMillionths, large, hiddenMillionths, rested + 1,
                moved(restedMillionths, millionths(executed, quantity), rested), monthQty);
    }

    /** @param more less than zero where an execution was taken back; nothing counts below zero */
    VenueFigures executed(Quantity more) {
        return inMonth(monthQty.plus(more).max(Quantity.ZERO));
    }

    VenueFigures inMonth(Quantity quantity) {
        return new VenueFigures(acknowledgements, latencyNanos, legs, filledMillionths, large, hiddenMillionths, rested, restedMillionths, quantity);
    }

    private static long moved(long figure, long sample, long count) {
        return figure + (sample - figure) / Math.min(count + 1, ENOUGH);
    }

    /** Cut, and a thousand at most. */
    private static long millionths(long part, long of) {
        if (part / of >= MOST / ONE) {
            return MOST;
        }
        long numerator = part;
        long denominator = of;
        while (numerator > Long.MAX_VALUE / ONE) {
            numerator >>= 1;
            denominator >>= 1;
        }
        return numerator * ONE / denominator;
    }
}
