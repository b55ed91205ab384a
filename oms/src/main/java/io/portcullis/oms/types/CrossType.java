package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** How the venue executes the two sides of a cross order: CrossType(549). */
public enum CrossType {

    /** Completely or not at all. */
    ALL_OR_NONE(1),
    /** One side fully, what is left of the other is canceled. */
    IMMEDIATE_OR_CANCEL(2),
    /** One side fully, what is left of the other stays active. */
    ONE_SIDE(3),
    /** Against orders that are there at the same price, the rest against each other. */
    SAME_PRICE(4);

    private final int code;

    CrossType(int code) {
        this.code = code;
    }

    /** CrossType(549). */
    public int code() {
        return code;
    }

    /** Null if none has such a code here. */
    public static @Nullable CrossType of(int code) {
        for (CrossType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }
}
