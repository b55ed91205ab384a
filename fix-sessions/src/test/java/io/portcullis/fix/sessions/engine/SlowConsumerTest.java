package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.traffic.Traffic;
import io.portcullis.oms.types.SessionKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A counterparty that doesn't read is cut at the backlog of its session, and has everything when it is back; others don't feel it. */
class SlowConsumerTest {

    private static final int BACKLOG = 300_000;
    private static final Pattern NUMBER_OF_ORDER = Pattern.compile("\u000135=D\u0001(?:[^\n]*?\u0001)?34=(\\d+)\u0001");

    @TempDir
    Path stores;

    @Test
    void aSlowConsumerLosesNothingAndNobodyElseFeelsIt() throws Exception {
        FixEngineSettings settings = FixEngineSettings.in(stores.resolve("broker")).withSegmentBytes(1 << 20).withWaitingBytes(16_384, 32 << 20);
        try (EngineUnderTest broker = new EngineUnderTest(settings); EngineUnderTest other = new EngineUnderTest(stores.resolve("other"))) {
            FixSession slow = broker.engine.open(FixSessionSettings.acceptor(new SessionKey("SLOW"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder()
                    .traffic(new Traffic(null, 0, BACKLOG)).build(), broker.application);
            FixSession fast = broker.acceptor("FAST", FixVersion.FIX44, "BROKER", "FAST");
            FixSession fastClient = other.initiator("FAST", FixVersion.FIX44, "FAST", "BROKER");
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            other.engine.start();
            other.onLoop(() -> {
                other.connect(fastClient, address);
                return null;
            });
            await("FAST", () -> fast.isLoggedOn() && fastClient.isLoggedOn());
            int sent;
            try (Socket socket = socket(address)) {
                send(socket, "A", 1, "98=0|108=30|");
                await("logon", slow::isLoggedOn);
                sent = sendToBoth(broker, slow, fast);
                await("cut", () -> !broker.onLoop(slow::isConnected));
            }
            assertEquals("the counterparty doesn't read, more than " + BACKLOG + " bytes wait to be sent", broker.onLoop(slow.facts()::disconnectReason));
            await("all of FAST", () -> other.application.told.stream().filter(line -> line.startsWith("D ")).count() == sent);
            assertTrue(fast.isLoggedOn());

            try (Socket socket = socket(address)) {
                send(socket, "A", 2, "98=0|108=30|");
                await("logon", slow::isLoggedOn);
                send(socket, "2", 3, "7=1|16=0|");
                assertEquals(sent, ordersRead(socket, sent), () -> broker.onLoop(slow.facts()::disconnectReason));
            }
        }
    }

    private static int sendToBoth(EngineUnderTest broker, FixSession slow, FixSession fast) {
        int sent = 0;
        while (slow.isLoggedOn() && sent < 200_000) {
            int first = sent;
            sent += broker.onLoop(() -> {
                for (int i = 0; i < 20; i++) {
                    slow.send(EngineUnderTest.newOrder(FixVersion.FIX44, "A" + (first + i)), 0);
                    fast.send(EngineUnderTest.newOrder(FixVersion.FIX44, "A" + (first + i)), 0);
                }
                return 20;
            });
        }
        return sent;
    }

    private static Socket socket(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(10_000);
        socket.connect(address);
        return socket;
    }

    private static void send(Socket socket, String msgType, int seqNum, String body) throws IOException {
        socket.getOutputStream().write(EmbeddedSession.message("FIX.4.4", msgType, seqNum, "", body).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** How many different ones, until all have come or no more comes. */
    private static int ordersRead(Socket socket, int expected) throws IOException {
        BitSet numbers = new BitSet();
        ByteArrayOutputStream unread = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (numbers.cardinality() < expected) {
            int read = socket.getInputStream().read(buffer);
            if (read < 0) {
                break;
            }
            unread.write(buffer, 0, read);
            String text = unread.toString(StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf("8=FIX");
            Matcher matcher = NUMBER_OF_ORDER.matcher(text.substring(0, Math.max(0, end)).replace("8=FIX", "\n8=FIX"));
            while (matcher.find()) {
                numbers.set(Integer.parseInt(matcher.group(1)));
            }
            unread.reset();
            String rest = text.substring(Math.max(0, end));
            unread.writeBytes(rest.getBytes(StandardCharsets.ISO_8859_1));
            matcher = NUMBER_OF_ORDER.matcher(rest);
            if (matcher.find()) {
                numbers.set(Integer.parseInt(matcher.group(1)));
            }
        }
        return numbers.cardinality();
    }
}
