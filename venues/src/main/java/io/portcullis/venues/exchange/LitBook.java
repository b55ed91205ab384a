package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Price-time priority: the best price first; at a price those that are seen before those that are not, and of either the oldest first. Trades are at the price of the order that
 * rested. Of an order that shows a part only, the next part comes when that is filled, at the end of the queue. When nobody is left there at a price that suits, orders that
 * leave discretion beyond their price meet the incoming order at its limit, the oldest first; two that would have to use their discretion both don't meet.
 */
final class LitBook implements OrderBook {

    /** Those at one price, oldest first. */
    private record Level(ArrayDeque<ExchangeOrder> seen, ArrayDeque<ExchangeOrder> hidden) {

        private ArrayDeque<ExchangeOrder> of(ExchangeOrder order) {
            return order.isHidden() ? hidden : seen;
        }

        private boolean isEmpty() {
            return seen.isEmpty() && hidden.isEmpty();
        }
    }

    private final Quantity lot;
    private final NavigableMap<Price, Level> bids = new TreeMap<>(Comparator.reverseOrder());
    private final NavigableMap<Price, Level> asks = new TreeMap<>();
    /** Of those that rest, oldest first. */
    private final Set<ExchangeOrder> atDiscretion = new LinkedHashSet<>();
    /** They have had the execution for which they waited, and take any from now on: somebody may be there for whom it was too little until now. */
    private final Set<ExchangeOrder> freed = new LinkedHashSet<>();
    /** They wait for an auction without a limit, oldest first. */
    private final Set<ExchangeOrder> atMarket = new LinkedHashSet<>();
    private @Nullable Bands bands;
    private @Nullable Price lastTrade;

    /** @param lot orders are for a multiple of it */
    LitBook(Quantity lot) {
        this.lot = lot;
    }

    /** Nothing is executed outside of them. @param newBands null for none */
    void bounds(@Nullable Bands newBands) {
        bands = newBands;
    }

    private boolean isWithinBands(Price price) {
        Bands in = bands;
        return in == null || !in.areExceededBy(true, price) && !in.areExceededBy(false, price);
    }

    private NavigableMap<Price, Level> side(boolean isBuy) {
        return isBuy ? bids : asks;
    }

    private boolean suits(ExchangeOrder incoming, Price at) {
        return incoming.accepts(at) && isWithinBands(at);
    }

    // Continuous trading

    /** Up to an order that it must not be executed against: what comes then depends on which of both ends. */
    @Override
    public Quantity executable(ExchangeOrder incoming) {
        Quantity left = incoming.leavesQty();
        for (Map.Entry<Price, Level> level : side(!incoming.side.isBuy()).entrySet()) {
            if (!suits(incoming, level.getKey())) {
                break;
            }
            for (ExchangeOrder resting : level.getValue().seen) {
                if (resting.isOfTheSame(incoming)) {
                    return incoming.leavesQty().minus(left);
                }
                left = left.minus(left.min(resting.leavesQty()));
            }
            for (ExchangeOrder resting : level.getValue().hidden) {
                boolean isEnough = left.isPositive() && left.compareTo(resting.leastExecution()) >= 0;
                if (isEnough && resting.isOfTheSame(incoming)) {
                    return incoming.leavesQty().minus(left);
                }
                left = isEnough ? left.minus(left.min(resting.leavesQty())) : left;
            }
        }
        for (ExchangeOrder resting : atDiscretion) {
            left = isReachedBeyondItsPrice(resting, incoming) ? left.minus(left.min(resting.leavesQty())) : left;
        }
        return incoming.leavesQty().minus(left);
    }

    /** It is at no price that the incoming order accepts, but accepts the incoming order's limit. */
    private boolean isReachedBeyondItsPrice(ExchangeOrder resting, ExchangeOrder incoming) {
        return resting.isOpen() && resting.side.isBuy() != incoming.side.isBuy() && incoming.price != null && !incoming.accepts(priceOf(resting))
                && resting.accepts(incoming.price) && isWithinBands(incoming.price) && !resting.isOfTheSame(incoming);
    }

    @Override
    public void match(ExchangeOrder incoming, Meetings meetings) {
        NavigableMap<Price, Level> opposite = side(!incoming.side.isBuy());
        Map.Entry<Price, Level> next = opposite.firstEntry();
        while (next != null && incoming.isOpen() && suits(incoming, next.getKey())) {
            matchSeen(incoming, next.getKey(), next.getValue(), meetings);
            matchHidden(incoming, next.getKey(), next.getValue(), meetings);
            if (next.getValue().isEmpty()) {
                opposite.remove(next.getKey());
            }
            next = opposite.higherEntry(next.getKey());
        }
        Price limit = incoming.price;
        if (limit != null && incoming.isOpen() && !atDiscretion.isEmpty()) {
            matchAtDiscretion(incoming, limit, meetings);
        }
    }

