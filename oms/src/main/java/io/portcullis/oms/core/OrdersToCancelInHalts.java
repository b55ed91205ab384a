package io.portcullis.oms.core;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.Strategy;
import java.util.TreeSet;
import org.agrona.collections.LongArrayQueue;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders with ExecInst(18)=K that may be in a halted instrument and that nobody is canceling: those that were there when it was halted, and what comes to be open or to be such an order later. An index of the
 * state and not part of it: an entry to which that does not apply any more is dropped when its turn comes.
 */
final class OrdersToCancelInHalts {

    private static final int FEW = 1_000;

    private final ShardState state;
    /** All that are open, oldest first, and some that were: these are dropped when there are many. */
    private final TreeSet<Long> all = new TreeSet<>();
    private int mostBeforeDropping = FEW;
    private final LongArrayQueue waiting = new LongArrayQueue(Long.MIN_VALUE);
    /** What the venue refuses then is not tried again and again. */
    private final LongHashSet canceledInHalt = new LongHashSet();

    OrdersToCancelInHalts(ShardState state) {
        this.state = state;
    }

    void after(Event event) {
        switch (event) {
            case Event.OrderAccepted e -> {
                if (e.terms().instructions().onHalt() == OnHalt.CANCEL) {
                    know(e.orderId());
                }
            }
            case Event.MarketTold e when e.fact() instanceof MarketFact.Halted f && f.isEverywhere() -> list(f.symbol());
            case Event.OrderReplaced e -> look(state.unsettledOrder(e.orderId()));
            case Event.OrderAdjusted e -> look(state.unsettledOrder(e.orderId()));
            case Event.RequestRefused e -> look(state.unsettledOrder(e.orderId()));
            case Event.FillBusted e -> lookAtParentOf(e.childId());
            case Event.FillCorrected e -> lookAtParentOf(e.childId());
            case Event.DeskActed e when e.fact() instanceof DeskFact.OrderChanged -> look(state.unsettledOrder(e.orderId()));
            case Event.DeskActed e when e.fact() instanceof DeskFact.DeskCancelOrdered f && f.because() == RestatedBecause.TRADING_HALT -> canceledInHalt
                    .add(e.orderId());
            case Event.CancelFailed e -> {
                if (!canceledInHalt.remove(e.orderId())) {
                    look(state.unsettledOrder(e.orderId()));
                }
            }
            case Event.OrderCanceled e -> canceledInHalt.remove(e.orderId());
            default -> {
                // makes no order one of them
            }
        }
    }

    private void lookAtParentOf(long childId) {
        ChildOrder child = state.unsettledChild(childId);
        look(child == null ? null : child.parent());
    }

    /** It may have come to be open, or one of them, or in another instrument. */
    private void look(@Nullable ParentOrder order) {
        if (order != null && order.terms().instructions().onHalt() == OnHalt.CANCEL) {
            know(order.orderId());
            if (!state.markets().isEmpty() && isToCancel(order)) {
                waiting.addLong(order.orderId());
            }
        }
    }

    private void know(long orderId) {
        all.add(orderId);
        if (all.size() > mostBeforeDropping) {
            all.removeIf(each -> state.unsettledOrder(each) == null);
            mostBeforeDropping = Math.max(FEW, 2 * all.size());
        }
    }

    private void list(String symbol) {
        for (long orderId : all) {
            ParentOrder order = state.unsettledOrder(orderId);
            if (order != null && isToCancel(order) && isIn(order, symbol)) {
                waiting.addLong(orderId);
            }
        }
    }

    private static boolean isIn(ParentOrder order, String symbol) {
        Strategy strategy = order.terms().instructions().strategy();
        return order.terms().symbol().equals(symbol) || strategy != null && strategy.has(symbol);
    }

    private static boolean isToCancel(ParentOrder order) {
        return order.terms().instructions().onHalt() == OnHalt.CANCEL && order.isCancelable();
    }

    /** After a snapshot. */
    void rebuild() {
        all.clear();
        waiting.clear();
        canceledInHalt.clear();
        for (ParentOrder order : state.openOrdersByAge()) {
            if (order.terms().instructions().onHalt() == OnHalt.CANCEL) {
                know(order.orderId());
            }
        }
        for (MarketStates.Standing standing : state.markets().all()) {
            if (standing.haltEverywhere() != null) {
                list(standing.symbol());
            }
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next one; null if there is none. */
    @Nullable
    ParentOrder next() {
        while (!waiting.isEmpty()) {
            ParentOrder order = state.unsettledOrder(waiting.pollLong());
            if (order != null && isToCancel(order)) {
                return order;
            }
        }
        return null;
    }
}
