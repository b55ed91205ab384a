package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.types.Conditions;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A venue that is back is asked about its open orders, and gets nothing new before it has answered. */
class ReconciliationsTest extends OnADesk {

    private static final VenueId A = new VenueId("A");
    private static final SessionKey SESSION_OF_A = new SessionKey("A");

    @BeforeEach
    void venuesAreReconciled() {
        desk.reconciles();
    }

    private void comesBack() {
        desk.house(new Command.SessionLoggedOff(SESSION_OF_A, A, "cut")).house(new Command.SessionLoggedOn(SESSION_OF_A, A)).wait(0);
    }

    private void answers(String request) {
        desk.report("A", request, "s" + request, ExecType.ORDER_STATUS, OrdStatus.NEW, 0, null, 0);
    }

    @Test
    void newOrdersGoElsewhereUntilItHasAnswered() {
        desk.order("X", 10, "10").ack("A", "D1").order("Y", 10, "10").ack("A", "D2").told();
        comesBack();
        told("A H D1", "A H D2");
        desk.order("Z", 3, "10");
        told("8 Z NEW NEW 3 0 3", "B D1 3@10");
        answers("D1");
        assertTrue(desk.state.venues().isReconciling(A));
        answers("D2");
        assertFalse(desk.state.venues().isReconciling(A));
        desk.told();
        desk.order("W", 3, "10");
        told("8 W NEW NEW 3 0 3", "A D3 3@10");
    }