    private void matchSeen(ExchangeOrder incoming, Price price, Level level, Meetings meetings) {
        while (incoming.isOpen() && !level.seen.isEmpty()) {
            ExchangeOrder resting = level.seen.element();
            if (resting.isOfTheSame(incoming)) {
                meetings.selfMatch(resting, incoming);
                continue;
            }
            if (resting.shownQty().isZero()) { // a correction has taken the part that was seen
                level.seen.remove();
                resting.showNext(lot);
                level.seen.add(resting);
                continue;
            }
            Quantity quantity = resting.shownQty().min(incoming.leavesQty());
            fill(resting, incoming, quantity, price);
            if (!resting.isOpen()) {
                level.seen.remove();
                atDiscretion.remove(resting);
            } else if (resting.shownQty().isZero()) {
                level.seen.remove();
                resting.showNext(lot);
                level.seen.add(resting);
            }
            meetings.traded(resting, incoming, quantity, price);
        }
    }

    /** Those that wait until there is enough are passed over while there is not. */
    private void matchHidden(ExchangeOrder incoming, Price price, Level level, Meetings meetings) {
        for (ExchangeOrder resting : List.copyOf(level.hidden)) {
            if (!incoming.isOpen()) {
                return;
            }
            if (incoming.leavesQty().compareTo(resting.leastExecution()) < 0) {
                continue;
            }
            if (resting.isOfTheSame(incoming)) {
                meetings.selfMatch(resting, incoming);
                continue;
            }
            Quantity quantity = resting.leavesQty().min(incoming.leavesQty());
            fill(resting, incoming, quantity, price);
            if (!resting.isOpen() || !resting.isHidden()) {
                level.hidden.remove(resting);
            }
            if (resting.isOpen() && !resting.isHidden()) {
                level.seen.add(resting);
                freed.add(resting);
            }
            meetings.traded(resting, incoming, quantity, price);
        }
    }

    private void matchAtDiscretion(ExchangeOrder incoming, Price limit, Meetings meetings) {
        for (ExchangeOrder resting : List.copyOf(atDiscretion)) {
            if (incoming.isOpen() && isReachedBeyondItsPrice(resting, incoming)) {
                Quantity quantity = resting.leavesQty().min(incoming.leavesQty());
                fill(resting, incoming, quantity, limit);
                if (!resting.isOpen()) {
                    remove(resting);
                }
                meetings.traded(resting, incoming, quantity, limit);
            }
        }
    }

    private void fill(ExchangeOrder one, ExchangeOrder other, Quantity quantity, Price price) {
        if (!quantity.isPositive()) {
            throw new IllegalStateException("nothing to execute between " + one.orderId + " and " + other.orderId);
        }
        one.fill(quantity, price);
        other.fill(quantity, price);
        lastTrade = price;
    }

    @Override
    public void rest(ExchangeOrder order) {
        if (order.price == null) {
            atMarket.add(order);
            return;
        }
        if (!order.isHidden()) {
            order.showNext(lot);
        }
        side(order.side.isBuy()).computeIfAbsent(order.price, _ -> new Level(new ArrayDeque<>(), new ArrayDeque<>())).of(order).add(order);
        if (order.discretionPrice != null) {
            atDiscretion.add(order);
        }
    }

