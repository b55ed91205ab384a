package io.portcullis.venues.exchange;

import static io.portcullis.oms.types.Side.BUY;
import static io.portcullis.oms.types.Side.SELL;
import static io.portcullis.oms.types.TimeInForce.DAY;
import static io.portcullis.oms.types.TimeInForce.FILL_OR_KILL;
import static io.portcullis.oms.types.TimeInForce.IMMEDIATE_OR_CANCEL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.link.VenueLink;
import io.portcullis.venues.ouch.OuchTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hub's link by OUCH and the simulated exchange over real sockets; the same orders come to the same end over FIX. */
class OuchVenueTest {

    private static final String LOG = "TEST00";

    @TempDir
    Path directory;

    private final EventLoopGroup group = FixTransport.newLoop("venue-under-test");
    private SimulatedVenue venue;
    private OuchHub hub;

    @AfterEach
    void stop() throws Exception {
        if (hub != null) {
            hub.close();
        }
        if (venue != null) {
            venue.close();
        }
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void open(int port, OuchFront.Login login) throws IOException {
        venue = new SimulatedVenue(
                new SimulatedVenue.Settings(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), FixVersion.FIX44, "EXCHANGE", "HUB", false,
                        directory.resolve("venue"), 1, Duration.ZERO, ExchangeConduct.USUAL, login),
                Floor.INSTRUMENTS, group.next(), InstantSource.system());
    }

    private void openOuch(int port) throws IOException {
        open(port, new OuchFront.Login("HUB", "SECRET"));
    }

    private void start() throws IOException {
        openOuch(0);
        hub = new OuchHub(directory, venue.localAddress(), new OuchHub.Log()).connect().awaitTrading();
        hub.told.clear();
    }

    private <T> T atVenue(Callable<T> work) throws Exception {
        return group.next().submit(work).get(10, TimeUnit.SECONDS);
    }

    @Test
    void ordersLiveTheirLife() throws Exception {
        start();

        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "9.99", IMMEDIATE_OR_CANCEL);
        hub.replace(3, 1, BUY, 200, "10.01");
        hub.reports(5);
        hub.status(3, BUY);
        hub.cancel(4, 3, BUY);
        hub.order(7, SELL, 55, "10.00", FILL_OR_KILL);
        hub.order(8, SELL, 50, "12.00", IMMEDIATE_OR_CANCEL);
        hub.order(9, SELL, 50, "11.00", DAY);
        hub.reports(11);
        hub.status(77, SELL);
        hub.reports(12);
        String execId = exchangeExecIdOfTheFirstTrade();
        assertTrue(atVenue(() -> venue.bust(execId)));
        List<String> told = hub.reports(14);

