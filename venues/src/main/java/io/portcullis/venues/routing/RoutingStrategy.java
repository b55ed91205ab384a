package io.portcullis.venues.routing;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * The same by what a share costs in all, with the venue's fee or rebate for liquidity that is taken; among equals the larger quote.
     *
     * @param weights what counts of what was measured of venues
     */
    record BestCost(Weights weights) implements RoutingStrategy {

        /** Whatever was measured of venues. */
        public BestCost() {
            this(Weights.NONE);
        }

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
     * @param weights what counts of what was measured of venues
     */
    record Post(Price aheadCost, Weights weights) implements RoutingStrategy {

        /** Whatever was measured of venues. */
        public Post(Price aheadCost) {
            this(aheadCost, Weights.NONE);
        }

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

    /**
     * What all venues show within the limit is taken at once, by a part to each, immediate or cancel, TimeInForce(59)=3, at the worst price that it is to take there. What is left when all of them have
     * ended goes on by the other strategy. An order that may have no such parts goes by that one from the beginning.
     */
    record Sweep(RoutingStrategy then) implements RoutingStrategy {
        @Override
        public String text() {
            return "sweep";
        }
    }

    /**
     * Dark venues are asked first, one after the other in configured order, each by a part that is immediate or cancel; what is left then goes on by the other strategy. An order that may have no such
     * parts goes by that one from the beginning.
     *
     * @param percent of the client's OrderQty(38) that each is asked for, 1 to 100, in whole lots
     * @param most quantity that each is asked for; null for any
     * @param atMiddle asked for at the middle of the best quotes, if that is better than the limit
     * @param leastPercent MinQty(110) of such a part, of its quantity, 0 to 100. Where it is not 0, venues that don't take MinQty(110) are not asked
     */
    record Sequential(int percent, @Nullable Quantity most, boolean atMiddle, int leastPercent, RoutingStrategy then) implements RoutingStrategy {

        public Sequential {
            if (percent < 1 || percent > 100 || leastPercent < 0 || leastPercent > 100) {
                throw new IllegalArgumentException("per cent values must be at most 100, and at least 1 of what is asked for");
            }
        }

        @Override
        public String text() {
            return "sequential";
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
