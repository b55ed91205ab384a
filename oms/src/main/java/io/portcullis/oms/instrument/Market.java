package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;

/** What is known of the market at the moment of a decision. It is handed to the core and not logged: events record the prices that they used. */
public interface Market {

    /** Null where the venue shows no book for it (a dark venue, or no data yet), and where what it shows can't be used, because it is crossed, incomplete or otherwise wrong. */
    @Nullable
    Book book(VenueId venue, String symbol);

    /** The live reference price: last trade, else the middle of the best quotes, else null. */
    @Nullable
    Price reference(String symbol);

    /**
     * The reference price as far as it is not older than that: the last trade if it was told since, else the middle of the best quotes of venues that have shown any price since, else null.
     * Who knows nothing of when prices came takes all of them for young.
     *
     * @param earliest epoch nanoseconds
     */
    default @Nullable Price referenceSince(String symbol, long earliest) {
        return reference(symbol);
    }

    /** The last trade at any venue; null before the first. */
    @Nullable
    Price lastTrade(String symbol);

    /** The last trade at that venue, also while its book can't be used; null before the first, and while the venue's link is down. */
    default @Nullable Price lastTrade(VenueId venue, String symbol) {
        Book book = book(venue, symbol);
        return book == null ? null : book.lastTrade();
    }

    /** The highest bid, or the lowest offer, of all venues; null if there is none. */
    @Nullable
    Price best(String symbol, boolean bids);

    /** Instruments as last loaded. */
    Instruments instruments();
}
