package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.ShardState;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/** Finds the order lists of which an order has changed since its links were looked at, and those that have to wait. An index of the state and not part of it. */
final class ListsToLookAt {

    private final ShardState state;
    private final LinkedHashSet<Long> now = new LinkedHashSet<>();
    private final LinkedHashSet<Long> later = new LinkedHashSet<>();

    ListsToLookAt(ShardState state) {
        this.state = state;
    }

    void after(Event event) {
        if (state.lists().isEmpty()) {
            return;
        }
        switch (event) {
            case Event.OrderListAccepted e -> now.add(e.listId());
            case Event.ListExecuted e -> now.add(e.listId());
            case Event.ListCancelRequested e -> now.add(e.listId());
            case Event.OfOrder e -> changed(e.orderId());
            case Event.OfChild e -> {
                ChildOrder child = state.unsettledChild(e.childId());
                if (child != null) {
                    changed(child.parent().orderId());
                }
            }
            case Event.DayStarted e -> later.removeIf(listId -> state.lists().list(listId) == null);
            default -> {
            }
        }
    }

    private void changed(long orderId) {
        OrderList list = state.lists().of(orderId);
        if (list != null) {
            now.add(list.listId());
        }
    }

    /** After a snapshot. */
    void rebuild() {
        now.clear();
        later.clear();
        state.lists().all().forEach(this::later);
    }

    /** What was folded is looked at when there is time. */
    void folded() {
        later.addAll(now);
        now.clear();
    }

    boolean hasNext() {
        return !now.isEmpty();
    }

    /** The next one that has changed; null if it is not known any more. */
    @Nullable
    OrderList next() {
        return state.lists().list(now.removeFirst());
    }

    int waiting() {
        return later.size();
    }

    /** The next one that has waited; null if it is not known any more. */
    @Nullable
    OrderList nextWaiting() {
        return state.lists().list(later.removeFirst());
    }

    /** Something is due that can't be done now. */
    void later(OrderList list) {
        if (!list.isDone()) {
            later.add(list.listId());
        }
    }
}
