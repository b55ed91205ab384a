package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.TimeInForce;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What our people do in a client's place. Lines as {@link Desk} writes them: an order without ClOrdID(11) has no name behind the 8. */
class DeskOrdersTest extends OnADesk {

    private static final RestatedBecause VERBAL = RestatedBecause.VERBAL;

    // Entering

    @Test
    void anOrderThatWasGivenByTelephoneGoesToVenuesAndIsToldWithoutClOrdId() {
        assertNull(desk.enter("T1", 100, "10", false));
        told("8  NEW NEW 100 0 100", "A D1 100@10");
        assertEquals("given by telephone: without ClOrdID(11), named by OrderID(37)", desk.text());
        desk.ack("A", "D1").fill("A", "D1", "e1", 100, "10", 100);
        told("8  TRADE FILLED 100 100 0 100@10 avg 10");
        assertEquals("T1", desk.orderOf("T1").reference());
        assertEquals(0, desk.orderOf("T1").clOrdIds().size());
    }

    @Test
    void whatIsEnteredAgainUnderItsReferenceIsNotEntered() {
        assertNull(desk.enter("T1", 100, "10", false));
        desk.ack("A", "D1").fill("A", "D1", "e1", 100, "10", 100).told();
        desk.restart();
        assertEquals("reference T1 was used before for session CLIENT1: that order is FILLED, 100 of 100 XYZ executed, and this one is not entered",
                desk.enter("T1", 100, "10", false));
        assertNull(desk.enter("T2", 100, "10", false));
        desk.order("T1", 100, "10");
        told("8  NEW NEW 100 0 100", "A D2 100@10", "8 T1 NEW NEW 100 0 100", "A D3 100@10");
    }

