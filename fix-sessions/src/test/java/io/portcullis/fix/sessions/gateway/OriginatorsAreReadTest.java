package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.SessionKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who of the client is responsible for an order, as Parties(453) and SenderSubID(50) say it. */
class OriginatorsAreReadTest {

    private static Command.FromClient read(boolean readsSenderSubId, String text) {
        return new RequestDecoder("ACC", false, readsSenderSubId, FixVersion.FIXLATEST, id -> 0).decode(FixMessage.of(text.replace('|', '\u0001')),
                new Origin(new SessionKey("CLIENT1"), 1, 2));
    }

    private static @Nullable Originator order(boolean readsSenderSubId, String header, String parties) {
        Command.NewOrderSingle order = (Command.NewOrderSingle) read(readsSenderSubId,
                "8=FIX.4.4|9=1|35=D|" + header + "11=X|" + parties + "55=IBM|54=1|38=10|40=2|44=10|10=000|");
        return order.instructions().originator();
    }

    @ParameterizedTest
    @CsvSource({"453=1|448=T1|447=D|452=11|, T1,,", "453=1|448=T1|447=D|452=36|, T1,,", "453=1|448=T1|447=D|452=12|, T1,,",
        "453=1|448=T1|447=P|452=12|2376=24|, T1,,",
        "453=3|448=A|447=D|452=12|448=B|447=D|452=36|448=C|447=D|452=11|, C,,", "453=2|448=A|447=D|452=12|448=B|447=D|452=36|, B,,",
        "453=1|448=ALGO|447=D|452=12|2376=22|, ,ALGO,", "453=1|448=ALPHA|447=D|452=122|2376=22|, ,ALPHA,",
        "453=3|448=T1|447=D|452=11|448=ALGO|447=D|452=12|2376=22|448=ALPHA|447=D|452=122|2376=22|, T1,ALGO,ALPHA"})
    void partiesNameTraderAndAlgorithm(String parties, @Nullable String trader, @Nullable String algorithm, @Nullable String decidedBy) {
        assertEquals(Originator.of(trader, algorithm, decidedBy), order(false, "", parties));
    }

    @ParameterizedTest
    @CsvSource({"''", "453=1|448=F|447=D|452=1|", "453=1|448=JOHN|447=P|452=122|2376=24|"})
    void othersAreNoTraders(String parties) {
        assertNull(order(false, "50=DESK|", parties));
    }

    @Test
    void senderSubIdIsReadWhereThatIsAgreedAndPartiesNameNoTrader() {
        assertEquals(new Originator("T1", null, null), order(true, "50=T1|", ""));
        assertEquals(new Originator("T2", null, null), order(true, "50=T1|", "453=1|448=T2|447=D|452=11|"));
        assertEquals(new Originator("T1", "ALGO", null), order(true, "50=T1|", "453=1|448=ALGO|447=D|452=12|2376=22|"));
        assertNull(order(true, "", ""));
    }

    @Test
    void ordersOfListsHaveTheirOwn() {
        Command.NewOrderList list = (Command.NewOrderList) read(true,
                "8=FIX.4.4|9=1|35=E|50=S|66=L|394=3|68=2|73=2|11=X|67=1|453=1|448=T1|447=D|452=11|55=IBM|54=1|38=10|40=2|44=10|"
                        + "11=Y|67=2|55=IBM|54=1|38=10|40=2|44=10|10=000|");
        assertEquals(new Originator("T1", null, null), list.orders().get(0).conditions().instructions().originator());
        assertEquals(new Originator("S", null, null), list.orders().get(1).conditions().instructions().originator());
    }

    @Test
    void sidesOfCrossesHaveTheirOwn() {
        Command.NewOrderCross cross = (Command.NewOrderCross) read(false,
                "8=FIX.4.4|9=1|35=s|548=C|549=1|550=0|552=2|54=1|11=X|453=1|448=T1|447=D|452=11|38=10|"
                        + "54=2|11=Y|38=10|55=IBM|40=2|44=10|10=000|");
        assertEquals(new Originator("T1", null, null), cross.sides().get(0).conditions().instructions().originator());
        assertNull(cross.sides().get(1).conditions().instructions().originator());
    }
}
