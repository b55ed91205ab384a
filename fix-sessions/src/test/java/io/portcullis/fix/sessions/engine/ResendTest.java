package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a counterparty gets that asks for messages again. Number 1 is our Logon, report n has the number n + 1. */
@ResourceLock("quickfix.SystemTime")
class ResendTest {

    private static final FixSessionSettings SETTINGS = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT");
    private static final int BATCH = 7;
    private static final String ORDER = "11=A1|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|";

    @TempDir
    Path stores;

    @AfterEach
    void realTime() {
        SessionClock.install();
    }

    @Test
    void aLongResendIsAnsweredInBatchesAtTheAgreedSpeedAndCountsAsOneMessage() throws IOException {
        try (EmbeddedSession client = withReports(50, new ResendLimits(0, Duration.ZERO, 700))) {
            client.receive("2", "7=2|16=0|");
            assertEquals(numbers(2, 8), client.sent().stream().map(ResendTest::what).toList());
            client.pass(Duration.ofMillis(9));
            assertEquals(List.of(), client.sent());
            assertTrue(client.session.facts().isResending());
            client.pass(Duration.ofMillis(1));
            assertEquals(numbers(9, 15), client.sent().stream().map(ResendTest::what).toList());

            assertEquals(numbers(16, 51), rest(client));
            assertFalse(client.session.facts().isResending());
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
            client.receive("D", ORDER);
            assertEquals("D 3 A1", client.application.told.getLast());
        }
    }

    @Test
    void oneGapStandsForAllThatIsNotSentAgainHoweverManyBatchesItTakes() throws IOException {
        try (EmbeddedSession client = withReports(50, ResendLimits.DEFAULT)) {
            client.application.mayResend = stored -> stored.is(17, "E1") || stored.is(17, "E40");
            client.receive("2", "7=1|16=0|");

            assertEquals(List.of("gap 1 to 2", "8 2", "gap 3 to 41", "8 41", "gap 42 to 52"), rest(client));
        }
    }

