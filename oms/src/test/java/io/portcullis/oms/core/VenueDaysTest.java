package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Venues whose trading days are others than the hub's. Lines as {@link Desk} writes them. */
class VenueDaysTest extends OnADesk {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final VenueId A = new VenueId("A");

    VenueDaysTest() {
        desk = new Desk().reconciles().venues("A");
    }

    private Desk day(int later) {
        return tell(new VenueDay(TODAY.plusDays(later), false));
    }

    private Desk endDay(int later) {
        return tell(new VenueDay(TODAY.plusDays(later), true));
    }

    private Desk tell(@Nullable VenueDay day) {
        return desk.house(new Command.BeginVenueDay(A, day)).wait(1);
    }

    @Test
    void whatWasSentIsOfTheVenuesDay() {
        day(1).order("X", 10, "10");
        assertEquals(TODAY.plusDays(1).toEpochDay(), desk.state.openOrdersByAge().getFirst().children().getFirst().day());
    }

    @Test
    void anOrderForTheDayEndsWithTheVenuesDay() {
        day(0).order("X", 10, "10").ack("A", "D1").told();
        endDay(0).report("A", "D1", "c1", ExecType.DONE_FOR_DAY, OrdStatus.DONE_FOR_DAY, 0, null, 0);
        told("8 X DONE_FOR_DAY DONE_FOR_DAY 10 0 0");
    }

    @Test
    void oneThatTheVenueSaysNothingOfIsAskedAboutAMinuteLater() {
        day(0).order("X", 10, "10").ack("A", "D1").order("Y", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D2").told();
        endDay(0).wait(58);
        told("");
        desk.wait(1);
        told("A H D1");
        desk.report("A", "D1", "0", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0, null, "unknown order");
        told("8 X EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void whenTheNextOneBeginsItIsAskedAboutAllThatItHasHadBefore() {
        day(0).order("X", 10, "10").ack("A", "D1").order("Y", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D2").told();
        day(1);
        told("A H D1\nA H D2");
    }

    @Test
    void whenTheHubsBeginsItIsNotAskedAndItsClientIsTold() {
        day(0).order("Y", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        endDay(0).house(new Command.EndDay(TODAY, "the calendar", "its time is over")).wait(100);
        desk.house(new Command.StartDay(TODAY.plusDays(1))).wait(1);
        told("8 Y RESTATED NEW 10 0 10");
    }

    @Test
    void aVenueMayHaveTheHubsDaysAgain() {
        day(3);
        assertEquals("venue A is in that trading day already", desk.answerTo(new Command.BeginVenueDay(A, new VenueDay(TODAY.plusDays(3), false))));
        tell(null).order("X", 10, "10");
        assertEquals(TODAY.toEpochDay(), desk.state.openOrdersByAge().getFirst().children().getFirst().day());
    }

    @Test
    void ofAVenueThatIsRemovedNothingIsKnown() {
        day(1).house(new Command.SteerVenue(A, VenueAction.DRAIN, "", "ann", "it goes"))
                .house(new Command.SteerVenue(A, VenueAction.REMOVE, "", "ann", "it goes"));
        assertNull(desk.state.venues().day(A));
    }
}
