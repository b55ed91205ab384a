package io.portcullis.fix.sessions.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.fix.sessions.traffic.Traffic;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a connection ends, the session says why in words: {@code session-endings.txt} is the table. */
@ResourceLock("quickfix.SystemTime")
class SessionEndingsTest {

    private static final Path TABLE = Path.of("src/test/resources/session-endings.txt");
    private static final String FRIDAY_MORNING = "2026-01-30T09:30:00";
    private static final String FRIDAY_EVENING = "2026-01-30T17:59:59";
    private static final int BACKLOG = 40_000;

    @TempDir
    Path stores;

    private SetClock clock;
    private EmbeddedSession peer;

    /** @param steps what happens */
    record Row(int line, String role, List<String> steps, String reason) {

        @Override
        public String toString() {
            return "line " + line + ", " + role + ": " + String.join("; ", steps);
        }
    }

    static Stream<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] columns = line.split("\\|", 3);
                rows.add(new Row(i + 1, columns[0].strip(), Stream.of(columns[1].split(";")).map(String::strip).toList(), columns[2].strip()));
            }
        }
        return rows.stream();
    }

    @BeforeEach
    void setTime() {
        clock = new SetClock(FRIDAY_MORNING);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        clock.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theReasonIsTheOneInTheTable(Row row) throws IOException {
        peer = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20).withWaitingBytes(16_384, 1 << 20), settings(row.role));

        for (String step : row.steps) {
            String[] words = step.split(" ", 2);
            take(words[0], words.length == 1 ? "" : words[1]);
            peer.sent();
        }

        assertEquals("cut: " + row.reason, (peer.session.isConnected() ? "connected: " : "cut: ") + peer.session.facts().disconnectReason());
    }

    private static FixSessionSettings settings(String role) {
        SessionKey key = new SessionKey("CLIENT1");
        FixSessionSettings settings = role.equals("initiator")
                ? FixSessionSettings.initiator(key, FixVersion.FIX44, "BROKER", "CLIENT")
                : FixSessionSettings.acceptor(key, FixVersion.FIX44, "BROKER", "CLIENT");
        return settings.toBuilder().traffic(new Traffic(null, 0, BACKLOG))
                .hours(SessionHours.of("Mon-Fri 08:00-18:00 UTC", "start", Holidays.NONE)).build();
    }

    private void take(String step, String rest) throws IOException {
        SessionControl control = peer.session.control();
        switch (step) {
            case "connect" -> peer.connect();
            case "logon" -> logon();
            case "peer" -> receive(rest);
            case "stop" -> control.stop(SessionIntent.STOPPED, rest, "see the e-mail");
            case "disable" -> control.stop(SessionIntent.DISABLED, rest, "see the e-mail");
            case "logout" -> control.logoutOnce(rest, "see the e-mail");
            case "time" -> pass(Integer.parseInt(rest.replace("s", "")));
            case "over" -> over();
            case "close" -> peer.channel.close();
            case "reset" -> fail(new IOException("recvAddress(..) failed: Connection reset by peer"));
            case "tls" -> fail(new DecoderException(new SSLException("Received fatal alert: certificate_expired")));
            case "stopping" -> peer.engine.stop();
            case "changed" -> peer.engine.changes().change(peer.session, peer.session.settings().toBuilder().build());
            case "removed" -> peer.engine.changes().bar(peer.session, "the session is not configured any more");
            case "held" -> peer.engine.holdReading(true);
            case "flood" -> flood();
            case "garbage" -> peer.channel.writeInbound(Unpooled.copiedBuffer("x".repeat(70_000), StandardCharsets.ISO_8859_1));
            default -> throw new AssertionError("what is " + step + "?");
        }
        peer.runTasks();
    }

    private void logon() {
        if (peer.channel == null) {
            peer.connect();
        }
        peer.logon();
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            clock.plusSeconds(1);
            peer.session.turn();
        }
    }

    /** The counterparty was heard of just before. */
    private void over() {
        clock.at(FRIDAY_EVENING);
        if (peer.session.isLoggedOn()) {
            receive("0");
        }
        clock.plusSeconds(2);
        peer.session.turn();
    }

    private void fail(Throwable cause) {
        peer.channel.pipeline().fireExceptionCaught(cause);
    }

    /** More than may wait, before the connection has taken any of it. */
    private void flood() throws IOException {
        while (peer.session.send(EngineUnderTest.newOrder(FixVersion.FIX44, "A"), 0)) {
            // until the connection is given up
        }
    }

    private void receive(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : ("35=" + message).split("\\s+(?=\\d+=)")) {
            fields.put(field.substring(0, field.indexOf('=')), field.substring(field.indexOf('=') + 1));
        }
        String number = fields.getOrDefault("34", Integer.toString(peer.nextSeqNum++));
        String begin = fields.getOrDefault("8", "FIX.4.4");
        StringBuilder text = new StringBuilder(
                "35=" + fields.get("35") + (number.isEmpty() ? "" : "|34=" + number) + "|49=" + fields.getOrDefault("49", "CLIENT")
                        + "|52=" + fields.getOrDefault("52", clock.text()) + "|56=BROKER|");
        fields.forEach((tag, value) -> text.append(List.of("35", "34", "49", "52", "8").contains(tag) ? "" : tag + "=" + value + "|"));
        peer.receiveRaw(EmbeddedSession.framed(begin, text.toString()));
    }
}
