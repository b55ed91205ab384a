package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/** One instrument's resting orders, and how they meet. */
sealed interface OrderBook permits LitBook, DarkPool {

    /** Who is told of what happens in a book. */
    interface Meetings {

        /**
         * Both are filled already.
         *
         * @param resting null for hidden interest of nobody's
         */
        void traded(@Nullable ExchangeOrder resting, ExchangeOrder incoming, Quantity quantity, Price price);

        /** They must not be executed against each other: one of them, or both, have to end before this returns. */
        void selfMatch(ExchangeOrder resting, ExchangeOrder incoming);
    }

    /** How much of an order that comes in could be executed at once. */
    Quantity executable(ExchangeOrder incoming);

    /** Executes what can be executed; what is left is the caller's business. */
    void match(ExchangeOrder incoming, Meetings meetings);

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
