package io.portcullis.oms.types;

import java.util.Objects;
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
 * @param adjusting ExecInst(18)=E or F: what of a corporate action does not change the order
 * @param strategy the legs of a multi-leg order; null for an order for one instrument
 * @param activation when it begins to work; null for at once
 * @param discretion how far beyond its limit it may be executed, too; null for not at all
 * @param isLocated LocateReqd(114)=N of a short sale: the client has located the shares by itself
 * @param onHalt ExecInst(18)=J or K: what becomes of it when trading in its instrument is halted
 * @param originator who of the client is responsible for it; null if nobody is named
 * @param wish where or how the client wants it to be routed; null if it says nothing of that
 */
public record Instructions(@Nullable Price stopPx, @Nullable Peg peg, @Nullable Display display, @Nullable Quantity minQty, boolean allOrNone,
        boolean postOnly, Adjusting adjusting, @Nullable Strategy strategy, @Nullable Activation activation, @Nullable Discretion discretion,
        boolean isLocated, OnHalt onHalt, @Nullable Originator originator, @Nullable RoutingWish wish) {

    public static final Instructions NONE = new Instructions(null, null, null, null, false, false);

    /** Of an order for one instrument that works at once, to its limit, and that any corporate action changes. */
    public Instructions(@Nullable Price stopPx, @Nullable Peg peg, @Nullable Display display, @Nullable Quantity minQty, boolean allOrNone, boolean postOnly) {
        this(stopPx, peg, display, minQty, allOrNone, postOnly, Adjusting.ALL, null, null, null, false, OnHalt.UNSAID, null, null);
    }

    /** None but those legs. */
    public static Instructions multileg(Strategy strategy) {
        return NONE.with(strategy);
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
        return orNone(
                new Instructions(null, null, display, minQty, allOrNone, postOnly, adjusting, strategy, null, discretion, isLocated, onHalt, originator, wish));
    }

    /** The same with another stop price. */
    public Instructions withStopPx(@Nullable Price other) {
        return orNone(
                new Instructions(other, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, activation, discretion, isLocated, onHalt, originator,
                        wish));
    }

    /** The same with another part that may be seen. */
    public Instructions withDisplay(@Nullable Display other) {
        return orNone(
                new Instructions(stopPx, peg, other, minQty, allOrNone, postOnly, adjusting, strategy, activation, discretion, isLocated, onHalt, originator,
                        wish));
    }

    /** The same for another least first execution. */
    public Instructions withMinQty(@Nullable Quantity other) {
        return orNone(
                new Instructions(stopPx, peg, display, other, allOrNone, postOnly, adjusting, strategy, activation, discretion, isLocated, onHalt, originator,
                        wish));
    }

    /** The same, for an order that begins to work then. @param other null for at once */
    public Instructions withActivation(@Nullable Activation other) {
        return orNone(
                new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, other, discretion, isLocated, onHalt, originator,
                        wish));
    }

    /** The same with another discretion. @param other null for none */
    public Instructions withDiscretion(@Nullable Discretion other) {
        return orNone(
                new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, activation, other, isLocated, onHalt, originator,
                        wish));
    }

    /** The same where the client has located what it sells short, or has not. */
    public Instructions withLocated(boolean other) {
        return other == isLocated ? this
                : orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, activation, discretion, other, onHalt,
                        originator, wish));
    }

    /** The same but for the legs. */
    public Instructions with(@Nullable Strategy other) {
        return orNone(
                new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, other, activation, discretion, isLocated, onHalt, originator,
                        wish));
    }

    /** They are of a multi-leg order, and say nothing beyond its legs. */
    public boolean areLegsOnly() {
        return strategy != null && equals(multileg(strategy));
    }

    /** The same where corporate actions change that. */
    public Instructions with(Adjusting others) {
        return others == adjusting ? this
                : orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, others, strategy, activation, discretion, isLocated, onHalt,
                        originator, wish));
    }

    /** The same where that becomes of the order in a halt. */
    public Instructions with(OnHalt other) {
        return other == onHalt ? this
                : orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, activation, discretion, isLocated, other,
                        originator, wish));
    }

    /** The same of somebody else. @param other null for nobody */
    public Instructions of(@Nullable Originator other) {
        return Objects.equals(other, originator) ? this
                : orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, activation, discretion, isLocated, onHalt,
                        other, wish));
    }

    /** The same for a client that wants it routed so. @param other null for one that says nothing of that */
    public Instructions wishing(@Nullable RoutingWish other) {
        return Objects.equals(other, wish) ? this
                : orNone(new Instructions(stopPx, peg, display, minQty, allOrNone, postOnly, adjusting, strategy, activation, discretion, isLocated, onHalt,
                        originator, other));
    }

    /** Any venue can do what they say: they are about corporate actions, locates, halts, routing and whose they are alone. */
    public boolean areForAnyVenue() {
        return this == NONE || of(null).wishing(null).with(Adjusting.ALL).withLocated(false).with(OnHalt.UNSAID) == NONE;
    }

    private static Instructions orNone(Instructions instructions) {
        return instructions.equals(NONE) ? NONE : instructions;
    }
}
