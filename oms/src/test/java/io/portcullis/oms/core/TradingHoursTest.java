package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.Command;
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
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The end of a trading day, the begin of the next one, and venues that are out of their trading hours. Lines as {@link Desk} writes them. */
class TradingHoursTest extends OnADesk {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private Desk endDay() {
        return desk.house(new Command.EndDay(TODAY, "the calendar", "its time is over")).wait(1);
    }

    private Desk nextDay() {
        return desk.house(new Command.StartDay(TODAY.plusDays(1))).wait(1);
    }

    private Desk close(String... venues) {
        for (String venue : venues) {
            desk.house(new Command.CloseVenue(new VenueId(venue), "Mon 2026-11-23 08:00 UTC"));
        }
        return desk;
    }

    private Desk open(String venue) {
        return desk.house(new Command.OpenVenue(new VenueId(venue))).wait(1);
    }

    private Desk holding() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, true, true, false)));
        return desk;
    }

    // The end of the day

    @Test
    void dayOrdersExpireWithTheDayAndOthersStay() {
        desk.order("X", 10, "10").ack("A", "D1").order("Y", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D2").told();
        endDay();
        told("A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
        nextDay();
        told("8 Y RESTATED NEW 10 0 10");
    }

    @Test
    void noOrderIsTakenUntilTheNextDayBeginsAndCancelsPass() {
        desk.order("Y", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        endDay().order("X", 10, "10").told();
        assertEquals("trading day 2026-11-20 is over: its time is over", desk.text());
        desk.cancel("Z", "Y").told();
        desk.canceled("A", "F1", 0);
        told("8 Z/Y CANCELED CANCELED 10 0 0");
        nextDay().order("X2", 10, "10");
        told("8 X2 NEW NEW 10 0 10", "A D2 10@10");
    }

    @Test
    void endedAgainItHasAnotherTryAtWhatIsLeft() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        endDay().told();
        assertEquals(
                "trading day 2026-11-20 has ended already, by the calendar: its time is over. None of its day orders is left that nobody is letting expire",
                desk.answerTo(new Command.EndDay(TODAY, "ann", "again")));
        desk.cancelReject("A", "F1", 2).told();
        endDay();
        told("A F2 D1");
        desk.canceled("A", "F2", 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void whatAVenueLetsGoOfAfterItRefusedToHasExpired() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        endDay().told();
        desk.cancelReject("A", "F1", 2).told();
        desk.report("A", "D1", "c1", ExecType.EXPIRED, OrdStatus.EXPIRED, 0, null, 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void anOrderWhoseDayEndsWhileItsClientCancelsItInVainExpiresThen() {
        desk.order("X", 10, "10").ack("A", "D1").cancel("Y", "X").told();
        endDay();
        told("");
        desk.cancelReject("A", "F1", 2).wait(1);
        assertTrue(desk.told().endsWith("A F2 D1"));
        desk.canceled("A", "F2", 0);
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void onlyTheDayThatGoesOnCanBeEnded() {
        assertEquals("trading day 2026-11-19 can't be ended: it is 2026-11-20", desk.answerTo(new Command.EndDay(TODAY.minusDays(1), "ann", "late")));
    }

    @Test
    void whatAVenueLetsGoOfOvernightIsRoutedOnTheNextDay() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        endDay().report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0).wait(1);
        told("");
        nextDay();
        told("B D1 10@10", "8 X RESTATED NEW 10 0 10");
    }

    @Test
    void aStopIsTriggeredByNoPriceOfTheNight() {
        desk.order("X", Side.SELL, new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(10), null, 0, Instructions.stop(Price.of("9"))))
                .told();
        endDay().trade("8");
        told("");
        nextDay();
        assertTrue(desk.told().contains("8 X TRIGGERED NEW 10 0 10"));
    }

    // In the morning

    @Test
    void venuesAreAskedAboutWhatTheyHaveHadOverTheNightBeforeTheClientIsTold() {
        desk.reconciles().order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        endDay();
        nextDay();
        told("A H D1");
        desk.wait(1);
        told("");
        desk.stillOpen("A", "D1", 10, 0).wait(1);
        assertTrue(desk.told().contains("8 X RESTATED"));
    }

    @Test
    void aVenueThatDoesNotAnswerHoldsUpNobodyForLong() {
        desk.reconciles().order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        nextDay();
        told("A H D1");
        desk.wait(6).wait(1);
        assertTrue(desk.told().contains("8 X RESTATED NEW 10 0 10"));
    }

    @Test
    void aVenueThatIsAwayIsAskedWhenItIsBack() {
        desk.reconciles().order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1")
                .house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "gone")).told();
        nextDay();
        told("8 X RESTATED NEW 10 0 10");
    }

    // Venues' hours

    @Test
    void aVenueThatIsClosedGetsNothing() {
        close("A").order("X", 10, "10");
        told("8 X NEW NEW 10 0 10", "B D1 10@10");
    }

    @Test
    void anOrderThatNoOpenVenueTakesIsRefusedWithWhenTheyOpen() {
        close("A", "B", "C").order("X", 10, "10").told();
        assertTrue(
                desk.text().endsWith(
                        "A is closed until Mon 2026-11-23 08:00 UTC, B is closed until Mon 2026-11-23 08:00 UTC, C is closed until Mon 2026-11-23 08:00 UTC"),
                desk.text());
    }

    @Test
    void byAgreementItIsKeptUntilOneOpens() {
        holding();
        close("A", "B", "C").order("X", 10, "10");
        told("8 X NEW NEW 10 0 10");
        assertEquals("kept here until a venue opens: none that takes it is in its trading hours", desk.text());
        desk.wait(1).restart().wait(1);
        told("");
        open("B");
        told("B D1 10@10");
        open("A");
        told("");
    }

    @Test
    void itIsKeptUntilTheVenueThatHasOpenedHasLoggedOnToo() {
        holding();
        close("A", "B", "C").order("X", 10, "10").told();
        for (String venue : new String[]{"A", "B", "C"}) {
            desk.house(new Command.SessionLoggedOff(new SessionKey(venue), new VenueId(venue), "the night"));
        }
        open("A");
        told("");
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        told("A D1 10@10");
    }

    @Test
    void anOrderThatMayNotRestIsNotKept() {
        holding();
        close("A", "B", "C").order("X", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL).told();
        assertTrue(desk.text().startsWith("no venue that is connected takes XYZ orders with TimeInForce(59) 3 now"), desk.text());
    }

    @Test
    void oneThatIsKeptCanBeCanceled() {
        holding();
        close("A", "B", "C").order("X", 10, "10").cancel("Y", "X");
        assertTrue(desk.told().endsWith("8 Y/X CANCELED CANCELED 10 0 0"));
        open("A");
        told("");
    }

    @Test
    void oneThatIsKeptExpiresWithItsDay() {
        holding();
        close("A", "B", "C").order("X", 10, "10").told();
        endDay();
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void whatAVenueLetsGoOfWaitsForOneThatIsClosed() {
        close("B", "C").order("X", 10, "10").ack("A", "D1").told();
        desk.report("A", "D1", "c1", ExecType.EXPIRED, OrdStatus.EXPIRED, 0, null, 0).wait(1);
        told("");
        open("C");
        told("C D1 10@10");
    }

    @Test
    void aRemovedVenueIsWaitedForByNobody() {
        close("A", "B", "C");
        assertFalse(desk.state.venues().outOfHours().isEmpty());
        open("A");
        open("B");
        open("C");
        assertTrue(desk.state.venues().outOfHours().isEmpty());
    }
}
