package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/** One instrument's resting orders, and how they meet. */
sealed interface OrderBook permits LitBook, DarkPool {

    /** Told of each order's part in a trade when both sides' orders have been filled, the resting order first. */
    interface Fills {
        void filled(ExchangeOrder order, Quantity quantity, Price price);
    }

    /** How much of an order that comes in could be executed at once. */
    Quantity executable(ExchangeOrder incoming);

    /** Executes what can be executed; what is left is the caller's business. */
    void match(ExchangeOrder incoming, Fills fills);

    /** Behind all others of its price. */
    void rest(ExchangeOrder order);

    /** Without effect if it does not rest here. */
    void remove(ExchangeOrder order);

    /** Whether orders without a price may rest. */
    boolean takesMarketOrders();

    /** Null before the first. */
    @Nullable
    Price lastTrade();
}