    @Test
    void itIsCheckedAsTheClientsOwnIs() {
        Conditions limit = new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(100), Price.of("10"), 0);
        assertEquals("Account(1) must not be OTHER: session CLIENT1 may use ACC or ACC2", desk.enter("T1", "OTHER", limit, false));
        assertEquals("Account(1) is missing: session CLIENT1 may use ACC or ACC2", desk.enter("T1", null, limit, false));
        assertEquals("HandlInst(21) 3 is for orders that wait for the desk, was with TimeInForce(59) 3",
                desk.enter("T1", "ACC", new Conditions(OrdType.LIMIT, TimeInForce.IMMEDIATE_OR_CANCEL, Quantity.of(100), Price.of("10"), 0), true));
        desk.house(new Command.HaltTrading("ann", "rumours")).told();
        assertEquals("trading is halted: rumours", desk.enter("T1", "ACC", limit, false));
        told("");
        desk.house(new Command.ResumeTrading("ann", "over")).told();
        assertNull(desk.enter("T1", "ACC", limit, false));
    }

    @Test
    void itMayWaitForTheDeskAsACareOrder() {
        assertNull(desk.enter("T1", 100, "10", true));
        told("8  NEW NEW 100 0 100");
        assertNull(desk.work("ann", "T1", new CareAction.Claim(false)));
        assertNull(desk.work("ann", "T1", new CareAction.RoutePart(desk.orderOf("T1").terms().conditions(), null)));
        told("A D1 100@10");
    }

    // What the client does with it

    @Test
    void theClientAsksForItByOrderId() {
        desk.enter("T1", 100, "10", false);
        desk.told();
        desk.statusById("T1");
        told("8  ORDER_STATUS NEW 100 0 100");
        desk.order("X", 100, "10").told();
        desk.statusById("X");
        told("8 X ORDER_STATUS NEW 100 0 100");
    }

    @Test
    void theClientCancelsItByOrderId() {
        desk.enter("T1", 100, "10", false);
        desk.ack("A", "D1").told();
        desk.cancelById("Y", "T1");
        told("8 Y/ PENDING_CANCEL PENDING_CANCEL 100 0 100", "A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 Y/ CANCELED CANCELED 100 0 0");
        desk.cancelById("Z", "T1");
        told("9 Z/ CANCELED CANCEL 0");
    }

    @Test
    void whatTheClientHasReplacedHasAClOrdId() {
        desk.enter("T1", 100, "10", false);
        desk.ack("A", "D1").told();
        desk.replaceById("Y", "T1", 200, "10");
        told("8 Y/ PENDING_REPLACE PENDING_REPLACE 100 0 100", "A G1 D1 200@10");
        desk.replaced("A", "G1", 0);
        told("8 Y/ REPLACED NEW 200 0 200");
        desk.cancelById("Z", "T1");
        told("9 Z/Y NEW CANCEL 1");
        assertEquals("OrigClOrdID(41) must be Y, the ClOrdID(11) of the order that OrderID(37) names, was NONE", desk.text());
        desk.cancel("Z", "Y");
        told("8 Z/Y PENDING_CANCEL PENDING_CANCEL 200 0 200", "A F1 G1");
    }

    @Test
    void anOrderWithAClOrdIdIsNotCanceledByOrderIdAlone() {
        desk.order("X", 100, "10").told();
        desk.cancelById("Y", "X");
        told("9 Y/X NEW CANCEL 1");
    }

    @Test
    void itIsOneOfThoseThatAreCanceledAllAtOnce() {
        desk.enter("T1", 100, "10", false);
        desk.ack("A", "D1").told();
        desk.massCancel("M", OrderSelection.ALL).wait(1);
        assertTrue(desk.told().contains("r M 7 1 orders"));
    }

    @Test
    void itDoesNotHangOnTheSession() {
        Desk hanging = new Desk(new CancelOnDisconnect(Set.of(Command.LogoffCause.LOST_CONNECTION), Duration.ZERO, false));
        hanging.logOn();
        hanging.enter("T1", 100, "10", false);
        hanging.order("X", 100, "10").told();
        hanging.logOff(Command.LogoffCause.LOST_CONNECTION).wait(1);
        assertEquals("A F1 D2", hanging.told());
    }

    @Test
    void aGoodTillCancelOrderGoesOnWithoutAClOrdId() {
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 20)));
        assertNull(desk.enter("T1", "ACC", new Conditions(OrdType.LIMIT, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(100), Price.of("10"), 0), false));
        desk.ack("A", "D1").told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("8  RESTATED NEW 100 0 100");
        assertTrue(desk.enter("T1", 100, "10", false).startsWith("reference T1 was used before"));
    }

    // Changing

    @Test
    void aChangeIsToldAsRestatedWhenItsVenueHasDoneIt() {
        desk.order("X", 100, "10").ack("A", "D1").fill("A", "D1", "e1", 10, "10", 10).told();
        assertNull(desk.change("X", 120, null, VERBAL));
        told("A G1 D1 120@10");
        desk.status("X");
        told("8 X ORDER_STATUS PARTIALLY_FILLED 100 10 90 avg 10");
        desk.restart();
        desk.replaced("A", "G1", 10);
        told("8 X RESTATED PARTIALLY_FILLED 120 10 110 avg 10 because VERBAL");
    }

    @Test
    void aChangeThatItsVenueRefusesIsAnAlertAndNothingToTheClient() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        assertNull(desk.change("X", null, "9", VERBAL));
        told("A G1 D1 100@9");
        desk.cancelReject("A", "G1", 2);
        told("! the order could not be changed: A: no (CLIENT1 X)");
        assertEquals(Price.of("10"), desk.orderOf("X").terms().price());
        desk.replace("Y", "X", 200, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 100 0 100", "A G2 D1 200@10");
    }

    @Test
    void whatIsAtNoVenueIsChangedAtOnce() {
        desk.care("X", 100, "10").told();
        assertNull(desk.change("X", 80, "9", RestatedBecause.BROKER));
        told("8 X RESTATED NEW 80 0 80 because BROKER");
    }

    @Test
    void whatTheClientAsksForMeanwhileIsRefused() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        assertNull(desk.change("X", 120, null, VERBAL));
        desk.told();
        desk.replace("Y", "X", 150, "10");
        told("9 Y/X NEW REPLACE 3");
        assertEquals("the order is already being canceled or replaced", desk.text());
        desk.cancel("Z", "X");
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 100 0 100");
        desk.replaced("A", "G1", 0);
        told("8 X RESTATED PENDING_CANCEL 120 0 120 because VERBAL", "A F1 G1");
        desk.canceled("A", "F1", 0);
        told("8 Z/X CANCELED CANCELED 120 0 0");
    }

    @Test
    void whileTheClientsReplaceIsUnderWayTheDeskChangesNothing() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        desk.replace("Y", "X", 150, "10").told();
        assertEquals("the order is already being canceled or replaced", desk.change("X", 120, null, VERBAL));
        desk.replaced("A", "G1", 0).told();
        desk.cancel("Z", "Y").told();
        assertEquals("the order is already being canceled or replaced", desk.change("Y", 120, null, VERBAL));
    }

    @Test
    void aChangeThatChangesNothingOrDeclinesMoreIsRefused() {
        desk.order("X", 100, "10").told();
        assertEquals("nothing would change: the order is for 100 at 10, TimeInForce(59) 0 already", desk.change("X", 100, null, VERBAL));
        assertEquals("what is declined in part is for less than OrderQty(38) 100 and otherwise as it is, was for 120",
                desk.change("X", 120, null, RestatedBecause.DECLINE));
        assertEquals("no such order is known today", desk.act(new DeskAction.Cancel(4711, VERBAL)));
    }

    @Test
    void partOfAnOrderIsDeclined() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        assertNull(desk.change("X", 90, null, RestatedBecause.DECLINE));
        told("A G1 D1 90@10");
        desk.replaced("A", "G1", 0);
        told("8 X RESTATED NEW 90 0 90 because DECLINE");
        desk.fill("A", "G1", "e1", 90, "10", 90);
        told("8 X TRADE FILLED 90 90 0 90@10 avg 10");
    }

    @Test
    void theTimeIsChanged() {
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 20)));
        desk.care("X", 100, "10").told();
        assertNull(desk.act(new DeskAction.Change(desk.orderOf("X").orderId(), null, null, TimeInForce.GOOD_TILL_CANCEL, 0, VERBAL)));
        told("8 X RESTATED NEW 100 0 100 because VERBAL");
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("8 X RESTATED NEW 100 0 100");
    }

    @Test
    void whatIsFilledMeanwhileIsNotChangedToLess() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        assertNull(desk.change("X", 50, null, VERBAL));
        desk.fill("A", "D1", "e1", 100, "10", 100).told();
        desk.cancelReject("A", "G1", 0);
        told("! the order could not be changed: A: no (CLIENT1 X)");
        assertEquals("the order is not open: it is FILLED", desk.change("X", 150, null, VERBAL));
    }

    @Test
    void theDesksOwnChangeOfALockedOrderDoesNotWait() {
        desk.care("X", 100, "10").told();
        desk.work("ann", "X", new CareAction.Claim(false));
        desk.work("ann", "X", new CareAction.Lock());
        assertNull(desk.change("X", 80, null, VERBAL));
        told("8 X RESTATED NEW 80 0 80 because VERBAL");
        desk.cancel("Y", "X");
        told("8 Y/X PENDING_CANCEL PENDING_CANCEL 80 0 80");
        assertEquals("the order is already being canceled or replaced", desk.change("X", 90, null, VERBAL));
    }

    @Test
    void theClientIsNotToldOfTheDesksChangeWhenItsOwnCancelIsDenied() {
        desk.care("X", 100, "10").told();
        desk.work("ann", "X", new CareAction.Claim(false));
        desk.work("ann", "X", new CareAction.RoutePart(desk.orderOf("X").terms().conditions(), null));
        desk.ack("A", "D1").told();
        assertNull(desk.change("X", 80, null, VERBAL));
        desk.work("ann", "X", new CareAction.Lock());
        desk.cancel("Y", "X");
        told("A F1 D1", "8 Y/X PENDING_CANCEL PENDING_CANCEL 100 0 100");
        assertNull(desk.work("ann", "X", new CareAction.DenyRequest()));
        told("9 Y/X NEW CANCEL 2");
        desk.canceled("A", "F1", 0);
        told("8 X RESTATED NEW 80 0 80 because VERBAL");
    }

    @Test
    void aCareOrderIsChangedByWhoHasClaimedIt() {
        desk.care("X", 100, "10").told();
        desk.work("bob", "X", new CareAction.Claim(false));
        assertEquals("the order is bob's, not ann's", desk.change("X", 80, null, VERBAL));
        assertEquals("the order is bob's, not ann's", desk.cancelFor("X", VERBAL));
        told("");
    }

    // Canceling

    @Test
    void aCancelIsToldWithWhy() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        assertNull(desk.cancelFor("X", VERBAL));
        told("A F1 D1");
        assertEquals("the order is already being canceled", desk.cancelFor("X", VERBAL));
        desk.canceled("A", "F1", 0);
        told("8 X CANCELED CANCELED 100 0 0 because VERBAL");
    }

    @Test
    void aCancelThatItsVenueRefusesLeavesTheOrderAsItWas() {
        desk.order("X", 100, "10").ack("A", "D1").told();
        assertNull(desk.cancelFor("X", RestatedBecause.BROKER));
        desk.told();
        desk.cancelReject("A", "F1", 2);
        told("! the order could not be ended: A: no (CLIENT1 X)");
        desk.cancel("Y", "X").told();
        desk.canceled("A", "F2", 0);
        told("8 Y/X CANCELED CANCELED 100 0 0");
    }

    @Test
    void itsReferenceIsNoNameThatCanComeOverFix() {
        assertTrue(Character.isISOControl(ClOrdId.ofReference("T1").value().charAt(0)));
    }
}
