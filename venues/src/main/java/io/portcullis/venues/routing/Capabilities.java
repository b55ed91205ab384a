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
 * @param instructions what orders may say beyond that
 */
public record Capabilities(Set<OrdType> ordTypes, Set<Instruction> instructions) {

    /** What few orders say. */
    public enum Instruction {
        /** MaxFloor(111), DisplayQty(1138): only a part of the order is shown. */
        DISPLAY,
        /** MinQty(110). */
        MIN_QTY,
        /** ExecInst(18)=G. */
        ALL_OR_NONE,
        /** ExecInst(18)=6, participate don't initiate. */
        POST_ONLY
    }

    /** Market and limit orders. */
    public static final Capabilities PLAIN = new Capabilities(EnumSet.of(OrdType.MARKET, OrdType.LIMIT), Set.of());

    public Capabilities {
        ordTypes = Set.copyOf(ordTypes);
        instructions = Set.copyOf(instructions);
    }

    /** Whether it takes an order on such conditions as it is. */
    public boolean cover(Conditions conditions) {
        Instructions i = conditions.instructions();
        return ordTypes.contains(conditions.ordType()) && i.peg() == null && (i.display() == null || instructions.contains(Instruction.DISPLAY))
                && (i.minQty() == null || instructions.contains(Instruction.MIN_QTY)) && (!i.allOrNone() || instructions.contains(Instruction.ALL_OR_NONE))
                && (!i.postOnly() || instructions.contains(Instruction.POST_ONLY));
    }
}
