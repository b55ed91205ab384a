package io.portcullis.fix.sessions.marketdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixAcceptor;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixGroup;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that ask for market data over real FIX sessions, which hold each message against the dictionary of their version. */
class MarketDataGatewayTest {

    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final String ALL = "267=3 269=0 269=1 269=2";

    @TempDir
    Path directory;

    private final Map<String, List<String>> market = new ConcurrentHashMap<>(Map.of("ACME", List.of("0 10.01 500", "1 10.03 200"), "OTHER", List.of()));
    private final AtomicLong clock = new AtomicLong();
    private final MarketDataGateway gateway = new MarketDataGateway(new Shown(), clock::get);
    private final EventLoopGroup group = FixTransport.newLoop("market-data-test");
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private FixSessionSettings.Validation validation = FixSessionSettings.Validation.DEFAULT;
    private FixEngine hub;
    private FixEngine client;
    private FixSession toClient;
    private FixSession toHub;

    /** Entries such as {@code 0 10.01 500}: type, price, size; each trade is counted in a fourth word. */
    private final class Shown implements ShownMarket {

        @Override
        public boolean knows(String symbol) {
            return market.containsKey(symbol);
        }

        @Override
        public void show(String symbol, int depth, ShownBook into) {
            for (String entry : market.getOrDefault(symbol, List.of())) {
                String[] words = entry.split(" ");
                if (words[0].equals("2")) {
                    into.traded(Long.parseLong(words[3]), Price.of(words[1]).raw(), Quantity.of(words[2]).raw(), 1_790_000_000_123_000_000L);
                } else if (into.levels(words[0].equals("0")) < depth) {
                    into.add(words[0].equals("0"), Price.of(words[1]).raw(), Quantity.of(words[2]).raw());
                }
            }
        }
    }

    private void open(FixVersion version, Duration interval) throws Exception {
        hub = new FixEngine(FixEngineSettings.in(directory.resolve("hub")).withSegmentBytes(1 << 20), group.next(), failures::add);
        client = new FixEngine(FixEngineSettings.in(directory.resolve("client")).withSegmentBytes(1 << 20), group.next(), failures::add);
        toClient = hub.open(FixSessionSettings.acceptor(new SessionKey("CLIENT"), version, "HUB", "CLIENT").toBuilder().validation(validation).build(),
                new Hub());
        toHub = client.open(FixSessionSettings.initiator(new SessionKey("HUB"), version, "CLIENT", "HUB"), new Client());
        hub.start();
        client.start();
        on(hub, () -> {
            gateway.agree(toClient, interval);
            return true;
        });
        FixAcceptor acceptor = new FixAcceptor(hub, new InetSocketAddress("127.0.0.1", 0));
        new FixInitiator(client, toHub, acceptor.localAddress(), Duration.ofMillis(50), Duration.ofMillis(100)).start();
        assertEquals("logon", next());
    }

    @AfterEach
    void close() {
        client.stop().join();
        hub.stop().join();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        assertEquals(List.of(), failures);
        assertEquals(List.of(), complaints);
    }

    private final class Hub implements FixApplication {

        @Override
        public void onLogon(FixSession session) {
            // waits for requests
        }

        @Override
        public void onLogout(FixSession session, String reason) {
            gateway.loggedOut(session);
        }

        @Override
        public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
            assertTrue(gateway.takes(session, message));
            gateway.request(session, message);
        }

