package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Routes each order by the strategy that its rule gives it, and says why. Where a strategy can't be followed, because an order may not be split, limits leave venues no room or
 * none of the strategy's venues takes it now, it goes by the best price, and the reasons say so: an order is never refused for its strategy's sake.
 */
public final class SmartRouter implements Router {

    private static final RoutingStrategy BEST_PRICE = new RoutingStrategy.BestPrice();

    private final BestPriceRouter byPrice;
    private RoutingRules rules;

    public SmartRouter(RoutingPolicy policy, RoutingRules rules) {
        this.byPrice = new BestPriceRouter(policy);
        this.rules = rules;
    }

    /** Another policy from now on. On the thread that routes. */
    public void policy(RoutingPolicy changed) {
        byPrice.policy(changed);
    }

    /** Other rules from now on. On the thread that routes. */
    public void rules(RoutingRules changed) {
        rules = changed;
    }

    @Override
    public boolean isTakenBy(VenueId venue, Conditions conditions) {
        return byPrice.isTakenBy(venue, conditions);
    }

    @Override
    public boolean takesLimitOrdersOnly(VenueId venue) {
        return byPrice.takesLimitOrdersOnly(venue);
    }

    @Override
    public boolean takesCrosses(VenueId venue) {
        return byPrice.takesCrosses(venue);
    }

    @Override
    public boolean hasStrategy(String targetStrategy) {
        return rules.rules().stream().anyMatch(rule -> targetStrategy.equals(rule.target()));
    }

    @Override
    public boolean isChangedBy(VenueId venue, Conditions from, Conditions to) {
        return byPrice.isChangedBy(venue, from, to);
    }

    /**
     * What a strategy has come to.
     *
     * @param followed the one by which it was chosen, which may be the one that another one goes on by
     * @param text which it was, and why not another one
     * @param isInstead the strategy was not followed at all
     * @param among the venues that take orders of that size; null for all
     */
    private record Choice(List<Route> routes, Preference preference, RoutingStrategy followed, String text, boolean isInstead, @Nullable List<VenueId> among) {

        Choice(List<Route> routes, Preference preference, RoutingStrategy followed) {
            this(routes, preference, followed, followed.text(), false, null);
        }

        Choice among(List<VenueId> venues) {
            return new Choice(routes, preference, followed, text, isInstead, venues);
        }

        Choice saying(String words) {
            return new Choice(routes, preference, followed, words, isInstead, among);
        }
    }

    @Override
    public List<Route> route(Request request, Market market) {
        return choice(strategyOf(rules.ruleFor(request)), request, market).routes;
    }

    @Override
    public Decision decide(Request request, Market market) {
        RoutingRule rule = rules.ruleFor(request);
        RoutingStrategy strategy = strategyOf(rule);
        Choice choice = choice(strategy, request, market);
        if (choice.routes.isEmpty()) {
            return new Decision(choice.routes, null);
        }
        Looks looks = new Looks(request, market, choice.preference, choice.followed, choice.routes, choice.among, byPrice.policy());
        return new Decision(choice.routes, new Reasons(choice.text, rule == null ? 0 : rule.line(), looks.all()));
    }

    private static RoutingStrategy strategyOf(@Nullable RoutingRule rule) {
        return rule == null ? BEST_PRICE : rule.strategy();
    }

    /** Without the venues that would get less than they take, as long as there are any. */
    private Choice choice(RoutingStrategy strategy, Request request, Market market) {
        Choice choice = anySize(strategy, request, market);
        if (byPrice.policy().smallest().isEmpty()) {
            return choice;
        }
        List<VenueId> left = new ArrayList<>(request.venues());
        long lot = BestPriceRouter.lotOf(request, market);
        while (choice.routes.stream().anyMatch(route -> !byPrice.policy().takesSo(route.venue(), route.quantity(), lot))) {
            choice.routes.stream().filter(route -> !byPrice.policy().takesSo(route.venue(), route.quantity(), lot))
                    .forEach(route -> left.remove(route.venue()));
            if (left.isEmpty()) {
                return new Choice(List.of(), choice.preference, choice.followed);
            }
            choice = anySize(strategy, among(left, request), market);
        }
        return choice.among(left);
    }

