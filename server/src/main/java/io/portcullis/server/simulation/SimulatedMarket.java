package io.portcullis.server.simulation;

import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A few instruments whose prices wander, and what the venues show of them: books that don't match what the venues will do, as real ones are late. */
final class SimulatedMarket implements Market {

    private record Level(long price, long quantity) {
    }

    private record Levels(List<Level> bids, List<Level> offers, @Nullable Price lastTrade) implements Book {
        private List<Level> side(boolean isBids) {
            return isBids ? bids : offers;
        }

        @Override
        public int levels(boolean isBids) {
            return side(isBids).size();
        }

        @Override
        public long price(boolean isBids, int level) {
            return side(isBids).get(level).price;
        }

        @Override
        public long quantity(boolean isBids, int level) {
            return side(isBids).get(level).quantity;
        }
    }

    private static final int MOST_LEVELS = 4;

    private final Instruments instruments = new Instruments(List.of(
            new Instrument("ABC", null, "XNYS", "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"), Map.of(),
                    new Traits("TECH", null, null)),
            new Instrument("LOT", null, "XTKS", "USD",
                    new TickTable(List.of(new TickTable.Band(new Price(0), Price.of("0.5")), new TickTable.Band(Price.of("2500"), Price.of("1")))),
                    Quantity.of(100), Price.of("2500")),
            new Instrument("ODD", null, "XETR", "USD", TickTable.of(Price.of("0.0003")), Quantity.of("0.5"), Price.of("33.3333"), Map.of(),
                    new Traits("TECH", "equity", Quantity.of(10_000))),
            new Instrument("NEW", null, "XPAR", "EUR", TickTable.of(Price.of("0.05")), Quantity.of(10), null)));
    private final List<VenueId> venues;
    private final Chance chance;
    private final LongSupplier clock;
    private final Map<String, Price> references = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();
    private final Map<VenueId, Map<String, Levels>> books = new HashMap<>();

    /**
     * @param venues that show a book
     * @param clock epoch nanoseconds
     */
    SimulatedMarket(List<VenueId> venues, Chance chance, LongSupplier clock) {
        this.venues = venues;
        this.chance = chance;
        this.clock = clock;
    }

    /** Some price and some book change. @return of which instrument */
    String move() {
        Instrument instrument = chance.pick(List.copyOf(instruments.all()));
        Price reference = around(instrument);
        if (chance.percent(90)) {
            references.put(instrument.symbol(), reference);
            told.put(instrument.symbol(), clock.getAsLong());
        } else {
            references.remove(instrument.symbol());
        }
        for (VenueId venue : venues) {
            Map<String, Levels> shown = books.computeIfAbsent(venue, v -> new HashMap<>());
            if (chance.percent(85)) {
                shown.put(instrument.symbol(), new Levels(levels(instrument, reference, -1), levels(instrument, reference, 1), reference));
            } else {
                shown.remove(instrument.symbol());
            }
        }
        return instrument.symbol();
    }

    /** The venues that show a book of the instrument. */
    List<VenueId> showing(String symbol) {
        return venues.stream().filter(venue -> book(venue, symbol) != null).toList();
    }

    /** A price on a tick, near where the instrument trades. */
    Price around(Instrument instrument) {
        Price middle = middle(instrument);
        long tick = instrument.ticks().tickAt(middle).raw();
        long wanted = middle.raw() + middle.raw() / 1000 * chance.between(-20, 20);
        long ofItsBand = instrument.ticks().tickAt(new Price(wanted)).raw();
        return new Price(Math.max(tick, wanted / ofItsBand * ofItsBand));
    }

    private static Price middle(Instrument instrument) {
        Price close = instrument.referencePrice();
        return close == null ? Price.of("20") : close;
    }

    private List<Level> levels(Instrument instrument, Price reference, int direction) {
        Level[] levels = new Level[chance.between(0, MOST_LEVELS)];
        long price = reference.raw();
        for (int i = 0; i < levels.length; i++) {
            price += direction * instrument.ticks().tickAt(reference).raw() * chance.between(1, 3);
            levels[i] = new Level(price, instrument.lot().raw() * chance.between(1, 40));
        }
        return List.of(levels);
    }

    @Override
    public @Nullable Book book(VenueId venue, String symbol) {
        return books.getOrDefault(venue, Map.of()).get(symbol);
    }

    @Override
    public @Nullable Price reference(String symbol) {
        return references.get(symbol);
    }

    @Override
    public @Nullable Price referenceSince(String symbol, long earliest) {
        return told.getOrDefault(symbol, Long.MIN_VALUE) < earliest ? null : reference(symbol);
    }

    @Override
    public @Nullable Price lastTrade(String symbol) {
        return references.get(symbol);
    }

    @Override
    public @Nullable Price best(String symbol, boolean bids) {
        return books.values().stream().map(shown -> shown.get(symbol)).filter(book -> book != null && book.levels(bids) > 0)
                .map(book -> new Price(book.price(bids, 0))).max(bids ? Comparator.naturalOrder() : Comparator.reverseOrder()).orElse(null);
    }

    @Override
    public Instruments instruments() {
        return instruments;
    }
}
