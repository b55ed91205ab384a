package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Orders whose time is replaced, and those whose venues have them for less time than they are good for. Lines as {@link Desk} writes them. */
class ReplacedTimesTest extends OnADesk {

    private static final long SECOND = 1_000_000_000L;
    /** When {@link Desk} begins. */
    private static final long BEGIN = 1_000 * SECOND;

    private LocalDate day = LocalDate.of(2026, 11, 20);

    private static Conditions limit(TimeInForce timeInForce, long expireTime) {
        return new Conditions(OrdType.LIMIT, timeInForce, Quantity.of(10), Price.of("10"), expireTime);
    }

    private Desk replace(TimeInForce timeInForce, long expireTime) {
        return desk.replace("Y", "X", Side.BUY, limit(timeInForce, expireTime));
    }

    private Desk expired(String venue, String request) {
        return desk.report(venue, request, "x" + request, ExecType.EXPIRED, OrdStatus.EXPIRED, 0, null, 0);
    }

    private Desk nextDay() {
        day = day.plusDays(1);
        return desk.house(new Command.StartDay(day)).wait(1);
    }

    @Test
    void anOrderForTheDayThatIsToEndSoonerIsCanceledAndSentOutAnew() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        replace(TimeInForce.GOOD_TILL_DATE, BEGIN + 3_600 * SECOND);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 Y/X REPLACED NEW 10 0 10", "A D2 10@10");
        assertEquals(TimeInForce.GOOD_TILL_DATE, desk.orderOf("Y").children().getLast().timeInForce());
        desk.ack("A", "D2").wait(3_600);
        told("A F2 D2");
        desk.canceled("A", "F2", 0);
        told("8 Y EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void anOrderForTheDayThatIsToLastForDaysStaysWhereItIsAndIsCalledBackInTime() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        replace(TimeInForce.GOOD_TILL_DATE, BEGIN + 2 * 24 * 3_600 * SECOND);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 10 0 10");
        desk.wait(2 * 24 * 3_600);
        told("A F1 D1");
        desk.canceled("A", "F1", 0);
        told("8 Y EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void whatEndsAtItsVenueByTheOldDateGoesThereAgainAtOnceWithTheNewOne() {
        desk.venues("A");
        desk.order("X", Side.BUY, limit(TimeInForce.GOOD_TILL_DATE, BEGIN + 60 * SECOND)).ack("A", "D1").told();
        replace(TimeInForce.GOOD_TILL_CANCEL, 0);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "8 Y/X REPLACED NEW 10 0 10");
        desk.wait(61);
        told("");
        expired("A", "D1");
        told("A D2 10@10");
        assertEquals(TimeInForce.GOOD_TILL_CANCEL, desk.orderOf("Y").children().getLast().timeInForce());
    }

    @Test
    void anOrderForTheDayWhoseDayIsOverBecomesNoOtherBeforeItsTurnToExpire() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        desk.house(new Command.StartDay(day.plusDays(1)));
        replace(TimeInForce.GOOD_TILL_CANCEL, 0);
        told("9 Y/X NEW REPLACE 0");
        assertEquals("the time of the order is over, TimeInForce(59) 0", desk.text());
    }

    @Test
    void whatIsForTheDayFromNowOnIsForThisDay() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_CANCEL).ack("A", "D1").told();
        nextDay();
        replace(TimeInForce.DAY, 0);
        desk.canceled("A", "F1", 0).ack("A", "D2").wait(60).told();
        assertEquals(OrdStatus.NEW, desk.orderOf("Y").ordStatus());
        nextDay();
        told("A F2 D2");
    }

    @Test
    void aVenueThatWasAwayGetsItsOrderForTheDayAgainWhenItIsBack() {
        desk.venues("A");
        desk.order("X", 10, "10").ack("A", "D1");
        replace(TimeInForce.GOOD_TILL_CANCEL, 0);
        expired("A", "D1").told();
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "end of day"));
        nextDay();
        told("8 Y RESTATED NEW 10 0 10");
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1);
        told("A D2 10@10");
        desk.wait(1);
        told("");
    }

    @Test
    void aVenueThatHasForgottenAnOrderOfAnEarlierDayGetsItAgain() {
        desk.venues("A");
        desk.order("X", 10, "10").ack("A", "D1");
        replace(TimeInForce.GOOD_TILL_CANCEL, 0);
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "lost"));
        nextDay();
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A"))).wait(1).told();
        desk.report("A", "D1", "0", ExecType.ORDER_STATUS, OrdStatus.REJECTED, 0, null, 0, null, "unknown order");
        told("A D2 10@10");
    }

    @Test
    void whatComesAgainIsNotSentWhileTradingIsHaltedNorWhenItsTimeIsOver() {
        desk.venues("A");
        desk.order("X", 10, "10").ack("A", "D1");
        replace(TimeInForce.GOOD_TILL_DATE, BEGIN + 2 * 24 * 3_600 * SECOND);
        expired("A", "D1").told();
        desk.house(new Command.HaltTrading("OPS", "drill")).told();
        nextDay();
        told("8 Y RESTATED NEW 10 0 10");
        desk.pass(2 * 24 * 3_600).house(new Command.ResumeTrading("OPS", "over")).told();
        desk.wait(1);
        told("8 Y EXPIRED EXPIRED 10 0 0");
    }

    @Test
    void whatTheVenueSaysToBeCanceledDoesNotComeAgain() {
        desk.venues("A");
        desk.order("X", 10, "10").ack("A", "D1");
        replace(TimeInForce.GOOD_TILL_CANCEL, 0).told();
        desk.canceled("A", "D1", 0);
        told("8 Y CANCELED CANCELED 10 0 0");
    }

    @Test
    void anotherAccountIsTakenOnOnlyIfAllVenuesHaveLetGo() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        desk.replaceFor("Y", "X", "ACC2", null);
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 0 10", "A F1 D1", "B F1 D1");
        desk.canceled("A", "F1", 0).cancelReject("B", "F1", 99);
        told("9 Y/X NEW REPLACE 0", "A D2 3.6@10", "B D2 2.4@10");
        assertEquals("the order goes on for Account(1) ACC: B: no", desk.text());
        assertEquals("ACC", desk.orderOf("X").terms().account());
    }

    @Test
    void anOrderOfWhichAnExecutionWasTakenBackIsNotSentOutAnew() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4);
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 0, "e1", null).told();
        desk.replace("Y", "X", Side.BUY, new Conditions(OrdType.MARKET, TimeInForce.DAY, Quantity.of(10), null, 0));
        told("9 Y/X NEW REPLACE 2");
        assertEquals("the order cannot be sent out anew, as this replace would have it, because an execution of it was taken back", desk.text());
    }
}
