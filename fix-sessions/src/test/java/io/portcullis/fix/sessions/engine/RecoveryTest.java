package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a client missed comes under new numbers when the old ones are given up. */
@ResourceLock("quickfix.SystemTime")
class RecoveryTest {

    private static final String RESET = "98=0|108=30|141=Y|";

    @TempDir
    Path stores;

    private SetClock clock;
    private long mark;

    @BeforeEach
    void monday() {
        clock = new SetClock("2026-11-23T09:00:00");
    }

    @AfterEach
    void realTime() {
        clock.close();
    }

    private EmbeddedSession client(Recovery recovery, String schedule) throws IOException {
        return new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().maxLatency(Duration.ZERO)
                        .hours(SessionHours.of(schedule, "start", Holidays.NONE))
                        .numbering(new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, false, recovery)).build());
    }

    private EmbeddedSession beginningWith1() throws IOException {
        return new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().maxLatency(Duration.ZERO)
                        .resets(new FixSessionSettings.Resets(true, false, false)).build());
    }

    private void report(EmbeddedSession client, String id) throws IOException {
        client.session.send(EngineUnderTest.newOrder(FixVersion.FIX44, id), ++mark);
    }

    private static void logon(EmbeddedSession client, String body) {
        client.connect();
        client.nextSeqNum = 1;
        client.receive("A", body);
    }

    private static void cut(EmbeddedSession client) {
        client.channel.close();
        client.runTasks();
    }

    /** Type, number, PossResend and ClOrdID of each. */
    private static List<String> shown(List<String> messages) {
        return messages.stream().map(m -> (field(m, 35) + " " + field(m, 34) + (field(m, 97).equals("Y") ? " again " : " ") + field(m, 11)).strip()).toList();
    }

    @Test
    void whatNeverWentOutFollowsALogonThatResets() throws IOException {
        try (EmbeddedSession client = client(Recovery.UNSENT, "always")) {
            logon(client, RESET);
            report(client, "SEEN");
            cut(client);
            report(client, "MISSED1");
            report(client, "MISSED2");
            logon(client, RESET);

            assertEquals(List.of("A 1", "D 2 again MISSED1", "D 3 again MISSED2"), shown(client.sent()));
            assertEquals(3, client.session.numbers().lastMark());
            report(client, "NEXT");
            assertEquals(List.of("D 4 NEXT"), shown(client.sent()));
        }
    }

    @Test
    void whatNeverWentOutFollowsALogonThatBeginsWith1WithoutSayingSo() throws IOException {
        try (EmbeddedSession client = beginningWith1()) {
            logon(client, "98=0|108=30|");
            report(client, "SEEN");
            cut(client);
            report(client, "MISSED1");
            report(client, "MISSED2");
            logon(client, "98=0|108=30|");

            assertEquals(List.of("A 1", "D 2 again MISSED1", "D 3 again MISSED2"), shown(client.sent()));
            cut(client);
            logon(client, "98=0|108=30|");
            assertEquals(List.of("A 1"), shown(client.sent()));
        }
    }

    @Test
    void aSecondResetDoesNotSendItTwice() throws IOException {
        try (EmbeddedSession client = client(Recovery.UNSENT, "always")) {
            report(client, "MISSED");
            logon(client, RESET);
            assertEquals(List.of("A 1", "D 2 again MISSED"), shown(client.sent()));
            cut(client);
            logon(client, RESET);
            assertEquals(List.of("A 1"), shown(client.sent()));
        }
    }

    @Test
    void aReportOfTheNightIsThereInTheMorning() throws IOException {
        try (EmbeddedSession client = client(Recovery.UNSENT, "Mon-Fri 08:00-17:30 UTC")) {
            logon(client, "98=0|108=30|");
            report(client, "DAY");
            cut(client);
            clock.at("2026-11-23T17:31:00");
            client.session.turn();
            report(client, "NIGHT");
            clock.at("2026-11-23T23:00:00");
            client.session.turn();
            clock.at("2026-11-24T08:00:00");
            client.session.turn();
            assertEquals(2, client.session.numbers().nextSenderMsgSeqNum(), "stored under the first of the new numbers");

            logon(client, "98=0|108=30|");
            assertEquals(List.of("A 2"), shown(client.sent()));
            client.receive("2", "7=1|16=0|");
            assertEquals(List.of("D 1 again NIGHT", "4 2"), shown(client.sent()));
        }
    }

    @Test
    void whatWasAskedForAgainWentOut() throws IOException {
        try (EmbeddedSession client = client(Recovery.UNSENT, "always")) {
            report(client, "MISSED");
            logon(client, "98=0|108=30|");
            client.receive("2", "7=1|16=0|");
            client.runTasks();
            cut(client);
            logon(client, RESET);
            assertEquals(List.of("A 1"), shown(client.sent()));
        }
    }

    @Test
    void aClientThatVanishesBeforeItAsksStillLacksIt() throws IOException {
        try (EmbeddedSession client = client(Recovery.UNSENT, "always")) {
            report(client, "MISSED");
            logon(client, "98=0|108=30|");
            cut(client);
            logon(client, RESET);
            assertEquals(List.of("A 1", "D 2 again MISSED"), shown(client.sent()));
        }
    }

    @Test
    void aPushRepeatsAllThatWasNotConfirmedAndSaysWhenItIsComplete() throws IOException {
        try (EmbeddedSession client = client(Recovery.PUSH, "always")) {
            logon(client, RESET);
            assertEquals(List.of("A 1", "B 2"), shown(client.sent()));
            report(client, "CONFIRMED");
            clock.plusSeconds(6);
            client.session.turn();
            String probe = client.sent().getLast();
            assertEquals("1", field(probe, 35));
            client.receive("0", "112=" + field(probe, 112) + "|");
            report(client, "LOST");
            cut(client);
            report(client, "MISSED");
            logon(client, RESET);

            List<String> sent = client.sent();
            assertEquals(List.of("A 1", "D 2 again LOST", "D 3 again MISSED", "B 4"), shown(sent));
            assertEquals("recovery complete", field(sent.getLast(), 148));
            assertEquals("recovery complete: 2 messages were sent again", field(sent.getLast(), 58));
        }
    }

    @Test
    void aPushSurvivesAKill() throws IOException {
        try (EmbeddedSession client = client(Recovery.PUSH, "always")) {
            logon(client, RESET);
            report(client, "LOST");
        }
        try (EmbeddedSession client = client(Recovery.PUSH, "always")) {
            report(client, "MISSED");
            logon(client, RESET);
            assertEquals(List.of("A 1", "D 2 again LOST", "D 3 again MISSED", "B 4"), shown(client.sent()));
        }
    }

    @Test
    void anOperatorsResetLosesNothingEither() throws IOException {
        try (EmbeddedSession client = client(Recovery.UNSENT, "always")) {
            report(client, "MISSED");
            client.session.resetSequenceNumbers();
            assertEquals(2, client.session.numbers().nextSenderMsgSeqNum());
            logon(client, RESET);
            assertEquals(List.of("A 1", "D 2 again MISSED"), shown(client.sent()));
        }
    }

    @Test
    void toVenuesNothingIsSentAgain() throws IOException {
        try (EmbeddedSession client = client(Recovery.NONE, "always")) {
            report(client, "MISSED");
            logon(client, RESET);
            assertEquals(List.of("A 1"), shown(client.sent()));
            assertTrue(client.session.isLoggedOn());
        }
    }
}
