package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.MessageLimits;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import quickfix.SystemTime;

/** Heartbeats by a clock that is set, counterparties that don't read, and what happens when we fail. */
@ResourceLock("quickfix.SystemTime")
class TimersAndLimitsTest {

    private static final FixSessionSettings SETTINGS = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT");
    private static final String ORDER = "11=A1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=1|";

    @TempDir
    Path stores;

    @AfterEach
    void realTime() {
        SessionClock.install();
    }

    @Test
    void aSilentCounterpartyIsHeartbeatedThenTestedThenDisconnected() throws IOException {
        long start = System.currentTimeMillis();
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            SetClock.read(() -> start + 29_000);
            client.session.turn();
            assertEquals(List.of(), client.sent());
            SetClock.read(() -> start + 31_000);
            client.session.turn();
            assertEquals("0", field(client.sent().getFirst(), 35));
            SetClock.read(() -> start + 46_000);
            client.session.turn();
            assertEquals("1", field(client.sent().getFirst(), 35));
            SetClock.read(() -> start + 73_000);
            client.session.turn();

            assertFalse(client.session.isConnected());
            assertEquals(List.of("logon CLIENT1", "logout CLIENT1"), client.application.told);
        }
    }

    @Test
    void timeStandsStillWhileAMessageIsHandled() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            List<Long> seen = new ArrayList<>();
            client.application.onMessage = (session, message) -> {
                seen.add(SystemTime.currentTimeMillis());
                seen.add(SystemTime.now().toInstant(ZoneOffset.UTC).toEpochMilli());
                LockSupport.parkNanos(3_000_000);
                seen.add(SystemTime.currentTimeMillis());
                seen.add(SystemTime.now().toInstant(ZoneOffset.UTC).toEpochMilli());
            };
            long before = System.currentTimeMillis();
            client.receiveRaw(client.message("D", client.nextSeqNum++, "", ORDER));

            assertEquals(1, seen.stream().distinct().count(), seen::toString);
            assertTrue(seen.getFirst() >= before && SystemTime.currentTimeMillis() > seen.getLast(), seen::toString);
        }
    }

    @Test
    void allThatOneReadMakesUsSendIsWrittenAtOnce() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            FixBody body = new FixBody();
            client.application.onMessage = (session, message) -> send(session, body);
            StringBuilder orders = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                orders.append(client.message("D", client.nextSeqNum++, "", ORDER));
            }
            client.receiveRaw(orders.toString());

            assertEquals(1, client.channel.outboundMessages().stream().filter(written -> ((io.netty.buffer.ByteBuf) written).isReadable()).count());
            assertEquals(10, client.sent().size());
        }
    }

    @Test
    void aCounterpartyThatDoesNotReadIsDisconnectedAndItsMessagesAreKept() throws Exception {
        try (EngineUnderTest broker = new EngineUnderTest(FixEngineSettings.in(stores).withSegmentBytes(1 << 20).withWaitingBytes(16_384, 200_000))) {
            FixSession session = broker.engine.open(SETTINGS, broker.application);
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            try (Socket socket = new Socket()) {
                socket.setReceiveBufferSize(4096);
                socket.connect(address);
                socket.getOutputStream().write(EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|").getBytes(StandardCharsets.ISO_8859_1));
                await("logon", session::isLoggedOn);
                FixBody body = new FixBody();
                int sent = 0;
                while (session.isLoggedOn() && sent < 100_000) {
                    sent += broker.onLoop(() -> {
                        for (int i = 0; i < 100; i++) {
                            send(session, body);
                        }
                        return 100;
                    });
                }
                await("disconnect", () -> !broker.onLoop(session::isConnected));

                int stored = sent;
                assertTrue(sent < 100_000);
                assertEquals(stored + 2, broker.onLoop(session.numbers()::nextSenderMsgSeqNum));
                assertEquals(1, broker.engine.counts().slowConsumers());
                assertTrue(broker.engine.counts().pauses() >= 1);
            }
        }
    }

    @Test
    void aMessageWithTooManyFieldsOrGroupEntriesIsRejectedAndTheNextIsTaken() throws IOException {
        FixEngineSettings limited = FixEngineSettings.in(stores).withSegmentBytes(1 << 20).withMessageLimits(new MessageLimits(50, 3));
        try (EmbeddedSession client = new EmbeddedSession(limited, SETTINGS, null).logon()) {
            client.receive("D", ORDER + "5001=x|".repeat(40));
            assertEquals("3 2 Value is incorrect (out of range) for this tag: the message has 54 fields, at most 50 are allowed", answer(client));
            client.receive("D", ORDER + "453=4|" + "448=A|447=D|452=1|".repeat(4));
            assertEquals("3 3 Value is incorrect (out of range) for this tag: NoPartyIDs(453)=4 is more than the 3 entries that are allowed", answer(client));
            client.receive("D", ORDER);
            assertEquals(List.of("logon CLIENT1", "D 4 A1"), client.application.told);
        }
    }

    private static String answer(EmbeddedSession client) {
        String answer = client.sent().getFirst();
        return field(answer, 35) + " " + field(answer, 45) + " " + field(answer, 58);
    }

    @Test
    void whatAHandlerThrowsStopsTheEngineWhereverItIsThrown() throws IOException {
        FixApplication failing = new RecordingApplication() {
            @Override
            public void onLogon(FixSession session) {
                throw new IllegalStateException("bug in onLogon");
            }
        };
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores), SETTINGS, failing)) {
            client.logon();

            assertEquals("bug in onLogon", client.failures.getFirst().getMessage());
            assertFalse(client.channel.isOpen());
            assertThrows(IllegalStateException.class, () -> client.session.send(new FixBody().begin("8").put(37, "O"), 1));
        }
    }

    @Test
    void aHandlerThatFailsWhenAskedForAResendStopsTheEngineAndNothingIsResent() throws IOException {
        FixApplication failing = new RecordingApplication() {
            @Override
            public boolean mayResend(FixSession session, FixMessage stored) {
                throw new IllegalStateException("bug in mayResend");
            }
        };
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores), SETTINGS, failing)) {
            client.logon();
            send(client.session, new FixBody());
            client.sent();
            client.receive("2", "7=1|16=0|");

            assertEquals("bug in mayResend", client.failures.getFirst().getMessage());
            assertTrue(client.sent().stream().noneMatch(message -> field(message, 35).equals("8")));
        }
    }

    @Test
    void anApplicationMayRefuseALogon() throws IOException {
        FixApplication careful = new RecordingApplication() {
            @Override
            public Optional<String> refuseLogon(FixSession session, FixMessage logon) {
                return logon.is(554, "secret") ? Optional.empty() : Optional.of("unknown user or password");
            }
        };
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores), SETTINGS, careful)) {
            client.receive("A", "98=0|108=30|553=me|554=wrong|");
            assertEquals("5 unknown user or password", client.sent().stream().map(m -> field(m, 35) + " " + field(m, 58)).findFirst().orElse(""));
            client.connect();
            client.receive("A", "98=0|108=30|553=me|554=secret|");

            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void anOperatorLogsASessionOutAndOnAgain() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44).logon()) {
            client.session.logout("maintenance");
            assertEquals("5 maintenance", client.sent().stream().map(m -> field(m, 35) + " " + field(m, 58)).findFirst().orElse(""));
            client.receive("5", "");
            client.runTasks();
            client.connect();
            client.receive("A", "98=0|108=30|");
            assertFalse(client.session.isLoggedOn());

            client.session.logon();
            client.runTasks();
            client.connect();
            client.receive("A", "98=0|108=30|");
            assertTrue(client.session.isLoggedOn());
        }
    }

    private static void send(FixSession session, FixBody body) {
        try {
            session.send(body.begin("8").put(37, "O1").put(17, "E1").putChar(150, '0').putChar(39, '0').put(11, "A1").put(55, "ACME").putChar(54, '1').put(58,
                    "x".repeat(60)), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsHeldIsReadLaterInItsOrder() throws IOException {
        try (EngineUnderTest broker = new EngineUnderTest(stores.resolve("broker")); EngineUnderTest client = new EngineUnderTest(stores.resolve("client"))) {
            FixSession ours = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
            FixSession theirs = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
            broker.application.onMessage = (session, message) -> broker.engine.holdReading(true);
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            client.engine.start();
            client.connect(theirs, address);
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());

            client.onLoop(() -> {
                for (int i = 1; i <= 3; i++) {
                    theirs.send(EngineUnderTest.newOrder(FixVersion.FIX44, "A" + i), 0);
                }
                return null;
            });
            await("the first", () -> broker.application.told.size() == 2);
            assertEquals(true, broker.onLoop(ours::isConnected));
            assertEquals(List.of("logon CLIENT1", "D 2 A1"), broker.application.told);

            broker.application.onMessage = (session, message) -> {};
            broker.engine.holdReading(false);
            await("the others", () -> broker.application.told.size() == 4);
            assertEquals(List.of("D 3 A2", "D 4 A3"), broker.application.told.subList(2, 4));
            assertEquals(List.of(), broker.failures);
        }
    }
}
