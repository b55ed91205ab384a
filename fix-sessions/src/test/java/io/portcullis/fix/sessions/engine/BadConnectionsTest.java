package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections over real sockets that send what is no FIX, half of it, or too much, while a good session trades beside them. */
class BadConnectionsTest {

    private static final int CONNECTIONS = 120;
    private static final int ORDERS = 500;
    private static final int MAX_MESSAGE = 8192;

    @TempDir
    Path stores;

    @Test
    void whateverOthersSendAGoodSessionTradesOnAndEachOfThemIsCut() throws Exception {
        SplittableRandom random = new SplittableRandom(11);
        List<Socket> bad = new ArrayList<>();
        FixEngineSettings settings = FixEngineSettings.in(stores.resolve("broker")).withSegmentBytes(1 << 20).withMaxMessageBytes(MAX_MESSAGE)
                .withFirstMessageTimeout(Duration.ofSeconds(2));
        try (EngineUnderTest broker = new EngineUnderTest(settings); EngineUnderTest client = new EngineUnderTest(stores.resolve("client"))) {
            FixSession ours = broker.acceptor("CLIENT1", FixVersion.FIX44, "BROKER", "CLIENT1");
            FixSession theirs = client.initiator("BROKER", FixVersion.FIX44, "CLIENT1", "BROKER");
            broker.acceptor("CLIENT2", FixVersion.FIX44, "BROKER", "CLIENT");
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            client.engine.start();
            client.connect(theirs, address);
            await("logon", () -> ours.isLoggedOn() && theirs.isLoggedOn());
            for (int i = 0; i < ORDERS; i++) {
                client.order(theirs, "A" + i, i + 1);
                if (bad.size() < CONNECTIONS) {
                    bad.add(new Socket(address.getAddress(), address.getPort()));
                }
                poke(bad.get(random.nextInt(bad.size())), random);
            }
            await("orders", () -> orders(broker).size() == ORDERS);
            for (Socket socket : bad) {
                awaitCut(socket);
            }

            assertEquals(IntStream.range(0, ORDERS).mapToObj(i -> "D " + (i + 2) + " A" + i).toList(), orders(broker));
            assertTrue(broker.failures.isEmpty(), broker.failures::toString);
            assertTrue(ours.isLoggedOn() && theirs.isLoggedOn());
        } finally {
            for (Socket socket : bad) {
                socket.close();
            }
        }
    }

    private static List<String> orders(EngineUnderTest broker) {
        return broker.application.told.stream().filter(line -> line.startsWith("D ")).toList();
    }

    /** Some more bytes on a connection that is still open. */
    private static void poke(Socket socket, SplittableRandom random) throws IOException {
        try {
            socket.getOutputStream().write(bytes(random));
        } catch (SocketException e) {
            assertTrue(socket.isConnected(), e::toString); // it was cut before: so it should be
        }
    }

    private static byte[] bytes(SplittableRandom random) {
        String whole = EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|");
        byte[] noise = new byte[1 + random.nextInt(3 * MAX_MESSAGE)];
        return switch (random.nextInt(9)) {
            case 0 -> ascii("GET / HTTP/1.1\r\nHost: broker\r\n\r\n");
            case 1 -> {
                random.nextBytes(noise);
                yield noise;
            }
            case 2 -> ascii(whole.substring(0, 1 + random.nextInt(whole.length() - 1))); // half a Logon, and nothing behind it
            case 3 -> ascii("8=FIX.4.4\u00019=" + (random.nextInt(2) == 0 ? "999999999999" : "9999999") + "\u000135=A\u0001");
            case 4 -> ascii("8"); // drop by drop
            case 5 -> ascii(EmbeddedSession.message("FIX.4.4", "D", 2, "", "11=X|55=ACME|54=1|38=100|40=1|")); // no Logon before it
            case 6 -> ascii(whole.replace("49=CLIENT", "49=NOBODY")); // a wrong checksum
            case 7 -> ascii(EmbeddedSession.framed("FIX.4.4", "35=A|34=1|49=NOBODY|52=20260131-09:30:00|56=BROKER|98=0|108=30|"));
            default -> noise; // zeros
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Each of them is closed from the other side, at the latest when it has not logged on in time. */
    private static void awaitCut(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            while (socket.getInputStream().read() >= 0) {
                // what was said before it was cut
            }
        } catch (SocketException e) {
            assertTrue(socket.isConnected(), e::toString); // reset: it had sent more than was read
        }
    }
}
