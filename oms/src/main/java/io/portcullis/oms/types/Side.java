package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** Side(54): the code set as far as orders are accepted with it. */
public enum Side {

    BUY('1'), SELL('2'), SELL_SHORT('5'), SELL_SHORT_EXEMPT('6');

    private final char code;

    Side(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    public boolean isBuy() {
        return this == BUY;
    }

    /** Null if it is no side that we accept. */
    public static @Nullable Side of(char code) {
        return switch (code) {
            case '1' -> BUY;
            case '2' -> SELL;
            case '5' -> SELL_SHORT;
            case '6' -> SELL_SHORT_EXEMPT;
            default -> null;
        };
    }
}
