package io.portcullis.server.messagelog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.dictionaries.Overlay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecodedMessageTest {

    private static DecodedMessage decoded(String fields, FixDictionary dictionary) {
        return DecodedMessage.of(new LoggedMessage(new Place(1, 0), 0, Kind.IN, "CLIENT1", fields.replace('|', '\u0001')), dictionary);
    }

    private static List<String> lines(DecodedMessage message) {
        return message.fields().stream().map(field -> "  ".repeat(field.depth()) + field).toList();
    }

    @Test
    void fieldsAndValuesHaveTheirNamesAndGroupsAreWithinTheirMessage() {
        DecodedMessage message = decoded("8=FIX.4.4|35=D|11=A|453=2|448=X|447=D|452=1|802=1|523=SUB|803=1|448=Y|447=D|452=3|55=IBM|54=1|5001=own|10=000|",
                FixDictionary.of(FixVersion.FIX44));

        assertEquals("NewOrderSingle", message.name());
        assertEquals(List.of("BeginString(8)=FIX.4.4", "MsgType(35)=D NewOrderSingle", "ClOrdID(11)=A", "NoPartyIDs(453)=2", "  PartyID(448)=X",
                "  PartyIDSource(447)=D PROPRIETARY_CUSTOM_CODE", "  PartyRole(452)=1 EXECUTING_FIRM", "  NoPartySubIDs(802)=1", "    PartySubID(523)=SUB",
                "    PartySubIDType(803)=1", "  PartyID(448)=Y", "  PartyIDSource(447)=D PROPRIETARY_CUSTOM_CODE", "  PartyRole(452)=3 CLIENT_ID",
                "Symbol(55)=IBM",
                "Side(54)=1 BUY", "5001=own", "CheckSum(10)=000"), lines(message));
        assertEquals("ClOrdID=A Side=BUY Symbol=IBM", message.summary());
    }

    @Test
    void aDialectsOwnFieldsValuesAndMessagesHaveTheirNames() throws Overlay.Misfit {
        Overlay overlay = new Overlay(
                Map.of(5001, new Overlay.Field(1, "DeskCode", "STRING", Map.of("7", "NIGHT_DESK"), Map.of(), List.of())), Map.of(),
                Map.of("U1", new Overlay.Message(1, "DeskNote", List.of(5001), List.of(), List.of(), List.of())));

        DecodedMessage message = decoded("35=U1|5001=7|", FixDictionary.of(FixVersion.FIX44, overlay));

        assertEquals("DeskNote", message.name());
        assertEquals(List.of("MsgType(35)=U1 DeskNote", "DeskCode(5001)=7 NIGHT_DESK"), lines(message));
    }

    @Test
    void dataReachesAsFarAsItsLengthSaysUnlessItIsMasked() {
        FixDictionary dictionary = FixDictionary.of(FixVersion.FIX44);
        assertEquals(List.of("MsgType(35)=A Logon", "RawDataLength(95)=5", "RawData(96)=ab\u0001cd", "EncryptMethod(98)=0 NONE_OTHER"),
                lines(decoded("35=A|95=5|96=ab|cd|98=0|", dictionary)));
        assertEquals(List.of("MsgType(35)=A Logon", "RawDataLength(95)=5", "RawData(96)=***", "EncryptMethod(98)=0 NONE_OTHER"),
                lines(decoded("35=A|95=5|96=***|98=0|", dictionary)));
    }

    @Test
    void whatIsNoMessageIsShownAsFarAsAScreenTakesIt() {
        assertEquals("8=FIX|a.b", decoded("8=FIX|a\u0007b", FixDictionary.of(FixVersion.FIX44)).readable());
    }
}
