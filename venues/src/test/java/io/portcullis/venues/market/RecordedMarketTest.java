package io.portcullis.venues.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeEntry.TradeKind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedMarketTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final List<String> SYMBOLS = List.of("ACME", "IBM", "KO");
    private static final List<VenueId> VENUES = List.of(new VenueId("LIT1"), new VenueId("LIT2"), new VenueId("LIT3"));

    /** A tape in memory, that may have no room. */
    private static final class Tape implements TapeSink {

        private record Market(VenueId venue, String symbol) {
        }

        private final List<Market> markets = new ArrayList<>();
        private final List<TapeEntry> entries = new ArrayList<>();
        private final List<@Nullable LocalDate> days = new ArrayList<>();
        private SplittableRandom random = new SplittableRandom(0);
        private int refusedPercent;
        private boolean wantsAll;
        private long time;

        @Override
        public int market(VenueId venue, String symbol) {
            Market market = new Market(venue, symbol);
            if (!markets.contains(market)) {
                markets.add(market);
            }
            return markets.indexOf(market);
        }

        private boolean isRefused() {
            return random.nextInt(100) < refusedPercent;
        }

        @Override
        public boolean book(int market, boolean isWhole, boolean isUsable, LevelChanges levels) {
            if (isRefused()) {
                return false;
            }
            List<TapeEntry.Level> all = new ArrayList<>();
            for (int i = 0; i < levels.count(); i++) {
                all.add(new TapeEntry.Level(levels.isBid(i), levels.price(i), levels.quantity(i)));
            }
            entries.add(new TapeEntry.Book(++time, markets.get(market).venue, markets.get(market).symbol, isWhole, isUsable, all));
            return true;
        }

        @Override
        public boolean traded(int market, TradeKind kind, long price, long quantity) {
            entries.add(new TapeEntry.Trade(++time, markets.get(market).venue, markets.get(market).symbol, kind, price, quantity));
            return true;
        }

        @Override
        public boolean day(@Nullable LocalDate tradingDay) {
            days.add(tradingDay);
            return true;
        }

        @Override
        public boolean wantsAll() {
            boolean wanted = wantsAll;
            wantsAll = false;
            return wanted;
        }
    }

    private final Tape tape = new Tape();
    private final Instruments instruments = new Instruments(
            SYMBOLS.stream().map(symbol -> new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), null)).toList());
    private final MarketBooks books = new MarketBooks(instruments, () -> 1_000_000_000L);

    private void record(int depth) {
        books.onAll(new RecordedMarket(tape, depth, () -> DAY));
    }

    private MarketBooks played(Instruments with) {
        PlayedMarket played = new PlayedMarket(with, Map.of());
        tape.entries.forEach(played::take);
        return played.books();
    }

    private static FixMessage snapshot(String symbol, String entries) {
        int count = entries.isEmpty() ? 0 : entries.split(";").length;
        StringBuilder text = new StringBuilder("8=FIX.4.4|9=0|35=W|34=2|49=V|56=H|52=20260102-09:00:00.000|262=MD1|55=" + symbol + "|268=" + count + "|");
        for (String entry : count == 0 ? new String[0] : entries.split(";")) {
            String[] words = entry.split(" ");
            text.append("269=").append(words[0]).append("|270=").append(words[1]).append("|271=").append(words[2]).append('|');
        }
        return FixMessage.of(text.append("10=000|").toString().replace('|', '\u0001'));
    }

    /** Whole books, crossed ones, trades told again and lost connections, at random. */
    private void happen(long seed, int steps) {
        SplittableRandom random = new SplittableRandom(seed);
        List<FixMarketData> readers = VENUES.stream().map(venue -> new FixMarketData(venue, books, true, false)).toList();
        for (int i = 0; i < steps; i++) {
            int venue = random.nextInt(VENUES.size());
            if (random.nextInt(40) == 0) {
                readers.get(venue).disconnected();
            } else {
                StringBuilder entries = new StringBuilder();
                int middle = 1_000 + random.nextInt(5);
                for (int level = random.nextInt(4); level > 0; level--) {
                    entries.append("0 ").append((middle - level) / 100.0).append(' ').append(1 + random.nextInt(9)).append(";1 ")
                            .append((middle + level - random.nextInt(20) / 19 * 8) / 100.0).append(' ').append(1 + random.nextInt(9)).append(';');
                }
                entries.append("2 ").append((1_000 + random.nextInt(3)) / 100.0).append(' ').append(1 + random.nextInt(3));
                readers.get(venue).read(snapshot(SYMBOLS.get(random.nextInt(SYMBOLS.size())), entries.toString()));
            }
            if (i % 10 == 0) {
                books.turn(DAY);
            }
        }
    }

    @Test
    void playedItMakesTheSameBooks() {
        record(LevelBook.MOST_LEVELS);
        for (long seed = 1; seed <= 20; seed++) {
            happen(seed, 400);
            assertEquals(PlayedMarket.fingerprint(books), PlayedMarket.fingerprint(played(instruments)), "seed " + seed);
        }
        assertEquals(PlayedMarket.fingerprint(played(instruments)), PlayedMarket.fingerprint(played(instruments)));
    }

    @Test
    void whatTheTapeHadNoRoomForItIsToldLater() {
        record(LevelBook.MOST_LEVELS);
        for (long seed = 1; seed <= 20; seed++) {
            tape.random = new SplittableRandom(seed);
            tape.refusedPercent = 50;
            happen(seed, 400);
            tape.refusedPercent = 0;
            books.turn(DAY);
            assertEquals(PlayedMarket.fingerprint(books), PlayedMarket.fingerprint(played(instruments)), "seed " + seed);
        }
    }

    @Test
    void onANewDayAndAfterALossTheTapeIsToldOfAllBooks() {
        record(LevelBook.MOST_LEVELS);
        happen(1, 200);
        tape.entries.clear();
        books.turn(DAY.plusDays(1));
        assertEquals(List.of(DAY, DAY.plusDays(1)), tape.days);
        assertTrue(tape.entries.stream().allMatch(entry -> entry instanceof TapeEntry.Book book && book.isWhole()), tape.entries::toString);
        long levels = levels(books);
        assertEquals(levels, levels(played(instruments)));
        tape.entries.clear();
        tape.wantsAll = true;
        books.turn(DAY.plusDays(1));
        assertEquals(levels, levels(played(instruments)));
        tape.entries.clear();
        books.turn(DAY.plusDays(1));
        assertEquals(List.of(), tape.entries);
    }

    private static long levels(MarketBooks of) {
        return of.all().stream().mapToLong(all -> {
            long sum = 0;
            for (int i = 0; i < all.count(); i++) {
                Levels each = new Levels(all.book(i).levels);
                sum += each.sum();
            }
            return sum;
        }).sum();
    }

    private record Levels(LevelBook of) {
        long sum() {
            long sum = 0;
            for (int i = 0; i < of.levels(true); i++) {
                sum = sum * 31 + of.price(true, i) + of.quantity(true, i);
            }
            for (int i = 0; i < of.levels(false); i++) {
                sum = sum * 31 + of.price(false, i) + of.quantity(false, i);
            }
            return sum;
        }
    }

    @Test
    void ofTheBestPricesOnlyTheirChangesAreTold() {
        record(1);
        FixMarketData lit1 = new FixMarketData(VENUES.getFirst(), books, true, false);
        lit1.read(snapshot("IBM", "0 10.00 5;0 9.99 7;1 10.01 5"));
        lit1.read(snapshot("IBM", "0 10.00 5;0 9.98 9;1 10.01 5"));
        lit1.read(snapshot("IBM", "0 9.99 7;1 10.01 4"));
        assertEquals("""
                Book[time=1, venue=LIT1, symbol=IBM, isWhole=true, isUsable=true, levels=[Level[isBid=true, price=1000000000, quantity=500000000], \
                Level[isBid=false, price=1001000000, quantity=500000000]]]
                Book[time=2, venue=LIT1, symbol=IBM, isWhole=false, isUsable=true, levels=[Level[isBid=true, price=1000000000, quantity=0], \
                Level[isBid=true, price=999000000, quantity=700000000], Level[isBid=false, price=1001000000, quantity=400000000]]]""",
                String.join("\n", tape.entries.stream().map(Object::toString).toList()));
    }

    @Test
    void aTradeThatIsToldAgainIsRecordedOnce() {
        record(1);
        FixMarketData lit1 = new FixMarketData(VENUES.getFirst(), books, true, false);
        lit1.read(snapshot("IBM", "2 10.00 5"));
        lit1.read(snapshot("IBM", "2 10.00 5;0 9.99 1"));
        lit1.read(snapshot("IBM", "2 10.00 6"));
        assertEquals(List.of("BEFORE", "NEW"),
                tape.entries.stream().filter(TapeEntry.Trade.class::isInstance).map(entry -> ((TapeEntry.Trade) entry).kind().name())
                        .toList());
    }

    @Test
    void aBookThatIsNotUsedIsToldSoAndTheVenuesNamesMayBeOthers() {
        record(1);
        FixMarketData lit1 = new FixMarketData(VENUES.getFirst(), books, true, false);
        lit1.read(snapshot("IBM", "0 10.02 5;1 10.01 5"));
        assertTrue(tape.entries.getFirst() instanceof TapeEntry.Book book && !book.isUsable(), tape.entries::toString);
        PlayedMarket played = new PlayedMarket(instruments, Map.of(VENUES.getFirst(), new VenueId("XNYS")));
        tape.entries.forEach(played::take);
        assertEquals(null, played.books().best("IBM", true));
        lit1.read(snapshot("IBM", "0 10.00 5;1 10.01 5"));
        played.take(tape.entries.getLast());
        assertEquals(Price.of("10"), played.books().best("IBM", true));
        assertEquals("XNYS", played.books().feeds().iterator().next().venue().value());
    }
}