    @Test
    void whereNobodyElseTakesThemTheyWaitForIt() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").told();
        comesBack();
        told("A H D1");
        desk.order("Z", 3, "10").wait(1);
        told("8 Z NEW NEW 3 0 3");
        answers("D1");
        desk.wait(0);
        told("A D2 3@10");
    }

    @Test
    void whatMayNotRestDoesNotWait() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").told();
        comesBack();
        desk.told();
        desk.order("Z", 3, "10", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertTrue(desk.told().startsWith("8 Z REJECTED REJECTED 3 0 0"));
    }

    @Test
    void oneThatDoesNotAnswerGetsNewOnesOnceTheTimeIsOver() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").told();
        comesBack();
        desk.order("Z", 3, "10").wait(4).told();
        assertTrue(desk.state.venues().isReconciling(A));
        desk.wait(2).wait(0);
        assertFalse(desk.state.venues().isReconciling(A));
        assertTrue(desk.told().contains("A D2 3@10"));
    }

    @Test
    void onlyOneThatOwesAnAnswerToSomethingElseIsAskedWithAnAlarm() {
        desk.order("X", 10, "10").ack("A", "D1").order("Y", 10, "10").ack("A", "D2").cancel("Z", "Y").told();
        comesBack();
        assertEquals(List.of("D1 true", "D2 false"), desk.log.stream().flatMap(record -> record.events().stream())
                .filter(Event.ChildStatusRequested.class::isInstance).map(Event.ChildStatusRequested.class::cast)
                .map(e -> (desk.orderOf("X").children().getFirst().childId() == e.childId() ? "D1 " : "D2 ") + e.isRoutine()).toList());
    }

    /** More orders than are asked about in one tick. */
    @Test
    void howeverOftenItWasBackBeforeARestartEachOrderIsAskedAboutOnce() {
        for (int i = 1; i <= 300; i++) {
            desk.order("X" + i, 10, "10").ack("A", "D" + i);
        }
        for (int i = 0; i < 3; i++) {
            comesBack();
            desk.wait(1);
            for (int k = 1; k <= 300; k++) {
                answers("D" + k);
            }
        }
        desk.restartFromTheLog().told();
        comesBack();
        desk.wait(1).wait(1).wait(1);
        assertEquals(300, desk.told().lines().filter(line -> line.startsWith("A H ")).count());
    }

    @Test
    void oneThatHasNoOrdersGetsNewOnesAtOnce() {
        comesBack();
        assertFalse(desk.state.venues().isReconciling(A));
        desk.order("Z", 3, "10");
        told("8 Z NEW NEW 3 0 3", "A D1 3@10");
    }

    @Test
    void whatItIsAskedToCancelIsAskedMeanwhileAndTheRestGoesOnAfterIt() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        comesBack();
        told("A H D1");
        desk.canceled("A", "F1", 0);
        told("8 Y/X CANCELED CANCELED 10 0 0");
        assertFalse(desk.state.venues().isReconciling(A));
    }

    @Test
    void itsEndEndsItToo() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").told();
        comesBack();
        desk.house(new Command.SessionLoggedOff(SESSION_OF_A, A, "cut again"));
        assertFalse(desk.state.venues().isReconciling(A));
        comesBack();
        assertTrue(desk.state.venues().isReconciling(A));
        desk.restart();
        comesBack();
        answers("D1");
        assertFalse(desk.state.venues().isReconciling(A));
        assertEquals("10", desk.orderOf("X").atVenues().toString());
    }

    private static Conditions stop(String stopPx) {
        return new Conditions(OrdType.STOP, TimeInForce.DAY, Quantity.of(3), null, 0, Instructions.stop(Price.of(stopPx)));
    }

    /** The next trade may be hours away. */
    @Test
    void aStopOrderWhosePriceCameMeanwhileGoesOutAsSoonAsItMay() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").order("S", Side.SELL, stop("9")).told();
        comesBack();
        told("A H D1");
        desk.trade("8.5").wait(1);
        told("");
        answers("D1");
        desk.wait(0);
        told("8 S TRIGGERED NEW 3 0 3", "A D2 3@null");
    }

    @Override
    int step() {
        return 40;
    }

    @Test
    void itsTradingHoursCountThenToo() {
        desk.venues("A").order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        comesBack();
        desk.house(new Command.CloseVenue(A, "Mon 2026-11-23 08:00 UTC")).told();
        desk.order("Z", 3, "10");
        assertTrue(desk.told().startsWith("8 Z REJECTED REJECTED 3 0 0"));
    }

    @Test
    void anOrderThatIsKilledThereDoesNotWaitForIt() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").told();
        comesBack();
        desk.house(new Command.Kill(Subset.of("venue=A"), "ann", "too many")).told();
        desk.order("Z", 3, "10");
        assertTrue(desk.told().startsWith("8 Z REJECTED REJECTED 3 0 0"));
    }

    @Test
    void theExplanationAndTheRefusalSayIt() {
        desk.explains().order("X", 10, "10").ack("A", "D1");
        comesBack();
        desk.order("Z", 3, "10");
        Event.OrderRouted routed = (Event.OrderRouted) desk.log.getLast().events().get(1);
        assertEquals("left out: is asked about its open orders since it is back", routed.venues().getFirst().reason(routed.venues(), true));
        desk.venues("A").order("W", 3, "10", TimeInForce.IMMEDIATE_OR_CANCEL);
        assertEquals("no venue that is connected takes XYZ orders with TimeInForce(59) 3 now, A is asked about its open orders since it is back", desk.text());
    }

    @Test
    void aReplaceThatSendsAnOrderOutWaitsForItLikeANewOrder() {
        desk.venues("A").order("X", 10, "10").ack("A", "D1").order("S", Side.SELL, stop("9")).told();
        comesBack();
        desk.told();
        desk.replace("T", "S", Side.SELL, new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.of(3), Price.of("10"), 0));
        told("8 T/S PENDING_REPLACE PENDING_REPLACE 3 0 3", "8 T/S REPLACED NEW 3 0 3");
        desk.wait(1);
        told("");
        answers("D1");
        desk.wait(0);
        told("A D2 3@10");
    }

    /** At 200 a second, one with 10,000 orders would get nothing new for most of a minute. */
    @Test
    void oneThatHasManyOrdersIsAskedAboutAllOfThemWithoutWaitingForTheClock() {
        desk.venues("A");
        for (int i = 1; i <= 450; i++) {
            desk.order("X" + i, 1, "10").ack("A", "D" + i);
        }
        desk.told();
        desk.house(new Command.SessionLoggedOff(SESSION_OF_A, A, "cut")).house(new Command.SessionLoggedOn(SESSION_OF_A, A));
        int ticks = 0;
        for (; desk.isBehind() && ticks < 10; ticks++) {
            desk.wait(0);
        }
        assertEquals(450, desk.told().lines().filter(line -> line.startsWith("A H")).count());
        assertTrue(ticks <= 4, "ticks: " + ticks);
    }
}
