package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.LongArrayList;

/**
 * Venues that are back, and what they have not answered yet of what they are asked: how the orders stand that they had. They get nothing new before they have, or have let the time pass. Of a venue with several sessions
 * each is for itself. An index of the state and not part of it.
 */
final class Reconciliations {

    private static final class AtVenue {
        private final VenueId venue;
        private final LongArrayList open;
        private final int asked;
        private int unanswered;

        private AtVenue(VenueId venue, LongArrayList open) {
            this.venue = venue;
            this.open = open;
            this.asked = open.size();
        }
    }

    private final ShardState state;
    private final DueList due;
    private final Turn turn;
    private final Map<SessionKey, AtVenue> sessions = new LinkedHashMap<>();

    Reconciliations(ShardState state, DueList due, Turn turn) {
        this.state = state;
        this.due = due;
        this.turn = turn;
    }

    /** The fact that its session is up, with whether it is asked about orders first. */
    Event.SessionLoggedOn loggedOn(Command.SessionLoggedOn c) {
        VenueId venue = c.venue();
        return new Event.SessionLoggedOn(c.session(), venue, venue != null && due.isReconciledAtLogon(venue) && !ordersAt(venue, c.session()).isEmpty());
    }

    void after(Event event) {
        switch (event) {
            case Event.SessionLoggedOn e when e.venue() != null && e.reconciles() -> sessions.put(e.session(),
                    new AtVenue(e.venue(), ordersAt(e.venue(), e.session())));
            case Event.SessionLoggedOn e when e.venue() != null -> sessions.remove(e.session());
            case Event.SessionLoggedOff e when e.venue() != null -> sessions.remove(e.session());
            case Event.VenueReconciled e -> sessions.remove(e.venue().session(e.session()));
            default -> {
                // nothing of a venue's session
            }
        }
    }

    private LongArrayList ordersAt(VenueId venue, SessionKey session) {
        LongArrayList orders = new LongArrayList();
        state.openOrdersByAge().forEach(order -> {
            for (ChildOrder child : order.children()) {
                if (child.goesOver(venue, session) && (child.isLive() || child.owesAnAnswer())) {
                    orders.addLong(child.childId());
                }
            }
        });
        return orders;
    }

    /** At the end of each command. */
    void settle() {
        if (sessions.isEmpty()) {
            return;
        }
        for (Map.Entry<SessionKey, AtVenue> each : List.copyOf(sessions.entrySet())) {
            AtVenue at = each.getValue();
            if (isOver(at)) {
                turn.emit(new Event.VenueReconciled(at.venue, at.venue.further(each.getKey()), at.asked, at.unanswered));
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
