package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.market.LevelBook;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Price-time priority: the best price first, at a price the oldest order first; trades are at the price of the order that rested. When nobody is left there at a price that
 * suits, orders that leave discretion beyond their price meet the incoming order at its limit, the oldest first; two that would have to use their discretion both don't meet.
 */
final class LitBook implements OrderBook {

    private final NavigableMap<Price, ArrayDeque<ExchangeOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Price, ArrayDeque<ExchangeOrder>> asks = new TreeMap<>();
    /** Of those that rest, oldest first. */
    private final Set<ExchangeOrder> atDiscretion = new LinkedHashSet<>();
    private @Nullable Price lastTrade;

    private NavigableMap<Price, ArrayDeque<ExchangeOrder>> side(boolean isBuy) {
        return isBuy ? bids : asks;
    }

    @Override
    public Quantity executable(ExchangeOrder incoming) {
        Quantity sum = Quantity.ZERO;
        for (Map.Entry<Price, ArrayDeque<ExchangeOrder>> level : side(!incoming.side.isBuy()).entrySet()) {
            if (!incoming.accepts(level.getKey())) {
                break;
            }
            for (ExchangeOrder resting : level.getValue()) {
                sum = sum.plus(resting.leavesQty());
            }
        }
        for (ExchangeOrder resting : atDiscretion) {
            sum = isReachedBeyondItsPrice(resting, incoming) ? sum.plus(resting.leavesQty()) : sum;
        }
        return sum;
    }

    /** It is at no price that the incoming order accepts, but accepts the incoming order's limit. */
    private static boolean isReachedBeyondItsPrice(ExchangeOrder resting, ExchangeOrder incoming) {
        return resting.isOpen() && resting.side.isBuy() != incoming.side.isBuy() && incoming.price != null && !incoming.accepts(priceOf(resting))
                && resting.accepts(incoming.price);
    }

    @Override
    public void match(ExchangeOrder incoming, Fills fills) {
        NavigableMap<Price, ArrayDeque<ExchangeOrder>> opposite = side(!incoming.side.isBuy());
        while (incoming.isOpen() && !opposite.isEmpty() && incoming.accepts(opposite.firstKey())) {
            Price price = opposite.firstKey();
            ArrayDeque<ExchangeOrder> level = opposite.firstEntry().getValue();
            ExchangeOrder resting = level.element();
            Quantity quantity = resting.leavesQty().min(incoming.leavesQty());
            resting.fill(quantity, price);
            incoming.fill(quantity, price);
            lastTrade = price;
            if (!resting.isOpen()) {
                level.remove();
                atDiscretion.remove(resting);
                if (level.isEmpty()) {
                    opposite.remove(price);
                }
            }
            fills.filled(resting, quantity, price);
            fills.filled(incoming, quantity, price);
        }
        Price limit = incoming.price;
        if (limit != null && incoming.isOpen() && !atDiscretion.isEmpty()) {
            matchAtDiscretion(incoming, limit, fills);
        }
    }

    private void matchAtDiscretion(ExchangeOrder incoming, Price limit, Fills fills) {
        for (ExchangeOrder resting : List.copyOf(atDiscretion)) {
            if (incoming.isOpen() && isReachedBeyondItsPrice(resting, incoming)) {
                Quantity quantity = resting.leavesQty().min(incoming.leavesQty());
                resting.fill(quantity, limit);
                incoming.fill(quantity, limit);
                lastTrade = limit;
                if (!resting.isOpen()) {
                    remove(resting);
                }
                fills.filled(resting, quantity, limit);
                fills.filled(incoming, quantity, limit);
            }
        }
    }

    @Override
    public void rest(ExchangeOrder order) {
        side(order.side.isBuy()).computeIfAbsent(priceOf(order), p -> new ArrayDeque<>()).add(order);
        if (order.discretionPrice != null) {
            atDiscretion.add(order);
        }
    }

    @Override
    public void remove(ExchangeOrder order) {
        atDiscretion.remove(order);
        if (order.price == null) {
            return;
        }
        NavigableMap<Price, ArrayDeque<ExchangeOrder>> own = side(order.side.isBuy());
        ArrayDeque<ExchangeOrder> level = own.get(order.price);
        if (level != null && level.remove(order) && level.isEmpty()) {
            own.remove(order.price);
        }
    }

    private static Price priceOf(ExchangeOrder order) {
        Price price = order.price;
        if (price == null) {
            throw new IllegalStateException("a market order does not rest: " + order.orderId);
        }
        return price;
    }

    @Override
    public boolean takesMarketOrders() {
        return false;
    }

    @Override
    public @Nullable Price lastTrade() {
        return lastTrade;
    }

    /** The best price of a side; null if nobody is there. */
    @Nullable
    Price best(boolean isBid) {
        return side(isBid).isEmpty() ? null : side(isBid).firstKey();
    }

    /** How much is there at that price. */
    Quantity shownAtBest(boolean isBid) {
        Quantity sum = Quantity.ZERO;
        for (ExchangeOrder order : side(isBid).isEmpty() ? new ArrayDeque<ExchangeOrder>() : side(isBid).firstEntry().getValue()) {
            sum = sum.plus(order.leavesQty());
        }
        return sum;
    }

    /** Best levels first, at most so many of a side. */
    void show(LevelBook into, int depth) {
        into.clear();
        show(into, depth, true);
        show(into, depth, false);
    }

    private void show(LevelBook into, int depth, boolean isBid) {
        int levels = 0;
        for (Map.Entry<Price, ArrayDeque<ExchangeOrder>> level : side(isBid).entrySet()) {
            if (levels++ == depth) {
                return;
            }
            long sum = 0;
            for (ExchangeOrder order : level.getValue()) {
                sum += order.leavesQty().raw();
            }
            into.add(isBid, level.getKey().raw(), sum);
        }
    }
}
