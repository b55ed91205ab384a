package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.types.Price;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The price levels of either side, best first, kept in arrays and changed in place. Nothing is allocated but when more levels come than ever before. */
public final class LevelBook implements Book {

    /** How many levels of a side are kept where nothing else is said. */
    public static final int DEPTH = 10;
    /** More are never kept: what comes beyond is left out. */
    public static final int MOST_LEVELS = 1_000;

    private static final int BIDS = 0;
    private static final int OFFERS = 1;

    private final int depth;
    private final long[][] prices;
    private final long[][] quantities;
    private final int[] levels = new int[2];
    private @Nullable ConsolidatedBook within;
    private @Nullable Price lastTrade;
    private long time;

    public LevelBook() {
        this(DEPTH);
    }

    /** @param depth how many levels of a side are kept, 1 to {@link #MOST_LEVELS} */
    public LevelBook(int depth) {
        if (depth < 1 || depth > MOST_LEVELS) {
            throw new IllegalArgumentException("a book keeps 1 to " + MOST_LEVELS + " levels of a side, was " + depth);
        }
        this.depth = depth;
        this.prices = new long[2][Math.min(depth, DEPTH)];
        this.quantities = new long[2][Math.min(depth, DEPTH)];
    }

    /** Its best prices count there. */
    void within(ConsolidatedBook consolidated) {
        within = consolidated;
    }

    public void clear() {
        levels[BIDS] = 0;
        levels[OFFERS] = 0;
        changed();
    }

    /** Adds a level where its price belongs, whatever the order in which levels come; one of a price that is there adds to it. Beyond the depth the worst is lost. */
    public void add(boolean bids, long price, long quantity) {
        int side = bids ? BIDS : OFFERS;
        int at = find(side, price);
        if (at >= 0) {
            long sum = quantities[side][at] + quantity;
            quantities[side][at] = sum < 0 ? Long.MAX_VALUE : sum;
            changed();
        } else {
            insert(side, -at - 1, price, quantity);
        }
    }

    /** There is that much at that price now, whatever was there before; 0 for nothing any more. */
    public void set(boolean bids, long price, long quantity) {
        int side = bids ? BIDS : OFFERS;
        int at = find(side, price);
        if (quantity <= 0) {
            remove(side, at);
        } else if (at >= 0) {
            quantities[side][at] = quantity;
            changed();
        } else {
            insert(side, -at - 1, price, quantity);
        }
    }

    /** That much less is at that price; a level at which nothing is left is gone. */
    void take(boolean bids, long price, long quantity) {
        int side = bids ? BIDS : OFFERS;
        int at = find(side, price);
        if (at >= 0 && quantities[side][at] > quantity) {
            quantities[side][at] -= quantity;
            changed();
        } else {
            remove(side, at);
        }
    }

    /** Levels worse than the first so many of a side are gone. */
    void cut(int most) {
        levels[BIDS] = Math.min(levels[BIDS], most);
        levels[OFFERS] = Math.min(levels[OFFERS], most);
    }

    /** Where the price is; if it is not there, the place where it belongs, minus 1, negated. */
    private int find(int side, long price) {
        int low = 0;
        int high = levels[side] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long there = prices[side][middle];
            if (there == price) {
                return middle;
            }
            if (there > price == (side == BIDS)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    private void insert(int side, int at, long price, long quantity) {
        if (at >= depth) {
            return;
        }
        if (levels[side] == prices[side].length && levels[side] < depth) {
            int room = Math.min(depth, 2 * levels[side]);
            prices[side] = Arrays.copyOf(prices[side], room);
            quantities[side] = Arrays.copyOf(quantities[side], room);
        }
        int moved = Math.min(levels[side], depth - 1) - at;
        System.arraycopy(prices[side], at, prices[side], at + 1, moved);
        System.arraycopy(quantities[side], at, quantities[side], at + 1, moved);
        prices[side][at] = price;
        quantities[side][at] = quantity;
        levels[side] = Math.min(levels[side] + 1, depth);
        changed();
    }

    private void remove(int side, int at) {
        if (at < 0) {
            return;
        }
        int behind = levels[side] - at - 1;
        System.arraycopy(prices[side], at + 1, prices[side], at, behind);
        System.arraycopy(quantities[side], at + 1, quantities[side], at, behind);
        levels[side]--;
        changed();
    }

    private void changed() {
        ConsolidatedBook consolidated = within;
        if (consolidated != null) {
            consolidated.changed();
        }
    }

    /** Known until another trade is. */
    void traded(Price price) {
        lastTrade = price;
    }

    @Override
    public @Nullable Price lastTrade() {
        return lastTrade;
    }

    /** @param now epoch nanoseconds */
    void toldAt(long now) {
        time = now;
    }

    @Override
    public long time() {
        return time;
    }

    @Override
    public int levels(boolean bids) {
        return levels[bids ? BIDS : OFFERS];
    }

    @Override
    public long price(boolean bids, int level) {
        return prices[bids ? BIDS : OFFERS][level];
    }

    @Override
    public long quantity(boolean bids, int level) {
        return quantities[bids ? BIDS : OFFERS][level];
    }

    boolean isEmpty() {
        return levels[BIDS] == 0 && levels[OFFERS] == 0;
    }
}
