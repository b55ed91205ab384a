package io.portcullis.oms.types;

/**
 * Why we refuse a request: a number that never changes, whose fault it is, and what FIX calls it in OrdRejReason(103), CxlRejReason(102) and
 * MassCancelRejectReason(532).
 * The text that the counterparty reads is made where the values are known and names the tag, the value and what is allowed.
 */
public enum Refusal {

    UNKNOWN_SYMBOL(1001, Fault.CLIENT, 1, 99),
    UNKNOWN_ACCOUNT(1002, Fault.CLIENT, 15, 99),
    DUPLICATE_CL_ORD_ID(1003, Fault.CLIENT, 6, 6),
    INVALID_VALUE(1004, Fault.CLIENT, 99, 99),
    MISSING_FIELD(1005, Fault.CLIENT, 99, 99),
    UNSUPPORTED_ORDER(1006, Fault.CLIENT, 11, 2),
    OFF_TICK(1007, Fault.CLIENT, 18, 18),
    OFF_LOT(1008, Fault.CLIENT, 13, 99),
    EXPIRED_AT_ENTRY(1009, Fault.CLIENT, 4, 99),
    UNSUPPORTED_MESSAGE(1011, Fault.CLIENT, 99, 99),
    ACCOUNT_NOT_ALLOWED(1012, Fault.CLIENT, 15, 99),
    WRONG_CURRENCY(1013, Fault.CLIENT, 99, 99),
    TOO_MUCH_TRAFFIC(1014, Fault.CLIENT, 99, 99),
    TRADING_DAY_OVER(1015, Fault.CLIENT, 2, 99),
    TOO_LATE_FOR_AUCTION(1190, Fault.CLIENT, 4, 99),

    UNKNOWN_ORDER(1101, Fault.CLIENT, 5, 1),
    TOO_LATE(1102, Fault.CLIENT, 4, 0),
    ALREADY_PENDING(1103, Fault.CLIENT, 99, 3),
    NOT_REPLACEABLE(1104, Fault.CLIENT, 99, 2),
    VENUE_REFUSED(1105, Fault.VENUE, 99, 2),
    UNSUPPORTED_MASS_REQUEST(1106, Fault.CLIENT, 99, 99),
    TOO_MANY_MASS_REQUESTS(1107, Fault.CLIENT, 99, 99),
    CARE_NOT_AGREED(1140, Fault.CLIENT, 11, 2),
    NO_CARE_ORDER(1141, Fault.CLIENT, 11, 2),
    DESK_REFUSED(1142, Fault.US, 99, 2),
    CORPORATE_ACTION(1170, Fault.US, 99, 2),

    LIST_REFUSED(1127, Fault.CLIENT, 99, 99),
    DUPLICATE_LIST_ID(1128, Fault.CLIENT, 6, 99),
    UNKNOWN_LIST(1129, Fault.CLIENT, 5, 1),
    UNSUPPORTED_LIST(1130, Fault.CLIENT, 11, 2),

    CROSS_REFUSED(1150, Fault.CLIENT, 99, 99),
    DUPLICATE_CROSS_ID(1151, Fault.CLIENT, 6, 6),
    UNKNOWN_CROSS(1152, Fault.CLIENT, 5, 1),
    UNSUPPORTED_CROSS(1153, Fault.CLIENT, 11, 2),
    SIDE_OF_CROSS(1154, Fault.CLIENT, 99, 99),
    INVALID_LEG(1160, Fault.CLIENT, 99, 99),
    UNKNOWN_LEG_SYMBOL(1161, Fault.CLIENT, 1, 99),
    UNSUPPORTED_MULTILEG(1162, Fault.CLIENT, 11, 2),
    LEGS_ARE_FIXED(1163, Fault.CLIENT, 99, 2),

