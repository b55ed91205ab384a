package io.portcullis.fix.sessions.engine;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** An engine with its loop, for tests of the whole. */
final class EngineUnderTest implements AutoCloseable {

    static final Duration SOON = Duration.ofMillis(20);

    final EventLoopGroup group = FixTransport.newLoop("fix-test");
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final FixEngine engine;
    final RecordingApplication application = new RecordingApplication();
    private boolean isClosed;

    EngineUnderTest(Path stores) {
        this(FixEngineSettings.in(stores).withSegmentBytes(1 << 20));
    }

    EngineUnderTest(FixEngineSettings settings) {
        engine = new FixEngine(settings, group.next(), failures::add);
    }

    FixSession acceptor(String key, FixVersion version, String ours, String theirs) throws IOException {
        return engine.open(FixSessionSettings.acceptor(new SessionKey(key), version, ours, theirs), application);
    }

    FixSession initiator(String key, FixVersion version, String ours, String theirs) throws IOException {
        return engine.open(FixSessionSettings.initiator(new SessionKey(key), version, ours, theirs), application);
    }

    InetSocketAddress listen() throws IOException {
        return new FixAcceptor(engine, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).localAddress();
    }

    void connect(FixSession session, InetSocketAddress address) {
        new FixInitiator(engine, session, address, SOON, SOON.multipliedBy(4)).start();
    }

    /** Runs on the engine's loop and waits for the result. */
    <T> T onLoop(Callable<T> work) {
        try {
            return engine.loop().submit(work).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    boolean order(FixSession session, String clOrdId, long mark) {
        return onLoop(() -> session.send(newOrder(session.settings().version(), clOrdId), mark));
    }

    static FixBody newOrder(FixVersion version, String clOrdId) {
        FixBody order = new FixBody().begin("D").put(11, clOrdId).putChar(21, '1').put(55, "ACME").putChar(54, '1').putDecimal(38, 100_00000000L)
                .putChar(40, '2').putDecimal(44, 10_25000000L).putChar(59, '0');
        return version.isBefore(FixVersion.FIX42) ? order : order.putUtcMillis(60, 1_790_000_000_123_000_000L);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within 10 s: " + what);
            }
            Thread.onSpinWait();
            try {
                TimeUnit.MILLISECONDS.sleep(2);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** As a kill would: connections cut, nothing said, stores closed as they are. */
    void kill() {
        isClosed = true;
        onLoop(() -> {
            engine.fail(new IllegalStateException("killed by the test"));
            return null;
        });
        engine.stop().join();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Override
    public void close() {
        if (!isClosed) {
            engine.stop().join();
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
