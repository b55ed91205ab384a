package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.schedule.Holidays;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.Numbering.MidSession;
import io.portcullis.fix.sessions.schedule.Numbering.Recovery;
import io.portcullis.fix.sessions.schedule.Numbering.ResetRequests;
import io.portcullis.fix.sessions.schedule.SessionHours;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A session that never ends, with new numbers at 17:00 each day. */
@ResourceLock("quickfix.SystemTime")
class RunningResetTest {

    private static final String ORDER = "11=A1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=1|";
    private static final String RESET = "98=0|108=30|141=Y|";

    @TempDir
    Path stores;

    private SetClock clock;

    @BeforeEach
    void monday() {
        clock = new SetClock("2026-11-23T16:59:50");
    }

    @AfterEach
    void realTime() {
        clock.close();
    }

    private EmbeddedSession client(MidSession midSession) throws IOException {
        EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().maxLatency(Duration.ZERO)
                        .hours(SessionHours.of("always UTC", "17:00", Holidays.NONE))
                        .numbering(new Numbering(ResetRequests.ALLOWED, midSession, false, Recovery.UNSENT)).build())
                .logon();
        clock.at("2026-11-23T17:00:00");
        client.session.turn();
        return client;
    }

    /** Our Logon has been sent. */
    private EmbeddedSession resetting() throws IOException {
        EmbeddedSession client = client(MidSession.LOGON);
        String test = client.sent().getFirst();
        assertEquals("1", field(test, 35));
        client.receive("0", "112=" + field(test, 112) + "|");
        String logon = client.sent().getFirst();
        assertEquals(List.of("A", "1", "Y"), List.of(field(logon, 35), field(logon, 34), field(logon, 141)));
        return client;
    }

    @Test
    void weTestThenLogOnAnewAndBothGoOnWithTwo() throws IOException {
        try (EmbeddedSession client = resetting()) {
            client.receive("A", 1, "", RESET);
            client.receive("D", 2, "", ORDER);
            client.session.send(EngineUnderTest.newOrder(FixVersion.FIX44, "B1"), 1);

            assertEquals(List.of("logon CLIENT1", "logon CLIENT1", "D 2 A1"), client.application.told);
            List<String> sent = client.sent();
            assertEquals("2", field(sent.getFirst(), 34), sent::toString);
            assertEquals(1, sent.size(), "our Logon is not answered twice");
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
            assertTrue(client.session.isLoggedOn());
            client.session.turn();
            assertEquals(List.of(), client.sent(), "it is done for today");
        }
    }

    @Test
    void whatWasOnItsWayIsTakenUnderItsOldNumber() throws IOException {
        List<Long> generations = new ArrayList<>();
        try (EmbeddedSession client = resetting()) {
            client.application.onMessage = (session, message) -> generations.add(session.numbers().generation());
            int last = client.nextSeqNum;
            client.receive("D", ORDER);
            assertEquals(1, client.session.numbers().nextTargetMsgSeqNum());
            client.receive("D", ORDER.replace("A1", "A2"));
            client.receive("A", 1, "", RESET);
            client.receive("D", 2, "", ORDER.replace("A1", "A3"));

            assertEquals(List.of("logon CLIENT1", "D " + last + " A1", "D " + (last + 1) + " A2", "logon CLIENT1", "D 2 A3"), client.application.told);
            assertEquals(generations.get(0), generations.get(1));
            assertNotEquals(generations.get(1), generations.get(2), "the log tells the old numbers from the new ones");
        }
    }

    @Test
    void withoutAnAnswerTheConnectionIsCut() throws IOException {
        try (EmbeddedSession client = resetting()) {
            clock.plusSeconds(10);
            client.session.turn();
            assertFalse(client.session.isConnected());
            assertEquals("the reset of the numbers was not answered", client.session.facts().disconnectReason());
        }
    }

    @Test
    void anAnswerThatDoesNotResetIsNotTaken() throws IOException {
        try (EmbeddedSession client = resetting()) {
            client.receive("A", "98=0|108=30|");
            assertEquals("ResetSeqNumFlag(141)=Y and MsgSeqNum(34)=1 were expected in the answer to our own, they were null and 3",
                    field(client.sent().getFirst(), 58));
            assertFalse(client.session.isConnected());
        }
    }

    @Test
    void itMayBeLeftToTheCounterparty() throws IOException {
        try (EmbeddedSession client = client(MidSession.COUNTERPARTY)) {
            assertEquals(List.of(), client.sent());
            client.receive("0", "");
            client.receive("A", 1, "", RESET);
            String answer = client.sent().getFirst();
            assertEquals(List.of("A", "1", "Y"), List.of(field(answer, 35), field(answer, 34), field(answer, 141)));
            client.session.turn();
            assertTrue(client.session.isLoggedOn());
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void orItLogsOutFirst() throws IOException {
        try (EmbeddedSession client = client(MidSession.LOGOUT)) {
            assertEquals("a new session begins by the schedule", field(client.sent().getFirst(), 58));
            client.receive("5", "");
            client.session.turn();
            assertEquals(List.of(1, 1), List.of(client.session.numbers().nextTargetMsgSeqNum(), client.session.numbers().nextSenderMsgSeqNum()));
        }
    }
}
