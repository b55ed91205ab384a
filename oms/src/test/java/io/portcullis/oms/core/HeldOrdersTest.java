package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import org.junit.jupiter.api.Test;

/** Orders that are overtaken while they wait for their venue's session. Lines as {@link Desk} writes them. */
class HeldOrdersTest extends OnADesk {

    private void down(String venue) {
        desk.house(new Command.SessionLoggedOff(new SessionKey(venue), new VenueId(venue), "cut"));
    }

    @Test
    void aCancelEndsAnOrderThatItsVenueHasNotSeen() {
        desk.order("X", 10, "10").cancel("Y", "X").told();
        desk.held("A", "D1", "F1", "canceled before it was sent");
        told("A withdraw D1", "8 Y/X CANCELED CANCELED 10 0 0");
    }

    @Test
    void aReplaceChangesWhatTheVenueIsSentFirst() {
        desk.order("X", 10, "10").replace("Y", "X", 5, "9").told();
        desk.held("A", "D1", "G1", "replaced before it was sent");
        told("A withdraw D1", "A D2 5@9", "8 Y/X REPLACED NEW 5 0 5");
        desk.ack("A", "D2").fill("A", "D2", "e1", 5, "9", 5);
        told("8 Y TRADE FILLED 5 5 0 5@9 avg 9");
    }

    @Test
    void whatWaitedTooLongIsRoutedElsewhere() {
        desk.order("X", 10, "10").told();
        down("A");
        desk.held("A", "D1", "", "not sent within 30s: session A was down");
        told("A withdraw D1", "B D1 10@10");
    }

    @Test
    void whatWaitedTooLongAndHasNowhereElseToGoIsRejectedWithTheReason() {
        desk.order("X", 10, "10").told();
        down("A");
        down("B");
        down("C");
        desk.held("A", "D1", "", "not sent within 30s: session A was down");
        told("A withdraw D1", "8 X REJECTED REJECTED 10 0 0");
        assertEquals("not sent within 30s: session A was down", desk.text());
    }

    @Test
    void aPartThatWasNotSentEndsAndTheOtherIsCanceledAtItsVenue() {
        desk.routes("A 60 B 40").order("X", 10, "10").ack("B", "D1").cancel("Y", "X").told();
        desk.held("A", "D1", "F1", "canceled before it was sent");
        told("A withdraw D1");
        desk.canceled("B", "F1", 0);
        told("8 Y/X CANCELED CANCELED 10 0 0");
    }

    @Test
    void whatItsVenueHasAfterAllIsNeitherSentAgainNorGivenUp() {
        desk.order("X", 10, "10").replace("Y", "X", 5, "9").ack("A", "D1").told();
        desk.held("A", "D1", "G1", "replaced before it was sent");
        told("A withdraw D1");
        desk.wait(6);
        told("A H D1");
    }
}
