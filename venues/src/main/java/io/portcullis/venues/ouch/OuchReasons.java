package io.portcullis.venues.ouch;

/** Codes of OUCH 4.2 in words. A code that is not known is told as it is. */
public final class OuchReasons {

    public static final char USER_REQUESTED = 'U';
    public static final char IMMEDIATE = 'I';
    public static final char TIMEOUT = 'T';
    public static final char SUPERVISORY = 'S';
    public static final char SELF_MATCH = 'Q';
    public static final char SYSTEM = 'Z';
    public static final char CLOSED = 'E';
    public static final char HALTED = 'H';
    public static final char INVALID_PRICE = 'X';
    public static final char INVALID_STOCK = 'S';
    public static final char OTHER = 'O';

    private static final int ORD_REJ_UNKNOWN_SYMBOL = 1;
    private static final int ORD_REJ_EXCHANGE_CLOSED = 2;
    private static final int ORD_REJ_OTHER = 99;

    private OuchReasons() {
    }

    /** Of Canceled. */
    static String canceled(char code) {
        return switch (code) {
            case USER_REQUESTED -> "as asked for";
            case IMMEDIATE -> "immediate or cancel: nothing more to execute against";
            case TIMEOUT -> "its time is over";
            case SUPERVISORY -> "by a supervisor of the venue";
            case 'D' -> "a regulation forbids its execution";
            case SELF_MATCH -> "it would have met another order of the same firm";
            case SYSTEM -> "by the venue's system";
            case 'C' -> "the cross is canceled";
            case 'K' -> "outside of the market's collars";
            case HALTED -> "the instrument is halted";
            case 'X' -> "protection at the opening";
            case CLOSED -> "the market is closed";
            case 'F', 'G' -> "post only, and it would have taken from the book";
            default -> "reason " + code;
        };
    }

    /** Whether it is over because of the time, and not because somebody has canceled it. */
    static boolean isExpiry(char code) {
        return code == TIMEOUT || code == CLOSED;
    }

    /** Of Rejected. */
    static String rejected(char code) {
        return switch (code) {
            case 'T' -> "test mode";
            case HALTED -> "the instrument is halted";
            case 'Z' -> "more shares than the account may enter";
            case INVALID_STOCK -> "no such instrument";
            case 'D' -> "this display is not taken";
            case 'C' -> "the venue is closed";
            case 'L' -> "the account's firm is not authorized for this clearing type";
            case 'M' -> "outside of the times for this clearing type";
            case 'R' -> "this type of order is not taken in this cross";
            case INVALID_PRICE -> "the price is invalid";
            case 'N' -> "the minimum quantity is invalid";
            case OTHER -> "another reason";
            case 'W' -> "invalid by the firm's own risk controls";
            default -> "reason " + code;
        };
    }

    /** OrdRejReason(103) of Rejected. */
    static int ordRejReason(char code) {
        return switch (code) {
            case INVALID_STOCK -> ORD_REJ_UNKNOWN_SYMBOL;
            case 'C' -> ORD_REJ_EXCHANGE_CLOSED;
            default -> ORD_REJ_OTHER;
        };
    }
}
