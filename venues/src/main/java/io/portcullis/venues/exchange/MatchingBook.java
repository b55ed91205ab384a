package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.market.LevelBook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One instrument's resting orders by price and time. */
final class MatchingBook {

    /** Told of each match, resting order first. */
    interface Matches {
        void matched(ExchangeOrder resting, ExchangeOrder incoming, Quantity quantity, Price price);
    }

    private final NavigableMap<Long, List<ExchangeOrder>> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Long, List<ExchangeOrder>> asks = new TreeMap<>();
    private @Nullable Price lastTrade;

    @Nullable
    Price lastTrade() {
        return lastTrade;
    }

    private NavigableMap<Long, List<ExchangeOrder>> side(boolean isBuy) {
        return isBuy ? bids : asks;
    }

    /** What could be executed at once. */
    Quantity executable(ExchangeOrder incoming) {
        Quantity sum = Quantity.ZERO;
        for (var level : side(!incoming.side.isBuy()).entrySet()) {
            if (!accepts(incoming, level.getKey())) {
                break;
            }
            for (ExchangeOrder resting : level.getValue()) {
                sum = sum.plus(resting.leavesQty());
            }
        }
        return sum;
    }

    /** Executes what can be executed; what is left is the caller's business. */
    void match(ExchangeOrder incoming, Matches matches) {
        NavigableMap<Long, List<ExchangeOrder>> opposite = side(!incoming.side.isBuy());
        while (incoming.isOpen() && !opposite.isEmpty() && accepts(incoming, opposite.firstKey())) {
            List<ExchangeOrder> level = opposite.firstEntry().getValue();
            ExchangeOrder resting = level.get(0);
            Quantity quantity = resting.leavesQty().min(incoming.leavesQty());
            Price price = new Price(opposite.firstKey());
            resting.fill(quantity, price);
            incoming.fill(quantity, price);
            lastTrade = price;
            if (!resting.isOpen()) {
                level.remove(0);
                if (level.isEmpty()) {
                    opposite.pollFirstEntry();
                }
            }
            matches.matched(resting, incoming, quantity, price);
        }
    }

    private static boolean accepts(ExchangeOrder incoming, long price) {
        Price limit = incoming.price;
        return limit == null || (incoming.side.isBuy() ? price <= limit.raw() : price >= limit.raw());
    }

    void rest(ExchangeOrder order) {
        side(order.side.isBuy()).computeIfAbsent(priceOf(order), p -> new ArrayList<>()).add(order);
    }

    void remove(ExchangeOrder order) {
        NavigableMap<Long, List<ExchangeOrder>> own = side(order.side.isBuy());
        List<ExchangeOrder> level = own.get(priceOf(order));
        if (level != null && level.remove(order) && level.isEmpty()) {
            own.remove(priceOf(order));
        }
    }

    private static long priceOf(ExchangeOrder order) {
        Price price = order.price;
        if (price == null) {
            throw new IllegalStateException("a market order does not rest: " + order.orderId);
        }
        return price.raw();
    }

    /** Best levels first. */
    void show(LevelBook into, int depth) {
        into.clear();
        show(into, depth, true);
        show(into, depth, false);
    }

    private void show(LevelBook into, int depth, boolean isBid) {
        int levels = 0;
        for (var level : side(isBid).entrySet()) {
            if (levels++ == depth) {
                return;
            }
            long sum = 0;
            for (ExchangeOrder order : level.getValue()) {
                sum += order.leavesQty().raw();
            }
            into.add(isBid, level.getKey(), sum);
        }
    }
}
