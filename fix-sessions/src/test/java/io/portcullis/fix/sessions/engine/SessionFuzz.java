package io.portcullis.fix.sessions.engine;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * A whole session that is logged on is sent anything. Each line of an input is a message: with {@code |} for the delimiter, {@code %} for the number that is expected and
 * {@code @} for the time, framed with the right length and checksum; or, where it begins with {@code !}, bytes as they are.
 *
 * <p>Nothing may throw, nothing is kept without bound, the session beside it notices nothing, and an application message is handed over only if exactly these bytes came,
 * between these parties, once, and with the number that was expected.
 */
public final class SessionFuzz {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final int MAX_MESSAGE = 4096;
    private static final int HIGH = 1_500_000_000;

    private static SessionFuzz shared;

    private final Path stores;
    /** On this connection and not handed over yet, with how often. */
    private final Map<String, Integer> sent = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private EmbeddedSession fuzzed;
    private FixSession beside;
    private EmbeddedChannel besideChannel;
    private int expected;
    private int runs;

    SessionFuzz(Path stores) throws IOException {
        this.stores = stores;
        open();
    }

    /** For Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (shared == null) {
            ((Logger) LoggerFactory.getLogger("io.portcullis.fix")).setLevel(Level.OFF); // each refusal is a line
            shared = new SessionFuzz(Files.createTempDirectory("session-fuzz"));
        }
        shared.run(input);
    }

    private void open() throws IOException {
        FixEngineSettings settings = FixEngineSettings.in(stores).withSegmentBytes(1 << 16).withMaxMessageBytes(MAX_MESSAGE).withWaitingBytes(1 << 14, 1 << 16);
        FixSessionSettings first = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder()
                .resends(new ResendLimits(0, Duration.ZERO, 0)).build();
        fuzzed = new EmbeddedSession(settings, first, new RecordingApplication() {
            @Override
            public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
                check(session, message, msgSeqNum);
            }
        });
        beside = fuzzed.engine.open(FixSessionSettings.acceptor(new SessionKey("CLIENT2"), FixVersion.FIX44, "BROKER", "OTHER"), fuzzed.application);
        besideChannel = new EmbeddedChannel(new FixConnection(fuzzed.engine, null));
        besideChannel
                .writeInbound(Unpooled.copiedBuffer(frame("35=A|34=1|49=OTHER|52=@|56=BROKER|98=0|108=3600|"), StandardCharsets.ISO_8859_1));
        logon();
        drain(besideChannel);
    }

    private void logon() {
        fuzzed.connect();
        fuzzed.receiveRaw(frame("35=A|34=%|49=CLIENT|52=@|56=BROKER|98=0|108=3600|"));
    }

    private void check(FixSession session, FixMessage message, int msgSeqNum) {
        if (session == beside) {
            wrong.add("the session beside it got " + message);
        }
        if (sent.merge(message.raw(), -1, Integer::sum) < 0) {
            wrong.add("handed over, but not sent so, or a second time: " + message);
        }
        if (msgSeqNum != session.numbers().nextTargetMsgSeqNum() || !message.is(49, "CLIENT") || !message.is(56, "BROKER") || !message.is(8, "FIX.4.4")) {
            wrong.add("expected was " + session.numbers().nextTargetMsgSeqNum() + ", handed over " + message);
        }
    }

    /** @throws IllegalStateException saying what is wrong */
    void run(byte[] input) throws IOException {
        runs++;
        for (String line : new String(input, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            receive(line);
        }
        fuzzed.sent();
        verify(input);
        if (fuzzed.session.numbers().nextTargetMsgSeqNum() > HIGH || fuzzed.session.numbers().nextSenderMsgSeqNum() > 100_000) {
            close();
            sent.clear();
            open();
        } else if (!fuzzed.session.isLoggedOn() || !fuzzed.channel.isOpen() || runs % 100 == 0) {
            again();
        }
    }

    private void again() {
        fuzzed.channel.close();
        fuzzed.runTasks();
        sent.clear();
        logon();
        if (!fuzzed.session.isLoggedOn()) {
            throw new IllegalStateException("the session can't log on again: " + fuzzed.sent() + " " + fuzzed.session.facts().disconnectReason());
        }
        fuzzed.sent();
    }

    private void receive(String line) {
        if (!fuzzed.channel.isOpen()) {
            sent.clear();
            fuzzed.connect();
        }
        String bytes = line.startsWith("!") ? line.substring(1).replace('|', '\u0001') : frame(line);
        sent.merge(bytes, 1, Integer::sum);
        fuzzed.receiveRaw(bytes);
    }

    private String frame(String line) {
        expected = fuzzed.session.numbers().nextTargetMsgSeqNum();
        String now = TIMESTAMP.format(LocalDateTime.now(ZoneOffset.UTC));
        return EmbeddedSession.framed("FIX.4.4", line.replace("%", Integer.toString(expected)).replace("@", now));
    }

    private void verify(byte[] input) {
        if (!fuzzed.failures.isEmpty()) {
            throw new IllegalStateException("the engine has stopped after " + shown(input), fuzzed.failures.getFirst());
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong + " after " + shown(input));
        }
        boolean isUntouched = beside.isLoggedOn() && besideChannel.isOpen() && beside.numbers().nextTargetMsgSeqNum() == 2
                && beside.numbers().nextSenderMsgSeqNum() == 2
                && drain(besideChannel) == 0;
        if (!isUntouched) {
            throw new IllegalStateException("the session beside it was touched by " + shown(input));
        }
    }

    private static String shown(byte[] input) {
        return new String(input, StandardCharsets.ISO_8859_1);
    }

    private static int drain(EmbeddedChannel channel) {
        int bytes = 0;
        for (ByteBuf buffer = channel.readOutbound(); buffer != null; buffer = channel.readOutbound()) {
            bytes += buffer.readableBytes();
            buffer.release();
        }
        return bytes;
    }

    void close() throws IOException {
        besideChannel.close();
        fuzzed.close();
    }
}
