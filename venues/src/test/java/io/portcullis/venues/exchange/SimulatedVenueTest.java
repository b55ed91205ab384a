package io.portcullis.venues.exchange;

import static io.portcullis.oms.types.Side.BUY;
import static io.portcullis.oms.types.Side.SELL;
import static io.portcullis.oms.types.TimeInForce.DAY;
import static io.portcullis.oms.types.TimeInForce.FILL_OR_KILL;
import static io.portcullis.oms.types.TimeInForce.GOOD_TILL_CANCEL;
import static io.portcullis.oms.types.TimeInForce.GOOD_TILL_DATE;
import static io.portcullis.oms.types.TimeInForce.IMMEDIATE_OR_CANCEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hub's link and the simulated exchange over real sockets. */
class SimulatedVenueTest {

    @TempDir
    Path directory;

    private EventLoopGroup group;
    private SimulatedVenue venue;
    private HubUnderTest hub;

    @BeforeEach
    void makeLoop() {
        group = FixTransport.newLoop("venue-under-test");
    }

    @AfterEach
    void stop() throws IOException {
        hub.close();
        venue.close();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void open(FixVersion version, boolean isDark, Duration step, int port) throws IOException {
        venue = new SimulatedVenue(
                new SimulatedVenue.Settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), version, "EXCHANGE", "HUB", isDark,
                        directory.resolve("venue"), 1, step),
                Floor.INSTRUMENTS, group.next(), InstantSource.system());
    }

    private void open(FixVersion version) throws IOException {
        open(version, false, Duration.ZERO, 0);
        hub = hub(version).connect(venue.localAddress()).awaitTrading();
        hub.told.clear();
    }

    private HubUnderTest hub(FixVersion version) throws IOException {
        return new HubUnderTest(directory.resolve("hub"), version, Duration.ZERO);
    }

    private <T> T atVenue(Callable<T> work) throws Exception {
        return group.next().submit(work).get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void ordersLiveTheirLifeInEveryVersion(FixVersion version) throws Exception {
        open(version);

        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "9.99", IMMEDIATE_OR_CANCEL);
        hub.replace(3, 1, BUY, 200, "10.01");
        hub.status(3, BUY);
        hub.cancel(4, 3, BUY);
        hub.cancel(5, 3, BUY);
        hub.cancel(6, 99, BUY);
        hub.order(7, SELL, 55, "10.00", FILL_OR_KILL);
        hub.order(8, SELL, 50, null, GOOD_TILL_CANCEL);
        hub.order(9, SELL, 50, "11.00", GOOD_TILL_DATE);
        hub.status(77, SELL);
        hub.reports(14);
        String execId = hub.execution(2).execId();
        assertTrue(atVenue(() -> venue.bust(execId)));
        List<String> told = hub.reports(16);

        int rejected = version.isBefore(FixVersion.FIX44) ? 0 : 99;
        assertEquals(inWordsOf(version, "NEW 1 NEW 0 leaves 100", "NEW 2 NEW 0 leaves 60", "TRADE 1 60@10 PARTIALLY_FILLED 60 leaves 40",
                "TRADE 2 60@10 FILLED 60 leaves 0",
                "REPLACED 3<1 PARTIALLY_FILLED 60 leaves 140", "ORDER_STATUS 3 PARTIALLY_FILLED 60 leaves 140", "CANCELED 4<3 CANCELED 60 leaves 0",
                "REFUSED 5<3 reason 0 CANCELED", "REFUSED 6<99 reason 1 REJECTED", "REJECTED 7 REJECTED 0 leaves 0 reason " + rejected,
                "NEW 8 NEW 0 leaves 50", "CANCELED 8 CANCELED 0 leaves 0", "NEW 9 NEW 0 leaves 50", "ORDER_STATUS 77 REJECTED 0 leaves 0 reason 5",
                "TRADE_CANCEL 3 60@10 CANCELED 0 leaves 0", "TRADE_CANCEL 2 60@10 CANCELED 0 leaves 0"), told);
    }

    /** FIX 5.0 has no words for which side a replace is about. */
    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX43", "FIX44", "FIX50SP1", "FIX50SP2", "FIXLATEST"})
    void crossesLiveTheirLifeInEveryVersionThatHasThem(FixVersion version) throws Exception {
        open(version);

        hub.cross(CrossFact.Message.NEW, 1, 0, 100, 60, "10.00");
        hub.cross(CrossFact.Message.REPLACE, 3, 1, 200, 0, "10.01");
        hub.cross(CrossFact.Message.CANCEL, 5, 3, 200, 0, "10.01");
        hub.cross(CrossFact.Message.NEW, 7, 0, 100, 55, "10.00");

        int other = version.isBefore(FixVersion.FIX44) ? 0 : 99;
        assertEquals(
                List.of("NEW 1 NEW 0 leaves 100", "NEW 2 NEW 0 leaves 60", "TRADE 1 60@10 PARTIALLY_FILLED 60 leaves 40", "TRADE 2 60@10 FILLED 60 leaves 0",
                        "REPLACED 3<1 PARTIALLY_FILLED 60 leaves 140", "CANCELED 5<3 CANCELED 60 leaves 0", "REJECTED 7 REJECTED 0 leaves 0 reason " + other,
                        "REJECTED 8 REJECTED 0 leaves 0 reason " + other),
                hub.reports(8));
    }

    @Test
    void aVenueThatDoesNotKnowCrossesRejectsTheMessage() throws Exception {
        open(FixVersion.FIX42);
        hub.cross(CrossFact.Message.NEW, 1, 0, 100, 60, "10.00");
        assertTrue(hub.reports(1).getFirst().startsWith("MESSAGE_REJECT 1 of s: "), hub.reports().toString());
    }

    /** FIX 4.1 has a status for replaced orders. FIX 4.0 doesn't say what is open, nor which order a report on another request is about. */
    private static List<String> inWordsOf(FixVersion version, String... reports) {
        return Stream.of(reports).map(report -> switch (version) {
            case FIX40 -> report.replaceAll("leaves \\d+", "leaves null").replaceAll("(REFUSED \\d)<\\d+ reason (\\d) .*", "$1<0 reason $2 REJECTED")
                    .replaceAll("(\\d)<[1-9]\\d*", "$1").replace("REPLACED 3 PARTIALLY_FILLED", "REPLACED 3 NEW").replace("null reason 5", "null reason 0");
            case FIX41 -> report.replace("REPLACED 3<1 PARTIALLY_FILLED", "REPLACED 3<1 NEW");
            case FIX42, FIX43, FIX44, FIX50, FIX50SP1, FIX50SP2, FIXLATEST -> report;
        }).toList();
    }

    @Test
    void bustsCorrectionsAndUnsolicitedCancelsComeInFix42Words() throws Exception {
        open(FixVersion.FIX42);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.reports(4);
        Command.VenueReport first = hub.execution(2);
        Command.VenueReport second = hub.execution(3);

        assertTrue(atVenue(() -> venue.correct(second.execId(), Quantity.of(60), Price.of("10.01"))));
        assertFalse(atVenue(() -> venue.bust(first.execId())));
        hub.reports(6);
        String corrected = hub.execution(5).execId();
        assertTrue(atVenue(() -> venue.bust(corrected)));
        assertTrue(atVenue(() -> venue.cancelUnsolicited(first.venueOrderId(), "sorry")));
        List<String> told = hub.reports(9);

        assertEquals(List.of("TRADE_CORRECT 2 60@10.01 FILLED 60 leaves 0", "TRADE_CORRECT 1 60@10.01 PARTIALLY_FILLED 60 leaves 40",
                "TRADE_CANCEL 1 60@10.01 NEW 0 leaves 100", "TRADE_CANCEL 2 60@10.01 CANCELED 0 leaves 0", "CANCELED 1 CANCELED 0 leaves 0"),
                told.subList(4, 9));
        assertEquals(second.execId(), hub.execution(4).execRefId());
        assertEquals(first.execId(), hub.execution(5).execRefId());
        assertEquals(corrected, hub.execution(6).execRefId());
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"FIX40", "FIX41"})
    void theBookIsSeenAndIsGoneWhenItIsEmptyOrTheVenueIsAway(FixVersion version) throws Exception {
        open(version);
        hub.order(1, BUY, 100, "10.00", DAY);
        HubUnderTest.await("bid", () -> bid() == 10_00000000L);
        hub.order(2, SELL, 30, "10.00", DAY);
        HubUnderTest.await("trade", () -> Price.of("10").equals(hub.onLoop(() -> hub.books.reference(Floor.SYMBOL))));

        hub.cancel(3, 1, BUY);
        HubUnderTest.await("empty book", () -> bid() == 0);
        hub.order(4, BUY, 100, "9.00", DAY);
        HubUnderTest.await("bid", () -> bid() == 9_00000000L);
        venue.close();

        HubUnderTest.await("no book", () -> hub.onLoop(() -> hub.books.book(HubUnderTest.VENUE, Floor.SYMBOL)) == null);
    }

    private long bid() {
        return hub.onLoop(() -> {
            Book book = hub.books.book(HubUnderTest.VENUE, Floor.SYMBOL);
            return book == null || book.levels(true) == 0 ? 0 : book.price(true, 0);
        });
    }

    @Test
    void theMarketMakerQuotesBothSidesAndFillsMarketOrders() throws Exception {
        open(FixVersion.FIX44, false, Duration.ofMillis(20), 0);
        hub = hub(FixVersion.FIX44).connect(venue.localAddress()).awaitTrading();
        HubUnderTest.await("quotes", () -> bid() > 0);
        hub.told.clear();

        hub.order(1, BUY, 100, null, DAY);
        List<String> told = hub.reports(2);

        assertTrue(told.get(1).startsWith("TRADE 1 100@"), told.toString());
        HubUnderTest.await("reference", () -> hub.onLoop(() -> hub.books.reference(Floor.SYMBOL)) != null);
    }

    @Test
    void aDarkPoolShowsNoBookAndFillsAtTheMiddle() throws Exception {
        open(FixVersion.FIX50SP2, true, Duration.ofMillis(20), 0);
        hub = hub(FixVersion.FIX50SP2).connect(venue.localAddress()).awaitTrading();
        hub.told.clear();

        hub.order(1, BUY, 100, "11.00", DAY);
        List<String> told = hub.reports(2);

        assertTrue(told.get(1).startsWith("TRADE 1 "), told.toString());
        assertEquals(0, bid());
    }

    @Test
    void whatHappenedWhileTheHubWasDeadIsToldBeforeTheVenueIsUsedAgain() throws Exception {
        open(FixVersion.FIX44);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.reports(4);
        Command.VenueReport fill = hub.execution(2);
        hub.kill();
        atVenue(() -> venue.bust(fill.execId()));
        atVenue(() -> venue.cancelUnsolicited(fill.venueOrderId(), "while you were away"));

        hub = hub(FixVersion.FIX44).connect(venue.localAddress()).awaitTrading();

        assertEquals(List.of("TRADE_CANCEL 1 60@10 NEW 0 leaves 100", "TRADE_CANCEL 2 60@10 CANCELED 0 leaves 0", "CANCELED 1 CANCELED 0 leaves 0", "up"),
                hub.reports());
    }

    @Test
    void aVenueThatWasStartedAgainHasItsOrdersAndTheirTrades() throws Exception {
        open(FixVersion.FIX44);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.reports(4);
        String execId = hub.execution(2).execId();
        int port = venue.localAddress().getPort();
        venue.close();
        hub.reports(5);

        open(FixVersion.FIX44, false, Duration.ZERO, port);
        hub.awaitTrading();
        hub.order(3, SELL, 40, "10.00", DAY);
        hub.reports(9);
        assertTrue(atVenue(() -> venue.bust(execId)));

        assertEquals(List.of("down", "up", "NEW 3 NEW 0 leaves 40", "TRADE 1 40@10 FILLED 100 leaves 0", "TRADE 3 40@10 FILLED 40 leaves 0",
                "TRADE_CANCEL 1 60@10 CANCELED 40 leaves 0", "TRADE_CANCEL 2 60@10 CANCELED 0 leaves 0"), hub.reports(11).subList(4, 11));
    }

    @Test
    void anOrderThatALaterReplaceHasPutBehindAnotherStaysBehindItWhenTheVenueIsStartedAgain() throws Exception {
        open(FixVersion.FIX44);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, BUY, 100, "10.00", DAY);
        hub.replace(3, 1, BUY, 200, "10.00");
        hub.reports(3);
        int port = venue.localAddress().getPort();
        venue.close();
        hub.reports(4);

        open(FixVersion.FIX44, false, Duration.ZERO, port);
        hub.awaitTrading();
        hub.order(4, SELL, 100, "10.00", DAY);

        assertEquals("TRADE 2 100@10 FILLED 100 leaves 0", hub.reports(8).get(6));
    }

    @Test
    void aDarkPoolHasNoAuctions() throws Exception {
        open(FixVersion.FIX50SP2, true, Duration.ZERO, 0);
        hub = hub(FixVersion.FIX50SP2).connect(venue.localAddress()).awaitTrading();

        Exception refused = assertThrows(ExecutionException.class, () -> atVenue(() -> venue.order(List.of("call", Floor.SYMBOL, "closing"))));

        assertEquals("a dark exchange has no auctions", refused.getCause().getMessage());
    }

    @Test
    void whatAVenueHasNeverSaidItStillKnowsWhenItIsStartedAgain() throws Exception {
        open(FixVersion.FIX44);
        atVenue(() -> venue.order(List.of("misbehave", "silence")));
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        assertEquals(List.of("NEW 2 NEW 0 leaves 60", "TRADE 2 60@10 FILLED 60 leaves 0"), hub.reports(2));
        int port = venue.localAddress().getPort();
        venue.close();
        hub.reports(3);

        open(FixVersion.FIX44, false, Duration.ZERO, port);
        hub.awaitTrading();
        hub.told.clear();
        hub.status(1, BUY);

        assertEquals(List.of("ORDER_STATUS 1 PARTIALLY_FILLED 60 leaves 40"), hub.reports(1));
    }

    /** An operator's auction is not kept: whoever waits for it would stand against the other for ever, or without a price. */
    @Test
    void whatWasCollectedForAnAuctionIsExecutedWhenTheVenueIsStartedAgain() throws Exception {
        open(FixVersion.FIX44);
        atVenue(() -> venue.order(List.of("call", Floor.SYMBOL, "closing")));
        hub.order(1, BUY, 100, "10.05", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.order(3, BUY, 50, null, DAY);
        hub.reports(3);
        int port = venue.localAddress().getPort();
        venue.close();
        hub.reports(4);

        open(FixVersion.FIX44, false, Duration.ZERO, port);

        assertEquals(
                List.of("TRADE 3 50@10 FILLED 50 leaves 0", "TRADE 2 50@10 PARTIALLY_FILLED 50 leaves 10", "TRADE 1 10@10 PARTIALLY_FILLED 10 leaves 90",
                        "TRADE 2 10@10 FILLED 60 leaves 0"),
                hub.reports(9).stream().filter(report -> report.startsWith("TRADE")).toList());
    }

    @Test
    void anOrderThatCouldNotBeSentIsSentAtLogonIfItIsYoung() throws Exception {
        open(FixVersion.FIX44, false, Duration.ZERO, 0);
        hub = hub(FixVersion.FIX44);
        hub.order(1, BUY, 100, "10.00", DAY);

        hub.connect(venue.localAddress()).awaitTrading();

        assertTrue(hub.reports(2).contains("NEW 1 NEW 0 leaves 100"), hub.reports().toString());
    }

    @Test
    void anOldOrderOrReplaceIsNotSentAgainButACancelIs() throws Exception {
        open(FixVersion.FIX44);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, BUY, 100, "10.00", DAY);
        hub.reports(2);
        hub.kill();
        hub = new HubUnderTest(directory.resolve("hub"), FixVersion.FIX44, HubUnderTest.RESEND_WITHIN.plusSeconds(5));
        hub.order(3, BUY, 100, "10.00", DAY);
        hub.replace(4, 2, BUY, 200, "10.00");
        hub.cancel(5, 1, BUY);

        hub.connect(venue.localAddress()).awaitTrading();
        hub.status(3, BUY);
        hub.status(2, BUY);
        List<String> told = hub.reports(4);

        assertEquals(List.of("CANCELED 5<1 CANCELED 0 leaves 0", "ORDER_STATUS 2 NEW 0 leaves 100", "ORDER_STATUS 3 REJECTED 0 leaves 0 reason 5", "up"),
                told.stream().sorted().toList());
    }

    @Test
    void theJournalHasEveryReportAsItWasTold() throws Exception {
        open(FixVersion.FIX44);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.cancel(3, 1, BUY);
        hub.reports(5);

        List<ExchangeReport.Execution> journal = ExchangeJournal.read(directory.resolve("venue").resolve("journal.txt"));

        List<String> told = hub.told.stream().map(c -> ((Command.VenueReport) c).execId()).toList();
        assertEquals(told, journal.stream().map(ExchangeReport.Execution::execId).toList());
        assertEquals(hub.ids.venueClOrdId(1), journal.getFirst().clOrdId());
        assertNull(journal.getFirst().last());
        assertNotNull(journal.get(2).last());
    }
}
