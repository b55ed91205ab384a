package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static io.portcullis.fix.sessions.engine.EmbeddedSession.framed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a session says before it ends, or refuses in order not to end. */
class SequenceNumbersTest {

    private static final String ORDER = "11=A1|21=1|55=ACME|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|59=0|";
    private static final String PARTIES_AND_TIME = "49=CLIENT|52=20260131-09:30:00.000|56=BROKER|";

    @TempDir
    Path stores;

    @ParameterizedTest
    @CsvSource({"34=abc|, MsgSeqNum(34)=abc is not a whole number from 1 to 2147483647", "34=|, MsgSeqNum(34)= is not a whole number from 1 to 2147483647",
        "34=100000000000|, MsgSeqNum(34)=100000000000 is not a whole number from 1 to 2147483647", "'', Received message without MsgSeqNum(34)"})
    void aMessageWithoutAUsableNumberEndsTheSessionWithATextThatSaysSo(String number, String text) throws IOException {
        for (String type : List.of("D", "0")) {
            try (EmbeddedSession client = loggedOn()) {
                int expected = client.session.numbers().nextTargetMsgSeqNum();
                client.receiveRaw(framed("FIX.4.4", "35=" + type + "|" + number + PARTIES_AND_TIME + (type.equals("D") ? ORDER : "")));

                String logout = client.sent().getFirst();
                assertEquals("5", field(logout, 35));
                assertEquals(text, field(logout, 58));
                assertFalse(client.session.isConnected());
                assertEquals(text, client.session.facts().disconnectReason());
                assertEquals(expected, client.session.numbers().nextTargetMsgSeqNum());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"N, 2147483647", "Y, 2147483647", "N, 1000000001"})
    void aResetBehindWhichHardlyANumberWouldBeLeftIsRefused(String gapFill, String newSeqNo) throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("4", 2, "", "123=" + gapFill + "|36=" + newSeqNo + "|");

            String reject = client.sent().getFirst();
            assertEquals("3 2 36 4 5", String.join(" ", field(reject, 35), field(reject, 45), field(reject, 371), field(reject, 372), field(reject, 373)));
            assertEquals("Value is incorrect (out of range) for this tag: NewSeqNo(36)=" + newSeqNo + " is too high, at most 1000000000 is allowed",
                    field(reject, 58));
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum());
            client.receive("D", 2, "", ORDER);
            assertEquals("D 2 A1", client.application.told.getLast());
        }
    }

    @Test
    void aResetToALowerNumberIsRefusedByBothNumbers() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("D", ORDER);
            client.receive("4", "123=N|36=2|");

            assertEquals("Value is incorrect (out of range) for this tag: NewSeqNo(36)=2 is lower than the number that is expected next, 3",
                    field(client.sent().getLast(), 58));
        }
    }

    @Test
    void aLogonThatCannotBeReadIsRefusedWithATextAndCountsIfItsNumberIsTheNext() throws IOException {
        try (EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44)) {
            client.receive("A", "98=0|108=abc|");
            assertEquals("Invalid Logon message: HeartBtInt(108)=abc is not a whole number up to 2147483647", field(client.sent().getFirst(), 58));
            assertFalse(client.session.isConnected());
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum());

            client.connect();
            client.receive("A", 9, "", "108=30|");
            assertEquals("Invalid Logon message: EncryptMethod(98) is missing in 35=A", field(client.sent().getFirst(), 58));
            assertEquals(2, client.session.numbers().nextTargetMsgSeqNum());

            client.connect();
            client.receive("A", 2, "", "98=0|108=30|");
            assertTrue(client.session.isLoggedOn());
        }
    }

    @Test
    void anotherPartysMessageIsRejectedByTheNamesThatStandInIt() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receiveRaw(framed("FIX.4.4", client.message("D", 2, "", ORDER).replaceFirst(".*?\u000135=", "35=").replaceFirst("10=...\u0001$", "")
                    .replace("49=CLIENT", "49=OTHER")));

            List<String> sent = client.sent();
            assertEquals("3 9", field(sent.get(0), 35) + " " + field(sent.get(0), 373));
            assertEquals("CompID problem: SenderCompID(49)=OTHER, TargetCompID(56)=BROKER: this session is between CLIENT and BROKER", field(sent.get(0), 58));
            assertEquals("5", field(sent.get(1), 35));
            assertEquals(field(sent.get(0), 58), field(sent.get(1), 58));
        }
    }

    @Test
    void aSendingTimeThatIsFarFromOursIsRejectedByItsValue() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receiveRaw(framed("FIX.4.4", "35=D|34=2|" + PARTIES_AND_TIME + ORDER));

            List<String> sent = client.sent();
            assertEquals("3 10 52", field(sent.get(0), 35) + " " + field(sent.get(0), 373) + " " + field(sent.get(0), 371));
            String why = ": SendingTime(52)=20260131-09:30:00.000 is more than 120 s from our clock";
            assertEquals("SendingTime accuracy problem" + why, field(sent.get(0), 58));
            assertEquals("SendingTime accuracy problem, field=52" + why, field(sent.get(1), 58));
        }
    }

    @Test
    void aRepeatedMessageWithoutItsFirstTimeIsRejectedByTheFieldThatIsMissing() throws IOException {
        try (EmbeddedSession client = loggedOn()) {
            client.receive("D", 2, "43=Y|", ORDER);

            assertEquals("Required tag missing: OrigSendingTime(122) is missing in 35=D with PossDupFlag(43)=Y", field(client.sent().getFirst(), 58));
        }
    }

    private EmbeddedSession loggedOn() throws IOException {
        EmbeddedSession client = new EmbeddedSession(stores, FixVersion.FIX44);
        client.nextSeqNum = client.session.numbers().nextTargetMsgSeqNum();
        return client.logon();
    }
}
