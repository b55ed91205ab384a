package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the venues show on the side that an order takes from, each looked up once. */
final class BooksOfSide {

    static final int NONE = -1;
    private static final Quantity THOUSAND = Quantity.of(1_000);

    private final Request request;
    private final boolean bids;
    private final Preference preference;
    private final @Nullable Book[] books;
    private final Fee[] fees;
    private final long[] measured;

    BooksOfSide(Request request, Market market, Preference preference) {
        List<VenueId> venues = request.venues();
        this.request = request;
        this.bids = !request.side().isBuy();
        this.preference = preference;
        this.books = new Book[venues.size()];
        this.fees = new Fee[venues.size()];
        this.measured = new long[venues.size()];
        for (int v = 0; v < books.length; v++) {
            books[v] = market.book(venues.get(v), request.symbol());
            fees[v] = preference.fees() == Fees.NONE ? Fee.NONE : preference.fees().taken(venues.get(v), figures(v).monthQty());
            measured[v] = preference.weights() == Weights.NONE ? 0 : preference.weights().ofTaking(figures(v));
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

    /** What a share costs there with the fee: what a buyer pays, or a seller gets. Times 10<sup>8</sup>. */
    long cost(int venue, int level) {
        long price = price(venue, level);
        long fee = Fee.sum(fees[venue].at(price), measured[venue]);
        return fee == 0 ? price : Fee.sum(price, bids ? -fee : fee);
    }

    private VenueFigures figures(int venue) {
        return request.figures().getOrDefault(request.venues().get(venue), VenueFigures.NONE);
    }

    /** What taking a share there costs beside price and fee, by what was measured of it. Times 10<sup>8</sup>, not negative. */
    long measured(int venue) {
        return measured[venue];
    }

    Fee fee(int venue) {
        return fees[venue];
    }

    /** Some venue charges a least amount, so that it may be cheaper to use fewer of them. */
    boolean haveMinimums() {
        for (Fee fee : fees) {
            if (!fee.minimum().isZero()) {
                return true;
            }
        }
        return false;
    }

    boolean isBetter(long cost, long than) {
        return bids ? cost > than : cost < than;
    }

    /** Whether a quote of another venue, which comes later in configured order, is the better one. */
    boolean isBetter(long cost, int venue, int level, long itsCost, int than, int itsLevel) {
        return cost == itsCost ? preference.bySize() && quantity(venue, level) > quantity(than, itsLevel) : isBetter(cost, itsCost);
    }

    boolean isWithinLimit(long price) {
        Price limit = request.price();
        return limit == null || (bids ? price >= limit.raw() : price <= limit.raw());
    }

    /** Of those within the limit or, if none is, of all; {@link #NONE} if nobody shows anything. */
    int bestQuote() {
        int best = NONE;
        for (int v = 0; v < books.length; v++) {
            if (levels(v) > 0 && (best == NONE || isBetterQuote(v, best))) {
                best = v;
            }
        }
        return best;
    }

    private boolean isBetterQuote(int venue, int than) {
        boolean isWithin = isWithinLimit(price(venue, 0));
        return isWithin == isWithinLimit(price(than, 0)) ? isBetter(cost(venue, 0), venue, 0, cost(than, 0), than, 0) : isWithin;
    }

    /**
     * Where it is best to rest: fee or rebate for what is added and the queue ahead together. Among those that show anything on either side; {@link #NONE} if nobody does.
     *
     * @param aheadCost what a thousand shares ahead are worth, for each share
     */
    int bestQueue(Price aheadCost) {
        int best = NONE;
        Money bestCost = Money.ZERO;
        for (int v = 0; v < books.length; v++) {
            Book book = books[v];
            if (book != null && book.levels(true) + book.levels(false) > 0) {
                Money cost = queueCost(v, aheadCost);
                int order = best == NONE ? -1 : cost.compareTo(bestCost);
                if (order < 0 || order == 0 && ahead(v) < ahead(best)) {
                    best = v;
                    bestCost = cost;
                }
            }
        }
        return best;
    }

    /** Of a thousand shares. */
    private Money queueCost(int venue, Price aheadCost) {
        Price limit = request.price();
        long price = limit != null ? limit.raw() : levels(venue) == 0 ? 0 : price(venue, 0);
        Price fee = new Price(preference.fees().added(request.venues().get(venue), figures(venue).monthQty()).at(price));
        Price missed = new Price(preference.weights().ofResting(figures(venue)));
        return Money.of(THOUSAND, fee).plus(Money.of(THOUSAND, missed)).plus(Money.of(new Quantity(ahead(venue)), aheadCost));
    }

    /** What rests on the order's own side at its price or better, or is all that is shown there if it has none. Never negative, {@link Long#MAX_VALUE} at most. */
    long ahead(int venue) {
        Book book = books[venue];
        Price limit = request.price();
        long sum = 0;
        for (int level = 0; book != null && level < book.levels(!bids); level++) {
            long price = book.price(!bids, level);
            if (limit == null || (bids ? price <= limit.raw() : price >= limit.raw())) {
                sum = Fee.sum(sum, Math.max(0, book.quantity(!bids, level)));
            }
        }
        return sum;
    }

    /** Whether something may be executed there at once. */
    boolean isShownWithinLimit(int venue) {
        return levels(venue) > 0 && isWithinLimit(price(venue, 0));
    }

    /** Whether its best quote is for the whole size. */
    boolean isEnough(int venue) {
        return quantity(venue, 0) >= request.quantity().raw();
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

    /** What the venue shows in all, or within the limit; {@link Long#MAX_VALUE} at most. */
    long shown(int venue, boolean withinLimit) {
        long sum = 0;
        for (int level = 0; level < levels(venue) && (!withinLimit || isWithinLimit(price(venue, level))); level++) {
            sum = Fee.sum(sum, quantity(venue, level));
        }
        return sum;
    }

    /** With the quotes that such a part would take. */
    Route seenFor(int venue, Quantity part) {
        long seen = 0;
        int last = NONE;
        for (int level = 0; level < levels(venue) && seen < part.raw() && isWithinLimit(price(venue, level)); level++) {
            seen = Fee.sum(seen, quantity(venue, level));
            last = level;
        }
        return last == NONE ? route(venue, part)
                : new Route(request.venues().get(venue), part, new Price(price(venue, last)), new Quantity(seen));
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
