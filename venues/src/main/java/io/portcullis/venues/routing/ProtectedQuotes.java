package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether routes trade through quotes that are protected: take at a worse price than a venue's best quote while less is sent there than it shows (Regulation NMS, 17 CFR 242.611; to send that much to each at the
 * same time is paragraph (b)(6)). Quotes for less than a lot are not protected.
 */
final class ProtectedQuotes {

    private final Request request;
    private final BooksOfSide books;
    private final Set<VenueId> protectedVenues;
    private final long lot;

    ProtectedQuotes(Request request, Market market, Set<VenueId> protectedVenues) {
        this.request = request;
        this.books = new BooksOfSide(request, market, Preference.BY_PRICE);
        this.protectedVenues = protectedVenues;
        this.lot = BestPriceRouter.lotOf(request, market);
    }

    /** Whose quote; null if none is. */
    @Nullable
    VenueId tradedThrough(List<Route> routes) {
        for (int v = 0; v < request.venues().size(); v++) {
            VenueId venue = request.venues().get(v);
            int level = protectedVenues.contains(venue) ? protectedLevel(v) : BooksOfSide.NONE;
            if (level != BooksOfSide.NONE && given(venue, routes).raw() < shownUpTo(v, level) && isWorseElsewhere(books.price(v, level), routes)) {
                return venue;
            }
        }
        return null;
    }

    /** The best one for a lot at least, if it is within the order's limit. */
    private int protectedLevel(int v) {
        for (int level = 0; level < books.levels(v) && books.isWithinLimit(books.price(v, level)); level++) {
            if (books.quantity(v, level) >= lot) {
                return level;
            }
        }
        return BooksOfSide.NONE;
    }

    /** In whole lots, as parts of orders are. */
    private long shownUpTo(int v, int level) {
        return Math.min(request.quantity().raw(), books.quantity(v, level)) / lot * lot;
    }

    private boolean isWorseElsewhere(long price, List<Route> routes) {
        for (Route route : routes) {
            int v = request.venues().indexOf(route.venue());
            long left = route.quantity().raw();
            for (int level = 0; level < books.levels(v) && left > 0 && books.isWithinLimit(books.price(v, level)); level++) {
                left -= Math.min(left, books.quantity(v, level));
                if (books.isBetter(price, books.price(v, level))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Quantity given(VenueId venue, List<Route> routes) {
        for (Route route : routes) {
            if (route.venue().equals(venue)) {
                return route.quantity();
            }
        }
        return Quantity.ZERO;
    }
}
