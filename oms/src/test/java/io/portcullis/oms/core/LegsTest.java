package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is there is taken at once by legs, parts that are immediate or cancel; what is left rests. Lines as {@link Desk} writes them. */
class LegsTest extends OnADesk {

    private Desk orderWithLegs() {
        return desk.legs("A 4@9 B 3@10").order("X", 10, "10");
    }

    private void rejected(String venue, String request) {
        desk.report(venue, request, "r" + request, ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "no");
    }

    @Test
    void theyGoOutAtTheirLimitsAndWhatIsLeftWaitsForTheirEnd() {
        orderWithLegs();
        told("8 X NEW NEW 10 0 10", "A D1 4@9", "B D1 3@10");
        assertEquals(List.of(TimeInForce.IMMEDIATE_OR_CANCEL, TimeInForce.IMMEDIATE_OR_CANCEL),
                desk.orderOf("X").children().stream().map(child -> child.timeInForce()).toList());
        desk.fill("A", "D1", "e1", 3, "9", 3).told();
        desk.canceled("A", "D1", 3);
        told("");
        desk.canceled("B", "D1", 0);
        told("A D2 7@10");
        assertEquals(TimeInForce.DAY, desk.orderOf("X").children().getLast().timeInForce());
        desk.wait(60);
        told("A H D2");
    }

    @Test
    void aVenueThatFillsItsLegMayGetAnother() {
        orderWithLegs().fill("A", "D1", "e1", 4, "9", 4).canceled("B", "D1", 0).told();
        assertEquals(3, desk.orderOf("X").children().size());
        desk.fill("A", "D2", "e2", 4, "9", 4).told();
        assertEquals("2@9 IMMEDIATE_OR_CANCEL", textOfLast());
        desk.fill("A", "D3", "e3", 2, "9", 2);
        told("8 X TRADE FILLED 10 10 0 2@9 avg 9");
    }

    private String textOfLast() {
        Conditions last = desk.orderOf("X").children().getLast().conditions();
        return last.orderQty() + "@" + last.price() + " " + last.timeInForce();
    }

    @Test
    void asManyTriesAsAVenueHas() {
        desk.tries(2, 100).legs("A 4@9").order("X", 10, "10").canceled("A", "D1", 0);
        assertEquals("4@9 IMMEDIATE_OR_CANCEL", textOfLast());
        desk.canceled("A", "D2", 0);
        assertEquals("10@10 DAY", textOfLast());
    }

    @Test
    void asManyAsAllVenuesTogetherHave() {
        desk.tries(5, 2).legs("A 4@9 B 3@10 C 1@10").order("X", 10, "10").canceled("A", "D1", 0).canceled("B", "D1", 0);
        assertEquals(3, desk.orderOf("X").children().size());
        desk.canceled("C", "D1", 0);
        assertEquals("10@10 DAY", textOfLast());
    }

    @Test
    void aVenueThatRejectsOneGetsNothingMore() {
        orderWithLegs().told();
        rejected("A", "D1");
        desk.canceled("B", "D1", 0);
        told("B D2 10@10");
    }

