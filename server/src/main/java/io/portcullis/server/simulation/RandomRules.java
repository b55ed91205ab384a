package io.portcullis.server.simulation;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.routing.Fee;
import io.portcullis.venues.routing.Fees;
import io.portcullis.venues.routing.RoutingRule;
import io.portcullis.venues.routing.RoutingRules;
import io.portcullis.venues.routing.RoutingStrategy;
import io.portcullis.venues.routing.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules of routing at random: for each side its own strategy, with fees. Half of the days have none. */
final class RandomRules {

    private RandomRules() {
    }

    static RoutingRules of(List<VenueId> venues, Chance chance) {
        if (chance.percent(50)) {
            return RoutingRules.NONE;
        }
        Map<VenueId, Fee> taken = new HashMap<>();
        Map<VenueId, Fee> added = new HashMap<>();
        for (VenueId venue : venues) {
            taken.put(venue, fee(chance));
            added.put(venue, fee(chance));
        }
        List<RoutingRule> rules = new ArrayList<>();
        for (Side side : Side.OF_ONE_INSTRUMENT) {
            rules.add(new RoutingRule(rules.size() + 1, null, null, null, side, null, null, null, strategy(venues, chance)));
        }
        return new RoutingRules(rules, new Fees(taken, added));
    }

    private static Fee fee(Chance chance) {
        return chance.percent(30) ? new Fee(new Price(chance.between(0L, 500_000L)), chance.between(0, 50), Money.of("1"))
                : new Fee(new Price(chance.between(-500_000L, 500_000L)), chance.between(-50, 50), Money.ZERO);
    }

    private static RoutingStrategy strategy(List<VenueId> venues, Chance chance) {
        return switch (chance.between(1, 9)) {
            case 7, 8 -> new RoutingStrategy.Sweep(resting(venues, chance));
            case 9 -> new RoutingStrategy.Sequential(chance.between(1, 100), chance.percent(50) ? null : Quantity.of(chance.between(1, 500)),
                    chance.percent(50),
                    chance.percent(50) ? 0 : chance.between(1, 100),
                    chance.percent(50) ? new RoutingStrategy.Sweep(resting(venues, chance)) : resting(venues, chance));
            default -> resting(venues, chance);
        };
    }

    private static RoutingStrategy resting(List<VenueId> venues, Chance chance) {
        return switch (chance.between(1, 6)) {
            case 1 -> new RoutingStrategy.BestPrice();
            case 2 -> new RoutingStrategy.BestCost(weights(chance));
            case 3 -> new RoutingStrategy.Spray();
            case 4 -> new RoutingStrategy.Post(new Price(chance.between(0L, 1_000_000L)), weights(chance));
            case 5 -> new RoutingStrategy.Primary(Map.of("XNYS", chance.pick(venues)));
            default -> table(venues, chance);
        };
    }

    private static Weights weights(Chance chance) {
        return chance.percent(50) ? Weights.NONE
                : new Weights(new Price(chance.between(0L, 1_000_000L)), new Price(chance.between(0L, 100_000_000L)),
                        new Price(chance.between(0L, 100_000_000L)));
    }

    private static RoutingStrategy table(List<VenueId> venues, Chance chance) {
        Map<VenueId, Integer> percents = new LinkedHashMap<>();
        VenueId most = chance.pick(venues);
        int left = 100;
        for (VenueId venue : venues) {
            int part = venue.equals(most) ? 0 : chance.between(1, 25);
            if (part > 0) {
                percents.put(venue, part);
                left -= part;
            }
        }
        percents.put(most, left);
        return new RoutingStrategy.Table(percents);
    }
}
