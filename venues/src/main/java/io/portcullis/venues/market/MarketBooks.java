package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The books of all venues as last heard of. Changed and read on the shard's thread only. */
public final class MarketBooks implements Market {

    private final Map<String, Map<VenueId, LevelBook>> books = new HashMap<>();
    private final Map<String, Price> lastTrades = new HashMap<>();
    private final Map<String, Long> lastTradeTimes = new HashMap<>();
    private final Map<VenueId, Long> shownTimes = new HashMap<>();
    private final LongSupplier clock;
    private Instruments instruments;
    private Consumer<String> moved = symbol -> {};
    private BiConsumer<VenueId, String> shown = (venue, symbol) -> {};

    /** Nobody asks how old its prices are: all count as of now. */
    public MarketBooks(Instruments instruments) {
        this(instruments, () -> Long.MAX_VALUE);
    }

    /** @param clock what it is when a price comes, epoch nanoseconds */
    public MarketBooks(Instruments instruments, LongSupplier clock) {
        this.instruments = instruments;
        this.clock = clock;
    }

    /** After a reload. */
    public void instruments(Instruments reloaded) {
        instruments = reloaded;
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }

    @Override
    public @Nullable Book book(VenueId venue, String symbol) {
        Map<VenueId, LevelBook> ofSymbol = books.get(symbol);
        return ofSymbol == null ? null : ofSymbol.get(venue);
    }

    /** The book of a venue, to be overwritten; an empty one if nothing was known. */
    public LevelBook bookToFill(VenueId venue, String symbol) {
        return books.computeIfAbsent(symbol, s -> new LinkedHashMap<>()).computeIfAbsent(venue, v -> new LevelBook());
    }

    /** A venue's last trade; its book has it, too. */
    public void traded(String symbol, Price price) {
        lastTrades.put(symbol, price);
        lastTradeTimes.put(symbol, clock.getAsLong());
    }

    /** A trade of before that the venue shows as its last one: nobody says how old it is. */
    void tradedBefore(String symbol, Price price) {
        lastTrades.put(symbol, price);
        lastTradeTimes.remove(symbol);
    }

    /** From now on, whenever a venue shows something else of an instrument that is told its symbol. On the shard's thread. */
    public void onMove(Consumer<String> listener) {
        moved = listener;
    }

    /** From now on, whenever a venue shows a price of an instrument, the same or another, that is told both. On the shard's thread. */
    public void onPrice(BiConsumer<VenueId, String> listener) {
        shown = listener;
    }

    /** The venue has shown a price. */
    public void shown(VenueId venue, String symbol) {
        shownTimes.put(venue, clock.getAsLong());
        shown.accept(venue, symbol);
    }

    /** The venue has shown all of it. */
    public void moved(String symbol) {
        moved.accept(symbol);
    }

    /** The venue's link is down: what it showed is not true any more. */
    public void forget(VenueId venue) {
        books.values().forEach(ofSymbol -> ofSymbol.remove(venue));
    }

    /** The last trade at any venue; before the first, the middle of the best quotes. */
    @Override
    public @Nullable Price reference(String symbol) {
        Price last = lastTrades.get(symbol);
        return last != null ? last : middle(best(symbol, true), best(symbol, false));
    }

    @Override
    public @Nullable Price referenceSince(String symbol, long earliest) {
        Price last = lastTrades.get(symbol);
        return last != null && lastTradeTimes.getOrDefault(symbol, Long.MIN_VALUE) >= earliest ? last
                : middle(best(symbol, true, earliest), best(symbol, false, earliest));
    }

    @Override
    public @Nullable Price lastTrade(String symbol) {
        return lastTrades.get(symbol);
    }

    @Override
    public @Nullable Price best(String symbol, boolean bids) {
        return best(symbol, bids, Long.MIN_VALUE);
    }

    /** Of the venues that have shown any price since then. */
    private @Nullable Price best(String symbol, boolean bids, long earliest) {
        Map<VenueId, LevelBook> ofSymbol = books.get(symbol);
        if (ofSymbol == null) {
            return null;
        }
        boolean isAny = false;
        long best = 0;
        for (Map.Entry<VenueId, LevelBook> each : ofSymbol.entrySet()) {
            LevelBook book = each.getValue();
            if (book.levels(bids) > 0 && (earliest == Long.MIN_VALUE || shownTimes.getOrDefault(each.getKey(), 0L) >= earliest)) {
                long price = book.price(bids, 0);
                best = !isAny ? price : bids ? Math.max(best, price) : Math.min(best, price);
                isAny = true;
            }
        }
        return isAny ? new Price(best) : null;
    }

    private static @Nullable Price middle(@Nullable Price bid, @Nullable Price ask) {
        return bid == null || ask == null ? null : new Price(bid.raw() + (ask.raw() - bid.raw()) / 2);
    }
}
