package io.portcullis.fix.sessions.marketdata;

import java.util.Arrays;

/** One instrument as it is shown to clients: levels of either side, best first, and the last trade. Used again for the next one. */
public final class ShownBook {

    /** Of a trade of which nobody says when it was. */
    public static final long UNKNOWN_TIME = Long.MIN_VALUE;

    private final long[][] prices = new long[2][0];
    private final long[][] quantities = new long[2][0];
    private final int[] levels = new int[2];
    private long trades;
    private long lastPrice;
    private long lastQuantity;
    private long lastTime;

    public void clear() {
        levels[0] = 0;
        levels[1] = 0;
        trades = 0;
    }

    /** The next level of that side. @param price times 10<sup>8</sup>. @param quantity likewise */
    public void add(boolean bids, long price, long quantity) {
        int side = bids ? 0 : 1;
        int at = levels[side]++;
        if (at == prices[side].length) {
            prices[side] = Arrays.copyOf(prices[side], Math.max(4, 2 * at));
            quantities[side] = Arrays.copyOf(quantities[side], Math.max(4, 2 * at));
        }
        prices[side][at] = price;
        quantities[side][at] = quantity;
    }

    /** @param count how many trades were seen, this one included. @param quantity times 10<sup>8</sup>, 0 if nobody says. @param time epoch nanoseconds, or {@link #UNKNOWN_TIME} */
    public void traded(long count, long price, long quantity, long time) {
        trades = count;
        lastPrice = price;
        lastQuantity = quantity;
        lastTime = time;
    }

    int levels(boolean bids) {
        return levels[bids ? 0 : 1];
    }

    long price(boolean bids, int level) {
        return prices[bids ? 0 : 1][level];
    }

    long quantity(boolean bids, int level) {
        return quantities[bids ? 0 : 1][level];
    }

    /** 0 if none was seen. */
    long trades() {
        return trades;
    }

    long lastPrice() {
        return lastPrice;
    }

    long lastQuantity() {
        return lastQuantity;
    }

    long lastTime() {
        return lastTime;
    }

    void copy(ShownBook from) {
        for (int side = 0; side < 2; side++) {
            if (prices[side].length < from.levels[side]) {
                prices[side] = new long[from.levels[side]];
                quantities[side] = new long[from.levels[side]];
            }
            System.arraycopy(from.prices[side], 0, prices[side], 0, from.levels[side]);
            System.arraycopy(from.quantities[side], 0, quantities[side], 0, from.levels[side]);
            levels[side] = from.levels[side];
        }
        traded(from.trades, from.lastPrice, from.lastQuantity, from.lastTime);
    }

    boolean isSameSide(ShownBook other, boolean bids) {
        int side = bids ? 0 : 1;
        return Arrays.equals(prices[side], 0, levels[side], other.prices[side], 0, other.levels[side])
                && Arrays.equals(quantities[side], 0, levels[side], other.quantities[side], 0, other.levels[side]);
    }
}
