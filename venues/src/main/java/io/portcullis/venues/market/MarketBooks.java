package io.portcullis.venues.market;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The books of all venues as last heard of. Changed and read on the shard's thread only. */
public final class MarketBooks implements Market {

    private final Map<String, Map<VenueId, LevelBook>> books = new HashMap<>();
    private final Map<String, Price> lastTrades = new HashMap<>();
    private Instruments instruments;

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

    public void traded(String symbol, Price price) {
        lastTrades.put(symbol, price);
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

    private @Nullable Price middle(String symbol) {
        Map<VenueId, LevelBook> ofSymbol = books.get(symbol);
        if (ofSymbol == null) {
            return null;
        }
        long bid = Long.MIN_VALUE;
        long ask = Long.MAX_VALUE;
        for (LevelBook book : ofSymbol.values()) {
            bid = book.levels(true) > 0 ? Math.max(bid, book.price(true, 0)) : bid;
            ask = book.levels(false) > 0 ? Math.min(ask, book.price(false, 0)) : ask;
        }
        return bid == Long.MIN_VALUE || ask == Long.MAX_VALUE ? null : new Price(bid + (ask - bid) / 2);
    }
}
