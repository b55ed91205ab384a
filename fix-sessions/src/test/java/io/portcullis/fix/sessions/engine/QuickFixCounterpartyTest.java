package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.Numbering.MidSession;
import io.portcullis.fix.sessions.schedule.Numbering.Recovery;
import io.portcullis.fix.sessions.schedule.Numbering.ResetRequests;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import quickfix.ApplicationAdapter;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;
import quickfix.SocketInitiator;
import quickfix.mina.SessionConnector;

/** Our engine against QuickFIX/J's own connectors over a real socket. */
class QuickFixCounterpartyTest {

    @TempDir
    Path stores;

    private final List<String> received = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX42", "FIX44", "FIX50SP2"})
    void quickFixsInitiatorTradesWithOurAcceptor(FixVersion version) throws Exception {
        try (EngineUnderTest broker = new EngineUnderTest(stores)) {
            FixSession session = broker.acceptor("CLIENT1", version, "BROKER", "QFJ" + version);
            FixBody body = new FixBody();
            broker.application.onMessage = (to, order) -> report(to, body, order, version);
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            SessionID id = new SessionID(version.beginString(), "QFJ" + version, "BROKER");
            SessionConnector initiator = new SocketInitiator(application(), new MemoryStoreFactory(), settings(id, version, "initiator", address.getPort()),
                    new DefaultMessageFactory());
            initiator.start();
            try {
                await("logon", () -> Session.lookupSession(id) != null && Session.lookupSession(id).isLoggedOn());
                for (int i = 1; i <= 200; i++) {
                    Session.sendToTarget(order(i), id);
                }
                await("reports", () -> received.size() >= 200);
            } finally {
                initiator.stop();
            }

            assertEquals("8 A1 10.25", received.getFirst());
            assertEquals("8 A200 10.25", received.get(199));
            assertEquals(201, broker.application.told.stream().filter(line -> !line.startsWith("logout")).count());
            await("logout", () -> !session.isLoggedOn());
        }
    }

    @ParameterizedTest
    @EnumSource(value = FixVersion.class, names = {"FIX42", "FIX44", "FIX50SP2"})
    void ourInitiatorTradesWithQuickFixsAcceptor(FixVersion version) throws Exception {
        int port = freePort();
        SessionID id = new SessionID(version.beginString(), "QFJACC" + version, "BROKER");
        try (EngineUnderTest broker = new EngineUnderTest(stores)) {
            SessionConnector acceptor = new SocketAcceptor(application(), new MemoryStoreFactory(), settings(id, version, "acceptor", port),
                    new DefaultMessageFactory());
            FixSession session = broker.initiator("VENUE", version, "BROKER", "QFJACC" + version);
            broker.engine.start();
            broker.connect(session, new InetSocketAddress("127.0.0.1", port)); // at first there is nobody
            broker.order(session, "A1", 1);
            acceptor.start();
            try {
                await("logon", session::isLoggedOn);
                broker.order(session, "A2", 2);
                await("orders", () -> received.size() >= 2);
                Session.sendToTarget(order(7), id);
                await("answer", () -> broker.application.told.stream().anyMatch(line -> line.startsWith("D ") && line.endsWith("A7")));
            } finally {
                acceptor.stop();
            }

            assertEquals(List.of("D A1 10.25", "D A2 10.25"), received);
        }
    }

