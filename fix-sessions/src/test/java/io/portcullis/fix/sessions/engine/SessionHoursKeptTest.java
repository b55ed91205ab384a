package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.schedule.Holidays;
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

/** A session on working days from 08:00 to 17:30 in London, on Monday 2026-11-23. */
@ResourceLock("quickfix.SystemTime")
class SessionHoursKeptTest {

    private static final String WORKING_DAYS = "Mon-Fri 08:00-17:30 Europe/London";

    @TempDir
    Path stores;

    private SetClock clock;

    @BeforeEach
    void monday() {
        clock = new SetClock("2026-11-23T07:00:00");
    }

    @AfterEach
    void realTime() {
        clock.close();
    }

    private EmbeddedSession client(String schedule, String resetAt) throws IOException {
        return new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder().maxLatency(Duration.ZERO)
                        .hours(SessionHours.of(schedule, resetAt, Holidays.NONE)).build());
    }

    private static void connect(EmbeddedSession client, int nextSeqNum) {
        client.connect();
        client.nextSeqNum = nextSeqNum;
        client.receive("A", "98=0|108=30|");
    }

    /** The client was heard of just before. */
    private void turnAt(EmbeddedSession client, String time) {
        clock.at(time);
        clock.plusSeconds(-1);
        client.receive("0", "");
        client.sent();
        clock.at(time);
        client.session.turn();
    }

    @Test
    void aLogonOutsideTheHoursIsAnsweredWithWhenToComeAgain() throws IOException {
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            connect(client, 1);
            String answer = client.sent().getFirst();

            assertEquals("5", field(answer, 35));
            assertEquals("the session is down by its schedule, it is up again from Mon 2026-11-23 08:00 Europe/London", field(answer, 58));
            assertFalse(client.session.isConnected());
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum(), "the refused Logon had its number");
        }
    }

    @Test
    void atTheEndOfItsHoursASessionLogsOutInOrderAndMayComeAgain() throws IOException {
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            clock.at("2026-11-23T08:00:00");
            connect(client, 1);
            client.sent();
            turnAt(client, "2026-11-23T17:29:59");
            assertEquals(List.of(), client.sent());
            turnAt(client, "2026-11-23T17:30:00");
            String logout = client.sent().getFirst();
            assertEquals("5", field(logout, 35));
            assertEquals("the session is over by its schedule, it is up again from Tue 2026-11-24 08:00 Europe/London", field(logout, 58));
            client.receive("5", "");
            assertFalse(client.session.isConnected());
            assertTrue(client.session.isEnabled(), "nobody has disabled it");

            clock.at("2026-11-24T08:00:00");
            connect(client, 1);
            assertEquals("A", field(client.sent().getFirst(), 35));
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void aCounterpartyThatDoesNotAnswerTheLogoutIsDisconnected() throws IOException {
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            clock.at("2026-11-23T08:00:00");
            connect(client, 1);
            turnAt(client, "2026-11-23T17:30:00");
            assertTrue(client.session.isLoggedOn());
            clock.at("2026-11-23T17:30:11");
            client.session.turn();
            assertFalse(client.session.isConnected());
            assertEquals("the session is over by its schedule, it is up again from Tue 2026-11-24 08:00 Europe/London; our Logout(35=5) was not answered",
                    client.session.facts().disconnectReason());
        }
    }

    @Test
    void numbersBeginAnewWithEachWindowAndStayBetween() throws IOException {
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            clock.at("2026-11-23T08:00:00");
            connect(client, 1);
            turnAt(client, "2026-11-23T17:30:00");
            client.receive("5", "");
            int evening = client.session.numbers().nextTargetMsgSeqNum();
            long generation = client.session.numbers().generation();
            clock.at("2026-11-24T07:59:59");
            client.session.turn();
            assertEquals(4, evening);
            assertEquals(List.of(4, generation), List.of(client.session.numbers().nextTargetMsgSeqNum(), client.session.numbers().generation()));

            clock.at("2026-11-24T08:00:00");
            client.session.turn();
            assertEquals(List.of(1, 1), List.of(client.session.numbers().nextTargetMsgSeqNum(), client.session.numbers().nextSenderMsgSeqNum()));
            assertTrue(client.session.numbers().generation() > generation);
        }
    }

    @Test
    void aWindowThatFollowsAnotherWithoutAPauseBeginsWithALogoutAndNewNumbers() throws IOException {
        try (EmbeddedSession client = client("Sun-Thu 17:00-17:00 America/New_York", "start")) {
            clock.at("2026-11-23T12:00:00");
            connect(client, 1);
            client.sent();
            turnAt(client, "2026-11-23T22:00:00");
            assertEquals("a new session begins by the schedule", field(client.sent().getFirst(), 58));
            client.receive("5", "");
            connect(client, 1);
            assertEquals("1", field(client.sent().getFirst(), 34));
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void severalWindowsMayShareTheNumbersOfADay() throws IOException {
        try (EmbeddedSession client = client("Mon-Fri 08:00-12:00 13:00-17:00 UTC", "07:30")) {
            clock.at("2026-11-23T08:00:00");
            connect(client, 1);
            turnAt(client, "2026-11-23T12:00:00");
            client.receive("5", "");
            clock.at("2026-11-23T13:00:00");
            connect(client, 4);
            assertTrue(client.session.isLoggedOn());
            assertEquals(5, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void aSessionThatIsUpNeverMissesAResetWhileTheHubWasDown() throws IOException {
        clock.at("2026-11-23T09:00:00");
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            connect(client, 1);
        }
        clock.at("2026-11-25T09:00:00");
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            client.session.numbers().expectAtLeast(client.session.numbers().generation(), 17);
            assertEquals(18, client.session.numbers().nextTargetMsgSeqNum(), "the log may know more of the old numbers");
            connect(client, 1);
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void anOperatorsLogoutStaysWhenTheHoursBegin() throws IOException {
        try (EmbeddedSession client = client(WORKING_DAYS, "start")) {
            clock.at("2026-11-23T09:00:00");
            connect(client, 1);
            turnAt(client, "2026-11-23T17:30:00");
            client.session.logout("closed for the week");
            client.receive("5", "");
            assertFalse(client.session.isEnabled());
            clock.at("2026-11-24T09:00:00");
            client.session.turn();
            connect(client, 1);
            assertFalse(client.session.isLoggedOn());
        }
    }

    @Test
    void withoutAScheduleNothingChanges() throws IOException {
        try (EmbeddedSession client = client("always", "start")) {
            connect(client, 1);
            turnAt(client, "2027-01-01T00:00:00");
            assertTrue(client.session.isLoggedOn());
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
        }
    }
}