        assertEquals(
                List.of("NEW 1 NEW 0 leaves 100", "NEW 2 NEW 0 leaves 60", "TRADE 1 60@10 PARTIALLY_FILLED 60 leaves 40", "TRADE 2 60@10 FILLED 60 leaves 0",
                        "REPLACED 3<1 PARTIALLY_FILLED 60 leaves 140", "ORDER_STATUS 3 PARTIALLY_FILLED 60 leaves 140", "CANCELED 3 CANCELED 60 leaves 0",
                        "REJECTED 7 REJECTED null leaves null reason 99", "NEW 8 NEW 0 leaves 50", "CANCELED 8 CANCELED 0 leaves 0", "NEW 9 NEW 0 leaves 50",
                        "ORDER_STATUS 77 REJECTED 0 leaves 0 reason 5", "TRADE_CANCEL 3 CANCELED 0 leaves 0", "TRADE_CANCEL 2 CANCELED 0 leaves 0"),
                told);
        assertEquals(hub.execution(2).execId(), hub.execution(3).execId(), "both sides of a match have its number");
        assertEquals(hub.execution(2).execId(), hub.execution(12).execRefId());
    }

    private String exchangeExecIdOfTheFirstTrade() throws IOException {
        return ExchangeJournal.read(directory.resolve("venue/journal.txt")).stream().filter(report -> report.last() != null).findFirst().orElseThrow().execId();
    }

    private enum Protocol {
        FIX, OUCH
    }

    /** How each order stands at last, by the number of its first request. */
    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theSameOrdersComeToTheSameEndOverFixAndOuch(Protocol protocol) throws Exception {
        Map<String, String> states = switch (protocol) {
            case FIX -> overFix();
            case OUCH -> overOuch();
        };
        assertEquals(Map.of("1", "CANCELED 0 leaves 0", "2", "CANCELED 0 leaves 0", "5", "PARTIALLY_FILLED 30 leaves 20", "6", "FILLED 30 leaves 0", "7",
                "REJECTED 0 leaves 0", "8", "CANCELED 0 leaves 0", "9", "NEW 0 leaves 40"), states);
    }

    private interface Verbs {
        void order(long requestId, Side side, long quantity, String price, TimeInForce time);

        void cancel(long requestId, long origRequestId, Side side);

        void replace(long requestId, long origRequestId, Side side, long quantity, String price);
    }

    private void flow(Verbs verbs, Supplier<List<Command>> told) throws Exception {
        verbs.order(1, BUY, 100, "10.00", DAY);
        verbs.order(2, SELL, 60, "9.99", IMMEDIATE_OR_CANCEL);
        verbs.replace(3, 1, BUY, 200, "10.01");
        verbs.cancel(4, 3, BUY);
        verbs.order(5, SELL, 50, "11.00", DAY);
        verbs.order(6, BUY, 30, "11.00", DAY);
        verbs.order(7, SELL, 55, "12.00", DAY);
        verbs.order(8, SELL, 50, "12.00", IMMEDIATE_OR_CANCEL);
        verbs.order(9, BUY, 40, "9.00", DAY);
        HubUnderTest.await("all is told", () -> told.get().size() >= 14);
        String execId = exchangeExecIdOfTheFirstTrade();
        assertTrue(atVenue(() -> venue.bust(execId)));
        HubUnderTest.await("the bust is told", () -> told.get().size() >= 16);
    }

    private Map<String, String> overFix() throws Exception {
        open(0, null);
        try (HubUnderTest fix = new HubUnderTest(directory.resolve("hub"), FixVersion.FIX44, Duration.ZERO).connect(venue.localAddress()).awaitTrading()) {
            fix.told.clear();
            flow(new Verbs() {
                @Override
                public void order(long requestId, Side side, long quantity, String price, TimeInForce time) {
                    fix.order(requestId, side, quantity, price, time);
                }

                @Override
                public void cancel(long requestId, long origRequestId, Side side) {
                    fix.cancel(requestId, origRequestId, side);
                }

                @Override
                public void replace(long requestId, long origRequestId, Side side, long quantity, String price) {
                    fix.replace(requestId, origRequestId, side, quantity, price);
                }
            }, () -> fix.told);
            return states(fix.told);
        }
    }

    private Map<String, String> overOuch() throws Exception {
        start();
        flow(new Verbs() {
            @Override
            public void order(long requestId, Side side, long quantity, String price, TimeInForce time) {
                hub.order(requestId, side, quantity, price, time);
            }

            @Override
            public void cancel(long requestId, long origRequestId, Side side) {
                hub.cancel(requestId, origRequestId, side);
            }

            @Override
            public void replace(long requestId, long origRequestId, Side side, long quantity, String price) {
                hub.replace(requestId, origRequestId, side, quantity, price);
            }
        }, () -> hub.told);
        return states(hub.told);
    }

    private static Map<String, String> states(List<Command> told) {
        Map<String, String> states = new TreeMap<>();
        for (Command command : told) {
            if (command instanceof Command.VenueReport r) {
                String name = Long.toString(r.requestId() == 3 || r.requestId() == 4 ? 1 : r.requestId());
                states.put(name, r.ordStatus() + " " + (r.cumQty() == null ? "0" : r.cumQty()) + " leaves " + (r.leavesQty() == null ? "0" : r.leavesQty()));
            }
        }
        return states;
    }

    // What survives

    @Test
    void whatHappenedWhileTheLinkWasCutIsToldOnceWhenItIsBack() throws Exception {
        start();
        int port = venue.localAddress().getPort();
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, BUY, 50, "9.50", DAY);
        hub.reports(2);
        venue.close();
        hub.reports(3);
        hub.link.stop("until the venue is back").get(5, TimeUnit.SECONDS);
        hub.order(3, SELL, 30, "10.00", IMMEDIATE_OR_CANCEL);
        hub.cancel(4, 2, BUY);
        openOuch(port);
        atVenue(() -> venue.cancelUnsolicited(venue.openOrderIds().getFirst(), "the operator of the exchange cancels it"));
        hub.connect().awaitTrading();

        List<String> told = hub.reports(8);

        assertEquals(List.of("NEW 1 NEW 0 leaves 100", "NEW 2 NEW 0 leaves 50", "down", "CANCELED 1 CANCELED 0 leaves 0", "up", "NEW 3 NEW 0 leaves 30",
                "CANCELED 3 CANCELED 0 leaves 0", "CANCELED 2 CANCELED 0 leaves 0").stream().sorted().toList(), told.stream().sorted().toList());
        assertEquals("CANCELED 1 CANCELED 0 leaves 0", told.get(3), "what was missed comes before the venue is up");
    }

    @Test
    void anOrderThatIsCanceledBeforeTheLinkIsUpIsNeverSent() throws Exception {
        openOuch(0);
        hub = new OuchHub(directory, venue.localAddress(), new OuchHub.Log());
        hub.onLoop(() -> {
            hub.link.retry();
            return null;
        });
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.cancel(2, 1, BUY);
        hub.order(3, BUY, 100, "9.90", DAY);
        hub.connect().awaitTrading();
        assertEquals(List.of("up", "NEW 3 NEW 0 leaves 100"), hub.reports(2));
        assertEquals(List.of("NEW"), ExchangeJournal.read(directory.resolve("venue/journal.txt")).stream().map(report -> report.execType().name()).toList());
    }

    @Test
    void anOrderThatWaitedTooLongIsGivenUp() throws Exception {
        openOuch(0);
        hub = new OuchHub(directory, venue.localAddress(), new OuchHub.Log(), OuchHub.RESEND_WITHIN.plusSeconds(1), 0);
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.connect().awaitTrading();
        hub.status(1, BUY);
        assertEquals(List.of("up", "ORDER_STATUS 1 REJECTED 0 leaves 0 reason 5"), hub.reports(2));
    }

    /** However often the hub is killed and the line is cut, each order reaches the exchange once, and each of its messages the log. */
    @Test
    void bothLedgersAreEqualAfterManyKillsAndCuts() throws Exception {
        start();
        int port = venue.localAddress().getPort();
        OuchHub.Log log = hub.log;
        List<Long> orders = new ArrayList<>();
        long request = 0;
        for (int round = 0; round < 9; round++) {
            for (int i = 0; i < 20; i++) {
                long id = ++request;
                orders.add(id);
                hub.order(id, i % 2 == 0 ? BUY : SELL, 10 * (1 + i % 3), "10.00", DAY);
                if (i % 5 == 4) {
                    hub.cancel(++request, id, SELL);
                }
            }
            switch (round % 3) {
                case 0 -> hub.onLoop(() -> {
                    hub.link.client().cut("the test cuts the line");
                    return null;
                });
                case 1 -> {
                    venue.close();
                    openOuch(port);
                }
                default -> {
                    hub.kill();
                    hub = new OuchHub(directory, venue.localAddress(), log).connect();
                }
            }
            hub.awaitTrading();
        }
        orders.forEach(id -> hub.status(id, BUY));
        Path journal = directory.resolve("venue/journal.txt");
        HubUnderTest.await("every order has arrived or was withdrawn", () -> tokensOf(journal, "NEW").size() + log.withdrawn.size() >= orders.size());
        HubUnderTest.await("all is told", () -> executionsOf(log).size() >= executions(journal).size());

        assertEquals(orders.stream().filter(id -> !log.withdrawn.contains(id)).sorted().toList(), tokensOf(journal, "NEW").stream().sorted().toList());
        assertEquals(executions(journal), executionsOf(log));
        assertEquals(List.of(), tokensOf(journal, "REJECTED"));
    }

    private static List<Long> tokensOf(Path journal, String execType) {
        OuchTokens tokens = new OuchTokens(new Ids(LOG));
        return read(journal).stream().filter(report -> report.execType().name().equals(execType)).map(report -> tokens.number(report.clOrdId())).toList();
    }

    private static List<String> executions(Path journal) {
        OuchTokens tokens = new OuchTokens(new Ids(LOG));
        return read(journal).stream().filter(report -> report.execType() == ExecType.TRADE)
                .map(report -> tokens.number(report.clOrdId()) + " " + Objects.requireNonNull(report.last()).quantity()).toList();
    }

    private static List<String> executionsOf(OuchHub.Log log) {
        return log.decided.stream().filter(command -> command instanceof Command.VenueReport report && report.execType() == ExecType.TRADE)
                .map(Command.VenueReport.class::cast).map(report -> report.requestId() + " " + report.lastQty()).toList();
    }

    private static List<ExchangeReport.Execution> read(Path journal) {
        try {
            return ExchangeJournal.read(journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first messages have the numbers of others that were done: taken for those, they would be lost. */
    @Test
    void aVenueThatBeginsItsSessionAnewIsNotTradedWithAndAlarmed() throws Exception {
        start();
        int port = venue.localAddress().getPort();
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.reports(4);
        OuchHub.Log log = hub.kill();
        venue.close();
        Files.delete(directory.resolve("venue/journal.txt"));
        try (FileChannel messages = FileChannel.open(directory.resolve("venue/ouch-messages.bin"), StandardOpenOption.WRITE)) {
            messages.truncate(10);
        }
        openOuch(port);
        hub = new OuchHub(directory, venue.localAddress(), log).connect();

        HubUnderTest.await("it is alarmed",
                () -> hub.told.stream().anyMatch(command -> command instanceof Command.VenueNotice notice && notice.problem() != null
                        && notice.problem().contains("anew, of which 4 messages were done")));
        TimeUnit.MILLISECONDS.sleep(300);
        assertEquals(1, hub.told.size());
        assertEquals(VenueLink.State.DISCONNECTED, hub.onLoop(hub.link::state));
    }

    /** After a restart of the hub the session is read from its begin, and none of it is decided again. */
    @Test
    void aRestartReadsTheSessionFromItsBeginAndKnowsTheVenuesOrders() throws Exception {
        start();
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", DAY);
        hub.replace(3, 1, BUY, 90, "9.90");
        hub.reports(5);
        OuchHub.Log log = hub.kill();
        int decided = log.decided.size();
        hub = new OuchHub(directory, venue.localAddress(), log).connect().awaitTrading();
        assertEquals(decided, log.decided.size());
        hub.status(3, BUY);
        hub.status(2, SELL);
        assertEquals(List.of("up", "ORDER_STATUS 3 PARTIALLY_FILLED 60 leaves 30", "ORDER_STATUS 2 FILLED 60 leaves 0"), hub.reports(3));
    }

    // In doubt

    /** A venue that reads orders and takes none, as one whose line breaks in between. */
    private static final class Deaf implements AutoCloseable {

        private final ServerSocket listening;

        Deaf(int port) throws IOException {
            listening = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        }

        void acceptAndSwallowOneRequest() throws IOException {
            try (Socket socket = listening.accept()) {
                socket.getInputStream().readNBytes(2 + 47);
                socket.getOutputStream().write(new byte[]{0, 31});
                socket.getOutputStream().write(("A" + "         S" + "                   1").getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(new byte[]{0, 1, 'H'});
                socket.getOutputStream().flush();
                int length = 0;
                while (length != 1 + 49) {
                    byte[] head = socket.getInputStream().readNBytes(2);
                    length = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
                    socket.getInputStream().readNBytes(length);
                }
            }
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }

    @Test
    void anOrderThatGotLostIsSentAgainByTheSameTokenAndTakenOnce() throws Exception {
        int port;
        try (Deaf deaf = new Deaf(0)) {
            port = deaf.listening.getLocalPort();
            hub = new OuchHub(directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new OuchHub.Log()).connect();
            hub.order(1, BUY, 100, "10.00", DAY);
            hub.onLoop(() -> {
                hub.link.retry();
                return null;
            });
            deaf.acceptAndSwallowOneRequest();
        }
        openOuch(port);
        hub.reports(2);
        hub.awaitTrading();
        hub.status(1, BUY);

        List<String> told = hub.reports(6);

        assertEquals("NEW 1 NEW 0 leaves 100", told.get(told.size() - 2));
        assertEquals("ORDER_STATUS 1 NEW 0 leaves 100", told.getLast());
        hub.status(1, BUY);
        hub.reports(7);
        assertEquals(List.of(LOG + "00000001"),
                ExchangeJournal.read(directory.resolve("venue/journal.txt")).stream().map(ExchangeReport.Execution::clOrdId).toList());
    }

    @Test
    void anOrderThatGotLostBeforeACrashIsToldToBeUnknownWhenItIsTooOld() throws Exception {
        int port;
        try (Deaf deaf = new Deaf(0)) {
            port = deaf.listening.getLocalPort();
            hub = new OuchHub(directory, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), new OuchHub.Log()).connect();
            hub.order(1, BUY, 100, "10.00", DAY);
            hub.onLoop(() -> {
                hub.link.retry();
                return null;
            });
            deaf.acceptAndSwallowOneRequest();
        }
        OuchHub.Log log = hub.kill();
        openOuch(port);
        hub = new OuchHub(directory, venue.localAddress(), log, OuchHub.RESEND_WITHIN.plusSeconds(5), 0).connect().awaitTrading();
        hub.status(1, BUY);

        assertEquals("ORDER_STATUS 1 REJECTED 0 leaves 0 reason 5", hub.reports(2).getLast());
        assertEquals(List.of(), ExchangeJournal.read(directory.resolve("venue/journal.txt")));
    }

    /** What OUCH has no words for does not go out, and the core is told why. */
    @Test
    void anOrderThatOuchHasNoWordsForIsRejectedHere() throws Exception {
        start();
        hub.order(1, BUY, 1_000_000, "10.00", DAY);
        hub.order(2, BUY, 10, "10.00001", DAY);
        assertEquals(List.of("MESSAGE_REJECT 1 of D: OrderQty(38) must be 1 to 999999 whole shares for OUCH, was 1000000",
                "MESSAGE_REJECT 2 of D: Price(44) must be a multiple of 0.0001 up to 199999.99 for OUCH, was 10.00001"), hub.reports(2));
        assertEquals(List.of(), ExchangeJournal.read(directory.resolve("venue/journal.txt")));
    }

    /** As the protocol says: the order is over. */
    @Test
    void aReplaceThatTheVenueCantDoCancelsTheOrder() throws Exception {
        start();
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.replace(2, 1, BUY, 105, "10.00");
        assertEquals(List.of("NEW 1 NEW 0 leaves 100", "CANCELED 1 CANCELED 0 leaves 0"), hub.reports(2));
    }

    /** The exchange would have it open again, the protocol has not. */
    @Test
    void whatIsTakenBackFromALiveOrderIsNotOpenAgain() throws Exception {
        start();
        hub.order(1, BUY, 100, "10.00", DAY);
        hub.order(2, SELL, 60, "10.00", IMMEDIATE_OR_CANCEL);
        hub.reports(4);
        String execId = exchangeExecIdOfTheFirstTrade();
        assertTrue(atVenue(() -> venue.bust(execId)));
        assertEquals("TRADE_CANCEL 1 NEW 0 leaves 40", hub.reports(6).get(4));
        hub.order(3, SELL, 100, "10.00", IMMEDIATE_OR_CANCEL);
        List<String> told = hub.reports(10);
        assertEquals(List.of("NEW 3 NEW 0 leaves 100", "TRADE 1 40@10 FILLED 40 leaves 0", "TRADE 3 40@10 PARTIALLY_FILLED 40 leaves 60",
                "CANCELED 3 CANCELED 40 leaves 0"), told.subList(6, 10));
    }

    @Test
    void noMoreGoesOutPerSecondThanTheVenueTakes() throws Exception {
        openOuch(0);
        hub = new OuchHub(directory, venue.localAddress(), new OuchHub.Log(), Duration.ZERO, 5).connect().awaitTrading();
        hub.told.clear();
        long began = System.nanoTime();
        for (int i = 1; i <= 12; i++) {
            hub.order(i, BUY, 10, "9.00", DAY);
        }
        hub.reports(12);
        assertTrue(System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(1_900), "the last two wait for the third second");
    }
}
