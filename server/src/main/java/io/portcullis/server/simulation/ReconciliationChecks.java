package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a venue's sessions: nothing new goes over one that is down, or that is back and over which the venue is asked about its open orders; and an order moves to another session only while its own is down and
 * that one is up. Reckoned from the facts.
 */
final class ReconciliationChecks {

    private final Set<SessionKey> up = new HashSet<>();
    private final Set<SessionKey> reconciling = new HashSet<>();
    private final Map<Long, SessionKey> sessions = new HashMap<>();
    private final Map<Long, VenueId> venues = new HashMap<>();

    /** Some of the log is lost: what is known is what the state knows. */
    void rebuild(ShardState state) {
        reconciling.clear();
        up.clear();
        state.sessions().stream().filter(SessionState::isLoggedOn).forEach(session -> up.add(session.key()));
        sessions.clear();
        venues.clear();
        state.ordersByAge().forEach(order -> order.children().forEach(child -> {
            venues.put(child.childId(), child.venue());
            sessions.put(child.childId(), child.venue().session(child.session()));
        }));
    }

    void after(Event event) {
        switch (event) {
            case Event.SessionLoggedOn e when e.venue() != null -> loggedOn(e.session(), e.reconciles());
            case Event.SessionLoggedOff e when e.venue() != null -> {
                up.remove(e.session());
                reconciling.remove(e.session());
            }
            case Event.VenueReconciled e -> reconciled(e);
            case Event.ChildOrderCreated e -> check(e);
            case Event.ChildOrderMoved e -> check(e);
            default -> {
                // sends nothing new
            }
        }
    }

    private void loggedOn(SessionKey session, boolean reconciles) {
        up.add(session);
        if (reconciles) {
            reconciling.add(session);
        } else {
            reconciling.remove(session);
        }
    }

    private void reconciled(Event.VenueReconciled e) {
        if (!reconciling.remove(e.venue().session(e.session()))) {
            throw new BrokenInvariant(0, e + " though it was asked about nothing");
        }
    }

    private void check(Event.ChildOrderCreated e) {
        SessionKey session = e.venue().session(e.session());
        if (reconciling.contains(session) || !up.contains(session)) {
            throw new BrokenInvariant(e.orderId(), e + " though the venue has not answered yet over " + session + " for what it had, or it is down");
        }
        venues.put(e.childId(), e.venue());
        sessions.put(e.childId(), session);
    }

    private void check(Event.ChildOrderMoved e) {
        VenueId venue = Objects.requireNonNull(venues.get(e.childId()));
        SessionKey to = venue.session(e.session());
        SessionKey from = sessions.put(e.childId(), to);
        if (isUp(from) || !up.contains(to)) {
            throw new BrokenInvariant(0, e + " from " + from + ", up are " + up);
        }
    }

    private boolean isUp(@Nullable SessionKey session) {
        return session != null && up.contains(session);
    }
}
