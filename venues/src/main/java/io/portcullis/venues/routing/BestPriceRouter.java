package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The best price for the size over the books that it is handed: takes what is shown within the limit, best price first and among equals in the configured order of the
 * venues. A part of a large order goes to dark venues first. What nobody shows rests where most was found, or at the first lit venue. Fill-or-kill orders are never split.
 */
public final class BestPriceRouter implements Router {

    private final RoutingPolicy policy;

    public BestPriceRouter(RoutingPolicy policy) {
        this.policy = policy;
    }

    @Override
    public List<Route> route(Request request, Market market) {
        List<VenueId> venues = request.venues();
        if (venues.size() == 1) {
            return whole(request, market, 0);
        }
        if (request.timeInForce() == TimeInForce.FILL_OR_KILL) {
            return whole(request, market, venueForAll(request, market));
        }
        return split(request, market);
    }

    private static List<Route> whole(Request request, Market market, int venue) {
        VenueId id = request.venues().get(venue);
        Book book = market.book(id, request.symbol());
        boolean bids = !request.side().isBuy();
        boolean isShown = book != null && book.levels(bids) > 0;
        return List.of(new Route(id, request.quantity(), isShown && book != null ? new Price(book.price(bids, 0)) : null,
                isShown && book != null ? new Quantity(book.quantity(bids, 0)) : null));
    }

    // Fill or kill

    /** The venue that shows the whole size at the best last price; the first lit one if none does. */
    private int venueForAll(Request request, Market market) {
        boolean bids = !request.side().isBuy();
        int best = -1;
        long bestPrice = 0;
        for (int v = 0; v < request.venues().size(); v++) {
            Book book = market.book(request.venues().get(v), request.symbol());
            int last = book == null ? -1 : lastLevelFor(book, bids, request);
            if (book != null && last >= 0 && (best < 0 || isBetter(book.price(bids, last), bestPrice, bids))) {
                best = v;
                bestPrice = book.price(bids, last);
            }
        }
        return best >= 0 ? best : firstLit(request.venues());
    }

    /** The level at which the whole size is shown; -1 if it is not, within the limit. */
    private static int lastLevelFor(Book book, boolean bids, Request request) {
        long shown = 0;
        for (int level = 0; level < book.levels(bids) && isWithin(book.price(bids, level), request.price(), bids); level++) {
            shown += book.quantity(bids, level);
            if (shown >= request.quantity().raw()) {
                return level;
            }
        }
        return -1;
    }

    // Splitting

    private List<Route> split(Request request, Market market) {
        List<VenueId> venues = request.venues();
        int count = venues.size();
        long lot = lotOf(request, market);
        long[] taken = new long[count];
        long[] quotePrices = new long[count];
        long[] quoteQuantities = new long[count];
        long rest = request.quantity().raw();
        rest -= takeDark(request, lot, taken);
        rest = takeShown(request, market, lot, rest, taken, quotePrices, quoteQuantities);
        if (rest > 0) {
            taken[restsAt(venues, taken, quoteQuantities)] += rest;
        }
        List<Route> routes = new ArrayList<>(count);
        for (int v = 0; v < count; v++) {
            if (taken[v] > 0) {
                boolean isShown = quoteQuantities[v] > 0;
                routes.add(new Route(venues.get(v), new Quantity(taken[v]), isShown ? new Price(quotePrices[v]) : null,
                        isShown ? new Quantity(quoteQuantities[v]) : null));
            }
        }
        return routes;
    }

    private static long lotOf(Request request, Market market) {
        Instrument instrument = market.instruments().bySymbol(request.symbol());
        return instrument == null ? 1 : instrument.lot().raw();
    }

    /** An equal share of the dark part to each dark venue, in whole lots. */
    private long takeDark(Request request, long lot, long[] taken) {
        if (policy.darkPercent() == 0 || request.quantity().compareTo(policy.darkFrom()) < 0) {
            return 0;
        }
        int dark = 0;
        for (VenueId venue : request.venues()) {
            dark += policy.dark().contains(venue) ? 1 : 0;
        }
        if (dark == 0) {
            return 0;
        }
        long share = request.quantity().raw() / 100 * policy.darkPercent() / dark / lot * lot;
        for (int v = 0; v < taken.length; v++) {
            taken[v] = policy.dark().contains(request.venues().get(v)) ? share : 0;
        }
        return share * dark;
    }

    /** Walks all books at once, level by level. */
    private static long takeShown(Request request, Market market, long lot, long quantity, long[] taken, long[] quotePrices, long[] quoteQuantities) {
        boolean bids = !request.side().isBuy();
        int count = taken.length;
        @Nullable
        Book[] books = new Book[count];
        int[] levels = new int[count];
        for (int v = 0; v < count; v++) {
            books[v] = market.book(request.venues().get(v), request.symbol());
        }
        long rest = quantity;
        for (int v = best(books, levels, bids, request.price()); v >= 0 && rest > 0; v = best(books, levels, bids, request.price())) {
            Book book = books[v];
            if (book == null) {
                throw new IllegalStateException("the best of the books is none");
            }
            long price = book.price(bids, levels[v]);
            long shown = book.quantity(bids, levels[v]++);
            if (quoteQuantities[v] == 0) {
                quotePrices[v] = price;
            }
            quoteQuantities[v] += shown;
            long part = Math.min(shown, rest) / lot * lot;
            taken[v] += part;
            rest -= part;
        }
        return rest;
    }

    private static int best(@Nullable Book[] books, int[] levels, boolean bids, @Nullable Price limit) {
        int best = -1;
        long bestPrice = 0;
        for (int v = 0; v < books.length; v++) {
            Book book = books[v];
            if (book != null && levels[v] < book.levels(bids)) {
                long price = book.price(bids, levels[v]);
                if (isWithin(price, limit, bids) && (best < 0 || isBetter(price, bestPrice, bids))) {
                    best = v;
                    bestPrice = price;
                }
            }
        }
        return best;
    }

    private static boolean isWithin(long price, @Nullable Price limit, boolean bids) {
        return limit == null || (bids ? price >= limit.raw() : price <= limit.raw());
    }

    private static boolean isBetter(long price, long than, boolean bids) {
        return bids ? price > than : price < than;
    }

    /** Where most was shown, so that the order is seen where the trading is; else at the first lit venue. */
    private int restsAt(List<VenueId> venues, long[] taken, long[] quoteQuantities) {
        int most = -1;
        for (int v = 0; v < taken.length; v++) {
            if (quoteQuantities[v] > 0 && (most < 0 || quoteQuantities[v] > quoteQuantities[most])) {
                most = v;
            }
        }
        return most >= 0 ? most : firstLit(venues);
    }

    private int firstLit(List<VenueId> venues) {
        for (int v = 0; v < venues.size(); v++) {
            if (!policy.dark().contains(venues.get(v))) {
                return v;
            }
        }
        return 0;
    }
}
