package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Executions of orders that we don't know, and busts and corrections that come before what they are about. Lines as in {@link OrderCoreTest}. */
class StrayExecutionsTest extends OnADesk {

    private void toldBesideAlerts(String... lines) {
        assertEquals(String.join("\n", lines), String.join("\n", desk.told().lines().filter(line -> !line.startsWith("!")).toList()));
    }

    private Desk bust(String venue, String request, String execId, String execRefId, int cumQty) {
        return desk.report(venue, request, execId, ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, cumQty, execRefId, null);
    }

    private Desk trade(String venueOrderId, String execId, int lastQty, int cumQty) {
        return desk.reportById("A", venueOrderId, execId, ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, lastQty, "10", cumQty);
    }

    private Stray only() {
        assertEquals(1, desk.state.strays().all().size(), desk.state.strays().all()::toString);
        return desk.state.strays().all().getFirst();
    }

    private String assign(String clOrdId, boolean overfill, boolean afterDenial) {
        return desk.answerTo(new Command.AssignStray(only().strayId(), new Command.OrderName(0, new ClOrdId(clOrdId), null), overfill, afterDenial, "anna",
                "agreed by telephone"));
    }

    // Busts and corrections that come ahead

    @Test
    void anExecutionThatComesBehindItsBustIsBookedAsBustedAndTheClientIsToldNothing() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        bust("A", "D1", "b1", "e1", 0);
        assertTrue(desk.told().startsWith("! A busts an execution that is not known, ExecRefID e1"));
        assertTrue(only().isOpen());
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("");
        assertEquals("0", desk.orderOf("X").cumQty().toString());
        assertEquals("10", desk.orderOf("X").atVenues().toString());
        assertTrue(!only().isOpen() && desk.orderOf("X").hasBustedFill());
        desk.fill("A", "D1", "e1", 4, "10", 4);
        bust("A", "D1", "b1", "e1", 0);
        told("");
        desk.fill("A", "D1", "e2", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
    }

    @Test
    void anExecutionThatComesBehindItsCorrectionIsToldAsCorrected() {
        desk.order("X", 10, "10").ack("A", "D1").corrected("A", "D1", "c1", "e1", 3, "9", 7).told();
        desk.corrected("A", "D1", "c1", "e1", 3, "9", 7);
        told("");
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 3 7 3@9 avg 9");
        desk.fill("A", "D1", "e1", 4, "10", 4).corrected("A", "D1", "c1", "e1", 3, "9", 7);
        told("");
        bust("A", "D1", "b1", "c1", 0);
        told("8 X TRADE_CANCEL NEW 10 0 10");
    }

