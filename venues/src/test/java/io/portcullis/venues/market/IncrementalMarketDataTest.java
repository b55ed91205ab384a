package io.portcullis.venues.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Snapshots and updates of a venue over a real FIX session. */
class IncrementalMarketDataTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String GOOD = "bid 500@10.01 ask 200@10.03";

    @TempDir
    Path directory;

    private final AtomicLong now = new AtomicLong(1_000_000 * SECOND);
    private final MarketBooks books = new MarketBooks(new Instruments(Stream.of("ACME", "OTHER").map(IncrementalMarketDataTest::instrument).toList()),
            now::get);
    private final FixMarketData reader = new FixMarketData(ShowingVenue.VENUE, books, MarketDataTerms.INCREMENTAL, false);
    private ShowingVenue venue;

    private static Instrument instrument(String symbol) {
        return new Instrument(symbol, null, "XTST", "EUR", TickTable.of(Price.of("0.01")), Quantity.of(1), null);
    }

    private String open(FixVersion version) throws IOException {
        venue = new ShowingVenue(directory, version, books, reader);
        venue.requestId(2);
        return venue.requestId(1);
    }

    @AfterEach
    void close() {
        venue.close();
    }

    private void shows(String id, int rptSeq) {
        venue.sends("W", "262=" + id + " 55=ACME 83=" + rptSeq + " 268=2 269=0 270=10.01 271=500 269=1 270=10.03 271=200");
        venue.awaitBook("ACME", GOOD);
    }

    private void pass(long seconds) {
        now.addAndGet(seconds * SECOND);
        venue.onHub(() -> {
            books.turn(null);
            return true;
        });
    }

    private VenueBook bookOfAcme() {
        return venue.onHub(() -> books.consolidated("ACME").of(ShowingVenue.VENUE));
    }

    @Test
    void whatTheVenueDoesNotSendAgainIsAskedForAnewWhereNoNumbersShowIt() throws Exception {
        String id = open(FixVersion.FIX44);
        venue.sends("W", "262=" + id + " 55=ACME 268=2 269=0 270=10.01 271=500 269=1 270=10.03 271=200");
        venue.awaitBook("ACME", GOOD);
        int asked = venue.asked.size();
        venue.onHub(() -> {
            reader.gap();
            return true;
        });
        assertEquals(Flaw.GAP, bookOfAcme().flaw());
        ShowingVenue.await("a question", () -> venue.asked.size() > asked);
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"FIX40", "FIX41"})
    void updatesChangeWhatTheSnapshotHasShown(FixVersion version) throws Exception {
        String id = open(version);
        assertEquals("1 " + id + " 10 1 ACME", venue.asked.getFirst());
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 270=9 271=1");
        venue.sends("W", "262=" + id + " 55=ACME 268=2 269=0 270=10.01 271=500 269=1 270=10.03 271=200");
        venue.awaitBook("ACME", GOOD);

        venue.sends("X", "262=" + id + " 268=3 279=0 269=0 55=ACME 270=10.02 271=100 279=1 269=1 55=ACME 270=10.03 271=50 279=2 269=0 55=ACME 270=10.01");
        venue.awaitBook("ACME", "bid 100@10.02 ask 50@10.03");
        assertEquals(Price.of("10.02"), venue.onHub(() -> books.best("ACME", true)));

        venue.sends("X", "262=" + id + " 268=2 279=0 269=2 55=ACME 270=10.03 271=7 279=0 269=2 270=10.03 271=7");
        ShowingVenue.await("trades", () -> venue.onHub(() -> books.consolidated("ACME").volume()) == Quantity.of(14).raw());
        assertEquals(Price.of("10.03"), venue.onHub(() -> books.reference("ACME")));
    }

    @Test
    void aBookWithAGapIsNotUsedUntilTheVenueHasShownAllOfItAnew() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 7);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=8 270=10.02 271=1");
        venue.awaitBook("ACME", "bid 1@10.02 bid 500@10.01 ask 200@10.03");

        venue.sends("X", "262=" + id + " 268=1 279=2 269=0 55=ACME 83=10 270=10.01");
        venue.awaitBook("ACME", null);
        assertEquals("RptSeq(83) 10 came behind 8", bookOfAcme().why());
        assertNull(venue.onHub(() -> books.best("ACME", true)));
        assertNull(venue.onHub(() -> books.reference("ACME")));

        String other = venue.requestId(4);
        assertNotEquals(id, other);
        assertEquals(List.of("2 " + id + " 10 null ACME", "1 " + other + " 10 1 ACME"), venue.asked.subList(2, 4));
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=11 270=9.99 271=1");
        venue.sends("W", "262=" + id + " 55=ACME 83=11 268=1 269=0 270=9.99 271=1");
        shows(other, 12);
        venue.sends("X", "262=" + other + " 268=1 279=0 269=0 55=ACME 83=12 270=9.98 271=1");
        venue.sends("X", "262=" + other + " 268=1 279=0 269=0 55=ACME 83=13 270=9.99 271=1");
        venue.awaitBook("ACME", "bid 500@10.01 bid 1@9.99 ask 200@10.03");
    }

    @Test
    void numbersThatBeginAnewAreAGap() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 7);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=1 270=10.02 271=1");
        venue.awaitBook("ACME", null);
        id = venue.requestId(4);
        shows(id, 2);
        now.addAndGet(60 * SECOND);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=3 270=9.99 271=1");
        venue.awaitBook("ACME", "bid 500@10.01 bid 1@9.99 ask 200@10.03");
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=2 270=10.02 271=1");
        venue.awaitBook("ACME", null);
        shows(venue.requestId(6), 1);
    }

    @Test
    void aVenueThatHasGapsAgainAndAgainIsAskedEverMoreSlowly() throws Exception {
        String id = open(FixVersion.FIX44);
        int requests = 2;
        for (int gaps = 1; gaps <= 2; gaps++) {
            shows(id, 1);
            venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=9 270=9.98 271=1");
            venue.awaitBook("ACME", null);
            if (gaps == 1) {
                requests += 2;
                id = venue.requestId(requests);
            }
        }
        pass(1);
        assertEquals(requests, venue.asked.size(), "two seconds have not passed");
        pass(1);
        id = venue.requestId(requests + 2);
        shows(id, 20);
        pass(60);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=99 270=9.98 271=1");
        venue.requestId(requests + 4);
    }

    @Test
    void aVenueThatDoesNotAnswerIsAskedAgain() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 1);
        pass(29);
        assertEquals(2, venue.asked.size());
        pass(1);
        venue.requestId(4);
        assertTrue(venue.asked.get(3).endsWith("OTHER"), venue.asked::toString);
    }

    @Test
    void entriesWithNamesAreFoundByThem() throws Exception {
        String id = open(FixVersion.FIX44);
        venue.sends("W", "262=" + id + " 55=ACME 268=3 269=0 278=A 270=10.01 271=500 269=0 278=B 270=10.01 271=100 269=1 278=C 270=10.03 271=200");
        venue.awaitBook("ACME", "bid 600@10.01 ask 200@10.03");

        venue.sends("X", "262=" + id + " 268=3 279=1 269=0 278=B 55=ACME 271=40 279=2 278=C 55=ACME 279=0 269=1 278=D 55=ACME 270=10.05 271=9");
        venue.awaitBook("ACME", "bid 540@10.01 ask 9@10.05");
        venue.sends("X", "262=" + id + " 268=2 279=2 278=A 55=ACME 279=1 269=0 278=E 280=B 55=ACME 270=10.02 271=41");
        venue.awaitBook("ACME", "bid 41@10.02 ask 9@10.05");
        venue.sends("X", "262=" + id + " 268=2 279=2 278=E 55=ACME 279=2 278=UNKNOWN 269=0 55=ACME");
        venue.awaitBook("ACME", "ask 9@10.05");
    }

    @Test
    void whatCanNotBeReadOrCanNotBeTrueIsAskedForAnew() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 1);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 270=cheap 271=1");
        venue.awaitBook("ACME", null);
        assertEquals(Flaw.UNREADABLE, bookOfAcme().flaw());
        shows(venue.requestId(4), 1);
        now.addAndGet(60 * SECOND);
        venue.sends("X", "262=" + venue.requestId(4) + " 268=1 279=0 269=0 55=ACME 270=10 271=-1");
        venue.awaitBook("ACME", null);
        assertEquals("MDEntrySize(271) must not be negative, was -1", bookOfAcme().why());
        shows(venue.requestId(6), 1);
        now.addAndGet(60 * SECOND);
        venue.sends("X", "262=" + venue.requestId(6) + " 268=1 279=5 269=0 55=ACME 270=10 271=1");
        venue.awaitBook("ACME", null);
        assertEquals("MDUpdateAction(279) must be 0, 1 or 2, was 5", bookOfAcme().why());
        shows(venue.requestId(8), 1);
    }

    @Test
    void whatAVenueRefusesIsNotAskedForAgainUntilTheNextLogon() throws Exception {
        String id = open(FixVersion.FIX44);
        venue.sends("Y", "262=" + id + " 281=0 58=no_such_thing");
        ShowingVenue.await("refusal", () -> venue.onHub(() -> books.consolidated("ACME") != null));
        assertEquals("the venue refuses to show it: MDReqRejReason(281) 0, unknown symbol: no such thing", bookOfAcme().why());
        pass(5);
        pass(4);
        assertEquals(2, venue.asked.size());
        venue.disconnect();
        shows(venue.requestId(3), 1);
    }

    @Test
    void whatHasOnlyFailedIsTriedAgain() throws Exception {
        String id = open(FixVersion.FIX44);
        venue.sends("Y", "262=" + id + " 281=2");
        ShowingVenue.await("refusal", () -> venue.onHub(() -> books.consolidated("ACME") != null));
        pass(2);
        shows(venue.requestId(3), 1);
    }

    @Test
    void withoutTheSessionThereIsNoBookAndAfterwardsAllIsAskedForAnew() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 1);
        venue.disconnect();
        venue.awaitBook("ACME", null);
        String other = venue.requestId(3);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=2 270=9.98 271=1");
        shows(other, 1);
    }

    @Test
    void anInstrumentThatComesLaterIsAskedForThen() throws Exception {
        open(FixVersion.FIX44);
        venue.onHub(() -> {
            books.instruments(new Instruments(Stream.of("ACME", "OTHER", "NEW").map(IncrementalMarketDataTest::instrument).toList()));
            return true;
        });
        venue.requestId(3);
        assertTrue(venue.asked.get(2).endsWith("10 1 NEW"), venue.asked::toString);
    }

    @Test
    void levelsBeyondTheDepthAreLeftOutAndAnEmptyBookIsEmpty() throws Exception {
        String id = open(FixVersion.FIX44);
        StringBuilder entries = new StringBuilder();
        for (int level = 0; level < 12; level++) {
            entries.append(" 279=0 269=0 55=ACME 270=9.").append(90 - level).append(" 271=1");
        }
        shows(id, 1);
        venue.sends("X", "262=" + id + " 268=12" + entries);
        ShowingVenue.await("ten levels", () -> venue.onHub(() -> books.book(ShowingVenue.VENUE, "ACME").levels(true)) == 10);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=J 55=ACME");
        venue.awaitBook("ACME", "");
    }

    /** As the simulated exchange does: a trade comes with its size, and is told again in a snapshot without it. */
    @Test
    void aTradeThatIsToldAgainWithoutItsSizeIsNoOtherTrade() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 1);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=2 55=ACME 83=2 270=10.03 271=7 273=10:00:00");
        ShowingVenue.await("a trade", () -> venue.onHub(() -> books.consolidated("ACME").volume()) == Quantity.of(7).raw());
        venue.onHub(() -> {
            books.traded("ACME", Price.of("11"));
            return true;
        });
        venue.sends("X", "262=" + id + " 268=1 279=0 269=0 55=ACME 83=9 270=9.98 271=1");
        venue.sends("W", "262=" + venue.requestId(4) + " 55=ACME 268=2 269=0 270=10.01 271=500 269=2 270=10.03");
        venue.awaitBook("ACME", "bid 500@10.01");
        assertEquals(Price.of("11"), venue.onHub(() -> books.lastTrade("ACME")));
    }

    @Test
    void aSnapshotSaysWithItsEntriesWhereUpdatesGoOn() throws Exception {
        String id = open(FixVersion.FIX50SP2);
        venue.sends("W", "262=" + id + " 55=ACME 268=2 269=0 270=10.01 271=500 83=6 269=1 270=10.03 271=200 83=7");
        venue.awaitBook("ACME", GOOD);
        venue.sends("X", "262=" + id + " 268=1 279=0 269=2 55=ACME 270=10.03 271=7 83=7");
        venue.sends("X", "262=" + id + " 268=1 279=0 269=2 55=ACME 270=10.03 271=5 83=8");
        ShowingVenue.await("a trade", () -> venue.onHub(() -> books.consolidated("ACME").volume()) > 0);
        assertEquals(Quantity.of(5).raw(), venue.onHub(() -> books.consolidated("ACME").volume()));

        String other = venue.requestId(2);
        venue.sends("W", "262=" + other + " 55=OTHER 268=1 269=0 270=10.01 271=500 83=3");
        venue.awaitBook("OTHER", "bid 500@10.01");
        venue.sends("X", "262=" + other + " 268=1 279=0 269=0 55=OTHER 270=10 271=7 83=5");
        venue.awaitBook("OTHER", null);
    }

    @Test
    void whatStandsBehindAnEntryThatCanNotBeReadIsMissingToo() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 1);
        venue.sends("W", "262=" + venue.requestId(2) + " 55=OTHER 268=1 269=0 270=10.01 271=500");
        venue.awaitBook("OTHER", "bid 500@10.01");
        venue.sends("X", "268=2 279=0 269=0 55=ACME 270=cheap 271=1 279=2 269=0 55=OTHER 270=10.01");
        venue.awaitBook("ACME", null);
        venue.awaitBook("OTHER", null);
    }

    @Test
    void aMessageOfWhichNotEvenTheNumberOfEntriesCanBeReadIsMissing() throws Exception {
        String id = open(FixVersion.FIX44);
        shows(id, 1);
        venue.sends("X", "262=" + id + " 268=some 279=2 269=0 55=ACME 270=10.01");
        venue.awaitBook("ACME", null);
    }

    private void instruments(int count) {
        books.instruments(new Instruments(IntStream.range(0, count).mapToObj(i -> instrument("S" + i)).toList()));
    }

    @Test
    void aVenueIsAskedForNoMoreInstrumentsThanItTakes() throws Exception {
        instruments(30);
        venue = new ShowingVenue(directory, FixVersion.FIX44, books, reader, 40);
        venue.requestId(10);
        for (int second = 1; second <= 2; second++) {
            TimeUnit.MILLISECONDS.sleep(50);
            assertEquals(10 * second, venue.asked.size());
            pass(1);
        }
        venue.requestId(30);
    }

    @Test
    void manyGapsAtOnceDoNotFloodTheVenue() throws Exception {
        int count = 250;
        instruments(count);
        venue = new ShowingVenue(directory, FixVersion.FIX44, books, reader);
        venue.requestId(count);
        pass(1);
        for (int i = 0; i < count; i++) {
            venue.sends("W", "262=" + venue.requestId(i + 1) + " 55=S" + i + " 83=1 268=1 269=0 270=10.01 271=500");
            venue.sends("X", "262=" + venue.requestId(i + 1) + " 268=1 279=0 269=0 55=S" + i + " 83=9 270=9 271=1");
        }
        ShowingVenue.await("gaps", () -> venue.onHub(() -> books.flawed().size()) == count);
        TimeUnit.MILLISECONDS.sleep(50);
        assertEquals(count + 2 * 100, venue.asked.size());
        pass(1);
        venue.requestId(count + 2 * 200);
        pass(1);
        venue.requestId(count + 2 * count);
    }

    /** Each of a thousand instruments has a request of its own, and no answer of that kind may make it ask again and again. */
    @Test
    void aRequestThatIsRejectedIsRefused() throws Exception {
        open(FixVersion.FIX44);
        venue.sends("3", "45=2 372=V 373=11 58=unsupported");
        venue.sends("j", "45=3 372=V 380=3 58=unsupported");
        ShowingVenue.await("both are refused", () -> venue.onHub(() -> books.flawed().size()) == 2);
        assertEquals("the venue refuses to show it: it rejects MarketDataRequest(35=V): unsupported", bookOfAcme().why());
        pass(31);
        pass(3);
        assertEquals(2, venue.asked.size());
    }

    @Test
    void aVenueWhoseMarketDataIsAwayIsAskedAgain() throws Exception {
        String id = open(FixVersion.FIX44);
        venue.sends("j", "45=2 372=V 379=" + id + " 380=4");
        ShowingVenue.await("refused", () -> venue.onHub(() -> books.flawed().size()) == 1);
        pass(2);
        shows(venue.requestId(3), 1);
    }
}
