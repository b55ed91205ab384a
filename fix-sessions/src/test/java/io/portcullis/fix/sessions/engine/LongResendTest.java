package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EngineUnderTest.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.SessionKey;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One session fetches all of its day while another one trades on the same thread. Of 20,000 messages; of a million by
 * {@code mvn -pl fix-sessions -am test -Dtest=LongResendTest -Dsurefire.failIfNoSpecifiedTests=false -Dresend.messages=1000000}.
 */
class LongResendTest {

    private static final int MESSAGES = Integer.getInteger("resend.messages", 20_000);
    private static final int ROUND_TRIPS = 300;
    /** What the other session may notice: a batch that is being written, and the half of the thread that is taken where no speed is set. */
    private static final int SLOWER_AT_MOST = 5;
    private static final long NOISE_NANOS = 2_000_000;
    private static final long HEAP_BYTES = 48 << 20;

    @TempDir
    Path stores;

    @Test
    void aLongResendTakesLittleMemoryAndLeavesTheOtherSessionsTheirTurn() throws Exception {
        try (EngineUnderTest broker = new EngineUnderTest(FixEngineSettings.in(stores))) {
            FixSession asked = broker.engine.open(acceptor("CLIENT1").toBuilder().resends(new ResendLimits(0, Duration.ZERO, 0)).build(), broker.application);
            FixSession other = broker.engine.open(acceptor("CLIENT2"), broker.application);
            InetSocketAddress address = broker.listen();
            broker.engine.start();
            store(broker, asked);
            try (Socket fetching = new Socket(address.getAddress(), address.getPort()); Socket trading = new Socket(address.getAddress(), address.getPort())) {
                logon(fetching, "CLIENT1");
                logon(trading, "CLIENT2");
                await("logon", () -> asked.isLoggedOn() && other.isLoggedOn());
                Pings pings = new Pings(trading);
                pings.medianNanos(ROUND_TRIPS);
                long quiet = pings.medianNanos(ROUND_TRIPS);
                long heapBefore = usedHeap();

                CompletableFuture<Integer> got = CompletableFuture.supplyAsync(() -> count(fetching));
                send(fetching, EmbeddedSession.framed("FIX.4.4", "35=2|34=2|49=CLIENT1|52=" + now() + "|56=BROKER|7=1|16=0|"));
                long beside = pings.medianNanos(ROUND_TRIPS);
                boolean wasBeside = !got.isDone();
                long heap = Math.max(0, usedHeap() - heapBefore);

                assertEquals(MESSAGES, got.get());
                System.out.printf("%,d messages again: median round trip %d µs beside it (all the time: %s), %d µs before; %,d KiB more heap%n", MESSAGES,
                        beside / 1000, wasBeside, quiet / 1000, heap >> 10);
                assertTrue(beside < SLOWER_AT_MOST * quiet + NOISE_NANOS, () -> "median " + beside + " ns, quiet " + quiet + " ns");
                assertTrue(heap < HEAP_BYTES, () -> heap + " bytes");
                await("end", () -> !broker.onLoop(asked.facts()::isResending));
            }
        }
    }

    private static FixSessionSettings acceptor(String key) {
        return FixSessionSettings.acceptor(new SessionKey(key), FixVersion.FIX44, "BROKER", key);
    }

    private static void store(EngineUnderTest broker, FixSession session) {
        FixBody body = new FixBody();
        for (int done = 0; done < MESSAGES; done += 10_000) {
            int from = done;
            broker.onLoop(() -> {
                for (int i = from; i < Math.min(MESSAGES, from + 10_000); i++) {
                    session.send(body.begin("8").put(37, "O1").put(17, "E" + i).putChar(150, '0').putChar(39, '0').put(11, "A1").put(55, "ACME")
                            .putChar(54, '1').putDecimal(38, 100_00000000L).putDecimal(151, 100_00000000L).putDecimal(14, 0).putDecimal(6, 0), i + 1);
                }
                return null;
            });
        }
    }

    private static void logon(Socket socket, String compId) throws IOException {
        socket.setTcpNoDelay(true);
        send(socket, EmbeddedSession.framed("FIX.4.4", "35=A|34=1|49=" + compId + "|52=" + now() + "|56=BROKER|98=0|108=30|"));
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String now() {
        return EmbeddedSession.field(EmbeddedSession.message("FIX.4.4", "0", 1, "", "").replace('\u0001', '|'), 52);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Reads until the last report has come. @return how many came again, in their order */
    private static int count(Socket socket) {
        try {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            int reports = 0;
            while (reports < MESSAGES) {
                String message = next(in);
                if (message.contains("|35=8|")) {
                    assertTrue(message.contains("|17=E" + reports + "|") && message.contains("|43=Y|"), message);
                    reports++;
                }
            }
            return reports;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String next(InputStream in) throws IOException {
        StringBuilder message = new StringBuilder(256);
        for (int c = in.read(); c >= 0; c = in.read()) {
            message.append(c == 1 ? '|' : (char) c);
            if (c == 1 && message.length() > 8 && message.lastIndexOf("|10=") == message.length() - 8) {
                return message.toString();
            }
        }
        throw new IOException("closed");
    }

    /** Asks and waits for the answer, one after the other. */
    private static final class Pings {

        private final Socket socket;
        private final InputStream in;
        private int number = 2;

        Pings(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        }

        long medianNanos(int times) throws IOException {
            long[] took = new long[times];
            for (int i = 0; i < times; i++) {
                long start = System.nanoTime();
                send(socket, EmbeddedSession.framed("FIX.4.4", "35=1|34=" + number + "|49=CLIENT2|52=" + now() + "|56=BROKER|112=P" + number + "|"));
                while (!next(in).contains("|112=P" + number + "|")) {
                    // something else, such as the answer to the Logon
                }
                number++;
                took[i] = System.nanoTime() - start;
            }
            Arrays.sort(took);
            return took[times / 2];
        }
    }
}
