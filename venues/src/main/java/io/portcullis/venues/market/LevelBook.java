package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.types.Price;
import org.jspecify.annotations.Nullable;

/** A few price levels of either side, best first, kept in arrays and overwritten by each snapshot. */
public final class LevelBook implements Book {

    /** How many levels of a side are kept; what comes beyond is left out. */
    public static final int DEPTH = 10;

    private final long[][] prices = new long[2][DEPTH];
    private final long[][] quantities = new long[2][DEPTH];
    private final int[] levels = new int[2];
    private @Nullable Price lastTrade;

    public void clear() {
        levels[0] = 0;
        levels[1] = 0;
    }

    /** Adds a level where its price belongs, whatever the order in which levels come; one of a price that is there adds to it. Beyond {@link #DEPTH} the worst is lost. */
    public void add(boolean bids, long price, long quantity) {
        int side = bids ? 0 : 1;
        int at = levels[side];
        while (at > 0 && (bids ? prices[side][at - 1] < price : prices[side][at - 1] > price)) {
            at--;
        }
        if (at > 0 && prices[side][at - 1] == price) {
            long sum = quantities[side][at - 1] + quantity;
            quantities[side][at - 1] = sum < 0 ? Long.MAX_VALUE : sum;
        } else if (at < DEPTH) {
            insert(side, at, price, quantity);
        }
    }

    private void insert(int side, int at, long price, long quantity) {
        int moved = Math.min(levels[side], DEPTH - 1) - at;
        System.arraycopy(prices[side], at, prices[side], at + 1, moved);
        System.arraycopy(quantities[side], at, quantities[side], at + 1, moved);
        prices[side][at] = price;
        quantities[side][at] = quantity;
        levels[side] = Math.min(levels[side] + 1, DEPTH);
    }

    /** Known until another trade is. */
    void traded(Price price) {
        lastTrade = price;
    }

    @Override
    public @Nullable Price lastTrade() {
        return lastTrade;
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
