package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The best price for the size over the books that it is handed: takes what is shown within the limit, best price first and among equals in the configured order of the
 * venues. What nobody shows goes to the venue with the best quote, or to the first lit one if there is none. A part of a large order that may rest goes to dark venues
 * first. Fill-or-kill orders, and all that are more than plain limit or market orders, are never split. Where venues may not get all of an order, what goes beyond goes to the next best ones; of an order that may
 * not rest to no dark one that shows nothing, unless there are only dark ones.
 */
public final class BestPriceRouter implements Router {

    private static final Set<OrdType> LIMIT_ONLY = Set.of(OrdType.LIMIT);

    private RoutingPolicy policy;

    public BestPriceRouter(RoutingPolicy policy) {
        this.policy = policy;
    }

    /** Another policy from now on. On the thread that routes. */
    public void policy(RoutingPolicy changed) {
        policy = changed;
    }

    @Override
    public boolean isTakenBy(VenueId venue, Conditions conditions) {
        return policy.of(venue).cover(conditions);
    }

    @Override
    public boolean takesLimitOrdersOnly(VenueId venue) {
        return policy.of(venue).ordTypes().equals(LIMIT_ONLY);
    }

    @Override
    public boolean takesCrosses(VenueId venue) {
        return policy.of(venue).instructions().contains(Capabilities.Instruction.CROSS);
    }

    @Override
    public boolean isChangedBy(VenueId venue, Conditions from, Conditions to) {
        return policy.of(venue).change(from, to);
    }

    @Override
    public List<Route> route(Request request, Market market) {
        return route(request, market, Preference.BY_PRICE);
    }

    /** The same by what is preferred otherwise. */
    List<Route> route(Request request, Market market, Preference preference) {
        List<Quantity> most = request.most();
        return most == null ? routeFreely(request, market, preference) : routeWithin(most, request, market, preference);
    }

    /** What may not be split goes where all of it may go. */
    private List<Route> routeWithin(List<Quantity> most, Request request, Market market, Preference preference) {
        boolean isWhole = request.conditions().instructions().strategy() != null || !maySplit(request.conditions());
        List<VenueId> venues = new ArrayList<>();
        List<Quantity> room = new ArrayList<>();
        long lot = lotOf(request, market);
        for (int v = 0; v < most.size(); v++) {
            boolean isLeftOut = !isWhole && isLeftOut(request.venues().get(v), request, market);
            Quantity there = isLeftOut ? Quantity.ZERO : most.get(v).min(request.quantity());
            boolean isForAll = there.equals(request.quantity());
            if (isForAll || !isWhole && there.raw() >= lot) {
                venues.add(request.venues().get(v));
                room.add(isForAll ? there : new Quantity(there.raw() / lot * lot));
            }
        }
        if (venues.isEmpty()) {
            return List.of();
        }
        Request within = request.among(venues, room);
        return room.stream().allMatch(request.quantity()::equals) ? routeFreely(within, market, preference)
                : withOddRest(splitWithin(room, within, market, preference), most, request, market, preference);
    }

    /** What is less than a lot, and left, goes to one venue: to one that gets some already or, where none of those has room for it, to another one. */
    private List<Route> withOddRest(List<Route> routes, List<Quantity> most, Request request, Market market, Preference preference) {
        Quantity rest = request.quantity();
        for (Route route : routes) {
            rest = rest.minus(route.quantity());
        }
        if (rest.isZero()) {
            return routes;
        }
        if (rest.raw() >= lotOf(request, market)) {
            return List.of();
        }
        List<Route> all = new ArrayList<>(routes);
        List<VenueId> others = new ArrayList<>(request.venues());
        for (int r = 0; r < routes.size(); r++) {
            Route route = routes.get(r);
            Quantity more = route.quantity().plus(rest);
            if (!more.exceeds(most.get(request.venues().indexOf(route.venue())))) {
                all.set(r, new Route(route.venue(), more, route.quotePrice(), route.quoteQty()));
                return all;
            }
            others.remove(route.venue());
        }
        for (boolean isDark : new boolean[]{false, true}) {
            for (VenueId venue : others) {
                int v = request.venues().indexOf(venue);
                if (policy.isDark(venue) == isDark && !isLeftOut(venue, request, market) && !rest.exceeds(most.get(v))) {
                    all.add(new BooksOfSide(request, market, preference).route(v, rest));
                    return all;
                }
            }
        }
        return List.of();
    }

