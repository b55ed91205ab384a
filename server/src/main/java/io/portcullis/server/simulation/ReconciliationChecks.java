package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.VenueId;
import java.util.HashSet;
import java.util.Set;

/** What holds of a venue that is back and is asked about its open orders: it gets nothing new before it is done. Reckoned from the facts. */
final class ReconciliationChecks {

    private final Set<VenueId> reconciling = new HashSet<>();

    /** No venue is connected when the hub starts. */
    void restarted() {
        reconciling.clear();
    }

    void after(Event event) {
        switch (event) {
            case Event.SessionLoggedOn e when e.venue() != null -> loggedOn(e.venue(), e.reconciles());
            case Event.SessionLoggedOff e when e.venue() != null -> reconciling.remove(e.venue());
            case Event.VenueReconciled e -> reconciled(e);
            case Event.ChildOrderCreated e -> check(e);
            default -> {
                // sends nothing new
            }
        }
    }

    private void loggedOn(VenueId venue, boolean reconciles) {
        if (reconciles) {
            reconciling.add(venue);
        } else {
            reconciling.remove(venue);
        }
    }

    private void reconciled(Event.VenueReconciled e) {
        if (!reconciling.remove(e.venue())) {
            throw new BrokenInvariant(0, e + " though it was asked about nothing");
        }
    }

    private void check(Event.ChildOrderCreated e) {
        if (reconciling.contains(e.venue())) {
            throw new BrokenInvariant(e.orderId(), e + " though the venue has not answered yet for what it had");
        }
    }
}
