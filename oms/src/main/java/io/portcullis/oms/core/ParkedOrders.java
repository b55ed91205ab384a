package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/** Finds the orders that are kept here and are triggered by a price. An index of the state and not part of it. */
final class ParkedOrders {

    /** In the order in which a price that moves reaches them; among equals, the older first. */
    private record Watch(String symbol, boolean isBuy, boolean isRising, long stopPx, long orderId) {

        boolean isReachedBy(Price price) {
            return isRising ? price.raw() >= stopPx : price.raw() <= stopPx;
        }
    }

    private static final Comparator<Watch> RISING = Comparator.comparingLong(Watch::stopPx).thenComparingLong(Watch::orderId);
    private static final Comparator<Watch> FALLING = Comparator.comparingLong(Watch::stopPx).reversed().thenComparingLong(Watch::orderId);

    /** Of one symbol and side: those that a rising price reaches, and those that a falling one does. */
    private static final class Line {
        private final TreeSet<Watch> rising = new TreeSet<>(RISING);
        private final TreeSet<Watch> falling = new TreeSet<>(FALLING);

        private TreeSet<Watch> of(Watch watch) {
            return watch.isRising ? rising : falling;
        }

        @Nullable
        private Watch reachedBy(Price price, LongHashSet but) {
            Watch watch = firstReached(rising, price, but);
            return watch == null ? firstReached(falling, price, but) : watch;
        }

        private static @Nullable Watch firstReached(TreeSet<Watch> watches, Price price, LongHashSet but) {
            for (Watch watch : watches) {
                if (!watch.isReachedBy(price)) {
                    return null;
                }
                if (!but.contains(watch.orderId)) {
                    return watch;
                }
            }
            return null;
        }
    }

    /** Of one symbol. */
    private static final class Lines {
        private final Line buys = new Line();
        private final Line sells = new Line();

        private Line of(boolean isBuy) {
            return isBuy ? buys : sells;
        }
    }

    private final ShardState state;
    private final Long2ObjectHashMap<Watch> byOrder = new Long2ObjectHashMap<>();
    private final Map<String, Lines> bySymbol = new HashMap<>();
    private final LinkedHashSet<String> toLookAt = new LinkedHashSet<>();

    ParkedOrders(ShardState state) {
        this.state = state;
    }

    void after(Event event) {
        switch (event) {
            case Event.OrderAccepted e when e.isWorkedHere() -> watch(e.orderId());
            case Event.OrderParked e -> {
                watch(e.orderId());
                lookAtLater(e.orderId());
            }
            case Event.OfOrder e when !byOrder.isEmpty() && byOrder.containsKey(e.orderId()) -> watch(e.orderId());
            case Event.OrderFilled e when !byOrder.isEmpty() -> watchParentOf(e.childId());
            case Event.RevisedFillCame e when !byOrder.isEmpty() -> watchParentOf(e.childId());
            case Event.ExecutionMissed e when !byOrder.isEmpty() -> watchParentOf(e.childId());
            case Event.FillBusted e -> watchParentOf(e.childId());
            case Event.FillCorrected e -> watchParentOf(e.childId());
            case Event.TradingResumed _ -> lookAtAllLater();
            case Event.DayStarted _ -> lookAtAllLater();
            case Event.VenueOpened _ -> lookAtAllLater();
            case Event.SessionLoggedOn e when e.venue() != null -> lookAtAllLater();
            case Event.VenueSteered _ -> lookAtAllLater();
            default -> {
            }
        }
    }

    /** What is executed though we did not send it, and is assigned by hand, may fill an order that is kept here, and may be taken back again. */
    private void watchParentOf(long childId) {
        ChildOrder child = state.unsettledChild(childId);
        if (child != null) {
            watch(child.parent().orderId());
        }
    }

    /** After a snapshot. */
    void rebuild() {
        byOrder.clear();
        bySymbol.clear();
        state.openOrdersByAge().forEach(order -> watch(order.orderId()));
    }

    private void watch(long orderId) {
        Watch before = byOrder.remove(orderId);
        ParentOrder order = state.unsettledOrder(orderId);
        Watch now = order == null || !order.isParked() ? null : watch(order);
        if (before != null && !before.equals(now)) {
            remove(before);
        }
        if (now != null) {
            byOrder.put(orderId, now);
            bySymbol.computeIfAbsent(now.symbol, symbol -> new Lines()).of(now.isBuy).of(now).add(now);
        }
    }

    private static @Nullable Watch watch(ParentOrder order) {
        Price stopPx = order.terms().instructions().stopPx();
        boolean isBuy = order.terms().side().isBuy();
        boolean isRising = isBuy != (order.terms().ordType() == OrdType.MARKET_IF_TOUCHED);
        return stopPx == null ? null : new Watch(order.terms().symbol(), isBuy, isRising, stopPx.raw(), order.orderId());
    }

    private void remove(Watch watch) {
        Lines lines = bySymbol.get(watch.symbol);
        if (lines != null) {
            lines.of(watch.isBuy).of(watch).remove(watch);
            if (lines.buys.rising.isEmpty() && lines.buys.falling.isEmpty() && lines.sells.rising.isEmpty() && lines.sells.falling.isEmpty()) {
                bySymbol.remove(watch.symbol);
            }
        }
    }

    /** Whether an order waits for a price of it. */
    boolean isWatched(String symbol) {
        return !bySymbol.isEmpty() && bySymbol.containsKey(symbol);
    }

    /** The next order that such a price triggers; null if there is none. @param but orders that are not asked for */
    @Nullable
    ParentOrder reachedBy(String symbol, boolean isBuy, Price price, LongHashSet but) {
        Lines lines = bySymbol.get(symbol);
        Watch watch = lines == null ? null : lines.of(isBuy).reachedBy(price, but);
        return watch == null ? null : state.unsettledOrder(watch.orderId);
    }

    // What could not be looked at, at once

    void lookAtLater(String symbol) {
        toLookAt.add(symbol);
    }

    /** Its price may be reached already. */
    private void lookAtLater(long orderId) {
        Watch watch = byOrder.get(orderId);
        if (watch != null) {
            toLookAt.add(watch.symbol);
        }
    }

    private void lookAtAllLater() {
        toLookAt.addAll(bySymbol.keySet());
    }

    @Nullable
    String nextToLookAt() {
        return toLookAt.isEmpty() ? null : toLookAt.removeFirst();
    }

    boolean hasMoreToLookAt() {
        return !toLookAt.isEmpty();
    }
}
