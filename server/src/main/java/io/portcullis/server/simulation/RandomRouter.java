package io.portcullis.server.simulation;

import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.routing.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Splits at random, in whatever parts: what is routed well or badly must come out right all the same. Now and then finds no venue. */
final class RandomRouter implements Router {

    private final Map<VenueId, Capabilities> capabilities;
    private final Chance chance;
    private final Chance ofLegs;
    private final int legs;

    RandomRouter(Map<VenueId, Capabilities> capabilities, Chance chance, Chance ofLegs) {
        this.capabilities = capabilities;
        this.chance = chance;
        this.ofLegs = ofLegs;
        this.legs = ofLegs.percent(50) ? 0 : ofLegs.between(5, 70);
    }

    @Override
    public boolean isTakenBy(VenueId venue, Conditions conditions) {
        return capabilities.getOrDefault(venue, Capabilities.PLAIN).cover(conditions);
    }

    @Override
    public boolean takesCrosses(VenueId venue) {
        return capabilities.getOrDefault(venue, Capabilities.PLAIN).instructions().contains(Capabilities.Instruction.CROSS);
    }

    @Override
    public boolean isChangedBy(VenueId venue, Conditions from, Conditions to) {
        return capabilities.getOrDefault(venue, Capabilities.PLAIN).change(from, to);
    }

    @Override
    public List<Route> route(Request request, Market market) {
        if (chance.perMille(15)) {
            return List.of();
        }
        if (request.conditions().instructions().strategy() != null) {
            List<VenueId> venues = request.venues().stream().filter(venue -> room(request, request.venues().indexOf(venue)) == request.quantity().raw())
                    .toList();
            return venues.isEmpty() ? List.of() : List.of(new Route(chance.pick(venues), request.quantity(), null, null));
        }
        List<Route> legs = legs(request);
        if (!legs.isEmpty()) {
            return legs;
        }
        long[] parts = new long[request.venues().size()];
        long rest = request.quantity().raw();
        for (int v = 0; v < parts.length - 1 && rest > 0; v++) {
            long most = Math.min(rest, room(request, v));
            parts[v] = most == 0 || chance.percent(35) ? 0 : chance.percent(40) ? most : chance.between(1, most);
            rest -= parts[v];
        }
        for (int v = parts.length - 1; v >= 0 && rest > 0; v--) {
            long more = Math.min(rest, room(request, v) - parts[v]);
            parts[v] += more;
            rest -= more;
        }
        List<Route> routes = new ArrayList<>();
        for (int v = 0; v < parts.length && rest == 0; v++) {
            if (parts[v] > 0) {
                routes.add(new Route(request.venues().get(v), new Quantity(parts[v]), null, null));
            }
        }
        return routes;
    }

    /** Now and then to some venues, each for some of what is left, at the limit or a better price. */
    private List<Route> legs(Request request) {
        Set<VenueId> spent = request.spent();
        Price limit = request.price();
        if (spent == null || limit == null || request.ordType() != OrdType.LIMIT || !request.conditions().arePlain() || !request.timeInForce().rests()
                || !ofLegs.percent(this.legs)) {
            return List.of();
        }
        List<Route> routes = new ArrayList<>();
        long rest = request.quantity().raw();
        for (int v = 0; v < request.venues().size() && rest > 0; v++) {
            VenueId venue = request.venues().get(v);
            long most = Math.min(rest, room(request, v));
            if (most > 0 && !spent.contains(venue) && isTakenBy(venue, request.conditions().immediateAt(limit)) && ofLegs.percent(60)) {
                long part = ofLegs.percent(30) ? most : ofLegs.between(1, most);
                boolean isBetter = ofLegs.percent(30) && limit.raw() > 1;
                Price price = isBetter ? new Price(request.side().isBuy() ? limit.raw() - 1 : limit.raw() + 1) : limit;
                routes.add(new Route(venue, new Quantity(part), null, null, new Leg(price, null)));
                rest -= part;
            }
        }
        return routes;
    }

    private static long room(Request request, int venue) {
        List<Quantity> most = request.most();
        return most == null ? request.quantity().raw() : most.get(venue).raw();
    }
}
