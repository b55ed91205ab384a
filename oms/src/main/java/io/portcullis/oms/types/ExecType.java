package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** ExecType(150), in the meanings of FIX 4.4 and later: fills are TRADE whatever version a counterparty speaks. */
public enum ExecType {

    NEW('0'), DONE_FOR_DAY('3'), CANCELED('4'), REPLACED('5'), PENDING_CANCEL('6'), STOPPED('7'), REJECTED('8'), SUSPENDED('9'), PENDING_NEW('A'),
    CALCULATED('B'), EXPIRED('C'), RESTATED('D'), PENDING_REPLACE('E'), TRADE('F'), TRADE_CORRECT('G'), TRADE_CANCEL('H'), ORDER_STATUS('I'), TRIGGERED('L');

    private final char code;

    ExecType(char code) {
        this.code = code;
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    /** Null if the code set as we accept it has no such value. */
    public static @Nullable ExecType of(char code) {
        return switch (code) {
            case '0' -> NEW;
            case '3' -> DONE_FOR_DAY;
            case '4' -> CANCELED;
            case '5' -> REPLACED;
            case '6' -> PENDING_CANCEL;
            case '7' -> STOPPED;
            case '8' -> REJECTED;
            case '9' -> SUSPENDED;
            case 'A' -> PENDING_NEW;
            case 'B' -> CALCULATED;
            case 'C' -> EXPIRED;
            case 'D' -> RESTATED;
            case 'E' -> PENDING_REPLACE;
            case 'F' -> TRADE;
            case 'G' -> TRADE_CORRECT;
            case 'H' -> TRADE_CANCEL;
            case 'I' -> ORDER_STATUS;
            case 'L' -> TRIGGERED;
            default -> null;
        };
    }
}
