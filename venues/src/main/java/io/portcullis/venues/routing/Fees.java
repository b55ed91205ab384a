package io.portcullis.venues.routing;

import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What venues charge, LastLiquidityInd(851) by LastLiquidityInd(851).
 *
 * @param taken for liquidity that is removed; who is not named charges nothing
 * @param added for liquidity that is added
 * @param tiersTaken what is charged for liquidity that is removed instead, once so much was executed there in the month
 * @param tiersAdded likewise for liquidity that is added
 */
public record Fees(Map<VenueId, Fee> taken, Map<VenueId, Fee> added, Map<VenueId, NavigableMap<Quantity, Fee>> tiersTaken,
        Map<VenueId, NavigableMap<Quantity, Fee>> tiersAdded) {

    public static final Fees NONE = new Fees(Map.of(), Map.of());

    public Fees {
        taken = Map.copyOf(taken);
        added = Map.copyOf(added);
        tiersTaken = copy(tiersTaken);
        tiersAdded = copy(tiersAdded);
    }

    /** The same however much is executed. */
    public Fees(Map<VenueId, Fee> taken, Map<VenueId, Fee> added) {
        this(taken, added, Map.of(), Map.of());
    }

    private static Map<VenueId, NavigableMap<Quantity, Fee>> copy(Map<VenueId, NavigableMap<Quantity, Fee>> tiers) {
        Map<VenueId, NavigableMap<Quantity, Fee>> copies = new HashMap<>();
        tiers.forEach((venue, fees) -> copies.put(venue, Collections.unmodifiableNavigableMap(new TreeMap<>(fees))));
        return Map.copyOf(copies);
    }

    /** @param monthQty executed there in the month */
    Fee taken(VenueId venue, Quantity monthQty) {
        return of(venue, monthQty, taken, tiersTaken);
    }

    Fee added(VenueId venue, Quantity monthQty) {
        return of(venue, monthQty, added, tiersAdded);
    }

    private static Fee of(VenueId venue, Quantity monthQty, Map<VenueId, Fee> first, Map<VenueId, NavigableMap<Quantity, Fee>> tiers) {
        NavigableMap<Quantity, Fee> further = tiers.isEmpty() ? null : tiers.get(venue);
        Map.Entry<Quantity, Fee> tier = further == null ? null : further.floorEntry(monthQty);
        return tier == null ? first.getOrDefault(venue, Fee.NONE) : tier.getValue();
    }
}
