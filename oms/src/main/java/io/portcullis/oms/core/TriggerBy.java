package io.portcullis.oms.core;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;

/**
 * Which price triggers the orders that are kept here until the market reaches their stop price.
 *
 * @param venue whose market data it is; null for all venues together
 */
public record TriggerBy(Kind kind, @Nullable VenueId venue) {

    /** What is looked at. */
    public enum Kind {
        /** The last trade. */
        LAST_TRADE("last trade"),
        /** The best price of the other side: what the order would be executed at. */
        QUOTE("quote");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** In words, for a counterparty. */
        public String text() {
            return text;
        }
    }

    /** The last trade at any venue. */
    public static final TriggerBy DEFAULT = new TriggerBy(Kind.LAST_TRADE, null);

    /** What is seen by an order of that side; null if nothing is. */
    @Nullable
    Price seen(Market market, String symbol, boolean isBuy) {
        if (venue == null) {
            return kind == Kind.LAST_TRADE ? market.lastTrade(symbol) : market.best(symbol, !isBuy);
        }
        return kind == Kind.LAST_TRADE ? market.lastTrade(venue, symbol) : best(market.book(venue, symbol), !isBuy);
    }

    /** What is seen by an order that waits for such a price; null if nothing is. */
    @Nullable
    Price seen(Market market, String symbol, Activation.Sees sees) {
        return switch (sees) {
            case LAST_TRADE -> venue == null ? market.lastTrade(symbol) : market.lastTrade(venue, symbol);
            case BEST_BID -> venue == null ? market.best(symbol, true) : best(market.book(venue, symbol), true);
            case BEST_OFFER -> venue == null ? market.best(symbol, false) : best(market.book(venue, symbol), false);
        };
    }

    private static @Nullable Price best(@Nullable Book book, boolean bids) {
        return book == null || book.levels(bids) == 0 ? null : new Price(book.price(bids, 0));
    }

    /** In words, for a counterparty. */
    String text() {
        return venue == null ? kind.text() : kind.text() + " at " + venue;
    }
}
