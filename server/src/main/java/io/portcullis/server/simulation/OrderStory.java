package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the log says of one order, for whoever has to understand what went wrong with it. */
final class OrderStory {

    private static final int KEPT = 60;

    private OrderStory() {
    }

    /** The newest records that touch the order, a line each. */
    static String of(long orderId, SimulatedHub hub) {
        Set<Long> children = new HashSet<>();
        Deque<String> lines = new ArrayDeque<>();
        for (int i = 0; i < hub.position(); i++) {
            EventRecord record = hub.record(i);
            List<Event> events = new ArrayList<>();
            for (Event event : record.events()) {
                if (isOf(event, orderId, children)) {
                    events.add(event);
                }
            }
            if (!events.isEmpty()) {
                lines.addLast("record " + record.position() + " " + Trace.text(record.time()) + " " + events + "\n");
            }
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        return String.join("", lines);
    }

    private static boolean isOf(Event event, long orderId, Set<Long> children) {
        return switch (event) {
            case Event.OfOrder e -> e.orderId() == orderId;
            case Event.ChildOrderCreated e -> e.orderId() == orderId && children.add(e.childId());
            case Event.ChildOrderFound e -> e.orderId() == orderId && children.add(e.childId());
            case Event.FilledByHand e -> e.orderId() == orderId && children.add(e.childId());
            case Event.StrayExecution e -> children.contains(e.childId());
            case Event.StrayAssigned e -> e.orderId() == orderId;
            case Event.OfChild e -> children.contains(e.childId());
            case Event.VenueMessageNoted e -> children.stream().anyMatch(child -> e.clOrdId().equals(child.toString()));
            default -> false;
        };
    }
}
