package io.portcullis.admin.readmodel;

import io.portcullis.oms.types.Ids;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders are kept, how many of them are what, and which changed. Beyond the limit the order goes that was closed first, and the oldest one if all are
 * open. A part of the room is for open orders alone: where thousands of orders are closed a second, each is only a burden to the garbage collector.
 */
final class KeptOrders {

    private static final int CLOSED_PART = 4;
    private static final int CLOSED_FROM = 1_000;

    private final Ids ids;
    private final int limit;
    private final int closedLimit;
    private final Map<Long, TrackedOrder> orders = new LinkedHashMap<>();
    private final Map<Long, TrackedChild> children = new HashMap<>();
    private final Deque<TrackedOrder> closed = new ArrayDeque<>();
    private final Set<Long> changed = new LinkedHashSet<>();
    private final List<String> dropped = new ArrayList<>();
    private boolean droppedTooMany;
    private int openCount;
    private int unconfirmedCount;

    KeptOrders(Ids ids, int limit) {
        this.ids = ids;
        this.limit = limit;
        this.closedLimit = limit < CLOSED_FROM ? limit : limit / CLOSED_PART;
    }

    @Nullable
    TrackedOrder order(long orderId) {
        return orders.get(orderId);
    }

    @Nullable
    TrackedChild child(long childId) {
        return children.get(childId);
    }

    /** In the order of their coming. */
    Collection<TrackedOrder> all() {
        return orders.values();
    }

    List<Long> numbers() {
        return List.copyOf(orders.keySet());
    }

    int openCount() {
        return openCount;
    }

    int unconfirmedCount() {
        return unconfirmedCount;
    }

    TrackedOrder add(TrackedOrder order) {
        orders.put(order.id, order);
        order.children().forEach(child -> children.put(child.created.childId(), child));
        return order;
    }

    void add(TrackedChild child) {
        children.put(child.created.childId(), child);
        TrackedChild tooOld = child.parent.add(child);
        if (tooOld != null) {
            children.remove(tooOld.created.childId());
        }
    }

    /** It changed: brings counts and lines in step with it. */
    void settle(TrackedOrder order) {
        changed.add(order.id);
        openCount += difference(order.countedOpen, order.isOpen());
        order.countedOpen = order.isOpen();
        boolean unconfirmed = order.unconfirmed() > 0;
        unconfirmedCount += difference(order.countedUnconfirmed, unconfirmed);
        order.countedUnconfirmed = unconfirmed;
        if (!order.isOpen() && !order.inLineToGo) {
            order.inLineToGo = true;
            closed.addLast(order);
        }
    }

    private static int difference(boolean before, boolean after) {
        return (after ? 1 : 0) - (before ? 1 : 0);
    }

    void dropBeyondLimit() {
        while (orders.size() > limit) {
            drop(firstClosed());
        }
        while (closed.size() > closedLimit) {
            TrackedOrder order = closed.removeFirst();
            order.inLineToGo = false;
            if (!order.isOpen()) {
                drop(order);
            }
        }
    }

    private TrackedOrder firstClosed() {
        while (!closed.isEmpty()) {
            TrackedOrder order = closed.removeFirst();
            order.inLineToGo = false;
            if (!order.isOpen()) {
                return order;
            }
        }
        return orders.values().iterator().next();
    }

    private void drop(TrackedOrder order) {
        orders.remove(order.id);
        order.children().forEach(child -> children.remove(child.created.childId()));
        openCount -= order.countedOpen ? 1 : 0;
        unconfirmedCount -= order.countedUnconfirmed ? 1 : 0;
        changed.remove(order.id);
        if (dropped.size() < limit) {
            dropped.add(ids.orderId(order.id));
        } else {
            droppedTooMany = true;
        }
    }

    Changes takeChanges() {
        Changes changes = new Changes(List.copyOf(changed), List.copyOf(dropped), droppedTooMany);
        changed.clear();
        dropped.clear();
        droppedTooMany = false;
        return changes;
    }
}
