package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Orders that outlive their trading day, and what their client is told of them on the next one. Lines as {@link Desk} writes them. */
class RestatementsTest extends OnADesk {

    @Override
    int step() {
        return Math.max(1, desk.log.size() / 50);
    }

    private Desk day(int dayOfNovember) {
        return desk.house(new Command.StartDay(LocalDate.of(2026, 11, dayOfNovember))).wait(1);
    }

    private Desk goodTillCancel(String clOrdId) {
        return desk.order(clOrdId, 10, "10", TimeInForce.GOOD_TILL_CANCEL);
    }

    @Test
    void eachOpenOrderOfAnEarlierDayIsRestatedOnceADay() {
        goodTillCancel("X").ack("A", "D1").order("Y", 10, "10", TimeInForce.GOOD_TILL_CANCEL).fill("A", "D2", "e1", 4, "9", 4);
        desk.order("Z", 10, "10", TimeInForce.GOOD_TILL_CANCEL).fill("A", "D3", "e2", 10, "10", 10).told();
        day(21);
        told("8 X RESTATED NEW 10 0 10", "8 Y RESTATED PARTIALLY_FILLED 10 4 6 avg 9");
        assertEquals("goes on in trading day 2026-11-21", desk.text());
        desk.wait(1).house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("");
        desk.fill("A", "D1", "e3", 10, "10", 10).told();
        day(22);
        told("8 Y RESTATED PARTIALLY_FILLED 10 4 6 avg 9");
    }

    @Test
    void anOrderOfTodayIsNotRestated() {
        day(21).told();
        goodTillCancel("X").ack("A", "D1").told();
        desk.wait(1).restart().wait(1);
        told("");
    }

    @Test
    void aDayOrderExpiresInstead() {
        desk.order("X", 10, "10").ack("A", "D1").told();
        day(21);
        told("A F1 D1");
    }

    @Test
    void anOrderWhoseDateIsOverExpiresInstead() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_DATE).ack("A", "D1").told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(60);
        told("A F1 D1");
        desk.wait(1);
        told("");
    }

    @Test
    void anOrderWhoseDateIsNotOverIsRestated() {
        desk.order("X", 10, "10", TimeInForce.GOOD_TILL_DATE).ack("A", "D1").told();
        day(21);
        told("8 X RESTATED NEW 10 0 10");
    }

    @Test
    void aStopThatIsKeptHereIsRestated() {
        desk.order("X", Side.SELL, new Conditions(OrdType.STOP, TimeInForce.GOOD_TILL_CANCEL, Quantity.of(10), null, 0, Instructions.stop(Price.of("9"))))
                .told();
        day(21);
        told("8 X RESTATED NEW 10 0 10");
        desk.trade("9");
        told("8 X TRIGGERED NEW 10 0 10", "A D1 10@null");
    }

    @Test
    void aRequestThatIsPendingIsToldAsSuchAndAnsweredLater() {
        goodTillCancel("X").ack("A", "D1").cancel("Y", "X").told();
        day(21);
        told("8 X RESTATED PENDING_CANCEL 10 0 10");
        desk.canceled("A", "F1", 0);
        told("8 Y/X CANCELED CANCELED 10 0 0");
    }

    @Test
    void anOrderThatOpensAgainOnALaterDayIsRestatedThen() {
        goodTillCancel("X").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).fill("A", "D1", "e2", 6, "10", 10).wait(1);
        told("8 X TRADE FILLED 10 10 0 6@10 avg 10");
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 0, null, 4, "e2", null).wait(1);
        assertTrue(desk.told().contains("8 X RESTATED PARTIALLY_FILLED 10 4 6 avg 10"));
        desk.restart().wait(1);
        assertFalse(desk.told().contains("RESTATED"));
    }

    @Test
    void whoAgreedOtherwiseIsToldNothing() {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(true, false, true, false, false, false)));
        desk.reconciles();
        goodTillCancel("X").ack("A", "D1").told();
        day(21);
        told("A H D1");
        desk.stillOpen("A", "D1", 10, 0).wait(1);
        told("");
        assertFalse(desk.isReporting());
        desk.house(new Command.EndDay(LocalDate.of(2026, 11, 21), "ann", "as agreed")).wait(1);
        told("");
    }

    @Test
    void noDayBeginsBeforeClientsAreToldOfAllExecutionsThatWereHeldBack() {
        int orders = 2_100;
        for (int i = 0; i < orders; i++) {
            desk.care("X" + i, 100, "10");
            desk.work("ann", "X" + i, new CareAction.Claim(false));
            desk.work("ann", "X" + i, new CareAction.HoldFills());
            desk.work("ann", "X" + i, new CareAction.Fill(Quantity.of(20), Price.of("9.5"), new VenueId("GSCO"), 0, "", false));
        }
        desk.told();
        Command next = new Command.StartDay(LocalDate.of(2026, 11, 21));
        assertEquals("trading day 2026-11-21 can't begin yet: clients are still being told of executions of the day before", desk.answerTo(next));
        assertNull(desk.answerTo(next));
        assertEquals(orders, desk.told().lines().filter(line -> line.startsWith("late 8 X")).count());
        assertEquals(LocalDate.of(2026, 11, 21), desk.state.tradingDay());
    }

    @Test
    void aFullLogHasNoRoomForThemUntilItHas() {
        goodTillCancel("X").ack("A", "D1").told();
        desk.logIsFull(true);
        day(21);
        told("");
        desk.logIsFull(false).wait(1);
        told("8 X RESTATED NEW 10 0 10");
    }

    @Test
    void manyAreToldSomeAtATimeAndEachOnceOverAKill() {
        Set<String> open = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            goodTillCancel("X" + i).ack("A", "D" + (i + 1));
            open.add("8 X" + i + " RESTATED NEW 10 0 10");
        }
        desk.told();
        day(21);
        List<String> told = desk.told().lines().toList();
        assertEquals(200, told.size());
        assertTrue(desk.isReporting());
        assertFalse(desk.isBehind(), "others are not held up");
        desk.wait(1).restart();
        while (desk.isReporting()) {
            desk.wait(1);
        }
        told = Stream.concat(told.stream(), desk.told().lines()).toList();
        assertEquals(1_000, told.size());
        assertEquals(open, new HashSet<>(told));
        assertEquals(1_000, desk.log.stream().flatMap(record -> record.events().stream()).filter(Event.OrderRestated.class::isInstance).count());
    }
}
