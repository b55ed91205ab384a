package io.portcullis.fix.sessions.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields that no part of ours knows, from a client's order to the venue and back to the client, each side with its own version. */
class CarriedFieldsTest {

    private final List<String> alerts = new ArrayList<>();

    @ParameterizedTest(name = "{0} to {1}: {2} becomes {3}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            carry: [58, 6001]      ; carry: [58, 6001]                 ; 58=why|6001=a|  ; 11=C1|58=why|6001=a|
            carry: [58, 6001]      ; carry: [58]                       ; 58=why|6001=a|  ; 11=C1|58=why|
            carry: [58]            ;                                   ; 58=why|         ; 11=C1|
            carry: {keep: [58]}    ; carry: {tell: [58]}               ; 58=why|         ; 11=C1|58=why|
            carry: [58]            ; carry: [58]                       ; 1=A|            ; 11=C1|
            carry: [109]           ; "carry: [109]\\nout: [{add: {453: {448: '{109}', 447: D, 452: 3}}}, {drop: 109}]" ; 109=DESK| ; 11=C1|453=1|448=DESK|447=D|452=3|
            carry: [58]            ; "carry: [58]\\nout: [{set: {58: 'client: {58}'}}]" ; 58=why| ; 11=C1|58=client: why|
            third-party: carry     ; third-party: carry                ; 115=FUND|116=JOE| ; 115=FUND|116=JOE|11=C1|
            third-party: carry     ;                                   ; 115=FUND|       ; 11=C1|
            """)
    void whatA42ClientSendsReachesA50Venue(String client, String venue, String order, String atTheVenue) throws Exception {
        String kept = kept("FIX.4.2", client, order);
        FixBody child = new FixBody().begin("D").carry(kept).put(11, "C1");

        assertEquals(atTheVenue, translator("FIX.5.0SP2", venue == null ? "" : venue.replace("\"", "").replace("\\n", "\n")).out(child).toString());
        assertEquals(List.of(), alerts);
    }

    @Test
    void partiesAreCarriedWithAllTheirEntries() throws Exception {
        String kept = kept("FIX.4.4", "carry: [453]", "453=2|448=A|447=D|452=1|448=B|447=D|452=3|55=X|");
        FixBody child = new FixBody().begin("D").carry(kept).put(11, "C1");

        assertEquals("11=C1|453=2|448=A|447=D|452=1|448=B|447=D|452=3|", translator("FIX.5.0SP2", "carry: [453]").out(child).toString());
    }

    @Test
    void whatIsCarriedComesBackToTheClientAndWhomItCameForIsWhomItIsDeliveredTo() throws Exception {
        String kept = kept("FIX.4.4", "third-party: carry\ncarry: [6001]", "115=FUND|116=JOE|6001=a|");
        FixBody report = new FixBody().begin("8").carry(kept).put(37, "O1");

        assertEquals("128=FUND|129=JOE|37=O1|6001=a|", translator("FIX.4.4", "third-party: carry\ncarry: [6001]").out(report).toString());
    }

    @Test
    void aFieldOfOursGoesBeforeTheSameFieldThatIsCarried() throws Exception {
        FixBody report = new FixBody().begin("8").carry(kept("FIX.4.4", "carry: [58]", "58=why|")).put(58, "rejected");

        assertEquals("58=rejected|", translator("FIX.4.4", "carry: [58]").out(report).toString());
    }

    @Test
    void nothingIsKeptOfACancel() throws Exception {
        Translator translator = translator("FIX.4.4", "carry: [58]");
        translator.in(message("D", "58=why|"), false);
        translator.in(message("F", "58=why|"), false);

        assertNull(translator.kept());
    }

    @Test
    void moreThanCanBeKeptIsRefused() throws Exception {
        Untranslatable refused = assertThrows(Untranslatable.class, () -> kept("FIX.4.4", "carry: [58]", "58=" + "x".repeat(4000) + "|"));

        assertEquals("the fields that are kept with an order may have 4000 characters together, with Text(58) they have 4004", refused.text());
    }

    @ParameterizedTest(name = "{0} is refused as {1}")
    @CsvSource({"115=FUND|, ON_BEHALF_OF, OnBehalfOfCompID(115)=FUND is not allowed on this session: messages are taken for nobody else",
        "129=JOE|, DELIVER_TO, DeliverToSubID(129)=JOE is not allowed on this session: messages are taken for nobody else"})
    void aSessionMayRefuseToDealWithThirdParties(String fields, Untranslatable.Kind kind, String text) throws Exception {
        Untranslatable refused = assertThrows(Untranslatable.class, () -> kept("FIX.4.4", "third-party: refuse", fields));

        assertEquals(kind + " " + text, refused.kind() + " " + refused.text());
    }

    private String kept(String version, String dialect, String fields) throws Exception {
        Translator translator = translator(version, dialect);
        translator.in(message("D", fields), false);
        return translator.kept();
    }

    private Translator translator(String version, String text) throws DialectException {
        return new Translator(Dialect.read("test.yaml", "dialect: test\nversion: " + version + "\n" + text, TestInstruments.codes()), alerts::add);
    }

    private static FixMessage message(String type, String fields) {
        return FixMessage.of(("8=FIX.4.4|9=5|35=" + type + "|34=2|" + fields + "10=000|").replace('|', '\u0001'));
    }
}
