package io.portcullis.server.hub;

import io.portcullis.oms.order.VenueStandings;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import org.jspecify.annotations.Nullable;

/** The phase of a venue's day, for people. */
final class Phases {

    private Phases() {
    }

    /** Null if nothing is known of its auctions, or it is closed. */
    static @Nullable String shown(VenueStandings standings, VenueId venue) {
        VenuePhases phases = standings.outOfHours().containsKey(venue) ? null : standings.phases(venue);
        return phases == null || phases.text().isEmpty() ? null : phases.text();
    }
}
