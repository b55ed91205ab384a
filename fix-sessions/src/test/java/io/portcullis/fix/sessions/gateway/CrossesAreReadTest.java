package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossPrioritization;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cross says of both of its sides and of each, and what is answered where it can't be read. */
class CrossesAreReadTest {

    private static final String COMMON = "55=XYZ|40=2|44=10|59=0|";
    private static final String SIDES = "552=2|54=1|11=A|453=1|448=US|447=D|452=3|1=MINE|38=100|659=ALGO|54=5|11=B|38=200|";

    private static Command read(String msgType, String fields) {
        return new RequestDecoder("ACC", id -> 0).decode(FixMessage.of(("8=FIX.4.4|9=1|35=" + msgType + "|" + fields + "10=000|").replace('|', '\u0001')),
                new Origin(new SessionKey("CLIENT1"), 1, 2));
    }

    private static Conditions conditions(int qty) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of("10"), 0);
    }

    @Test
    void eachSideHasItsOwnNameAccountQuantityAndFieldsForTheVenue() {
        Command.NewOrderCross cross = (Command.NewOrderCross) read("s", "548=C1|549=3|550=2|" + SIDES + COMMON);
        assertEquals(new CrossTerms(CrossType.ONE_SIDE, CrossPrioritization.SELL_SIDE), cross.terms());
        assertEquals(List.of(
                new Command.SideOfCross(Side.BUY, new ClOrdId("A"), null, "MINE", conditions(100), "453=1|448=US|447=D|452=3|659=ALGO|".replace('|', '\u0001')),
                new Command.SideOfCross(Side.SELL_SHORT, new ClOrdId("B"), null, "ACC", conditions(200), null)), cross.sides());
        assertNull(cross.objection());
    }

    @Test
    void aRequestNamesTheCrossAndTheSides() {
        Command.CrossOrderCancelRequest cancel = (Command.CrossOrderCancelRequest) read("u",
                "548=C2|551=C1|549=1|550=0|552=2|54=1|41=A|11=V|38=100|54=2|11=W|38=100|55=XYZ|");
        assertEquals("C2 C1 A null", cancel.name() + " " + cancel.origName() + " " + cancel.sides().getFirst().origClOrdId() + " "
                + cancel.sides().getLast().origClOrdId());
        Command.CrossOrderCancelReplaceRequest replace = (Command.CrossOrderCancelReplaceRequest) read("t",
                "548=C2|551=C1|549=1|550=0|552=1|54=1|41=A|11=V|38=300|" + COMMON);
        assertEquals(List.of(new Command.SideOfCross(Side.BUY, new ClOrdId("V"), new ClOrdId("A"), null, conditions(300), null)), replace.sides());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"548=C1|549=5|550=0|; CrossType(549) must be 1, 2, 3 or 4, was 5",
        "548=C1|549=1|550=3|; CrossPrioritization(550) must be 0, 1 or 2, was 3"})
    void termsThatNobodyKnowsAreNamed(String fields, String text) {
        assertEquals(text, ((Command.UnreadableRequest) read("s", fields + SIDES + COMMON)).objection().text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"552=3|54=1|11=A|38=1|54=2|11=B|38=1|54=2|11=C|38=1|; NoSides(552) must be 1 or 2, was 3",
        "552=2|54=1|11=A|38=100|54=2|11=B|38=x|; side 2 of the cross: OrderQty(38)=x is not a number",
        "552=2|54=1|11=A|38=100|54=9|11=B|38=1|; side 2 of the cross: Side(54) must be 1, 2, 5 or 6, was 9"})
    void aSideThatCanNotBeReadIsNamedByItsPlace(String sides, String text) {
        Command.UnreadableRequest request = (Command.UnreadableRequest) read("s", "548=C1|549=1|550=0|" + sides + COMMON);
        assertEquals(Command.RejectAs.BUSINESS_REJECT, request.rejectAs());
        assertEquals("C1", request.echo().clOrdId());
        assertEquals(text, request.objection().text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"21=3|; HandlInst(21) must be 1 or 2 in a cross, was 3", "962=10|; SideTimeInForce(962) is not supported, was 10"})
    void whatWeDoNotDoIsNamed(String fields, String text) {
        assertEquals(text, ((Command.NewOrderCross) read("s", "548=C1|549=1|550=0|" + SIDES + COMMON + fields)).objection().text());
    }
}
