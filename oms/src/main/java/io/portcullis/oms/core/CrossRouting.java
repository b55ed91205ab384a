package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Where a cross order goes, once and as a whole, and what one side of it waits for because of the other. */
final class CrossRouting {

    private final ShardState state;
    private final Routing routing;
    private final KillGate kills;
    private final MarketGate markets;
    private final Turn turn;

    CrossRouting(ShardState state, Routing routing, KillGate kills, MarketGate markets, Turn turn) {
        this.state = state;
        this.routing = routing;
        this.kills = kills;
        this.markets = markets;
        this.turn = turn;
    }

    boolean isSide(ParentOrder order) {
        return state.crosses().of(order.orderId()) != null;
    }

    /** Its venue has not answered yet what it was asked about the other side: the next thing that it is asked is about both. */
    boolean waitsForOther(ParentOrder order) {
        Cross cross = state.crosses().of(order.orderId());
        Cross.Side side = cross == null ? null : cross.otherThan(cross.side(order.orderId()));
        ParentOrder other = side == null ? null : state.unsettledOrder(side.orderId());
        if (cross == null || other == null) {
            return false;
        }
        for (ChildOrder child : other.children()) {
            ChildOrder.PendingReplace replace = child.pendingReplace();
            if (child.pendingCancelId() != 0 && cross.sentWith(child.pendingCancelId()) != null
                    || replace != null && cross.sentWith(replace.requestId()) != null) {
                return true;
            }
        }
        return false;
    }

    /** The venue that gets a cross on such conditions; null if none takes it now. @see Routing#venueForCross */
    @Nullable
    VenueId venueFor(Conditions conditions, List<OrderTerms> sides, List<Price> valuations, List<Objection> full) {
        return routing.venueForCross(conditions, sides, valuations, full);
    }

    /** @see Routing#reconciling */
    String reconciling() {
        return routing.reconciling();
    }

    /** In words, the kills and halts by which it goes to some of the venues not; empty if there is none. */
    String closedAt(List<OrderTerms> sides) {
        return sides.stream().map(routing::closedAt).distinct().collect(Collectors.joining());
    }

    /** Whether a venue that is asked about what it has takes it once it has answered. */
    boolean isTakenOnceReconciled(Conditions conditions, List<OrderTerms> sides) {
        return routing.isCrossTakenOnceReconciled(conditions, sides);
    }

    /** Whether a venue that is out of its trading hours takes it once it opens. */
    boolean isTakenOnceOpen(Conditions conditions) {
        return routing.isCrossTakenOnceOpen(conditions);
    }

    /** Each side goes there: that it is one message follows. @see CrossProgress */
    void create(List<Long> orderIds, List<Conditions> conditions, VenueId venue) {
        routing.createCross(orderIds, conditions, venue);
    }

    /**
     * A side of which nothing is at a venue. If its cross has waited for a venue to open, and one is open, it goes out.
     *
     * @param full the limits by which venues that would take it have no room for both sides are added to it
     * @return false if no venue takes it any more
     */
    boolean goesOut(ParentOrder order, List<Objection> full) {
        Cross cross = state.crosses().of(order.orderId());
        if (cross == null || !order.children().isEmpty()) {
            return false;
        }
        List<ParentOrder> sides = cross.sides().stream().map(side -> state.unsettledOrder(side.orderId())).filter(Objects::nonNull).toList();
        if (turn.sendsNothingNew() || sides.stream().anyMatch(side -> kills.stops(side) || markets.keepsBack(side))) {
            return true; // looked at again when trading goes on
        }
        Conditions conditions = order.terms().conditions();
        VenueId venue = routing.venueForCross(conditions, sides.stream().map(ParentOrder::terms).toList(),
                sides.stream().map(ParentOrder::valuationPrice).toList(), full);
        if (venue == null) {
            return routing.isCrossTakenOnceOpen(conditions) || routing.isCrossTakenOnceConnected(conditions) || waitsForHaltedVenue(conditions, sides);
        }
        List<Long> orderIds = new ArrayList<>(2);
        List<Conditions> all = new ArrayList<>(2);
        for (Cross.Side side : cross.sides()) {
            ParentOrder each = state.unsettledOrder(side.orderId());
            if (each == null || !each.isCancelable() || each.pendingReplace() != null || !each.children().isEmpty()) {
                return true; // it goes as a whole or, as one side is ending, not at all
            }
            orderIds.add(each.orderId());
            all.add(each.terms().conditions());
        }
        create(orderIds, all, venue);
        return true;
    }

    /** It is looked at again when its instrument goes on there. */
    private boolean waitsForHaltedVenue(Conditions conditions, List<ParentOrder> sides) {
        boolean waits = routing.isCrossTakenOnceNotHalted(conditions, sides.stream().map(ParentOrder::terms).toList());
        if (waits) {
            sides.forEach(markets::keep);
        }
        return waits;
    }
}
