package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Leg;
import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;

/** One order's walk through the books of several venues at once: how much goes to each, and what was seen there. */
final class Sweep {

    private final BooksOfSide books;
    private final Request request;
    private final long lot;
    private final int[] levels;
    private final long[] seen;
    private final long[] taken;
    /** The last of the venue's levels of which something was taken; {@link BooksOfSide#NONE} for none. */
    private final int[] last;
    /** There is something that may be taken at the venue's next level, and what a share costs there. */
    private final boolean[] isOpen;
    private final long[] costs;
    private long rest;

    Sweep(BooksOfSide books, Request request, long lot) {
        int count = request.venues().size();
        this.books = books;
        this.request = request;
        this.lot = lot;
        this.levels = new int[count];
        this.seen = new long[count];
        this.taken = new long[count];
        this.last = new int[count];
        this.isOpen = new boolean[count];
        this.costs = new long[count];
        this.rest = request.quantity().raw();
        for (int v = 0; v < count; v++) {
            last[v] = BooksOfSide.NONE;
            look(v);
        }
    }

    void take(int venue, long quantity) {
        taken[venue] += quantity;
        rest -= quantity;
    }

    /** Level by level, the best of all venues first. Parts are whole lots, but the last takes what is left whatever it is. */
    void takeShown() {
        for (int v = best(); v != BooksOfSide.NONE && rest > 0; v = best()) {
            long shown = books.quantity(v, levels[v]++);
            look(v);
            seen[v] = seen[v] + shown < 0 ? Long.MAX_VALUE : seen[v] + shown;
            long part = Math.min(room(v), shown >= rest ? rest : shown / lot * lot);
            last[v] = part > 0 ? levels[v] - 1 : last[v];
            take(v, part);
        }
    }

    private int best() {
        int best = BooksOfSide.NONE;
        for (int v = 0; v < levels.length; v++) {
            if (isOpen[v] && room(v) > 0 && (best == BooksOfSide.NONE || books.isBetter(costs[v], v, levels[v], costs[best], best, levels[best]))) {
                best = v;
            }
        }
        return best;
    }

    /** Nothing that it shows is taken from now on. */
    void shut(int venue) {
        isOpen[venue] = false;
    }

    /** At the level that is next there. */
    private void look(int venue) {
        int level = levels[venue];
        isOpen[venue] = level < books.levels(venue) && books.isWithinLimit(books.price(venue, level));
        costs[venue] = isOpen[venue] ? books.cost(venue, level) : 0;
    }

    long[] given() {
        return taken.clone();
    }

    /** All of it, as far as the venue may have it. */
    void takeRest(int venue) {
        take(venue, Math.min(room(venue), rest));
    }

    /** How much more the venue may get. */
    long room(int venue) {
        List<Quantity> most = request.most();
        return most == null ? Long.MAX_VALUE : most.get(venue).raw() - taken[venue];
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>(taken.length);
        for (int v = 0; v < taken.length; v++) {
            if (taken[v] > 0) {
                routes.add(route(v, new Quantity(taken[v])));
            }
        }
        return routes;
    }

    /** To each for what is taken of what it shows, at the worst price of that. */
    List<Route> legs() {
        List<Route> legs = new ArrayList<>(taken.length);
        for (int v = 0; v < taken.length; v++) {
            if (last[v] != BooksOfSide.NONE) {
                Route route = route(v, new Quantity(taken[v]));
                legs.add(new Route(route.venue(), route.quantity(), route.quotePrice(), route.quoteQty(), new Leg(new Price(books.price(v, last[v])), null)));
            }
        }
        return legs;
    }

    private Route route(int venue, Quantity quantity) {
        return levels[venue] == 0 ? books.route(venue, quantity)
                : new Route(request.venues().get(venue), quantity, new Price(books.price(venue, levels[venue] - 1)), new Quantity(seen[venue]));
    }
}
