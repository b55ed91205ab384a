package io.portcullis.oms.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Venues that are drained, removed and added while orders are open. */
class ChangingVenuesTest {

    private final Desk desk = new Desk();

    private @Nullable String steer(String venue, VenueAction action) {
        return desk.answerTo(new Command.SteerVenue(new VenueId(venue), action, "", "anna", "it closes"));
    }

    private void told(String... lines) {
        assertEquals(String.join("\n", lines), desk.told());
    }

    @AfterEach
    void theLogGivesTheSameState() {
        for (int snapshotAfter = 0; snapshotAfter <= desk.log.size(); snapshotAfter++) {
            assertEquals(Desk.hash(desk.state), desk.hashOfTheFold(snapshotAfter), "with a snapshot after record " + snapshotAfter);
        }
    }

    @Test
    void nothingNewIsRoutedToADrainedVenueButCancelsGoOut() {
        desk.order("X", 10, "10").ack("A", "D1");
        assertNull(steer("A", VenueAction.DRAIN));
        desk.order("Y", 5, "10").cancel("C", "X");
        told("8 X NEW NEW 10 0 10", "A D1 10@10", "8 Y NEW NEW 5 0 5", "B D1 5@10", "8 C/X PENDING_CANCEL PENDING_CANCEL 10 0 10", "A F1 D1");

        assertEquals("venue A is drained already, by anna: it closes", steer("A", VenueAction.DRAIN));
        assertNull(steer("A", VenueAction.RESUME));
        desk.order("Z", 5, "10");
        told("8 Z NEW NEW 5 0 5", "A D2 5@10");
    }

    @Test
    void aVenueThatIsDrainedStaysSoWhenItsSessionComesBack() {
        steer("A", VenueAction.DRAIN);
        desk.house(new Command.SessionLoggedOff(new SessionKey("A"), new VenueId("A"), "a test"));
        desk.house(new Command.SessionLoggedOn(new SessionKey("A"), new VenueId("A")));
        desk.order("X", 10, "10");
        told("8 X NEW NEW 10 0 10", "B D1 10@10");
    }

    @Test
    void whatADrainedVenueLetsGoOfIsRoutedElsewhere() {
        desk.order("X", 10, "10").ack("A", "D1");
        steer("B", VenueAction.DRAIN);
        desk.told();
        desk.canceled("A", "D1", 0);
        told("C D1 10@10");
    }

    @Test
    void aVenueWithOpenOrdersIsNotRemovedBeforeTheyAreDone() {
        desk.order("X", 10, "10").ack("A", "D1");
        assertEquals("venue A has 1 open order and stays: drain it first, and it is removed when they are done", steer("A", VenueAction.REMOVE));
        steer("A", VenueAction.DRAIN);
        assertEquals("venue A is drained and still has 1 open order: it is removed when they are done", steer("A", VenueAction.REMOVE));

        desk.fill("A", "D1", "e1", 10, "10", 10);
        assertNull(steer("A", VenueAction.REMOVE));
        assertEquals("venue A is removed already, by anna: it closes", steer("A", VenueAction.REMOVE));
        assertEquals("venue A is removed, by anna: it closes", steer("A", VenueAction.RESUME));
    }

    @Test
    void anUnansweredOrderKeepsItsVenue() {
        desk.order("X", 10, "10");
        steer("A", VenueAction.DRAIN);
        assertEquals("venue A is drained and still has 1 open order: it is removed when they are done", steer("A", VenueAction.REMOVE));
    }

    @Test
    void aVenueThatIsAddedTakesOrdersOnceItsSessionIsUp() {
        desk.venues("D", "A", "B", "C");
        assertNull(steer("D", VenueAction.ADD));
        desk.order("X", 10, "10");
        told("8 X NEW NEW 10 0 10", "A D1 10@10");
        desk.house(new Command.SessionLoggedOn(new SessionKey("D"), new VenueId("D"))).order("Y", 10, "10");
        told("8 Y NEW NEW 10 0 10", "D D1 10@10");

        steer("D", VenueAction.DRAIN);
        desk.fill("D", "D1", "e1", 10, "10", 10);
        assertNull(steer("D", VenueAction.REMOVE));
        assertNull(steer("D", VenueAction.ADD), "a venue that was removed may come back");
        desk.told();
        desk.order("Z", 10, "10");
        told("8 Z NEW NEW 10 0 10", "D D2 10@10");
    }
}
