package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against an order for one instrument, in words that name the field and its value.
 *
 * @param isDark a dark pool, which takes market and limit orders only
 * @param auctions that the exchange has: orders for others are not taken
 */
record OrderChecks(boolean isDark, Set<Auction> auctions) {

    /** Null if nothing does. @param now epoch nanoseconds */
    @Nullable
    String problemOf(ExchangeOrder order, Instrument instrument, Trading trading, long now) {
        if (order.timeInForce == TimeInForce.GOOD_TILL_DATE && order.expireTime <= now) {
            return "ExpireTime(126) must be in the future";
        }
        String problem = problemOfType(order);
        problem = problem == null ? problemOfPhase(order, trading) : problem;
        problem = problem == null ? problemOfExtras(order, instrument.lot()) : problem;
        return problem != null ? problem
                : problemOf(order.side, order.orderQty, order.isPegged() ? order.pegLimit : order.price, instrument, trading.bands());
    }

    private @Nullable String problemOfType(ExchangeOrder order) {
        if (order.ordType == OrdType.MARKET_WITH_LEFT_OVER_AS_LIMIT) {
            return "OrdType(40) must be 1, 2, 3, 4, J or P, was " + order.ordType.code();
        }
        Peg peg = order.extras.peg();
        if (peg != null && peg.isTrailingStop()) {
            return "trailing stop orders are not taken here, OrdType(40) was " + order.ordType.code();
        }
        if (order.isPegged() == (peg == null)) {
            return "ExecInst(18) must be R, P or M for pegged orders, and for no others, OrdType(40) was " + order.ordType.code();
        }
        if (order.ordType.hasPrice() && order.price == null || !order.ordType.mayHavePrice() && order.price != null) {
            return "Price(44) must be given for limit orders only";
        }
        if (order.ordType.waitsForTrigger() == (order.stopPx == null)) {
            return "StopPx(99) must be given for stop orders only";
        }
        if (isDark && (order.ordType.waitsForTrigger() || order.isPegged())) {
            return "OrdType(40) must be 1 or 2, was " + order.ordType.code();
        }
        return order.isPegged() && !order.timeInForce.rests() ? "TimeInForce(59) of pegged orders must be 0, 1 or 6, was " + order.timeInForce.code() : null;
    }

    private @Nullable String problemOfPhase(ExchangeOrder order, Trading trading) {
        if (trading.phase() == Trading.Phase.HALTED) {
            return "trading in " + order.symbol + " is halted";
        }
        if (trading.phase() == Trading.Phase.CALL && order.timeInForce.isImmediate()) {
            return "TimeInForce(59) must not be 3 or 4 before an auction, was " + order.timeInForce.code();
        }
        if (trading.phase() == Trading.Phase.CALL && order.price == null && order.extras.hasCondition()) {
            return "MinQty(110) and ExecInst(18)=G need a Price(44) before an auction, OrdType(40) was " + order.ordType.code();
        }
        boolean isTaken = !order.timeInForce.isForAuction() || trading.auction() != null && trading.auction().isFor(order.timeInForce)
                || auctions.stream().anyMatch(auction -> auction.isFor(order.timeInForce));
        return isTaken ? null : "there is no auction here: TimeInForce(59) must be 0, 1, 3, 4 or 6, was " + order.timeInForce.code();
    }

    private @Nullable String problemOfExtras(ExchangeOrder order, Quantity lot) {
        OrderExtras extras = order.extras;
        boolean isPlain = extras.display() == null && !extras.hasCondition() && !extras.postOnly();
        if (isDark && !isPlain) {
            return "MinQty(110), DisplayQty(1138) and ExecInst(18) 6 and G are not taken here";
        }
        if (order.discretionPrice != null && !(isPlain && order.ordType == OrdType.LIMIT)) {
            return "DiscretionInst(388) goes with limit orders that say no more, OrdType(40) was " + order.ordType.code();
        }
        if (extras.postOnly() && (order.ordType != OrdType.LIMIT || order.timeInForce.isImmediate() || extras.hasCondition())) {
            return "ExecInst(18)=6 goes with limit orders that rest and have neither MinQty(110) nor ExecInst(18)=G";
        }
        Quantity minQty = extras.minQty();
        if (minQty != null && (!minQty.isPositive() || minQty.exceeds(order.orderQty))) {
            return "MinQty(110) must be positive and not above OrderQty(38) " + order.orderQty + ", was " + minQty;
        }
        if (extras.hasCondition() && order.timeInForce.isForAuction()) {
            return "MinQty(110) and ExecInst(18)=G don't go with orders for an auction";
        }
        return extras.display() == null ? null : problemOf(extras.display(), order, order.orderQty, lot);
    }

    /** What speaks against such parts of an order being seen. @param orderQty that it has, or shall have */
    static @Nullable String problemOf(Display display, ExchangeOrder order, Quantity orderQty, Quantity lot) {
        return order.extras.hasCondition() || order.isPegged()
                ? "DisplayQty(1138) does not go with orders that nobody sees: MinQty(110), ExecInst(18)=G, OrdType(40)=P"
                : problemOf(display, orderQty, lot);
    }

    private static @Nullable String problemOf(Display display, Quantity orderQty, Quantity lot) {
        boolean isGood = display.lowest().isPositive() && display.lowest().isMultipleOf(lot) && display.highest().isMultipleOf(lot)
                && !display.lowest().exceeds(display.highest()) && !display.highest().exceeds(orderQty);
        return isGood ? null
                : "DisplayQty(1138), before FIX 5.0 MaxFloor(111), must be a positive multiple of " + lot + " and not above OrderQty(38), was " + display;
    }

    /** @param bands null for none */
    static @Nullable String problemOf(Side side, Quantity orderQty, @Nullable Price price, Instrument instrument, @Nullable Bands bands) {
        if (!orderQty.isPositive() || !orderQty.isMultipleOf(instrument.lot())) {
            return "OrderQty(38) must be a positive multiple of " + instrument.lot() + ", was " + orderQty;
        }
        if (price != null && (!price.isPositive() || !price.isMultipleOf(instrument.ticks().tickAt(price)))) {
            return "Price(44) must be a positive multiple of " + instrument.ticks().tickAt(price) + ", was " + price;
        }
        return price != null && bands != null && bands.areExceededBy(side.isBuy(), price)
                ? "Price(44) must be within the price bands, " + bands + ", was " + price
                : null;
    }
}
