package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** OrdType(40). */
public enum OrdType {

    MARKET('1'), LIMIT('2');

    private final char code;

    OrdType(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    /** Null if the code set as we accept it has no such value. */
    public static @Nullable OrdType of(char code) {
        return switch (code) {
            case '1' -> MARKET;
            case '2' -> LIMIT;
            default -> null;
        };
    }
}
