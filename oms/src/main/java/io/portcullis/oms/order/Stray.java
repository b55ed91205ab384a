package io.portcullis.oms.order;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution that a venue reported and that is booked nowhere, or a bust or a correction of one that has not come, with what became of it.
 *
 * @param told what the venue reported first
 * @param orderId of the order whose execution is busted or corrected; 0 if none is known
 * @param time when we were told, epoch nanoseconds
 * @param execIds all that the venue has called it, its busts and its corrections
 * @param standing how it counts now
 * @param denial null if it was not denied to the venue
 * @param settlement null while somebody has to look at it
 */
public record Stray(Event.StrayExecution told, long orderId, long time, List<String> execIds, Standing standing, @Nullable Denial denial,
        @Nullable Settlement settlement) {

    /** What stands in the text of a report about a leg, which nothing else tells from one about an order. */
    public static final String OF_LEG = "of a single leg of a multi-leg order, MultiLegReportingType(442)=2";

    /**
     * How it counts, after all that the venue has said of it.
     *
     * @param lastPx null if the venue told none
     */
    public record Standing(boolean isBusted, Quantity lastQty, @Nullable Price lastPx) {
    }

    /** DontKnowTrade(35=Q) was sent. @param user null where it was agreed so for the venue */
    public record Denial(DkReason dkReason, @Nullable String user, String reason) {
    }

    /**
     * How it was cleared up.
     *
     * @param orderId of the order that it was assigned to; 0 if to none, as with the others
     * @param user null if what came from the venue has settled it
     * @param day on which it was settled, as {@link java.time.LocalDate#toEpochDay()}
     */
    public record Settlement(long orderId, long childId, long execId, @Nullable String user, String reason, long day) {

        public boolean isAssigned() {
            return childId != 0;
        }
    }

    Stray(Event.StrayExecution told, long orderId, long time) {
        this(told, orderId, time, told.execRefId() == null || told.execRefId().equals(told.venueExecId()) ? List.of(told.venueExecId())
                : List.of(told.execRefId(), told.venueExecId()), new Standing(told.execType() == ExecType.TRADE_CANCEL, told.lastQty(), told.lastPx()), null,
                null);
    }

    public long strayId() {
        return told.strayId();
    }

    public VenueId venue() {
        return told.venue();
    }

    public String symbol() {
        return told.symbol();
    }

    /** Null if the venue told none that we know. */
    public @Nullable Side side() {
        return told.side();
    }

    /** It is of a single leg of a multi-leg order, and so nothing that could be booked to an order. */
    public boolean isOfLeg() {
        return isOfLeg(told.text());
    }

    private static boolean isOfLeg(@Nullable String text) {
        return text != null && text.contains(OF_LEG);
    }

    /** Somebody has to look at it. */
    public boolean isOpen() {
        return settlement == null;
    }

    /** What it was about has come, or it is booked. */
    boolean isUsedUp() {
        return settlement != null && (settlement.user() == null || settlement.isAssigned());
    }

    /** It is a bust or a correction, and the execution that it is about has not come. */
    public boolean isAheadOfItsTrade() {
        return told.execType() != ExecType.TRADE;
    }

    boolean isKnownAs(VenueId venue, String execId) {
        return told.venue().equals(venue) && execIds.contains(execId);
    }

    /**
     * Whether a report of an execution of an order that we don't know tells of this one. What has come is the same if all agrees that is told: there are venues that use an
     * ExecID(17) again. What has not come is known by its name and by that of its order.
     */
    boolean isToldBy(VenueReport c) {
        return isOfLeg() == isOfLeg(c.text()) && told.symbol().equals(c.symbol()) && told.side() == c.side()
                && (isAheadOfItsTrade() ? isOfTheSameOrder(c) && !isOfALaterDay(c.tradeDate())
                        : told.lastQty().equals(c.lastQty()) && agree(told.lastPx(), c.lastPx()) && agree(told.venueCumQty(), c.cumQty())
                                && agree(told.tradeDate(), c.tradeDate()));
    }

    /** Whether the venue calls the order the same in one of its ways. */
    boolean isOfTheSameOrder(VenueReport c) {
        return isOfLeg() == isOfLeg(c.text()) && (!isOfLeg() || isOfTheSameInstrument(c)) && isOfOrder(c);
    }

    boolean isOfTheSameInstrument(VenueReport c) {
        return told.symbol().equals(c.symbol()) && told.side() == c.side() && isOfLeg() == isOfLeg(c.text());
    }

    private boolean isOfOrder(VenueReport c) {
        return !c.venueOrderId().isEmpty() && told.venueOrderId().equals(c.venueOrderId()) || !c.clOrdId().isEmpty() && told.clOrdId().equals(c.clOrdId());
    }

    /** What is executed later than it was taken back is another execution of the same name. TradeDate(75) is ordered as text. */
    boolean isOfALaterDay(@Nullable String tradeDate) {
        String own = told.tradeDate();
        return own != null && tradeDate != null && tradeDate.compareTo(own) > 0;
    }

    private static boolean agree(@Nullable Object a, @Nullable Object b) {
        return a == null || b == null || a.equals(b);
    }

    /** What it is called, but for the execution's own name. */
    public List<String> execIdsBut(String execId) {
        return execIds.stream().filter(id -> !id.equals(execId)).toList();
    }

    // What events make of it

    Stray after(Event.StrayRevised e, long day) {
        List<String> names = new ArrayList<>(execIds);
        if (!names.contains(e.venueExecId())) {
            names.add(e.venueExecId());
        }
        Quantity quantity = e.lastQty();
        Standing now = quantity == null ? new Standing(true, standing.lastQty, standing.lastPx) : new Standing(false, quantity, e.lastPx());
        boolean settlesItself = now.isBusted && settlement == null && !isAheadOfItsTrade();
        return new Stray(told, orderId, time, List.copyOf(names), now, denial,
                settlesItself ? new Settlement(0, 0, 0, null, "busted by the venue, ExecID " + e.venueExecId(), day) : settlement);
    }

    Stray after(Event.StrayDenied e) {
        return new Stray(told, orderId, time, execIds, standing, new Denial(e.dkReason(), e.user(), e.reason()), settlement);
    }

    Stray settled(Settlement how) {
        return new Stray(told, orderId, time, execIds, standing, denial, how);
    }
}
