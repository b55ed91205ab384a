package io.portcullis.venues.routing;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which orders a venue takes as they are. What it lacks, the hub does itself, or refuses.
 *
 * @param ordTypes OrdType(40)
 */
public record Capabilities(Set<OrdType> ordTypes) {

    /** Market and limit orders. */
    public static final Capabilities PLAIN = new Capabilities(EnumSet.of(OrdType.MARKET, OrdType.LIMIT));

    public Capabilities {
        ordTypes = Set.copyOf(ordTypes);
    }

    /** Whether it takes an order on such conditions as it is. */
    public boolean cover(Conditions conditions) {
        Instructions instructions = conditions.instructions();
        return ordTypes.contains(conditions.ordType()) && (instructions == Instructions.NONE || instructions.withStopPx(null).equals(Instructions.NONE));
    }
}