    @Test
    void aGapInTheMiddleIsFilledBothWays() throws Exception {
        try (EngineUnderTest broker = new EngineUnderTest(stores)) {
            FixSession session = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "QFJGAP");
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            SessionID id = new SessionID("FIX.4.4", "QFJGAP", "BROKER");
            SessionConnector initiator = new SocketInitiator(application(), new MemoryStoreFactory(),
                    settings(id, FixVersion.FIX44, "initiator", address.getPort()), new DefaultMessageFactory());
            initiator.start();
            try {
                await("logon", () -> session.isLoggedOn() && Session.lookupSession(id).isLoggedOn());
                for (int i = 1; i <= 20; i++) {
                    broker.order(session, "B" + i, i);
                    Session.sendToTarget(order(i), id);
                }
                await("all", () -> received.size() == 20 && broker.application.told.size() == 21);
                Session.lookupSession(id).setNextTargetMsgSeqNum(12); // it forgets what it has received
                broker.onLoop(() -> {
                    session.numbers().setNextTargetMsgSeqNum(12);
                    return null;
                });
                broker.order(session, "B21", 21);
                Session.sendToTarget(order(21), id);
                await("resent", () -> received.contains("D B21 10.25") && broker.application.told.stream().anyMatch(line -> line.endsWith("A21")));
            } finally {
                initiator.stop();
            }

            assertTrue(received.stream().filter("D B15 10.25"::equals).count() == 2, received::toString);
            assertTrue(broker.application.told.stream().filter(line -> line.contains(" A15")).count() == 2, broker.application.told::toString);
        }
    }

    @Test
    void aClientThatResetsAtEachLogonIsPushedWhatItMissedAlsoThroughOurCrash() throws Exception {
        FixSessionSettings push = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "QFJPUSH").toBuilder()
                .numbering(new Numbering(ResetRequests.REQUIRED, MidSession.LOGOUT, false, Recovery.PUSH)).build();
        EngineUnderTest crashed = new EngineUnderTest(stores);
        FixSession before = crashed.engine.open(push, crashed.application);
        InetSocketAddress first = crashed.listen(); // its timers are not started: the client is never asked what it has received
        withClient(first, () -> crashed.order(before, "B1", 1), "D B1 10.25");
        await("its logout", () -> !before.isLoggedOn());
        crashed.order(before, "B2", 2);
        crashed.kill();

        received.clear();
        try (EngineUnderTest broker = new EngineUnderTest(stores)) {
            FixSession session = broker.engine.open(push, broker.application);
            InetSocketAddress second = broker.listen();
            broker.engine.start();
            withClient(second, () -> broker.order(session, "B3", 3), "D B3 10.25");
        }
        assertEquals(List.of("D B1 10.25", "D B2 10.25", "B  ", "D B3 10.25"), received, "the end of each order comes last, and it is said what was of before");
    }

    private void withClient(InetSocketAddress broker, Runnable todo, String until) throws Exception {
        SessionID id = new SessionID("FIX.4.4", "QFJPUSH", "BROKER");
        SessionSettings settings = settings(id, FixVersion.FIX44, "initiator", broker.getPort());
        settings.setString(id, "ResetOnLogon", "Y");
        SessionConnector initiator = new SocketInitiator(application(), new MemoryStoreFactory(), settings, new DefaultMessageFactory());
        initiator.start();
        try {
            await("logon", () -> received.stream().anyMatch(line -> line.startsWith("B "))); // the News that closes the recovery
            todo.run();
            await(until, () -> received.contains(until));
        } finally {
            initiator.stop();
        }
    }

    private static void report(FixSession to, FixBody body, FixMessage order, FixVersion version) {
        try {
            body.begin("8").put(37, "O1").put(17, "E1");
            if (version == FixVersion.FIX42) {
                body.putChar(20, '0');
            }
            to.send(body.putChar(150, '0').putChar(39, '0').put(11, order.string(11)).put(55, "ACME").putChar(54, '1').putDecimal(38, order.decimal(38))
                    .putDecimal(44, order.decimal(44)).putDecimal(151, order.decimal(38)).putDecimal(14, 0).putDecimal(6, 0), 0);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private quickfix.Application application() {
        return new ApplicationAdapter() {
            @Override
            public void fromApp(Message message, SessionID id) {
                received.add(message.getHeader().getOptionalString(35).orElse("") + " " + message.getOptionalString(11).orElse("") + " "
                        + message.getOptionalString(44).orElse(""));
            }
        };
    }

    private static Message order(int n) {
        Message order = new Message();
        order.getHeader().setString(35, "D");
        String body = "11=A" + n + "|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0";
        for (String field : body.split("\\|")) {
            order.setString(Integer.parseInt(field.split("=")[0]), field.split("=")[1]);
        }
        return order;
    }

    private static SessionSettings settings(SessionID id, FixVersion version, String type, int port) throws ConfigError {
        SessionSettings settings = new SessionSettings();
        settings.setString(id, "ConnectionType", type);
        settings.setString(id, "NonStopSession", "Y");
        settings.setString(id, "HeartBtInt", "30");
        settings.setString(id, "ReconnectInterval", "1");
        settings.setString(id, "SocketConnectHost", "127.0.0.1");
        settings.setString(id, "SocketConnectPort", Integer.toString(port));
        settings.setString(id, "SocketAcceptAddress", "127.0.0.1");
        settings.setString(id, "SocketAcceptPort", Integer.toString(port));
        if (version.isFixt()) {
            settings.setString(id, "DefaultApplVerID", version.applVerId());
            settings.setString(id, "AppDataDictionary", version.applicationResource());
            settings.setString(id, "TransportDataDictionary", version.sessionResource());
        }
        return settings;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
