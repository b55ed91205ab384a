package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Venues' auctions come and go, in any order, and their own trading days. */
final class RandomPhases {

    private final SimulatedHub hub;
    private final List<RandomVenue> venues;
    private final Timeline timeline;
    private final Chance chance;

    RandomPhases(SimulatedHub hub, List<RandomVenue> venues, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.venues = venues;
        this.timeline = timeline;
        this.chance = chance;
    }

    /** One venue has other phases, and soon others again. */
    void change() {
        VenueId venue = chance.pick(venues).id();
        say(venue);
        timeline.in(chance.between(Timeline.SECOND, 15 * Timeline.SECOND), () -> say(venue));
    }

    private void say(VenueId venue) {
        if (chance.percent(30)) {
            sayDay(venue);
        }
        List<VenuePhases.Standing> standings = new ArrayList<>();
        for (Auction auction : Auction.values()) {
            if (chance.percent(80)) {
                standings.add(new VenuePhases.Standing(auction, chance.oneOf(VenuePhases.Stage.values()), "soon"));
            }
        }
        Auction now = standings.isEmpty() || chance.percent(60) ? null : chance.pick(standings).auction();
        hub.accept(new Command.BeginPhase(venue, new VenuePhases(now, "later", standings)));
    }

    /** Its own days go ahead of the hub's, and never back. */
    private void sayDay(VenueId venue) {
        if (!hub.isUp()) {
            return;
        }
        ShardState state = hub.core().state();
        VenueDay before = state.venues().day(venue);
        LocalDate date = LocalDate.ofEpochDay(state.venues().dayAt(venue, state.today()));
        VenueDay day = before == null || before.isOver() ? new VenueDay(date.plusDays(1), false) : new VenueDay(date, true);
        hub.accept(new Command.BeginVenueDay(venue, day));
    }

    /** Nothing is known of any auctions any more. */
    void end() {
        for (RandomVenue venue : venues) {
            hub.accept(new Command.BeginPhase(venue.id(), new VenuePhases(null, "", List.of())));
            hub.accept(new Command.BeginVenueDay(venue.id(), null));
        }
    }
}
