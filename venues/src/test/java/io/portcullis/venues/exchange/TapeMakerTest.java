package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeMakerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long TAPED = 1_700_000_000L * SECOND;
    private static final long NOW = 1_790_000_000L * SECOND;
    private static final VenueId XNYS = new VenueId("XNYS");

    @TempDir
    Path directory;

    private final Floor floor = new Floor(false);
    private final List<String> trades = new ArrayList<>();

    private static TapeEntry.Level level(boolean isBid, String price, int quantity) {
        return new TapeEntry.Level(isBid, Price.of(price).raw(), Quantity.of(quantity).raw());
    }

    private static TapeEntry book(int second, VenueId venue, boolean isUsable, TapeEntry.Level... levels) {
        return new TapeEntry.Book(TAPED + second * SECOND, venue, Floor.SYMBOL, true, isUsable, List.of(levels));
    }

    private TapeMaker maker(int speed, TapeEntry... entries) throws IOException {
        Path file = directory.resolve("a.tape");
        try (TapeWriter tape = new TapeWriter(file, LocalDate.of(2026, 11, 23))) {
            for (TapeEntry entry : entries) {
                tape.add(entry);
            }
        }
        floor.exchange.engine().tellTrades((symbol, quantity, price) -> trades.add(quantity + " at " + price));
        return new TapeMaker(floor.exchange, false, file, XNYS, speed, 10);
    }

    private String shown() {
        return floor.exchange.engine().shown(Floor.SYMBOL, true, 10) + " " + floor.exchange.engine().shown(Floor.SYMBOL, false, 10);
    }

    @Test
    void itQuotesWhatTheTapeSaysOfItsVenueWhenItSaysSo() throws IOException {
        try (TapeMaker maker = maker(10, book(0, XNYS, true, level(true, "9.99", 300), level(false, "10.01", 200)),
                book(5, new VenueId("OTHER"), true, level(true, "5", 1)),
                book(10, XNYS, true, level(true, "10.05", 100), level(false, "10.06", 100)),
                book(20, XNYS, false, level(true, "10.07", 100), level(false, "10.06", 100)), new TapeEntry.Tick(TAPED + 100 * SECOND))) {
            maker.step(NOW);
            assertEquals("{999000000=30000000000} {1001000000=20000000000}", shown());
            maker.step(NOW + SECOND - 1);
            assertEquals("{999000000=30000000000} {1001000000=20000000000}", shown());
            maker.step(NOW + SECOND);
            assertEquals("{1005000000=10000000000} {1006000000=10000000000}", shown());
            maker.step(NOW + 2 * SECOND);
            assertEquals("{} {}", shown(), "what was not used then is not quoted");
        }
    }

    @Test
    void aClientsOrderIsExecutedAgainstItsQuotesAndItsTrades() throws IOException {
        try (TapeMaker maker = maker(1, book(0, XNYS, true, level(true, "9.99", 300), level(false, "10.01", 200)),
                new TapeEntry.Trade(TAPED + SECOND, XNYS, Floor.SYMBOL, TapeEntry.TradeKind.NEW, Price.of("10.01").raw(), Quantity.of(50).raw()),
                new TapeEntry.Trade(TAPED + 2 * SECOND, XNYS, Floor.SYMBOL, TapeEntry.TradeKind.NEW, Price.of("10.00").raw(), Quantity.of(70).raw()),
                new TapeEntry.Trade(TAPED + 3 * SECOND, XNYS, Floor.SYMBOL, TapeEntry.TradeKind.BEFORE, Price.of("8").raw(), 0),
                new TapeEntry.Tick(TAPED + 100 * SECOND))) {
            maker.step(NOW);
            floor.happens("new b1 BUY 100 10.01 DAY");
            assertEquals(List.of("100 at 10.01"), trades);
            maker.step(NOW + SECOND);
            assertEquals(List.of("100 at 10.01", "50 at 10.01"), trades);
            floor.happens("new b2 BUY 40 10.00 DAY");
            maker.step(NOW + 2 * SECOND);
            assertEquals("40 at 10", trades.getLast(), "who rests at the price of a trade of then gets it");
            maker.step(NOW + 5 * SECOND);
            assertEquals(3, trades.size(), trades::toString);
            assertEquals("{999000000=30000000000} {1001000000=20000000000}", shown(), "what was taken is there again: the tape knows of no order of ours");
        }
    }

    @Test
    void theSameTapeMakesTheSameAndItBeginsAnewAtItsEnd() throws IOException {
        try (TapeMaker maker = maker(1, book(0, XNYS, true, level(true, "9.99", 300)), book(1, XNYS, true, level(true, "9.98", 300)))) {
            maker.step(NOW);
            assertTrue(shown().contains("999000000"), shown());
            maker.step(NOW + 2 * SECOND);
            assertEquals("{} {}", shown());
            maker.step(NOW + 3 * SECOND);
            assertTrue(shown().contains("999000000"), shown());
            maker.step(NOW + 4 * SECOND - 1);
            assertTrue(shown().contains("999000000"), shown());
        }
    }
}
