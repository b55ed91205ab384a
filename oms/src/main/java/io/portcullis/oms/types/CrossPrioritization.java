package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** Which side of a cross order comes first, whatever the venue means by that: CrossPrioritization(550). */
public enum CrossPrioritization {

    NONE, BUY_SIDE, SELL_SIDE;

    /** CrossPrioritization(550). */
    public int code() {
        return ordinal();
    }

    /** Null if none has such a code. */
    public static @Nullable CrossPrioritization of(int code) {
        return code < 0 || code >= values().length ? null : values()[code];
    }
}
