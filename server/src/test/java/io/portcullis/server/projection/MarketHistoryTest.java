package io.portcullis.server.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.os.GivingWay;
import io.portcullis.server.tape.MarketHistory;
import io.portcullis.server.tape.TapeDirectory;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarInterval;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketHistoryTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final long START = TimeUnit.SECONDS.toNanos(1_795_392_000);
    private static final List<String> ALL = List.of("select * from market_trade order by trading_day, tape_offset, tape_index",
            "select trading_day, bar, symbol, venue, start_nanos, open, high, low, close, volume, turnover, trades, bid, offer from market_bar order by 1, 2, 3, 4, 5",
            "select trading_day, tape_offset from market_history_position");

    @TempDir
    Path data;

    private TestDatabase database;
    private final List<String> alerts = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        database = new TestDatabase();
        Files.createDirectories(TapeDirectory.in(data).path());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private MarketHistory history(TestDatabase into) {
        return new MarketHistory(TapeDirectory.in(data), new BarTable(into.database), BarInterval.MINUTE, GivingWay.NEVER, alerts::add).start();
    }

    /** Twenty minutes of a day, of which each second is a block. @param seconds which of them */
    private void tape(LocalDate day, int fromSecond, int toSecond) throws IOException {
        SplittableRandom random = new SplittableRandom(day.toEpochDay() + fromSecond);
        try (TapeWriter tape = new TapeWriter(TapeDirectory.in(data).of(day), day)) {
            for (int second = fromSecond; second < toSecond; second++) {
                long time = START + TimeUnit.DAYS.toNanos(day.toEpochDay() - DAY.toEpochDay()) + TimeUnit.SECONDS.toNanos(second);
                for (int i = 0; i < 3; i++) {
                    VenueId venue = new VenueId("LIT" + random.nextInt(2));
                    tape.add(new TapeEntry.Book(time, venue, "IBM", true, true, List.of(new TapeEntry.Level(true, Price.of("9.99").raw(), 100))));
                    tape.add(new TapeEntry.Trade(time + i, venue, "IBM", TapeEntry.TradeKind.NEW, Price.of("10").raw() + random.nextInt(9) * 1_000_000L,
                            random.nextInt(4) == 0 ? 0 : Quantity.of(1 + random.nextInt(9)).raw()));
                }
                tape.flush();
            }
        }
    }

    private List<String> all(TestDatabase of) {
        return ALL.stream().flatMap(sql -> of.rows(sql).stream()).toList();
    }

    private static long trades(TestDatabase of) {
        try {
            of.database.open();
        } catch (IOException e) {
            return -1;
        }
        return Long.parseLong(of.ask("select count(*) from market_trade"));
    }

    @Test
    void stoppedAndStartedAgainItMissesNothingAndDoublesNothing() throws Exception {
        int second = 0;
        SplittableRandom random = new SplittableRandom(7);
        for (LocalDate day : List.of(DAY, DAY.plusDays(1))) {
            for (second = 0; second < 1_200;) {
                int next = Math.min(1_200, second + 100 + random.nextInt(300));
                try (MarketHistory history = history(database)) {
                    tape(day, second, next);
                    long behind = trades(database);
                    if (random.nextBoolean()) {
                        Waiting.until(() -> trades(database) > behind, history::toString);
                    }
                }
                second = next;
            }
        }
        try (MarketHistory history = history(database)) {
            Waiting.until(() -> trades(database) == 2 * 1_200 * 3, history::toString);
        }
        try (TestDatabase other = new TestDatabase(); MarketHistory quiet = history(other)) {
            Waiting.until(() -> trades(other) == 2 * 1_200 * 3, quiet::toString);
            assertEquals(all(other), all(database));
        }
        assertEquals(List.of(), alerts);
        assertEquals("15m | 9 | 1d | 3 | 1h | 3 | 1m | 117 | 5m | 21",
                String.join(" | ", database.rows("select bar, count(*) from market_bar group by bar order by bar")));
    }

    @Test
    void barsAreFoundAsTheyWereMade() throws Exception {
        tape(DAY, 0, 1_200);
        BarTable table = new BarTable(database.database);
        assertNull(table.position());
        try (MarketHistory history = history(database)) {
            Waiting.until(() -> trades(database) == 1_200 * 3, history::toString);
        }
        List<Bar> bars = table.bars("IBM", null, BarInterval.MINUTE, START, START + TimeUnit.MINUTES.toNanos(20), 100);
        assertEquals(19, bars.size());
        Bar first = bars.getFirst();
        assertEquals(START, first.start());
        assertEquals(180, first.trades());
        assertTrue(first.low().raw() >= Price.of("10").raw() && first.high().raw() <= Price.of("10.08").raw() && first.volume().isPositive(), first::toString);
        assertEquals(Price.of("9.99"), first.bid());
        assertNull(first.offer());
        assertEquals(5, table.bars("IBM", new VenueId("LIT1"), BarInterval.MINUTE, START + 1, Long.MAX_VALUE, 5).size());
        assertEquals(List.of(), table.bars("IBM", new VenueId("LIT9"), BarInterval.MINUTE, 0, Long.MAX_VALUE, 5));
        assertEquals(List.of(), table.bars("KO", null, BarInterval.MINUTE, 0, Long.MAX_VALUE, 5));
    }

    /** While it is away the tape keeps what comes. */
    @Test
    void aDatabaseThatIsAwayIsWaitedFor() throws Exception {
        database.database.open();
        database.execute("create function portcullis.refuse() returns trigger language plpgsql as $$ begin raise exception using errcode = '57P03'; end $$");
        database.execute("create trigger away before insert on portcullis.market_history_position for each row execute function portcullis.refuse()");
        tape(DAY, 0, 100);
        try (MarketHistory history = history(database)) {
            Waiting.until(() -> history.toString().startsWith("waiting for the database"), history::toString);
            assertEquals(0, trades(database));
            tape(DAY, 100, 200);
            database.execute("drop trigger away on portcullis.market_history_position");
            Waiting.until(() -> trades(database) == 600, history::toString);
            Waiting.until(() -> history.toString().startsWith("up to"), history::toString);
        }
        assertEquals(List.of(), alerts);
    }
}
