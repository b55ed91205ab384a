package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.engine.SessionCase.Step;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import quickfix.SystemTime;
import quickfix.SystemTimeSource;

/** The test cases of the FIX session layer, for both sides of a connection, as scripts that need no knowledge of Java: {@code session-cases/README.txt} says how they are written. */
@ResourceLock("quickfix.SystemTime")
class SessionCasesTest {

    private static final Path CASES = Path.of("src/test/resources/session-cases");
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS");
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 30, 9, 30);
    private static final char SOH = '\u0001';

    @TempDir
    Path stores;

    private final Clock clock = new Clock();
    private final Deque<String> sent = new ArrayDeque<>();
    private final Deque<String> told = new ArrayDeque<>();
    private EmbeddedSession session;
    private FixSessionSettings settings;

    private static final class Clock implements SystemTimeSource {

        private LocalDateTime now = START;

        @Override
        public long getTime() {
            return now.toInstant(ZoneOffset.UTC).toEpochMilli();
        }

        @Override
        public LocalDateTime getNow() {
            return now;
        }
    }

    static Stream<SessionCase> cases() throws IOException {
        return SessionCase.all(CASES);
    }

    @AfterEach
    void restoreClock() {
        SessionClock.install();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theSessionDoesWhatItsScriptSays(SessionCase script) throws IOException {
        SessionClock.install(); // so that it doesn't come later and take our clock away
        SystemTime.setTimeSource(clock);
        settings = settings(script);
        session = open();
        try {
            for (Step step : script.steps()) {
                take(step, script);
            }
            assertEquals(List.of(), List.copyOf(sent), () -> script + " ends with messages that it does not expect");
            assertEquals(List.of(), session.failures, script::toString);
        } finally {
            session.close();
        }
    }

    private static FixSessionSettings settings(SessionCase script) {
        SessionKey key = new SessionKey("CASE");
        return script.role() == FixSessionSettings.Role.INITIATOR ? FixSessionSettings.initiator(key, script.version(), "BROKER", "CLIENT")
                : FixSessionSettings.acceptor(key, script.version(), "BROKER", "CLIENT");
    }

    private EmbeddedSession open() throws IOException {
        return new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 16), settings);
    }

    private void take(Step step, SessionCase script) throws IOException {
        boolean isQuestion = switch (step.what()) {
            case "us", "app", "on", "off", "closed", "next", "set" -> true;
            default -> false;
        };
        if (!isQuestion) {
            assertEquals(List.of(), List.copyOf(sent), () -> "sent and not expected before " + step);
        }
        switch (step.what()) {
            case "set" -> set(step);
            case "connect" -> session.connect();
            case "cut" -> session.channel.close();
            case "restart" -> {
                session.close();
                session = open();
            }
            case "time" -> pass(Duration.parse("PT" + step.rest().substring(1)));
            case "logout" -> session.session.logout(step.rest());
            case "send" -> send(step.rest());
            case "peer" -> peer(step.rest(), script.version());
            case "us" -> us(step);
            case "app" -> assertEquals(step.rest(), told.poll(), () -> "told to the application, " + step);
            case "on" -> assertTrue(session.session.isLoggedOn(), () -> "not logged on, " + step);
            case "off" -> assertFalse(session.session.isLoggedOn(), () -> "logged on, " + step);
            case "closed" -> assertFalse(session.channel.isOpen(), () -> "the connection is open, " + step);
            case "next" -> assertEquals(step.rest(),
                    "in " + session.session.numbers().nextTargetMsgSeqNum() + " out " + session.session.numbers().nextSenderMsgSeqNum(),
                    step::toString);
            default -> throw new AssertionError("what is this? " + step);
        }
        sent.addAll(session.sent());
        told.addAll(session.application.told);
        session.application.told.clear();
    }

    private void set(Step step) throws IOException {
        FixSessionSettings.Builder changed = settings.toBuilder();
        String[] keyAndValue = step.rest().split("\\s+");
        settings = switch (keyAndValue[0]) {
            case "heartbeat" -> changed.heartbeat(Duration.parse("PT" + keyAndValue[1])).build();
            case "reset-on-logon" -> changed.resets(new FixSessionSettings.Resets(true, false, false)).build();
            case "reset-on-disconnect" -> changed.resets(new FixSessionSettings.Resets(false, false, true)).build();
            case "sending-time", "last-processed", "check-sum", "garbled", "reject-text" -> changed
                    .conventions(conventions(settings.conventions(), keyAndValue[0], keyAndValue[1].toUpperCase(Locale.ROOT))).build();
            default -> throw new AssertionError("no such setting: " + step);
        };
        session.close();
        session = open();
    }

    private static Conventions conventions(Conventions from, String key, String value) {
        return new Conventions(key.equals("sending-time") ? Conventions.Precision.valueOf(value) : from.sendingTime(),
                key.equals("last-processed") ? value.equals("YES") : from.saysLastProcessed(),
                key.equals("check-sum") ? value.equals("YES") : from.checksCheckSum(),
                key.equals("garbled") ? Conventions.Garbled.valueOf(value) : from.garbled(),
                key.equals("reject-text") ? Conventions.Rejects.valueOf(value) : from.rejects());
    }

    /** Second by second, so that timers see each of them. */
    private void pass(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            clock.now = clock.now.plusSeconds(1);
            session.session.turn();
            sent.addAll(session.sent());
        }
    }

    private void send(String message) throws IOException {
        Map<String, String> fields = fields(message);
        FixBody body = new FixBody().begin(fields.remove("35"));
        fields.forEach((tag, value) -> body.put(Integer.parseInt(tag), value));
        session.session.send(body, 1);
    }

    // What the counterparty sends

    private void peer(String message, FixVersion version) {
        Map<String, String> given = fields(message);
        if (given.get("35").equals("A") && version.isFixt()) {
            given.putIfAbsent("1137", version.applVerId());
        }
        boolean hasNumber = given.containsKey("34");
        int number = hasNumber ? given.get("34").isEmpty() ? 0 : Integer.parseInt(given.get("34")) : session.nextSeqNum;
        if (!"Y".equals(given.get("43"))) {
            session.nextSeqNum = number + 1;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("35", given.get("35"));
        fields.put("34", Integer.toString(number));
        fields.put("49", "CLIENT");
        fields.put("52", TIMESTAMP.format(clock.now));
        fields.put("56", "BROKER");
        for (String header : List.of("43", "97", "122")) {
            if (given.containsKey(header)) {
                fields.put(header, "");
            }
        }
        given.forEach((tag, value) -> fields.put(tag, value.matches("[+-]\\d+s") ? shifted(value) : value));
        session.receiveRaw(written(fields, version.beginString()));
    }

    private String shifted(String seconds) {
        return TIMESTAMP.format(clock.now.plusSeconds(Long.parseLong(seconds.substring(seconds.charAt(0) == '+' ? 1 : 0, seconds.length() - 1))));
    }

    /** Fields without a value are left out; BeginString, BodyLength and CheckSum are made, unless they are given. */
    private static String written(Map<String, String> fields, String beginString) {
        String begin = fields.getOrDefault("8", beginString);
        String length = fields.get("9");
        String checkSum = fields.get("10");
        List.of("8", "9", "10").forEach(fields::remove);
        StringBuilder body = new StringBuilder();
        fields.forEach((tag, value) -> {
            if (!value.isEmpty()) {
                body.append(tag).append('=').append(value).append('|');
            }
        });
        String message = EmbeddedSession.framed(begin, body.toString());
        if (length != null) {
            message = message.replaceFirst(SOH + "9=\\d+", SOH + "9=" + length);
        }
        return checkSum == null ? message : message.replaceFirst("10=\\d+" + SOH + "$", "10=" + checkSum + SOH);
    }

    // What we are expected to send

    private void us(Step step) {
        if (step.rest().equals("nothing")) {
            assertEquals(List.of(), List.copyOf(sent), step::toString);
            return;
        }
        String message = sent.poll();
        assertTrue(message != null, () -> "nothing was sent, " + step);
        fields(step.rest()).forEach((tag, expected) -> {
            String actual = field(message, Integer.parseInt(tag));
            boolean isAsExpected = expected.endsWith("*") ? actual.startsWith(expected.substring(0, expected.length() - 1)) : actual.equals(expected);
            assertTrue(isAsExpected, () -> tag + "=" + expected + " was expected of " + message + ", " + step);
        });
    }

    /** MsgType, then fields. A blank ends a value only where a tag follows. */
    private static Map<String, String> fields(String message) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : ("35=" + message).split("\\s+(?=-?\\d+=)")) {
            int equals = field.indexOf('=');
            fields.put(field.substring(0, equals), field.substring(equals + 1).strip());
        }
        return fields;
    }
}
