package io.portcullis.venues.lastpoint;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.link.LastLook;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Stops what would make the executed and the open quantity of an order at venues together more than its client has asked for. It counts by itself: what clients ask for
 * and what venues report it takes from the facts, what goes out from the messages as they leave. It knows neither the router nor the order core's view of orders. Belongs to
 * the shard's thread.
 */
public final class LastPoint implements LastLook {

    private final Ids ids;
    private final Tallies tallies = new Tallies();
    private final OrderRate rate;
    private final Set<VenueId> stopped = new HashSet<>();

    /** @param ordersOutPerOrderIn more orders and replaces than so many, for each order, within ten seconds raise an alarm; 0 for none */
    public LastPoint(Ids ids, int ordersOutPerOrderIn) {
        this.ids = ids;
        this.rate = new OrderRate(ordersOutPerOrderIn);
    }

    /** How many orders are counted: those of which something may still go out. */
    public int orders() {
        return tallies.size();
    }

    /**
     * How an order is counted.
     *
     * @param most up to which it may be executed
     * @param open what may still be executed of it at venues
     */
    public record Count(Quantity most, Quantity executed, Quantity open) {
    }

    /** Null if nothing of it may go out any more, and nothing is out. */
    public @Nullable Count count(long orderId) {
        Tally tally = tallies.of(orderId);
        return tally == null ? null : new Count(new Quantity(tally.bound()), new Quantity(tally.executed), new Quantity(tally.open));
    }

    // What goes out

    @Override
    public @Nullable String objectionTo(Effect.ToVenue request) {
        return switch (request) {
            case Effect.NewOrderSingle e -> objectionToNew(e.venue(), e.requestId(), e.conditions().orderQty());
            case Effect.OrderCancelReplaceRequest e -> objectionToReplace(e.venue(), e.requestId(), e.conditions().orderQty());
            case Effect.CrossRequest e -> objectionTo(e);
            case Effect.OrderCancelRequest _,Effect.OrderStatusRequest _,Effect.DontKnowTrade _ -> null;
        };
    }

    private @Nullable String objectionTo(Effect.CrossRequest e) {
        String objection = null;
        for (int i = 0; objection == null && i < e.sides().size(); i++) {
            Effect.SideOfCross side = e.sides().get(i);
            objection = switch (e.message()) {
                case NEW -> objectionToNew(e.venue(), side.requestId(), side.conditions().orderQty());
                case REPLACE -> objectionToReplace(e.venue(), side.requestId(), side.conditions().orderQty());
                case CANCEL -> null;
            };
        }
        return objection;
    }

    private @Nullable String objectionToNew(VenueId venue, long requestId, Quantity quantity) {
        Part part = tallies.part(requestId);
        String objection = null;
        if (part == null) {
            objection = "no order is known of which it would be a part";
        } else if (part.isSent || part.isEnded) {
            objection = part.isSent ? "it was sent before" : "it is over";
        } else {
            long more = part.openOnceSent(quantity.raw()) - part.open();
            objection = part.tally.isTooMuch(more) ? tooMuch(part.tally, more) : null;
        }
        if (objection != null) {
            stopped.add(venue);
            return "new order for " + quantity + " stopped before " + venue + ": " + objection;
        }
        return stopped.isEmpty() || !stopped.contains(venue) ? null
                : "new order for " + quantity + " stopped before " + venue + ", to which nothing new goes since another one was";
    }

    /** One of what is over, which may be counted no more, changes nothing: it waited in the venue's line meanwhile, and the venue answers that it is too late. */
    private @Nullable String objectionToReplace(VenueId venue, long requestId, Quantity quantity) {
        Part part = tallies.part(requestId);
        if (part == null || part.isEnded) {
            return null;
        }
        long more = part.openFor(quantity.raw()) - part.open();
        String objection = part.tally.isTooMuch(more) ? tooMuch(part.tally, more) : null;
        if (objection == null) {
            return null;
        }
        stopped.add(venue);
        return "replace to " + quantity + " stopped before " + venue + ": " + objection;
    }

    private String tooMuch(Tally tally, long more) {
        return "order " + ids.orderId(tally.orderId) + (tally.isEnded ? " is over" : " is for " + new Quantity(tally.bound())) + ", "
                + new Quantity(tally.executed) + " of it executed and " + new Quantity(tally.open) + " open at venues, and this would be "
                + new Quantity(more) + " more";
    }