    @Test
    void whatIsAskedForAgainWhileItIsOnItsWayGoesOutOnce() throws IOException {
        try (EmbeddedSession client = withReports(50, ResendLimits.DEFAULT)) {
            List<String> got = new ArrayList<>();
            for (int second = 0; second < 5; second++) {
                client.receive("2", "7=2|16=0|");
                got.addAll(client.sent().stream().map(ResendTest::what).toList());
            }
            client.receive("2", "7=5|16=30|");
            got.addAll(rest(client));

            assertEquals(numbers(2, 51), got);
            assertEquals(8, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void otherNumbersThatAreAskedForMeanwhileAreSentToo() throws IOException {
        try (EmbeddedSession client = withReports(60, ResendLimits.DEFAULT)) {
            client.receive("2", "7=20|16=30|");
            client.receive("2", "7=40|16=42|");
            client.receive("2", "7=28|16=32|");
            client.receive("2", "7=5|16=6|");

            List<String> all = new ArrayList<>(numbers(20, 26));
            all.addAll(numbers(5, 6));
            all.addAll(numbers(27, 42)); // from there to there, and what lies between the two: under PossDupFlag it does no harm
            assertEquals(all, rest(client));
        }
    }

    @Test
    void whatIsSentMeanwhileIsNotHeldUp() throws IOException {
        try (EmbeddedSession client = withReports(20, ResendLimits.DEFAULT)) {
            client.receive("2", "7=2|16=0|");
            client.session.send(report(21), 21);

            List<String> all = new ArrayList<>(numbers(2, 8));
            all.add("8 22");
            all.addAll(numbers(9, 21));
            assertEquals(all, rest(client));
        }
    }

    @Test
    void aCounterpartyThatDoesNotGetOnIsAnsweredMoreSlowlyEachTime() throws IOException {
        try (EmbeddedSession client = withReports(5, ResendLimits.DEFAULT)) {
            for (int i = 0; i < 3; i++) {
                client.receive("2", "7=2|16=0|");
                assertEquals(numbers(2, 6), client.sent().stream().map(ResendTest::what).toList());
            }
            for (int seconds : new int[]{1, 2, 4, 8, 16, 32, 32}) {
                client.receive("2", "7=2|16=0|");
                client.pass(Duration.ofMillis(seconds * 1000 - 500));
                assertEquals(List.of(), client.sent());
                client.pass(Duration.ofMillis(1000));
                assertEquals(numbers(2, 6), rest(client));
            }
            client.receive("2", "7=4|16=0|");
            assertEquals(numbers(4, 6), client.sent().stream().map(ResendTest::what).toList());
        }
    }

    @Test
    void aLostConnectionEndsAResendAndTheNextOneBeginsWhereItIsAsked() throws IOException {
        try (EmbeddedSession client = withReports(50, ResendLimits.DEFAULT)) {
            client.receive("2", "7=2|16=0|");
            client.sent();
            client.channel.close();
            client.pass(Duration.ofSeconds(1));
            assertFalse(client.session.facts().isResending());

            client.connect();
            client.logon();
            assertEquals(List.of(), rest(client));
            client.receive("2", "7=40|16=0|");
            List<String> all = new ArrayList<>(numbers(40, 51));
            all.add("gap 52 to 53");
            assertEquals(all, rest(client));
        }
    }

    @Test
    void ofMoreMessagesThanTheLimitTheNewestAreSentAndAGapStandsForTheOthers() throws IOException {
        try (EmbeddedSession client = withReports(50, new ResendLimits(10, Duration.ZERO, 0))) {
            client.receive("2", "7=2|16=0|");
            List<String> all = new ArrayList<>(List.of("gap 2 to 42"));
            all.addAll(numbers(42, 51));
            assertEquals(all, rest(client));

            client.receive("2", "7=42|16=51|");
            assertEquals(numbers(42, 51), rest(client));
        }
    }

    @Test
    void whatIsOlderThanTheLimitIsAGap() throws IOException {
        long start = System.currentTimeMillis();
        try (EmbeddedSession client = withReports(10, new ResendLimits(0, Duration.ofMinutes(5), 0))) {
            SetClock.read(() -> start + 299_000);
            client.session.send(report(11), 11);
            client.sent();
            SetClock.read(() -> start + 310_000);
            client.receiveRaw(at(start + 310_000, 2, "7=2|16=0|"));

            assertEquals(List.of("gap 2 to 12", "8 12"), rest(client));
        }
    }

    private static String text(long millis) {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").format(LocalDateTime.ofEpochSecond(millis / 1000, 0, ZoneOffset.UTC));
    }

    private static String at(long millis, int number, String body) {
        return EmbeddedSession.framed("FIX.4.4", "35=2|34=" + number + "|49=CLIENT|52=" + text(millis) + "|56=BROKER|" + body);
    }

    @ParameterizedTest
    @CsvSource({"FIX42, 0", "FIX42, 999999", "FIX44, 0", "FIX44, 5", "FIX44, 999999", "FIX44, 2147483647", "FIX50SP2, 0"})
    void theEndMayBeInfinityOrBeyondWhatWasSent(FixVersion version, int end) throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, version).logon()) {
            for (int i = 1; i <= 3; i++) {
                client.session.send(report(i), i);
            }
            client.sent();
            client.receive("2", "7=3|16=" + end + "|");
            assertEquals(numbers(3, 4), client.sent().stream().map(ResendTest::what).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"7=0|16=0|, 'BeginSeqNo(7)=0 was never sent, allowed is 1 to 4'", "7=5|16=0|, 'BeginSeqNo(7)=5 was never sent, allowed is 1 to 4'",
        "7=3|16=2|, EndSeqNo(16)=2 is lower than BeginSeqNo(7)=3"})
    void whatNeverWasIsRejectedAndTheSessionGoesOn(String range, String text) throws IOException {
        try (EmbeddedSession client = withReports(3, ResendLimits.DEFAULT)) {
            client.receive("2", range);
            String reject = client.sent().getFirst();
            assertEquals("3 2 5 " + text, String.join(" ", field(reject, 35), field(reject, 45), field(reject, 373), field(reject, 58)));
            client.receive("D", ORDER);
            assertEquals("D 3 A1", client.application.told.getLast());
        }
    }

    @Test
    void aRequestThatComesTooEarlyIsAnsweredAtOnceAndCountedInItsTurn() throws IOException {
        try (EmbeddedSession client = withReports(3, ResendLimits.DEFAULT)) {
            client.receive("2", 3, "", "7=2|16=0|");
            List<String> got = rest(client);
            assertTrue(got.containsAll(numbers(2, 4)), got::toString);
            client.receive("0", 2, "43=Y|122=20260131-09:30:00.000|", "");
            assertEquals(4, client.session.numbers().nextTargetMsgSeqNum());
            assertEquals(List.of(), rest(client));
        }
    }

    @Test
    void aGapStandsForWhatCannotBeReadAnyMore() throws IOException {
        FixEngineSettings small = FixEngineSettings.in(stores).withMaxMessageBytes(512).withSegmentBytes(4096).withResendBatch(BATCH);
        try (EmbeddedSession client = new EmbeddedSession(small, SETTINGS).freezeTime().logon()) {
            for (int i = 1; i <= 100; i++) {
                client.session.send(report(i), i);
            }
            client.sent();
            Path second = segments().get(1);
            Files.delete(second);
            client.receive("2", "7=2|16=0|");
            List<String> got = rest(client);

            assertEquals("8 2", got.getFirst());
            assertEquals("8 101", got.getLast());
            List<String> gaps = got.stream().filter(message -> message.startsWith("gap")).toList();
            assertEquals(1, gaps.size());
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
            client.receive("D", ORDER);
            assertEquals("D 3 A1", client.application.told.getLast());
        }
    }

    @Test
    void numbersThatBeginAnewEndAResendOfTheOldOnes() throws IOException {
        try (EmbeddedSession client = withReports(50, new ResendLimits(0, Duration.ZERO, 700))) {
            client.receive("2", "7=2|16=0|");
            client.sent();
            client.receive("A", 1, "", "98=0|108=30|141=Y|");
            client.nextSeqNum = 2;
            client.pass(Duration.ofSeconds(1));
            List<String> sent = client.sent();

            assertEquals("A 1", what(sent.getFirst()));
            assertEquals(List.of(), sent.stream().filter(message -> field(message, 35).equals("4") || field(message, 43).equals("Y")).toList());
            assertFalse(client.session.facts().isResending());
        }
    }

    @Test
    void whatWasToldBeforeTheStoreWasCutIsToldAgainAsPossResendAndNumbersGoOn() throws IOException {
        withReports(20, ResendLimits.DEFAULT).close();
        Path segment = segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(whole, indexOf(whole, "17=E15\u0001")));
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), SETTINGS)) {
            assertEquals(14, client.session.numbers().lastMark());
            client.nextSeqNum = 2;
            client.logon();
            for (int i = 15; i <= 21; i++) {
                client.session.send(report(i), i);
            }
            assertEquals(List.of("23 E15 Y", "24 E16 Y", "25 E17 Y", "26 E18 Y", "27 E19 Y", "28 E20 Y", "29 E21 "),
                    client.sent().stream().map(m -> field(m, 34) + " " + field(m, 17) + " " + field(m, 97)).toList());
            client.receive("2", "7=14|16=23|");
            assertEquals(List.of("8 14", "8 15", "gap 16 to 23", "8 23"), client.sent().stream().map(ResendTest::what).toList());
        }
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(stores.resolve("CLIENT1"))) {
            return files.filter(file -> file.toString().endsWith(".messages")).sorted().toList();
        }
    }

    private EmbeddedSession withReports(int count, ResendLimits limits) throws IOException {
        EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20).withResendBatch(BATCH),
                SETTINGS.toBuilder().resends(limits).build()).freezeTime().logon();
        for (int i = 1; i <= count; i++) {
            client.session.send(report(i), i);
        }
        client.sent();
        return client;
    }

    /** All that is sent until nothing is left to be sent again. */
    private static List<String> rest(EmbeddedSession client) {
        List<String> all = new ArrayList<>(client.sent());
        for (int i = 0; i < 1000 && client.session.facts().isResending(); i++) {
            client.pass(Duration.ofMillis(10));
            all.addAll(client.sent());
        }
        return all.stream().filter(message -> !field(message, 35).equals("2")).map(ResendTest::what).toList();
    }

    private static String what(String message) {
        assertTrue(field(message, 43).equals("Y") && !field(message, 122).isEmpty() || field(message, 43).isEmpty(), message);
        return field(message, 35).equals("4") ? "gap " + field(message, 34) + " to " + field(message, 36) : field(message, 35) + " " + field(message, 34);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(n -> "8 " + n).toList();
    }

    static FixBody report(int n) {
        return new FixBody().begin("8").put(37, "O1").put(17, "E" + n).putChar(150, '0').putChar(39, '0').put(11, "A1").put(55, "ACME").putChar(54, '1')
                .putDecimal(38, 100_00000000L).putDecimal(151, 100_00000000L).putDecimal(14, 0).putDecimal(6, 0);
    }
}
