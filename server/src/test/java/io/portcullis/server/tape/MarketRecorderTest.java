package io.portcullis.server.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.Patience;
import io.portcullis.server.tape.TapeSettings.Recorded;
import io.portcullis.venues.market.LevelBook;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.market.PlayedMarket;
import io.portcullis.venues.market.VenueBook;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarInterval;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeReader;
import io.portcullis.venues.tape.TapeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketRecorderTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final VenueId LIT1 = new VenueId("LIT1");
    private static final long CENT = Price.of("0.01").raw();

    @TempDir
    Path data;

    private final List<String> alerts = new CopyOnWriteArrayList<>();
    private final Instruments instruments = new Instruments(List.of(instrument("IBM"), instrument("KO")));
    private MarketBooks books = new MarketBooks(instruments, () -> 1_000_000_000L);

    private static Instrument instrument(String symbol) {
        return new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), null);
    }

    private TapeDirectory directory() {
        return TapeDirectory.in(data);
    }

    private MarketRecorder recorder(Recorded what, long keepFree, int ringBytes) throws IOException {
        MarketRecorder recorder = new MarketRecorder(directory(), new TapeSettings(what, 2, true, BarInterval.MINUTE), keepFree, new OffsetEpochNanoClock(),
                () -> DAY, alerts::add, ringBytes);
        books = new MarketBooks(instruments, () -> 1_000_000_000L);
        books.onAll(recorder.listener());
        return recorder.start();
    }

    private void shows(VenueId venue, String symbol, long bid, int levels) {
        VenueBook book = books.bookOf(books.feed(venue), symbol, LevelBook.MOST_LEVELS);
        book.toFill().clear();
        for (int level = 0; level < levels; level++) {
            book.toFill().add(true, bid - level * CENT, 100 + level);
            book.toFill().add(false, bid + (2 + level) * CENT, 200 + level);
        }
        books.complete(book);
    }

    private List<TapeEntry> tape(LocalDate day) throws IOException {
        List<TapeEntry> all = new ArrayList<>();
        try (TapeReader tape = new TapeReader(directory().of(day))) {
            for (List<TapeEntry> block = tape.next(); block != null; block = tape.next()) {
                all.addAll(block);
            }
        }
        return all;
    }

    private long played(LocalDate day) throws IOException {
        PlayedMarket played = new PlayedMarket(instruments, Map.of());
        tape(day).forEach(played::take);
        return PlayedMarket.fingerprint(played.books());
    }

    @Test
    void whatVenuesShowIsOnTheTapeAlsoAfterARestartAndOnAnotherDay() throws Exception {
        try (MarketRecorder recorder = recorder(Recorded.ALL, 0, 1 << 20)) {
            for (int i = 0; i < 1_000; i++) {
                shows(new VenueId("LIT" + i % 3), i % 2 == 0 ? "IBM" : "KO", 10_000_000_000L + i % 7 * CENT, i % 5);
            }
            books.forget(new VenueId("LIT2"));
            Patience.await(() -> recorder.kept() > 900);
        }
        assertEquals(PlayedMarket.fingerprint(books), played(DAY));
        try (MarketRecorder recorder = recorder(Recorded.ALL, 0, 1 << 20)) {
            shows(LIT1, "IBM", 10_000_000_000L, 3);
            Patience.await(() -> recorder.kept() > 0);
            assertEquals(PlayedMarket.fingerprint(books), played(DAY), "what was shown before the restart is not taken for true any more");
            books.turn(DAY.plusDays(1));
            Patience.await(() -> recorder.kept() > 1);
            assertEquals(PlayedMarket.fingerprint(books), played(DAY.plusDays(1)));
        }
        assertEquals(2, tape(DAY).stream().filter(TapeEntry.Begin.class::isInstance).count());
        assertEquals(List.of(), alerts);
    }

    @Test
    void tapesThatAreOldAreDeleted() throws Exception {
        Files.createDirectories(directory().path());
        for (int i = 1; i <= 5; i++) {
            new TapeWriter(directory().of(DAY.minusDays(i)), DAY.minusDays(i)).close();
        }
        Files.writeString(directory().path().resolve("notes.txt"), "mine");
        try (MarketRecorder recorder = recorder(Recorded.BEST, 0, 1 << 20)) {
            shows(LIT1, "IBM", 10_000_000_000L, 3);
            Patience.await(() -> recorder.kept() > 0);
        }
        assertEquals(List.of(DAY.minusDays(2), DAY.minusDays(1), DAY), List.copyOf(directory().days()));
        assertTrue(Files.exists(directory().path().resolve("notes.txt")));
    }

    @Test
    void moreThanCanBeWrittenIsCountedAndAlarmedAndDelaysNobodyAndIsMadeUpForLater() throws Exception {
        try (MarketRecorder recorder = recorder(Recorded.ALL, 0, 64 << 10)) {
            long from = System.nanoTime();
            for (int i = 0; i < 50_000; i++) {
                shows(LIT1, "IBM", 10_000_000_000L + i % 50 * CENT, 10);
            }
            assertTrue(System.nanoTime() - from < TimeUnit.SECONDS.toNanos(20), "nobody waited");
            Patience.await(() -> recorder.missed() > 0 && !alerts.isEmpty());
            for (int i = 0; i < 100 && played(DAY) != PlayedMarket.fingerprint(books); i++) {
                books.turn(DAY); // as once a second
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            assertEquals(PlayedMarket.fingerprint(books), played(DAY));
            assertTrue(alerts.getFirst().contains("changes of market data could not be recorded: more came than could be written"), alerts::toString);
        }
        assertTrue(tape(DAY).stream().anyMatch(TapeEntry.Missed.class::isInstance));
    }

    @Test
    void whereTheDiskIsFullNothingIsRecordedAndAPersonIsTold() throws Exception {
        try (MarketRecorder recorder = recorder(Recorded.BEST, Long.MAX_VALUE, 1 << 20)) {
            shows(LIT1, "IBM", 10_000_000_000L, 3);
            Patience.await(() -> recorder.missed() > 0);
            assertEquals(0, recorder.kept());
            assertTrue(alerts.getFirst().contains("market data can't be recorded in " + directory().path() + ", orders go on: the disk has less than"),
                    alerts::toString);
            assertTrue(recorder.toString().startsWith("not recorded: the disk"), recorder.toString());
        }
        assertFalse(Files.exists(directory().of(DAY)));
    }

    @Test
    void barsAreMadeWhileItIsRecordedAndOfTheDaysTapeAfterARestart() throws Exception {
        long time = TimeUnit.SECONDS.toNanos(1_795_000_020);
        try (TapeWriter tape = new TapeWriter(opened().of(DAY), DAY); LiveBars bars = new LiveBars(directory(), alerts::add).start()) {
            tape.add(new TapeEntry.Trade(time, LIT1, "IBM", TapeEntry.TradeKind.NEW, Price.of("10").raw(), Quantity.of(5).raw()));
            tape.flush();
            Patience.await(() -> bars(bars).size() == 1);
            assertFalse(bars(bars).getFirst().isClosed());
            tape.add(new TapeEntry.Trade(time + 60_000_000_000L, LIT1, "IBM", TapeEntry.TradeKind.NEW, Price.of("11").raw(), Quantity.of(5).raw()));
            tape.flush();
            Patience.await(() -> bars(bars).size() == 2);
            try (LiveBars again = new LiveBars(directory(), alerts::add).start()) {
                Patience.await(() -> bars(again).size() == 2);
                assertEquals(bars(bars), bars(again));
            }
            assertTrue(bars(bars).getFirst().isClosed());
            assertNotEquals(List.of(), bars.bars("IBM", LIT1, BarInterval.DAY, 0, Long.MAX_VALUE));
            assertEquals(1, bars.bars("IBM", null, BarInterval.MINUTE, time + 1, Long.MAX_VALUE).size());
            assertEquals(List.of(), bars.bars("KO", null, BarInterval.MINUTE, 0, Long.MAX_VALUE));
            try (TapeWriter next = new TapeWriter(directory().of(DAY.plusDays(1)), DAY.plusDays(1))) {
                next.add(new TapeEntry.Tick(time + 120_000_000_000L));
                next.flush();
                Patience.await(() -> bars.bars("IBM", null, BarInterval.DAY, 0, Long.MAX_VALUE).getFirst().isClosed());
            }
        }
    }

    private TapeDirectory opened() throws IOException {
        Files.createDirectories(directory().path());
        return directory();
    }

    private static List<Bar> bars(LiveBars of) {
        return of.bars("IBM", null, BarInterval.MINUTE, 0, Long.MAX_VALUE);
    }
}
