package io.portcullis.server.hub;

import io.portcullis.oms.order.VenueStandings;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import org.jspecify.annotations.Nullable;

/** The phase of a venue's day, and which day that is if it has its own, for people. */
final class Phases {

    private Phases() {
    }

    /** Null if nothing is known of its auctions and it has the hub's days, or if it is closed. */
    static @Nullable String shown(VenueStandings standings, VenueId venue) {
        if (standings.outOfHours().containsKey(venue)) {
            return null;
        }
        VenuePhases phases = standings.phases(venue);
        VenueDay day = standings.day(venue);
        String phase = phases == null ? "" : phases.text();
        String ofDay = day == null ? "" : "its trading day " + day.date();
        String text = phase + (phase.isEmpty() || ofDay.isEmpty() ? "" : ", ") + ofDay;
        return text.isEmpty() ? null : text;
    }
}
