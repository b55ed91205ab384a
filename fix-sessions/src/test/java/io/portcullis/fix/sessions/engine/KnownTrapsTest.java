package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What QuickFIX/J is known to get wrong, each with the number of its issue, with our engine. */
class KnownTrapsTest {

    private static final String ORDER = "11=%s|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|";
    private static final String LOGON = "98=0|108=30|";

    @TempDir
    Path stores;

    /** 1114: the session believed for ever that it had asked. */
    @Test
    void aResendRequestThatTheBrokenConnectionDidNotTakeIsMadeAgainOnTheNextOne() throws IOException {
        FixEngineSettings tight = FixEngineSettings.in(stores).withSegmentBytes(1 << 20).withWaitingBytes(4096, 8192);
        try (EmbeddedSession client = new EmbeddedSession(tight, settings()).logon()) {
            client.application.onMessage = (session, message) -> fill(session); // more than the connection takes: it is given up, before it is closed
            client.receiveRaw(order(2, "A2") + order(4, "A4"));
            assertTrue(client.sent().stream().noneMatch(message -> field(message, 35).equals("2")));
            client.application.onMessage = (session, message) -> {};

            client.connect();
            client.receive("A", 5, "", LOGON);
            assertEquals(List.of("A", "2 from 3"), client.sent().stream().map(KnownTrapsTest::asked).toList());
        }
    }

    /** 1114: as before, but the request went out and its answer was lost. */
    @Test
    void aResendRequestWhoseAnswerWasLostIsMadeAgainOnTheNextConnection() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            client.receiveRaw(order(4, "A4"));
            assertEquals(List.of("2 from 2"), client.sent().stream().map(KnownTrapsTest::asked).toList());
            client.channel.close();
            client.runTasks();

