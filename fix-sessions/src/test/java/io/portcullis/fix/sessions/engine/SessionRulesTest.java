package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.StockDictionary;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The session seen from the wire: what comes in, what goes out, which numbers are kept. */
class SessionRulesTest {

    private static final String ORDER = "11=A1|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|";

    @TempDir
    Path stores;

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void aLogonIsAnsweredWithTheCounterpartysHeartbeat(FixVersion version) throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, version)) {
            client.receive("A", "98=0|108=17|" + (version.isFixt() ? "1137=" + version.applVerId() + "|" : ""));
            List<String> sent = client.sent();

            assertEquals("A", field(sent.getFirst(), 35));
            assertEquals("17", field(sent.getFirst(), 108));
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void aTestRequestIsAnsweredWithItsId() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("1", "112=ARE YOU THERE|");

            assertEquals("ARE YOU THERE", field(client.sent().getFirst(), 112));
        }
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void whatAVenueReportsIsHandedOnHoweverItIsWritten(FixVersion version) throws IOException {
        try (EmbeddedSession venue = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), FixSessionSettings
                .acceptor(new SessionKey("CLIENT1"), version, "BROKER", "CLIENT").toBuilder().validation(FixSessionSettings.Validation.OF_VENUES).build())
                .logon()) {
            venue.receive("8", "11=C1|32=100|31=10.25|");
            venue.receive("8", "11=C2|37=V1|17=E1|150=1|39=?|55=ACME|54=1|114=Y|58=|32=40|32=50|9001=a|9001=b|");
            venue.receive("8", "11=C3|453=2|448=A|38=many|");
            venue.receive("9", "11=C4|");
            venue.receive("j", "58=without a reason|114=Y|");
            venue.receive("8", "11=C5|abc=x|354=99|355=short|32=100|");

            assertEquals(List.of("logon CLIENT1", "8 2 C1", "8 3 C2", "8 4 C3", "9 5 C4", "j 6 null", "8 7 C5"), venue.application.told);
            assertEquals(List.of(), venue.sent());
        }
    }

    @Test
    void whatAClientSendsAgainstTheDictionaryIsRejected() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("D", ORDER.replace("55=ACME|", ""));

            String reject = client.sent().getFirst();
            assertEquals("3", field(reject, 35));
            assertEquals("55", field(reject, 371));
            assertEquals(List.of("logon CLIENT1"), client.application.told);
        }
    }

    @ParameterizedTest
    @EnumSource(FixVersion.class)
    void everyRejectIsValidItself(FixVersion version) throws IOException {
        String order = version == FixVersion.FIX42 || version == FixVersion.FIX43 ? ORDER : ORDER.replace("21=1|", "");
        String[] wrong = {order.replace("11=A1|", ""), order + "38=5|", order + "49=X|", order.replace("38=100", "38=many"), order.replace("54=1", "54=?"),
            order + "58=|", order + "9=3|", order + "4711=1|", order + "150=0|", order + "386=2|336=A|", order + "386=1|625=B|336=A|", order + "386=none|"};
        try (EmbeddedSession client = new EmbeddedSession(stores, version).logon()) {
            for (String body : wrong) {
                client.receive("D", body);
            }
            client.receive("ZZ", "58=what is this|");
            client.receive("8", "58=not for us|");
            client.receive("4", "36=1|");
            client.receive("2", "7=x|16=0|");
            List<String> sent = client.sent();

            assertTrue(sent.size() > 10, sent::toString);
            for (String message : sent) {
                assertEquals("ok", StockDictionary.verdict(version, message.replace('|', '\u0001')), message);
            }
        }
    }

    @Test
    void aGapIsAskedForAndMessagesAreHandedOverInOrderOnce() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("D", 3, "", ORDER.replace("A1", "A3"));
            client.receive("D", 4, "", ORDER.replace("A1", "A4"));
            List<String> sent = client.sent();
            assertEquals("2", field(sent.getFirst(), 35));
            assertEquals("2", field(sent.getFirst(), 7));
            assertEquals(1, sent.size());

            String repeated = "43=Y|122=20260131-09:30:00.000|";
            client.receive("D", 2, repeated, ORDER.replace("A1", "A2"));
            client.receive("D", 3, repeated, ORDER.replace("A1", "A3"));

            assertEquals(List.of("logon CLIENT1", "D 2 A2 repeated", "D 3 A3", "D 4 A4"), client.application.told);
            assertEquals(5, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void whatWasSentIsSentAgainUnchangedButForTheHeader() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.session.send(report(1), 11);
            String first = client.sent().getFirst();

            client.receive("2", "7=1|16=0|");
            List<String> sent = client.sent();

            assertEquals("4", field(sent.get(0), 35));
            assertEquals("2", field(sent.get(0), 36));
            String again = sent.get(1);
            assertEquals("Y", field(again, 43));
            assertEquals(field(first, 52), field(again, 122));
            assertEquals(bodyOf(first), bodyOf(again));
            assertEquals("2", field(again, 34));
        }
    }

    @Test
    void aMessageThatMayNotBeResentIsAGap() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            for (int i = 1; i <= 3; i++) {
                client.session.send(report(i), i);
            }
            client.sent();
            client.application.mayResend = stored -> !stored.is(17, "E2");

            client.receive("2", "7=2|16=4|");

            assertEquals(List.of("8 2 E1", "4 3 ", "8 4 E3"), client.sent().stream().map(m -> field(m, 35) + " " + field(m, 34) + " " + field(m, 17)).toList());
        }
    }

    @Test
    void marketDataThatIsAskedForAgainIsAGapAndKeepsItsNumbers() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.session.send(report(1), 1);
            client.session.send(snapshot(), 0);
            client.session.send(snapshot(), 0);
            client.session.send(report(4), 4);
            client.session.send(snapshot(), 0);
            assertEquals(List.of("8 2", "W 3", "W 4", "8 5", "W 6"), client.sent().stream().map(m -> field(m, 35) + " " + field(m, 34)).toList());

            client.receive("2", "7=2|16=0|");
            assertEquals(List.of("8 2 ", "4 3 5", "8 5 ", "4 6 7"),
                    client.sent().stream().map(m -> field(m, 35) + " " + field(m, 34) + " " + field(m, 36)).toList());

            client.receive("2", "7=3|16=4|");
            assertEquals(List.of("4 3 5"), client.sent().stream().map(m -> field(m, 35) + " " + field(m, 34) + " " + field(m, 36)).toList());
            assertEquals(7, client.session.numbers().nextSenderMsgSeqNum());
        }
        try (EmbeddedSession again = new EmbeddedSession(stores, FixVersion.FIX44)) {
            assertEquals(7, again.session.numbers().nextSenderMsgSeqNum());
        }
    }

    @Test
    void aSessionSaysWhenMessagesPassedWhetherAnyAreMissedAndWhyItWasDisconnected() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44)) {
            assertEquals(0, client.session.lastReceivedMillis());
            assertEquals(0, client.session.facts().lastSentMillis());
            long before = System.currentTimeMillis();
            client.logon();
            assertTrue(client.session.lastReceivedMillis() >= before);
            assertTrue(client.session.facts().lastSentMillis() >= before);

            client.receive("D", 3, "", ORDER);
            assertTrue(client.session.facts().isResending());
            client.receive("4", 2, "43=Y|122=20260131-09:30:00.000|", "123=Y|36=3|");
            assertFalse(client.session.facts().isResending());

            client.receive("5", 4, "", "58=end of my day|");
            assertTrue(client.session.facts().disconnectReason().contains("end of my day"), client.session.facts().disconnectReason());
        }
    }

    @Test
    void aSequenceResetWithGapFillSkipsNumbers() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("4", "123=Y|36=10|");
            client.nextSeqNum = 10;
            client.receive("D", ORDER);

            assertEquals("D 10 A1", client.application.told.getLast());
            assertEquals(1, client.application.gaps, "what stood there is lost");
        }
    }

    @Test
    void aNumberThatIsTooLowEndsTheSession() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("D", 1, "", ORDER);

            String logout = client.sent().getFirst();
            assertEquals("5", field(logout, 35));
            assertTrue(field(logout, 58).startsWith("MsgSeqNum too low"));
            assertFalse(client.session.isConnected());
            assertEquals(List.of("logon CLIENT1", "logout CLIENT1"), client.application.told);
        }
    }

    @Test
    void aWrongValueIsRejectedByTagReasonAndTextAndItsNumberIsConsumed() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("D", ORDER.replace("54=1", "54=Z"));
            String reject = client.sent().getFirst();

            assertEquals("3 2 54 D 5", String.join(" ", field(reject, 35), field(reject, 45), field(reject, 371), field(reject, 372), field(reject, 373)));
            assertTrue(field(reject, 58).startsWith("Value is incorrect (out of range) for this tag: Side(54)=Z is not allowed, allowed are 1 2 3"), reject);
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
            assertEquals(1, client.engine.counts().refusedMessages());
            client.receive("D", ORDER);
            assertEquals("D 3 A1", client.application.told.getLast());
        }
    }

    @Test
    void aResetLogonStartsANewGenerationAndKeepsTheMark() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.session.send(report(1), 42);
            long before = client.session.numbers().generation();
            client.receive("5", "");
            client.sent();
            client.connect();

            client.receive("A", 1, "", "98=0|108=30|141=Y|");
            assertEquals("Y", field(client.sent().getFirst(), 141));

            assertTrue(client.session.numbers().generation() > before);
            assertEquals(42, client.session.numbers().lastMark());
            assertEquals(2, client.session.numbers().nextSenderMsgSeqNum());
            client.session.numbers().expectAtLeast(before, 17);
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum());
            client.session.numbers().expectAtLeast(client.session.numbers().generation(), 17);
            assertEquals(18, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void aRejectOfOneOfOurMessagesIsHandedOverWithItsNumber() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("3", "45=9|371=55|372=D|373=5|58=unknown|");

            assertEquals("3 2 ref 9 tag 55 reason 5: unknown", client.application.told.getLast());
        }
    }

    @Test
    void sessionsWithTheSameCompIdsAreToldApartByTheirApplicationVersion() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX50SP2)) {
            FixSession older = client.engine.open(FixSessionSettings.acceptor(new SessionKey("CLIENT2"), FixVersion.FIX50, "BROKER", "CLIENT"),
                    client.application);

            client.receive("A", 1, "", "98=0|108=30|1137=7|");
            assertEquals("7", field(client.sent().getFirst(), 1137));
            assertTrue(older.isLoggedOn() && !client.session.isLoggedOn());

            client.connect();
            client.receive("A", 1, "", "98=0|108=30|1137=9|");
            assertEquals("9", field(client.sent().getFirst(), 1137));
            assertTrue(older.isLoggedOn() && client.session.isLoggedOn());
        }
    }

    @Test
    void aLogonIsRefusedForAnotherApplicationVersion() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX50SP2)) {
            client.receive("A", "98=0|108=30|1137=7|");

            assertTrue(field(client.sent().getFirst(), 58).startsWith("DefaultApplVerID(1137)=7 is not what was agreed"));
            assertFalse(client.session.isLoggedOn());
        }
    }

    @Test
    void unknownCompIdsAndFirstMessagesThatAreNoLogonAreClosed() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44)) {
            client.receiveRaw(client.message("A", 1, "", "98=0|108=30|").replace("49=CLIENT", "49=CLEINT"));
            client.runTasks();
            assertFalse(client.channel.isOpen());

            client.connect();
            client.receive("D", ORDER);
            client.runTasks();
            assertFalse(client.channel.isOpen());
            assertEquals(2, client.engine.counts().refusedConnections());
            assertEquals(List.of(), client.application.told);
        }
    }

    @Test
    void aSecondConnectionForTheSameSessionIsRefused() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            var first = client.channel;
            client.connect();
            client.receive("A", 2, "", "98=0|108=30|");

            assertFalse(client.channel.isOpen());
            assertTrue(first.isOpen());
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void aConnectionThatSendsNoMessageIsClosed() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withMaxMessageBytes(1000),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT"))) {
            client.channel.freezeTime();
            client.channel.advanceTimeBy(11, java.util.concurrent.TimeUnit.SECONDS);
            client.channel.runScheduledPendingTasks();
            assertFalse(client.channel.isOpen());

            client.connect();
            client.receiveRaw("GET / HTTP/1.1\r\n".repeat(100));
            assertFalse(client.channel.isOpen());
        }
    }

    @Test
    void aLogonThatLeadsNowhereDoesNotKeepTheNextConnectionOut() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("5", "");
            client.sent();
            client.connect();
            client.channel.freezeTime();
            client.receive("A", 1, "43=Y|122=20260131-09:30:00.000|", "98=0|108=30|");
            assertTrue(client.session.isConnected());
            assertFalse(client.session.isLoggedOn());

            client.channel.advanceTimeBy(11, java.util.concurrent.TimeUnit.SECONDS);
            client.channel.runScheduledPendingTasks();
            assertFalse(client.session.isConnected());
            client.connect();
            client.receive("A", "98=0|108=30|");
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void garbledInputIsSkippedAndAskedForAgain() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            String whole = client.message("D", 2, "", ORDER);
            client.receiveRaw(whole.replace("55=ACME", "55=AXME"));
            client.receive("D", 3, "", ORDER.replace("A1", "A3"));

            assertEquals("2", field(client.sent().getFirst(), 35));
            assertTrue(client.engine.counts().garbled() >= 1);
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    private EmbeddedSession loggedOn() throws IOException {
        return new EmbeddedSession(stores, FixVersion.FIX44).logon();
    }

    private static FixBody snapshot() {
        return new FixBody().begin("W").put(55, "ACME").put(268, 1).putChar(269, '0').putDecimal(270, 10_25000000L).putDecimal(271, 100_00000000L);
    }

    private static FixBody report(int n) {
        return new FixBody().begin("8").put(37, "O1").put(17, "E" + n).putChar(150, '0').putChar(39, '0').put(11, "A1").put(55, "ACME").putChar(54, '1')
                .putDecimal(38, 100_00000000L).putDecimal(151, 100_00000000L).putDecimal(14, 0).putDecimal(6, 0);
    }

    private static String bodyOf(String message) {
        return message.substring(message.indexOf("|37=") + 1, message.indexOf("|10="));
    }
}
