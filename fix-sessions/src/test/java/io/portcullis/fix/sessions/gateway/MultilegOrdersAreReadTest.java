package io.portcullis.fix.sessions.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multi-leg orders as clients write them, and what is answered where a leg says what can't be passed on. */
class MultilegOrdersAreReadTest {

    private static final String FIRST = "600=ABC|623=1|624=1|654=A|";
    private static final String SECOND = "600=XYZ|608=OC|610=202701|612=12.5|614=100|623=2|624=2|564=O|565=0|566=-0.5|654=B|";

    private static Command decoded(String msgType, String fields) {
        String text = "8=FIX.4.4|9=1|35=" + msgType + "|11=A|41=B|55=PAIR|40=2|44=-1.5|38=10|" + fields + "10=000|";
        return new RequestDecoder("ACC", false, FixVersion.FIX44, id -> 0).decode(FixMessage.of(text.replace('|', '\u0001')),
                new Origin(new SessionKey("CLIENT1"), 1, 2));
    }

    @Test
    void theLegsArePartOfWhatIsAskedFor() {
        Command.NewOrderSingle order = (Command.NewOrderSingle) decoded("AB", "54=B|563=0|555=2|" + FIRST + SECOND + "59=0|58=text|");
        Strategy strategy = order.conditions().instructions().strategy();
        assertEquals(Side.AS_DEFINED, order.side());
        assertEquals(Price.of("-1.5"), order.price());
        assertEquals("buy 1 ABC, sell 2 XYZ", strategy.text());
        assertEquals("{CFI_CODE=OC, MATURITY_MONTH_YEAR=202701, STRIKE_PRICE=12.5, CONTRACT_MULTIPLIER=100, POSITION_EFFECT=O, COVERED_OR_UNCOVERED=0}",
                strategy.legs().get(1).fields().toString());
        assertEquals("B -0.5", strategy.legs().get(1).refId() + " " + strategy.legs().get(1).price());
        assertEquals(0, strategy.reportsWanted());
    }

    @Test
    void aReplaceHasThemToo() {
        Command.OrderCancelReplaceRequest replace = (Command.OrderCancelReplaceRequest) decoded("AC", "54=1|555=2|" + FIRST + SECOND);
        assertEquals(Quantity.of(2), replace.conditions().instructions().strategy().legs().get(1).ratio());
        assertEquals("OC", replace.conditions().instructions().strategy().legs().get(1).field(LegField.CFI_CODE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"54=1|555=1|L1; NoLegs(555) must be 2 to 20, was 1", "54=1; NoLegs(555) is missing",
        "54=3|555=2|L1L2; Side(54) must be 1, 2, B or C in a multi-leg order, was 3",
        "54=1|167=OPT|555=2|L1L2; SecurityType(167) must be MLEG in a multi-leg order, was OPT",
        "54=1|21=3|555=2|L1L2; HandlInst(21) must be 1 or 2 in a multi-leg order, was 3",
        "54=1|563=2|555=2|L1L2; MultiLegRptTypeReq(563) must be 0 or 1: the order itself is always reported, was 2",
        "54=1|77=O|555=2|L1L2; PositionEffect(77) must not stand in a multi-leg order",
        "54=1|423=1|555=2|L1L2; PriceType(423) must be 2, per unit, in a multi-leg order, was 1",
        "54=1|555=2|L1600=XYZ|624=2|; leg 2: LegRatioQty(623) is missing", "54=1|555=2|L1600=XYZ|623=1|; leg 2: LegSide(624) is missing",
        "54=1|555=2|L1600=XYZ|623=1|624=B|; leg 2: LegSide(624) must be 1, 2, 5 or 6, was B",
        "54=1|555=2|L1600=XYZ|623=x|624=1|; leg 2: LegRatioQty(623)",
        "54=1|555=2|L1600=XYZ|614=0|623=1|624=1|; leg 2: LegContractMultiplier(614) must be positive, was 0",
        "54=1|555=2|600=ABC|623=1|624=1|587=1|L2; leg 1: LegSettlType(587) is not supported in a leg, was 1",
        "54=1|555=2|L1600=XYZ|623=1|624=1|687=5|59=0|; leg 2: LegQty(687) is not supported in a leg, was 5",
        "54=1|555=2|600=ABC|623=1|624=1|9999=x|L2; leg 1: tag 9999 is not supported in a leg, was x"})
    void whatCannotBePassedOnIsNamed(String fields, String text) {
        Command.UnreadableRequest refused = (Command.UnreadableRequest) decoded("AB",
                (fields.replace("L1", FIRST).replace("L2", SECOND) + "|").replace("||", "|"));
        String answer = refused.objection().text();
        assertEquals(text, answer.substring(0, Math.min(text.length(), answer.length())), answer);
        assertEquals(Command.RejectAs.EXECUTION_REPORT, refused.rejectAs());
    }

    @Test
    void anOrderForOneInstrumentHasNoSideThatIsForStrategies() {
        Command.UnreadableRequest refused = (Command.UnreadableRequest) decoded("D", "54=B|");
        assertEquals("Side(54) must be 1, 2, 5 or 6, was B", refused.objection().text());
    }
}
