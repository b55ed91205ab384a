package io.portcullis.oms.codec;

import io.portcullis.oms.types.Instructions;

/** Which instructions an order has, as a byte: the position of each is what old logs have. */
enum InstructionBits {

    STOP_PX, PEG, DISPLAY, MIN_QTY, ALL_OR_NONE, POST_ONLY;

    static int of(Instructions i) {
        return STOP_PX.bitIf(i.stopPx() != null) | PEG.bitIf(i.peg() != null) | DISPLAY.bitIf(i.display() != null) | MIN_QTY.bitIf(i.minQty() != null)
                | ALL_OR_NONE.bitIf(i.allOrNone()) | POST_ONLY.bitIf(i.postOnly());
    }

    private int bitIf(boolean isThere) {
        return isThere ? 1 << ordinal() : 0;
    }

    boolean isIn(int bits) {
        return (bits & 1 << ordinal()) != 0;
    }
}