    @Test
    void bustOfACorrectionThatComesBeforeBothCountsWhateverComesFirst() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        bust("A", "D1", "b1", "c1", 0);
        desk.corrected("A", "D1", "c1", "e1", 3, "9", 7);
        assertEquals(2, desk.told().lines().filter(line -> line.startsWith("!")).count() + 1);
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("");
        assertEquals("0", desk.orderOf("X").cumQty().toString());
    }

    @Test
    void bustOfACorrectionWaitsForTheCorrectionOfAFillThatIsBooked() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4).told();
        bust("A", "D1", "b1", "c1", 0).told();
        desk.corrected("A", "D1", "c1", "e1", 3, "9", 7);
        told("8 X TRADE_CORRECT PARTIALLY_FILLED 10 3 7 3@9 avg 9", "8 X TRADE_CANCEL NEW 10 0 10");
        assertTrue(!only().isOpen());
    }

    @Test
    void bustThatComesAheadCountsOverTheDayAndARestart() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").canceled("A", "F1", 0);
        bust("A", "D1", "b1", "e1", 0);
        desk.restart().house(new Command.StartDay(LocalDate.of(2026, 11, 21))).told();
        assertNull(desk.orderOf("X"));
        assertTrue(only().isOpen());
    }

    @Test
    void aCorrectionThatCameAheadMayBeBookedByHandAndItsExecutionIsThenNoSecondOne() {
        desk.order("X", 10, "10").ack("A", "D1").corrected("A", "D1", "c1", "e1", 3, "9", 7, Quantity.of(3)).order("Z", 10, "10").ack("A", "D2").told();
        assertEquals("it corrects an execution of another order: only there it can be booked", assign("Z", false, false));
        assertNull(assign("X", false, false));
        told("8 X TRADE PARTIALLY_FILLED 10 3 7 3@9 avg 9", "A H D1");
        desk.fill("A", "D1", "e1", 4, "10", 4).corrected("A", "D1", "c1", "e1", 3, "9", 7);
        told("");
        assertEquals("3", desk.orderOf("X").cumQty().toString());
    }

    @Test
    void whatIsBustedAheadWithoutACountIsMissedNoMoreWhenItHasCome() {
        desk.order("X", 10, "10").ack("A", "D1").house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.FILLED, 0, null, 10).told();
        desk.revisedById("A", "VD1", "b1", "e1", 0, null).told();
        desk.fill("A", "D1", "e1", 10, "10", 10).told();
        assertEquals("0", desk.orderOf("X").children().getFirst().missedQty().toString());
    }

    @Test
    void whatIsBustedBeforeItCameIsNotSentOutAgain() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        bust("A", "D1", "b1", "e1", 0);
        desk.canceled("A", "D1", 0);
        toldBesideAlerts("8 X CANCELED CANCELED 10 0 0");
    }

    @Test
    void whatIsTakenBackAheadIsMissedNoMore() {
        desk.order("X", 10, "10").ack("A", "D1").wait(1).house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        desk.report("A", "D1", "s1", ExecType.ORDER_STATUS, OrdStatus.FILLED, 0, null, 10).told();
        assertTrue(desk.orderOf("X").missesExecutions());
        bust("A", "D1", "b1", "e1", 6);
        assertEquals("6", desk.orderOf("X").children().getFirst().missedQty().toString());
        desk.fill("A", "D1", "e1", 4, "10", 4);
        assertEquals("6", desk.orderOf("X").children().getFirst().missedQty().toString());
        desk.told();
    }

    // Orders that we don't know

    @Test
    void theSameStrayToldAgainIsNoSecondOne() {
        trade("V9", "e1", 4, 4);
        assertTrue(desk.told().startsWith("! A reports an execution of an order that is not known"));
        trade("V9", "e1", 4, 4);
        trade("V10", "e1", 4, 4);
        told("");
        assertEquals("4", only().standing().lastQty().toString());
        trade("V9", "e1", 3, 7);
        assertEquals(2, desk.state.strays().all().size());
        desk.told();
    }

    @Test
    void correctionChangesAStrayAndABustSettlesIt() {
        trade("V9", "e1", 4, 4);
        desk.revisedById("A", "V9", "c1", "e1", 3, "9");
        assertEquals("3 9", only().standing().lastQty() + " " + only().standing().lastPx());
        assertTrue(only().isOpen());
        desk.revisedById("A", "V9", "c1", "e1", 3, "9").revisedById("A", "V9", "b1", "c1", 0, null);
        assertTrue(only().standing().isBusted() && !only().isOpen());
        desk.told();
        trade("V9", "e1", 4, 4);
        told("");
        assertEquals("it is settled already, by the hub: busted by the venue, ExecID b1",
                desk.answerTo(new Command.DismissStray(only().strayId(), "anna", "x")));
    }

    @Test
    void bustOfAStrayThatComesAheadWaitsForIt() {
        desk.revisedById("A", "V9", "b1", "e1", 0, null);
        assertTrue(desk.told().startsWith("! A busts an execution that is not known, ExecRefID e1") && only().isOpen());
        trade("V9", "e1", 4, 4);
        told("");
        assertTrue(!only().isOpen());
    }

    @Test
    void strayIsBookedOnTheOrderThatAPersonNamesAndTheClientIsTold() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        trade("V9", "e1", 4, 4).told();
        assertNull(assign("X", false, false));
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10", "A H D1");
        assertEquals(1, desk.orderOf("X").children().size());
        trade("V9", "e1", 4, 4);
        told("");
        desk.fill("A", "D1", "e1", 4, "10", 4);
        told("");
        desk.revisedById("A", "V9", "b1", "e1", 0, null);
        told("8 X TRADE_CANCEL NEW 10 0 10");
        desk.revisedById("A", "V9", "b1", "e1", 0, null);
        told("");
    }

    @Test
    void strayThatIsBookedOnAParkedOrderDoesNotTriggerTheRest() {
        desk.order("X", Side.BUY, new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(10), null, 0, Instructions.stop(Price.of("11")))).told();
        trade("V9", "e1", 4, 4).told();
        assertNull(assign("X", false, false));
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        assertTrue(desk.orderOf("X").isParked());
        desk.trade("11");
        told("8 X TRIGGERED PARTIALLY_FILLED 10 4 6 avg 10", "A D1 6@null");
        desk.trade("12");
        told("");
    }

    @Test
    void strayOfAVenueWhereTheOrderNeverWasIsBookedAndTheExcessElsewhereCalledBack() {
        desk.routes("B 100").order("X", 10, "10").ack("B", "D1").told();
        trade("V9", "e1", 4, 4).told();
        assertNull(assign("X", false, false));
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10", "B G1 D1 6@10");
        assertEquals("FILLED", desk.orderOf("X").children().getLast().ordStatus().toString());
        trade("V9", "e2", 4, 8);
        assertTrue(desk.told().startsWith("! A reports an execution of an order that is not known"),
                "what else the venue has under that number is for a person, too");
        desk.revisedById("A", "V9", "c1", "e1", 3, "9");
        assertTrue(desk.told().startsWith("8 X TRADE_CORRECT PARTIALLY_FILLED 10 3 7 3@9 avg 9"));
    }

    @Test
    void strayThatWasCorrectedIsBookedAsCorrected() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        trade("V9", "e1", 4, 4);
        desk.revisedById("A", "V9", "c1", "e1", 3, "9").told();
        assertNull(assign("X", false, false));
        told("8 X TRADE PARTIALLY_FILLED 10 3 7 3@9 avg 9", "A H D1");
        desk.revisedById("A", "V9", "b1", "c1", 0, null);
        toldBesideAlerts("8 X TRADE_CANCEL NEW 10 0 10");
    }

    @Test
    void strayOfACanceledOrderIsBookedAndItStaysCanceled() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").canceled("A", "F1", 0).told();
        trade("V9", "e1", 4, 4).told();
        assertNull(assign("X", false, false));
        told("8 X TRADE CANCELED 10 4 0 4@10 avg 10");
    }

    @Test
    void whatSpeaksAgainstAnAssignmentIsSaidInWords() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e0", 8, "10", 8);
        trade("V9", "e1", 4, 4);
        assertEquals("OrderQty(38): the order is for 10, 8 is executed, and with this 4 it would be 12: assign it with overfill if that is so",
                assign("X", false, false));
        assertTrue(String.valueOf(assign("Q", false, false)).startsWith("no order with ClOrdID(11) Q is known today"));
        desk.told();
        assertNull(assign("X", true, false));
        toldBesideAlerts("8 X TRADE FILLED 10 12 0 4@10 avg 10", "A F1 D1");
        assertEquals("it is settled already, assigned to an order by anna: agreed by telephone", assign("X", true, false));
        assertEquals("no such stray execution is kept", desk.answerTo(new Command.DismissStray(4711, "anna", "x")));
    }

    @Test
    void strayIsDeniedToTheVenueOnceAndMayThenBeAssignedOnlyOnPurpose() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        trade("V9", "e1", 4, 4).told();
        desk.house(new Command.DenyStray(only().strayId(), DkReason.NO_MATCHING_ORDER, "anna", "not ours"));
        told("A Q V9 e1 D XYZ BUY 4@10");
        assertEquals("it was denied to the venue already, by anna: DKReason(127) D, not ours",
                desk.answerTo(new Command.DenyStray(only().strayId(), DkReason.OTHER, "anna", "not ours")));
        assertTrue(String.valueOf(assign("X", false, false)).startsWith("it was denied to the venue"));
        assertNull(assign("X", false, true));
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10", "A H D1");
    }

    @Test
    void byAgreementAStrayIsDeniedAtOnceAndOnlyOnce() {
        desk.denies("A");
        trade("V9", "e1", 4, 4);
        toldBesideAlerts("A Q V9 e1 D XYZ BUY 4@10");
        trade("V9", "e1", 4, 4);
        told("");
        desk.reportById("B", "V9", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 4, "10", 4);
        toldBesideAlerts("");
    }

    @Test
    void straysStayUntilTheyAreSettledAndAreThenForgottenOnTheDayAfterTheNext() {
        trade("V9", "e1", 4, 4).house(new Command.StartDay(LocalDate.of(2026, 11, 21))).restart().house(new Command.StartDay(LocalDate.of(2026, 11, 22)));
        desk.house(new Command.DismissStray(only().strayId(), "anna", "the venue's error")).house(new Command.StartDay(LocalDate.of(2026, 11, 23))).told();
        trade("V9", "e1", 4, 4);
        told("");
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 24)));
        assertTrue(desk.state.strays().isEmpty());
    }

    @Test
    void strayThatTheVenueThenReportsForAnOrderOfOursIsBookedAndSettled() {
        trade("VD1", "e1", 4, 4);
        desk.order("X", 10, "10").told();
        desk.report("A", "D1", "e1", ExecType.TRADE, OrdStatus.PARTIALLY_FILLED, 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10");
        assertTrue(!only().isOpen());
    }

    // Clients' denials

    @Test
    void fillThatAClientDoesNotKnowIsAlarmedWithItsOrderAndStands() {
        desk.order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.dontKnow("X");
        String told = desk.told();
        assertTrue(told.startsWith("! CLIENT1 does not know our execution, DKReason(127) D, ExecID ETEST00-") && told.endsWith(": not ours (CLIENT1 X)"), told);
        assertEquals("4", desk.orderOf("X").cumQty().toString());
    }
}
