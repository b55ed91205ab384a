package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * At which price an auction executes, and how much: at the one with the largest quantity; among such, the one that leaves the smallest surplus; among such, the one nearest to
 * the reference price; among such, the highest.
 *
 * @param quantity that is bought, and sold, at it
 * @param surplus what is left at that price of the larger side: positive to buy, negative to sell, raw
 */
record Uncross(Price price, Quantity quantity, long surplus) {

    /** What a side would execute: without a limit, and at each limit. */
    record Interest(long atMarket, NavigableMap<Price, Long> byLimit) {
    }

    /**
     * Null if nothing can be executed.
     *
     * @param reference the last trade or, before the first one, the last close; it may be the price though nobody names it. Null where there is none
     */
    static @Nullable Uncross of(Interest buy, Interest sell, @Nullable Price reference) {
        NavigableSet<Price> candidates = new TreeSet<>(buy.byLimit.keySet());
        candidates.addAll(sell.byLimit.keySet());
        if (reference != null) {
            candidates.add(reference);
        }
        Uncross best = null;
        for (Price price : candidates.descendingSet()) {
            Uncross at = at(price, buy, sell);
            if (at.quantity.isPositive() && (best == null || at.isBetterThan(best, reference))) {
                best = at;
            }
        }
        return best;
    }

    private static Uncross at(Price price, Interest buy, Interest sell) {
        long bought = buy.atMarket;
        long sold = sell.atMarket;
        for (var limit : buy.byLimit.entrySet()) {
            bought = limit.getKey().compareTo(price) >= 0 ? Math.addExact(bought, limit.getValue()) : bought;
        }
        for (var limit : sell.byLimit.entrySet()) {
            sold = limit.getKey().compareTo(price) <= 0 ? Math.addExact(sold, limit.getValue()) : sold;
        }
        return new Uncross(price, new Quantity(Math.min(bought, sold)), bought - sold);
    }

    private boolean isBetterThan(Uncross other, @Nullable Price reference) {
        int more = quantity.compareTo(other.quantity);
        int less = Long.compare(Math.abs(other.surplus), Math.abs(surplus));
        if (more != 0 || less != 0) {
            return more != 0 ? more > 0 : less > 0;
        }
        return reference != null && Math.abs(price.raw() - reference.raw()) < Math.abs(other.price.raw() - reference.raw());
    }
}
