package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.TimeInForce;
import org.junit.jupiter.api.Test;

/** How often what venues give back is sent out again. Lines as {@link Desk} writes them. */
class TriesTest extends OnADesk {

    private void rejects(String venue, String request) {
        desk.report(venue, request, "r" + request, ExecType.REJECTED, OrdStatus.REJECTED, 0, null, 0, null, "no");
    }

    @Test
    void eachVenueIsTriedOnceIfNothingElseIsSaid() {
        desk.order("X", 10, "10");
        rejects("A", "D1");
        rejects("B", "D1");
        rejects("C", "D1");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "B D1 10@10", "C D1 10@10", "8 X REJECTED REJECTED 10 0 0");
        assertEquals("C: no", desk.text());
    }

    @Test
    void aVenueIsTriedAgainAsOftenAsItMay() {
        desk.tries(2, 100).order("X", 10, "10");
        rejects("A", "D1");
        rejects("A", "D2");
        rejects("B", "D1");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "A D2 10@10", "B D1 10@10", "B D2 10@10");
    }

    @Test
    void allVenuesTogetherAsOftenAsTheOrderMay() {
        desk.tries(2, 3).order("X", 10, "10");
        rejects("A", "D1");
        rejects("A", "D2");
        rejects("B", "D1");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "A D2 10@10", "B D1 10@10", "8 X REJECTED REJECTED 10 0 0");
        assertEquals("B: no; venues have given back 3 parts of it", desk.text());
    }

    @Test
    void whatWasExecutedIsNotTriedAgain() {
        desk.tries(2, 100).order("X", 10, "10").ack("A", "D1").fill("A", "D1", "e1", 4, "10", 4).told();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 4);
        told("A D2 6@10");
    }

    @Test
    void whatMayNotRestIsNotTriedAgain() {
        desk.tries(5, 100).order("X", 10, "10", TimeInForce.IMMEDIATE_OR_CANCEL).told();
        desk.report("A", "D1", "c1", ExecType.CANCELED, OrdStatus.CANCELED, 0, null, 0);
        told("8 X CANCELED CANCELED 10 0 0");
    }

    @Test
    void itIsRememberedOverARestart() {
        desk.tries(2, 100).order("X", 10, "10");
        rejects("A", "D1");
        desk.restart();
        rejects("A", "D2");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "A D2 10@10", "B D1 10@10");
    }

    @Test
    void noTryAtAllIsNoSetting() {
        assertThrows(IllegalArgumentException.class, () -> new Tries(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Tries(1, 0));
    }
}
