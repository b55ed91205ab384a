package io.portcullis.venues.market;

import java.util.Arrays;

/** Levels of a book that are others now, bids before offers, each the best first; made use of again and again. */
public final class LevelChanges {

    private boolean[] isBid = new boolean[4 * LevelBook.DEPTH];
    private long[] prices = new long[4 * LevelBook.DEPTH];
    private long[] quantities = new long[4 * LevelBook.DEPTH];
    private int count;

    void clear() {
        count = 0;
    }

    void add(boolean isOfBids, long price, long quantity) {
        if (count == prices.length) {
            isBid = Arrays.copyOf(isBid, 2 * count);
            prices = Arrays.copyOf(prices, 2 * count);
            quantities = Arrays.copyOf(quantities, 2 * count);
        }
        isBid[count] = isOfBids;
        prices[count] = price;
        quantities[count++] = quantity;
    }

    public int count() {
        return count;
    }

    public boolean isBid(int i) {
        return isBid[i];
    }

    /** Times 10<sup>8</sup>. */
    public long price(int i) {
        return prices[i];
    }

    /** Times 10<sup>8</sup>; 0 for nothing any more. */
    public long quantity(int i) {
        return quantities[i];
    }
}