    /** What is not filled at once would be lost: an order that may not rest goes to no dark venue that shows nothing, as long as there are lit ones, be they full. */
    private boolean isLeftOut(VenueId venue, Request request, Market market) {
        if (request.timeInForce() != TimeInForce.IMMEDIATE_OR_CANCEL || !policy.isDark(venue) || request.venues().stream().allMatch(policy::isDark)) {
            return false;
        }
        Book book = market.book(venue, request.symbol());
        return book == null || book.levels(!request.side().isBuy()) == 0;
    }

    /** Less than all by less than a lot, where only that is left; less by more, where there is no room. */
    private List<Route> splitWithin(List<Quantity> room, Request request, Market market, Preference preference) {
        BooksOfSide books = new BooksOfSide(request, market, preference);
        int best = quotedOrFirstLit(books.bestQuote(), request);
        int resting = restingAt(best, books, request, preference);
        long darkShare = sharePerDarkVenue(request, market);
        int whole = wholeAt(best, resting, books);
        if (darkShare == 0 && whole != BooksOfSide.NONE && room.get(whole).equals(request.quantity())) {
            return books.whole(whole);
        }
        Sweep sweep = swept(books, request, darkShare, lotOf(request, market));
        sweep.takeRest(resting);
        for (boolean isDark : new boolean[]{false, true}) {
            for (int v = 0; v < request.venues().size(); v++) {
                if (policy.isDark(request.venues().get(v)) == isDark) {
                    sweep.takeRest(v);
                }
            }
        }
        return sweep.routes();
    }

    private List<Route> routeFreely(Request request, Market market, Preference preference) {
        if (request.conditions().instructions().strategy() != null) { // no book tells anything of it
            return List.of(new Route(request.venues().get(quotedOrFirstLit(BooksOfSide.NONE, request)), request.quantity(), null, null));
        }
        BooksOfSide books = new BooksOfSide(request, market, preference);
        if (request.venues().size() == 1) {
            return books.whole(0);
        }
        if (!request.conditions().arePlain()) {
            return books.whole(wholeVenue(books, request, preference));
        }
        return switch (request.timeInForce()) {
            case FILL_OR_KILL -> books.whole(venueForAll(books, request));
            case DAY, GOOD_TILL_CANCEL, GOOD_TILL_DATE, IMMEDIATE_OR_CANCEL, AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING,
                    GOOD_FOR_AUCTION -> split(books, request,
                            market, preference);
        };
    }

    private int wholeVenue(BooksOfSide books, Request request, Preference preference) {
        if (request.conditions().ordType().waitsForTrigger()) {
            return quotedOrFirstLit(BooksOfSide.NONE, request);
        }
        int filling = whereLeastIsShown(books, request);
        if (filling != BooksOfSide.NONE) {
            return filling;
        }
        int best = quotedOrFirstLit(books.bestQuote(), request);
        boolean rests = request.conditions().instructions().postOnly() || !books.isShownWithinLimit(best);
        return rests ? restingAt(best, books, request, preference) : best;
    }

    /** Where as much as has to be executed at once is shown within the limit, at the best last price; {@link BooksOfSide#NONE} if nowhere is, or any quantity will do. */
    private static int whereLeastIsShown(BooksOfSide books, Request request) {
        Instructions instructions = request.conditions().instructions();
        Quantity least = instructions.allOrNone() ? request.quantity() : instructions.minQty();
        return least == null || instructions.postOnly() || request.conditions().ordType().isPricedByItsVenue() ? BooksOfSide.NONE
                : whereShown(least.min(request.quantity()), books, request);
    }

    /** The venue that shows the whole size at the best last price, fee included where it counts; where none does, the one with the best quote. */
    private int venueForAll(BooksOfSide books, Request request) {
        int best = whereShown(request.quantity(), books, request);
        return best == BooksOfSide.NONE ? quotedOrFirstLit(books.bestQuote(), request) : best;
    }

    private static int whereShown(Quantity quantity, BooksOfSide books, Request request) {
        int best = BooksOfSide.NONE;
        long bestCost = 0;
        for (int v = 0; v < request.venues().size(); v++) {
            int last = books.levelFor(v, quantity.raw());
            if (last != BooksOfSide.NONE && (best == BooksOfSide.NONE || books.isBetter(books.cost(v, last), bestCost))) {
                best = v;
                bestCost = books.cost(v, last);
            }
        }
        return best;
    }

    private List<Route> split(BooksOfSide books, Request request, Market market, Preference preference) {
        int best = quotedOrFirstLit(books.bestQuote(), request);
        int resting = restingAt(best, books, request, preference);
        long darkShare = sharePerDarkVenue(request, market);
        int whole = wholeAt(best, resting, books);
        if (darkShare == 0 && whole != BooksOfSide.NONE) {
            return books.whole(whole);
        }
        Sweep sweep = swept(books, request, darkShare, lotOf(request, market));
        sweep.takeRest(resting);
        return sweep.routes();
    }

