package io.portcullis.venues.market;

import io.portcullis.fix.sessions.marketdata.ShownBook;
import io.portcullis.oms.types.VenueId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One instrument at all venues: its best bid and offer, last trade and volume. What venues show changes in place; best prices are worked out from the best level of each usable book, once for all
 * that a message has changed. Nothing is allocated by that.
 */
public final class ConsolidatedBook {

    /** Of a trade of which nobody says when it was. */
    public static final long UNKNOWN_TIME = ShownBook.UNKNOWN_TIME;

    private static final int BIDS = 0;
    private static final int OFFERS = 1;

    private final String symbol;
    private VenueBook[] books = new VenueBook[4];
    private int count;
    private final boolean[] isThere = new boolean[2];
    private final long[] prices = new long[2];
    private final long[] quantities = new long[2];
    private boolean isChanged;
    private long trades;
    private long lastPrice;
    private long lastQuantity;
    private long lastTime;
    private long volume;

    ConsolidatedBook(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    public int count() {
        return count;
    }

    public VenueBook book(int i) {
        return books[i];
    }

    /** Null if nothing is known of it there. */
    @Nullable
    public VenueBook of(VenueId venue) {
        for (int i = 0; i < count; i++) {
            if (books[i].venue().equals(venue)) {
                return books[i];
            }
        }
        return null;
    }

    void add(VenueBook book) {
        if (count == books.length) {
            books = Arrays.copyOf(books, 2 * count);
        }
        books[count++] = book;
        isChanged = true;
    }

    void remove(VenueId venue) {
        for (int i = 0; i < count; i++) {
            if (books[i].venue().equals(venue)) {
                System.arraycopy(books, i + 1, books, i, --count - i);
                isChanged = true;
                return;
            }
        }
    }

    /** Something of a book is another, or whether it can be used. */
    void changed() {
        isChanged = true;
    }

    /** Works out what changes have made of the best prices. */
    void settle() {
        if (isChanged) {
            isChanged = false;
            settle(BIDS);
            settle(OFFERS);
        }
    }

    private void settle(int side) {
        boolean bids = side == BIDS;
        boolean isAny = false;
        long best = 0;
        long quantity = 0;
        for (int i = 0; i < count; i++) {
            LevelBook levels = books[i].levels;
            if (!books[i].isUsable() || levels.levels(bids) == 0) {
                continue;
            }
            long price = levels.price(bids, 0);
            if (!isAny || (bids ? price > best : price < best)) {
                isAny = true;
                best = price;
                quantity = levels.quantity(bids, 0);
            } else if (price == best) {
                long sum = quantity + levels.quantity(bids, 0);
                quantity = sum < 0 ? Long.MAX_VALUE : sum;
            }
        }
        isThere[side] = isAny;
        prices[side] = best;
        quantities[side] = quantity;
    }

    public boolean has(boolean bids) {
        settle();
        return isThere[bids ? BIDS : OFFERS];
    }

    /** Price times 10<sup>8</sup>; of no meaning if there is none. */
    public long best(boolean bids) {
        settle();
        return prices[bids ? BIDS : OFFERS];
    }

    /** Quantity times 10<sup>8</sup> at the best price, of all venues together. */
    public long quantity(boolean bids) {
        settle();
        return quantities[bids ? BIDS : OFFERS];
    }

    /** Puts together the levels of all usable books. @param depth the best so many of a side are right; there may be more */
    public void show(LevelBook into, int depth) {
        into.clear();
        for (int i = 0; i < count; i++) {
            if (books[i].isUsable()) {
                show(books[i].levels, true, into, depth);
                show(books[i].levels, false, into, depth);
            }
        }
    }

    private static void show(LevelBook from, boolean bids, LevelBook into, int depth) {
        for (int level = 0; level < Math.min(depth, from.levels(bids)); level++) {
            into.add(bids, from.price(bids, level), from.quantity(bids, level));
        }
    }

    // Trades

    /** @param quantity times 10<sup>8</sup>; 0 if nobody says. @param time epoch nanoseconds, or {@link #UNKNOWN_TIME} */
    void traded(long price, long quantity, long time) {
        trades++;
        lastPrice = price;
        lastQuantity = quantity;
        lastTime = time;
        long sum = volume + quantity;
        volume = sum < 0 ? Long.MAX_VALUE : sum;
    }

    public boolean hasTraded() {
        return trades > 0;
    }

    /** How many have been shown. */
    long trades() {
        return trades;
    }

    public long lastPrice() {
        return lastPrice;
    }

    public long lastQuantity() {
        return lastQuantity;
    }

    /** Epoch nanoseconds, or {@link #UNKNOWN_TIME}. */
    public long lastTime() {
        return lastTime;
    }

    /** What was traded on this day, as far as it was shown, times 10<sup>8</sup>. */
    public long volume() {
        return volume;
    }

    void startDay() {
        volume = 0;
    }
}
