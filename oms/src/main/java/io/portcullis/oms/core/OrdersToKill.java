package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import java.util.ArrayDeque;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders that kills are on and that are not being canceled: those that were there when it was ordered, and what comes to be open again. An index of the state and not part of
 * it: an entry that has settled meanwhile is dropped when its turn comes.
 */
final class OrdersToKill {

    /** An order whose turn it is. */
    record Turned(Kill kill, ParentOrder order) {
    }

    private record Entry(long killId, long orderId) {
    }

    private final ShardState state;
    private final KillGate gate;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    /** What the venue refuses then is not tried again and again. */
    private final LongHashSet canceledByKill = new LongHashSet();

    OrdersToKill(ShardState state, KillGate gate) {
        this.state = state;
        this.gate = gate;
    }

    void after(Event event) {
        if (state.kills().isEmpty()) {
            return;
        }
        switch (event) {
            case Event.KillTold e when e.fact() instanceof KillFact.Ordered f -> list(f.killId());
            case Event.FillBusted e -> listIfOpenAgain(e.childId());
            case Event.FillCorrected e -> listIfOpenAgain(e.childId());
            case Event.ChildOrderCanceled e -> listIfOpenAgain(e.childId());
            case Event.ChildOrderExpired e -> listIfOpenAgain(e.childId());
            case Event.ChildOrderRejected e -> listIfOpenAgain(e.childId());
            case Event.ChildOrderDoneForDay e -> listIfOpenAgain(e.childId());
            case Event.OrderReplaced e -> list(state.unsettledOrder(e.orderId()));
            case Event.OrderAdjusted e -> list(state.unsettledOrder(e.orderId()));
            case Event.RequestRefused e -> list(state.unsettledOrder(e.orderId()));
            case Event.CancelFailed e -> {
                if (!canceledByKill.remove(e.orderId())) {
                    list(state.unsettledOrder(e.orderId()));
                }
            }
            case Event.OrderCanceled e -> canceledByKill.remove(e.orderId());
            default -> {
                // makes no order open again
            }
        }
    }

    /** Whatever the state says is due: after a snapshot, or when accounts belong to others. */
    void rebuild() {
        waiting.clear();
        canceledByKill.clear();
        state.kills().inForce().forEach(kill -> list(kill.killId()));
    }

    /** All orders that the kill is on, those whose venues have not let them go before, too. */
    void tryAgain(Kill kill) {
        canceledByKill.clear();
        list(kill.killId());
    }

    private void list(long killId) {
        Kill kill = state.kills().kill(killId);
        if (kill != null) {
            for (ParentOrder order : state.openOrdersByAge()) {
                listIfOn(kill, order);
            }
        }
    }

    private void listIfOpenAgain(long childId) {
        ChildOrder child = state.unsettledChild(childId);
        list(child == null ? null : child.parent());
    }

    private void list(@Nullable ParentOrder order) {
        if (order != null) {
            state.kills().inForce().forEach(kill -> listIfOn(kill, order));
        }
    }

    private void listIfOn(Kill kill, ParentOrder order) {
        if (isToCancel(kill, order)) {
            waiting.add(new Entry(kill.killId(), order.orderId()));
        }
    }

    /** The kill does not know of it yet, or nobody is canceling it any more. One that it knows stays killed, also when its venue has ended what was there. */
    private boolean isToCancel(Kill kill, ParentOrder order) {
        return order.ended() == Ended.NOT && order.isOpen() && (order.pendingCancel() == null || order.waitsForDesk() || !kill.awaits(order.orderId()))
                && (kill.awaits(order.orderId()) || gate.isOn(kill.ordered(), order));
    }

    /** The next one, each once; null if there is none. */
    @Nullable
    Turned next() {
        for (Entry entry = waiting.poll(); entry != null; entry = waiting.poll()) {
            Turned turned = turned(entry);
            if (turned != null) {
                return turned;
            }
        }
        return null;
    }

    /** Null if there is nothing more to do for it. */
    private @Nullable Turned turned(Entry entry) {
        Kill kill = state.kills().kill(entry.killId);
        ParentOrder order = state.unsettledOrder(entry.orderId);
        return kill != null && order != null && isToCancel(kill, order) ? new Turned(kill, order) : null;
    }

    boolean hasNext() {
        while (!waiting.isEmpty() && turned(waiting.peek()) == null) {
            waiting.remove();
        }
        return !waiting.isEmpty();
    }

    /** The cancel that is to be ordered now is the kill's own. */
    void canceledByKill(long orderId) {
        canceledByKill.add(orderId);
    }
}
