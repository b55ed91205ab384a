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
            List<VenueId> venues = request.venues().stream().filter(venue -> room(request, request.venues().indexOf(venue)) == request.quantity().raw())
                    .toList();
            return venues.isEmpty() ? List.of() : List.of(new Route(chance.pick(venues), request.quantity(), null, null));
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

    private static long room(Request request, int venue) {
        List<Quantity> most = request.most();
        return most == null ? request.quantity().raw() : most.get(venue).raw();
    }
}
