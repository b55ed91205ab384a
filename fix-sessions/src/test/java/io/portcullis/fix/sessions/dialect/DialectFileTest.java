package io.portcullis.fix.sessions.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.fix.dictionaries.FixVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectFileTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            colour: red                                          ; 3: colour=red: there is no such key, known are carry, dialect, fields, groups, in, messages, out, strictness, third-party, version
            fields: {6001: {name: Desk}}                         ; 3: fields.6001 needs a name and a type: FIX44 has no such field
            fields: {6001: {name: Desk, type: TEXT}}             ; 3: fields.6001.type=TEXT is no FIX data type, allowed are STRING CHAR PRICE INT AMT QTY CURRENCY MULTIPLEVALUESTRING MULTIPLESTRINGVALUE MULTIPLECHARVALUE EXCHANGE UTCTIMESTAMP BOOLEAN LOCALMKTDATE DATA FLOAT PRICEOFFSET MONTHYEAR DAYOFMONTH UTCDATEONLY UTCDATE UTCTIMEONLY TIME NUMINGROUP PERCENTAGE SEQNUM LENGTH COUNTRY
            fields: {6001: {name: Side, type: CHAR}}             ; 3: fields.6001.name=Side is the name of tag 54 already
            fields: {54: {without-values: [X]}}                  ; 3: fields.54.without-values=X is not among the field's values anyway
            fields: {100000: {name: Far, type: INT}}             ; 3: fields.100000: a tag must be from 1 to 99999
            fields: {side: {type: INT}}                          ; 3: fields.side: must be a tag, a number from 1 to 999999999, was side
            messages: {D: {require: [6001]}}                     ; 3: messages.D=6001 is not defined in FIX44: define it under fields
            messages: {ZZ: {require: [1]}}                       ; 3: messages.ZZ is no message of FIX44, a new one needs a name
            messages: {D: {forbid: [37]}}                        ; 3: messages.D.forbid=OrderID(37) does not stand in 35=D of FIX44 anyway
            groups: {9001: {fields: [448]}}                      ; 3: groups.9001=9001 is not defined in FIX44: define it under fields
            strictness: {check-field-order: maybe}               ; 3: strictness.check-field-order=maybe: must be yes or no
            in: [{set: {34: 5}}]                                 ; 3: in.set.34=5: MsgSeqNum(34) is the session's own and can't be changed by a rule
            in: [{set: {4711: x}}]                               ; 3: in.set.4711=x: tag 4711 is not defined in FIX44: define it under fields
            in: [{when: {35: QQ}, set: {1: x}}]                  ; 3: in.when.35=QQ: 35=QQ is no message of FIX44
            in: [{when: {35: D}}]                                ; 3: in: the rule does nothing: set, default, copy, map, drop, convert, enrich, add or drop-entries says what is done
            in: [{convert: {55: {from: sedol, to: symbol}}}]     ; 3: in.convert.55.from=sedol: the instruments' reference data have no such column, there are currency, figi, isin, mic, mic-symbol, ric, symbol
            in: [{map: {54: {B: 1, otherwise: never}}}]          ; 3: in.map.54: otherwise=never must be reject, keep or drop
            in: [{set: {1: a}, set: {1: b}}]                     ; 3: in.set: stands twice
            in: [{where: {452: 1}, set: {1: a}}]                 ; 3: in: where says which entries of a group are meant: name the group, by the tag of its count
            in: [{when: {55: {matches: '('}}, set: {1: a}}]      ; 3: in.when.55.matches=(: is no regular expression: Unclosed group
            `in: [`                                              ; 4: is not YAML: expected the node content, but found '<stream end>'
            """)
    void aBadFileIsRefusedWithLineKeyAndValue(String line, String complaint) {
        DialectException refused = assertThrows(DialectException.class,
                () -> Dialect.read("acme.yaml", "dialect: acme\nversion: FIX.4.4\n" + line + "\n", TestInstruments.codes()));

        assertEquals("acme.yaml:" + complaint, refused.text());
    }

    @Test
    void aLetterThatOtherFilesTakeForABooleanStaysALetter() throws Exception {
        Dialect dialect = Dialect.read("acme.yaml", """
                dialect: acme
                version: FIX.5.0SP2
                in:
                  - map: {54: {N: 1, Y: 2, 010: 5}}
                """, TestInstruments.codes());

        assertEquals(FixVersion.FIX50SP2, dialect.version());
        assertEquals("Translate[tag=54, table={N=1, Y=2, 010=5}, otherwise=REJECT]", dialect.in().of("D").getFirst().actions().getFirst().toString());
    }
}