    @Override
    public void sent(Effect.ToVenue request) {
        switch (request) {
            case Effect.NewOrderSingle e -> newSent(e.requestId(), e.conditions().orderQty());
            case Effect.OrderCancelReplaceRequest e -> replaceSent(e.requestId(), e.conditions().orderQty());
            case Effect.CrossRequest e when e.message() != CrossFact.Message.CANCEL -> {
                for (int i = 0; i < e.sides().size(); i++) {
                    Effect.SideOfCross side = e.sides().get(i);
                    if (e.message() == CrossFact.Message.NEW) {
                        newSent(side.requestId(), side.conditions().orderQty());
                    } else {
                        replaceSent(side.requestId(), side.conditions().orderQty());
                    }
                }
            }
            case Effect.CrossRequest _,Effect.OrderCancelRequest _,Effect.OrderStatusRequest _,Effect.DontKnowTrade _ -> {
                // lets nothing more be executed
            }
        }
    }

    private void newSent(long requestId, Quantity quantity) {
        Part part = tallies.part(requestId);
        if (part != null) {
            long before = part.open();
            part.isSent = true;
            part.quantity = quantity.raw();
            counted(part, before);
            rate.out(part.tally);
        }
    }

    private void replaceSent(long requestId, Quantity quantity) {
        Part part = tallies.part(requestId);
        if (part != null) {
            if (!part.isEnded) {
                long before = part.open();
                part.replaceSent(requestId, quantity.raw());
                counted(part, before);
            }
            rate.out(part.tally);
        }
    }

    private static void counted(Part part, long openBefore) {
        part.tally.open += part.open() - openBefore;
    }

    /** To be called about once a second. @param now epoch nanoseconds; @return an alarm, for the order core; null for none */
    public @Nullable Command look(long now) {
        return rate.look(now);
    }

    // What is asked for, and what comes back

    /** To be called for each record, before what follows from it is sent. */
    public void after(EventRecord record) {
        for (int i = 0; i < record.events().size(); i++) {
            after(record.events().get(i), record);
        }
        tallies.after(record);
    }

    private void after(Event event, EventRecord record) {
        switch (event) {
            case Event.OrderAccepted e -> rate.active(tallies.add(e.orderId(), e.terms().orderQty().raw()));
            case Event.OfOrder e -> {
                Tally tally = tallies.of(e.orderId());
                if (tally == null && (e instanceof Event.ReplaceRequested || e instanceof Event.DeskActed)) {
                    tally = tallies.reopenedOrder(e.orderId(), record);
                }
                boolean isCounted = tally != null && e instanceof Event.OrderReduced && tally.reopenedBy == record.position();
                if (tally != null && !isCounted) {
                    after(e, tally);
                    tallies.leaveIfSettled(tally);
                }
            }
            case Event.ChildOrderCreated e -> created(e.orderId(), e.childId(), e.orderQty(), record);
            case Event.ChildOrderFound e -> {
                Part part = created(e.orderId(), e.childId(), e.orderQty(), record);
                if (part != null) {
                    part.end();
                }
            }
            case Event.FilledByHand e -> {
                Part part = created(e.orderId(), e.childId(), e.lastQty(), record);
                if (part != null) {
                    part.end();
                    executed(part, e.execId(), e.lastQty());
                    tallies.leaveIfSettled(part.tally);
                }
            }
            case Event.OfChild e -> {
                Part known = tallies.part(e.childId());
                Part part = known == null ? tallies.reopenedPart(e.childId(), record) : known;
                if (part != null) {
                    if (e instanceof Event.ChildReplaceRequested replace) {
                        tallies.name(part, replace.requestId());
                    }
                    long before = part.open();
                    after(e, part);
                    counted(part, before);
                    tallies.leaveIfSettled(part.tally);
                }
            }
            case Event.VenueSteered e -> {
                switch (e.action()) {
                    case ADD, RESUME, REMOVE -> stopped.remove(e.venue());
                    case CHANGE, DRAIN -> {
                        // what was stopped stays so
                    }
                }
            }
            case Event.LastPointTold e -> {
                if (e.fact() instanceof LastPointFact.Stopped f) {
                    stopped.add(f.venue());
                }
            }
            default -> {
                // is about no order's quantity
            }
        }
    }

    private @Nullable Part created(long orderId, long childId, Quantity quantity, EventRecord record) {
        Tally known = tallies.of(orderId);
        Tally tally = known == null ? tallies.reopenedOrder(orderId, record) : known;
        if (tally == null) {
            return null;
        }
        Part part = tallies.addPart(tally, childId);
        part.quantity = quantity.raw();
        return part;
    }

    private void after(Event.OfOrder event, Tally tally) {
        switch (event) {
            case Event.ReplaceRequested e -> {
                tally.askedInstead = e.orderQty().raw();
                tally.askedBy = e.clOrdId();
                rate.active(tally);
            }
            case Event.OrderReplaced e -> agreed(tally, e.orderQty());
            case Event.RequestRefused e -> {
                boolean isAnother = e.objection().refusal() == Refusal.DUPLICATE_CL_ORD_ID || e.objection().refusal() == Refusal.DUPLICATE_CROSS_ID;
                if (!isAnother && e.clOrdId().equals(tally.askedBy)) {
                    notAgreed(tally);
                }
            }
            case Event.DeskActed e -> after(e.fact(), tally);
            case Event.OrderReduced e -> tally.asked -= e.by().raw();
            case Event.OrderAdjusted e -> adjusted(e, tally);
            case Event.OrderCanceled _,Event.OrderExpired _,Event.OrderDoneForDay _,Event.OrderRejected _ -> {
                tally.isEnded = true;
                notAgreed(tally);
            }
            default -> {
                // is not about its quantity
            }
        }
    }

