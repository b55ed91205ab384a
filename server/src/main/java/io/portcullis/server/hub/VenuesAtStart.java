package io.portcullis.server.hub;

import io.portcullis.admin.port.OperatorCommands.Instruction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.settings.VenuesFile;
import io.portcullis.server.shard.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What becomes of venues at a start: the file may name others than the event log knows. One that it doesn't name any more is kept, drained, while orders are open there.
 */
public final class VenuesAtStart {

    private static final Instruction HOUSE = new Instruction("portcullis", "at the start, venues.ini does not name it any more");

    private final Venues venues;
    private final SimulatedVenues simulated;
    private final Shard shard;
    private final List<VenueId> leaving = new ArrayList<>();

    public VenuesAtStart(Venues venues, SimulatedVenues simulated, Shard shard) {
        this.venues = venues;
        this.simulated = simulated;
        this.shard = shard;
    }

    /**
     * After the shard has recovered, before any session is connected.
     *
     * @param isAccepted whether to go on though nobody can reach orders at a venue of which nothing is known
     * @throws IOException naming such a venue and how many orders are open there, if that isn't accepted
     */
    public void settle(VenuesFile file, ShardState state, boolean isAccepted) throws IOException {
        if (!isAccepted) {
            requireAllKnown(state);
        }
        for (VenueEntry entry : file.venues()) {
            Event.VenueSteered closed = state.venues().closed(entry.id());
            if (closed != null && closed.action() == VenueAction.REMOVE) {
                shard.accept(new Command.SteerVenue(entry.id(), VenueAction.ADD, "", "portcullis", "at the start, venues.ini names it again"));
            }
        }
        for (VenueEntry entry : file.left()) {
            settleLeft(entry, state);
        }
        venues.tellRouting(venues.all());
        venues.keep();
    }

    private void requireAllKnown(ShardState state) throws IOException {
        Map<String, Integer> unknown = new TreeMap<>();
        for (ParentOrder order : state.openOrdersByAge()) {
            for (ChildOrder child : order.children()) {
                if (child.isLive() && !venues.ids().contains(child.venue())) {
                    unknown.merge("venue " + child.venue().value(), 1, Integer::sum);
                } else if (child.isLive() && !venues.has(child.venue(), child.session())) {
                    unknown.merge("session " + child.session(), 1, Integer::sum);
                }
            }
        }
        if (!unknown.isEmpty()) {
            throw new IOException("venues.ini does not name " + String.join(", ", unknown.entrySet().stream()
                    .map(one -> one.getKey() + ", where " + one.getValue() + (one.getValue() == 1 ? " order is" : " orders are") + " open").toList())
                    + ". Put the section back; portcullis venue drain, and the venue can go when its orders are done. Or start with --accept-loss: then nobody"
                    + " is told what becomes of them");
        }
    }

    private void settleLeft(VenueEntry entry, ShardState state) throws IOException {
        VenueId id = entry.id();
        int open = state.openAt(id);
        if (open == 0) {
            Event.VenueSteered closed = state.venues().closed(id);
            if (closed == null || closed.action() != VenueAction.REMOVE) {
                shard.accept(new Command.SteerVenue(id, VenueAction.REMOVE, "", HOUSE.user(), HOUSE.reason()));
            }
            venues.forget(id);
            return;
        }
        if (state.venues().closed(id) == null) {
            shard.accept(new Command.SteerVenue(id, VenueAction.DRAIN, "", HOUSE.user(), HOUSE.reason()));
        }
        simulated.start(entry);
        venues.reachAgain(entry);
        leaving.add(id);
        Readiness.alert("venue " + id + " is not in venues.ini any more, but has " + open + " open order" + (open == 1 ? "" : "s")
                + ": it is kept as it was, drained, and removed when they are done");
    }

    /** Those that were kept go when their orders are done. */
    public void follow(VenueChanges changes) {
        leaving.forEach(id -> changes.leaves(id, HOUSE));
    }
}
