package io.portcullis.oms.core;

import static io.portcullis.oms.core.Desk.of;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Orders that come together, and depend on each other. Lines as {@link Desk} writes them. */
class OrderListsTest extends OnADesk {

    private static Conditions stop(int qty, String stopPx) {
        return new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(qty), null, 0, Instructions.stop(Price.of(stopPx)));
    }

    private Desk bracket() {
        return desk.list("L1", Contingency.BRACKET, of("X", Side.BUY, 100, "10"), of("T", Side.SELL, 100, "11"), of("S", Side.SELL, stop(100, "9")));
    }

    @Test
    void ordersOfAListWithoutContingencyAreForThemselves() {
        desk.list("L1", Contingency.NONE, of("X", Side.BUY, 10, "10"), of("Y", Side.BUY, 20, "10"));
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "8 Y NEW NEW 20 0 20", "A D2 20@10", "N L1 ACKNOWLEDGED 3: X NEW 0 10 0, Y NEW 0 20 0");
        desk.ack("A", "D1").fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10");
        desk.ack("A", "D2").fill("A", "D2", "e2", 20, "10", 20);
        told("8 Y TRADE FILLED 20 20 0 20@10 avg 10", "N L1 ALL_DONE 6: X FILLED 10 0 0, Y FILLED 20 0 0");
    }

    @Test
    void aListIsRefusedAsAWholeWithAllThatSpeaksAgainstItsOrders() {
        desk.list("L1", Contingency.ONE_CANCELS_OTHER, of("X", Side.BUY, 10, "10"), of("Y", Side.BUY, 10, "10.001"), of("Z", Side.BUY, 0, "10"));
        told("8 X REJECTED REJECTED 10 0 0", "8 Y REJECTED REJECTED 10 0 0", "8 Z REJECTED REJECTED 0 0 0",
                "N L1 RESPONSE 7: X REJECTED 0 0 0, Y REJECTED 0 0 0, Z REJECTED 0 0 0 ListSeqNo(67) 2: Price(44) must be a multiple of 0.01, was 10.001");
        desk.listStatus("L1");
        told("3 ListID(66) L1 is not known");
    }

    @Test
    void aListIDIsUsedOncePerDay() {
        desk.list("L1", Contingency.NONE, of("X", Side.BUY, 10, "10")).told();
        desk.list("L1", Contingency.NONE, of("Y", Side.BUY, 10, "10"));
        told("8 Y REJECTED REJECTED 10 0 0",
                "N L1 RESPONSE 7: Y REJECTED 0 0 0 ListID(66) L1 was used before on this trading day, or has open orders");
    }

    @Test
    void theFirstExecutionOfOneCancelsTheOther() {
        desk.list("L1", Contingency.ONE_CANCELS_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12")).told();
        desk.ack("A", "D1").ack("A", "D2").fill("A", "D1", "e1", 10, "11", 10);
        told("8 X TRADE PARTIALLY_FILLED 100 10 90 10@11 avg 11", "A F1 D2");
        desk.canceled("A", "F1", 0);
        told("8 Y CANCELED CANCELED 100 0 0");
        assertEquals("order X of its list was executed", desk.text());
    }

    @Test
    void whereBothAreExecutedTheFirstOneStaysAndSomebodyIsTold() {
        desk.list("L1", Contingency.ONE_CANCELS_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        desk.ack("A", "D1").ack("A", "D2").fill("A", "D1", "e1", 10, "11", 10).told();
        desk.fill("A", "D2", "e2", 5, "12", 5);
        told("8 Y TRADE PARTIALLY_FILLED 100 5 95 5@12 avg 12",
                "! A executed more than was wanted of the orders that are linked in list L1 (CLIENT1 Y)");
        desk.canceled("A", "F1", 5);
        told("8 Y CANCELED CANCELED 100 5 0 avg 12");
    }

    @Test
    void whatOneExecutesTheOtherIsForLess() {
        desk.list("L1", Contingency.ONE_UPDATES_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12")).told();
        desk.ack("A", "D1").ack("A", "D2").fill("A", "D1", "e1", 30, "11", 30);
        told("8 X TRADE PARTIALLY_FILLED 100 30 70 30@11 avg 11", "8 Y RESTATED NEW 70 0 70", "A G1 D2 70@12");
        desk.replaced("A", "G1", 0);
        told("");
        desk.fill("A", "G1", "e2", 20, "12", 20);
        told("8 Y TRADE PARTIALLY_FILLED 70 20 50 20@12 avg 12", "8 X RESTATED PARTIALLY_FILLED 80 30 50 avg 11", "A G2 D1 80@11");
        desk.replaced("A", "G2", 30).fill("A", "G2", "e3", 50, "11", 80);
        told("8 X TRADE FILLED 80 80 0 50@11 avg 11", "A F1 G1");
        desk.canceled("A", "F1", 20);
        told("8 Y CANCELED CANCELED 70 20 0 avg 12", "N L1 ALL_DONE 6: X FILLED 80 0 0, Y CANCELED 20 0 50");
    }

    @Test
    void anExecutionThatCrossesTheReductionIsCountedAndAlarmed() {
        desk.list("L1", Contingency.ONE_UPDATES_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        desk.ack("A", "D1").ack("A", "D2").fill("A", "D1", "e1", 30, "11", 30).told();
        desk.fill("A", "D2", "e2", 100, "12", 100);
        told("8 Y TRADE FILLED 70 100 0 100@12 avg 12", "! A executed more than was wanted of the orders that are linked in list L1 (CLIENT1 Y)", "A F1 D1");
        desk.canceled("A", "F1", 30);
        told("8 X CANCELED CANCELED 100 30 0 avg 11", "N L1 ALL_DONE 6: X CANCELED 30 0 70, Y FILLED 100 0 0");
    }

    @Test
    void aPendingReplaceOfTheClientIsReducedWhenItIsAnswered() {
        desk.list("L1", Contingency.ONE_UPDATES_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        desk.ack("A", "D1").ack("A", "D2").told();
        desk.replace("Y2", "Y", Side.SELL, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(120), Price.of("12"), 0)).told();
        desk.fill("A", "D1", "e1", 30, "11", 30);
        told("8 X TRADE PARTIALLY_FILLED 100 30 70 30@11 avg 11");
        desk.replaced("A", "G1", 0);
        told("8 Y2/Y REPLACED NEW 120 0 120", "8 Y2 RESTATED NEW 90 0 90", "A G2 G1 90@12");
    }

    @Test
    void whatSiblingsHaveTakenDoesNotGoOutWhenAReplaceIsAnswered() {
        desk.routes("A 50 B 50").list("L1", Contingency.ONE_UPDATES_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        desk.ack("A", "D1").ack("B", "D1").ack("A", "D2").ack("B", "D2").told();
        desk.replace("Y2", "Y", Side.SELL, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(120), Price.of("12"), 0));
        told("8 Y2/Y PENDING_REPLACE PENDING_REPLACE 100 0 100", "A G1 D2 70@12");
        desk.fill("A", "D1", "e1", 50, "11", 50).canceled("A", "D2", 0);
        told("8 X TRADE PARTIALLY_FILLED 100 50 50 50@11 avg 11", "8 Y2/Y REPLACED NEW 120 0 120", "8 Y2 RESTATED NEW 70 0 70", "B D3 20@12");
    }

    @Test
    void proportionallyEachIsForLessByThatPart() {
        desk.list("L1", Contingency.ONE_UPDATES_OTHER_PROPORTIONALLY, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 50, "12")).told();
        desk.ack("A", "D1").ack("A", "D2").fill("A", "D1", "e1", 33, "11", 33);
        told("8 X TRADE PARTIALLY_FILLED 100 33 67 33@11 avg 11", "8 Y RESTATED NEW 33 0 33", "A G1 D2 33@12");
    }

    @Test
    void aBustBringsNothingBackAndSomebodyIsTold() {
        desk.list("L1", Contingency.ONE_CANCELS_OTHER, of("X", Side.SELL, 100, "11"), of("Y", Side.SELL, 100, "12"));
        desk.ack("A", "D1").ack("A", "D2").fill("A", "D1", "e1", 10, "11", 10).canceled("A", "F1", 0).told();
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null);
        told("8 X TRADE_CANCEL NEW 100 0 100",
                "! A took back or corrected an execution of list L1: what it brought about for the orders linked with it stays (CLIENT1 X)");
    }

    @Test
    void whatWaitsForAnotherOrderGoesOutAsThatIsExecuted() {
        desk.list("L1", Contingency.ONE_TRIGGERS_OTHER, of("X", Side.BUY, 100, "10"), of("Y", Side.SELL, 50, "11"));
        told("8 X NEW NEW 100 0 100", "A D1 100@10", "8 Y NEW NEW 50 0 50", "N L1 ACKNOWLEDGED 3: X NEW 0 100 0, Y NEW 0 50 0");
        desk.ack("A", "D1").fill("A", "D1", "e1", 33, "10", 33);
        told("8 X TRADE PARTIALLY_FILLED 100 33 67 33@10 avg 10", "8 Y TRIGGERED NEW 50 0 50", "A D2 16@11");
        desk.restart();
        desk.fill("A", "D1", "e2", 67, "10", 100);
        told("8 X TRADE FILLED 100 100 0 67@10 avg 10", "A D3 34@11");
    }

    @Test
    void whatWaitsForAnOrderThatEndsWithoutAnExecutionIsCanceled() {
        desk.list("L1", Contingency.ONE_TRIGGERS_OTHER, of("X", Side.BUY, 100, "10"), of("Y", Side.SELL, 50, "11")).told();
        desk.ack("A", "D1").cancel("C", "X");
        told("8 C/X PENDING_CANCEL PENDING_CANCEL 100 0 100", "A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 C/X CANCELED CANCELED 100 0 0", "8 Y CANCELED CANCELED 50 0 0", "N L1 ALL_DONE 6: X CANCELED 0 0 100, Y CANCELED 0 0 50");
        assertEquals("order X, which it waits for, ended without an execution", desk.text());
    }

    @Test
    void whatWaitsForAnOrderThatEndsPartFilledIsMadeAsSmall() {
        desk.list("L1", Contingency.ONE_TRIGGERS_OTHER, of("X", Side.BUY, 100, "10"), of("Y", Side.SELL, 50, "11")).told();
        desk.ack("A", "D1").fill("A", "D1", "e1", 40, "10", 40).told();
        desk.cancel("C", "X").canceled("A", "F1", 40);
        told("8 C/X PENDING_CANCEL PENDING_CANCEL 100 40 60 avg 10", "A F1 D1", "8 C/X CANCELED CANCELED 100 40 0 avg 10", "8 Y RESTATED NEW 20 0 20");
        desk.ack("A", "D2").fill("A", "D2", "e2", 20, "11", 20);
        told("8 Y TRADE FILLED 20 20 0 20@11 avg 11", "N L1 ALL_DONE 6: X CANCELED 40 0 60, Y FILLED 20 0 0");
    }

    @Test
    void anOrderThatMustGoAsAWholeWaitsUntilTheOtherIsFilled() {
        desk.list("L1", Contingency.ONE_TRIGGERS_OTHER, of("X", Side.BUY, 100, "10"),
                of("Y", Side.SELL, new Conditions(OrdType.MARKET, TimeInForce.IMMEDIATE_OR_CANCEL, Quantity.of(100), null, 0))).told();
        desk.ack("A", "D1").fill("A", "D1", "e1", 40, "10", 40);
        told("8 X TRADE PARTIALLY_FILLED 100 40 60 40@10 avg 10");
        desk.fill("A", "D1", "e2", 60, "10", 100);
        told("8 X TRADE FILLED 100 100 0 60@10 avg 10", "8 Y TRIGGERED NEW 100 0 100", "A D2 100@null");
    }

    @Test
    void theExitsOfABracketGoWithTheEntryAndUpdateEachOther() {
        bracket();
        told("8 X NEW NEW 100 0 100", "A D1 100@10", "8 T NEW NEW 100 0 100", "8 S NEW NEW 100 0 100",
                "N L1 ACKNOWLEDGED 3: X NEW 0 100 0, T NEW 0 100 0, S NEW 0 100 0");
        desk.trade("8");
        told("");
        desk.trade("10").ack("A", "D1").fill("A", "D1", "e1", 40, "10", 40);
        told("8 X TRADE PARTIALLY_FILLED 100 40 60 40@10 avg 10", "8 T TRIGGERED NEW 100 0 100", "A D2 40@11", "8 S RESTATED NEW 100 0 100");
        desk.ack("A", "D2").fill("A", "D2", "e2", 10, "11", 10);
        told("8 T TRADE PARTIALLY_FILLED 100 10 90 10@11 avg 11", "8 S RESTATED NEW 90 0 90");
        desk.fill("A", "D1", "e3", 60, "10", 100);
        told("8 X TRADE FILLED 100 100 0 60@10 avg 10", "A D3 60@11");
        desk.trade("9");
        told("8 S TRIGGERED NEW 90 0 90", "A D4 90@null");
        desk.ack("A", "D4").fill("A", "D4", "e4", 90, "9", 90);
        told("8 S TRADE FILLED 90 90 0 90@9 avg 9", "A F1 D2", "A F2 D3");
        desk.canceled("A", "F1", 10).canceled("A", "F2", 0);
        told("8 T CANCELED CANCELED 100 10 0 avg 11", "N L1 ALL_DONE 6: X FILLED 100 0 0, T CANCELED 10 0 90, S FILLED 90 0 0");
    }

    @Test
    void anExitThatIsTriggeredBeforeAllOfTheEntryIsInSellsNoMoreThanThat() {
        bracket();
        desk.ack("A", "D1").fill("A", "D1", "e1", 40, "10", 40).told();
        desk.trade("9");
        told("8 S TRIGGERED NEW 100 0 100", "A D3 40@null");
        desk.ack("A", "D3").fill("A", "D3", "e2", 40, "9", 40);
        told("8 S TRADE PARTIALLY_FILLED 100 40 60 40@9 avg 9", "8 T RESTATED NEW 60 0 60", "A F1 D2");
        desk.canceled("A", "F1", 0).told();
        desk.fill("A", "D1", "e3", 60, "10", 100);
        told("8 X TRADE FILLED 100 100 0 60@10 avg 10", "8 T TRIGGERED NEW 60 0 60", "A D4 60@11", "A D5 60@null");
    }

    @Test
    void manySmallExecutionsLetGoFewPartsAndAStopThatWaitsHereFollowsEachOfThem() {
        bracket();
        desk.ack("A", "D1").fill("A", "D1", "e1", 2, "10", 2);
        told("8 X NEW NEW 100 0 100", "A D1 100@10", "8 T NEW NEW 100 0 100", "8 S NEW NEW 100 0 100",
                "N L1 ACKNOWLEDGED 3: X NEW 0 100 0, T NEW 0 100 0, S NEW 0 100 0", "8 X TRADE PARTIALLY_FILLED 100 2 98 2@10 avg 10",
                "8 S RESTATED NEW 100 0 100");
        desk.fill("A", "D1", "e2", 3, "10", 5);
        told("8 X TRADE PARTIALLY_FILLED 100 5 95 3@10 avg 10", "8 T TRIGGERED NEW 100 0 100", "A D2 5@11");
        desk.fill("A", "D1", "e3", 1, "10", 6).trade("9");
        told("8 X TRADE PARTIALLY_FILLED 100 6 94 1@10 avg 10", "8 S TRIGGERED NEW 100 0 100", "A D3 6@null");
    }

    @Test
    void nothingIsLetGoWhileTradingIsHalted() {
        bracket();
        desk.ack("A", "D1").house(new Command.HaltTrading("ann", "news")).fill("A", "D1", "e1", 100, "10", 100).told();
        desk.wait(1);
        told("");
        desk.house(new Command.ResumeTrading("ann", "over")).told();
        desk.wait(1);
        told("8 T TRIGGERED NEW 100 0 100", "A D2 100@11", "8 S RESTATED NEW 100 0 100");
    }

    @Test
    void whatWaitsEndsWithTheDay() {
        bracket().told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("A F1 D1", "8 T EXPIRED EXPIRED 100 0 0", "8 S EXPIRED EXPIRED 100 0 0");
        desk.canceled("A", "F1", 0);
        told("8 X EXPIRED EXPIRED 100 0 0", "N L1 ALL_DONE 6: X EXPIRED 0 0 100, T EXPIRED 0 0 100, S EXPIRED 0 0 100");
    }

    @Test
    void aListThatWaitsGoesOutWhenTheClientSaysSo() {
        desk.list("L1", Contingency.NONE, true, of("X", Side.BUY, 10, "10"), of("Y", Side.BUY, 20, "10"));
        told("8 X NEW NEW 10 0 10", "8 Y NEW NEW 20 0 20", "N L1 ACKNOWLEDGED 2: X NEW 0 10 0, Y NEW 0 20 0");
        desk.restart();
        desk.listExecute("L1");
        told("N L1 STARTED 3: X NEW 0 10 0, Y NEW 0 20 0", "8 X TRIGGERED NEW 10 0 10", "A D1 10@10", "8 Y TRIGGERED NEW 20 0 20", "A D2 20@10");
        desk.listExecute("L1");
        told("3 ListID(66) L1 does not wait for ListExecute(35=L)");
    }

    @Test
    void aListIsCanceledByOneRequest() {
        bracket().told();
        desk.ack("A", "D1").listCancel("L1");
        told("N L1 RESPONSE 4: X NEW 0 100 0, T NEW 0 100 0, S NEW 0 100 0", "8 S CANCELED CANCELED 100 0 0", "8 T CANCELED CANCELED 100 0 0",
                "A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 X CANCELED CANCELED 100 0 0", "N L1 ALL_DONE 6: X CANCELED 0 0 100, T CANCELED 0 0 100, S CANCELED 0 0 100");
    }

    @Test
    void whatWaitsIsReplacedAndCanceledAsAnyOrder() {
        bracket().told();
        desk.replace("T2", "T", Side.SELL, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(80), Price.of("12"), 0));
        told("8 T2/T PENDING_REPLACE PENDING_REPLACE 100 0 100", "8 T2/T REPLACED NEW 80 0 80");
        desk.cancel("C", "S", Side.SELL);
        told("8 C/S PENDING_CANCEL PENDING_CANCEL 100 0 100", "8 C/S CANCELED CANCELED 100 0 0");
        desk.ack("A", "D1").fill("A", "D1", "e1", 50, "10", 50);
        told("8 X TRADE PARTIALLY_FILLED 100 50 50 50@10 avg 10", "8 T2 TRIGGERED NEW 80 0 80", "A D2 40@12");
    }

    @Test
    void aStopOrderThatHasSiblingsWaitsHere() {
        desk.takes("A", OrdType.STOP);
        desk.list("L1", Contingency.ONE_UPDATES_OTHER, of("T", Side.SELL, 100, "11"), of("S", Side.SELL, stop(100, "9")));
        told("8 T NEW NEW 100 0 100", "A D1 100@11", "8 S NEW NEW 100 0 100", "N L1 ACKNOWLEDGED 3: T NEW 0 100 0, S NEW 0 100 0");
        assertTrue(desk.orderOf("S").isParked());
        desk.ack("A", "D1").fill("A", "D1", "e1", 100, "11", 100);
        told("8 T TRADE FILLED 100 100 0 100@11 avg 11", "8 S CANCELED CANCELED 100 0 0", "N L1 ALL_DONE 6: T FILLED 100 0 0, S CANCELED 0 0 100");
        assertFalse(desk.orderOf("S").isParked());
    }

    @Test
    void anOrderThatIsToBeLessIsMadeSoBeforeAnyOfItGoesOutAgain() {
        desk.list("L1", Contingency.ONE_TRIGGERS_OTHER, of("X", Side.BUY, 10, "10"), of("Y", Side.SELL, 10, "11")).ack("A", "D1").routes("A 50 B 50");
        desk.fill("A", "D1", "e1", 6, "10", 6).fill("A", "D1", "e2", 4, "10", 10).ack("A", "D2").ack("B", "D1").ack("A", "D3").ack("B", "D2");
        desk.cancel("C", "Y", Side.SELL).report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 0, null, 6, "e2", null);
        desk.canceled("A", "D1", 6).canceled("B", "D1", 0).canceled("B", "D2", 0).canceled("A", "D3", 0).told();
        assertEquals(OrdStatus.CANCELED, desk.orderOf("X").ordStatus());
        desk.routes("B 100").cancelReject("A", "F1", 99);
        assertEquals(Quantity.of(6), desk.orderOf("Y").atVenues());
        told("9 C/Y NEW CANCEL 2", "8 Y RESTATED NEW 6 0 6", "B D3 3@11");
    }
}
