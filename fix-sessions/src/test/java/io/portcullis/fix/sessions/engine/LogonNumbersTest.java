package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.embedded.EmbeddedChannel;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.Numbering.MidSession;
import io.portcullis.fix.sessions.schedule.Numbering.Recovery;
import io.portcullis.fix.sessions.schedule.Numbering.ResetRequests;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ResetSeqNumFlag(141) and NextExpectedMsgSeqNum(789). */
class LogonNumbersTest {

    private static final String LOGON = "98=0|108=30|";
    private static final String ORDER = "11=A1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=1|";
    private static final SessionKey KEY = new SessionKey("CLIENT1");

    @TempDir
    Path stores;

    private EmbeddedSession session(FixSessionSettings settings, Numbering numbering) throws IOException {
        return new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), settings.toBuilder().numbering(numbering).build());
    }

    private EmbeddedSession client(ResetRequests requests, boolean saysNextExpected) throws IOException {
        return session(FixSessionSettings.acceptor(KEY, FixVersion.FIX44, "BROKER", "CLIENT"),
                new Numbering(requests, MidSession.LOGOUT, saysNextExpected, Recovery.NONE));
    }

    /** We have opened the connection, and our Logon has been sent. */
    private EmbeddedSession venue(boolean saysNextExpected) throws IOException {
        EmbeddedSession venue = session(FixSessionSettings.initiator(KEY, FixVersion.FIX44, "BROKER", "CLIENT"),
                new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, saysNextExpected, Recovery.NONE));
        venue.channel = new EmbeddedChannel(new FixConnection(venue.engine, venue.session));
        return venue;
    }

    private static List<String> shown(List<String> messages) {
        return messages.stream().map(m -> (field(m, 35) + " " + field(m, 34) + " " + field(m, 11)).strip()).toList();
    }

    private static void send(EmbeddedSession session, String id) throws IOException {
        session.session.send(EngineUnderTest.newOrder(FixVersion.FIX44, id), 0);
    }

    @Test
    void aResetThatIsNotAgreedIsRefusedAndChangesNoNumber() throws IOException {
        try (EmbeddedSession client = client(ResetRequests.REFUSED, false)) {
            client.receive("A", LOGON);
            client.receive("5", "");
            client.sent();
            client.connect();
            client.receive("A", 1, "", LOGON + "141=Y|");
            String answer = client.sent().getFirst();
            assertEquals("5", field(answer, 35));
            assertEquals("ResetSeqNumFlag(141)=Y is not agreed for this session, MsgSeqNum(34) goes on with 3", field(answer, 58));
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
            assertFalse(client.session.isConnected());
        }
    }

    @Test
    void aLogonWithoutTheAgreedResetIsRefused() throws IOException {
        try (EmbeddedSession client = client(ResetRequests.REQUIRED, false)) {
            client.receive("A", LOGON);
            assertEquals("ResetSeqNumFlag(141)=Y is missing, it is agreed that each Logon of this session has it", field(client.sent().getFirst(), 58));
            client.connect();
            client.receive("A", 1, "", LOGON + "141=Y|");
            String answer = client.sent().getFirst();
            assertEquals(List.of("A", "1", "Y"), List.of(field(answer, 35), field(answer, 34), field(answer, 141)));
        }
    }

    @Test
    void aClientMayResetInTheMiddleOfASession() throws IOException {
        try (EmbeddedSession client = client(ResetRequests.ALLOWED, false).logon()) {
            client.receive("D", ORDER);
            long generation = client.session.numbers().generation();
            client.receive("D", 9, "", ORDER.replace("A1", "LATER"));
            client.sent();
            client.receive("A", 1, "", LOGON + "141=Y|");
            String answer = client.sent().getFirst();
            assertEquals(List.of("A", "1", "Y"), List.of(field(answer, 35), field(answer, 34), field(answer, 141)));
            assertTrue(client.session.numbers().generation() > generation);
            for (int number = 2; number <= 9; number++) {
                client.receive("D", number, "", ORDER.replace("A1", "N" + number));
            }
            assertEquals("D 9 N9", client.application.told.getLast(), "what came out of turn under the old numbers is not taken for the new ninth");
            assertEquals(10, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void aVenueMayResetInTheMiddleOfASessionAndIsAnsweredFirst() throws IOException {
        try (EmbeddedSession venue = venue(false)) {
            venue.receive("A", LOGON);
            send(venue, "A1");
            venue.sent();
            venue.receive("A", 1, "", LOGON + "141=Y|");
            send(venue, "A2");
            List<String> sent = venue.sent();
            assertEquals(List.of("A 1", "D 2 A2"), shown(sent));
            assertEquals("Y", field(sent.getFirst(), 141));
            assertEquals(2, venue.session.numbers().nextTargetMsgSeqNum());
            venue.receive("0", 2, "", "");
            assertEquals(3, venue.session.numbers().nextTargetMsgSeqNum());
            assertTrue(venue.session.isLoggedOn());
        }
    }

    @Test
    void weSayWhichNumberWeExpect() throws IOException {
        try (EmbeddedSession client = client(ResetRequests.ALLOWED, true)) {
            client.receive("A", LOGON + "789=1|");
            assertEquals("2", field(client.sent().getFirst(), 789));
            client.receive("5", "");
            client.connect();
            client.receive("A", 7, "", LOGON + "789=3|");
            assertEquals("3", field(client.sent().getFirst(), 789), "the third is missing still");
        }
    }

    @Test
    void weSayItWhenWeOpenTheSessionToo() throws IOException {
        try (EmbeddedSession venue = venue(true)) {
            assertEquals("1", field(venue.sent().getFirst(), 789));
            venue.receive("A", LOGON + "789=2|");
            assertTrue(venue.session.isLoggedOn());
            assertEquals(List.of(), venue.sent());
        }
    }

    @Test
    void whatTheCounterpartyMissesComesWithoutARequest() throws IOException {
        try (EmbeddedSession client = client(ResetRequests.ALLOWED, true)) {
            send(client, "A1");
            send(client, "A2");
            client.receive("A", LOGON + "789=2|");
            List<String> sent = client.sent();
            assertEquals(List.of("A 3", "D 2 A2", "4 3"), shown(sent));
            assertEquals("4", field(sent.getLast(), 36));
        }
    }

    @Test
    void aNumberThatWasNeverSentCantBeExpected() throws IOException {
        try (EmbeddedSession client = client(ResetRequests.ALLOWED, true)) {
            client.receive("A", LOGON + "789=5|");
            assertEquals("Tag 789 (NextExpectedMsgSeqNum) is higher than expected. Expected 1, Received 5", field(client.sent().getFirst(), 58));
            assertFalse(client.session.isLoggedOn());
        }
    }

    @Test
    void aVersionWithoutTheFieldCantSayIt() {
        FixSessionSettings old = FixSessionSettings.acceptor(KEY, FixVersion.FIX42, "BROKER", "CLIENT");
        assertThrows(IllegalArgumentException.class,
                () -> old.toBuilder().numbering(new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, true, Recovery.NONE)).build());
    }
}
