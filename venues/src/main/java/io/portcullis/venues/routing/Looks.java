package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.event.VenueLook.Level;
import io.portcullis.oms.event.VenueLook.Verdict;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was seen of each venue that was asked, once it is known where an order goes. */
final class Looks {

    private final Request request;
    private final BooksOfSide books;
    private final RoutingStrategy strategy;
    private final List<Route> routes;
    private final @Nullable List<VenueId> among;
    private final RoutingPolicy policy;
    private final boolean queuesCount;
    /** A venue that was chosen, and the last of its levels that counts: no share costs more at another one. */
    private int worst = BooksOfSide.NONE;
    private int worstLevel;

    Looks(Request request, Market market, Preference preference, RoutingStrategy strategy, List<Route> routes, @Nullable List<VenueId> among,
            RoutingPolicy policy) {
        this.request = request;
        this.policy = policy;
        this.books = new BooksOfSide(request, market, preference);
        this.strategy = strategy;
        this.routes = routes;
        this.among = among;
        this.queuesCount = preference.aheadCost() != null && request.price() != null && !request.timeInForce().isImmediate()
                && (routes.isEmpty() || routes.getFirst().leg() == null);
        for (int v = 0; v < request.venues().size(); v++) {
            Quantity given = given(request.venues().get(v));
            int last = given.isZero() ? BooksOfSide.NONE : lastLevel(v, given);
            if (last != BooksOfSide.NONE && (worst == BooksOfSide.NONE || books.isBetter(books.cost(worst, worstLevel), books.cost(v, last)))) {
                worst = v;
                worstLevel = last;
            }
        }
    }

    List<VenueLook> all() {
        List<VenueLook> all = new ArrayList<>(request.venues().size());
        for (int v = 0; v < request.venues().size(); v++) {
            all.add(look(v));
        }
        return all;
    }

    private VenueLook look(int v) {
        VenueId venue = request.venues().get(v);
        Quantity given = given(venue);
        int last = given.isZero() ? books.levels(v) > 0 ? 0 : BooksOfSide.NONE : lastLevel(v, given);
        List<Level> levels = levelsUpTo(v, last);
        Quantity most = request.most() == null || !request.quantity().exceeds(request.most().get(v)) ? null : request.most().get(v);
        return new VenueLook(venue, given.isZero() ? whyNot(v, most) : Verdict.CHOSEN, given, most, levels,
                last == BooksOfSide.NONE ? null : new Price(books.cost(v, last)), queuesCount ? new Quantity(books.ahead(v)) : null,
                last == BooksOfSide.NONE || books.measured(v) == 0 ? null : new Price(books.measured(v)));
    }

    private List<Level> levelsUpTo(int v, int last) {
        if (last <= 0) {
            return last == BooksOfSide.NONE ? List.of() : List.of(level(v, 0));
        }
        List<Level> levels = new ArrayList<>(last + 1);
        for (int level = 0; level <= last; level++) {
            levels.add(level(v, level));
        }
        return levels;
    }

    private Level level(int v, int level) {
        return new Level(new Price(books.price(v, level)), new Quantity(books.quantity(v, level)));
    }

    /** Up to which the venue's part counts on; the best one if it rests, {@link BooksOfSide#NONE} if nothing is shown. */
    private int lastLevel(int v, Quantity given) {
        long left = given.raw();
        int last = books.levels(v) > 0 ? 0 : BooksOfSide.NONE;
        for (int level = 0; level < books.levels(v) && left > 0 && books.isWithinLimit(books.price(v, level)); level++) {
            left -= Math.min(left, books.quantity(v, level));
            last = level;
        }
        return last;
    }

    private Verdict whyNot(int v, @Nullable Quantity most) {
        if (among != null && !among.contains(request.venues().get(v))) {
            return Verdict.TOO_SMALL;
        }
        if (routes.getFirst().leg() != null) {
            Verdict verdict = whyNoLeg(v);
            if (verdict != null) {
                return verdict;
            }
        }
        if (strategy instanceof RoutingStrategy.Primary || strategy instanceof RoutingStrategy.Table) {
            return Verdict.STRATEGY;
        }
        if (!books.isShownWithinLimit(v)) {
            return queuesCount && worst != BooksOfSide.NONE && books.levels(v) > 0 ? Verdict.WORSE_QUEUE
                    : books.levels(v) == 0 ? Verdict.NO_QUOTE : Verdict.BEYOND_LIMIT;
        }
        if (most != null && !most.isPositive()) {
            return Verdict.NO_ROOM;
        }
        if (strategy instanceof RoutingStrategy.Spray || worst == BooksOfSide.NONE) {
            return Verdict.STRATEGY;
        }
        long cost = books.cost(v, 0);
        long chosen = books.cost(worst, worstLevel);
        return books.isBetter(chosen, cost) ? Verdict.COSTLIER : cost == chosen ? Verdict.EQUAL : whyNotBetter(v, most);
    }

    /** Null if it could have got one. */
    private @Nullable Verdict whyNoLeg(int v) {
        Set<VenueId> spent = request.spent();
        VenueId venue = request.venues().get(v);
        if (spent != null && spent.contains(venue)) {
            return Verdict.SPENT;
        }
        if (strategy instanceof RoutingStrategy.Sequential) {
            return Verdict.LATER;
        }
        return policy.of(venue).timesInForce().contains(TimeInForce.IMMEDIATE_OR_CANCEL) ? null : Verdict.NOT_IMMEDIATE;
    }

    private Verdict whyNotBetter(int v, @Nullable Quantity most) {
        return most != null ? Verdict.NO_ROOM : books.fee(v).minimum().isZero() ? Verdict.TOO_LITTLE : Verdict.MINIMUM;
    }

    private Quantity given(VenueId venue) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).venue().equals(venue)) {
                return routes.get(i).quantity();
            }
        }
        return Quantity.ZERO;
    }
}
