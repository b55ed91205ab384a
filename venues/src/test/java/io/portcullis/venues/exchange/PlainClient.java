package io.portcullis.venues.exchange;

import io.netty.channel.EventLoopGroup;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixEngineSettings;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.engine.FixTransport;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A client of the exchange that says what it is told to say, and keeps what it hears: every application message as text, with bars between its fields. Strict about FIX. */
final class PlainClient implements FixApplication, AutoCloseable {

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoopGroup group = FixTransport.newLoop("plain-client");
    private final FixEngine engine;
    private final FixSession session;

    PlainClient(Path directory, FixVersion version, InetSocketAddress exchange) throws IOException {
        this(directory, version, exchange, "HUB");
    }

    PlainClient(Path directory, FixVersion version, InetSocketAddress exchange, String compId) throws IOException {
        engine = new FixEngine(FixEngineSettings.in(directory).withSegmentBytes(1 << 20), group.next(), failures::add);
        session = engine.open(FixSessionSettings.initiator(new SessionKey("EXCHANGE"), version, compId, "EXCHANGE"), this);
        engine.start();
        new FixInitiator(engine, session, exchange, Duration.ofMillis(50), Duration.ofMillis(100)).start();
        HubUnderTest.await("logon", session::isLoggedOn);
    }

    /** @param fields behind the MsgType(35) */
    void say(String msgType, Consumer<FixBody> fields) {
        try {
            engine.loop().submit(() -> {
                FixBody body = new FixBody().begin(msgType);
                fields.accept(body);
                return session.send(body, 0);
            }).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What came of that type, in its order. */
    List<String> heard(String msgType) {
        return heard.stream().filter(text -> text.contains("|35=" + msgType + "|")).toList();
    }

    /** Waits until that many of that type came. */
    List<String> heard(String msgType, int count) {
        HubUnderTest.await(count + " of " + msgType + " in " + heard, () -> heard(msgType).size() >= count);
        return heard(msgType);
    }

    /** The values of a tag, in the order in which they stand in the message. */
    static List<String> values(String message, int tag) {
        return Stream.of(message.split("\\|")).filter(field -> field.startsWith(tag + "=")).map(field -> field.substring(field.indexOf('=') + 1)).toList();
    }

    @Override
    public void onLogon(FixSession loggedOn) {
        // nothing to do
    }

    @Override
    public void onLogout(FixSession loggedOut, String reason) {
        // nothing to do
    }

    @Override
    public void onMessage(FixSession from, FixMessage message, int msgSeqNum, boolean isRepeated) {
        heard.add(message.toString().replace('\u0001', '|'));
    }

    @Override
    public void onReject(FixSession from, FixMessage reject, int msgSeqNum) {
        heard.add(reject.toString().replace('\u0001', '|'));
    }

    @Override
    public boolean mayResend(FixSession to, FixMessage stored) {
        return true;
    }

    @Override
    public void close() {
        engine.stop().join();
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        if (!failures.isEmpty()) {
            throw new AssertionError(failures.getFirst());
        }
    }
}
