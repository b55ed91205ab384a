package io.portcullis.oms.core;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.CrossType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one side of a cross from how the other one stands: it ends with it. And what is asked of a venue about both sides within one record becomes one message.
 * Looks at the facts only, so it may be called at any time and does nothing twice.
 */
final class CrossProgress {

    private final ShardState state;
    private final CrossesToLookAt crosses;
    private final Progress progress;
    private final Turn turn;

    CrossProgress(ShardState state, CrossesToLookAt crosses, Progress progress, Turn turn) {
        this.state = state;
        this.crosses = crosses;
        this.progress = progress;
        this.turn = turn;
    }

    /** At the end of each command: whatever it was, what it changed is followed up in the same record. */
    void settle() {
        while (crosses.hasNext()) {
            Cross cross = crosses.next();
            if (cross != null) {
                look(cross);
            }
        }
    }

    private void look(Cross cross) {
        for (Cross.Side side : cross.sides()) {
            ParentOrder order = state.unsettledOrder(side.orderId());
            if (order != null && order.isCancelable() && order.leavesQty().isPositive() && !side.isCalledBack()) {
                followTheOther(cross, side, order);
            }
        }
        for (Cross.Side side : cross.sides()) {
            ParentOrder order = state.unsettledOrder(side.orderId());
            if (order != null && order.pendingCancel() != null) {
                progress.of(order); // it may have waited for an answer about the other side
            }
        }
        for (CrossFact.Message message : CrossFact.Message.values()) {
            send(cross, message);
        }
    }

    private void followTheOther(Cross cross, Cross.Side side, ParentOrder order) {
        Cross.Side otherSide = cross.otherThan(side);
        ParentOrder other = otherSide == null ? null : state.order(otherSide.orderId());
        ParentOrder.PendingCancel cancel = other == null ? null : other.pendingCancel();
        if (other == null) {
            return;
        }
        if (cancel != null && cancel.by() == ParentOrder.CancelBy.CLOCK) {
            turn.emit(new Event.ExpiryDue(order.orderId()));
            progress.of(order);
        } else if (cancel != null) {
            end(order, "canceled with order " + other.terms().clOrdId() + ", the other side of its cross");
        } else if (mustEndWith(cross, other, order)) {
            end(order, "order " + other.terms().clOrdId() + ", the other side of its cross, is " + other.ordStatus());
        }
    }

    private void end(ParentOrder order, String text) {
        turn.emit(new Event.LinkCancelOrdered(order.orderId(), true, text));
        progress.of(order);
    }

    /** The other side has ended, and this one can't be executed by rights any more. What it does not know yet it may still reject by itself. */
    private static boolean mustEndWith(Cross cross, ParentOrder other, ParentOrder order) {
        if (other.ended() == Ended.NOT || other.isFilled()) {
            return false;
        }
        if (order.children().isEmpty()) {
            return true;
        }
        boolean isThere = order.children().stream().allMatch(ChildOrder::isAcknowledged);
        return isThere && (other.ended() == Ended.REJECTED || cross.terms().type() == CrossType.ALL_OR_NONE);
    }

    private void send(Cross cross, CrossFact.Message message) {
        List<Long> requestIds = new ArrayList<>(2);
        for (Cross.Side side : cross.sides()) {
            ParentOrder order = state.unsettledOrder(side.orderId());
            for (ChildOrder child : order == null ? List.<ChildOrder>of() : order.children()) {
                long requestId = requestOf(child, message);
                if (requestId != 0 && cross.sentWith(requestId) == null) {
                    requestIds.add(requestId);
                }
            }
        }
        if (!requestIds.isEmpty()) {
            turn.emit(new Event.CrossChanged(cross.crossId(), cross.session(), new CrossFact.Sent(message, requestIds)));
        }
    }

    /** 0 if nothing of that kind is to be asked of its venue. */
    private static long requestOf(ChildOrder child, CrossFact.Message message) {
        ChildOrder.@Nullable PendingReplace replace = child.pendingReplace();
        return switch (message) {
            case NEW -> child.wasSent() ? child.childId() : 0;
            case REPLACE -> replace == null ? 0 : replace.requestId();
            case CANCEL -> child.pendingCancelId();
        };
    }
}
