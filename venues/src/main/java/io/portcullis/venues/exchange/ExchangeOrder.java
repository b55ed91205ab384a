package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** An order at the simulated exchange: its facts, and what follows from them. */
final class ExchangeOrder {

    /** The owner of orders that belong to nobody: background liquidity, which is told nothing. */
    static final String NOBODY = "";

    final String owner;
    final String orderId;
    final String symbol;
    final Side side;
    final OrdType ordType;
    final TimeInForce timeInForce;
    final long expireTime;
    /** The legs of a multi-leg order; null for an order for one instrument. */
    final @Nullable Strategy strategy;
    String clOrdId;
    Quantity orderQty;
    @Nullable
    Price price;
    /** Up to where it may be executed beyond its price; null for not at all. */
    @Nullable
    Price discretionPrice;
    @Nullable
    Price stopPx;
    boolean isTriggered;
    Quantity cumQty = Quantity.ZERO;
    Money traded = Money.ZERO;
    /** How it ended other than by being filled; null while it has not. */
    @Nullable
    OrdStatus ended;

    ExchangeOrder(String orderId, ExchangeRequest.NewOrder n) {
        this.owner = n.owner();
        this.orderId = orderId;
        this.clOrdId = n.clOrdId();
        this.symbol = n.symbol();
        this.side = n.side();
        this.ordType = n.conditions().ordType();
        this.timeInForce = n.conditions().timeInForce();
        this.orderQty = n.conditions().orderQty();
        this.price = n.conditions().price();
        this.stopPx = n.conditions().instructions().stopPx();
        this.expireTime = n.conditions().expireTime();
        this.strategy = n.conditions().instructions().strategy();
    }

    /** For a trade at its stop price. */
    boolean waits() {
        return ordType.waitsForTrigger() && !isTriggered;
    }

    boolean isTriggeredBy(Price trade) {
        Price stop = stopPx;
        boolean isRising = side.isBuy() != (ordType == OrdType.MARKET_IF_TOUCHED);
        return waits() && stop != null && (isRising ? trade.compareTo(stop) >= 0 : trade.compareTo(stop) <= 0);
    }

    Quantity leavesQty() {
        return ended != null || cumQty.compareTo(orderQty) >= 0 ? Quantity.ZERO : orderQty.minus(cumQty);
    }

    boolean isOpen() {
        return leavesQty().isPositive();
    }

    boolean isNobodys() {
        return owner.equals(NOBODY);
    }

    /** At its price or better, or where it leaves discretion beyond that. */
    boolean accepts(Price at) {
        Price limit = discretionPrice == null ? price : discretionPrice;
        return limit == null || (side.isBuy() ? at.compareTo(limit) <= 0 : at.compareTo(limit) >= 0);
    }

    OrdStatus ordStatus() {
        if (ended == OrdStatus.REJECTED) {
            return OrdStatus.REJECTED;
        }
        if (cumQty.compareTo(orderQty) >= 0) {
            return OrdStatus.FILLED;
        }
        if (ended != null) {
            return ended;
        }
        return cumQty.isPositive() ? OrdStatus.PARTIALLY_FILLED : OrdStatus.NEW;
    }

    /** Zero before the first fill. */
    Price avgPx() {
        return cumQty.isPositive() ? traded.per(cumQty) : new Price(0);
    }

    void fill(Quantity quantity, Price at) {
        count(quantity, Money.of(quantity, at));
    }

    void count(Quantity quantity, Money value) {
        cumQty = cumQty.plus(quantity);
        traded = traded.plus(value);
    }

    ExchangeReport.OrderFacts facts() {
        return new ExchangeReport.OrderFacts(orderId, ordStatus(), symbol, side, ordType, timeInForce, expireTime, orderQty, price, stopPx, leavesQty(), cumQty,
                avgPx(), strategy, discretionPrice);
    }
}
