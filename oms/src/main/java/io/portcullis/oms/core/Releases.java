package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets go of orders that are held back here: until another order is executed, word comes, or it is time. */
final class Releases {

    private final ShardState state;
    private final DueList due;
    private final Routing routing;
    private final KillGate kills;
    private final MarketGate markets;
    private final Turn turn;

    Releases(ShardState state, DueList due, Routing routing, KillGate kills, MarketGate markets, Turn turn) {
        this.kills = kills;
        this.markets = markets;
        this.state = state;
        this.due = due;
        this.routing = routing;
        this.turn = turn;
    }

    /**
     * Tries to.
     *
     * @param upTo how much of it may be executed in all from now on; null for all
     * @param waitsHere it waits for its stop price here, though venues may take it
     * @return false if it can't be done now: nothing new goes out, no venue takes it, or it is about to end
     */
    boolean letGo(ParentOrder order, @Nullable Quantity upTo, boolean waitsHere) {
        if (turn.sendsNothingNew() || turn.logIsFull() || isEnding(order) || kills.stops(order) || markets.keepsBack(order)) {
            return false;
        }
        Quantity orderQty = order.terms().orderQty();
        Quantity unrouted = (upTo == null ? orderQty : upTo.min(orderQty)).minus(order.cumQty()).minus(order.atVenues());
        if (order.isParked() || order.hasPartOut() || order.hasLegOut() || StrategyCheck.isWholeAtOneVenue(order) || !unrouted.isPositive()) {
            turn.emit(new Event.OrderReleased(execIdFor(order), order.orderId(), upTo));
            return true;
        }
        Routing.Plan plan = waitsHere ? new Routing.Plan(order.working(), List.of()) : routing.planFor(order, unrouted);
        boolean isParked = plan.isEmpty() && !plan.isFull() && order.waitsForTrigger() && !order.hasLiveChild()
                && routing.couldBeTaken(order.working().onceTriggered());
        if (plan.isEmpty() && !isParked) {
            return false;
        }
        turn.emit(new Event.OrderReleased(execIdFor(order), order.orderId(), upTo));
        if (isParked) {
            turn.emit(new Event.OrderParked(order.orderId()));
        } else {
            routing.create(order.orderId(), plan);
        }
        return true;
    }

    /** Its time is over, or its cancel is accepted, and it is only not its turn yet. */
    private boolean isEnding(ParentOrder order) {
        SessionState session = state.session(order.terms().session());
        return due.isOver(order, turn.time()) || session != null && session.isAboutToCancel(order);
    }

    /** The client is told when the first of it may go out. */
    private long execIdFor(ParentOrder order) {
        return order.isHeld() ? turn.nextId() : Event.NOT_TOLD;
    }
}
