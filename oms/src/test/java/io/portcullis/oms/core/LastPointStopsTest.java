package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of requests that were stopped at the last point before their venue. Lines as {@link Desk} writes them. */
class LastPointStopsTest extends OnADesk {

    private static final String ALERT = "! too much. The venue gets no new orders until it is resumed; the others go on";

    private void stopped(String venue, boolean isNew, String... requests) {
        VenueId id = new VenueId(venue);
        desk.house(new Command.StoppedAtLastPoint(id, Stream.of(requests).map(request -> desk.numberOf(venue, request)).toList(), isNew, "too much"));
    }

    private void resume(String venue) {
        assertNull(desk.answerTo(new Command.SteerVenue(new VenueId(venue), VenueAction.RESUME, "", "ann", "looked at")));
    }

    @Test
    void aNewOrderCountsAsRejectedAndGoesElsewhereWhileItsVenueIsDrained() {
        desk.order("X", 10, "10").told();
        stopped("A", true, "D1");
        told("A withdraw D1", ALERT, "B D1 10@10");
        desk.order("Y", 10, "10");
        told("8 Y NEW NEW 10 0 10", "B D2 10@10");
        resume("A");
        desk.order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "A D2 10@10");
    }

    @Test
    void aNewOrderThatNoVenueIsLeftForIsRejectedWithTheReason() {
        desk.order("X", 10, "10").told();
        stopped("A", true, "D1");
        stopped("B", true, "D1");
        desk.told();
        stopped("C", true, "D1");
        told("C withdraw D1", ALERT, "8 X REJECTED REJECTED 10 0 0");
        assertEquals("too much", desk.text());
    }

    @Test
    void whatAnotherVenueHasOfTheOrderStaysThereAndTheRestGoesOn() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("A", "D1").told();
        stopped("B", true, "D1");
        told("B withdraw D1", ALERT, "A D2 4@10");
        desk.fill("A", "D1", "e1", 6, "10", 6);
        told("8 X TRADE PARTIALLY_FILLED 10 6 4 6@10 avg 10");
    }

    @Test
    void aReplaceCountsAsRejectedAndTheOrderStaysAsItWas() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").told();
        stopped("A", false, "G1");
        told("A withdraw G1", ALERT, "9 Y/X NEW REPLACE 2");
        desk.fill("A", "D1", "e1", 10, "10", 10);
        told("8 X TRADE FILLED 10 10 0 10@10 avg 10");
    }

    @Test
    void whatIsSaidAgainChangesNothingMore() {
        desk.order("X", 10, "10").ack("A", "D1").replace("Y", "X", 20, "10").told();
        stopped("A", false, "G1");
        stopped("A", true, "D1");
        desk.told();
        desk.cancel("Z", "X").canceled("A", "F1", 0);
        told("8 Z/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1", "8 Z/X CANCELED CANCELED 10 0 0");
    }

    @Test
    void thatMoreGoesOutThanClientsOrdersExplainIsAnAlarm() {
        desk.house(new Command.TooManyOrdersOut(4_000_000, 212, 100, 10));
        told("! 4000000 orders and replaces went to venues within 10s for 212 orders: more than 100 for each");
    }
}
