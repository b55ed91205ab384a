package io.portcullis.oms.core;

import io.portcullis.oms.types.VenueId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How corporate actions are applied.
 *
 * @param cancelsOnReverseSplit a reverse split ends the orders, as FINRA Rule 5330 has it; otherwise they are adjusted
 * @param atVenues what venues do by themselves with orders that they have; {@link AtVenue#KEEPS} where nothing is said
 */
public record CorporateActionRules(boolean cancelsOnReverseSplit, Map<VenueId, AtVenue> atVenues) {

    /** What a venue does with an order that it has over the night. */
    public enum AtVenue {
        /** It keeps it as it is: we take it back, and send it anew on the new terms. */
        KEEPS,
        /** It gives it the new terms and says so, ExecType(150)=D with ExecRestatementReason(378)=0. */
        ADJUSTS,
        /** It cancels it: we send it anew on the new terms. */
        CANCELS
    }

    public static final CorporateActionRules DEFAULT = new CorporateActionRules(true, Map.of());

    public CorporateActionRules {
        atVenues = Map.copyOf(atVenues);
    }

    /** Those that adjust orders by themselves. */
    Set<VenueId> adjustingVenues() {
        return atVenues.entrySet().stream().filter(each -> each.getValue() == AtVenue.ADJUSTS).map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet());
    }

    /** What that venue does. */
    public AtVenue at(VenueId venue) {
        return atVenues.getOrDefault(venue, AtVenue.KEEPS);
    }
}
