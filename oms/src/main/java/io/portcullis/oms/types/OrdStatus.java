package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** OrdStatus(39): always derived from an order's facts, never stored. */
public enum OrdStatus {

    NEW('0'), PARTIALLY_FILLED('1'), FILLED('2'), DONE_FOR_DAY('3'), CANCELED('4'), PENDING_CANCEL('6'), STOPPED('7'), REJECTED('8'), SUSPENDED('9'),
    PENDING_NEW('A'), CALCULATED('B'), EXPIRED('C'), PENDING_REPLACE('E');

    private final char code;

    OrdStatus(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    /** Null if the code set as we accept it has no such value. */
    public static @Nullable OrdStatus of(char code) {
        return switch (code) {
            case '0' -> NEW;
            case '1' -> PARTIALLY_FILLED;
            case '2' -> FILLED;
            case '3' -> DONE_FOR_DAY;
            case '4' -> CANCELED;
            case '6' -> PENDING_CANCEL;
            case '7' -> STOPPED;
            case '8' -> REJECTED;
            case '9' -> SUSPENDED;
            case 'A' -> PENDING_NEW;
            case 'B' -> CALCULATED;
            case 'C' -> EXPIRED;
            case 'E' -> PENDING_REPLACE;
            default -> null;
        };
    }
}
