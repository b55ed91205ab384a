package io.portcullis.venues.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarketBooksTest {

    private static final VenueId LIT1 = new VenueId("LIT1");
    private static final VenueId LIT2 = new VenueId("LIT2");

    private final MarketBooks books = new MarketBooks(instruments("ACME"));
    private final FixMarketData lit1 = new FixMarketData(LIT1, books, true, false);
    private final FixMarketData lit2 = new FixMarketData(LIT2, books, true, false);

    private static Instruments instruments(String symbol) {
        return new Instruments(List.of(new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), null)));
    }

    /** Entries such as {@code 0 10.01 500}: type, price, size, date, time. */
    private static FixMessage snapshot(String symbol, String... entries) {
        StringBuilder text = new StringBuilder(
                "8=FIX.4.4|9=0|35=W|34=2|49=V|56=H|52=20260102-09:00:00.000|262=MD1|55=" + symbol + "|268=" + entries.length + "|");
        for (String entry : entries) {
            String[] words = entry.split(" ");
            text.append("269=").append(words[0]).append('|');
            if (words.length > 1) {
                text.append("270=").append(words[1]).append('|');
            }
            if (words.length > 2) {
                text.append("271=").append(words[2]).append('|');
            }
            if (words.length > 3) {
                text.append("272=").append(words[3]).append('|');
            }
            if (words.length > 4) {
                text.append("273=").append(words[4]).append('|');
            }
        }
        return FixMessage.of(text.append("10=000|").toString().replace('|', '\u0001'));
    }

    @Test
    void aReferencePriceIsAsOldAsTheTradeOrAsTheLastSignOfLifeOfTheVenueThatShowsTheQuotes() {
        long[] now = {100};
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> now[0]);
        FixMarketData data = new FixMarketData(LIT1, timed, true, false);
        assertNull(timed.referenceSince("ACME", 0));
        timed.traded("ACME", Price.of("10"));
        assertEquals(Price.of("10"), timed.referenceSince("ACME", 100));
        assertNull(timed.referenceSince("ACME", 101));
        now[0] = 200;
        data.read(snapshot("ACME", "0 10.10 500", "1 10.30 500"));
        assertEquals(Price.of("10.2"), timed.referenceSince("ACME", 200), "the trade is older");
        assertEquals(Price.of("10"), timed.referenceSince("ACME", 100));
        assertNull(timed.referenceSince("ACME", 201));
        now[0] = 300;
        timed.shown(LIT1, "OTHER");
        assertEquals(Price.of("10.2"), timed.referenceSince("ACME", 300), "quotes stand until the venue says otherwise");
        assertEquals(Price.of("10"), timed.reference("ACME"));
        timed.forget(LIT1);
        assertNull(timed.referenceSince("ACME", 300));
    }

    @ParameterizedTest
    @CsvSource({"2 10 5, false", "2 10 5 20260102, false", "2 10 5 20260102 08:59:30.500, true", "2 10 5 20260102 08:59:30, true",
        "2 10 5 20260102 08:58:59, false",
        "2 10 5 20260101 08:59:30, false", "2 10 5 20261301 08:59:30, false", "2 10 5 20260102 25:00:00, false", "2 10 5 20260102 10:00:00, true"})
    void theFirstTradeThatAVenueShowsIsAsOldAsItSays(String trade, boolean isYoung) {
        long now = Instant.parse("2026-01-02T09:00:00Z").getEpochSecond() * 1_000_000_000L;
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> now);
        new FixMarketData(LIT1, timed, true, false).read(snapshot("ACME", trade));
        assertEquals(isYoung ? Price.of("10") : null, timed.referenceSince("ACME", now - 60_000_000_000L));
        assertEquals(Price.of("10"), timed.reference("ACME"));
    }

    private static String text(Book book) {
        StringBuilder text = new StringBuilder();
        for (boolean bids : new boolean[]{true, false}) {
            for (int level = 0; level < book.levels(bids); level++) {
                text.append(bids ? "bid " : "ask ").append(new Quantity(book.quantity(bids, level))).append('@').append(new Price(book.price(bids, level)))
                        .append(' ');
            }
        }
        return text.toString().trim();
    }

    private String bookOf(VenueId venue) {
        Book book = books.book(venue, "ACME");
        assertNotNull(book);
        return text(book);
    }

    @Test
    void aSnapshotReplacesWhatWasKnown() {
        assertTrue(lit1.read(snapshot("ACME", "0 10.01 500", "0 10.00 100", "1 10.03 200")));
        lit1.read(snapshot("ACME", "0 10.02 50", "1 10.04 70"));

        assertEquals("bid 50@10.02 ask 70@10.04", bookOf(LIT1));
    }

    @Test
    void levelsComeInAnyOrderAndOrdersOfOnePriceAddUp() {
        lit1.read(snapshot("ACME", "1 10.05 1", "1 10.03 2", "1 10.04 3", "1 10.03 4", "0 9.99 5", "0 10.01 6"));

        assertEquals("bid 6@10.01 bid 5@9.99 ask 6@10.03 ask 3@10.04 ask 1@10.05", bookOf(LIT1));
    }

    @Test
    void beyondTheKeptDepthTheWorstLevelsAreLost() {
        LevelBook book = new LevelBook();
        for (int i = 0; i < 30; i++) {
            book.add(false, (i * 7 % 30 + 1) * 1_00000000L, 1_00000000L);
        }

        assertEquals(LevelBook.DEPTH, book.levels(false));
        assertEquals(1_00000000L, book.price(false, 0));
        assertEquals(10_00000000L, book.price(false, 9));
    }

    @Test
    void aLevelWithoutQuantityIsNone() {
        lit1.read(snapshot("ACME", "0 0 0", "1 10.03 0", "1 10.04 10"));

        assertEquals("ask 10@10.04", bookOf(LIT1));
    }

    @Test
    void aSnapshotThatCanNotBeReadLeavesNoBookUntilTheNextOne() {
        lit1.read(snapshot("ACME", "0 10.01 500", "1 10.03 500"));
        lit1.read(snapshot("ACME", "0 10.01 500", "1 cheap 500"));
        assertNull(books.book(LIT1, "ACME"));
        assertNull(books.best("ACME", true));

        lit1.read(snapshot("ACME", "0 10.01 500"));
        assertEquals("bid 500@10.01", bookOf(LIT1));
    }

    @Test
    void symbolsThatAreNoInstrumentsOfOursAreNotKept() {
        assertTrue(lit1.read(snapshot("OTHER", "0 10.01 500")));

        assertNull(books.book(LIT1, "OTHER"));
    }

    @Test
    void theReferenceIsTheLastTradeElseTheMiddleOfTheBestQuotesElseNothing() {
        assertNull(books.reference("ACME"));
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 500"));
        assertEquals(Price.of("10.03"), books.reference("ACME"));
        lit2.read(snapshot("ACME", "0 10.02 500", "1 10.08 500"));
        assertEquals(Price.of("10.04"), books.reference("ACME"));
        lit2.read(snapshot("ACME", "0 10.02 500", "1 10.08 500", "2 10.07"));
        assertEquals(Price.of("10.07"), books.reference("ACME"));
        lit1.read(snapshot("ACME", "2 0"));
        assertEquals(Price.of("10.07"), books.reference("ACME"));
    }

    @Test
    void oneSideAloneGivesNoReference() {
        lit1.read(snapshot("ACME", "0 10.00 500"));

        assertNull(books.reference("ACME"));
    }

    @Test
    void aVenueThatIsGoneShowsNothing() {
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 500"));
        lit2.read(snapshot("ACME", "0 9.00 500", "1 10.00 500"));

        lit2.disconnected();

        assertNull(books.book(LIT2, "ACME"));
        assertEquals(Price.of("10.03"), books.reference("ACME"));
    }

    @Test
    void aReloadBringsOtherInstruments() {
        books.instruments(instruments("NEW"));

        assertNotNull(books.instruments().bySymbol("NEW"));
        assertNull(books.instruments().bySymbol("ACME"));
    }

    @Test
    void messagesAboutOrdersAreNotMarketData() {
        FixMessage report = FixMessage.of("8=FIX.4.4|9=0|35=8|34=2|10=000|".replace('|', '\u0001'));

        assertFalse(lit1.read(report));
    }

    @Test
    void aTradeThatAVenueShowsAgainWithAnotherQuoteIsNotTheLastOne() {
        lit1.read(snapshot("ACME", "2 10.00"));
        lit2.read(snapshot("ACME", "2 9.00"));
        assertEquals(Price.of("10.00"), books.lastTrade("ACME"), "how old the other is nobody says");
        lit1.read(snapshot("ACME", "2 10.50"));
        lit2.read(snapshot("ACME", "0 9.99 100", "2 9.00"));
        assertEquals(Price.of("10.50"), books.lastTrade("ACME"));
        assertEquals(Price.of("9.00"), books.book(LIT2, "ACME").lastTrade());
        lit2.disconnected();
        lit2.read(snapshot("ACME", "2 9.00"));
        assertEquals(Price.of("10.50"), books.lastTrade("ACME"));
        lit2.read(snapshot("ACME", "2 9.01"));
        assertEquals(Price.of("9.01"), books.lastTrade("ACME"));
    }

    @Test
    void tradesAtOnePriceAreToldApartByTheirQuantities() {
        lit2.read(snapshot("ACME", "2 9.00 100"));
        lit1.read(snapshot("ACME", "2 9.50"));
        lit1.read(snapshot("ACME", "2 10.00"));
        lit2.read(snapshot("ACME", "2 9.00 200"));
        assertEquals(Price.of("9.00"), books.lastTrade("ACME"));
    }

    // What can't be used

    private void refuses(Flaw flaw, String why, String... entries) {
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 500"));
        lit2.read(snapshot("ACME", "0 9.90 500", "1 10.20 500", "2 10.01"));
        lit1.read(snapshot("ACME", entries));
        VenueBook book = Objects.requireNonNull(books.consolidated("ACME")).of(LIT1);
        assertNotNull(book);
        assertEquals(flaw + ": " + why, book.flaw() + ": " + book.why());
        assertNull(books.book(LIT1, "ACME"), "the router is not handed it");
        assertEquals(Price.of("9.90"), books.best("ACME", true), "it counts for no best price");
        assertEquals(Price.of("10.20"), books.best("ACME", false));
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 500"));
        assertEquals("bid 500@10 ask 500@10.06", bookOf(LIT1), "what is good is used again");
        assertEquals(Price.of("10"), books.best("ACME", true));
    }

    @Test
    void aBookThatCanNotBeTrueIsNotUsed() {
        refuses(Flaw.CROSSED, "its best bid 10.07 is above its best offer 10.06", "0 10.07 500", "1 10.06 500");
        refuses(Flaw.LOCKED, "its best bid and its best offer are both 10.06", "0 10.06 500", "1 10.06 500");
        refuses(Flaw.OFF_TICK, "its bid 10.005 is no multiple of the tick 0.01", "0 10.005 500", "1 10.06 500");
        refuses(Flaw.ABSURD, "it has a price that is not above 0, or a quantity that is not above 0 or too large", "0 0 500", "1 10.06 500");
        refuses(Flaw.ABSURD, "it has a price that is not above 0, or a quantity that is not above 0 or too large", "0 -10 500", "1 10.06 500");
        refuses(Flaw.ABSURD, "MDEntrySize(271) must not be negative, was -5", "0 10 -5", "1 10.06 500");
        refuses(Flaw.ABSURD, "MDEntryPx(270) of a trade must be above 0, was -1", "0 10 5", "2 -1");
    }

    @Test
    void aVenueMayBeAllowedToBeCrossedOrToHaveOtherTicks() {
        MarketDataTerms trusting = new MarketDataTerms(MarketDataTerms.Mode.SNAPSHOTS, 10, Set.of(), Duration.ZERO);
        FixMarketData data = new FixMarketData(LIT1, books, trusting, false);
        data.read(snapshot("ACME", "0 10.075 500", "1 10.06 500"));
        assertEquals("bid 500@10.075 ask 500@10.06", bookOf(LIT1));
    }

    @Test
    void whatWouldBeExecutedOutsideThePriceBandsIsNotUsedWhatStandsFarAwayIs() {
        Bands[] told = {new Bands(Price.of("9.50"), Price.of("10.50"))};
        books.boundBy(symbol -> told[0]);
        lit1.read(snapshot("ACME", "0 10.00 500", "0 9.00 1", "1 10.06 500", "1 11.00 1"));
        assertEquals("bid 500@10 bid 1@9 ask 500@10.06 ask 1@11", bookOf(LIT1));
        refuses(Flaw.OUTSIDE_BANDS, "its best bid 10.51 is above the upper price band 10.5", "0 10.51 500", "1 10.60 500");
        refuses(Flaw.OUTSIDE_BANDS, "its best offer 9.49 is below the lower price band 9.5", "0 9.40 500", "1 9.49 500");

        told[0] = new Bands(null, Price.of("9.99"));
        books.turn(null);
        assertNull(books.book(LIT1, "ACME"), "bands have come, the book is as it was");
        told[0] = null;
        books.turn(null);
        assertNotNull(books.book(LIT1, "ACME"));
    }

    @Test
    void aLastTradeIsKnownWhileTheBookIsNotUsed() {
        lit1.read(snapshot("ACME", "0 10.07 500", "1 10.06 500", "2 10.06 10"));
        assertNull(books.book(LIT1, "ACME"));
        assertEquals(Price.of("10.06"), books.lastTrade(LIT1, "ACME"));
        assertEquals(Price.of("10.06"), books.reference("ACME"));
        lit1.disconnected();
        assertNull(books.lastTrade(LIT1, "ACME"));
    }

    @Test
    void peopleAreToldOfBooksThatLastAndOnlyOnce() {
        long[] now = {TimeUnit.DAYS.toNanos(1)};
        List<String> alerts = new ArrayList<>();
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> now[0]);
        timed.alert(alerts::add);
        FixMarketData data = new FixMarketData(LIT1, timed, true, false);
        data.read(snapshot("ACME", "0 10.07 500", "1 10.06 500"));
        data.read(snapshot("ACME", "0 10.05 500", "1 10.06 500"));
        later(timed, now, 5);
        assertEquals(List.of(), alerts, "it was crossed between two messages");

        data.read(snapshot("ACME", "0 10.07 500", "1 10.06 500"));
        later(timed, now, 5);
        assertEquals(List.of("market data of venue LIT1 is not used: ACME, its best bid 10.07 is above its best offer 10.06"), alerts);
        data.read(snapshot("ACME", "0 10.05 500", "1 10.06 500"));
        later(timed, now, 1);
        assertEquals("market data of venue LIT1 is used again: ACME", alerts.getLast());
        assertEquals(2, alerts.size());
    }

    private static void later(MarketBooks books, long[] now, int seconds) {
        for (int second = 0; second < seconds; second++) {
            now[0] += TimeUnit.SECONDS.toNanos(1);
            books.turn(null);
        }
    }

    @Test
    void aVenueThatIsSilentWhileOthersMoveIsNotUsedUntilItSpeaks() {
        long[] now = {TimeUnit.DAYS.toNanos(1)};
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> now[0]);
        FixMarketData one = new FixMarketData(LIT1, timed, true, false);
        FixMarketData two = new FixMarketData(LIT2, timed, true, false);
        one.read(snapshot("ACME", "0 10.00 500"));
        two.read(snapshot("ACME", "0 9.99 500"));
        later(timed, now, 299);
        assertNotNull(timed.book(LIT1, "ACME"));
        later(timed, now, 300);
        assertNotNull(timed.book(LIT1, "ACME"), "nobody moves: it is night");
        assertNotNull(timed.book(LIT2, "ACME"));

        two.read(snapshot("ACME", "0 9.98 500"));
        later(timed, now, 1);
        assertNull(timed.book(LIT1, "ACME"));
        assertEquals(Price.of("9.98"), timed.best("ACME", true));
        one.read(snapshot("ACME", "0 10.00 500"));
        assertNotNull(timed.book(LIT1, "ACME"));
        assertEquals(Price.of("10.00"), timed.best("ACME", true));
    }

    @Test
    void theBestPricesAreThoseOfAllVenuesTogether() {
        lit1.read(snapshot("ACME", "0 10.00 500", "1 10.06 100"));
        lit2.read(snapshot("ACME", "0 10.00 70", "0 9.99 1", "1 10.05 30"));
        ConsolidatedBook all = Objects.requireNonNull(books.consolidated("ACME"));
        assertEquals(Quantity.of(570).raw(), all.quantity(true));
        assertEquals(Quantity.of(30).raw(), all.quantity(false));
        LevelBook together = new LevelBook();
        all.show(together, 10);
        assertEquals("bid 570@10 bid 1@9.99 ask 30@10.05 ask 100@10.06", text(together));
        lit2.disconnected();
        assertEquals(Quantity.of(500).raw(), all.quantity(true));
        assertEquals(Price.of("10.06"), books.best("ACME", false));
    }

    @Test
    void aBookSaysWhenItsVenueHasLastSpokenOfIt() {
        long[] now = {100};
        MarketBooks timed = new MarketBooks(instruments("ACME"), () -> now[0]);
        FixMarketData data = new FixMarketData(LIT1, timed, true, false);
        data.read(snapshot("ACME", "0 10.00 500"));
        now[0] = 200;
        assertEquals(100, Objects.requireNonNull(timed.book(LIT1, "ACME")).time());
        data.read(snapshot("ACME", "0 10.00 500"));
        assertEquals(200, Objects.requireNonNull(timed.book(LIT1, "ACME")).time());
    }

    @Test
    void tradesAddUpToTheVolumeOfTheDay() {
        lit1.read(snapshot("ACME", "2 10.00 100"));
        lit1.read(snapshot("ACME", "2 10.01 30"));
        lit1.read(snapshot("ACME", "0 9.00 1", "2 10.01 30"));
        ConsolidatedBook all = Objects.requireNonNull(books.consolidated("ACME"));
        assertEquals(Quantity.of(30).raw(), all.volume(), "of which day the first one is nobody says");
        books.turn(LocalDate.of(2026, 1, 5));
        assertEquals(0, all.volume());
    }

    /** Against the plainest thing that does the same. */
    @Test
    void levelsAreAsAMapOfThemWouldBe() {
        for (int seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            LevelBook book = new LevelBook(LevelBook.MOST_LEVELS);
            TreeMap<Long, Long> expected = seed % 2 == 0 ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
            for (int i = 0; i < 200; i++) {
                long price = 1 + random.nextInt(40);
                long quantity = random.nextInt(5);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        book.set(seed % 2 == 0, price, quantity);
                        expected.put(price, quantity);
                    }
                    case 1 -> {
                        book.add(seed % 2 == 0, price, quantity + 1);
                        expected.merge(price, quantity + 1, Long::sum);
                    }
                    default -> {
                        book.take(seed % 2 == 0, price, quantity + 1);
                        expected.computeIfPresent(price, (p, there) -> Math.max(0, there - quantity - 1));
                    }
                }
                expected.values().removeIf(there -> there == 0);
                List<Long> levels = new ArrayList<>();
                for (int level = 0; level < book.levels(seed % 2 == 0); level++) {
                    levels.add(book.price(seed % 2 == 0, level));
                    levels.add(book.quantity(seed % 2 == 0, level));
                }
                assertEquals(expected.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toList(), levels, "seed " + seed);
            }
        }
    }
}
