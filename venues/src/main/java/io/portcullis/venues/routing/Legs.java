package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Leg;
import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.core.Router.Route;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts of a limit order that may rest, which take what is there at once: immediate or cancel, TimeInForce(59)=3. What is left waits for their end. */
final class Legs {

    private final Request request;
    private final Market market;
    private final BestPriceRouter router;
    private final Price limit;
    private final Set<VenueId> spent;

    private Legs(Request request, Price limit, Set<VenueId> spent, Market market, BestPriceRouter router) {
        this.request = request;
        this.market = market;
        this.router = router;
        this.limit = limit;
        this.spent = spent;
    }

    /** Null if the order may have none: one that may not rest, or says more than its limit. */
    static @Nullable Legs of(Request request, Market market, BestPriceRouter router) {
        Conditions conditions = request.conditions();
        Price limit = conditions.price();
        Set<VenueId> spent = request.spent();
        if (spent == null || limit == null || conditions.ordType() != OrdType.LIMIT || !conditions.arePlain() || !conditions.timeInForce().rests()) {
            return null;
        }
        return new Legs(request, limit, spent, market, router);
    }

    /** To all venues that show something within the limit and have given back nothing yet; empty if none does. */
    List<Route> sweep(Preference preference) {
        List<VenueId> venues = request.venues().stream().filter(venue -> !spent.contains(venue) && takes(venue, null)).toList();
        return venues.isEmpty() ? List.of() : router.legs(SmartRouter.among(venues, request), market, preference);
    }

    /** To the first dark venue that was not asked yet; empty if there is none. */
    List<Route> ping(RoutingStrategy.Sequential strategy) {
        for (int v = 0; v < request.venues().size(); v++) {
            VenueId venue = request.venues().get(v);
            Quantity part = part(strategy, v);
            Quantity least = strategy.leastPercent() == 0 ? null : least(part, strategy.leastPercent());
            if (router.isDark(venue) && !spent.contains(venue) && part.isPositive() && takes(venue, least)) {
                return List.of(new Route(venue, part, null, null, new Leg(strategy.atMiddle() ? middle() : limit, least)));
            }
        }
        return List.of();
    }

    /** In whole lots, one at least; all of it if there is less left. Zero where limits leave no room. */
    private Quantity part(RoutingStrategy.Sequential strategy, int venue) {
        long lot = BestPriceRouter.lotOf(request, market);
        Quantity ordered = request.order() == null ? request.quantity() : request.order().orderQty();
        long wanted = Math.max(lot, ordered.raw() / 100 * strategy.percent() / lot * lot);
        long most = strategy.most() == null ? Long.MAX_VALUE : Math.max(lot, strategy.most().raw() / lot * lot);
        long left = Math.min(Math.min(wanted, most), request.quantity().raw());
        long room = request.most() == null ? left : request.most().get(venue).raw();
        return new Quantity(room < left ? room / lot * lot : left);
    }

    /** In whole lots, one at least, unless the part is less. */
    private Quantity least(Quantity part, int percent) {
        long lot = BestPriceRouter.lotOf(request, market);
        return new Quantity(Math.min(part.raw(), Math.max(lot, part.raw() / 100 * percent / lot * lot)));
    }

    /** Of the best quotes of all venues, on the order's side of it if it is between two ticks; the limit where that is better for the order's other side, or there are no quotes. */
    private Price middle() {
        Price bid = market.best(request.symbol(), true);
        Price offer = market.best(request.symbol(), false);
        Instrument instrument = market.instruments().bySymbol(request.symbol());
        if (bid == null || offer == null || instrument == null) {
            return limit;
        }
        long half = Math.floorDiv(bid.raw(), 2) + Math.floorDiv(offer.raw(), 2) + (Math.floorMod(bid.raw(), 2) + Math.floorMod(offer.raw(), 2)) / 2;
        Price middle = instrument.ticks().roundedDown(new Price(half));
        boolean isBuy = request.side().isBuy();
        Price better = isBuy || middle.raw() == half ? middle : new Price(middle.raw() + instrument.ticks().tickAt(middle).raw());
        return (isBuy ? better.compareTo(limit) < 0 : better.compareTo(limit) > 0) ? better : limit;
    }

    private boolean takes(VenueId venue, @Nullable Quantity minQty) {
        Conditions leg = request.conditions().immediateAt(limit);
        return router.isTakenBy(venue, minQty == null ? leg : leg.with(leg.instructions().withMinQty(minQty)));
    }
}
