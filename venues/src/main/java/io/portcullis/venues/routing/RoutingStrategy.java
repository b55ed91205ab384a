package io.portcullis.venues.routing;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an order is split over venues. */
public sealed interface RoutingStrategy {

    /** As rules, events and people call it. */
    String text();

    /** The best price for the size, level by level over all venues; among equals the configured order. The rest rests at the best quote. */
    record BestPrice() implements RoutingStrategy {
        @Override
        public String text() {
            return "best-price";
        }
    }

    /** The same by what a share costs in all, with the venue's fee or rebate for liquidity that is taken; among equals the larger quote. */
    record BestCost() implements RoutingStrategy {
        @Override
        public String text() {
            return "best-cost";
        }
    }

    /** To each venue in proportion to what it shows within the limit. */
    record Spray() implements RoutingStrategy {
        @Override
        public String text() {
            return "spray";
        }
    }

    /**
     * What is shown is taken as by {@link BestCost}; what rests, rests where fee or rebate for liquidity that is added and the queue ahead are best together.
     *
     * @param aheadCost what it is worth not to have a thousand shares ahead, for each share; not negative. Zero: the fee decides, and the queue among equals
     */
    record Post(Price aheadCost) implements RoutingStrategy {

        public Post {
            if (aheadCost.raw() < 0) {
                throw new IllegalArgumentException("must not be negative");
            }
        }

        @Override
        public String text() {
            return "post";
        }
    }

    /** All of it to the venue of its primary listing. @param venues by the instrument's market (MIC) */
    record Primary(Map<String, VenueId> venues) implements RoutingStrategy {

        public Primary {
            venues = Map.copyOf(venues);
        }

        @Override
        public String text() {
            return "primary";
        }
    }

    /** Fixed parts. @param percents whole ones of at least 1, together 100, in their order */
    record Table(Map<VenueId, Integer> percents) implements RoutingStrategy {

        public Table {
            percents = Collections.unmodifiableMap(new LinkedHashMap<>(percents));
            int sum = percents.values().stream().mapToInt(Integer::intValue).sum();
            if (sum != 100 || percents.values().stream().anyMatch(percent -> percent < 1)) {
                throw new IllegalArgumentException("must be whole per cent values of at least 1 that add up to 100");
            }
        }

        @Override
        public String text() {
            return "table";
        }
    }
}
