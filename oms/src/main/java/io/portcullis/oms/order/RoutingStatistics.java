package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What is measured of venues by what is sent to them and what comes back: from the events alone, so that it is the same whenever they are read again. */
public final class RoutingStatistics {

    private final Map<VenueId, VenueFigures> byVenue = new LinkedHashMap<>();
    private final Map<VenueId, VenueFigures> view = Collections.unmodifiableMap(byVenue);
    /** Since the year 0; 0 before the first trading day. */
    private long month;
    /** What the venue showed, of orders that don't rest and are for more, until they end. By child order. */
    private final TreeMap<Long, Quantity> shown = new TreeMap<>();

    /** By venue, in the order in which they were measured first; unmodifiable, and changing with each event. */
    public Map<VenueId, VenueFigures> figures() {
        return view;
    }

    /** With the first day of a month each venue's month begins anew. */
    void dayStarted(LocalDate day) {
        long begun = day.getLong(ChronoField.PROLEPTIC_MONTH);
        if (begun != month) {
            byVenue.replaceAll((_, figures) -> figures.inMonth(Quantity.ZERO));
        }
        month = begun;
    }

    /** @param more less than zero where an execution was taken back */
    void executed(ChildOrder child, Quantity more) {
        if (!more.isZero()) {
            byVenue.put(child.venue, of(child.venue).executed(more));
        }
    }

    /** What it is to be measured by. */
    void created(ChildOrder child, Event.ChildOrderCreated e) {
        Quantity quoteQty = e.quoteQty();
        Price quotePrice = e.quotePrice();
        Price limit = e.conditions().price();
        boolean mayTake = quotePrice != null
                && (limit == null || (child.parent.terms.side().isBuy() ? quotePrice.compareTo(limit) <= 0 : quotePrice.compareTo(limit) >= 0));
        child.restsFirst = !mayTake && limit != null && e.timeInForce().rests();
        if (mayTake && quoteQty != null && quoteQty.isPositive() && e.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL && e.orderQty().exceeds(quoteQty)) {
            shown.put(child.childId, quoteQty);
        }
    }

    /** Before the event has changed it: whether it answers the first that its venue has ever been asked of it. */
    static boolean isFirstAnswer(ChildOrder child, Event.OfChild event) {
        return event instanceof Event.ChildOrderAcknowledged && !child.isAcknowledged() && child.requestIds.isEmpty() && child.timesAsked == 0
                && child.wasSent();
    }

    /** @param nanos since it was sent */
    void acknowledged(ChildOrder child, long nanos) {
        byVenue.put(child.venue, of(child.venue).acknowledged(nanos));
    }

    /** It lives no more. What was rejected, called back, or changed by a corporate action, says nothing of what can be executed there. */
    void ended(ChildOrder child) {
        Quantity seen = shown.remove(child.childId);
        boolean saysNothing = child.ended == Ended.REJECTED || child.wasCalledBack || child.isByHand || child.missedQty.isPositive()
                || child.parent.adjusted != null
                || child.parent.care != null;
        if (saysNothing) {
            return;
        }
        VenueFigures figures = of(child.venue);
        if (child.isLeg()) {
            figures = figures.legEnded(child.cumQty.raw(), child.orderQty().raw());
        } else if (child.restsFirst) {
            figures = figures.restEnded(child.cumQty.raw(), child.orderQty().raw());
        }
        if (seen != null) {
            figures = figures.largeEnded(child.cumQty.minus(seen).max(Quantity.ZERO).raw(), seen.raw());
        }
        if (figures != VenueFigures.NONE) {
            byVenue.put(child.venue, figures);
        }
    }

    private VenueFigures of(VenueId venue) {
        return byVenue.getOrDefault(venue, VenueFigures.NONE);
    }

    // As a snapshot has it

    void write(Writer w) {
        w.int64(month).int32(byVenue.size());
        byVenue.forEach((venue, f) -> w.text(venue.value()).int64(f.acknowledgements()).int64(f.latencyNanos()).int64(f.legs()).int64(f.filledMillionths())
                .int64(f.large()).int64(f.hiddenMillionths()).int64(f.rested()).int64(f.restedMillionths()).quantity(f.monthQty()));
        w.int32(shown.size());
        shown.forEach((childId, quantity) -> w.int64(childId).quantity(quantity));
    }

    void read(Reader r) {
        month = r.int64();
        for (int count = r.int32(); count > 0; count--) {
            byVenue.put(new VenueId(r.text()),
                    new VenueFigures(r.int64(), r.int64(), r.int64(), r.int64(), r.int64(), r.int64(), r.int64(), r.int64(), r.quantity()));
        }
        for (int count = r.int32(); count > 0; count--) {
            shown.put(r.int64(), r.quantity());
        }
    }
}
