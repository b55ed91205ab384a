package io.portcullis.server.simulation;

import io.portcullis.oms.core.Router;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.routing.Capabilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits at random, in whatever parts: what is routed well or badly must come out right all the same. Now and then finds no venue. */
final class RandomRouter implements Router {

    private final Map<VenueId, Capabilities> capabilities;
    private final Chance chance;

    RandomRouter(Map<VenueId, Capabilities> capabilities, Chance chance) {
        this.capabilities = capabilities;
        this.chance = chance;
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
            return List.of(new Route(chance.pick(request.venues()), request.quantity(), null, null));
        }
        List<Route> routes = new ArrayList<>();
        long rest = request.quantity().raw();
        int last = request.venues().size() - 1;
        for (int v = 0; v < last && rest > 0; v++) {
            long part = chance.percent(35) ? 0 : chance.percent(40) ? rest : chance.between(1, rest);
            if (part > 0) {
                routes.add(new Route(request.venues().get(v), new Quantity(part), null, null));
                rest -= part;
            }
        }
        if (rest > 0) {
            routes.add(new Route(request.venues().get(last), new Quantity(rest), null, null));
        }
        return routes;
    }
}
