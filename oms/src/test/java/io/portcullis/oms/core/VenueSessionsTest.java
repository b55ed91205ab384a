package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A venue with two sessions, A and A.B: what goes over which of them, and what becomes of orders when one is lost. */
class VenueSessionsTest extends OnADesk {

    private static final VenueId A = new VenueId("A");

    @BeforeEach
    void onlyThatVenue() {
        desk.venues("A").reconciles();
    }

    private void twoOrders(boolean shares) {
        desk.twoSessions(shares).order("X", 10, "10").ack("A", "D1").order("Y", 10, "10").ack("A", "D2").told();
    }

    private void answers(String request) {
        desk.report("A", request, "s" + request, ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
    }

    @Test
    void newOrdersTakeTurns() {
        desk.twoSessions(false).order("X", 10, "10").order("Y", 10, "10").order("Z", 10, "10");
        told("8 X NEW NEW 10 0 10", "A D1 10@10 over A.B", "8 Y NEW NEW 10 0 10", "A D2 10@10", "8 Z NEW NEW 10 0 10", "A D3 10@10 over A.B");
    }

    @Test
    void whoseTurnItIsOutlivesARestart() {
        desk.twoSessions(false).order("X", 10, "10").told();
        desk.restart().order("Y", 10, "10").order("Z", 10, "10");
        told("8 Y NEW NEW 10 0 10", "A D2 10@10", "8 Z NEW NEW 10 0 10", "A D3 10@10 over A.B");
    }

    @Test
    void whileOneIsDownTheOtherGetsThemAll() {
        desk.twoSessions(false).down("A").told();
        desk.order("X", 10, "10").order("Y", 10, "10");
        told("8 X NEW NEW 10 0 10", "A D1 10@10 over A.B", "8 Y NEW NEW 10 0 10", "A D2 10@10 over A.B");
        desk.down("A.B").order("Z", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertTrue(desk.told().startsWith("8 Z REJECTED REJECTED 10 0 0"));
    }

    @Test
    void whatIsAskedOfAnOrderGoesOverItsSession() {
        twoOrders(false);
        desk.cancel("Z", "X").cancel("W", "Y");
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1 over A.B", "8 W/Y PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F2 D2");
    }

    @Test
    void whereTheVenueTakesThemNowhereElseRequestsWaitForTheSession() {
        twoOrders(false);
        desk.down("A.B").wait(1);
        told("");
        desk.cancel("Z", "X").wait(1);
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1 over A.B");
        desk.wait(10);
        told("");
        desk.up("A.B").wait(0);
        told("A H D1 over A.B");
    }

    @Test
    void whereItDoesTheOrdersOfALostSessionAreAskedAboutOverTheOtherOneAtOnce() {
        twoOrders(true);
        desk.down("A.B").wait(0);
        told("A H D1");
        answers("D1");
        desk.cancel("Z", "X");
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 Z/X CANCELED CANCELED 10 0 0");
    }

    @Test
    void anOrderThatTheVenueHasNotAnsweredIsNotAskedAboutOverAnotherSession() {
        desk.twoSessions(true).order("X", 10, "10").told();
        desk.down("A.B").wait(30);
        told("");
        assertEquals(new SessionKey("A.B"), desk.orderOf("X").children().getFirst().session());
        desk.up("A.B").wait(0);
        told("A H D1 over A.B");
    }

    @Test
    void anOrderWithAReplaceUnderWayWaitsForItsSessionToo() {
        twoOrders(true);
        desk.replace("Z", "X", 20, "10").told();
        desk.down("A.B").wait(30);
        told("");
        desk.up("A.B").wait(0);
        told("A H D1 over A.B");
    }

    @Test
    void aCancelThatWasUnderWayIsSentAgainOverTheOtherSession() {
        twoOrders(true);
        desk.cancel("Z", "X").told();
        desk.down("A.B").wait(0);
        told("A F2 D1");
        desk.up("A.B").wait(0);
        told("");
        desk.canceled("A", "F1", 0);
        told("8 Z/X CANCELED CANCELED 10 0 0");
        desk.cancelReject("A", "F2", 0);
        told("");
    }

    @Test
    void oneThatCameBackIsAskedOnlyAboutWhatItCarries() {
        twoOrders(true);
        desk.down("A.B").wait(0).up("A.B").wait(0);
        told("A H D1");
        assertFalse(desk.state.venues().isReconciling(A));
        answers("D1");
        desk.order("Z", 3, "10").order("W", 3, "10");
        assertTrue(desk.told().endsWith("A D4 3@10"));
    }

    @Test
    void onlyTheSessionThatIsBackGetsNothingNewBeforeItHasAnswered() {
        twoOrders(false);
        desk.down("A.B").up("A.B").wait(0);
        told("A H D1 over A.B");
        assertFalse(desk.state.venues().isReconciling(A));
        assertFalse(desk.state.venues().takesNewOver(A, new SessionKey("A.B")));
        desk.order("Z", 3, "10").order("W", 3, "10");
        told("8 Z NEW NEW 3 0 3", "A D3 3@10", "8 W NEW NEW 3 0 3", "A D4 3@10");
        answers("D1");
        desk.order("V", 3, "10");
        told("8 V NEW NEW 3 0 3", "A D5 3@10 over A.B");
    }

    @Test
    void oneWhoseSessionsAreAllAskedGetsNothingNew() {
        twoOrders(false);
        desk.down("A.B").down("A").up("A.B").up("A").wait(0).told();
        assertTrue(desk.state.venues().isReconciling(A));
        answers("D2");
        assertFalse(desk.state.venues().isReconciling(A));
        desk.order("Z", 3, "10");
        told("8 Z NEW NEW 3 0 3", "A D3 3@10");
    }

    @Test
    void anExecutionToldOverBothSessionsCountsOnce() {
        twoOrders(true);
        desk.fill("A", "D1", "E1", 4, "10", 4).fill("A", "D1", "E1", 4, "10", 4);
        assertEquals("4", desk.orderOf("X").cumQty().toString());
    }

    @Test
    void aRestartKnowsOverWhichSessionEachOrderGoes() {
        twoOrders(true);
        desk.down("A.B").wait(0).told();
        answers("D1");
        desk.restart().up("A.B").told();
        desk.cancel("Z", "X");
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1");
        assertEquals(1, desk.log.stream().flatMap(record -> record.events().stream()).filter(Event.ChildOrderMoved.class::isInstance).count());
    }

    @Test
    void ordersThatCameBeforeTheSecondSessionStayWithTheFirst() {
        desk.order("X", 10, "10").ack("A", "D1").twoSessions(false).told();
        desk.cancel("Z", "X");
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1");
    }

    @Test
    void whereAllWereLostTheFirstThatIsBackIsAskedAboutTheOrdersOfThoseThatAreNot() {
        twoOrders(true);
        desk.down("A.B").down("A").wait(0).told();
        desk.up("A").wait(0);
        told("A H D2", "A H D1");
    }

    @Test
    void aCancelThatWasUnderWayWhenAllWereLostIsSentAgainOverTheFirstThatIsBack() {
        twoOrders(true);
        desk.cancel("Z", "X").told();
        desk.down("A.B").down("A").wait(30);
        told("");
        desk.up("A").wait(0);
        told("A H D2", "A F2 D1");
    }
}
