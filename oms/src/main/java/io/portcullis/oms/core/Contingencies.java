package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.ReducedBecause;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.OrderList.Leg;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.ListReport;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What follows for the orders of a list from how the others now stand: they are let go, made smaller, or called back. Looks at the facts only, so it may be called at any
 * time and does nothing twice. What can't be done at once is tried again with each tick.
 */
final class Contingencies {

    /** How many lists that wait one tick looks at. */
    private static final int PER_TICK = 200;
    /** What waits for another order goes out in parts of at least so much of it, lest each of a thousand small executions makes another order at a venue. */
    private static final int MOST_PARTS = 20;

    private final ShardState state;
    private final ListsToLookAt lists;
    private final Releases releases;
    private final Progress progress;
    private final Siblings siblings;
    private final Turn turn;

    Contingencies(ShardState state, ListsToLookAt lists, Releases releases, Progress progress, Siblings siblings, Turn turn) {
        this.state = state;
        this.lists = lists;
        this.releases = releases;
        this.progress = progress;
        this.siblings = siblings;
        this.turn = turn;
    }

    /** At the end of each command: whatever it was, what it changed is followed up in the same record. */
    void settle() {
        while (lists.hasNext() && turn.hasRoom()) {
            look(lists.next());
        }
    }

    /** Whether there was no room for all that follows. */
    boolean isBehind() {
        return lists.hasNext();
    }

    /** What had to wait: trading was halted, no venue took it, the log was full. */
    void goOn() {
        for (int i = Math.min(PER_TICK, lists.waiting()); i > 0 && turn.hasRoom(); i--) {
            look(lists.nextWaiting());
        }
    }

    private void look(@Nullable OrderList list) {
        if (list == null) {
            return;
        }
        for (Leg leg : list.isCancelRequested() ? list.legs().reversed() : list.legs()) {
            ParentOrder order = leg.isOpen() ? state.unsettledOrder(leg.orderId()) : null;
            if (order != null && order.leavesQty().isPositive() && !(turn.hasRoom() && look(list, leg, order))) {
                lists.later(list);
            }
        }
        if (!list.isOpen() && !list.isDone()) {
            turn.emit(new Event.ListReported(list.listId(), list.terms().session(), ListReport.ALL_DONE));
        }
    }

    /** @return false if something is due that can't be done now */
    private boolean look(OrderList list, Leg leg, ParentOrder order) {
        if (list.isCancelRequested()) {
            cancel(leg, order, false, "canceled with its list " + list.terms().name());
            return true;
        }
        Leg primary = list.primaryOf(leg);
        if (primary != null && !primary.isOpen() && !primary.isFilled()) {
            followTheEndOf(primary, leg, order);
        }
        if (leg.group() != 0 && order.leavesQty().isPositive()) {
            followSiblings(list, leg, order);
        }
        return !order.leavesQty().isPositive() || order.releasedQty() == null || release(list, leg, order, primary);
    }

    // Cancel and reduce

    /** The order that it waits for is over, and was not filled. */
    private void followTheEndOf(Leg primary, Leg leg, ParentOrder order) {
        if (!primary.cumQty().isPositive()) {
            cancel(leg, order, true, "order " + primary.clOrdId() + ", which it waits for, ended without an execution");
            return;
        }
        if (leg.isCut() || order.pendingReplace() != null || order.pendingCancel() != null) {
            return;
        }
        Quantity orderQty = partFor(leg, order, primary);
        String text = "order " + primary.clOrdId() + ", which it waits for, ended with " + primary.cumQty() + " of " + primary.orderQty() + " executed";
        if (orderQty.exceeds(order.cumQty())) {
            reduce(order, order.terms().orderQty().minus(orderQty), ReducedBecause.PRIMARY, text);
        } else {
            cancel(leg, order, true, text);
        }
    }

    private void followSiblings(OrderList list, Leg leg, ParentOrder order) {
        Quantity by = siblings.due(list, leg, order);
        if (!by.isPositive()) {
            return;
        }
        Leg executed = Siblings.firstExecutedBut(list, leg);
        String text = list.contingency() == Contingency.ONE_CANCELS_OTHER && executed != null ? "order " + executed.clOrdId() + " of its list was executed"
                : "orders linked with it were executed";
        if (by.compareTo(order.leavesQty()) >= 0) {
            cancel(leg, order, true, text);
        } else if (order.pendingReplace() == null && order.pendingCancel() == null) {
            reduce(order, by, ReducedBecause.SIBLING, text);
        }
    }

    private void reduce(ParentOrder order, Quantity by, ReducedBecause because, String text) {
        turn.emit(new Event.OrderReduced(turn.nextId(), order.orderId(), by, because, text));
        progress.of(order);
    }

    /** Once: a venue that does not let go is not asked again and again. What lives nowhere any more needs nobody's answer. */
    private void cancel(Leg leg, ParentOrder order, boolean byLink, String text) {
        if ((!leg.isCalledBack() || !order.hasLiveChild()) && order.pendingCancel() == null) {
            turn.emit(new Event.LinkCancelOrdered(order.orderId(), byLink, text));
            progress.of(order);
        }
    }

    // Release

    /** @return false if it is due and can't be done now */
    private boolean release(OrderList list, Leg leg, ParentOrder order, @Nullable Leg primary) {
        if (list.waitsForExecute() || order.pendingCancel() != null || order.pendingReplace() != null || leg.isCalledBack()) {
            return true;
        }
        Quantity upTo = null;
        if (primary != null && !primary.isFilled() && !leg.isCut()) {
            upTo = primary.cumQty().isPositive() && mayGoInParts(order.terms().conditions()) ? partFor(leg, order, primary) : Quantity.ZERO;
            Quantity more = upTo.minus(order.releasedQty() == null ? upTo : order.releasedQty());
            if (!more.isPositive() || !staysHere(leg, order) && more.raw() < leg.fullQty().raw() / MOST_PARTS) {
                return true;
            }
        }
        return releases.letGo(order, upTo, waitsHere(order.working(), leg.group()));
    }

    /** Letting go of more of it makes no order at a venue. */
    private static boolean staysHere(Leg leg, ParentOrder order) {
        return order.waitsForTrigger() && (order.isParked() || waitsHere(order.working(), leg.group()));
    }

    /** As much of it as its primary is executed of what that is for, in whole lots, less what siblings have executed for it. */
    private Quantity partFor(Leg leg, ParentOrder order, Leg primary) {
        return Shares.down(Shares.of(leg.fullQty(), primary.cumQty(), primary.orderQty()), siblings.lotOf(order)).minus(leg.reducedBy()).max(Quantity.ZERO);
    }

    /** Otherwise it waits until its primary is filled. */
    private static boolean mayGoInParts(Conditions conditions) {
        return !conditions.timeInForce().isImmediate() && !conditions.instructions().allOrNone() && conditions.instructions().minQty() == null;
    }

    /** A stop order with siblings waits for its price here, though venues may take it: here it is made smaller without asking anybody. */
    static boolean waitsHere(Conditions working, int group) {
        return group != 0 && working.ordType().waitsForTrigger();
    }
}