    static Request among(List<VenueId> venues, Request request) {
        List<Quantity> most = request.most();
        return request.among(List.copyOf(venues), most == null ? null : venues.stream().map(venue -> most.get(request.venues().indexOf(venue))).toList());
    }

    private Choice anySize(RoutingStrategy strategy, Request request, Market market) {
        Choice choice = byStrategy(strategy, request, market);
        if (byPrice.policy().protectedVenues().isEmpty() || strategy instanceof RoutingStrategy.BestPrice || choice.isInstead
                || choice.routes.isEmpty()) {
            return choice;
        }
        VenueId through = new ProtectedQuotes(request, market, byPrice.policy().protectedVenues()).tradedThrough(choice.routes);
        return through == null ? choice : instead(strategy, "it would trade through the protected quote of " + through, request, market);
    }

    /** Whatever quotes are protected. */
    private Choice byStrategy(RoutingStrategy strategy, Request request, Market market) {
        return switch (strategy) {
            case RoutingStrategy.BestPrice _,RoutingStrategy.BestCost _,RoutingStrategy.Post _ -> by(strategy, request, market);
            case RoutingStrategy.Spray _ -> proportional(strategy, weightsOfShown(request, market), "", request, market);
            case RoutingStrategy.Table table -> proportional(table, weightsOf(table, request), "none of its venues takes it now", request, market);
            case RoutingStrategy.Primary primary -> primary(primary, request, market);
            case RoutingStrategy.Sweep sweep -> {
                Legs legs = Legs.of(request, market, byPrice);
                yield withLegs(sweep, sweep.then(), legs == null ? null : legs.sweep(preferenceOf(sweep.then())), request, market);
            }
            case RoutingStrategy.Sequential sequential -> {
                Legs legs = Legs.of(request, market, byPrice);
                yield withLegs(sequential, sequential.then(), legs == null ? null : legs.ping(sequential), request, market);
            }
        };
    }

    /** @param legs of the strategy; empty if all of them are through, null if the order may have none */
    private Choice withLegs(RoutingStrategy strategy, RoutingStrategy then, @Nullable List<Route> legs, Request request, Market market) {
        if (legs == null || legs.isEmpty()) {
            Choice choice = byStrategy(then, request, market);
            return choice.saying(
                    choice.text + (legs == null ? " instead of " + strategy.text() + ": only limit orders that may rest, and say no more, have parts that don't"
                            : " after " + strategy.text()));
        }
        Quantity rest = request.quantity();
        for (Route leg : legs) {
            rest = rest.minus(leg.quantity());
        }
        Choice choice = new Choice(legs, preferenceOf(then), strategy);
        return rest.isZero() ? choice : choice.saying(strategy.text() + ", " + rest + " wait for its end");
    }

    private Preference preferenceOf(RoutingStrategy strategy) {
        return switch (strategy) {
            case RoutingStrategy.BestCost cost -> new Preference(rules.fees(), true, null, cost.weights());
            case RoutingStrategy.Post post -> new Preference(rules.fees(), true, post.aheadCost(), post.weights());
            case RoutingStrategy.Sweep sweep -> preferenceOf(sweep.then());
            case RoutingStrategy.BestPrice _,RoutingStrategy.Spray _,RoutingStrategy.Table _,RoutingStrategy.Primary _,RoutingStrategy.Sequential _ -> Preference.BY_PRICE;
        };
    }

    private Choice by(RoutingStrategy strategy, Request request, Market market) {
        Preference preference = preferenceOf(strategy);
        return new Choice(byPrice.route(request, market, preference), preference, strategy);
    }

