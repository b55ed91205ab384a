package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Display;
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
    OrderExtras extras;
    /** The limit of a pegged order, whose {@link #price} follows the market; null for none, and for all others. */
    @Nullable
    Price pegLimit;
    /** What is left of the part that is seen now; of orders that say nothing of it, all. */
    private @Nullable Quantity tranche;
    private int tranches;
    private boolean wasExecuted;
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
        this.extras = OrderExtras.of(n.conditions().instructions(), n.selfMatchId());
        if (isPegged()) {
            this.pegLimit = price;
            this.price = null;
        }
    }

    boolean isPegged() {
        return ordType == OrdType.PEGGED;
    }

    /** Nobody sees it in the book: its price follows the market, or it waits until there is enough. */
    boolean isHidden() {
        return isPegged() || leastExecution().isPositive();
    }

    /** Less than that it does not take at once; zero for any. */
    Quantity leastExecution() {
        Quantity minQty = extras.minQty();
        return extras.allOrNone() ? leavesQty() : minQty != null && !wasExecuted ? minQty.min(leavesQty()) : Quantity.ZERO;
    }

    /** How much of it is seen. */
    Quantity shownQty() {
        Quantity part = tranche;
        return isHidden() ? Quantity.ZERO : part == null ? leavesQty() : part.min(leavesQty());
    }

    /**
     * The next part is seen, at the end of the queue. Without effect for orders that are seen as a whole. Parts of other sizes each time follow from OrderID(37) and their
     * number, so that a day that is played again is the same.
     */
    void showNext(Quantity lot) {
        Display display = extras.display();
        if (display != null) {
            long lots = (display.highest().raw() - display.lowest().raw()) / lot.raw() + 1;
            long more = Math.floorMod(orderId.hashCode() * 31L + tranches++ * 0x9E3779B97F4A7C15L, lots);
            tranche = new Quantity(display.lowest().raw() + more * lot.raw()).min(leavesQty());
        }
    }

    /** It must not be executed against the other. */
    boolean isOfTheSame(ExchangeOrder other) {
        return extras.selfMatchId() != null && extras.selfMatchId().equals(other.extras.selfMatchId()) && owner.equals(other.owner);
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
        wasExecuted |= quantity.isPositive();
        if (tranche != null && quantity.isPositive()) {
            tranche = tranche.minus(quantity).max(Quantity.ZERO);
        }
    }

    void count(Quantity quantity, Money value) {
        cumQty = cumQty.plus(quantity);
        traded = traded.plus(value);
    }

    ExchangeReport.OrderFacts facts() {
        return new ExchangeReport.OrderFacts(orderId, ordStatus(), symbol, side, ordType, timeInForce, expireTime, orderQty, isPegged() ? pegLimit : price,
                stopPx, leavesQty(), cumQty,
                avgPx(), strategy, discretionPrice, extras, isPegged() ? price : null);
    }
}
