package io.portcullis.venues.ouch;

/**
 * The messages of OUCH 4.2. Quantities are whole shares, prices whole ten-thousandths, times nanoseconds since midnight where the host is. An order token is up to 14
 * characters that the client has chosen: the host takes each only once.
 */
public sealed interface OuchMessage {

    /** By the client, in packets without a number: each may be sent again and does no harm. */
    sealed interface ToHost extends OuchMessage {
    }

    /** By the host, in numbered packets. */
    sealed interface FromHost extends OuchMessage {
        long timestamp();
    }

    /** By the host, of an order. */
    sealed interface OfOrder extends FromHost {
        String token();
    }

    /**
     * What an order says.
     *
     * @param side B, S, T sell short, E sell short exempt
     * @param shares of Accepted those accepted; of Replaced those that are open
     * @param timeInForce seconds; 0 immediate or cancel, {@link OuchTerms#MARKET_HOURS}, {@link OuchTerms#SYSTEM_HOURS}
     * @param firm blank for the account's own
     * @param display Y shown, N hidden, P post only, A attributable
     * @param capacity A agency, P principal, R riskless, O other
     * @param sweep intermarket sweep: Y, N
     * @param minimumQuantity of one execution; 0 for any
     * @param crossType N none, O opening, C closing
     */
    record Terms(char side, int shares, String stock, int price, int timeInForce, String firm, char display, char capacity, char sweep, int minimumQuantity,
            char crossType) {
    }

    /** Enter Order, O. @param customerType R retail, N not retail, blank for the account's own */
    record EnterOrder(String token, Terms terms, char customerType) implements ToHost {
    }

    /** Replace Order, U. @param shares in total, those executed before included */
    record ReplaceOrder(String existingToken, String token, int shares, int price, int timeInForce, char display, char sweep,
            int minimumQuantity) implements ToHost {
    }

    /** Cancel Order, X. @param shares that the order is for from now on, those executed included; 0 cancels all that is open */
    record CancelOrder(String token, int shares) implements ToHost {
    }

    /** System Event, S. @param code S start of day, E end of day */
    record SystemEvent(long timestamp, char code) implements FromHost {
    }

    /** Accepted, A. @param reference of the host @param state L live, D it is over already */
    record Accepted(long timestamp, String token, Terms terms, long reference, char state) implements OfOrder {
    }

    /** Replaced, U. @param token of the replacement */
    record Replaced(long timestamp, String token, Terms terms, long reference, char state, String previousToken) implements OfOrder {
    }

    /** Canceled, C, and, where an order would have met another of its own firm, AIQ Canceled, D. @param shares by how many less are open */
    record Canceled(long timestamp, String token, int shares, char reason) implements OfOrder {
    }

    /** Executed, E, and with a reference price G. @param matchNumber the same for buyer and seller */
    record Executed(long timestamp, String token, int shares, int price, char liquidity, long matchNumber) implements OfOrder {
    }

    /** Broken Trade, B: the execution does not count. */
    record BrokenTrade(long timestamp, String token, long matchNumber, char reason) implements OfOrder {
    }

    /** Trade Correction, F: how the execution is from now on. */
    record TradeCorrection(long timestamp, String token, int shares, int price, char liquidity, long matchNumber, char reason) implements OfOrder {
    }

    /** Rejected, J: of a new order or of a replacement. */
    record Rejected(long timestamp, String token, char reason) implements OfOrder {
    }

    /** Cancel Pending, P: the cancel is done when that is possible again. */
    record CancelPending(long timestamp, String token) implements OfOrder {
    }

    /** Cancel Reject, I: the cancel can't be done, since the order is in a cross. */
    record CancelReject(long timestamp, String token) implements OfOrder {
    }

    /** Priority Update, T. @param reference of the host from now on */
    record PriorityUpdate(long timestamp, String token, int price, char display, long reference) implements OfOrder {
    }

    /** Order Modified, M: its side or its shares are others, as nobody here asks for. */
    record Modified(long timestamp, String token, char side, int shares) implements OfOrder {
    }
}
