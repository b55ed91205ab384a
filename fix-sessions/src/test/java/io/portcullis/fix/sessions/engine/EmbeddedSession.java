package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import quickfix.SystemTime;

/** A session whose counterparty is the test: bytes in, bytes out, no socket and no thread. */
final class EmbeddedSession implements AutoCloseable {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");

    final RecordingApplication application = new RecordingApplication();
    final List<Throwable> failures = new ArrayList<>();
    final FixVersion version;
    final FixEngine engine;
    final FixSession session;
    /** Only its event loop is used. */
    private final EmbeddedChannel loop = new EmbeddedChannel();
    EmbeddedChannel channel;
    int nextSeqNum = 1;
    private boolean isClosed;

    EmbeddedSession(Path stores, FixVersion version) throws IOException {
        this(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), FixSessionSettings.acceptor(new SessionKey("CLIENT1"), version, "BROKER", "CLIENT"));
    }

    EmbeddedSession(FixEngineSettings engineSettings, FixSessionSettings settings) throws IOException {
        this(engineSettings, settings, null);
    }

    EmbeddedSession(FixEngineSettings engineSettings, FixSessionSettings settings, FixApplication other) throws IOException {
        this(engineSettings, settings, other, MessageTap.NONE);
    }

    EmbeddedSession(FixEngineSettings engineSettings, FixSessionSettings settings, FixApplication other, MessageTap tap) throws IOException {
        version = settings.version();
        engine = new FixEngine(engineSettings, loop.eventLoop(), failures::add);
        engine.tap(tap);
        session = engine.open(settings, other == null ? application : other);
        if (settings.role() == FixSessionSettings.Role.ACCEPTOR) {
            connect();
        }
    }

    /** A new line to the counterparty: an acceptor waits for its Logon, an initiator sends its own. */
    EmbeddedChannel connect() {
        channel = new EmbeddedChannel(new FixConnection(engine, session.settings().role() == FixSessionSettings.Role.INITIATOR ? session : null));
        return channel;
    }

    /** Sends Logon and swallows the answer. */
    EmbeddedSession logon() {
        receive("A", "98=0|108=30|" + (version.isFixt() ? "1137=" + version.applVerId() + "|" : ""));
        sent();
        return this;
    }

    /** The counterparty sends a message with the next number. */
    void receive(String msgType, String body) {
        receive(msgType, nextSeqNum++, "", body);
    }

    void receive(String msgType, int seqNum, String header, String body) {
        receiveRaw(message(msgType, seqNum, header, body));
    }

    void receiveRaw(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        runTasks();
    }

    void runTasks() {
        loop.runPendingTasks();
        loop.runPendingTasks(); // what was due has left something to flush
        channel.runPendingTasks();
    }

    /** From now on, what is to be done later waits until {@link #pass}. */
    EmbeddedSession freezeTime() {
        loop.freezeTime();
        return this;
    }

    /** Time passes for what is to be done later. */
    void pass(Duration time) {
        loop.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        runTasks();
    }

    String message(String msgType, int seqNum, String header, String body) {
        return message(version.beginString(), msgType, seqNum, header, body);
    }

    static String message(String beginString, String msgType, int seqNum, String header, String body) {
        String now = TIMESTAMP.format(SystemTime.now());
        return framed(beginString, "35=" + msgType + "|34=" + seqNum + "|49=CLIENT|52=" + now + "|56=BROKER|" + header + body);
    }

    static String framed(String beginString, String content) {
        String wire = content.replace('|', '\u0001');
        String start = "8=" + beginString + "\u00019=" + wire.length() + "\u0001" + wire;
        int sum = 0;
        for (int i = 0; i < start.length(); i++) {
            sum += start.charAt(i);
        }
        return start + "10=" + String.format("%03d", sum & 0xFF) + "\u0001";
    }

    /** What was sent since this was last asked, message by message, with {@code |} for the delimiter. */
    List<String> sent() {
        if (channel == null) {
            return List.of();
        }
        runTasks();
        StringBuilder all = new StringBuilder();
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            all.append(buffer.toString(StandardCharsets.ISO_8859_1));
            buffer.release();
        }
        List<String> messages = new ArrayList<>();
        String text = all.toString().replace('\u0001', '|');
        for (int start = 0; start < text.length();) {
            int end = text.indexOf("|8=FIX", start);
            messages.add(end < 0 ? text.substring(start) : text.substring(start, end + 1));
            start = end < 0 ? text.length() : end + 1;
        }
        return messages;
    }

    /** The value of a tag in a message as {@link #sent} gives it; empty if it is absent. */
    static String field(String message, int tag) {
        int start = ("|" + message).indexOf("|" + tag + "=");
        return start < 0 ? "" : message.substring(start + Integer.toString(tag).length() + 1, message.indexOf('|', start));
    }

    /** As a kill: the store is closed as it is. */
    void kill() throws IOException {
        cut();
        session.close();
        isClosed = true;
    }

    private void cut() {
        engine.fail(new IllegalStateException("killed by the test"));
        if (channel != null) {
            channel.close();
        }
    }

    /** As a kill, and nothing is left behind that writes files. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        cut();
        engine.stop();
        loop.runPendingTasks();
        try {
            if (engine.background() instanceof ExecutorService background && !background.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the engine's background work does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
