package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the venues show on the side that an order takes from, each looked up once. */
final class BooksOfSide {

    static final int NONE = -1;

    private final Request request;
    private final boolean bids;
    private final @Nullable Book[] books;

    BooksOfSide(Request request, Market market) {
        List<VenueId> venues = request.venues();
        this.request = request;
        this.bids = !request.side().isBuy();
        this.books = new Book[venues.size()];
        for (int v = 0; v < books.length; v++) {
            books[v] = market.book(venues.get(v), request.symbol());
        }
    }

    int levels(int venue) {
        Book book = books[venue];
        return book == null ? 0 : book.levels(bids);
    }

    long price(int venue, int level) {
        return shown(venue).price(bids, level);
    }

    /** Never negative, whatever a venue says. */
    long quantity(int venue, int level) {
        return Math.max(0, shown(venue).quantity(bids, level));
    }

    private Book shown(int venue) {
        Book book = books[venue];
        if (book == null) {
            throw new IllegalStateException("venue " + request.venues().get(venue) + " shows no book");
        }
        return book;
    }

    boolean isBetter(long price, long than) {
        return bids ? price > than : price < than;
    }

    boolean isWithinLimit(long price) {
        Price limit = request.price();
        return limit == null || (bids ? price >= limit.raw() : price <= limit.raw());
    }

    /** {@link #NONE} if nobody shows anything. */
    int bestQuote() {
        int best = NONE;
        for (int v = 0; v < books.length; v++) {
            if (levels(v) > 0 && (best == NONE || isBetter(price(v, 0), price(best, 0)))) {
                best = v;
            }
        }
        return best;
    }

    /** Whether no second venue is needed: the best quote is for the whole size, or is not within the limit, so that all of the order rests. */
    boolean isEnough(int best) {
        return levels(best) == 0 || quantity(best, 0) >= request.quantity().raw() || !isWithinLimit(price(best, 0));
    }

    /** The level at which that much is shown; {@link #NONE} if it is not, within the limit. */
    int levelFor(int venue, long quantity) {
        long missing = quantity;
        for (int level = 0; level < levels(venue) && isWithinLimit(price(venue, level)); level++) {
            missing -= Math.min(missing, quantity(venue, level));
            if (missing == 0) {
                return level;
            }
        }
        return NONE;
    }

    List<Route> whole(int venue) {
        return List.of(route(venue, request.quantity()));
    }

    /** With the best quote that the venue shows. */
    Route route(int venue, Quantity quantity) {
        VenueId id = request.venues().get(venue);
        return levels(venue) == 0 ? new Route(id, quantity, null, null)
                : new Route(id, quantity, new Price(price(venue, 0)), new Quantity(quantity(venue, 0)));
    }
}
