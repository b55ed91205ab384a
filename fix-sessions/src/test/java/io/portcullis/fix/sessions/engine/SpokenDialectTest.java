package io.portcullis.fix.sessions.engine;

import static io.portcullis.fix.sessions.engine.EmbeddedSession.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.dialect.DialectException;
import io.portcullis.fix.sessions.dialect.TestInstruments;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.schedule.Numbering.MidSession;
import io.portcullis.fix.sessions.schedule.Numbering.Recovery;
import io.portcullis.fix.sessions.schedule.Numbering.ResetRequests;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session that speaks a dialect: the dictionary's overlay on messages that stay bytes and on those that QuickFIX/J parses, rules both ways, another dialect at run time. */
class SpokenDialectTest {

    private static final String ORDER = "11=A|21=1|55=KO.N|54=1|60=20260131-09:30:00.000|38=100|40=2|44=10.25|";

    @TempDir
    Path stores;

    @ParameterizedTest(name = "{0}: {1} {2} is answered by {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            fields: {6001: {name: Desk, type: INT}}\\nmessages: {D: {require: [6001]}}        ; D; {order}           ; 35=3 373=1 371=6001 58=Desk(6001) is missing in 35=D
            fields: {6001: {name: Desk, type: INT}}\\nmessages: {D: {require: [6001]}}        ; D; {order}6001=x|    ; 35=3 373=6 371=6001 58=Desk(6001)=x is not a whole number up to 2147483647
            fields: {6001: {name: Desk, type: INT}}\\nmessages: {D: {require: [6001]}}        ; D; {order}6001=7|    ;
            messages: {D: {require: [1]}}                                                    ; D; {order}           ; 35=3 373=1 371=1 58=Account(1) is missing in 35=D
            messages: {D: {forbid: [44]}}                                                    ; D; {order}           ; 35=3 373=2 371=44 58=Price(44) is not allowed in 35=D
            messages: {D: {forbid: [453]}}                                                   ; D; {order}453=1|448=A|447=D|452=1| ; 35=3 373=2 371=453 58=NoPartyIDs(453) is not allowed in 35=D
            messages: {D: {optional: [60]}}                                                  ; D; 11=A|21=1|55=KO|54=1|38=1|40=1| ;
            fields: {54: {more-values: {H: HIDDEN}}}                                         ; D; 11=A|55=KO|54=H|60=20260131-09:30:00.000|38=1|40=1| ;
            fields: {54: {without-values: [5]}}                                              ; D; 11=A|55=KO|54=5|60=20260131-09:30:00.000|38=1|40=1| ; 35=3 373=5 371=54 58=Side(54)=5 is not allowed, allowed are 1 2 3 4 6 7 8 9 A B C D E F G
            fields: {40: {values: {1: MARKET}}}                                              ; D; {order}           ; 35=3 373=5 371=40 58=OrdType(40)=2 is not allowed, allowed are 1
            fields: {6100: {name: NoBits, type: NUMINGROUP}, 6101: {name: Bit, type: STRING}}\\ngroups: {6100: {fields: [6101, 58]}}\\nmessages: {D: {allow: [6100]}} ; D; {order}6100=2|6101=a|6101=b|58=t| ;
            fields: {6100: {name: NoBits, type: NUMINGROUP}, 6101: {name: Bit, type: STRING}}\\ngroups: {6100: {fields: [6101, 58]}}\\nmessages: {D: {allow: [6100]}} ; D; {order}6100=3|6101=a|6101=b| ; 35=3 373=16 371=6100 58=NoBits(6100)=3 but 2 entries follow
            fields: {6102: {name: Desk, type: STRING}}\\ngroups: {453: {more-fields: [6102]}}\\nstrictness: {allow-user-defined-tags: no} ; D; {order}453=1|448=A|447=D|452=1|6102=x| ;
            strictness: {allow-user-defined-tags: no}                                        ; D; {order}6102=x|    ; 35=3 373=0 371=6102 58=tag 6102 is not defined in FIX44
            strictness: {allow-unknown-tags: yes}                                            ; D; {order}37=x|      ;
            messages: {h: {require: [58]}}                                                   ; h; 336=DAY|340=2|    ; 35=3 373=1 371=58 58=Text(58) is missing in 35=h
            fields: {6001: {name: Desk, type: INT}}\\nmessages: {h: {allow: [6001]}}\\nstrictness: {allow-user-defined-tags: no} ; h; 336=DAY|340=2|6001=7| ;
            messages: {U1: {name: Hello, require: [58]}}                                     ; U1; 58=x|            ;
            messages: {U1: {name: Hello, require: [58]}}                                     ; U1; 1=x|             ; 35=3 373=1 371=58 58=Text(58) is missing in 35=U1
            """)
    void theOverlayDecidesWhatIsAllowed(String overlay, String type, String body, String answer) throws Exception {
        try (EmbeddedSession client = client(FixVersion.FIX44)) {
            client.session.dialect(dialect("FIX.4.4", overlay.replace("\\n", "\n")));
            client.logon();
            client.receive(type, body.replace("{order}", ORDER));
            List<String> sent = client.sent();

            assertEquals(answer == null ? 0 : 1, sent.size(), () -> String.join("\n", sent));
            for (String expected : answer == null ? new String[0] : answer.split(" (?=373=|371=|58=)")) {
                String[] tagAndValue = expected.split("=", 2);
                int tag = Integer.parseInt(tagAndValue[0]);
                assertEquals(tagAndValue[1], tag == 58 ? textOf(sent.getFirst()) : field(sent.getFirst(), tag));
            }
            assertEquals(answer == null, client.application.told.size() == 2, client.application.told::toString);
            assertEquals(3, client.session.numbers().nextTargetMsgSeqNum());
        }
    }

    @Test
    void aChangeOfSettingsThatFailsLeavesTheDialectInForce() throws Exception {
        FixSessionSettings before = FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder()
                .numbering(new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, false, Recovery.NONE)).build();
        try (EmbeddedSession client = new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20), before)) {
            Dialect agreed = dialect("FIX.4.4", "messages: {D: {require: [1]}}");
            client.session.dialect(agreed);
            Files.createDirectory(stores.resolve("CLIENT1").resolve("undelivered")); // where a file has to be

            CompletableFuture<Void> changed = client.engine.changes().change(client.session,
                    before.toBuilder().numbering(new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, false, Recovery.PUSH)).build());
            client.runTasks();

            assertTrue(changed.isCompletedExceptionally());
            assertEquals(before, client.session.settings());
            assertSame(agreed, client.session.dialect());
            client.connect();
            client.logon();
            client.receive("D", ORDER);
            assertEquals("1", field(client.sent().getFirst(), 371));
        }
    }

    @Test
    void ofFixtSessionsTheApplicationsDictionaryIsOverlaid() throws Exception {
        try (EmbeddedSession client = client(FixVersion.FIX50SP2)) {
            client.session.dialect(dialect("FIX.5.0SP2", "fields: {6001: {name: Desk, type: INT}}\nmessages: {D: {require: [6001]}, h: {require: [6001]}}"));
            client.logon();
            client.receive("D", ORDER);
            client.receive("h", "1301=XNYS|336=1|340=2|");

            assertEquals(List.of("Desk(6001) is missing in 35=D", "Desk(6001) is missing in 35=h"),
                    client.sent().stream().map(SpokenDialectTest::textOf).toList());
        }
    }

    @Test
    void theApplicationSeesWhatTheRulesHaveMadeOfAMessage() throws Exception {
        List<String> seen = new ArrayList<>();
        try (EmbeddedSession client = client(FixVersion.FIX44)) {
            client.application.onMessage = (session, message) -> seen.add(message.stringOrNull(55) + " " + message.stringOrNull(1));
            client.session.dialect(dialect("FIX.4.4", "in:\n  - {convert: {55: {from: ric, to: symbol}}, default: {1: ACME}}"));
            client.logon();
            client.receive("D", ORDER);

            assertEquals(List.of("KO ACME"), seen);
        }
    }

    @Test
    void whatTheRulesCannotTranslateIsRejectedAndTheNextMessageIsTaken() throws Exception {
        try (EmbeddedSession client = client(FixVersion.FIX44)) {
            client.session.dialect(dialect("FIX.4.4", "in:\n  - convert: {55: {from: ric, to: symbol}}"));
            client.logon();
            client.receive("D", ORDER.replace("KO.N", "NONE"));
            client.receive("D", ORDER);

            String reject = client.sent().getFirst();
            assertEquals("3 2 5 55 Symbol(55)=NONE is the ric of no instrument",
                    String.join(" ", field(reject, 35), field(reject, 45), field(reject, 373), field(reject, 371), textOf(reject)));
            assertEquals(List.of("logon CLIENT1", "D 3 A"), client.application.told);
        }
    }

    @Test
    void whatGoesOutIsStoredAsTheRulesHaveMadeItSoThatAResendRepeatsIt() throws Exception {
        try (EmbeddedSession client = client(FixVersion.FIX44)) {
            client.session.dialect(dialect("FIX.4.4", "out:\n  - {convert: {55: {from: symbol, to: ric}}, set: {57: DESK}}"));
            client.logon();
            client.session.send(new FixBody().begin("8").put(55, "KO").put(58, "hello"), 1);
            String first = client.sent().getFirst();
            client.session.dialect(dialect("FIX.4.4", "out:\n  - set: {58: changed}"));
            client.receive("2", "7=2|16=2|");
            String again = client.sent().getFirst();

            assertEquals("KO.N DESK hello", String.join(" ", field(first, 55), field(first, 57), field(first, 58)));
            assertEquals("KO.N DESK hello Y", String.join(" ", field(again, 55), field(again, 57), field(again, 58), field(again, 43)));
        }
    }

    @Test
    void anotherDialectHoldsFromTheNextMessageOnWithoutANewLogon() throws Exception {
        try (EmbeddedSession client = client(FixVersion.FIX44)) {
            client.logon();
            client.receive("D", ORDER);
            client.session.dialect(dialect("FIX.4.4", "messages: {D: {require: [1]}, h: {require: [58]}}"));
            client.receive("D", ORDER);
            client.receive("h", "336=DAY|340=2|");
            client.session.dialect(dialect("FIX.4.4", "messages: {D: {require: [21]}}"));
            client.receive("D", ORDER);
            client.receive("h", "336=DAY|340=2|");

            assertEquals(List.of("Account(1) is missing in 35=D", "Text(58) is missing in 35=h"),
                    client.sent().stream().map(SpokenDialectTest::textOf).toList());
            assertEquals(List.of("logon CLIENT1", "D 2 A", "D 5 A", "h 6 null"), client.application.told);
        }
    }

    @Test
    void aDialectOfAnotherVersionIsRefused() throws Exception {
        try (EmbeddedSession client = client(FixVersion.FIX44)) {
            Dialect other = dialect("FIX.4.2", "");

            assertThrows(IllegalArgumentException.class, () -> client.session.dialect(other));
        }
    }

    /** Text(58) without QuickFIX's words for the reason. */
    private static String textOf(String reject) {
        String text = field(reject, 58);
        return text.substring(text.contains(": ") ? text.indexOf(": ") + 2 : 0);
    }

    private EmbeddedSession client(FixVersion version) throws IOException {
        return new EmbeddedSession(FixEngineSettings.in(stores).withSegmentBytes(1 << 20),
                FixSessionSettings.acceptor(new SessionKey("CLIENT1"), version, "BROKER", "CLIENT"));
    }

    private static Dialect dialect(String version, String text) throws DialectException {
        return Dialect.read("test.yaml", "dialect: test\nversion: " + version + "\n" + text, TestInstruments.codes());
    }
}
