package io.portcullis.venues.routing;

import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.Map;
import java.util.Set;

/**
 * What the router is told beside the books.
 *
 * @param dark venues that show no book
 * @param darkPercent how much of a large order goes to dark venues first, 0 to 100
 * @param darkFrom orders of at least this quantity are large
 * @param capabilities which orders venues take as they are; who is not named takes plain ones
 */
public record RoutingPolicy(Set<VenueId> dark, int darkPercent, Quantity darkFrom, Map<VenueId, Capabilities> capabilities) {

    public static final int DEFAULT_DARK_PERCENT = 20;
    public static final Quantity DEFAULT_DARK_FROM = Quantity.of(5_000);

    public RoutingPolicy {
        if (darkPercent < 0 || darkPercent > 100) {
            throw new IllegalArgumentException("dark-percent must be from 0 to 100, was " + darkPercent);
        }
        dark = Set.copyOf(dark);
        capabilities = Map.copyOf(capabilities);
    }

    /** Where all venues take plain orders only. */
    public RoutingPolicy(Set<VenueId> dark, int darkPercent, Quantity darkFrom) {
        this(dark, darkPercent, darkFrom, Map.of());
    }

    Capabilities of(VenueId venue) {
        return capabilities.getOrDefault(venue, Capabilities.PLAIN);
    }

    boolean isDark(VenueId venue) {
        return dark.contains(venue);
    }
}
