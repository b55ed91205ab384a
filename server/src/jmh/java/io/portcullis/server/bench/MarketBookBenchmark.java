package io.portcullis.server.bench;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.market.ConsolidatedBook;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.market.VenueBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The books of all venues on one thread, without FIX: an operation is one change of one level of one venue's book, with all checks, and what it makes of the best prices of all venues together, which are
 * then read. Run it with {@code -prof gc} to see that nothing is allocated.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@State(Scope.Thread)
public class MarketBookBenchmark {

    private static final int INSTRUMENTS = 1_000;
    private static final int CHANGES = 1 << 16;
    private static final long TICK = Price.of("0.01").raw();
    private static final long MIDDLE = Price.of("100").raw();
    private static final long LOT = Quantity.of(100).raw();

    @Param({"3", "12"})
    private int venues;

    private MarketBooks market = new MarketBooks(new Instruments(List.of()));
    private final List<VenueBook> books = new ArrayList<>();
    private final List<ConsolidatedBook> consolidated = new ArrayList<>();
    private final int[] which = new int[CHANGES];
    private final boolean[] bids = new boolean[CHANGES];
    private final long[] prices = new long[CHANGES];
    private final long[] quantities = new long[CHANGES];
    private int next;

    @Setup
    public void fill() {
        List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < INSTRUMENTS; i++) {
            instruments.add(new Instrument("SYM" + i, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), null));
        }
        market = new MarketBooks(new Instruments(instruments), System::nanoTime);
        for (Instrument instrument : instruments) {
            for (int v = 0; v < venues; v++) {
                VenueBook book = market.bookOf(market.feed(new VenueId("LIT" + v)), instrument.symbol(), LevelBook.DEPTH);
                for (int level = 1; level <= LevelBook.DEPTH; level++) {
                    book.toFill().set(true, MIDDLE - level * TICK, LOT);
                    book.toFill().set(false, MIDDLE + level * TICK, LOT);
                }
                market.complete(book);
                books.add(book);
                consolidated.add(Objects.requireNonNull(market.consolidated(instrument.symbol())));
            }
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < CHANGES; i++) {
            which[i] = random.nextInt(books.size());
            bids[i] = random.nextBoolean();
            long away = (1 + Math.min(random.nextInt(LevelBook.DEPTH), random.nextInt(LevelBook.DEPTH))) * TICK;
            prices[i] = bids[i] ? MIDDLE - away : MIDDLE + away;
            quantities[i] = random.nextInt(3) * LOT; // a third of them deletes
        }
    }

    @Benchmark
    public long update() {
        int i = next++ & CHANGES - 1;
        VenueBook book = books.get(which[i]);
        book.toFill().set(bids[i], prices[i], quantities[i]);
        market.complete(book);
        ConsolidatedBook all = consolidated.get(which[i]);
        return all.best(true) + all.best(false);
    }
}
