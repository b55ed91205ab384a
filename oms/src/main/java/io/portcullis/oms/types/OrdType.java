package io.portcullis.oms.types;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** OrdType(40). */
public enum OrdType {

    MARKET('1'), LIMIT('2'),
    /** A market order as soon as the market reaches its stop price: at or above it for a buy, at or below it for a sell. */
    STOP('3'),
    /** A limit order from that moment. */
    STOP_LIMIT('4'),
    /** A market order as soon as the market comes to its stop price from the other side: at or below it for a buy, at or above it for a sell. */
    MARKET_IF_TOUCHED('J'),
    /** A market order; what is left of it stays as a limit order at the price of its last execution. */
    MARKET_WITH_LEFT_OVER_AS_LIMIT('K'),
    /** Its price follows the market, as its {@link Peg} says; Price(44), if it has one, is the limit of that. */
    PEGGED('P');

    /** All codes that are known here, for people. */
    public static final String CODES = "1, 2, 3, 4, J, K or P";

    private final char code;
    private final String text;

    OrdType(char code) {
        this.code = code;
        this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The value of the tag. */
    public char code() {
        return code;
    }

    /** In words, such as {@code stop-limit}. */
    public String text() {
        return text;
    }

    /** Price(44) belongs to it, and must be there. */
    public boolean hasPrice() {
        return switch (this) {
            case LIMIT, STOP_LIMIT -> true;
            case MARKET, STOP, MARKET_IF_TOUCHED, MARKET_WITH_LEFT_OVER_AS_LIMIT, PEGGED -> false;
        };
    }

    /** Price(44) may stand in it. */
    public boolean mayHavePrice() {
        return hasPrice() || this == PEGGED;
    }

    /** Its venue gives it a price while it lives. */
    public boolean isPricedByItsVenue() {
        return this == MARKET_WITH_LEFT_OVER_AS_LIMIT || this == PEGGED;
    }

    /** It waits until the market reaches StopPx(99). */
    public boolean waitsForTrigger() {
        return switch (this) {
            case STOP, STOP_LIMIT, MARKET_IF_TOUCHED -> true;
            case MARKET, LIMIT, MARKET_WITH_LEFT_OVER_AS_LIMIT, PEGGED -> false;
        };
    }

    /** What it is from then on; itself if it waits for nothing. */
    public OrdType onceTriggered() {
        return switch (this) {
            case MARKET, STOP, MARKET_IF_TOUCHED -> MARKET;
            case LIMIT, STOP_LIMIT -> LIMIT;
            case PEGGED -> PEGGED;
            case MARKET_WITH_LEFT_OVER_AS_LIMIT -> MARKET_WITH_LEFT_OVER_AS_LIMIT;
        };
    }

    /** Null if the code set as we accept it has no such value. */
    public static @Nullable OrdType of(char code) {
        return switch (code) {
            case '1' -> MARKET;
            case '2' -> LIMIT;
            case '3' -> STOP;
            case '4' -> STOP_LIMIT;
            case 'J' -> MARKET_IF_TOUCHED;
            case 'K' -> MARKET_WITH_LEFT_OVER_AS_LIMIT;
            case 'P' -> PEGGED;
            default -> null;
        };
    }
}
