package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.MarketDataTerms.Mode;
import io.portcullis.venues.tape.TapeEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Shows books what a tape says, as if its venues did: for tests, and to look at a past day. Its time is the tape's. Which books can be used is as it was when they were recorded. The same tape makes the same books.
 */
public final class PlayedMarket {

    private static final MarketDataTerms RECORDED = new MarketDataTerms(Mode.INCREMENTAL, LevelBook.MOST_LEVELS, Set.of(), Duration.ZERO);

    private final MarketBooks books;
    private final Map<VenueId, VenueId> names;
    private final Set<VenueId> venues = new LinkedHashSet<>();
    private long time;

    /** @param names other names for venues of the tape; those that are not there keep theirs */
    public PlayedMarket(Instruments instruments, Map<VenueId, VenueId> names) {
        this.books = new MarketBooks(instruments, () -> time);
        this.names = Map.copyOf(names);
    }

    public MarketBooks books() {
        return books;
    }

    /** Epoch nanoseconds, as the tape has told it. */
    public long time() {
        return time;
    }

    public void take(TapeEntry entry) {
        time = Math.max(time, entry.time());
        switch (entry) {
            case TapeEntry.Begin _ -> venues.forEach(books::forget);
            case TapeEntry.Book book -> show(bookOf(book.venue(), book.symbol()), book);
            case TapeEntry.Trade trade -> traded(bookOf(trade.venue(), trade.symbol()), trade);
            case TapeEntry.Tick _,TapeEntry.Missed _ -> {
                // the time is all that they say
            }
        }
    }

    private VenueBook bookOf(VenueId recorded, String symbol) {
        VenueId venue = names.getOrDefault(recorded, recorded);
        VenueFeed feed = books.feed(venue);
        if (venues.add(venue)) {
            feed.terms(RECORDED);
        }
        return books.bookOf(feed, symbol, LevelBook.MOST_LEVELS);
    }

    private void show(VenueBook book, TapeEntry.Book entry) {
        if (entry.isWhole()) {
            book.levels.clear();
        }
        entry.levels().forEach(level -> book.levels.set(level.isBid(), level.price(), level.quantity()));
        if (entry.isUsable()) {
            books.complete(book);
        } else {
            books.flawed(book, Flaw.GAP, "it was not used when it was recorded");
        }
    }

    private void traded(VenueBook book, TapeEntry.Trade trade) {
        switch (trade.kind()) {
            case NEW -> {
                book.levels.traded(new Price(trade.price()));
                books.traded(book, trade.price(), trade.quantity());
                books.moved(trade.symbol());
            }
            case BEFORE -> {
                book.levels.traded(new Price(trade.price()));
                if (books.lastTrade(trade.symbol()) == null) {
                    books.tradedBefore(book, trade.price(), ConsolidatedBook.UNKNOWN_TIME);
                }
            }
            case CHANGED, DELETED -> {
                // moves no price
            }
        }
    }

    /** A number for how all books are: two markets with the same one are the same, as far as best prices, last trades, volumes and levels go. */
    public static long fingerprint(MarketBooks books) {
        CRC32C sum = new CRC32C();
        List<ConsolidatedBook> all = books.all().stream().sorted(Comparator.comparing(ConsolidatedBook::symbol)).toList();
        LevelBook together = new LevelBook(LevelBook.MOST_LEVELS);
        for (ConsolidatedBook each : all) {
            each.show(together, LevelBook.MOST_LEVELS);
            if (together.isEmpty() && !each.hasTraded()) {
                continue;
            }
            StringBuilder text = new StringBuilder(each.symbol()).append(' ').append(each.hasTraded() ? each.lastPrice() : "none").append(' ')
                    .append(each.volume());
            levels(together, true, text);
            levels(together, false, text.append(" |"));
            sum.update(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
        }
        return sum.getValue();
    }

    private static void levels(LevelBook book, boolean bids, StringBuilder into) {
        for (int i = 0; i < book.levels(bids); i++) {
            into.append(' ').append(book.price(bids, i)).append('*').append(book.quantity(bids, i));
        }
    }
}
