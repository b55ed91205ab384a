package io.portcullis.server.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whom a hub speaks to on its far side: venues, and the reader of its drop copies. A counterparty fills every NewOrderSingle(35=D) whole and at once, and drains
 * and counts everything else. Each has its own port and takes one session at a time.
 *
 * <p>As a process it is told the names of its counterparties, prints {@code listen NAME PORT} for each, answers the commands of {@link FarSideProcess} and ends
 * with its input, so that it never outlives who started it.
 */
final class FarSide implements AutoCloseable {
    private final Map<String, Counterparty> counterparties = new LinkedHashMap<>();

    /** Runs until the input ends. */
    public static void main(String[] names) throws IOException, InterruptedException {
        try (var farSide = new FarSide(); var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (var name : names)
                System.out.println("listen " + name + " " + farSide.listen(name));
            for (String line; (line = commands.readLine()) != null;)
                System.out.println(farSide.answer(line.split(" ")));
        }
        System.exit(0);
    }

    /** Opens a port for a counterparty of this name. */
    int listen(String name) throws IOException {
        var counterparty = new Counterparty();
        counterparties.put(name, counterparty);
        return counterparty.listen();
    }

    /** Logs on to a port of this machine as a counterparty of this name. */
    void dial(String name, int port, WireSession.CompIds ids) throws IOException {
        var counterparty = new Counterparty();
        counterparties.put(name, counterparty);
        counterparty.session = WireSession.initiate(WireClient.loopback(port), ids, counterparty);
        counterparty.connected.countDown();
    }

    /** Waits until a hub has logged on. */
    void awaitLogon(String name, long seconds) throws IOException, InterruptedException {
        counterparty(name).awaitLogon(seconds);
    }

    Count count(String name) {
        return counterparty(name).count();
    }

    @Override
    public void close() {
        counterparties.values().forEach(Counterparty::close);
    }

    private String answer(String[] command) throws InterruptedException {
        var name = command[1];
        try {
            return switch (command[0]) {
                case "await" -> {
                    awaitLogon(name, Long.parseLong(command[2]));
                    yield "ok";
                }
                case "dial" -> {
                    dial(name, Integer.parseInt(command[2]), new WireSession.CompIds(command[3], command[4]));
                    yield "ok";
                }
                case "count" -> count(name).toLine();
                default -> "unknown command " + command[0];
            };
        } catch (IOException e) {
            return "failed: " + name + ": " + e.getMessage();
        }
    }

    private Counterparty counterparty(String name) {
        var counterparty = counterparties.get(name);
        if (counterparty == null)
            throw new IllegalArgumentException("no counterparty " + name + ", there are " + counterparties.keySet());
        return counterparty;
    }

    /**
     * What a counterparty received.
     *
     * @param gaps how often messages were missing or asked for again: 0 in a sound run
     */
    record Count(long orders, long others, long gaps) {

        static Count ofLine(String line) {
            var numbers = line.split(" ");
            if (numbers.length != 3)
                throw new IllegalStateException("not three numbers: " + line);
            return new Count(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
        }

        String toLine() {
            return orders + " " + others + " " + gaps;
        }
    }

    private static final class Counterparty implements WireSession.Receiver, AutoCloseable {
        private final CountDownLatch connected = new CountDownLatch(1);
        private final FillText fill = new FillText();
        private @Nullable ServerSocketChannel port;
        private volatile @Nullable WireSession session;
        private volatile long orders;
        private volatile long others;

        @Override
        public void message(WireSession from, char msgType, FixIn message) {
            if (msgType != 'D') {
                others++;
                return;
            }
            from.lock();
            try {
                fill.write(from, message, ++orders);
            } finally {
                from.unlock();
            }
        }

        @Override
        public void batchEnd(WireSession from) {
            from.lock();
            try {
                from.flush();
            } finally {
                from.unlock();
            }
        }

        @Override
        public void close() {
            try {
                if (port != null)
                    port.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (session != null)
                session.close();
        }

        private int listen() throws IOException {
            var opened = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port = opened;
            Thread.ofPlatform().daemon().name("accept").start(() -> accept(opened));
            return opened.socket().getLocalPort();
        }

        private void accept(ServerSocketChannel opened) {
            try {
                while (true) {
                    session = WireSession.accept(opened.accept(), this);
                    connected.countDown();
                }
            } catch (ClosedChannelException e) {
                connected.countDown();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void awaitLogon(long seconds) throws IOException, InterruptedException {
            if (!connected.await(seconds, TimeUnit.SECONDS) || session == null)
                throw new IOException("nobody connected within " + seconds + " s");
            session.awaitLogon(seconds);
        }

        private Count count() {
            return new Count(orders, others, session == null ? 0 : session.gaps());
        }
    }
}
