package io.portcullis.oms.event;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a venue when an order was routed, and what came of it.
 *
 * @param given how much went there; zero for nothing
 * @param most how much it might have got by the limits on what is there; null if all of it
 * @param levels that mattered: those that were counted on or, where none was, the best one, within the limit or not; empty where it shows nothing
 * @param cost of a share at the last of the levels with the fee: what a buyer pays, or a seller gets; null where there is none
 * @param measured what of the cost is neither price nor fee, but what was measured of the venue; null for nothing
 * @param ahead quantity that rests there at the order's price or better, on its own side; null where the queue did not matter
 */
public record VenueLook(VenueId venue, Verdict verdict, Quantity given, @Nullable Quantity most, List<Level> levels, @Nullable Price cost,
        @Nullable Quantity ahead, @Nullable Price measured) {

    /** One whose cost is its price and fee. */
    public VenueLook(VenueId venue, Verdict verdict, Quantity given, @Nullable Quantity most, List<Level> levels, @Nullable Price cost,
            @Nullable Quantity ahead) {
        this(venue, verdict, given, most, levels, cost, ahead, null);
    }

    /** A price level of its book, as it was seen. */
    public record Level(Price price, Quantity quantity) {
    }

    /** What came of it. Their order is part of the event log's format. */
    public enum Verdict {
        /** It gets some of it, or all. */
        CHOSEN,
        /** A share costs more there than at any that was chosen. */
        COSTLIER,
        /** A share costs as much as at one that was chosen, which came first: by its size or in configured order. */
        EQUAL,
        /** All that it shows is beyond the order's limit. */
        BEYOND_LIMIT,
        /** It shows nothing. */
        NO_QUOTE,
        /** The limits on what is there leave no room. */
        NO_ROOM,
        /** The strategy sends nothing there, whatever it shows. */
        STRATEGY,
        /** It is out of its trading hours. */
        CLOSED,
        /** Its session is down. */
        AWAY,
        /** A person lets nothing new go there. */
        DRAINED,
        /** Such orders are killed there. */
        KILLED,
        /** The instrument may not be traded so there. */
        HALTED,
        /** It takes no such orders, or not now. */
        NOT_TAKEN,
        /** It has given back a part of this order before. */
        GAVE_BACK,
        /** Its queue and its fee together are worse than where the order rests. */
        WORSE_QUEUE,
        /** A share costs less there, but the least amount that it charges is more than that saves. */
        MINIMUM,
        /** A share costs less there, but it shows less than a lot, or than an order that may not be split. */
        TOO_LITTLE,
        /** Its part would be less than it takes, or an odd lot. */
        TOO_SMALL,
        /** Since it is back it is asked about the orders that it has, and gets nothing new before it has answered. */
        RECONCILING,
        /** It has given back what it did not fill of a part that took what was there. */
        SPENT,
        /** It gets none of it before others have answered. */
        LATER,
        /** It takes no orders that are immediate or cancel. */
        NOT_IMMEDIATE,
        /** The client wants it to go to another one. */
        NOT_WISHED
    }

    public VenueLook {
        levels = List.copyOf(levels);
    }

    /** With the last of its levels only, of which the cost is. */
    public VenueLook withLastLevel() {
        return levels.size() < 2 ? this : new VenueLook(venue, verdict, given, most, List.of(levels.getLast()), cost, ahead, measured);
    }

    /** One that was not asked. */
    public static VenueLook leftOut(VenueId venue, Verdict verdict) {
        return new VenueLook(venue, verdict, Quantity.ZERO, null, List.of(), null, null);
    }

    /** The venue's fee for a share at the last of the levels; a rebate is negative. Null where there is no level. */
    public @Nullable Price fee(boolean isBuy) {
        if (cost == null || levels.isEmpty()) {
            return null;
        }
        long price = levels.getLast().price().raw();
        return new Price((isBuy ? cost.raw() - price : price - cost.raw()) - (measured == null ? 0 : measured.raw()));
    }

    /** In words, why it was chosen or not. @param all that were looked at for the same order */
    public String reason(List<VenueLook> all, boolean isBuy) {
        return switch (verdict) {
            case CHOSEN -> most == null ? "chosen" : "chosen, may get " + most;
            case COSTLIER -> "not chosen: " + compared(worstChosen(all, isBuy), isBuy ? ">" : "<");
            case EQUAL -> "not chosen: no better than one that was, which comes first";
            case BEYOND_LIMIT -> "not chosen: what it shows is beyond the limit";
            case NO_QUOTE -> "not chosen: shows nothing";
            case NO_ROOM -> "not chosen: limits leave " + (most == null ? "no room" : "room for " + most);
            case STRATEGY -> "not chosen: the strategy sends nothing there";
            case CLOSED -> "left out: closed";
            case AWAY -> "left out: not connected";
            case DRAINED -> "left out: drained";
            case KILLED -> "left out: such orders are killed there";
            case HALTED -> "left out: the instrument may not be traded so there now";
            case NOT_TAKEN -> "left out: takes no such orders now";
            case GAVE_BACK -> "left out: has given back a part of this order";
            case WORSE_QUEUE -> "not chosen: fee and queue are worse than where the order rests";
            case MINIMUM -> "not chosen: the least amount that it charges is more than it would save";
            case TOO_LITTLE -> "not chosen: shows too little";
            case TOO_SMALL -> "left out: takes no part so small, or no odd lot";
            case RECONCILING -> "left out: is asked about its open orders since it is back";
            case SPENT -> "not chosen: has given back what it did not fill of a part of this order";
            case LATER -> "not yet: others are asked first";
            case NOT_WISHED -> "left out: ExDestination(100) names another one";
            case NOT_IMMEDIATE -> "not chosen: takes no immediate or cancel orders";
        };
    }

    private String compared(@Nullable VenueLook other, String sign) {
        if (other == null || other.cost == null || cost == null) {
            return "costs more";
        }
        boolean isPrice = cost.equals(levels.getLast().price()) && other.cost.equals(other.levels.getLast().price());
        return (isPrice ? "price " : "cost ") + cost + " " + sign + " " + other.cost;
    }

    /** The one that costs a buyer most, or gives a seller least, of those that were chosen; null if none shows anything. */
    private static @Nullable VenueLook worstChosen(List<VenueLook> all, boolean isBuy) {
        VenueLook worst = null;
        for (VenueLook look : all) {
            if (look.verdict == Verdict.CHOSEN && look.cost != null
                    && (worst == null || worst.cost == null || (isBuy ? look.cost.compareTo(worst.cost) > 0 : look.cost.compareTo(worst.cost) < 0))) {
                worst = look;
            }
        }
        return worst;
    }
}
