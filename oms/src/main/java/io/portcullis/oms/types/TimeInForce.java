package io.portcullis.oms.types;

import org.jspecify.annotations.Nullable;

/** TimeInForce(59). */
public enum TimeInForce {

    DAY('0'), GOOD_TILL_CANCEL('1'),
    /** In the auction that opens the trading day. */
    AT_THE_OPENING('2'), IMMEDIATE_OR_CANCEL('3'), FILL_OR_KILL('4'), GOOD_TILL_DATE('6'),
    /** In the auction that closes the trading day; since FIX 4.3. */
    AT_THE_CLOSE('7'),
    /** When the venue crosses orders; since FIX 5.0 SP1. */
    AT_CROSSING('9'),
    /** In the venue's next auction; in FIX Latest. */
    GOOD_FOR_AUCTION('B');

    /** All codes that are known here, for people. */
    public static final String CODES = "0, 1, 2, 3, 4, 6, 7, 9 or B";

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

    /** It takes part in an auction only: it waits for that one, and its venue ends what is left of it then. */
    public boolean isForAuction() {
        return switch (this) {
            case AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING, GOOD_FOR_AUCTION -> true;
            case DAY, GOOD_TILL_CANCEL, IMMEDIATE_OR_CANCEL, FILL_OR_KILL, GOOD_TILL_DATE -> false;
        };
    }

    /** It rests until its time is over: for the day, or beyond it. */
    public boolean rests() {
        return this == DAY || isGoodTill();
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
            case '2' -> AT_THE_OPENING;
            case '3' -> IMMEDIATE_OR_CANCEL;
            case '4' -> FILL_OR_KILL;
            case '6' -> GOOD_TILL_DATE;
            case '7' -> AT_THE_CLOSE;
            case '9' -> AT_CROSSING;
            case 'B' -> GOOD_FOR_AUCTION;
            default -> null;
        };
    }
}