    @Override
    public void remove(ExchangeOrder order) {
        freed.remove(order);
        atDiscretion.remove(order);
        atMarket.remove(order);
        if (order.price == null) {
            return;
        }
        NavigableMap<Price, Level> own = side(order.side.isBuy());
        Level level = own.get(order.price);
        if (level != null && (level.seen.remove(order) || level.hidden.remove(order)) && level.isEmpty()) {
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

    /** Those that wait until there is enough for them and may have it now: the best price first, then the oldest; null if there is none. */
    @Nullable
    ExchangeOrder nextThatHasEnough() {
        for (ExchangeOrder order : List.copyOf(freed)) {
            freed.remove(order);
            if (order.isOpen()) {
                return order;
            }
        }
        ExchangeOrder one = nextThatHasEnough(bids);
        return one == null ? nextThatHasEnough(asks) : one;
    }

    private @Nullable ExchangeOrder nextThatHasEnough(NavigableMap<Price, Level> side) {
        for (Level level : side.values()) {
            for (ExchangeOrder order : level.hidden) {
                Quantity executable = executable(order);
                if (order.leastExecution().isPositive() && executable.compareTo(order.leastExecution()) >= 0) {
                    return order;
                }
            }
        }
        return null;
    }

    // Auctions

    /** What an auction would come to now; null if nothing could be executed. @param reference null where there is none */
    @Nullable
    Uncross indicative(@Nullable Price reference) {
        return Uncross.of(interest(true), interest(false), reference != null && isWithinBands(reference) ? reference : null);
    }

    private Uncross.Interest interest(boolean isBuy) {
        long sum = 0;
        for (ExchangeOrder order : atMarket) {
            sum = order.side.isBuy() == isBuy ? Math.addExact(sum, order.leavesQty().raw()) : sum;
        }
        NavigableMap<Price, Long> byLimit = new TreeMap<>();
        side(isBuy).forEach((price, level) -> {
            if (isWithinBands(price)) {
                level.seen.forEach(order -> byLimit.merge(price, order.leavesQty().raw(), Math::addExact));
            }
        });
        return new Uncross.Interest(sum, byLimit);
    }

    /** Executes that: market orders first, then the best limits, the oldest first, hidden parts with what is seen of them. Orders that nobody sees take no part. */
    void uncross(Uncross auction, Meetings meetings) {
        ArrayDeque<ExchangeOrder> buyers = takers(true, auction.price());
        ArrayDeque<ExchangeOrder> sellers = takers(false, auction.price());
        for (long left = auction.quantity().raw(); left > 0;) {
            ExchangeOrder buyer = buyers.element();
            ExchangeOrder seller = sellers.element();
            Quantity quantity = new Quantity(left).min(buyer.leavesQty()).min(seller.leavesQty());
            fill(buyer, seller, quantity, auction.price());
            left -= quantity.raw();
            settle(buyer, buyers);
            settle(seller, sellers);
            meetings.traded(buyer, seller, quantity, auction.price());
        }
    }

    private void settle(ExchangeOrder order, ArrayDeque<ExchangeOrder> queue) {
        if (!order.isOpen()) {
            queue.remove();
            remove(order);
        } else if (order.shownQty().isZero()) {
            order.showNext(lot);
        }
    }

    private ArrayDeque<ExchangeOrder> takers(boolean isBuy, Price price) {
        ArrayDeque<ExchangeOrder> all = new ArrayDeque<>();
        atMarket.stream().filter(order -> order.side.isBuy() == isBuy).forEach(all::add);
        side(isBuy).headMap(price, true).values().forEach(level -> all.addAll(level.seen));
        return all;
    }

    /** All that rest, at whatever price. */
    List<ExchangeOrder> all() {
        List<ExchangeOrder> all = new ArrayList<>(atMarket);
        for (Level level : bids.values()) {
            all.addAll(level.seen);
            all.addAll(level.hidden);
        }
        for (Level level : asks.values()) {
            all.addAll(level.seen);
            all.addAll(level.hidden);
        }
        return all;
    }

    // What is seen

    @Override
    public boolean takesMarketOrders() {
        return false;
    }

    @Override
    public @Nullable Price lastTrade() {
        return lastTrade;
    }

    /** The best price of a side at which somebody is seen; null if nobody is. */
    @Nullable
    Price best(boolean isBid) {
        for (Map.Entry<Price, Level> level : side(isBid).entrySet()) {
            if (!level.getValue().seen.isEmpty()) {
                return level.getKey();
            }
        }
        return null;
    }

    /** How much is seen at that price. */
    Quantity shownAtBest(boolean isBid) {
        return new Quantity(shown(isBid, 1).values().stream().mapToLong(Long::longValue).sum());
    }

    /** What is seen at each price, raw, the best first. @param depth at most so many prices */
    Map<Long, Long> shown(boolean isBid, int depth) {
        Map<Long, Long> shown = new LinkedHashMap<>();
        for (Map.Entry<Price, Level> level : side(isBid).entrySet()) {
            if (shown.size() == depth) {
                break;
            }
            long sum = 0;
            for (ExchangeOrder order : level.getValue().seen) {
                sum = Math.addExact(sum, order.shownQty().raw());
            }
            if (sum > 0) {
                shown.put(level.getKey().raw(), sum);
            }
        }
        return shown;
    }
}
