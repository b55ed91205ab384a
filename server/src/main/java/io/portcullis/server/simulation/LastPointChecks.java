package io.portcullis.server.simulation;

import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.lastpoint.LastPoint;
import org.jspecify.annotations.Nullable;

/** What is counted at the last point before the venues has to be what the core says, when everything has been said and heard: the two know nothing of each other. */
final class LastPointChecks {

    private LastPointChecks() {
    }

    static void checkEndOfDay(LastPoint lastPoint, ShardState state) {
        int unsettled = 0;
        for (ParentOrder order : state.ordersByAge()) {
            unsettled += order.isSettled() ? 0 : 1;
            check(lastPoint.count(order.orderId()), order);
        }
        if (lastPoint.orders() > unsettled) {
            throw new BrokenInvariant("the last point counts " + lastPoint.orders() + " orders, and " + unsettled + " are not settled");
        }
    }

    private static void check(LastPoint.@Nullable Count count, ParentOrder order) {
        Quantity executed = count == null ? order.cumQty() : count.executed();
        Quantity open = count == null ? Quantity.ZERO : count.open();
        if (!executed.equals(order.cumQty()) || !open.equals(order.atVenues()) || count == null && order.leavesQty().isPositive()) {
            throw new BrokenInvariant(order.orderId(),
                    "at the end of the day the last point counts " + count + ", the core has " + order.cumQty() + " executed and "
                            + order.atVenues() + " at venues: " + Invariants.describe(order));
        }
    }
}
