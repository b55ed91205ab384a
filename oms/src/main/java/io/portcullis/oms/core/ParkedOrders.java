package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TrailingStop;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;
import org.jspecify.annotations.Nullable;

/** Finds the orders that are kept here and are triggered by a price. An index of the state and not part of it. */
final class ParkedOrders {

    /** Of an order that follows the market, and has no stop price before something is seen of it. */
    private static final long NONE = 0;

    /**
     * In the order in which a price that moves reaches them; among equals, the older first.
     *
     * @param stopPx {@link #NONE} if it has none yet
     * @param movesAt the market price from which on the stop price follows it, if it does
     */
    private record Watch(String symbol, boolean isBuy, boolean isRising, long stopPx, boolean isTrailing, long movesAt, long orderId) {

        boolean isReachedBy(Price price) {
            return isRising ? price.raw() >= stopPx : price.raw() <= stopPx;
        }

        boolean isMovedBy(Price price) {
            return isBuy ? price.raw() <= movesAt : price.raw() >= movesAt;
        }
    }

    private static final Comparator<Watch> RISING = Comparator.comparingLong(Watch::stopPx).thenComparingLong(Watch::orderId);
    private static final Comparator<Watch> FALLING = Comparator.comparingLong(Watch::stopPx).reversed().thenComparingLong(Watch::orderId);
    private static final Comparator<Watch> SELLS_MOVED = Comparator.comparingLong(Watch::movesAt).thenComparingLong(Watch::orderId);
    private static final Comparator<Watch> BUYS_MOVED = Comparator.comparingLong(Watch::movesAt).reversed().thenComparingLong(Watch::orderId);

    /** Of one symbol and side: those that a rising price reaches, those that a falling one does, and those that it moves. */
    private static final class Line {
        private final TreeSet<Watch> rising = new TreeSet<>(RISING);
        private final TreeSet<Watch> falling = new TreeSet<>(FALLING);
        private final TreeSet<Watch> moved;

        private Line(boolean isBuy) {
            moved = new TreeSet<>(isBuy ? BUYS_MOVED : SELLS_MOVED);
        }

        private void add(Watch watch) {
            if (watch.stopPx != NONE) {
                (watch.isRising ? rising : falling).add(watch);
            }
            if (watch.isTrailing) {
                moved.add(watch);
            }
        }

        private void remove(Watch watch) {
            setAside(watch);
            moved.remove(watch);
        }

        private void setAside(Watch watch) {
            (watch.isRising ? rising : falling).remove(watch);
        }

        private boolean isEmpty() {
            return rising.isEmpty() && falling.isEmpty() && moved.isEmpty();
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
        private final Line buys = new Line(true);
        private final Line sells = new Line(false);

        private Line of(boolean isBuy) {
            return isBuy ? buys : sells;
        }
    }

    /** @param until epoch nanoseconds */
    private record SetAside(long until, long orderId) {
    }

    private final ShardState state;
    private final Market market;
    private final Long2ObjectHashMap<Watch> byOrder = new Long2ObjectHashMap<>();
    private final Map<String, Lines> bySymbol = new HashMap<>();
    private final LinkedHashSet<String> toLookAt = new LinkedHashSet<>();
    private final ArrayDeque<SetAside> setAside = new ArrayDeque<>();

    ParkedOrders(ShardState state, Market market) {
        this.state = state;
        this.market = market;
    }

    void after(Event event) {
        switch (event) {
            case Event.OrderAccepted e when e.isWorkedHere() -> watch(e.orderId());
            case Event.OrderParked e -> {
                watch(e.orderId());
                lookAtLater(e.orderId());
            }
            case Event.OrderReleased e -> {
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
            case Event.KillTold e when e.fact() instanceof KillFact.WorkedOff || e.fact() instanceof KillFact.Released -> lookAtAllLater();
            case Event.MarketTold e when bySymbol.containsKey(e.fact().symbol()) -> lookAtLater(e.fact().symbol());
            case Event.DayStarted _ -> lookAtAllLater();
            case Event.VenueOpened _ -> lookAtAllLater();
            case Event.VenueDayChanged _ -> lookAtAllLater();
            case Event.VenuePhaseBegan _ -> lookAtAllLater();
            case Event.SessionLoggedOn e when e.venue() != null -> lookAtAllLater();
            case Event.VenueReconciled _ -> lookAtAllLater();
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
        setAside.clear();
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
            bySymbol.computeIfAbsent(now.symbol, symbol -> new Lines()).of(now.isBuy).add(now);
        }
    }

    private @Nullable Watch watch(ParentOrder order) {
        Price stopPx = order.terms().instructions().stopPx();
        Instrument instrument = market.instruments().bySymbol(order.terms().symbol());
        Peg peg = order.terms().instructions().peg();
        boolean isBuy = order.terms().side().isBuy();
        boolean isRising = isBuy != (order.terms().ordType() == OrdType.MARKET_IF_TOUCHED);
        long raw = stopPx == null ? NONE : stopPx.raw();
        if (peg != null && peg.isTrailingStop() && instrument != null) {
            long movesAt = new TrailingStop(peg, isBuy, instrument.ticks()).movesAt(stopPx);
            return new Watch(order.terms().symbol(), isBuy, isRising, raw, true, movesAt, order.orderId());
        }
        return stopPx == null ? null : new Watch(order.terms().symbol(), isBuy, isRising, raw, false, NONE, order.orderId());
    }

    private void remove(Watch watch) {
        Lines lines = bySymbol.get(watch.symbol);
        if (lines != null) {
            lines.of(watch.isBuy).remove(watch);
            forgetIfEmpty(watch.symbol, lines);
        }
    }

    private void forgetIfEmpty(String symbol, Lines lines) {
        if (lines.buys.isEmpty() && lines.sells.isEmpty()) {
            bySymbol.remove(symbol);
        }
    }

    /** No price triggers it until then, or until it is another order; its stop price goes on to follow the market. @param time epoch nanoseconds, never earlier than the one before */
    void setAsideUntil(long time, long orderId) {
        Watch watch = byOrder.get(orderId);
        Lines lines = watch == null ? null : bySymbol.get(watch.symbol);
        if (watch != null && lines != null) {
            lines.of(watch.isBuy).setAside(watch);
            forgetIfEmpty(watch.symbol, lines);
            setAside.add(new SetAside(time, orderId));
        }
    }

    /** Prices trigger again what was set aside until now, the present ones, too. @param time epoch nanoseconds */
    void takeUpAgain(long time) {
        while (!setAside.isEmpty() && setAside.element().until <= time) {
            long orderId = setAside.remove().orderId;
            watch(orderId);
            lookAtLater(orderId);
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

    /** Whether the stop price of an order of that side follows the market. */
    boolean isTrailed(String symbol, boolean isBuy) {
        Lines lines = bySymbol.get(symbol);
        return lines != null && !lines.of(isBuy).moved.isEmpty();
    }

    /**
     * Gives the orders whose stop price follows such a price, those first that it moves most. None may be changed meanwhile.
     *
     * @param to says whether it wants more
     */
    void eachTrailedBy(String symbol, boolean isBuy, Price price, Predicate<ParentOrder> to) {
        Lines lines = bySymbol.get(symbol);
        if (lines == null) {
            return;
        }
        for (Watch watch : lines.of(isBuy).moved) {
            ParentOrder order = watch.isMovedBy(price) ? state.unsettledOrder(watch.orderId) : null;
            if (order == null || !to.test(order)) {
                return;
            }
        }
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
