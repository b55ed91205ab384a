package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineToEngineTest {

    @TempDir
    Path stores;

    private EngineUnderTest broker;
    private EngineUnderTest client;

    @BeforeEach
    void makeEngines() {
        broker = new EngineUnderTest(stores.resolve("broker"));
        client = new EngineUnderTest(stores.resolve("client"));
    }

    @AfterEach
    void stop() {
        client.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void anOrderArrivesAsItWasSentInEveryVersion(FixVersion version) throws IOException {
        FixSession in = broker.acceptor("CLIENT1", version, "BROKER", "CLIENT");
        FixSession out = client.initiator("BROKER", version, "CLIENT", "BROKER");
        connect(out);

        assertTrue(client.order(out, "A1", 7));
        await("order", () -> broker.application.told.contains("D 2 A1"));

        assertEquals(List.of("logon CLIENT1", "D 2 A1"), broker.application.told);
        assertEquals(3, broker.onLoop(in.numbers()::nextTargetMsgSeqNum));
        assertEquals(3, client.onLoop(out.numbers()::nextSenderMsgSeqNum));
        assertEquals(7, client.onLoop(out.numbers()::lastMark));
        assertTrue(broker.failures.isEmpty() && client.failures.isEmpty());
    }

    @Test
    void whatWasSentWhileTheSessionWasDownIsFetchedAtLogon() throws IOException {
        broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
        FixSession out = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
        assertFalse(client.order(out, "A1", 1));
        assertFalse(client.order(out, "A2", 2));

        connect(out);
        await("orders", () -> broker.application.told.contains("D 2 A2 repeated"));

        assertEquals(List.of("logon CLIENT1", "D 1 A1 repeated", "D 2 A2 repeated"), broker.application.told);
    }

    @Test
    void whyThereIsNoConnectionIsSaidUntilThereIsOneOrNobodyWantsIt() throws IOException {
        broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
        FixSession out = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
        InetSocketAddress nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), closed.getLocalPort());
        }
        client.connect(out, nobody);
        String refused = "can't connect to " + nobody.getHostString() + ":" + nobody.getPort() + ": Connection refused";
        await("refused", () -> !client.onLoop(out.facts()::disconnectReason).isEmpty());
        assertEquals(refused, client.onLoop(out.facts()::disconnectReason));

        client.onLoop(() -> {
            out.control().stop(SessionIntent.STOPPED, "anna: not today", "not today");
            return null;
        });
        assertEquals("", client.onLoop(out.facts()::disconnectReason));
    }

    @Test
    void aLostConnectionIsMadeAgainByNameAndGoesOnWhereItWas() throws IOException {
        broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
        FixSession out = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
        InetSocketAddress address = broker.listen();
        broker.engine.start();
        client.engine.start();
        client.connect(out, InetSocketAddress.createUnresolved("localhost", address.getPort()));
        for (int i = 1; i <= 3; i++) {
            int logons = i;
            await("logon " + i, () -> out.isLoggedOn() && count("logon CLIENT1") == logons);
            client.order(out, "A" + i, i);
            await("order " + i, () -> broker.application.told.stream().anyMatch(line -> line.contains(" A" + logons)));
            client.onLoop(() -> {
                out.disconnect("a test");
                return null;
            });
        }

        assertEquals(List.of("D 2 A1", "D 4 A2", "D 6 A3"), broker.application.told.stream().filter(line -> line.startsWith("D")).toList());
    }

    @Test
    void aLogonForASessionOnAnotherLoopIsHandedOverWithAllThatWasReadBehindIt() throws IOException {
        EventLoopGroup anotherLoop = FixTransport.newLoop("another");
        RecordingApplication there = new RecordingApplication();
        FixEngine beside = broker.engine.beside(anotherLoop.next());
        try (Socket socket = new Socket()) {
            FixSession in = beside.open(FixSessionSettings.acceptor(new SessionKey("CLIENT2"), FixVersion.FIX44, "BROKER", "CLIENT"), there);
            broker.acceptor("CLIENT1", FixVersion.FIX42, "BROKER", "CLIENT");
            assertThrows(IllegalArgumentException.class, () -> broker.acceptor("CLIENT2", FixVersion.FIX44, "BROKER", "OTHER"));
            FixSession out = client.initiator("BROKER", FixVersion.FIX42, "CLIENT", "BROKER");
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            beside.start();
            client.engine.start();
            client.connect(out, address);
            socket.connect(address);
            String order = EmbeddedSession.message("FIX.4.4", "D", 2, "", "11=A1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=1|");
            socket.getOutputStream().write((EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|") + order).getBytes(StandardCharsets.ISO_8859_1));

            await("order", () -> there.told.contains("D 2 A1"));
            await("logon", () -> broker.application.told.contains("logon CLIENT1"));

            assertEquals(List.of("logon CLIENT2", "D 2 A1"), there.told);
            assertEquals(List.of("logon CLIENT1"), broker.application.told);
            await("both", () -> in.isLoggedOn() && out.isLoggedOn());
            assertTrue(anotherLoop.submit(in.facts()::remoteAddress).syncUninterruptibly().getNow().contains(Integer.toString(socket.getLocalPort())));
            assertEquals(0, broker.engine.counts().refusedConnections());
            socket.close();
            await("logout", () -> there.told.size() == 3);
        } finally {
            beside.stop().join();
            anotherLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
        assertTrue(broker.failures.isEmpty(), broker.failures::toString);
    }

    private long count(String line) {
        return broker.application.told.stream().filter(line::equals).count();
    }

    @Test
    void bothSidesResumeTheirNumbersAfterAKill() throws IOException {
        FixSession in = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
        FixSession out = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
        connect(out);
        client.order(out, "A1", 5);
        await("order", () -> broker.application.told.contains("D 2 A1"));
        long generation = broker.onLoop(in.numbers()::generation);
        broker.kill();
        client.kill();

        broker = new EngineUnderTest(stores.resolve("broker"));
        client = new EngineUnderTest(stores.resolve("client"));
        in = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
        out = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
        assertEquals(generation, in.numbers().generation());
        assertEquals(5, out.numbers().lastMark());
        connect(out);
        client.order(out, "A2", 6);
        await("order", () -> broker.application.told.contains("D 4 A2"));

        assertEquals(List.of("logon CLIENT1", "D 4 A2"), broker.application.told);
    }

    @Test
    void aHandlerThatThrowsStopsTheEngineAndTheMessageIsNotCounted() throws IOException {
        FixSession in = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT");
        FixSession out = client.initiator("BROKER", FixVersion.FIX44, "CLIENT", "BROKER");
        connect(out);
        broker.application.onMessage = (session, message) -> {
            throw new IllegalStateException("a bug");
        };

        client.order(out, "A1", 1);
        await("failure", () -> !broker.failures.isEmpty());

        assertEquals("a bug", broker.failures.getFirst().getMessage());
        assertEquals(2, broker.onLoop(in.numbers()::nextTargetMsgSeqNum));
    }

    private void connect(FixSession out) throws IOException {
        InetSocketAddress address = broker.listen();
        broker.engine.start();
        client.engine.start();
        client.connect(out, address);
        await("logon", () -> out.isLoggedOn() && broker.application.told.stream().anyMatch(line -> line.startsWith("logon")));
    }
}
