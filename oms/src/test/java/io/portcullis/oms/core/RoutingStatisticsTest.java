package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What is measured of venues comes from the events alone. */
class RoutingStatisticsTest extends OnADesk {

    private static final long SECOND = 1_000_000_000L;

    private VenueFigures of(String venue) {
        return desk.state.routing().figures().getOrDefault(new VenueId(venue), VenueFigures.NONE);
    }

    @Test
    void latencyIsTheTimeUntilANewOrderIsAcknowledged() {
        desk.order("X", 10, "10").pass(2).ack("A", "D1");
        assertEquals(1, of("A").acknowledgements());
        assertEquals(2 * SECOND, of("A").latencyNanos());
        desk.order("Y", 10, "10").pass(4).ack("A", "D2");
        assertEquals(3 * SECOND, of("A").latencyNanos());
        assertEquals(VenueFigures.NONE, of("B"));
    }

    @Test
    void anOrderThatWasAskedAboutOrCanceledBeforeSaysNothingOfIt() {
        desk.order("X", 10, "10").cancel("Y", "X").pass(1).ack("A", "D1");
        desk.order("Z", 10, "10").wait(6).ack("A", "D2");
        assertEquals(0, of("A").acknowledgements());
    }

    @Test
    void ofLegsCountsHowMuchIsExecuted() {
        desk.legs("A 4@9 B 4@10").order("X", 10, "10").fill("A", "D1", "e1", 4, "9", 4).fill("B", "D1", "e2", 1, "10", 1).canceled("B", "D1", 1);
        assertEquals(1, of("A").legs());
        assertEquals(VenueFigures.ONE, of("A").filledMillionths());
        assertEquals(1, of("B").legs());
        assertEquals(VenueFigures.ONE / 4, of("B").filledMillionths());
    }

    @Test
    void whatIsRejectedOrCalledBackSaysNothing() {
        desk.legs("A 4@9 B 4@10").order("X", 10, "10").cancel("Y", "X");
        desk.report("A", "D1", "r1", ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "no");
        desk.canceled("B", "F1", 0);
        assertEquals(0, of("A").legs());
        assertEquals(0, of("B").legs());
    }

    @Test
    void theNewestSixteenCountMost() {
        for (int i = 1; i <= 40; i++) {
            desk.order("X" + i, 10, "10").pass(i <= 20 ? 4 : 1).ack("A", "D" + i);
        }
        assertEquals(40, of("A").acknowledgements());
        long latency = of("A").latencyNanos();
        assertEquals(1.8, latency / 1e9, 0.2, "between what it was and what it is");
    }

    @Test
    void whatIsExecutedInTheMonthIsCounted() {
        desk.order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4).fill("A", "D1", "e2", 2, "10", 6);
        assertEquals(Quantity.of(6), of("A").monthQty());
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.PARTIALLY_FILLED, 0, null, 4, "e2", null);
        assertEquals(Quantity.of(4), of("A").monthQty());
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 30)));
        assertEquals(Quantity.of(4), of("A").monthQty());
        desk.house(new Command.StartDay(LocalDate.of(2026, 12, 1)));
        assertEquals(Quantity.ZERO, of("A").monthQty());
    }

    @Override
    int step() {
        return 7;
    }
}
