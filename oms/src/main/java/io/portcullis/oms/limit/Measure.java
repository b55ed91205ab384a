package io.portcullis.oms.limit;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Refusal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a limit is put on. */
public enum Measure {

    /** OrderQty(38) of one order, of each leg for itself (RTS 6 Article 15(1)(c), SEC 15c3-5(c)(1)(ii)). */
    ORDER_QUANTITY(Unit.QUANTITY, Refusal.ORDER_QUANTITY_LIMIT, true),
    /** OrderQty(38) of one order, of each leg for itself, as a part of what is traded of it on a day (RTS 6 Article 15(1)(c)). */
    ORDER_ADV(Unit.PERCENT, Refusal.ORDER_QUANTITY_LIMIT, true),
    /** What one order is worth: its quantity at the price that it is valued at (RTS 6 Article 15(1)(b), SEC 15c3-5(c)(1)(ii)). */
    ORDER_NOTIONAL(Unit.MONEY, Refusal.ORDER_NOTIONAL_LIMIT, true),
    /** What one order would lose by a move of one standard deviation of a day: its value times the daily volatility of its instrument (RTS 6 Article 15(1)(b)). */
    ORDER_VOLATILITY(Unit.MONEY, Refusal.ORDER_VOLATILITY_LIMIT, true),
    /** How far Price(44) may lie from the reference price, above or below (RTS 6 Article 15(1)(a), SEC 15c3-5(c)(1)(ii)). */
    PRICE_DEVIATION(Unit.PERCENT, Refusal.PRICE_COLLAR, true),
    /** Whether there may be orders at all (SEC 15c3-5(c)(2)(ii), RTS 6 Article 15(5)). */
    RESTRICTED(Unit.YES_OR_NO, Refusal.RESTRICTED, true),
    /** How many new orders and replaces may come within a second, and all at once; cancels always may (RTS 6 Article 15(1)(d)). */
    ORDER_RATE(Unit.COUNT, Refusal.ORDER_RATE_LIMIT, true),
    /** How many orders are open. */
    OPEN_ORDERS(Unit.COUNT, Refusal.OPEN_ORDERS_LIMIT, false),
    /** What all open orders could still be executed for, buys and sells added up. */
    OPEN_QUANTITY(Unit.QUANTITY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** The same of buys alone. */
    OPEN_BUY_QUANTITY(Unit.QUANTITY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** The same of sells alone. */
    OPEN_SELL_QUANTITY(Unit.QUANTITY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** By how many shares buys are more than sells, or sells than buys. */
    OPEN_NET_QUANTITY(Unit.QUANTITY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** What all open orders could still be executed for, buys and sells added up (SEC 15c3-5(c)(1)(i), RTS 6 Article 15(4)). */
    OPEN_NOTIONAL(Unit.MONEY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** The same of buys alone. */
    OPEN_BUY_NOTIONAL(Unit.MONEY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** The same of sells alone. */
    OPEN_SELL_NOTIONAL(Unit.MONEY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** By how much buys are more than sells, or sells than buys. */
    OPEN_NET_NOTIONAL(Unit.MONEY, Refusal.OPEN_EXPOSURE_LIMIT, false),
    /** What was executed on this trading day, and what is open, buys and sells added up. */
    DAY_QUANTITY(Unit.QUANTITY, Refusal.DAY_LIMIT, false),
    /** The same in money (RTS 6 Article 15(4), SEC 15c3-5(c)(1)(i)). */
    DAY_NOTIONAL(Unit.MONEY, Refusal.DAY_LIMIT, false),
    /** What was executed on this trading day, buys and sells added up, whatever is open: once it is as much, no order passes. */
    DAY_EXECUTED_QUANTITY(Unit.QUANTITY, Refusal.DAY_LIMIT, false),
    /** The same in money. */
    DAY_EXECUTED_NOTIONAL(Unit.MONEY, Refusal.DAY_LIMIT, false),
    /** How many shares of an instrument there would be if all that is bid for was bought. */
    LONG_POSITION(Unit.QUANTITY, Refusal.POSITION_LIMIT, false),
    /** How many shares of an instrument there would be too few if all that is offered was sold. */
    SHORT_POSITION(Unit.QUANTITY, Refusal.POSITION_LIMIT, false),
    /** What all positions would be worth, what is short set off against what is long, if all that is bid for was bought (SEC 15c3-5(c)(1)(i)). */
    LONG_NOTIONAL(Unit.MONEY, Refusal.POSITION_LIMIT, false),
    /** By how much what is short would be worth more than what is long if all that is offered was sold. */
    SHORT_NOTIONAL(Unit.MONEY, Refusal.POSITION_LIMIT, false),
    /** What was lost since the trading day began, realised and not: once it is as much, no order passes (FIA's practice; RTS 6 Article 17). */
    DAY_LOSS(Unit.MONEY, Refusal.LOSS_LIMIT, false),
    /** What has to be put up for all that is held and open, for the worst case (Regulation T 12 CFR 220.12; RTS 6 Article 15(4)). */
    MARGIN(Unit.MONEY, Refusal.MARGIN_LIMIT, false),
    /** What all that is held and open would be worth in the worst case, long and short added up, for each unit of the capital behind it. */
    LEVERAGE(Unit.FACTOR, Refusal.LEVERAGE_LIMIT, false),
    /** What an instrument, a sector, an asset class or a currency would have of its portfolio in the worst case. */
    CONCENTRATION(Unit.PERCENT, Refusal.CONCENTRATION_LIMIT, false),
    /** How many executions at venues come within a time: once it is as many, orders are killed (RTS 6 Article 15(3)). */
    EXECUTIONS(Unit.COUNT, Refusal.KILLED, false),
    /** What they come to in money. */
    EXECUTED_NOTIONAL(Unit.MONEY, Refusal.KILLED, false),
    /** How many new orders and replaces are refused, here or by venues, within a time. */
    REJECTS(Unit.COUNT, Refusal.KILLED, false),
    /** How many orders and replaces go to venues within a time for each that comes in. */
    ORDERS_OUT_RATIO(Unit.COUNT, Refusal.KILLED, false),
    /** How many OrderCancelRequests(35=F) come within a time; they always pass, and what is killed by them is canceled (RTS 6 Article 15(1)(d)). */
    CANCELS(Unit.COUNT, Refusal.KILLED, false),
    /** How many OrderCancelReplaceRequests(35=G) come within a time (RTS 6 Article 15(1)(d)). */
    REPLACES(Unit.COUNT, Refusal.KILLED, false),
    /** For how long no price has come, of any instrument or of the one that the scope names: once it is as long, what is open is killed (RTS 6 Article 16(5)). */
    STALE_PRICES(Unit.SECONDS, Refusal.OUTAGE_LIMIT, false),
    /** For how long a venue has been away that has orders: once it is as long, they are killed. */
    VENUE_AWAY(Unit.SECONDS, Refusal.OUTAGE_LIMIT, false),
    /** How many instruments with open orders venues have halted for all venues: once it is as many, orders are killed. */
    VENUE_HALTS(Unit.COUNT, Refusal.OUTAGE_LIMIT, false),
    /** A risk metric of a portfolio, which {@link LimitKey#metric()} names and which is worked out beside the orders' way: no order is held against it. */
    METRIC(Unit.MONEY, Refusal.KILLED, false);

    /** What the amount of a limit is in. */
    public enum Unit {
        /** Shares or contracts. */
        QUANTITY,
        /** Of a currency, which the limit names. */
        MONEY,
        /** Whole numbers. */
        COUNT,
        /** Of time. */
        SECONDS,
        /** How many times something. */
        FACTOR,
        /** Hundredths. */
        PERCENT,
        /** No amount. */
        YES_OR_NO
    }

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final Unit unit;
    private final Refusal refusal;
    private final boolean isOfOneOrder;

    Measure(Unit unit, Refusal refusal, boolean isOfOneOrder) {
        this.unit = unit;
        this.refusal = refusal;
        this.isOfOneOrder = isOfOneOrder;
    }

    /** As it is written in files and commands. */
    public String text() {
        return text;
    }

    /** What is used of a limit on it, as it is shown. */
    public String text(Money used) {
        return used + (unit == Unit.SECONDS ? "s" : "");
    }

    public Unit unit() {
        return unit;
    }

    /** Why an order is refused that would exceed it. */
    public Refusal refusal() {
        return refusal;
    }

    /** It looks at one order alone, whatever else is open. */
    public boolean isOfOneOrder() {
        return isOfOneOrder;
    }

    /** It is about what is held, in which sessions and sides are not told apart. */
    public boolean isOfPositions() {
        return this == LONG_POSITION || this == SHORT_POSITION || this == LONG_NOTIONAL || this == SHORT_NOTIONAL || this == DAY_LOSS
                || isOfPortfolios();
    }

    /** It is about what each account could have of each instrument in the worst case: accounts, and instruments, don't make up for each other. */
    public boolean isOfPortfolios() {
        return this == MARGIN || this == LEVERAGE || this == CONCENTRATION;
    }

    /** It is about what comes about within a time, and refuses nothing by itself: once it is reached, its orders are killed. */
    public boolean isOfRecent() {
        return switch (this) {
            case EXECUTIONS, EXECUTED_NOTIONAL, REJECTS, ORDERS_OUT_RATIO, CANCELS, REPLACES -> true;
            default -> false;
        };
    }

    /** It is about what is out: prices that don't come, venues that are away, instruments that are halted. Once it is reached, what is open is killed, and no order passes. */
    public boolean isOfOutages() {
        return this == STALE_PRICES || this == VENUE_AWAY || this == VENUE_HALTS;
    }

    /** Whatever reaches it is killed, and the limit says who releases that. */
    public boolean isBreaker() {
        return isOfRecent() || isOfOutages();
    }

    /** It is about what was executed on this trading day alone: what is open does not count. */
    public boolean isOfExecuted() {
        return this == DAY_EXECUTED_QUANTITY || this == DAY_EXECUTED_NOTIONAL;
    }

    /** It can be told of what is, and was executed, at one venue. */
    public boolean isOfVenues() {
        return switch (this) {
            case OPEN_ORDERS, OPEN_QUANTITY, OPEN_NOTIONAL, DAY_QUANTITY, DAY_NOTIONAL, DAY_EXECUTED_QUANTITY, DAY_EXECUTED_NOTIONAL -> true;
            default -> false;
        };
    }

    /** Shares of different instruments are not added up. */
    public boolean isOfOneInstrument() {
        return this == LONG_POSITION || this == SHORT_POSITION;
    }

    /** Null if there is none of orders of that name. */
    public static @Nullable Measure of(String text) {
        for (Measure each : values()) {
            if (each != METRIC && each.text.equals(text)) {
                return each;
            }
        }
        return null;
    }
}