    @Test
    void theOrderGoesOnWhereItsClientWantsNothingSentAgain() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(false, true, true, true, true, true, false)));
        orderWithLegs().canceled("A", "D1", 0).told();
        desk.canceled("B", "D1", 0);
        told("A D2 10@10");
    }

    @Test
    void aCancelIsAskedOfTheirVenuesAndWaitsForThem() {
        orderWithLegs().told();
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1", "B F1 D1");
        desk.canceled("B", "D1", 0).cancelReject("A", "F1", 0);
        told("A H D1");
        desk.fill("A", "D1", "e1", 1, "9", 1).told();
        desk.canceled("A", "D1", 1);
        told("8 Y/X CANCELED CANCELED 10 1 0 avg 9");
    }

    @Test
    void oneThatIsFilledInTheMeantimeCounts() {
        orderWithLegs().cancel("Y", "X").told();
        desk.fill("A", "D1", "e1", 4, "9", 4).canceled("B", "D1", 0).told();
        assertEquals(Quantity.of(4), desk.orderOf("X").cumQty());
        assertEquals(OrdStatus.CANCELED, desk.orderOf("X").ordStatus());
    }

    @Test
    void aReplaceWaitsForTheirEnd() {
        orderWithLegs().told();
        desk.replace("Y", "X", 12, "11");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10");
        desk.fill("A", "D1", "e1", 4, "9", 4).told();
        desk.legs("C 1@11");
        desk.canceled("B", "D1", 0);
        told("8 Y/X REPLACED PARTIALLY_FILLED 12 4 8 avg 9", "C D1 1@11");
        desk.canceled("C", "D1", 0);
        told("A D2 8@11");
    }

    @Test
    void aReplaceToLessThanTheyFillIsForWhatTheyFill() {
        orderWithLegs().replace("Y", "X", 2, "10").told();
        desk.fill("A", "D1", "e1", 4, "9", 4).fill("B", "D1", "e2", 3, "10", 3).told();
        assertEquals(Quantity.ZERO, desk.orderOf("X").leavesQty());
        assertEquals(Quantity.of(7), desk.orderOf("X").cumQty());
        assertEquals(2, desk.orderOf("X").children().size());
    }

    @Test
    void aCancelAndAReplaceAtOnceEndTheOrder() {
        orderWithLegs().replace("Y", "X", 12, "11").cancel("Z", "X").told();
        desk.canceled("A", "D1", 0).canceled("B", "D1", 0).told();
        assertEquals(OrdStatus.CANCELED, desk.orderOf("X").ordStatus());
    }

    @Test
    void oneThatItsVenueHasAndDoesNotEndIsCanceled() {
        desk.legs("A 4@9").order("X", 10, "10").ack("A", "D1").told();
        desk.wait(4);
        told("");
        desk.wait(2);
        told("A F1 D1");
        desk.canceled("A", "F1", 0);
        told("A D2 10@10");
    }

    @Test
    void oneThatItsVenueDoesNotAnswerIsAskedAbout() {
        desk.legs("A 4@9").order("X", 10, "10").told();
        desk.wait(6);
        told("A H D1");
        desk.report("A", "D1", "0", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0, null, "unknown order");
        told("B D1 10@10");
    }

    @Test
    void nothingMoreGoesOutWhileNobodyKnowsOfOne() {
        orderWithLegs().canceled("B", "D1", 0).told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "cut")).wait(60).told();
        assertEquals(2, desk.orderOf("X").children().size());
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        told("A H D1");
        desk.report("A", "D1", "0", ExecType.ORDER_STATUS, OrdStatus.CANCELED, 0, null, 0);
        told("A D2 10@10");
    }

    @Test
    void aRestartForgetsNothing() {
        orderWithLegs().fill("A", "D1", "e1", 1, "9", 1).canceled("A", "D1", 1).told();
        desk.restart();
        desk.canceled("B", "D1", 0);
        told("A D2 9@10");
    }

    @Test
    void whenTheTimeOfTheOrderIsOverNothingOfItRests() {
        desk.legs("A 4@9").order("X", Side.BUY,
                new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_DATE, Quantity.of(10), Price.of("10"), 1_001_000_000_000L)).told();
        desk.wait(3).told();
        desk.canceled("A", "D1", 0).told();
        assertEquals(OrdStatus.EXPIRED, desk.orderOf("X").ordStatus());
        assertEquals(1, desk.orderOf("X").children().size());
    }

    @Test
    void anExecutionThatIsTakenBackIsNotSentAgain() {
        orderWithLegs().fill("A", "D1", "e1", 4, "9", 4);
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null).told();
        desk.canceled("A", "D1", 0).canceled("B", "D1", 0).told();
        assertEquals(2, desk.orderOf("X").children().size());
        assertEquals(OrdStatus.CANCELED, desk.orderOf("X").ordStatus());
    }

    @Test
    void aHaltOfTradingKeepsBackWhatIsLeft() {
        orderWithLegs().house(new Command.HaltTrading("OPS", "drill")).told();
        desk.canceled("A", "D1", 0).canceled("B", "D1", 0);
        told("");
        desk.house(new Command.ResumeTrading("OPS", "over")).wait(1);
        told("! trading resumed by OPS: over", "A D2 10@10");
    }

    @Test
    void noLegIsBeyondTheLimitOfItsOrder() {
        assertThrows(IllegalStateException.class, () -> desk.legs("A 4@10.5").order("X", 10, "10"));
    }
}
