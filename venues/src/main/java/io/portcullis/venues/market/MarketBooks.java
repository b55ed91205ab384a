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
import org.jspecify.annotations.Nullable;

/** The books of all venues as last heard of. Changed and read on the shard's thread only. */
public final class MarketBooks implements Market {

    private final Map<String, Map<VenueId, LevelBook>> books = new HashMap<>();
    private final Map<String, Price> lastTrades = new HashMap<>();
    private Instruments instruments;
    private Consumer<String> moved = symbol -> {};
    private BiConsumer<VenueId, String> shown = (venue, symbol) -> {};

    public MarketBooks(Instruments instruments) {
        this.instruments = instruments;
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
        return last != null ? last : middle(symbol);
    }

    @Override
    public @Nullable Price lastTrade(String symbol) {
        return lastTrades.get(symbol);
    }

    @Override
    public @Nullable Price best(String symbol, boolean bids) {
        Map<VenueId, LevelBook> ofSymbol = books.get(symbol);
        if (ofSymbol == null) {
            return null;
        }
        boolean isAny = false;
        long best = 0;
        for (LevelBook book : ofSymbol.values()) {
            if (book.levels(bids) > 0) {
                long price = book.price(bids, 0);
                best = !isAny ? price : bids ? Math.max(best, price) : Math.min(best, price);
                isAny = true;
            }
        }
        return isAny ? new Price(best) : null;
    }

    private @Nullable Price middle(String symbol) {
        Price bid = best(symbol, true);
        Price ask = best(symbol, false);
        return bid == null || ask == null ? null : new Price(bid.raw() + (ask.raw() - bid.raw()) / 2);
    }
}
