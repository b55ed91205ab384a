package io.portcullis.fix.sessions.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final String HEAD = "dialect: test\nversion: FIX.4.4\n";
    private final List<String> alerts = new ArrayList<>();

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            set: {1: ACME}                                    ; 55=A|             ; 55=A|1=ACME|
            set: {1: ACME}                                    ; 1=X|55=A|         ; 1=ACME|55=A|
            set: {58: 'for {1} at {116}'}                     ; 1=X|55=A|         ; 1=X|55=A|
            set: {58: 'for {1}, {55}'}                        ; 1=X|55=A|         ; 1=X|55=A|58=for X, A|
            set: {57: DESK}                                   ; 55=A|             ; 57=DESK|55=A|
            default: {59: 0}                                  ; 55=A|             ; 55=A|59=0|
            default: {59: 0}                                  ; 55=A|59=3|        ; 55=A|59=3|
            copy: {1: 109}                                    ; 109=C|            ; 109=C|1=C|
            copy: {1: 109}                                    ; 55=A|             ; 55=A|
            map: {54: {B: 1, S: 2}}                           ; 54=S|             ; 54=2|
            map: {54: {B: 1, otherwise: keep}}                ; 54=S|             ; 54=S|
            map: {54: {B: 1, otherwise: drop}}                ; 54=S|55=A|        ; 55=A|
            drop: [58, 1]                                     ; 1=X|55=A|58=t|    ; 55=A|
            drop: 453                                         ; 453=1|448=A|447=D|452=1|55=A| ; 55=A|
            convert: {55: {from: ric, to: symbol}}            ; 55=KO.N|          ; 55=KO|
            convert: {55: {of: 48, from: isin, to: symbol, market: 207}} ; 48=US0378331005|207=XMEX| ; 48=US0378331005|207=XMEX|55=AAPLm|
            convert: {48: {of: 55, from: symbol, to: isin}}   ; 55=KO|            ; 55=KO|48=US1912161007|
            convert: {55: {from: symbol, to: mic-symbol}}     ; 55=KO|            ; 55=XNYS:KO|
            convert: {55: {from: ric, to: symbol, otherwise: keep}} ; 55=??|      ; 55=??|
            enrich: {15: currency, 207: mic}                  ; 55=KO|            ; 55=KO|15=USD|207=XNYS|
            """)
    void anActionChangesAMessage(String rule, String before, String after) throws Exception {
        assertEquals(after, in("in:\n  - " + rule, "D", before));
        assertEquals(after, out("out:\n  - " + rule, "D", before));
    }

    @ParameterizedTest(name = "when {0}: {1} is changed: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {35: D}                         ; 55=A|       ; true
            {35: [D, G], 55: {in: [A, B]}}  ; 55=B|       ; true
            {35: G}                         ; 55=A|       ; false
            {55: {not: [A, B]}}             ; 55=B|       ; false
            {55: {not: A}}                  ; 54=1|       ; true
            {58: absent}                    ; 55=A|       ; true
            {58: absent}                    ; 55=A|58=x|  ; false
            {58: present}                   ; 55=A|58=x|  ; true
            {58: {is: absent}}              ; 58=absent|  ; true
            {55: {matches: 'A+'}}           ; 55=AAA|     ; true
            {55: {matches: 'A+'}}           ; 55=AAAB|    ; false
            {448: present}                  ; 453=1|448=A|447=D|452=1| ; false
            """)
    void aRuleIsCarriedOutWhereItsConditionHolds(String when, String before, boolean isChanged) throws Exception {
        String after = in("in:\n  - when: " + when + "\n    set: {1: CHANGED}", "D", before);

        assertEquals(isChanged, after.contains("1=CHANGED|"));
    }

    @ParameterizedTest(name = "{0}: {1} becomes {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            {group: 453, where: {452: 3}, set: {448: DESK}}   ; 453=2|448=A|447=D|452=1|448=B|447=D|452=3|55=X| ; 453=2|448=A|447=D|452=1|448=DESK|447=D|452=3|55=X|
            {group: 453, map: {448: {A: ONE, B: TWO}}}        ; 453=2|448=A|447=D|452=1|448=B|447=D|452=3|55=X| ; 453=2|448=ONE|447=D|452=1|448=TWO|447=D|452=3|55=X|
            {group: 453, drop: 452}                           ; 453=2|448=A|447=D|452=1|448=B|447=D|452=3|55=X| ; 453=2|448=A|447=D|448=B|447=D|55=X|
            {group: 453, default: {452: 13}}                  ; 453=2|448=A|447=D|448=B|447=D|452=3|55=X|       ; 453=2|448=A|447=D|452=13|448=B|447=D|452=3|55=X|
            {group: 453, copy: {448: 1}}                      ; 1=ACME|453=1|448=A|447=D|452=1|                 ; 1=ACME|453=1|448=ACME|447=D|452=1|
            {drop-entries: {453: {452: 1}}}                   ; 453=2|448=A|447=D|452=1|448=B|447=D|452=3|55=X| ; 453=1|448=B|447=D|452=3|55=X|
            {drop-entries: {453: {452: [1, 3]}}}              ; 453=2|448=A|447=D|452=1|448=B|447=D|452=3|55=X| ; 55=X|
            {add: {453: {448: '{1}', 447: D, 452: 3}}}        ; 1=ACME|453=1|448=A|447=D|452=1|55=X|            ; 1=ACME|453=2|448=A|447=D|452=1|448=ACME|447=D|452=3|55=X|
            {add: {453: {448: '{1}', 447: D, 452: 3}}}        ; 1=ACME|55=X|                                    ; 1=ACME|55=X|453=1|448=ACME|447=D|452=3|
            {add: {453: {448: '{1}', 447: D, 452: 3}}}        ; 55=X|                                           ; 55=X|
            {add: {453: [{448: P, 452: 1}, {448: Q, 452: 3}]}} ; 55=X|                                          ; 55=X|453=2|448=P|452=1|448=Q|452=3|
            """)
    void entriesOfAGroupAreChangedAddedAndDropped(String rule, String before, String after) throws Exception {
        assertEquals(after, in("in:\n  - " + rule, "D", before));
    }

    @Test
    void rulesAreCarriedOutInTheirOrder() throws Exception {
        assertEquals("55=AAPL|48=US0378331005|22=4|", out("""
                out:
                  - default: {55: AAPL}
                  - convert: {48: {of: 55, from: symbol, to: isin}}
                    set: {22: 4}
                """, "D", "55=AAPL|"));
    }

    @ParameterizedTest(name = "{1} is refused")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            map: {54: {B: 1, S: 2}}                ; 54=X|              ; 54; VALUE;      Side(54)=X is not agreed, allowed are B S
            convert: {55: {from: ric, to: symbol}} ; 55=NONE.N|         ; 55; INSTRUMENT; Symbol(55)=NONE.N is the ric of no instrument
            convert: {55: {of: 48, from: isin, to: symbol}} ; 48=US0378331005| ; 48; INSTRUMENT; SecurityID(48)=US0378331005 is the isin of 2 instruments: AAPL on XNAS, AAPLm on XMEX
            convert: {55: {of: 48, from: isin, to: symbol, market: 207}} ; 48=US0378331005|207=XPAR| ; 48; INSTRUMENT; SecurityID(48)=US0378331005 is the isin of no instrument on market XPAR
            convert: {55: {from: symbol, to: figi}} ; 55=KO|            ; 55; INSTRUMENT; Symbol(55): instrument KO has no figi
            enrich: {15: currency}                 ; 55=NONE|           ; 55; INSTRUMENT; Symbol(55)=NONE is the symbol of no instrument
            """)
    void whatWasNotAgreedIsRefusedWithFieldValueAndWhatIsAllowed(String rule, String before, int tag, Untranslatable.Kind kind, String text) throws Exception {
        Untranslatable refused = assertThrows(Untranslatable.class, () -> in("in:\n  - " + rule, "D", before));

        assertEquals(tag + " " + kind + " " + text, refused.tag() + " " + refused.kind() + " " + refused.text());
    }

    @Test
    void whatCannotBeTranslatedOnTheWayOutGoesOutAsItIsAndIsAlertedOnce() throws Exception {
        Translator translator = translator("""
                out:
                  - name: their symbols
                    convert: {48: {of: 55, from: symbol, to: figi}}
                    set: {22: S}
                  - set: {1: X}
                """);

        assertEquals("55=KO|1=X|", out(translator, "D", "55=KO|"));
        assertEquals("55=KO|1=X|", out(translator, "D", "55=KO|"));
        assertEquals(
                List.of("dialect test, rule \"their symbols\" in line 4: Symbol(55): instrument KO has no figi; the message goes out with the field as it is: "
                        + "55=KO|"),
                alerts);
    }

    @Test
    void aReportCountsWhateverCannotBeTranslatedInIt() throws Exception {
        Translator translator = translator("in:\n  - map: {54: {B: 1}}\n  - set: {58: told}");

        assertEquals("54=X|58=told|", bodyOf(translator.in(message("8", "54=X|"), true)));
        assertEquals(1, alerts.size());
    }

    @Test
    void aMessageThatNoRuleConcernsIsNotTouched() throws Exception {
        Translator translator = translator("in:\n  - {when: {35: D}, set: {1: X}}\nout:\n  - {when: {35: 8}, set: {1: X}}");
        FixMessage cancel = message("F", "11=A|");
        FixBody order = new FixBody().begin("D").put(11, "A");

        assertSame(cancel, translator.in(cancel, false));
        assertSame(order, translator.out(order));
    }

    @Test
    void aChangedMessageHasItsOwnLengthAndCheckSum() throws Exception {
        String raw = translator("in:\n  - set: {1: ACME}").in(message("D", "55=A|"), false).raw();
        int body = raw.indexOf("\u000135=") + 1;
        int trailer = raw.indexOf("\u000110=") + 1;

        assertEquals("8=FIX.4.4\u00019=" + (trailer - body) + "\u0001", raw.substring(0, body));
        assertEquals(raw.substring(0, trailer).chars().sum() % 256, Integer.parseInt(raw.substring(trailer + 3, trailer + 6)));
    }

    private Translator translator(String rules) throws DialectException {
        return new Translator(Dialect.read("test.yaml", HEAD + rules, TestInstruments.codes()), alerts::add);
    }

    private String in(String rules, String type, String body) throws DialectException, Untranslatable {
        return bodyOf(translator(rules).in(message(type, body), false));
    }

    private static FixMessage message(String type, String body) {
        return FixMessage.of(("8=FIX.4.4|9=5|35=" + type + "|34=2|49=C|56=B|" + body + "10=000|").replace('|', '\u0001'));
    }

    private static String bodyOf(FixMessage message) {
        String text = message.raw().replace('\u0001', '|');
        return text.substring(text.indexOf("|56=B|") + 6, text.indexOf("|10=") + 1);
    }

    private String out(String rules, String type, String body) throws DialectException {
        return out(translator(rules), type, body);
    }

    private static String out(Translator translator, String type, String body) {
        FixBody before = new FixBody().begin(type);
        for (String field : body.split("\\|")) {
            before.put(Integer.parseInt(field.substring(0, field.indexOf('='))), field.substring(field.indexOf('=') + 1));
        }
        FixBody after = translator.out(before);
        return after.toString();
    }
}
