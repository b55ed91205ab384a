package io.portcullis.venues.routing;

import io.portcullis.oms.core.Router.Request;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.Arrays;
import java.util.List;

/**
 * Where venues charge least amounts it may be cheaper to use fewer of them: one after the other is left out, that which saves most first, as long as the rest show as much. That costs at most the least
 * amounts of the venues, that would be used were there none, more than the cheapest way of all.
 * <p>
 * The levels of all venues are put in their order once: without some of the venues the order of the others is the same.
 */
final class LeastFees {

    private final BooksOfSide books;
    private final boolean isBuy;
    private final long lot;
    private final long quantity;
    private final int count;
    private final long[] rooms;
    private final Money[] minimums;
    // Each venue's level that is next in order, and what a share costs there.
    private final int[] next;
    private final long[] costs;
    private final boolean[] isOpen;
    // All levels in their order, as far as they were needed.
    private int[] venues = new int[32];
    private long[] shown = new long[32];
    private long[] prices = new long[32];
    private long[] fees = new long[32];
    private int size;
    // What was found out last.
    private final long[] taken;
    private final long[] feesHigh;
    private final long[] feesLow;
    private long rest;
    private long high;
    private long low;
    private boolean isShort;
    /** Of the last level of which something was taken: what a share costs there. */
    private long lastCost;
    /** Of each venue, before its least amount. */
    private final long[] paidHigh;
    private final long[] paidLow;

    /** @param beyond of each venue, what it is given otherwise */
    LeastFees(BooksOfSide books, Request request, long lot, long[] beyond) {
        this.books = books;
        this.isBuy = request.side().isBuy();
        this.lot = lot;
        this.count = beyond.length;
        this.rooms = new long[count];
        this.minimums = new Money[count];
        this.next = new int[count];
        this.costs = new long[count];
        this.isOpen = new boolean[count];
        this.taken = new long[count];
        this.feesHigh = new long[count];
        this.feesLow = new long[count];
        this.paidHigh = new long[count];
        this.paidLow = new long[count];
        List<Quantity> most = request.most();
        long left = request.quantity().raw();
        for (int v = 0; v < count; v++) {
            left -= beyond[v];
            rooms[v] = most == null ? Long.MAX_VALUE : most.get(v).raw() - beyond[v];
            minimums[v] = books.fee(v).minimum();
            look(v);
        }
        this.quantity = left;
    }

    /** Which venues are to be left out. */
    boolean[] leftOut() {
        boolean[] isOut = new boolean[count];
        boolean[] isUsed = new boolean[count];
        reckon(isOut);
        long leastRest = rest;
        long bestHigh = high;
        long bestLow = low;
        boolean mayBeLess = isShort;
        keepUsed(isUsed);
        boolean[] isUsedThen = new boolean[count];
        boolean[] staysIn = new boolean[count];
        findWhatStaysIn(staysIn);
        while (mayBeLess) {
            int saves = BooksOfSide.NONE;
            for (int v = 0; v < count; v++) {
                if (isOut[v] || staysIn[v] || !isUsed[v]) {
                    continue;
                }
                isOut[v] = true;
                reckon(isOut);
                isOut[v] = false;
                if (rest <= leastRest && (high < bestHigh || high == bestHigh && Long.compareUnsigned(low, bestLow) < 0)) {
                    bestHigh = high;
                    bestLow = low;
                    saves = v;
                    mayBeLess = isShort;
                    keepUsed(isUsedThen);
                }
            }
            if (saves == BooksOfSide.NONE) {
                return isOut;
            }
            isOut[saves] = true;
            System.arraycopy(isUsedThen, 0, isUsed, 0, count);
        }
        return isOut;
    }

    /**
     * Without such a venue all that it was to get costs at least as much as the last share that was taken: where that is more than all least amounts together could save nothing is gained by leaving it out.
     * Nor where there is less than is wanted.
     */
    private void findWhatStaysIn(boolean[] staysIn) {
        Money most = Money.ZERO;
        for (int v = 0; v < count; v++) {
            Money itsFees = new Money(feesHigh[v], feesLow[v]);
            most = taken[v] > 0 && minimums[v].exceeds(itsFees) ? most.plus(minimums[v]).minus(itsFees) : most;
        }
        for (int v = 0; v < count; v++) {
            if (taken[v] > 0) {
                Money elsewhere = Money.of(new Quantity(taken[v]), new Price(lastCost));
                Money more = elsewhere.minus(new Money(paidHigh[v], paidLow[v])).minus(new Money(feesHigh[v], feesLow[v]));
                staysIn[v] = rest > 0 || !most.exceeds(more);
            }
        }
    }

