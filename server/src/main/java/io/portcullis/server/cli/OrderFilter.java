package io.portcullis.server.cli;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.types.Ids;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Remembers the numbers of what belongs to the order as they come by: its children, and all ClOrdIDs. */
final class OrderFilter {

    private final @Nullable String wanted;
    private final Set<Long> numbers = new HashSet<>();

    OrderFilter(@Nullable String wanted, Ids ids) {
        this.wanted = wanted;
        if (wanted != null && ids.parse(wanted) != 0) {
            numbers.add(ids.parse(wanted));
        }
    }

    boolean accepts(EventRecord record) {
        boolean isWanted = wanted == null;
        for (Event event : record.events()) {
            isWanted |= concerns(event);
        }
        return isWanted;
    }

    /** Of one that was accepted before. */
    boolean concerns(Event event) {
        return switch (event) {
            case Event.OrderAccepted e -> known(e.orderId(), e.terms().clOrdId().value());
            case Event.OrderRefused e -> known(e.orderId(), e.terms().clOrdId().value());
            case Event.OrderReplaced e -> known(e.orderId(), e.clOrdId().value());
            case Event.OfOrder e -> numbers.contains(e.orderId());
            case Event.ChildOrderCreated e -> numbers.contains(e.orderId()) && (numbers.add(e.childId()) || numbers.contains(e.childId()));
            case Event.ChildOrderFound e -> numbers.contains(e.orderId()) && (numbers.add(e.childId()) || numbers.contains(e.childId()));
            case Event.FilledByHand e -> numbers.contains(e.orderId()) && (numbers.add(e.childId()) || numbers.contains(e.childId()));
            case Event.OfChild e -> numbers.contains(e.childId());
            case Event.StrayExecution e -> e.childId() != 0 && numbers.contains(e.childId());
            case Event.StrayAssigned e -> numbers.contains(e.orderId());
            default -> false;
        };
    }

    private boolean known(long orderId, String clOrdId) {
        if (clOrdId.equals(wanted)) {
            numbers.add(orderId);
        }
        return numbers.contains(orderId);
    }
}
