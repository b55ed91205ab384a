package io.portcullis.venues.routing;

import io.portcullis.oms.types.VenueId;
import java.util.Map;

/**
 * What venues charge, LastLiquidityInd(851) by LastLiquidityInd(851).
 *
 * @param taken for liquidity that is removed; who is not named charges nothing
 * @param added for liquidity that is added
 */
public record Fees(Map<VenueId, Fee> taken, Map<VenueId, Fee> added) {

    public static final Fees NONE = new Fees(Map.of(), Map.of());

    public Fees {
        taken = Map.copyOf(taken);
        added = Map.copyOf(added);
    }

    Fee taken(VenueId venue) {
        return taken.getOrDefault(venue, Fee.NONE);
    }

    Fee added(VenueId venue) {
        return added.getOrDefault(venue, Fee.NONE);
    }
}
