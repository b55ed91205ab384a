package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.VenueId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.LongArrayList;

/**
 * Venues that are back, and what they have not answered yet of what they are asked: how the orders stand that they had. They get nothing new before they have, or have let the time pass. An index of the state and not
 * part of it.
 */
final class Reconciliations {

    private static final class AtVenue {
        private final LongArrayList open;
        private final int asked;
        private int unanswered;

        private AtVenue(LongArrayList open) {
            this.open = open;
            this.asked = open.size();
        }
    }

    private final ShardState state;
    private final DueList due;
    private final Turn turn;
    private final Map<VenueId, AtVenue> venues = new LinkedHashMap<>();

    Reconciliations(ShardState state, DueList due, Turn turn) {
        this.state = state;
        this.due = due;
        this.turn = turn;
    }

    /** The fact that its session is up, with whether it is asked about orders first. */
    Event.SessionLoggedOn loggedOn(Command.SessionLoggedOn c) {
        VenueId venue = c.venue();
        return new Event.SessionLoggedOn(c.session(), venue, venue != null && due.isReconciledAtLogon(venue) && !ordersAt(venue).isEmpty());
    }

    void after(Event event) {
        switch (event) {
            case Event.SessionLoggedOn e when e.venue() != null && e.reconciles() -> venues.put(e.venue(), new AtVenue(ordersAt(e.venue())));
            case Event.SessionLoggedOn e when e.venue() != null -> venues.remove(e.venue());
            case Event.SessionLoggedOff e when e.venue() != null -> venues.remove(e.venue());
            case Event.VenueReconciled e -> venues.remove(e.venue());
            default -> {
                // nothing of a venue's session
            }
        }
    }

    private LongArrayList ordersAt(VenueId venue) {
        LongArrayList orders = new LongArrayList();
        state.openOrdersByAge().forEach(order -> {
            for (ChildOrder child : order.children()) {
                if (child.venue().equals(venue) && (child.isLive() || child.owesAnAnswer())) {
                    orders.addLong(child.childId());
                }
            }
        });
        return orders;
    }

    /** At the end of each command. */
    void settle() {
        if (venues.isEmpty()) {
            return;
        }
        for (Map.Entry<VenueId, AtVenue> each : Map.copyOf(venues).entrySet()) {
            if (isOver(each.getValue())) {
                turn.emit(new Event.VenueReconciled(each.getKey(), each.getValue().asked, each.getValue().unanswered));
            }
        }
    }

    private boolean isOver(AtVenue at) {
        while (!at.open.isEmpty()) {
            ChildOrder child = state.unsettledChild(at.open.getLong(at.open.size() - 1));
            if (child != null && child.owesAnAnswer()) {
                if (!child.isAskedAgain()) {
                    return false;
                }
                at.unanswered++;
            }
            at.open.removeAt(at.open.size() - 1);
        }
        return true;
    }
}
