package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/** An order at the simulated exchange. */
final class ExchangeOrder {

    final String owner;
    final String orderId;
    final String symbol;
    final Side side;
    final OrdType ordType;
    final TimeInForce timeInForce;
    final long expireTime;
    String clOrdId;
    Quantity orderQty;
    @Nullable
    Price price;
    Quantity cumQty = Quantity.ZERO;
    Money traded = Money.ZERO;
    @Nullable
    OrdStatus ended;
    long priority;

    /** @param owner of the session; empty for the market maker */
    ExchangeOrder(String owner, String orderId, String clOrdId, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, Quantity orderQty,
            @Nullable Price price, long expireTime) {
        this.owner = owner;
        this.orderId = orderId;
        this.clOrdId = clOrdId;
        this.symbol = symbol;
        this.side = side;
        this.ordType = ordType;
        this.timeInForce = timeInForce;
        this.orderQty = orderQty;
        this.price = price;
        this.expireTime = expireTime;
    }

    Quantity leavesQty() {
        return ended != null || cumQty.compareTo(orderQty) >= 0 ? Quantity.ZERO : orderQty.minus(cumQty);
    }

    boolean isOpen() {
        return leavesQty().isPositive();
    }

    OrdStatus ordStatus() {
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
        cumQty = cumQty.plus(quantity);
        traded = traded.plus(Money.of(quantity, at));
    }
}
