package io.portcullis.oms.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The orders that came last, also those with which all is done. */
public final class RecentOrders {

    private RecentOrders() {
    }

    /**
     * Those that were accepted no longer than so many nanoseconds before the newest one, oldest first. Takes a moment for each order of the day: at a start, not with each order.
     */
    public static List<ParentOrder> within(ShardState state, long nanos) {
        List<Long> ids = new ArrayList<>();
        state.orders.values().forEach(order -> ids.add(order.orderId));
        state.settled.view().forEach((orderId, place) -> ids.add(orderId));
        ids.sort(Comparator.reverseOrder());
        Deque<ParentOrder> recent = new ArrayDeque<>();
        long newest = Long.MIN_VALUE;
        for (long id : ids) {
            ParentOrder order = orderOf(state, id);
            if (order == null || order.wasRefused) {
                continue;
            }
            newest = Math.max(newest, order.acceptedTime);
            if (newest - order.acceptedTime > nanos) {
                break;
            }
            recent.addFirst(order);
        }
        return List.copyOf(recent);
    }

    private static @Nullable ParentOrder orderOf(ShardState state, long id) {
        ParentOrder order = state.orders.get(id);
        return order == null ? state.settled.copy(id) : order;
    }
}