            client.connect();
            client.receive("A", 5, "", LOGON);
            assertEquals(List.of("A", "2 from 2"), client.sent().stream().map(KnownTrapsTest::asked).toList());
        }
    }

    /** 888: the counterparty rejects our request. */
    @Test
    void aResendRequestThatIsRejectedDoesNotKeepTheSessionFromAskingOnTheNextConnection() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            client.receiveRaw(order(4, "A4"));
            client.sent();
            client.receive("3", 5, "", "45=2|58=not available|");
            client.channel.close();
            client.runTasks();

            client.connect();
            client.receive("A", 6, "", LOGON);
            assertEquals(List.of("A", "2 from 2"), client.sent().stream().map(KnownTrapsTest::asked).toList());
        }
    }

    /** 1243: messages of a connection that is gone were handled on the next one, and ended it. */
    @Test
    void whatWasReadBehindADisconnectIsNotHandledAndTheNextConnectionLogsOnAtOnce() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            client.application.onMessage = (session, message) -> {
                if (message.is(11, "A5")) {
                    session.disconnect("a test");
                }
            };
            StringBuilder backlog = new StringBuilder();
            IntStream.rangeClosed(2, 5_000).forEach(number -> backlog.append(order(number, "A" + number)));
            client.receiveRaw(backlog.toString());
            assertFalse(client.session.isConnected());

            client.connect();
            client.receive("A", 5_001, "", LOGON);
            assertTrue(client.session.isLoggedOn());
            assertEquals(List.of("A", "2 from 6"), client.sent().stream().map(KnownTrapsTest::asked).toList());
            assertEquals(List.of("D 2 A2", "D 3 A3", "D 4 A4", "D 5 A5"), client.application.told.stream().filter(line -> line.startsWith("D")).toList());
        }
    }

    /** 1254: by FIX it is ignored, because it was received before. Not so if that is only said: then there is a text. */
    @Test
    void aPossDupWithTooLowANumberIsNotHandedOverTwiceAndTheSessionGoesOn() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            client.receiveRaw(order(2, "A2"));
            String again = "43=Y|122=20260131-09:30:00.000|";
            client.receive("D", 2, again, ORDER.formatted("A2"));
            client.receive("D", 2, again, ORDER.formatted("ANOTHER"));
            assertEquals(List.of(), client.sent());
            client.receive("D", 2, "43=Y|", ORDER.formatted("A2"));
            assertTrue(field(client.sent().getFirst(), 58).endsWith("OrigSendingTime(122) is missing in 35=D with PossDupFlag(43)=Y"));

            client.receiveRaw(order(3, "A3"));
            assertEquals(List.of("logon CLIENT1", "D 2 A2", "D 3 A3"), client.application.told);
        }
    }

    /** 1254: under a number that is expected it comes for the first time, whatever the flag says. */
    @Test
    void aPossDupWithTheExpectedNumberIsHandedOver() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            client.receive("D", 2, "43=Y|122=20260131-09:30:00.000|", ORDER.formatted("A2"));
            assertEquals(List.of("logon CLIENT1", "D 2 A2 repeated"), client.application.told);
        }
    }

    /** 262: set while the initiator was up, the numbers were gone at its next logon. */
    @Test
    void numbersThatAnOperatorSetOnAnInitiatorHoldAtItsNextLogonAndAfterARestart() throws Exception {
        try (EngineUnderTest broker = new EngineUnderTest(stores.resolve("broker")); EngineUnderTest client = new EngineUnderTest(stores.resolve("client"))) {
            FixSession ours = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
            FixSession theirs = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            client.engine.start();
            client.connect(theirs, address);
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
            set(broker, ours, 700, 500);
            set(client, theirs, 500, 700);
            client.onLoop(() -> {
                theirs.disconnect("a test");
                return null;
            });
            await("logon", () -> broker.onLoop(() -> ours.isLoggedOn() && ours.numbers().nextTargetMsgSeqNum() == 501) && theirs.isLoggedOn());
            assertEquals(501, client.onLoop(theirs.numbers()::nextSenderMsgSeqNum));
            assertEquals(701, client.onLoop(theirs.numbers()::nextTargetMsgSeqNum));
            set(client, theirs, 900, 800);
            client.kill();
        }
        try (EngineUnderTest client = new EngineUnderTest(stores.resolve("client"))) {
            FixSession theirs = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
            assertEquals(List.of(900, 800), List.of(theirs.numbers().nextSenderMsgSeqNum(), theirs.numbers().nextTargetMsgSeqNum()));
        }
    }

    private static void set(EngineUnderTest engine, FixSession session, int nextSender, int nextTarget) {
        engine.onLoop(() -> {
            session.numbers().setNextSenderMsgSeqNum(nextSender);
            session.numbers().setNextTargetMsgSeqNum(nextTarget);
            return null;
        });
    }

    /** 330. */
    @Test
    void aPasswordStandsInNoLogAndInNoFile() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("io.portcullis");
        Level before = ours.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.TRACE);
        try (EngineUnderTest broker = new EngineUnderTest(stores.resolve("broker")); EngineUnderTest client = new EngineUnderTest(stores.resolve("client"))) {
            FixSession in = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
            FixSession out = client.engine.open(FixSessionSettings.initiator(new SessionKey("BROKER"), FixVersion.FIX44, "CLIENT", "BROKER").toBuilder()
                    .logonFields(Map.of(553, "me", 554, "s3cret")).build(), client.application);
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            client.engine.start();
            client.connect(out, address);
            await("logon", () -> in.isLoggedOn() && out.isLoggedOn());
        } finally {
            root.detachAppender(log);
            ours.setLevel(before);
        }
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44)) {
            root.addAppender(log);
            ours.setLevel(Level.TRACE);
            client.receive("A", 9, "", "98=x|108=30|554=s3cret|");
            client.connect();
            client.receive("A", 9, "", LOGON + "554=s3cret|925=n3w-s3cret|");
            client.connect();
            client.receive("A", 11, "", LOGON + "554=s3cret|");
            client.receiveRaw(EmbeddedSession.framed("FIX.4.4", "34=3|35=A|554=s3cret|"));
        } finally {
            root.detachAppender(log);
            ours.setLevel(before);
        }
        List<String> lines = new ArrayList<>();
        synchronized (log) {
            log.list.forEach(event -> lines.add(event.getFormattedMessage() + " " + event.getKeyValuePairs()));
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("554=***")), "messages are logged");
        assertEquals(List.of(), lines.stream().filter(line -> line.contains("s3cret")).toList());
        assertEquals(List.of(), filesWith("s3cret"));
    }

    private List<Path> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(stores)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private static FixSessionSettings settings() {
        return FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT");
    }

    private static String order(int number, String clOrdId) {
        return EmbeddedSession.message("FIX.4.4", "D", number, "", ORDER.formatted(clOrdId));
    }

    private static void fill(FixSession session) {
        try {
            for (int i = 0; i < 100; i++) {
                session.send(new FixBody().begin("8").put(37, "O1").put(17, "E" + i).put(58, "x".repeat(100)), 0);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String asked(String message) {
        return field(message, 35) + (field(message, 35).equals("2") ? " from " + field(message, 7) : "");
    }
}