        @Override
        public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
            complaints.add(reject.toString());
        }

        @Override
        public boolean mayResend(FixSession session, FixMessage stored) {
            return true;
        }
    }

    private final class Client implements FixApplication {

        @Override
        public void onLogon(FixSession session) {
            told.add("logon");
        }

        @Override
        public void onLogout(FixSession session, String reason) {
            // comes back
        }

        @Override
        public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
            told.add(text(message));
        }

        @Override
        public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
            told.add("3 " + reject.stringOrNull(58));
        }

        @Override
        public boolean mayResend(FixSession session, FixMessage stored) {
            return true;
        }
    }

    /** Such as {@code W R1 ACME: 0 10.01 500, 1 10.03 200} or {@code X R1: 2 0 ACME 10.01}. */
    private static String text(FixMessage message) {
        if (message.msgType().equals("Y")) {
            return "Y " + message.stringOrNull(262) + " " + message.stringOrNull(281) + ": " + message.stringOrNull(58);
        }
        List<String> entries = new ArrayList<>();
        boolean isSnapshot = message.msgType().equals("W");
        int[] tags = isSnapshot ? new int[]{269, 270, 271} : new int[]{279, 269, 55, 270, 271};
        for (FixGroup entry = message.group(268); entry.next();) {
            StringBuilder text = new StringBuilder();
            for (int tag : tags) {
                String value = entry.stringOrNull(tag);
                text.append(value == null ? "" : (text.isEmpty() ? "" : " ") + value);
            }
            entries.add(text.toString());
        }
        return message.msgType() + " " + message.stringOrNull(262) + (isSnapshot ? " " + message.stringOrNull(55) : "") + ": " + String.join(", ", entries);
    }

    private void asks(String fields) {
        on(client, () -> {
            FixBody body = new FixBody().begin("V");
            for (String field : fields.split(" +")) {
                int at = field.indexOf('=');
                body.put(Integer.parseInt(field.substring(0, at)), field.substring(at + 1));
            }
            return toHub.send(body, 0);
        });
    }

    private void subscribes(String id, int updateType, String symbols) {
        asks("262=" + id + " 263=1 264=0 265=" + updateType + " " + ALL + " " + symbols);
    }

    private void shows(String symbol, String... entries) {
        on(hub, () -> {
            market.put(symbol, List.of(entries));
            gateway.changed(symbol);
            return true;
        });
    }

    private void passes() {
        clock.addAndGet(INTERVAL.toNanos());
    }

    private String next() throws InterruptedException {
        return String.valueOf(told.poll(20, TimeUnit.SECONDS));
    }

    /** What has come when a request that is refused has been answered, some turns later. */
    private void nothingComes() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(30);
        asks("262=NONE 263=2 264=0 " + ALL + " 146=1 55=ACME");
        assertEquals("Y NONE null: MDReqID(262) must be of a request that has not ended, was NONE", next());
    }

    private static <T> T on(FixEngine engine, Callable<T> work) {
        try {
            return engine.loop().submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"FIX40", "FIX41"})
    void aClientSeesAllOfItOnceOrWheneverItChanges(FixVersion version) throws Exception {
        open(version, INTERVAL);
        asks("262=R0 263=0 264=1 " + ALL + " 146=1 55=ACME");
        assertEquals("W R0 ACME: 0 10.01 500, 1 10.03 200", next());

        passes();
        subscribes("R1", 0, "146=2 55=ACME 55=OTHER");
        assertEquals("W R1 ACME: 0 10.01 500, 1 10.03 200", next());
        assertEquals("W R1 OTHER: 0 0 0", next());
        passes();
        shows("ACME", "0 10.02 1", "0 10.01 500", "1 10.03 200", "2 10.02 7 1");
        assertEquals("W R1 ACME: 0 10.02 1, 0 10.01 500, 1 10.03 200, 2 10.02 7", next());

        passes();
        asks("262=R1 263=2 264=0 " + ALL + " 146=1 55=ACME");
        shows("ACME", "0 10.02 2");
        nothingComes();
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, mode = EnumSource.Mode.EXCLUDE, names = {"FIX40", "FIX41"})
    void aClientSeesWhatHasChangedOnly(FixVersion version) throws Exception {
        open(version, INTERVAL);
        subscribes("R1", 1, "146=1 55=ACME");
        assertEquals("W R1 ACME: 0 10.01 500, 1 10.03 200", next());
        passes();
        shows("ACME", "0 10.02 1", "0 9.99 7", "1 10.03 150", "1 10.04 1", "2 10.02 7 1");
        assertEquals("X R1: 2 0 ACME 10.01, 0 0 ACME 10.02 1, 0 0 ACME 9.99 7, 1 1 ACME 10.03 150, 0 1 ACME 10.04 1, 0 2 ACME 10.02 7", next());
        passes();
        shows("ACME", "0 10.02 1", "0 9.99 7", "1 10.03 150", "1 10.04 1", "2 10.02 7 1");
        nothingComes();
        passes();
        shows("ACME", "2 10.02 7 2");
        assertEquals("X R1: 2 0 ACME 10.02, 2 0 ACME 9.99, 2 1 ACME 10.03, 2 1 ACME 10.04, 0 2 ACME 10.02 7", next());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            263=1 264=0 267=1 269=0 146=2 55=ACME 55=NONE         | 0: Symbol(55) must be an instrument that is known here, was NONE
            263=1 264=-1 267=1 269=0 146=1 55=ACME                | 5: MarketDepth(264) must be 0 or more, was -1
            263=1 264=0 266=N 267=1 269=0 146=1 55=ACME           | 7: AggregatedBook(266) must be Y, was N: each price is shown once, for all venues together
            263=1 264=0 267=2 269=0 269=4 146=1 55=ACME           | 8: MDEntryType(269) must be 0, 1 or 2, was 4
            """)
    void whatIsNotDoneHereIsRefusedWithItsReason(String fields, String answer) throws Exception {
        open(FixVersion.FIX44, INTERVAL);
        asks("262=R1 " + fields);
        assertEquals("Y R1 " + answer, next());
        shows("ACME", "0 10.02 1");
        nothingComes();
    }

    @Test
    void aRequestForNothingIsRefused() throws Exception {
        validation = FixSessionSettings.Validation.OF_VENUES;
        open(FixVersion.FIX44, INTERVAL);
        asks("262=R1 263=1 264=0 267=1 269=0");
        assertEquals("Y R1 null: NoRelatedSym(146) must be 1 or more, was missing", next());
    }

    @Test
    void theAnswerToARequestWithoutANameCanBeRead() throws Exception {
        validation = FixSessionSettings.Validation.OF_VENUES;
        open(FixVersion.FIX44, INTERVAL);
        asks("263=1 264=0 267=1 269=0 146=1 55=ACME");
        String answer = next();
        assertTrue(answer.startsWith("Y NONE null: ") && answer.contains("MDReqID"), answer);
    }

    @Test
    void whatHasEndedIsNotKeptForWhoDoesNotRead() throws Exception {
        open(FixVersion.FIX44, INTERVAL);
        clock.addAndGet(-INTERVAL.toNanos());
        for (int i = 0; i < 1_000; i++) {
            subscribes("R" + i, 0, "146=2 55=ACME 55=OTHER");
            asks("262=R" + i + " 263=2 264=0 " + ALL + " 146=1 55=ACME");
        }
        subscribes("LAST", 0, "146=1 55=ACME");
        Thread.sleep(200);
        int due = on(hub, () -> gateway.due(toClient));
        assertTrue(due <= 1, "kept: " + due);
    }

    @Test
    void aRequestThatHasNotEndedKeepsItsName() throws Exception {
        open(FixVersion.FIX44, INTERVAL);
        subscribes("R1", 0, "146=1 55=ACME");
        assertEquals("W R1 ACME: 0 10.01 500, 1 10.03 200", next());
        subscribes("R1", 0, "146=1 55=OTHER");
        assertEquals("Y R1 1: MDReqID(262) must be new, R1 has not ended", next());
        passes();
        shows("ACME", "0 10 1");
        assertEquals("W R1 ACME: 0 10 1", next());
    }

    @Test
    void whoHasNotAgreedOnItGetsNone() throws Exception {
        open(FixVersion.FIX44, null);
        subscribes("R1", 0, "146=1 55=ACME");
        assertEquals("Y R1 3: market data is not agreed for this session", next());
    }

    @Test
    void aSessionSeesSoManyInstrumentsAtMost() throws Exception {
        for (int i = 0; i < MarketDataGateway.MOST_SUBSCRIPTIONS; i++) {
            market.put("S" + i, List.of());
        }
        open(FixVersion.FIX44, INTERVAL);
        StringBuilder all = new StringBuilder("146=" + MarketDataGateway.MOST_SUBSCRIPTIONS);
        for (int i = 0; i < MarketDataGateway.MOST_SUBSCRIPTIONS; i++) {
            all.append(" 55=S").append(i);
        }
        subscribes("R1", 0, all.toString());
        for (int i = 0; i < MarketDataGateway.MOST_SUBSCRIPTIONS; i++) {
            assertEquals("W R1 S" + i + ": 0 0 0", next());
        }
        subscribes("R2", 0, "146=1 55=ACME");
        assertEquals("Y R2 2: a session sees 2000 instruments at most, would see 2001", next());
    }

    @Test
    void withinTheIntervalOnlyTheNewestStateIsShown() throws Exception {
        open(FixVersion.FIX44, INTERVAL);
        subscribes("R1", 0, "146=1 55=ACME");
        assertEquals("W R1 ACME: 0 10.01 500, 1 10.03 200", next());
        for (int i = 1; i <= 100; i++) {
            shows("ACME", "0 10 " + i);
        }
        nothingComes();
        passes();
        assertEquals("W R1 ACME: 0 10 100", next());
        nothingComes();
    }

    @Test
    void subscriptionsEndWithTheConnection() throws Exception {
        open(FixVersion.FIX44, INTERVAL);
        subscribes("R1", 0, "146=1 55=ACME");
        assertEquals("W R1 ACME: 0 10.01 500, 1 10.03 200", next());
        on(client, () -> {
            toHub.disconnect("a test");
            return true;
        });
        assertEquals("logon", next());
        passes();
        shows("ACME", "0 10 1");
        nothingComes();
        subscribes("R1", 0, "146=1 55=ACME");
        assertEquals("W R1 ACME: 0 10 1", next());
    }

    @Test
    void whoDoesNotReadIsNotShownMoreAndThenTheNewest() throws Exception {
        int instruments = 25;
        StringBuilder symbols = new StringBuilder("146=" + instruments);
        for (int i = 0; i < instruments; i++) {
            symbols.append(" 55=S").append(i);
            market.put("S" + i, List.of());
        }
        open(FixVersion.FIX44, INTERVAL);
        subscribes("R1", 0, symbols.toString());
        for (int i = 0; i < instruments; i++) {
            next();
        }
        on(client, () -> {
            toHub.pauseReading(10_000);
            return true;
        });
        long most = 0;
        int full = 0;
        for (int round = 1; full < 50; round++) {
            changeAll(instruments, round);
            passes();
            TimeUnit.MILLISECONDS.sleep(6);
            long waiting = on(hub, toClient::waitingBytes);
            most = Math.max(most, waiting);
            full += waiting >= 256 << 10 ? 1 : 0;
            assertTrue(round < 5_000, "the connection takes everything");
        }
        assertTrue(most < 1 << 20, "so many bytes wait for it: " + most);
        changeAll(instruments, 999_999);
        passes();
        String last = "";
        while (!last.contains(" 999999")) {
            passes();
            last = next();
        }
    }

    private void changeAll(int instruments, int quantity) {
        on(hub, () -> {
            for (int i = 0; i < instruments; i++) {
                List<String> levels = new ArrayList<>();
                for (int level = 0; level < 100; level++) {
                    levels.add("0 " + (200 - level) + " " + quantity);
                }
                market.put("S" + i, levels);
                gateway.changed("S" + i);
            }
            return true;
        });
    }
}
