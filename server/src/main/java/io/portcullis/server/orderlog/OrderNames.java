package io.portcullis.server.orderlog;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.projection.ProjectedLog;
import io.portcullis.server.projection.ProjectedLog.RecordSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an order is called by its client, and whose a child order is. Remembers those that are open and of interest lately; any other is looked up in the event log, at the position
 * that its number says.
 */
final class OrderNames {

    private static final int REMEMBERED = 100_000;
    private static final int NEWEST = 3;
    private static final Duration AT_ONCE = Duration.ofMillis(1);
    private static final Child NO_CHILD = new Child(0, "");

    /** A client's order; the first ClOrdID(11) and the newest ones that requests have brought. */
    static final class Parent {

        private static final Parent UNKNOWN = new Parent(null);

        private final @Nullable String session;
        private final List<String> clOrdIds = new ArrayList<>(1);

        private Parent(@Nullable String session) {
            this.session = session;
        }

        @Nullable
        String session() {
            return session;
        }

        List<String> clOrdIds() {
            return clOrdIds;
        }

        private void add(String clOrdId) {
            if (this != UNKNOWN && !clOrdId.isEmpty() && !clOrdIds.contains(clOrdId)) {
                clOrdIds.add(clOrdId);
                if (clOrdIds.size() > 1 + NEWEST) {
                    clOrdIds.remove(1);
                }
            }
        }
    }

    /** What went to a venue. */
    record Child(long orderId, String venue) {
        boolean isKnown() {
            return orderId != 0;
        }
    }

    private final ProjectedLog log;
    private final Map<Long, Parent> parents;
    private final Map<Long, Child> children;

    private static <T> Map<Long, T> lately(int remembered) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, T> eldest) {
                return size() > remembered;
            }
        };
    }

    /** @param atStart what is open, so that it need not be looked up when all venues are asked about all of it; read here only */
    OrderNames(ProjectedLog log, ShardState atStart) {
        this.log = log;
        List<ParentOrder> open = atStart.openOrdersByAge();
        this.parents = lately(REMEMBERED + open.size());
        this.children = lately(REMEMBERED + open.size());
        open.forEach(this::know);
    }

    private void know(ParentOrder order) {
        Parent parent = new Parent(order.terms().session().value());
        order.clOrdIds().forEach(parent::add);
        parents.put(order.orderId(), parent);
        for (ChildOrder child : order.children()) {
            Child known = new Child(order.orderId(), child.venue().value());
            children.put(child.childId(), known);
            children.put(child.currentRequestId(), known);
        }
    }

    /** Takes in what an event says of names. */
    void learn(Event event) {
        switch (event) {
            case Event.OrderAccepted e -> enter(e.orderId(), e.terms());
            case Event.OrderRefused e -> enter(e.orderId(), e.terms());
            case Event.ChildOrderCreated e -> children.put(e.childId(), new Child(e.orderId(), e.venue().value()));
            case Event.ChildOrderFound e -> children.put(e.childId(), new Child(e.orderId(), e.venue().value()));
            case Event.FilledByHand e -> children.put(e.childId(), new Child(e.orderId(), e.counterparty().value()));
            case Event.CancelRequested e -> parent(e.orderId()).add(e.clOrdId().value());
            case Event.ReplaceQueued e -> parent(e.orderId()).add(e.clOrdId().value());
            case Event.ReplaceRequested e -> parent(e.orderId()).add(e.clOrdId().value());
            case Event.OrderReplaced e -> parent(e.orderId()).add(e.clOrdId().value());
            default -> {
                // the others use names that are known
            }
        }
    }

    /** What has ended is hardly ever spoken of again. */
    void forgetEnded(List<OrderSummary> orders) {
        for (OrderSummary order : orders) {
            if (order.leavesQty().isZero()) {
                parents.remove(order.id());
                children.remove(order.id());
            }
        }
    }

    private void enter(long orderId, Event.OrderTerms terms) {
        Parent parent = new Parent(terms.session().value());
        parent.add(terms.clOrdId().value());
        parents.put(orderId, parent);
    }

    Parent parent(long orderId) {
        Parent known = parents.get(orderId);
        if (known == null) {
            known = orderId == 0 ? Parent.UNKNOWN : lookUpParent(orderId);
            parents.put(orderId, known);
        }
        return known;
    }

    private Parent lookUpParent(long orderId) {
        Event.OrderTerms terms = null;
        for (Event event : recordOf(orderId)) {
            terms = switch (event) {
                case Event.OrderAccepted e when e.orderId() == orderId -> e.terms();
                case Event.OrderRefused e when e.orderId() == orderId -> e.terms();
                default -> terms;
            };
        }
        if (terms == null) {
            return Parent.UNKNOWN;
        }
        Parent parent = new Parent(terms.session().value());
        parent.add(terms.clOrdId().value());
        return parent;
    }

    /** @param number of the child order, or of a request about it */
    Child child(long number) {
        Child known = children.get(number);
        if (known == null) {
            known = lookUpChild(number);
            children.put(number, known);
        }
        return known;
    }

    private Child lookUpChild(long number) {
        long childId = 0;
        for (Event event : recordOf(number)) {
            switch (event) {
                case Event.ChildOrderCreated e when e.childId() == number -> {
                    return new Child(e.orderId(), e.venue().value());
                }
                case Event.ChildOrderFound e when e.childId() == number -> {
                    return new Child(e.orderId(), e.venue().value());
                }
                case Event.FilledByHand e when e.childId() == number -> {
                    return new Child(e.orderId(), e.counterparty().value());
                }
                case Event.ChildCancelRequested e when e.requestId() == number -> childId = e.childId();
                case Event.ChildReplaceRequested e when e.requestId() == number -> childId = e.childId();
                case Event.ChildStatusRequested e when e.requestId() == number -> childId = e.childId();
                default -> {
                    // names no child order by that number
                }
            }
        }
        return childId == 0 || childId == number ? NO_CHILD : child(childId);
    }

    /** The events of the record that gave a number; none if the log does not hold it: a venue may have made it up. */
    private List<Event> recordOf(long number) {
        long position = Ids.positionOf(number);
        if (position < 1 || position > log.lastPosition()) {
            return List.of();
        }
        try (RecordSource source = log.from(position)) {
            EventRecord found = source.poll(AT_ONCE);
            return found == null ? List.of() : found.events();
        } catch (IOException e) {
            return List.of(); // that part of the log has been put away: the line goes without the client's names
        }
    }
}
