package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Strategy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.agrona.collections.LongArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Finds the orders that are looked at when an instrument may be traded otherwise: those of which something is kept back. An index of the state and not part of it: which orders
 * are kept back is known as it comes about, and after a start or a replay it is looked up once.
 */
final class OrdersKeptBack {

    private final ShardState state;
    private final Map<String, TreeSet<Long>> bySymbol = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final LongArrayQueue toLookAt = new LongArrayQueue(Long.MIN_VALUE);
    private boolean isComplete;

    OrdersKeptBack(ShardState state) {
        this.state = state;
    }

    /** Some of it would go out, and does not. */
    void keep(ParentOrder order) {
        keep(order.terms().symbol(), order.terms().instructions().strategy(), order.orderId());
    }

    private void keep(String symbol, @Nullable Strategy strategy, long orderId) {
        if (strategy == null) {
            bySymbol.computeIfAbsent(symbol, _ -> new TreeSet<>()).add(orderId);
        } else {
            strategy.legs().forEach(leg -> bySymbol.computeIfAbsent(leg.symbol(), _ -> new TreeSet<>()).add(orderId));
        }
    }

    void after(Event event) {
        switch (event) {
            case Event.MarketTold e when e.fact() instanceof MarketFact.Halted f && f.isEverywhere() -> {
                // nothing more goes out for that
            }
            case Event.MarketTold e -> changed.add(e.fact().symbol());
            case Event.OrderAccepted e when e.isWorkedHere() && !state.markets().isEmpty() -> keep(e.terms().symbol(), e.terms().instructions().strategy(),
                    e.orderId());
            default -> {
            }
        }
    }

    /** After a snapshot. */
    void rebuild() {
        bySymbol.clear();
        changed.clear();
        toLookAt.clear();
        isComplete = false;
    }

    /** What was folded says which orders are there, and not which of them are kept back. */
    void folded() {
        isComplete = false;
    }

    private void complete() {
        if (!isComplete) {
            isComplete = true;
            for (ParentOrder order : state.openOrdersByAge()) {
                if (!order.isParked() && order.workingQty().exceeds(order.atVenues())) {
                    keep(order);
                }
            }
        }
    }

    /** Something is kept back of what is in it. */
    boolean isWatched(String symbol) {
        return !isComplete || bySymbol.containsKey(symbol);
    }

    /** What is kept back in it has its turn. */
    void look(String symbol) {
        changed.add(symbol);
    }

    boolean isEmpty() {
        return changed.isEmpty() && toLookAt.isEmpty();
    }

    /** The next order of which some was kept back that may go out now, as the fact may be over by which it was; null if there is none. */
    @Nullable
    ParentOrder nextToLookAt() {
        if (!changed.isEmpty()) {
            complete();
            for (String symbol : changed) {
                TreeSet<Long> orders = bySymbol.remove(symbol);
                if (orders != null) {
                    orders.forEach(toLookAt::addLong);
                }
            }
            changed.clear();
        }
        while (!toLookAt.isEmpty()) {
            ParentOrder order = state.unsettledOrder(toLookAt.pollLong());
            if (order != null && order.isOpen()) {
                return order;
            }
        }
        return null;
    }
}
