package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What is agreed with a client where FIX leaves a choice. Lines as in {@link OrderCoreTest}. */
class OrderPracticeTest extends OnADesk {

    private Desk agreed(boolean tellsPending, boolean replacesFilled, boolean reroutes) {
        desk = new Desk(new ClientAgreement(CancelOnDisconnect.NEVER, new OrderPractice(tellsPending, replacesFilled, reroutes, true, false, false)));
        return desk;
    }

    @Test
    void requestsNeedNotBeToldAsPending() {
        agreed(false, false, true).order("X", 10, "10").ack("A", "D1").told();
        desk.replace("Y", "X", 12, "10");
        told("A G1 D1 12@10");
        desk.replaced("A", "G1", 0).cancel("Z", "Y");
        told("8 Y/X REPLACED NEW 12 0 12", "A F1 G1");
        desk.status("Y");
        told("8 Y ORDER_STATUS PENDING_CANCEL 12 0 12");
        desk.cancelReject("A", "F1", 99);
        told("9 Z/Y NEW CANCEL 2");
    }

    @Test
    void aFilledOrderGrowsByWhatIsMoreAndNoMore() {
        agreed(true, true, true).routes("A 60 B 40").order("X", 10, "10").fill("A", "D1", "e1", 6, "10", 6).fill("B", "D1", "e1", 4, "10", 4).told();
        desk.replace("Y", "X", 15, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 10 0 avg 10", "8 Y/X REPLACED PARTIALLY_FILLED 15 10 5 avg 10", "A D2 3@10", "B D2 2@10");
        desk.fill("A", "D2", "e2", 3, "10", 3).fill("B", "D2", "e2", 2, "10", 2);
        told("8 Y TRADE PARTIALLY_FILLED 15 13 2 3@10 avg 10", "8 Y TRADE FILLED 15 15 0 2@10 avg 10");
        desk.replace("Z", "Y", 15, "10");
        told("9 Z/Y FILLED REPLACE 0");
    }

    @Test
    void whatGrowsAgainExpiresWithItsDay() {
        agreed(true, true, true).order("X", 10, "10").fill("A", "D1", "e1", 10, "10", 10).replace("Y", "X", 15, "10").told();
        desk.house(new Command.StartDay(LocalDate.of(2026, 11, 21))).wait(1);
        told("A F1 D2");
        desk.canceled("A", "F1", 0);
        told("8 Y EXPIRED EXPIRED 15 10 0 avg 10");
    }

    @Test
    void whatIsBeingCalledBackFromAVenueIsNotSentOutTwice() {
        agreed(true, true, true).routes("A 60 B 40").order("X", 10, "10").ack("B", "D1").fill("A", "D1", "e1", 10, "10", 10).told();
        desk.routes("A 100").replace("Y", "X", 15, "10");
        told("8 Y/X PENDING_REPLACE PENDING_REPLACE 10 10 0 avg 10", "8 Y/X REPLACED PARTIALLY_FILLED 15 10 5 avg 10", "A D2 1@10");
    }

    @Test
    void anOrderThatMayNotRestDoesNotGrow() {
        agreed(true, true, true).order("X", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL).fill("A", "D1", "e1", 10, "10", 10).told();
        desk.replace("Y", "X", 15, "10");
        told("9 Y/X FILLED REPLACE 0");
    }

    @Test
    void anOrderOfWhichAnExecutionWasTakenBackDoesNotGrow() {
        agreed(true, true, true).order("X", 10, "10").fill("A", "D1", "e1", 4, "10", 4).fill("A", "D1", "e2", 6, "10", 10);
        desk.report("A", "D1", "b1", ExecType.TRADE_CANCEL, OrdStatus.NEW, 0, null, 6, "e1", null)
                .fill("A", "D1", "e3", 4, "10", 10).told();
        desk.replace("Y", "X", 15, "10");
        assertEquals("9 Y/X FILLED REPLACE 0", desk.told().lines().reduce((a, b) -> b).orElseThrow());
    }

    @Test
    void whatAVenueEndsIsToldInsteadOfSentElsewhere() {
        agreed(true, false, false).routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").ack("B", "D1").told();
        desk.canceled("A", "D1", 0);
        told("");
        desk.fill("B", "D1", "e1", 4, "10", 4);
        told("8 X TRADE PARTIALLY_FILLED 10 4 6 4@10 avg 10", "8 X CANCELED CANCELED 10 4 0 avg 10");
    }
}
