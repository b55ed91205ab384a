package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Activation.PriceTrigger;
import io.portcullis.oms.types.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the orders that are kept here until their time or a price comes. An index of the state and not part of it: an entry that has settled meanwhile is dropped in its turn. */
final class OrdersToActivate {

    private record AtTime(long time, long orderId) {
    }

    /** @param price in 10<sup>-8</sup> */
    private record AtPrice(long price, long orderId) {
    }

    private static final Comparator<AtPrice> RISING = Comparator.comparingLong(AtPrice::price).thenComparingLong(AtPrice::orderId);
    private static final Comparator<AtPrice> FALLING = Comparator.comparingLong(AtPrice::price).reversed().thenComparingLong(AtPrice::orderId);

    /** Those that wait for one price of a symbol, in the order in which it reaches them; among equals, the older first. */
    private static final class Line {
        private final TreeSet<AtPrice> rising = new TreeSet<>(RISING);
        private final TreeSet<AtPrice> falling = new TreeSet<>(FALLING);

        private TreeSet<AtPrice> of(PriceTrigger trigger) {
            return trigger.isRising() ? rising : falling;
        }

        private void addReachedBy(Price price, int most, List<Long> to) {
            for (AtPrice at : rising) {
                if (at.price > price.raw() || to.size() >= most) {
                    break;
                }
                to.add(at.orderId);
            }
            for (AtPrice at : falling) {
                if (at.price < price.raw() || to.size() >= most) {
                    break;
                }
                to.add(at.orderId);
            }
        }
    }

    private final ShardState state;
    private final PriorityQueue<AtTime> byTime = new PriorityQueue<>(Comparator.comparingLong(AtTime::time).thenComparingLong(AtTime::orderId));
    private final Long2ObjectHashMap<PriceTrigger> watched = new Long2ObjectHashMap<>();
    private final Map<String, EnumMap<Activation.Sees, Line>> bySymbol = new HashMap<>();
    private final LinkedHashSet<String> toLookAt = new LinkedHashSet<>();

    OrdersToActivate(ShardState state) {
        this.state = state;
    }

    void after(Event event) {
        switch (event) {
            case Event.OrderAccepted e when e.terms().instructions().activation() != null -> list(e.orderId());
            case Event.OrderReplaced e -> list(e.orderId());
            case Event.OrderAdjusted e -> list(e.orderId());
            case Event.OfOrder e when !watched.isEmpty() && watched.containsKey(e.orderId()) && waiting(e.orderId()) == null -> forget(e.orderId());
            default -> {
            }
        }
    }

    /** After a snapshot. */
    void rebuild() {
        byTime.clear();
        watched.clear();
        bySymbol.clear();
        toLookAt.clear();
        state.openOrdersByAge().forEach(order -> list(order.orderId()));
    }

    /** It is open and nothing of it has been let go, and it waits for no other order: null if that is not so, or not any more. */
    @Nullable
    private ParentOrder waiting(long orderId) {
        ParentOrder order = state.unsettledOrder(orderId);
        return order != null && order.isHeld() && order.leavesQty().isPositive() && state.lists().of(orderId) == null ? order : null;
    }

    private void list(long orderId) {
        forget(orderId);
        ParentOrder order = waiting(orderId);
        if (order == null) {
            return;
        }
        Activation activation = order.terms().instructions().activation();
        if (activation == null || activation.time() != 0) {
            byTime.add(new AtTime(activation == null ? 0 : activation.time(), orderId));
        } else if (activation.trigger() != null) {
            watch(orderId, activation.trigger());
        }
    }

    /** It waits for that price from now on. */
    void watch(long orderId, PriceTrigger trigger) {
        watched.put(orderId, trigger);
        bySymbol.computeIfAbsent(trigger.symbol(), symbol -> new EnumMap<>(Activation.Sees.class)).computeIfAbsent(trigger.sees(), sees -> new Line())
                .of(trigger).add(new AtPrice(trigger.price().raw(), orderId));
        toLookAt.add(trigger.symbol());
    }

    private void forget(long orderId) {
        PriceTrigger trigger = watched.remove(orderId);
        EnumMap<Activation.Sees, Line> lines = trigger == null ? null : bySymbol.get(trigger.symbol());
        Line line = lines == null || trigger == null ? null : lines.get(trigger.sees());
        if (lines != null && line != null && trigger != null) {
            line.of(trigger).remove(new AtPrice(trigger.price().raw(), orderId));
            if (line.rising.isEmpty() && line.falling.isEmpty()) {
                lines.remove(trigger.sees());
            }
            if (lines.isEmpty()) {
                bySymbol.remove(trigger.symbol());
            }
        }
    }

    // By time

    boolean hasDue(long time) {
        return !byTime.isEmpty() && byTime.peek().time <= time;
    }

    /** The next order whose time has come; null if none has. One that waits for a later time meanwhile has another entry. */
    @Nullable
    ParentOrder nextDue(long time) {
        while (hasDue(time)) {
            ParentOrder order = waiting(byTime.remove().orderId);
            Activation activation = order == null ? null : order.terms().instructions().activation();
            if (order != null && (activation == null || activation.time() <= time)) {
                return order;
            }
        }
        return null;
    }

    void tryAgainAt(long time, long orderId) {
        byTime.add(new AtTime(time, orderId));
    }

    /** It waits for a price again from then on, and for nothing until then. */
    void setAsideUntil(long time, long orderId) {
        forget(orderId);
        tryAgainAt(time, orderId);
    }

    // By price

    /** Whether an order waits for a price of it. */
    boolean isWatched(String symbol) {
        return !bySymbol.isEmpty() && bySymbol.containsKey(symbol);
    }

    /** Of what an order waits for a price of that symbol. */
    List<Activation.Sees> seen(String symbol) {
        EnumMap<Activation.Sees, Line> lines = bySymbol.get(symbol);
        return lines == null ? List.of() : List.copyOf(lines.keySet());
    }

    /** @param most how many at most */
    List<ParentOrder> reachedBy(String symbol, Activation.Sees sees, Price price, int most) {
        EnumMap<Activation.Sees, Line> lines = bySymbol.get(symbol);
        Line line = lines == null ? null : lines.get(sees);
        List<Long> ids = new ArrayList<>(0);
        if (line != null) {
            line.addReachedBy(price, most, ids);
        }
        return ids.stream().map(this::waiting).filter(order -> order != null).toList();
    }

    void lookAtAllLater() {
        toLookAt.addAll(bySymbol.keySet());
    }

    /** The next symbol whose orders are to be looked at; null if there is none. */
    @Nullable
    String nextToLookAt() {
        return toLookAt.isEmpty() ? null : toLookAt.removeFirst();
    }
}
