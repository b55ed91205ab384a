package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** DKReason(127): why an execution is not known, in DontKnowTrade(35=Q). The codes that all versions of FIX have, and F of FIX 4.4 and later. */
public enum DkReason {

    UNKNOWN_SYMBOL('A'), WRONG_SIDE('B'), QUANTITY_EXCEEDS_ORDER('C'), NO_MATCHING_ORDER('D'), PRICE_EXCEEDS_LIMIT('E'), CALCULATION_DIFFERENCE('F'),
    OTHER('Z');

    private final char code;

    DkReason(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    /** Null if there is no such reason. */
    public static @Nullable DkReason of(char code) {
        for (DkReason reason : values()) {
            if (reason.code == code) {
                return reason;
            }
        }
        return null;
    }
}
