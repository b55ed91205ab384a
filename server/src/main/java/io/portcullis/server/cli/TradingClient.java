package io.portcullis.server.cli;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixSessionSettings.Resets;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's side of one of the hub's sessions, over a real connection. It keeps its sequence numbers, so that it can come back and be told what it missed. */
final class TradingClient implements FixApplication, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TradingClient.class);

    private final FixEngine engine;
    private final FixSession session;
    private final EventLoop loop;
    private final Consumer<FixMessage> messages;
    private final CountDownLatch loggedOn = new CountDownLatch(1);
    private volatile @Nullable String lastProblem;

    /**
     * @param ofHub the session as the hub has it
     * @param address of the hub
     * @param directory where its sequence numbers are kept
     * @param reset both sides begin with 1 again
     * @param messages is shown every application message and reject, on the client's thread
     */
    TradingClient(FixSessionSettings ofHub, InetSocketAddress address, Path directory, boolean reset, EventLoopGroup group, Consumer<FixMessage> messages)
            throws IOException {
        this.messages = messages;
        this.loop = group.next();
        FixSessionSettings own = FixSessionSettings.initiator(ofHub.key(), ofHub.version(), ofHub.targetCompId(), ofHub.senderCompId())
                .toBuilder().resets(new Resets(reset, false, false)).build();
        engine = new FixEngine(FixEngineSettings.in(directory), loop, failure -> LOG.error("the client has stopped", failure));
        session = opened(own, directory);
        engine.start();
        new FixInitiator(engine, session, address, Duration.ofMillis(500), Duration.ofSeconds(2)).start();
    }

    private FixSession opened(FixSessionSettings own, Path directory) throws IOException {
        try {
            return engine.open(own, this);
        } catch (IOException e) {
            throw new IOException("session " + own.key() + " can't be opened in " + directory + ": " + e.getMessage()
                    + ". If another order or flow command has it, let that end first, or take another session", e);
        }
    }

    FixSessionSettings settings() {
        return session.settings();
    }

    boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    boolean awaitLogon(Duration atMost) throws InterruptedException {
        return loggedOn.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why there is no session; null if nothing is known. */
    @Nullable
    String lastProblem() {
        return lastProblem;
    }

    /** Writes a message and sends it, on the client's thread. */
    void send(Consumer<FixBody> writer) {
        loop.execute(() -> {
            FixBody body = new FixBody();
            writer.accept(body);
            try {
                session.send(body, 0);
            } catch (IOException e) {
                LOG.error("a message could not be kept, and was not sent: {}", e.getMessage());
            }
        });
    }

    EventLoop loop() {
        return loop;
    }

    @Override
    public void onLogon(FixSession of) {
        loggedOn.countDown();
    }

    @Override
    public void onLogout(FixSession of, String reason) {
        lastProblem = reason;
    }

    @Override
    public void onMessage(FixSession of, FixMessage message, int msgSeqNum, boolean isRepeated) {
        messages.accept(message);
    }

    @Override
    public void onReject(FixSession of, FixMessage reject, int msgSeqNum) {
        messages.accept(reject);
    }

    @Override
    public boolean mayResend(FixSession of, FixMessage stored) {
        return true;
    }

    @Override
    public void close() {
        try {
            engine.stop().get(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the client's session could not be closed in order", e);
        }
    }
}
