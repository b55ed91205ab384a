package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.ShardState;

/** Decides what becomes of orders that were overtaken while they waited for their venue's session: as the venue would have, had they been sent. */
final class HeldOrders {

    private final ShardState state;
    private final Progress progress;
    private final Turn turn;

    HeldOrders(ShardState state, Progress progress, Turn turn) {
        this.state = state;
        this.progress = progress;
        this.turn = turn;
    }

    void overtaken(Command.HeldOrder c) {
        ChildOrder child = state.childByRequest(c.orderRequestId());
        if (child == null || child.currentRequestId() != c.orderRequestId()) {
            throw new IllegalStateException("order " + c.orderRequestId() + " is said to wait for " + c.venue() + ", but is not known by that number");
        }
        Cross cross = state.crosses().of(child.parent().orderId());
        CrossFact.Sent message = cross == null ? null : cross.sentWith(c.orderRequestId());
        if (message != null) {
            overtaken(message, c);
            return;
        }
        ChildOrder.PendingReplace replace = child.pendingReplace();
        turn.emit(new Event.ChildOrderWithdrawn(child.childId(), c.orderRequestId(), c.requestId(), c.text()));
        if (!child.isLive() || child.isAcknowledged()) {
            return; // the venue has it after all, whoever told it: what is not sent is not answered, and asked about
        }
        if (replace != null && replace.requestId() == c.requestId()) {
            turn.emit(new Event.ChildOrderReplaced(c.requestId(), child.childId(), replace.conditions()));
        } else if (c.requestId() != 0 && c.requestId() == child.pendingCancelId()) {
            turn.emit(new Event.ChildOrderCanceled(child.childId(), c.text()));
        } else {
            turn.emit(new Event.ChildOrderRejected(child.childId(), c.text()));
        }
        progress.of(child.parent(), c.text());
    }

    /** A cross is kept back as a whole: no replace overtakes it, only its cancel or the time. */
    private void overtaken(CrossFact.Sent message, Command.HeldOrder c) {
        for (long orderRequestId : message.requestIds()) {
            ChildOrder child = state.childByRequest(orderRequestId);
            if (child == null) {
                throw new IllegalStateException("order " + orderRequestId + " is said to wait for " + c.venue() + ", but is not known by that number");
            }
            turn.emit(new Event.ChildOrderWithdrawn(child.childId(), orderRequestId, c.requestId(), c.text()));
            if (!child.isLive() || child.isAcknowledged()) {
                continue;
            }
            turn.emit(child.pendingCancelId() != 0 ? new Event.ChildOrderCanceled(child.childId(), c.text())
                    : new Event.ChildOrderRejected(child.childId(), c.text()));
            progress.of(child.parent(), c.text());
        }
    }
}