    ORDER_QUANTITY_LIMIT(2001, Fault.RISK, 13, 99),
    ORDER_NOTIONAL_LIMIT(2002, Fault.RISK, 3, 99),
    PRICE_COLLAR(2003, Fault.RISK, 16, 8),
    NO_REFERENCE_PRICE(2004, Fault.RISK, 16, 8),
    OPEN_EXPOSURE_LIMIT(2005, Fault.RISK, 3, 99),
    HALTED(2006, Fault.RISK, 2, 99),
    VALUE_OVERFLOW(2007, Fault.RISK, 3, 99),
    OPEN_ORDERS_LIMIT(2008, Fault.RISK, 3, 99),
    NO_CURRENCY_RATE(2009, Fault.RISK, 99, 99),
    DAY_LIMIT(2040, Fault.RISK, 3, 99),
    POSITION_LIMIT(2041, Fault.RISK, 3, 99),
    LOSS_LIMIT(2042, Fault.RISK, 3, 99),
    TRADER_MISSING(2050, Fault.CLIENT, 99, 99),
    MARGIN_LIMIT(2060, Fault.RISK, 3, 99),
    LEVERAGE_LIMIT(2061, Fault.RISK, 3, 99),
    CONCENTRATION_LIMIT(2062, Fault.RISK, 3, 99),
    ORDER_VOLATILITY_LIMIT(2063, Fault.RISK, 3, 99),
    LIMIT_DATA_MISSING(2064, Fault.RISK, 99, 99),
    VENUE_LIMIT(2065, Fault.RISK, 3, 99),
    OUTAGE_LIMIT(2067, Fault.RISK, 2, 99),
    ROUTING_NOT_AGREED(2071, Fault.CLIENT, 11, 2),
    UNKNOWN_DESTINATION(2072, Fault.CLIENT, 11, 2),
    UNKNOWN_STRATEGY(2073, Fault.CLIENT, 11, 2),
    KILLED(2010, Fault.RISK, 2, 99),
    KILL_NOT_AGREED(2011, Fault.RISK, 99, 99),
    LOOK_ALIKE(2030, Fault.RISK, 6, 99),
    RESTRICTED(2020, Fault.RISK, 0, 2),
    INSTRUMENT_HALTED(2022, Fault.RISK, 2, 99),
    OUTSIDE_BANDS(2023, Fault.RISK, 16, 8),
    SHORT_SALE_PRICE(2024, Fault.RISK, 16, 8),
    NOT_SHORT_EXEMPT(2025, Fault.RISK, 0, 2),
    ORDER_RATE_LIMIT(2031, Fault.RISK, 3, 99),
    NOT_LOCATED(2021, Fault.RISK, 0, 2),

    NO_VENUE(3001, Fault.US, 2, 99),
    LOG_SPACE(3002, Fault.US, 99, 2);

    /** Who has to act. */
    public enum Fault {
        CLIENT, RISK, VENUE, US
    }

    private final int number;
    private final Fault fault;
    private final int ordRejReason;
    private final int cxlRejReason;

    Refusal(int number, Fault fault, int ordRejReason, int cxlRejReason) {
        this.number = number;
        this.fault = fault;
        this.ordRejReason = ordRejReason;
        this.cxlRejReason = cxlRejReason;
    }

    /** Stable over releases; goes into logs, the database and support's questions. */
    public int number() {
        return number;
    }

    public Fault fault() {
        return fault;
    }

    /** OrdRejReason(103) in FIX 4.4's code set. */
    public int ordRejReason() {
        return ordRejReason;
    }

    /** CxlRejReason(102) in FIX 4.4's code set. */
    public int cxlRejReason() {
        return cxlRejReason;
    }

    /** MassCancelRejectReason(532), which has the codes of MassActionRejectReason(1376): not supported, unknown security or
     * none, other. */
    public int massRejectReason() {
        return switch (this) {
            case UNSUPPORTED_MASS_REQUEST -> 0;
            case UNKNOWN_SYMBOL, MISSING_FIELD -> 1;
            default -> 99;
        };
    }

    /** PartyActionRejectReason(2333): invalid party, not authorized, other. */
    public int partyActionRejectReason() {
        return switch (this) {
            case INVALID_VALUE -> 0;
            case KILL_NOT_AGREED -> 98;
            default -> 99;
        };
    }

    /** Null-free lookup for the event log: numbers that this release does not know are an error. */
    public static Refusal of(int number) {
        for (Refusal refusal : values()) {
            if (refusal.number == number) {
                return refusal;
            }
        }
        throw new IllegalStateException("no refusal has the number " + number);
    }
}
