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
 * @param protectedVenues venues whose best quotes are protected: nothing is taken at a worse price elsewhere while they are there (Regulation NMS, 17 CFR 242.611)
 * @param smallest how small an order venues take; who is not named takes any
 */
public record RoutingPolicy(Set<VenueId> dark, int darkPercent, Quantity darkFrom, Map<VenueId, Capabilities> capabilities, Set<VenueId> protectedVenues,
        Map<VenueId, SmallestOrder> smallest) {

    public static final int DEFAULT_DARK_PERCENT = 20;
    public static final Quantity DEFAULT_DARK_FROM = Quantity.of(5_000);

    public RoutingPolicy {
        if (darkPercent < 0 || darkPercent > 100) {
            throw new IllegalArgumentException("dark-percent must be from 0 to 100, was " + darkPercent);
        }
        dark = Set.copyOf(dark);
        capabilities = Map.copyOf(capabilities);
        protectedVenues = Set.copyOf(protectedVenues);
        smallest = Map.copyOf(smallest);
    }

    /** Where no quotes are protected, and venues take orders of any size. */
    public RoutingPolicy(Set<VenueId> dark, int darkPercent, Quantity darkFrom, Map<VenueId, Capabilities> capabilities) {
        this(dark, darkPercent, darkFrom, capabilities, Set.of(), Map.of());
    }

    /** Where all venues take plain orders only. */
    public RoutingPolicy(Set<VenueId> dark, int darkPercent, Quantity darkFrom) {
        this(dark, darkPercent, darkFrom, Map.of());
    }

    Capabilities of(VenueId venue) {
        return capabilities.getOrDefault(venue, Capabilities.PLAIN);
    }

    boolean takesSo(VenueId venue, Quantity quantity, long lot) {
        return smallest.isEmpty() || smallest.getOrDefault(venue, SmallestOrder.ANY).allows(quantity, lot);
    }

    boolean isDark(VenueId venue) {
        return dark.contains(venue);
    }
}