    private void after(DeskFact fact, Tally tally) {
        switch (fact) {
            case DeskFact.ChangeOrdered f -> {
                tally.askedInstead = f.conditions().orderQty().raw();
                tally.askedBy = null;
                rate.active(tally);
            }
            case DeskFact.OrderChanged f -> agreed(tally, f.conditions().orderQty());
            case DeskFact.ChangeFailed _ -> notAgreed(tally);
            case DeskFact.OrderEntered _,DeskFact.DeskCancelOrdered _ -> {
                // is not about its quantity
            }
        }
    }

    private static void agreed(Tally tally, Quantity quantity) {
        tally.asked = quantity.raw();
        notAgreed(tally);
    }

    private static void notAgreed(Tally tally) {
        tally.askedInstead = Tally.NONE;
        tally.askedBy = null;
    }

    private void adjusted(Event.OrderAdjusted e, Tally tally) {
        if (e.to().isCanceled()) {
            return;
        }
        tally.asked = e.to().conditions().orderQty().raw();
        tally.unit = e.to().unit();
        tallies.countBySummary(tally);
        for (int i = 0; i < tally.parts.size(); i++) {
            Part part = tally.parts.get(i);
            long before = part.open();
            part.speaks = part.speaks.times(e.to().shares());
            counted(part, before);
        }
    }

    private static void after(Event.OfChild event, Part part) {
        switch (event) {
            case Event.ChildOrderWithdrawn _ -> part.isSent = false; // it was taken for sent if it waited while a snapshot was taken
            case Event.ChildOrderRejected _,Event.ChildOrderCanceled _,Event.ChildOrderExpired _,Event.ChildOrderDoneForDay _ -> part.end();
            case Event.ChildReplaceRequested e -> part.addRequest(e.requestId(), e.orderQty().raw());
            case Event.ChildOrderReplaced e -> {
                part.quantity = e.orderQty().raw();
                part.answered(e.requestId());
            }
            case Event.ChildRequestRejected e -> part.answered(e.requestId());
            case Event.ChildOrderAdjusted e -> {
                part.missed = part.speaks.up(new Quantity(part.missed), Tally.LEAST).raw();
                part.speaks = Ratio.ONE;
                part.quantity = e.orderQty().raw();
                part.executed = e.cumQty().raw();
            }
            case Event.ExecutionMissed e -> part.missed = e.quantity().raw();
            case Event.OrderFilled e -> executed(part, e.execId(), e.lastQty());
            case Event.RevisedFillCame e -> {
                Quantity revised = e.revisedQty();
                if (revised != null) {
                    executed(part, e.execId(), revised);
                }
            }
            case Event.FillBusted e -> takenBack(part, e.bustedExecId());
            case Event.FillCorrected e -> {
                takenBack(part, e.correctedExecId());
                long missed = part.missed;
                executed(part, e.execId(), e.lastQty());
                part.missed = missed;
            }
            default -> {
                // is not about its quantity
            }
        }
    }

    private static void executed(Part part, long execId, Quantity lastQty) {
        part.executed(execId, lastQty.raw());
        if (!part.tally.isBySummary) {
            part.tally.executed = Math.addExact(part.tally.executed, lastQty.raw());
        }
    }

    private static void takenBack(Part part, long execId) {
        long quantity = part.takenBack(execId);
        if (!part.tally.isBySummary) {
            part.tally.executed -= quantity;
        }
    }

    // Over restarts

    /**
     * What is counted, once all is told that was decided: what then waits to be sent counts as sent.
     *
     * @param ahead records that {@link #after} has not been told of yet, in their order
     */
    public byte[] view(List<EventRecord> ahead) {
        return ahead.isEmpty() ? new TallyFile(tallies, stopped).write(true) : with(ahead).view(List.of());
    }

    private LastPoint with(List<EventRecord> ahead) {
        LastPoint other = new LastPoint(ids, 0);
        other.goOnFrom(new UnsafeBuffer(new TallyFile(tallies, stopped).write(false)));
        ahead.forEach(other::after);
        return other;
    }

    /**
     * Goes on from there.
     *
     * @throws IllegalStateException if it is of a format that this release doesn't read
     */
    public void goOnFrom(DirectBuffer view) {
        new TallyFile(tallies, stopped).read(view);
    }
}
