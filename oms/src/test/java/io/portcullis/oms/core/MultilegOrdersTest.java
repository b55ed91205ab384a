package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.LegField;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Orders for several instruments, and what venues report of their legs. Lines as in {@link OrderCoreTest}; what is told of a leg begins with the word. */
class MultilegOrdersTest extends OnADesk {

    private static final Leg ABC = new Leg("ABC", Side.SELL, Quantity.of(2), "B", null, Map.of(LegField.CFI_CODE, "OC", LegField.STRIKE_PRICE, "12.5"));
    private static final Strategy PAIR = new Strategy(List.of(new Leg("XYZ", Side.BUY, Quantity.of(1), "A"), ABC));

    MultilegOrdersTest() {
        desk = new Desk().takes("A", OrdType.LIMIT).takes("B", OrdType.LIMIT);
    }

    private static Conditions at(int qty, String price, Strategy strategy) {
        return new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(qty), Price.of(price), 0, Instructions.multileg(strategy));
    }

    private Desk ordered() {
        desk.order("X", Side.BUY, at(10, "-1.5", PAIR)).ack("A", "D1").told();
        return desk;
    }

    @Test
    void aNetPriceMayBeZeroOrLessAndTheWholeGoesToOneVenue() {
        desk.order("X", Side.AS_DEFINED, at(10, "-1.5", PAIR)).order("Y", Side.BUY, at(10, "0", PAIR));
        told("8 X NEW NEW 10 0 10", "A D1 10@-1.5", "8 Y NEW NEW 10 0 10", "A D2 10@0");
    }

    @Test
    void anExecutionOfALegIsToldOnceAndCountsForNothing() {
        ordered().leg("A", "D1", "B", "e1", ExecType.TRADE, 20, "3", null);
        told("leg B SELL ABC 8 X TRADE NEW 10 0 10 20@3");
        desk.leg("A", "D1", "B", "e1", ExecType.TRADE, 20, "3", null);
        told("");
        desk.fill("A", "D1", "e1", 10, "-2", 10);
        told("8 X TRADE FILLED 10 10 0 10@-2 avg -2");
        desk.restart().leg("A", "D1", "B", "e1", ExecType.TRADE, 20, "3", null);
        assertTrue(desk.told().lines().noneMatch(line -> line.startsWith("leg")));
    }

    @Test
    void whatALinkedOrderLetsGoOfItWaitsForThePartThatIsOut() {
        desk.list("L1", Contingency.ONE_TRIGGERS_OTHER, Desk.of("X", Side.BUY, 100, "10"), Desk.of("Y", Side.SELL, at(50, "0.5", PAIR)));
        desk.ack("A", "D1").fill("A", "D1", "e1", 33, "10", 33).told();
        desk.ack("A", "D2").fill("A", "D1", "e2", 67, "10", 100);
        told("8 X TRADE FILLED 100 100 0 67@10 avg 10");
        desk.fill("A", "D2", "e3", 16, "0.5", 16);
        told("8 Y TRADE PARTIALLY_FILLED 50 16 34 16@0.5 avg 0.5", "A D3 34@0.5");
    }

    @Test
    void aBustOrACorrectionMayComeBeforeItsExecution() {
        ordered().leg("A", "D1", "B", "b1", ExecType.TRADE_CANCEL, 0, null, "e1").leg("A", "D1", "B", "e1", ExecType.TRADE, 20, "3", null);
        told("");
        desk.leg("A", "D1", "B", "c2", ExecType.TRADE_CORRECT, 20, "4", "e2");
        told("");
        desk.leg("A", "D1", "B", "e2", ExecType.TRADE, 20, "3", null);
        told("leg B SELL ABC 8 X TRADE NEW 10 0 10 20@4");
        desk.leg("A", "D1", "B", "b2", ExecType.TRADE_CANCEL, 0, null, "e2");
        told("leg B SELL ABC 8 X TRADE_CANCEL NEW 10 0 10");
    }

    @Test
    void aLegThatTheOrderHasNotIsToldAsItCameWithAnAlert() {
        ordered().leg("A", "D1", "Z", "e1", ExecType.TRADE, 20, "3", null);
        String told = desk.told();
        assertTrue(told.startsWith("! A: the order has no leg of LegRefID(654) Z, ABC"), told);
        assertTrue(told.endsWith("leg Z SELL ABC 8 X TRADE NEW 10 0 10 20@3"), told);
    }

    @Test
    void whatIsNotSaidToBeOfALegCountsForTheOrder() {
        desk.order("X", Side.BUY, at(10, "-1.5", new Strategy(List.of(ABC, new Leg("ABC", Side.BUY, Quantity.of(1), "A"))))).ack("A", "D1").told();
        desk.fill("A", "D1", "e1", 4, "-2", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@-2 avg -2");
    }

    @Test
    void aLegOfAnUnknownOrderIsAStrayThatNoOrderCanHave() {
        desk.order("X", Side.SELL, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0)).told();
        desk.leg("A", "", "B", "e1", ExecType.TRADE, 20, "3", null);
        assertTrue(desk.told().contains("of a single leg of a multi-leg order, MultiLegReportingType(442)=2, LegRefID(654) B"));
        long strayId = desk.state.strays().all().getFirst().strayId();
        String answer = desk.answerTo(new Command.AssignStray(strayId, new Command.OrderName(0, new ClOrdId("X"), null), false, false, "anna", "found"));
        assertTrue(answer.contains("single leg"), answer);
    }

    @Test
    void aLegOfAnUnknownOrderDoesNotStandForTheExecutionOfTheOrderThatIsCalledTheSame() {
        Strategy alike = new Strategy(List.of(new Leg("ABC", Side.SELL, Quantity.of(1), "B"), new Leg("XYZ", Side.BUY, Quantity.of(1), "A")));
        desk.order("X", Side.BUY, at(10, "-1.5", alike)).ack("A", "D1").told();
        desk.leg("A", "", "B", "e1", ExecType.TRADE, 4, "10", null).told();
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        assertTrue(desk.state.strays().all().getFirst().isOpen());
    }

    @Test
    void anOrderForOneInstrumentHasNoLegsWhateverAVenueSays() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.leg("A", "D1", "B", "e1", ExecType.TRADE, 4, "10", null);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
    }

    @Test
    void whatOneVenueLetsGoGoesWholeToTheNextOne() {
        ordered().fill("A", "D1", "e1", 3, "-2", 3).canceled("A", "D1", 3);
        told("8 X TRADE PARTIALLY_FILLED 10 3 7 3@-2 avg -2", "B D1 7@-1.5");
    }

    @Test
    void aReplaceMayChangePriceAndQuantityAndNotTheLegs() {
        ordered().replace("Y", "X", Side.BUY, at(12, "0.5", PAIR));
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A G1 D1 12@0.5");
        desk.replaced("A", "G1", 0);
        told("8 Y/X REPLACED NEW 12 0 12");
        Strategy other = new Strategy(List.of(PAIR.legs().getFirst(), new Leg("ABC", Side.SELL, Quantity.of(2), "B", null, Map.of(LegField.CFI_CODE, "OP"))));
        desk.replace("Z", "Y", Side.BUY, at(12, "0.5", other));
        told("9 Z/Y NEW REPLACE 2");
        assertEquals("leg 2: LegCFICode(608) of the order is OC, was OP; a replace can't change the legs", desk.text());
        desk.replace("W", "Y", 12, "0.5");
        told("9 W/Y NEW REPLACE 2");
    }
}