    private void keepUsed(boolean[] isUsed) {
        for (int v = 0; v < count; v++) {
            isUsed[v] = taken[v] > 0;
        }
    }

    /** What is taken of what is shown without these venues, and what it costs: what a buyer pays, or the opposite of what a seller gets. As {@link Sweep} takes it. */
    private void reckon(boolean[] isOut) {
        Arrays.fill(taken, 0);
        Arrays.fill(feesHigh, 0);
        Arrays.fill(feesLow, 0);
        Arrays.fill(paidHigh, 0);
        Arrays.fill(paidLow, 0);
        rest = quantity;
        high = 0;
        low = 0;
        for (int i = 0; rest > 0 && (i < size || extend()); i++) {
            int v = venues[i];
            long room = rooms[v] - taken[v];
            if (isOut[v] || room <= 0) {
                continue;
            }
            long part = Math.min(room, shown[i] >= rest ? rest : lot == 1 ? shown[i] : shown[i] / lot * lot);
            taken[v] += part;
            rest -= part;
            if (part > 0) {
                lastCost = prices[i] + fees[i];
            }
            long paid = part * prices[i];
            long sumLow = paidLow[v] + paid;
            paidHigh[v] = Math.addExact(paidHigh[v], Math.multiplyHigh(part, prices[i]) + (Long.compareUnsigned(sumLow, paid) < 0 ? 1 : 0));
            paidLow[v] = sumLow;
            long fee = part * fees[i];
            long feeLow = feesLow[v] + fee;
            feesHigh[v] = Math.addExact(feesHigh[v], Math.multiplyHigh(part, fees[i]) + (Long.compareUnsigned(feeLow, fee) < 0 ? 1 : 0));
            feesLow[v] = feeLow;
        }
        isShort = false;
        for (int v = 0; v < count; v++) {
            Money minimum = minimums[v];
            boolean isLess = taken[v] > 0 && !minimum.isZero()
                    && (feesHigh[v] < minimum.high() || feesHigh[v] == minimum.high() && Long.compareUnsigned(feesLow[v], minimum.low()) < 0);
            isShort |= isLess;
            add(paidHigh[v], paidLow[v]);
            add(isLess ? minimum.high() : feesHigh[v], isLess ? minimum.low() : feesLow[v]);
        }
    }

    private void add(long moreHigh, long moreLow) {
        low += moreLow;
        high = Math.addExact(Math.addExact(high, moreHigh), Long.compareUnsigned(low, moreLow) < 0 ? 1 : 0);
    }

    /** By the level of all venues that is the next best one. @return false if there is none */
    private boolean extend() {
        int best = BooksOfSide.NONE;
        for (int v = 0; v < count; v++) {
            if (isOpen[v] && (best == BooksOfSide.NONE || books.isBetter(costs[v], v, next[v], costs[best], best, next[best]))) {
                best = v;
            }
        }
        if (best == BooksOfSide.NONE) {
            return false;
        }
        if (size == venues.length) {
            venues = Arrays.copyOf(venues, 2 * size);
            shown = Arrays.copyOf(shown, 2 * size);
            prices = Arrays.copyOf(prices, 2 * size);
            fees = Arrays.copyOf(fees, 2 * size);
        }
        long price = books.price(best, next[best]);
        venues[size] = best;
        shown[size] = books.quantity(best, next[best]);
        prices[size] = (isBuy ? price : -price) + books.measured(best);
        fees[size] = books.fee(best).at(price);
        size++;
        next[best]++;
        look(best);
        return true;
    }

    private void look(int venue) {
        int level = next[venue];
        isOpen[venue] = level < books.levels(venue) && books.isWithinLimit(books.price(venue, level));
        costs[venue] = isOpen[venue] ? books.cost(venue, level) : 0;
    }
}