    /** Where no second venue is needed: the best quote is for the whole size, or nothing is within the limit, so that all of the order rests. */
    private static int wholeAt(int best, int resting, BooksOfSide books) {
        return !books.isShownWithinLimit(best) ? resting : books.isEnough(best) && !books.haveMinimums() ? best : BooksOfSide.NONE;
    }

    /** Where what nobody shows is to wait: at the best quote, unless queues are to count. */
    private static int restingAt(int best, BooksOfSide books, Request request, Preference preference) {
        if (preference.aheadCost() == null || request.price() == null || request.timeInForce().isImmediate()) {
            return best;
        }
        int queue = books.bestQueue(preference.aheadCost());
        return queue == BooksOfSide.NONE ? best : queue;
    }

    /** A part to each venue that shows something within the limit, for what is taken there. */
    List<Route> legs(Request request, Market market, Preference preference) {
        long lot = lotOf(request, market);
        List<Quantity> most = request.most();
        Request inLots = most == null ? request
                : request.among(request.venues(), most.stream().map(room -> room.exceeds(request.quantity()) || room.equals(request.quantity()) ? room
                        : new Quantity(room.raw() / lot * lot)).toList());
        return swept(new BooksOfSide(inLots, market, preference), inLots, 0, lot).legs();
    }

    /** What goes dark, and what is taken of what is shown. */
    private Sweep swept(BooksOfSide books, Request request, long darkShare, long lot) {
        Sweep sweep = begun(books, request, darkShare, lot);
        long[] dark = books.haveMinimums() ? sweep.given() : new long[0];
        sweep.takeShown();
        return books.haveMinimums() ? cheapest(sweep, dark, books, request, darkShare, lot) : sweep;
    }

    private Sweep begun(BooksOfSide books, Request request, long darkShare, long lot) {
        Sweep sweep = new Sweep(books, request, lot);
        for (int v = 0; v < request.venues().size() && darkShare > 0; v++) {
            if (mayRestDark(request.venues().get(v), request)) {
                sweep.take(v, Math.min(darkShare, sweep.room(v)));
            }
        }
        return sweep;
    }

    /** @param dark what goes to each venue otherwise */
    private Sweep cheapest(Sweep first, long[] dark, BooksOfSide books, Request request, long darkShare, long lot) {
        boolean[] isOut = new LeastFees(books, request, lot, dark).leftOut();
        Sweep cheapest = first;
        for (int v = 0; v < isOut.length; v++) {
            if (isOut[v]) {
                cheapest = cheapest == first ? begun(books, request, darkShare, lot) : cheapest;
                cheapest.shut(v);
            }
        }
        if (cheapest != first) {
            cheapest.takeShown();
        }
        return cheapest;
    }

    private int quotedOrFirstLit(int quoted, Request request) {
        if (quoted != BooksOfSide.NONE) {
            return quoted;
        }
        for (int v = 0; v < request.venues().size(); v++) {
            if (!policy.isDark(request.venues().get(v))) {
                return v;
            }
        }
        return 0;
    }

    /**
     * In whole lots; 0 for orders that are not large, or where there is no dark venue. Orders that may not rest don't go dark: what is not filled there at once would be
     * lost.
     */
    private long sharePerDarkVenue(Request request, Market market) {
        if (policy.darkPercent() == 0 || request.quantity().compareTo(policy.darkFrom()) < 0 || request.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL) {
            return 0;
        }
        int dark = 0;
        for (int v = 0; v < request.venues().size(); v++) {
            dark += mayRestDark(request.venues().get(v), request) ? 1 : 0;
        }
        long lot = lotOf(request, market);
        return dark == 0 ? 0 : request.quantity().raw() / 100 * policy.darkPercent() / dark / lot * lot;
    }

    /** A dark venue that was not asked for the order already, and has given it back. */
    private boolean mayRestDark(VenueId venue, Request request) {
        Set<VenueId> spent = request.spent();
        return policy.isDark(venue) && (spent == null || !spent.contains(venue));
    }

    RoutingPolicy policy() {
        return policy;
    }

    boolean isDark(VenueId venue) {
        return policy.isDark(venue);
    }

    static long lotOf(Request request, Market market) {
        Instrument instrument = market.instruments().bySymbol(request.symbol());
        return instrument == null ? 1 : instrument.lot().raw();
    }
}