    private Choice instead(RoutingStrategy strategy, String why, Request request, Market market) {
        return new Choice(byPrice.route(request, market), Preference.BY_PRICE, BEST_PRICE, BEST_PRICE.text() + " instead of " + strategy.text() + ": " + why,
                true, null);
    }

    private Choice primary(RoutingStrategy.Primary primary, Request request, Market market) {
        Instrument instrument = market.instruments().bySymbol(request.symbol());
        VenueId venue = instrument == null ? null : primary.venues().get(instrument.mic());
        if (venue == null) {
            return instead(primary, "no venue is named for " + (instrument == null ? "an instrument that is not known" : instrument.mic()), request, market);
        }
        int v = request.venues().indexOf(venue);
        if (v < 0) {
            return instead(primary, venue + " takes no such order now", request, market);
        }
        if (request.quantity().exceeds(most(request, v))) {
            return instead(primary, "limits leave " + venue + " room for " + most(request, v), request, market);
        }
        return new Choice(new BooksOfSide(request, market, Preference.BY_PRICE).whole(v), Preference.BY_PRICE, primary);
    }

    private Choice proportional(RoutingStrategy strategy, long[] weights, String ifNone, Request request, Market market) {
        if (request.venues().size() == 1 && weights[0] > 0) {
            return new Choice(byPrice.route(request, market), Preference.BY_PRICE, strategy);
        }
        if (!maySplit(request.conditions()) || request.conditions().instructions().strategy() != null) {
            return instead(strategy, "it may not be split", request, market);
        }
        long[] shares = Shares.of(request.quantity().raw(), BestPriceRouter.lotOf(request, market), weights);
        if (shares == null) {
            return instead(strategy, ifNone, request, market);
        }
        BooksOfSide books = new BooksOfSide(request, market, Preference.BY_PRICE);
        List<Route> routes = new ArrayList<>(shares.length);
        for (int v = 0; v < shares.length; v++) {
            Quantity share = new Quantity(shares[v]);
            if (share.exceeds(most(request, v))) {
                return instead(strategy, "limits leave " + request.venues().get(v) + " room for " + most(request, v) + " and not for " + share, request,
                        market);
            }
            if (share.isPositive()) {
                routes.add(books.seenFor(v, share));
            }
        }
        return new Choice(routes, Preference.BY_PRICE, strategy);
    }

    /** What each shows within the limit; where none does, what each shows at all; where nobody shows anything, the same for each lit one, or for each. */
    private long[] weightsOfShown(Request request, Market market) {
        BooksOfSide books = new BooksOfSide(request, market, Preference.BY_PRICE);
        long[] within = new long[request.venues().size()];
        long[] all = new long[within.length];
        long[] lit = new long[within.length];
        long[] same = new long[within.length];
        boolean isAnyWithin = false;
        boolean isAny = false;
        boolean isAnyLit = false;
        for (int v = 0; v < within.length; v++) {
            within[v] = books.shown(v, true);
            all[v] = books.shown(v, false);
            lit[v] = byPrice.isDark(request.venues().get(v)) ? 0 : 1;
            same[v] = 1;
            isAnyWithin |= within[v] > 0;
            isAny |= all[v] > 0;
            isAnyLit |= lit[v] > 0;
        }
        return isAnyWithin ? within : isAny ? all : isAnyLit ? lit : same;
    }

    private static long[] weightsOf(RoutingStrategy.Table table, Request request) {
        long[] weights = new long[request.venues().size()];
        for (Map.Entry<VenueId, Integer> part : table.percents().entrySet()) {
            int v = request.venues().indexOf(part.getKey());
            if (v >= 0) {
                weights[v] = part.getValue();
            }
        }
        return weights;
    }

    private static Quantity most(Request request, int venue) {
        List<Quantity> most = request.most();
        return most == null ? request.quantity() : most.get(venue);
    }
}
