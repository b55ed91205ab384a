package io.portcullis.venues.routing;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Discretion;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.TimeInForce;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which orders a venue takes as they are. What it lacks, the hub does itself, or refuses.
 *
 * @param ordTypes OrdType(40)
 * @param instructions what orders may say beyond that
 * @param timesInForce TimeInForce(59); any venue takes orders for the day
 */
public record Capabilities(Set<OrdType> ordTypes, Set<Instruction> instructions, Set<TimeInForce> timesInForce) {

    /** What is taken where nothing else is said: all but orders for an auction. */
    public static final Set<TimeInForce> USUAL_TIMES = Arrays.stream(TimeInForce.values()).filter(time -> !time.isForAuction())
            .collect(Collectors.toUnmodifiableSet());

    /** What few orders say. */
    public enum Instruction {
        /** MaxFloor(111), DisplayQty(1138): only a part of the order is shown. */
        DISPLAY,
        /** MinQty(110). */
        MIN_QTY,
        /** ExecInst(18)=G. */
        ALL_OR_NONE,
        /** ExecInst(18)=6, participate don't initiate. */
        POST_ONLY,
        /** ExecInst(18)=R: its price follows the best price of its own side. */
        PEG_PRIMARY,
        /** ExecInst(18)=P: its price follows the best price of the other side. */
        PEG_MARKET,
        /** ExecInst(18)=M: its price follows the middle. */
        PEG_MID,
        /** ExecInst(18)=a: the stop price of a stop order follows the market. */
        TRAILING_STOP,
        /** PegOffsetType(836): how far in basis points or ticks, and not only as a price. */
        PEG_UNITS,
        /** DiscretionInst(388)=0: it may be executed beyond its limit, too. */
        DISCRETION,
        /** DiscretionOffsetType(842): how far in basis points or ticks, and not only as a price. */
        DISCRETION_UNITS,
        /** NewOrderMultileg(35=AB): several instruments at one net price. */
        MULTILEG,
        /** Two orders that are executed against each other, NewOrderCross(35=s). */
        CROSS,
        /** Another OrdType(40), by OrderCancelReplaceRequest(35=G). */
        REPLACE_TYPE,
        /** Another TimeInForce(59), likewise. */
        REPLACE_TIME;

        private static Instruction of(Peg.Follows follows) {
            return switch (follows) {
                case PRIMARY -> PEG_PRIMARY;
                case MARKET -> PEG_MARKET;
                case MIDPRICE -> PEG_MID;
                case TRAILING_STOP -> TRAILING_STOP;
            };
        }
    }

    /** Market and limit orders. */
    public static final Capabilities PLAIN = new Capabilities(EnumSet.of(OrdType.MARKET, OrdType.LIMIT), Set.of());

    public Capabilities {
        ordTypes = Set.copyOf(ordTypes);
        instructions = Set.copyOf(instructions);
        timesInForce = Set.copyOf(timesInForce);
    }

    /** One that takes the usual times. */
    public Capabilities(Set<OrdType> ordTypes, Set<Instruction> instructions) {
        this(ordTypes, instructions, USUAL_TIMES);
    }

    /** Whether it changes type and time of an order that it has from the one to the other. */
    public boolean change(Conditions from, Conditions to) {
        boolean isOfOneType = from.ordType() == to.ordType() || instructions.contains(Instruction.REPLACE_TYPE);
        return isOfOneType && (from.timeInForce() == to.timeInForce() || instructions.contains(Instruction.REPLACE_TIME)) && cover(to);
    }

    /** Whether it takes an order on such conditions as it is. */
    public boolean cover(Conditions conditions) {
        Instructions i = conditions.instructions();
        return ordTypes.contains(conditions.ordType()) && takes(conditions.timeInForce()) && (i.peg() == null || covers(i.peg()))
                && (i.strategy() == null || instructions.contains(Instruction.MULTILEG)) && (i.display() == null || instructions.contains(Instruction.DISPLAY))
                && (i.minQty() == null || instructions.contains(Instruction.MIN_QTY)) && (!i.allOrNone() || instructions.contains(Instruction.ALL_OR_NONE))
                && (!i.postOnly() || instructions.contains(Instruction.POST_ONLY)) && (i.discretion() == null || covers(i.discretion()));
    }

    private boolean covers(Discretion discretion) {
        return instructions.contains(Instruction.DISCRETION)
                && (discretion.offsetType() == Peg.OffsetType.PRICE || instructions.contains(Instruction.DISCRETION_UNITS));
    }

    private boolean covers(Peg peg) {
        return instructions.contains(Instruction.of(peg.follows()))
                && (peg.offsetType() == Peg.OffsetType.PRICE || instructions.contains(Instruction.PEG_UNITS));
    }

    private boolean takes(TimeInForce timeInForce) {
        return timeInForce == TimeInForce.DAY || timesInForce.contains(timeInForce);
    }
}
