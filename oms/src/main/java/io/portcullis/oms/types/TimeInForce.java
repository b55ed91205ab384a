package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** TimeInForce(59). */
public enum TimeInForce {

    DAY('0'), GOOD_TILL_CANCEL('1'), IMMEDIATE_OR_CANCEL('3'), FILL_OR_KILL('4'), GOOD_TILL_DATE('6');

    private final char code;

    TimeInForce(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    /** It ends at once: what is not executed does not rest. */
    public boolean isImmediate() {
        return this == IMMEDIATE_OR_CANCEL || this == FILL_OR_KILL;
    }

    /** It outlives the trading day. */
    public boolean isGoodTill() {
        return this == GOOD_TILL_CANCEL || this == GOOD_TILL_DATE;
    }

    /** Null if the code set as we accept it has no such value. */
    public static @Nullable TimeInForce of(char code) {
        return switch (code) {
            case '0' -> DAY;
            case '1' -> GOOD_TILL_CANCEL;
            case '3' -> IMMEDIATE_OR_CANCEL;
            case '4' -> FILL_OR_KILL;
            case '6' -> GOOD_TILL_DATE;
            default -> null;
        };
    }
}
