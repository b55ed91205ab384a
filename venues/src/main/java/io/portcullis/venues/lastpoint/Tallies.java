package io.portcullis.venues.lastpoint;

import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import java.util.ArrayDeque;
import java.util.Collection;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The counts of all orders of which something may still go out, by the numbers of the orders and of requests about their parts. One with which all is done leaves; should an
 * execution of it be taken back, it begins again with what the record says of it.
 */
final class Tallies {

    private static final int MOST_SPARE = 4_096;

    private final Long2ObjectHashMap<Tally> byOrder = new Long2ObjectHashMap<>();
    private final Long2ObjectHashMap<Part> byRequest = new Long2ObjectHashMap<>();
    private final ArrayDeque<Tally> spareTallies = new ArrayDeque<>();
    private final ArrayDeque<Part> spareParts = new ArrayDeque<>();
    private int bySummary;

    int size() {
        return byOrder.size();
    }

    Collection<Tally> all() {
        return byOrder.values();
    }

    @Nullable
    Tally of(long orderId) {
        return byOrder.get(orderId);
    }

    @Nullable
    Part part(long requestId) {
        return byRequest.get(requestId);
    }

    Tally add(long orderId, long asked) {
        Tally spare = spareTallies.poll();
        Tally tally = spare == null ? new Tally(orderId, asked) : spare.of(orderId, asked);
        byOrder.put(orderId, tally);
        return tally;
    }

    Part addPart(Tally tally, long childId) {
        Part spare = spareParts.poll();
        Part part = spare == null ? new Part(tally, childId) : spare.of(tally, childId);
        tally.parts.add(part);
        byRequest.put(childId, part);
        return part;
    }

    void name(Part part, long requestId) {
        byRequest.put(requestId, part);
    }

    /** From now on its executions are taken from what records say of it. */
    void countBySummary(Tally tally) {
        if (!tally.isBySummary) {
            tally.isBySummary = true;
            bySummary++;
        }
    }

    /** Those of which something is known by such a record, as it says. */
    void after(EventRecord record) {
        for (int i = 0; bySummary > 0 && i < record.summaries().size(); i++) {
            OrderSummary summary = record.summaries().get(i);
            Tally tally = byOrder.get(summary.id());
            if (tally != null && tally.isBySummary) {
                tally.executed = summary.cumQty().raw();
                leaveIfSettled(tally);
            }
            Part part = byRequest.get(summary.id());
            if (part != null && part.tally.isBySummary) {
                long before = part.open();
                part.executed = summary.cumQty().raw();
                part.isEnded |= part.missed == 0 && summary.leavesQty().isZero() && summary.orderQty().exceeds(summary.cumQty());
                part.tally.open += part.open() - before;
                leaveIfSettled(part.tally);
            }
        }
    }

    /** One of which all was done, and that an event is about again; null if nothing of it is open by what the record says. */
    @Nullable
    Part reopenedPart(long childId, EventRecord record) {
        for (int i = 1; i < record.summaries().size(); i++) {
            OrderSummary ofPart = record.summaries().get(i);
            if (ofPart.id() == childId) {
                OrderSummary ofOrder = record.summaries().get(i - 1);
                return ofPart.leavesQty().isZero() && ofOrder.leavesQty().isZero() ? null : reopened(ofOrder, ofPart, record.position());
            }
        }
        return null;
    }

    /** A record names an order before its parts. */
    private Part reopened(OrderSummary ofOrder, OrderSummary ofPart, long by) {
        Tally known = byOrder.get(ofOrder.id());
        Part part = addPart(known == null ? reopened(ofOrder, by) : known, ofPart.id());
        part.isSent = true;
        part.isEnded = ofPart.leavesQty().isZero() && ofPart.orderQty().exceeds(ofPart.cumQty());
        part.quantity = ofPart.orderQty().raw();
        part.executed = ofPart.cumQty().raw();
        part.tally.open += part.open();
        countBySummary(part.tally);
        return part;
    }

    /** Likewise of an order; null if the record says nothing of it. */
    @Nullable
    Tally reopenedOrder(long orderId, EventRecord record) {
        for (int i = 0; i < record.summaries().size(); i++) {
            if (record.summaries().get(i).id() == orderId) {
                return reopened(record.summaries().get(i), record.position());
            }
        }
        return null;
    }

    private Tally reopened(OrderSummary of, long by) {
        Tally tally = add(of.id(), of.orderQty().raw());
        tally.reopenedBy = by;
        tally.executed = of.cumQty().raw();
        tally.isEnded = of.leavesQty().isZero() && of.orderQty().exceeds(of.cumQty());
        countBySummary(tally);
        return tally;
    }

    void leaveIfSettled(Tally tally) {
        if (!tally.isSettled()) {
            return;
        }
        byOrder.remove(tally.orderId);
        if (tally.isBySummary) {
            bySummary--;
        }
        for (int i = 0; i < tally.parts.size(); i++) {
            forget(tally.parts.get(i));
        }
        if (spareTallies.size() < MOST_SPARE) {
            spareTallies.add(tally);
        }
    }

    private void forget(Part part) {
        byRequest.remove(part.childId);
        for (int i = 0; i < part.requests(); i++) {
            byRequest.remove(part.request(i));
        }
        if (spareParts.size() < MOST_SPARE) {
            spareParts.add(part);
        }
    }
}
