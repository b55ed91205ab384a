package io.portcullis.fix.sessions.marketdata;

/** A MarketDataRequest(35=V) that is answered with MarketDataRequestReject(35=Y). */
final class MarketDataRefusal extends Exception {

    private static final long serialVersionUID = 1;
    /** Text alone says why. */
    static final char NO_REASON = 0;
    static final char UNKNOWN_SYMBOL = '0';
    static final char DUPLICATE_ID = '1';
    static final char TOO_MUCH = '2';
    static final char NOT_PERMITTED = '3';
    static final char SUBSCRIPTION_TYPE = '4';
    static final char DEPTH = '5';
    static final char UPDATE_TYPE = '6';
    static final char AGGREGATED_BOOK = '7';
    static final char ENTRY_TYPE = '8';
    static final char TRADING_SESSION = '9';

    private final char reason;

    /** @param reason MDReqRejReason(281) */
    MarketDataRefusal(char reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    char reason() {
        return reason;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
