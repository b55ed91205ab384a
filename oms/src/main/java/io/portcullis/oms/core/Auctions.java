package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.VenueStandings;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.oms.types.VenuePhases.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an order for an auction comes in time: where each venue that takes it has had its auction of the day it does not, and it is not put off to another day. */
final class Auctions {

    private final VenueStandings standings;
    private final Routing routing;

    Auctions(ShardState state, Routing routing) {
        this.standings = state.venues();
        this.routing = routing;
    }

    /** What speaks against an order that comes, or becomes one for an auction; null if nothing does. @param order that is to be replaced; null for a new one */
    @Nullable
    Objection objectionTo(OrderTerms terms, @Nullable ParentOrder order) {
        TimeInForce timeInForce = terms.timeInForce();
        if (!timeInForce.isForAuction() || order != null && order.terms().timeInForce() == timeInForce) {
            return null;
        }
        String passed = passed(terms.conditions());
        return passed.isEmpty() ? null : new Objection(Refusal.TOO_LATE_FOR_AUCTION, "TimeInForce(59) " + timeInForce.code() + " comes too late: " + passed);
    }

    /** Whose auctions are over, and since when, in words; empty if a venue that takes it, connected or not, still has one ahead, or none takes such orders at all. */
    String passed(Conditions asked) {
        if (!asked.timeInForce().isForAuction()) {
            return "";
        }
        List<String> passed = new ArrayList<>();
        for (VenueId venue : routing.thatTakeInTheEnd(asked)) {
            VenuePhases phases = standings.phases(venue);
            if (phases == null || phases.stageFor(asked.timeInForce()) != Stage.OVER) {
                return "";
            }
            for (VenuePhases.Standing each : phases.auctionsFor(asked.timeInForce())) {
                passed.add(venue + (each.when().isEmpty() ? " has no " + each.auction().text() + " on this day"
                        : " took orders for its " + each.auction().text() + " until " + each.when()));
            }
        }
        return String.join(", ", passed);
    }

    /** In words, from when on venues take it that don't yet; empty if none is open and will. */
    String takenLater(Conditions asked) {
        if (!asked.timeInForce().isForAuction()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (VenueId venue : routing.thatTakeInTheEnd(asked)) {
            VenuePhases phases = standings.phases(venue);
            if (phases != null && phases.stageFor(asked.timeInForce()) == Stage.NOT_YET && !standings.outOfHours().containsKey(venue)) {
                phases.auctionsFor(asked.timeInForce()).stream().filter(each -> each.stage() == Stage.NOT_YET).findFirst()
                        .ifPresent(each -> text.append(", ").append(venue).append(" takes orders for its ").append(each.auction().text()).append(" from ")
                                .append(each.when()));
            }
        }
        return text.toString();
    }
}
