package io.portcullis.oms.codec;

import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.RoutingWish;
import org.jspecify.annotations.Nullable;

/** Which instructions an order has, in as many bytes as it needs, seven of them in each: the position of each is what old logs have. */
enum InstructionBits {

    STOP_PX, PEG, DISPLAY, MIN_QTY, ALL_OR_NONE, POST_ONLY, LEGS, ACTIVATION, DO_NOT_REDUCE, DO_NOT_INCREASE, DISCRETION, LOCATED, REINSTATE, CANCEL_ON_HALT,
    TRADER, ALGORITHM,
    DECIDED_BY, DESTINATION, TARGET_STRATEGY;

    /** The bits that a byte has room for, beside the one that says that another follows. */
    static final int OF_A_BYTE = 0x7F;
    static final int BITS_OF_A_BYTE = 7;

    static int of(Instructions i) {
        return STOP_PX.bitIf(i.stopPx() != null) | PEG.bitIf(i.peg() != null) | DISPLAY.bitIf(i.display() != null) | MIN_QTY.bitIf(i.minQty() != null)
                | ALL_OR_NONE.bitIf(i.allOrNone()) | POST_ONLY.bitIf(i.postOnly()) | LEGS.bitIf(i.strategy() != null)
                | ACTIVATION.bitIf(i.activation() != null) | DO_NOT_REDUCE.bitIf(!i.adjusting().reduces()) | DO_NOT_INCREASE.bitIf(!i.adjusting().increases())
                | DISCRETION.bitIf(i.discretion() != null) | LOCATED.bitIf(i.isLocated())
                | REINSTATE.bitIf(i.onHalt() == OnHalt.REINSTATE) | CANCEL_ON_HALT.bitIf(i.onHalt() == OnHalt.CANCEL) | of(i.originator())
                | of(i.wish());
    }

    private static int of(@Nullable RoutingWish wish) {
        return wish == null ? 0 : DESTINATION.bitIf(wish.destination() != null) | TARGET_STRATEGY.bitIf(wish.strategy() != null);
    }

    private static int of(@Nullable Originator o) {
        return o == null ? 0 : TRADER.bitIf(o.trader() != null) | ALGORITHM.bitIf(o.algorithm() != null) | DECIDED_BY.bitIf(o.decidedBy() != null);
    }

    static OnHalt onHalt(int bits) {
        return CANCEL_ON_HALT.isIn(bits) ? OnHalt.CANCEL : REINSTATE.isIn(bits) ? OnHalt.REINSTATE : OnHalt.UNSAID;
    }

    private int bitIf(boolean isThere) {
        return isThere ? 1 << ordinal() : 0;
    }

    boolean isIn(int bits) {
        return (bits & 1 << ordinal()) != 0;
    }
}
