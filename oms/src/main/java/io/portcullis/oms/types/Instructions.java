package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/**
 * What few orders say beyond price and quantity. Nearly all have {@link #NONE}.
 *
 * @param stopPx StopPx(99): the price at which an order that waits for one is triggered; null for none
 * @param peg what the price, or the stop price, follows; null for none
 * @param display how much of it may be seen; null for all
 * @param minQty MinQty(110): of its first execution; null for any
 * @param allOrNone ExecInst(18)=G
 * @param postOnly ExecInst(18)=6, participate don't initiate: it must not take from the book
 * @param strategy the legs of a multi-leg order; null for an order for one instrument
 * @param activation when it begins to work; null for at once
 */
public record Instructions(@Nullable Price stopPx, @Nullable Peg peg, @Nullable Display display, @Nullable Quantity minQty, boolean allOrNone,
        boolean postOnly, @Nullable Strategy strategy, @Nullable Activation activation) {

    public static final Instructions NONE = new Instructions(null, null, null, null, false, false);

    /** Of an order for one instrument that works at once. */
    public Instructions(@Nullable Price stopPx, @Nullable Peg peg, @Nullable Display display, @Nullable Quantity minQty, boolean allOrNone, boolean postOnly) {
        this(stopPx, peg, display, minQty, allOrNone, postOnly, null, null);
    }

    /** None but those legs. */
    public static Instructions multileg(Strategy strategy) {
        return new Instructions(null, null, null, null, false, false, strategy, null);
    }

    /** None but that the stop price follows the market. @param stopPx where it begins; null for where the market is */
    public static Instructions trailing(@Nullable Price stopPx, Peg peg) {
        return new Instructions(stopPx, peg, null, null, false, false);
    }

    /** None but that stop price. */
    public static Instructions stop(Price stopPx) {
        return new Instructions(stopPx, null, null, null, false, false);
    }

    /** What is left of them when the stop price was reached. */
    Instructions onceTriggered() {
        return orNone(new Instructions(null, null, display, minQty, allOrNone, postOnly, strategy, null));
    }

    /** The same with another stop price. */
    public Instructions withStopPx(@Nullable Price other) {
        return orNone(new Instructions(other, peg, display, minQty, allOrNone, postOnly, strategy, activation));
    }

    /** The same with another part that may be seen. */
    public Instructions withDisplay(@Nullable Display other) {
        return orNone(new Instructions(stopPx, peg, other, minQty, allOrNone, postOnly, strategy, activation));
    }

    /** The same, for an order that begins to work then. @param other null for at once */
    public Instructions withActivation(@Nullable Activation other) {
        return orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, strategy, other));
    }

    /** The same but for the legs. */
    public Instructions with(@Nullable Strategy other) {
        return orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, other, activation));
    }

    /** They are of a multi-leg order, and say nothing beyond its legs. */
    public boolean areLegsOnly() {
        return strategy != null && equals(multileg(strategy));
    }

    private static Instructions orNone(Instructions instructions) {
        return instructions.equals(NONE) ? NONE : instructions;
    }
}
