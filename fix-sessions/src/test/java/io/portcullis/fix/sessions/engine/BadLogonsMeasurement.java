package io.portcullis.fix.sessions.engine;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.access.AccessAlerts;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.AddressRange;
import io.portcullis.fix.sessions.access.ReceptionLimits;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What bad logons, a thousand a second, cost a session that trades: its round trips without them, with them at a door of its own thread, with them on the session's own
 * thread, and with as many connections that something else on this machine turns away, which tells what the connections themselves cost. Run by
 * hand; the processor time of the two threads is the figure that other programs on the machine don't change.
 */
final class BadLogonsMeasurement {

    private static final int BAD_LOGONS_PER_SECOND = 1_000;
    private static final int ORDERS_PER_SECOND = 2_000;
    private static final int SECONDS = 6;
    private static final int ROUNDS = 3;
    private static final String ORDER = "11=A%d|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|";

    private final AtomicLong refused = new AtomicLong();
    private volatile int floodPort;
    private int number = 1;

    private BadLogonsMeasurement() {
    }

    /** Prints a line for each round. */
    public static void main(String[] arguments) throws Exception {
        new BadLogonsMeasurement().run();
    }

    private void run() throws Exception {
        Path stores = Files.createTempDirectory("bad-logons");
        EventLoopGroup doorLoop = FixTransport.newLoop("fix-reception");
        EventLoopGroup sessionLoop = FixTransport.newLoop("sessions");
        FixEngine engine = new FixEngine(FixEngineSettings.in(stores).withSegmentBytes(4 << 20), sessionLoop.next(), Throwable::printStackTrace);
        engine.open(FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT"), new Answering());
        engine.open(FixSessionSettings.acceptor(new SessionKey("FAR"), FixVersion.FIX44, "BROKER", "FAR").toBuilder()
                .access(new AccessRules(List.of(AddressRange.of("192.0.2.0/24")), false, null, Set.of(), null)).build(), new Answering());
        engine.start();
        Map<String, Integer> arms = new LinkedHashMap<>();
        arms.put("no bad logons", 0);
        try (ServerSocket elsewhere = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> turnAway(elsewhere));
            arms.put("turned away by something else", elsewhere.getLocalPort());
            arms.put("at a door of its own thread", port(engine, doorLoop));
            arms.put("on the session's thread", port(engine, sessionLoop));
            Thread.ofPlatform().daemon().start(this::flood);
            trade(arms);
        }
        engine.stop().join();
        doorLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        sessionLoop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static int port(FixEngine engine, EventLoopGroup loop) throws IOException {
        Reception reception = new Reception(engine, loop.next(), ReceptionLimits.DEFAULT, new AccessAlerts(alert -> {}), null);
        return new FixAcceptor(reception, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null).localAddress().getPort();
    }

    private void trade(Map<String, Integer> arms) throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), arms.get("at a door of its own thread"))) {
            client.setTcpNoDelay(true);
            send(client, "A", "98=0|108=30|");
            answer(client.getInputStream());
            measure(client, 3 * SECONDS); // until all is compiled
            for (int round = 1; round <= ROUNDS; round++) {
                for (Map.Entry<String, Integer> arm : arms.entrySet()) {
                    floodPort = arm.getValue();
                    measure(client, 1);
                    long before = refused.get();
                    long sessions = processorNanos("sessions");
                    long door = processorNanos("fix-reception");
                    long[] nanos = measure(client, SECONDS);
                    System.out.printf(
                            "%d %-32s p50 %6.1f us  p99 %7.1f us  p99.9 %8.1f us  bad logons a second %d, processor: session's thread %.1f %%, door's thread %.1f %%%n",
                            round, arm.getKey(), at(nanos, 0.5),
                            at(nanos, 0.99), at(nanos, 0.999), (refused.get() - before) / SECONDS, percent(processorNanos("sessions") - sessions),
                            percent(processorNanos("fix-reception") - door));
                }
            }
            floodPort = 0;
        }
    }

    private static long processorNanos(String thread) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getAllThreadIds()).filter(id -> threads.getThreadInfo(id).getThreadName().equals(thread)).map(threads::getThreadCpuTime)
                .sum();
    }

    private static double percent(long nanos) {
        return nanos / (SECONDS * 1e7);
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) (sorted.length * share)] / 1_000.0;
    }

    /** Round trips from when the order was due, in ascending order. */
    private long[] measure(Socket client, int seconds) throws IOException {
        long[] nanos = new long[seconds * ORDERS_PER_SECOND];
        long begin = System.nanoTime();
        for (int i = 0; i < nanos.length; i++) {
            byte[] order = message("D", ORDER.formatted(number));
            long due = begin + i * (TimeUnit.SECONDS.toNanos(1) / ORDERS_PER_SECOND);
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(Math.max(0, due - System.nanoTime() - 60_000));
            }
            client.getOutputStream().write(order);
            answer(client.getInputStream());
            nanos[i] = System.nanoTime() - due;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private void send(Socket client, String type, String body) throws IOException {
        client.getOutputStream().write(message(type, body));
    }

    private byte[] message(String type, String body) {
        return EmbeddedSession.message("FIX.4.4", type, number++, "", body).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** All of it comes at once. */
    private static void answer(InputStream in) throws IOException {
        byte[] room = new byte[4096];
        if (in.read(room) < 0) {
            throw new IOException("the session was closed at " + LocalDateTime.now());
        }
    }

    /** Unknown CompIDs and a session that may not come from here, in turns. */
    private void flood() {
        byte[][] logons = new byte[2][];
        for (int i = 0; i < 2; i++) {
            String logon = EmbeddedSession.message("FIX.4.4", "A", 1, "", "98=0|108=30|");
            logons[i] = EmbeddedSession
                    .framed("FIX.4.4", logon.substring(logon.indexOf("35="), logon.indexOf("10=")).replace("49=CLIENT", i == 0 ? "49=NOBODY" : "49=FAR"))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        long due = System.nanoTime();
        for (int i = 0;; i++) {
            due = Math.max(due + TimeUnit.SECONDS.toNanos(1) / BAD_LOGONS_PER_SECOND, System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(100));
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            int port = floodPort;
            if (port != 0) {
                knock(port, logons[i % 2]);
            }
        }
    }

    private void knock(int port, byte[] logon) {
        try (Socket bad = new Socket(InetAddress.getLoopbackAddress(), port)) {
            bad.getOutputStream().write(logon);
            if (bad.getInputStream().read() < 0) {
                refused.incrementAndGet();
            }
        } catch (IOException e) {
            refused.incrementAndGet(); // cut before it could be written
        }
    }

    private static void turnAway(ServerSocket port) {
        byte[] room = new byte[1024];
        while (!port.isClosed()) {
            try (Socket accepted = port.accept()) {
                accepted.getInputStream().read(room);
            } catch (IOException e) {
                System.out.println("the other port: " + e.getMessage());
            }
        }
    }

    /** Answers each order with a report. */
    private static final class Answering implements FixApplication {

        private final FixBody body = new FixBody();

        @Override
        public void onLogon(FixSession session) {
            System.out.println(session + " is logged on");
        }

        @Override
        public void onLogout(FixSession session, String reason) {
            System.out.println(session + " is logged off: " + reason);
        }

        @Override
        public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
            try {
                session.send(body.begin("8").put(37, "O1").put(17, "E1").putChar(150, '0').putChar(39, '0').put(11, String.valueOf(message.stringOrNull(11)))
                        .put(55, "ACME").putChar(54, '1').putDecimal(151, 100_00000000L).putDecimal(14, 0).putDecimal(6, 0), msgSeqNum);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
            throw new IllegalStateException(reject.toString());
        }

        @Override
        public boolean mayResend(FixSession session, FixMessage stored) {
            return false;
        }
    }
}
