package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;

/** A few price levels of either side, kept in arrays and overwritten by each snapshot. */
public final class LevelBook implements Book {

    /** How many levels of a side are kept; what comes beyond is left out. */
    public static final int DEPTH = 10;

    private final long[][] prices = new long[2][DEPTH];
    private final long[][] quantities = new long[2][DEPTH];
    private final int[] levels = new int[2];

    public void clear() {
        levels[0] = 0;
        levels[1] = 0;
    }

    /** Adds a level behind those of its side: best first. */
    public void add(boolean bids, long price, long quantity) {
        int side = bids ? 0 : 1;
        if (levels[side] < DEPTH) {
            prices[side][levels[side]] = price;
            quantities[side][levels[side]++] = quantity;
        }
    }

    @Override
    public int levels(boolean bids) {
        return levels[bids ? 0 : 1];
    }

    @Override
    public long price(boolean bids, int level) {
        return prices[bids ? 0 : 1][level];
    }

    @Override
    public long quantity(boolean bids, int level) {
        return quantities[bids ? 0 : 1][level];
    }
}
