package io.portcullis.venues.market;

import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a tape what venues show: of each book what has changed since the tape was told of it last. What the tape had no room for it is told later, as a whole book; a trade is lost, and counted by the tape. On a new day
 * the tape is told of all books anew, some thousands a second. On the shard's thread; a change of a book allocates nothing.
 */
public final class RecordedMarket implements MarketListener {

    private static final int MOST_TOLD_ANEW = 2_000;

    /** What the tape knows of a book. */
    private static final class Told {

        private final int market;
        private final long[][] prices = new long[2][LevelBook.DEPTH];
        private final long[][] quantities = new long[2][LevelBook.DEPTH];
        private final int[] levels = new int[2];
        private boolean isUsable;
        private boolean isKnown;

        private Told(int market) {
            this.market = market;
        }

        private void remember(LevelBook book, int depth, boolean isUsableNow) {
            remember(book, true, depth);
            remember(book, false, depth);
            isUsable = isUsableNow;
            isKnown = true;
        }

        private void remember(LevelBook book, boolean bids, int depth) {
            int side = bids ? 0 : 1;
            int count = Math.min(depth, book.levels(bids));
            if (count > prices[side].length) {
                prices[side] = Arrays.copyOf(prices[side], 2 * count);
                quantities[side] = Arrays.copyOf(quantities[side], 2 * count);
            }
            for (int i = 0; i < count; i++) {
                prices[side][i] = book.price(bids, i);
                quantities[side][i] = book.quantity(bids, i);
            }
            levels[side] = count;
        }

        /** Both are sorted, the best first. */
        private void changes(LevelBook book, boolean bids, int depth, LevelChanges into) {
            int side = bids ? 0 : 1;
            int now = Math.min(depth, book.levels(bids));
            int i = 0;
            int j = 0;
            while (i < levels[side] || j < now) {
                int order = i == levels[side] ? 1 : j == now ? -1 : compare(bids, prices[side][i], book.price(bids, j));
                if (order < 0) {
                    into.add(bids, prices[side][i++], 0);
                } else if (order > 0) {
                    into.add(bids, book.price(bids, j), book.quantity(bids, j++));
                } else {
                    if (quantities[side][i] != book.quantity(bids, j)) {
                        into.add(bids, book.price(bids, j), book.quantity(bids, j));
                    }
                    i++;
                    j++;
                }
            }
        }

        private static int compare(boolean bids, long one, long other) {
            return bids ? Long.compare(other, one) : Long.compare(one, other);
        }
    }

    private final TapeSink tape;
    private final int depth;
    private final LevelChanges changes = new LevelChanges();
    private final Map<VenueBook, Told> told = new IdentityHashMap<>();
    /** Of which the tape does not know how they are. */
    private final Map<VenueBook, Told> untold = new LinkedHashMap<>();
    /** Markets of which the tape does not know that they are gone. */
    private final Set<Integer> goneUntold = new LinkedHashSet<>();
    private final Supplier<@Nullable LocalDate> tradingDay;
    private boolean isBegun;
    private @Nullable LocalDate day;

    /**
     * @param depth levels of a side that are recorded, 1 for the best prices only
     * @param tradingDay asked when the first thing is shown; null before the first day
     */
    public RecordedMarket(TapeSink tape, int depth, Supplier<@Nullable LocalDate> tradingDay) {
        this.tape = tape;
        this.depth = depth;
        this.tradingDay = tradingDay;
    }

    private void begin() {
        if (!isBegun) {
            day = tradingDay.get();
            isBegun = tape.day(day);
        }
    }

    @Override
    public void book(VenueBook book) {
        begin();
        Told known = told.get(book);
        if (known == null) {
            known = new Told(tape.market(book.venue(), book.symbol()));
            told.put(book, known);
        }
        changes.clear();
        if (known.isKnown) {
            known.changes(book.levels, true, depth, changes);
            known.changes(book.levels, false, depth, changes);
            if (changes.count() == 0 && known.isUsable == book.isUsable()) {
                return;
            }
        } else {
            whole(book, true);
            whole(book, false);
        }
        if (tape.book(known.market, !known.isKnown, book.isUsable(), changes)) {
            if (!known.isKnown) {
                untold.remove(book);
                goneUntold.remove(known.market);
            }
            known.remember(book.levels, depth, book.isUsable());
        } else {
            known.isKnown = false;
            untold.put(book, known);
        }
    }

    private void whole(VenueBook book, boolean bids) {
        for (int i = 0; i < Math.min(depth, book.levels.levels(bids)); i++) {
            changes.add(bids, book.levels.price(bids, i), book.levels.quantity(bids, i));
        }
    }

    @Override
    public void gone(VenueBook book) {
        Told known = told.remove(book);
        untold.remove(book);
        if (known != null && !isGoneTold(known.market)) {
            goneUntold.add(known.market);
        }
    }

    private boolean isGoneTold(int market) {
        changes.clear();
        return tape.book(market, true, false, changes);
    }

    @Override
    public void traded(VenueId venue, String symbol, TradeKind kind, long price, long quantity) {
        begin();
        tape.traded(tape.market(venue, symbol), kind, price, quantity);
    }

    @Override
    public void turn(@Nullable LocalDate now) {
        begin();
        boolean isAnew = tape.wantsAll();
        if (!Objects.equals(day, now) && tape.day(now)) {
            day = now;
            isAnew = true;
        }
        if (isAnew) {
            told.forEach((book, known) -> {
                known.isKnown = false;
                untold.put(book, known);
            });
        }
        goneUntold.removeIf(this::isGoneTold);
        for (int i = 0; i < MOST_TOLD_ANEW && !untold.isEmpty(); i++) {
            Iterator<VenueBook> next = untold.keySet().iterator();
            VenueBook book = next.next();
            book(book);
            if (untold.containsKey(book)) {
                return; // there is no room
            }
        }
    }
}
