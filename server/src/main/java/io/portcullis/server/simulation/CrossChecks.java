package io.portcullis.server.simulation;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.VenueId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has to hold of the sides of a cross: both are accepted or none, both go to one venue in one message, once, and who ends one ends the other. */
final class CrossChecks {

    private CrossChecks() {
    }

    static void check(EventRecord record, List<Effect> effects, ShardState state) {
        Set<Long> accepted = new HashSet<>();
        Set<Long> refused = new HashSet<>();
        Map<Long, VenueId> sent = new HashMap<>();
        for (Event event : record.events()) {
            switch (event) {
                case Event.OrderAccepted e -> accepted.add(e.orderId());
                case Event.OrderRefused e -> refused.add(e.orderId());
                case Event.ChildOrderCreated e -> {
                    if (sent.put(e.orderId(), e.venue()) != null && state.crosses().of(e.orderId()) != null) {
                        throw new BrokenInvariant(e.orderId(), "side " + e.orderId() + " of a cross goes out in parts");
                    }
                }
                default -> {
                    // not about where a side begins
                }
            }
        }
        for (Event event : record.events()) {
            if (event instanceof Event.CrossChanged changed) {
                switch (changed.fact()) {
                    case CrossFact.Accepted f -> checkAll(f.sides(), accepted, "accepted");
                    case CrossFact.Refused f -> checkAll(f.sides(), refused, "refused");
                    case CrossFact.Sent f when f.message() == CrossFact.Message.NEW -> checkWhole(changed.crossId(), f, sent, state);
                    case CrossFact.Sent _,CrossFact.Requested _ -> {
                        // about what is there
                    }
                }
            }
        }
        for (Effect effect : effects) {
            checkAlone(effect, state);
        }
        for (long orderId : sent.keySet()) {
            checkSentOnce(orderId, state);
        }
    }

    private static void checkAll(List<CrossFact.Side> sides, Set<Long> are, String what) {
        for (CrossFact.Side side : sides) {
            if (!are.contains(side.orderId())) {
                throw new BrokenInvariant(side.orderId(), "side " + side.orderId() + " is not " + what + " with its cross");
            }
        }
    }

    private static void checkWhole(long crossId, CrossFact.Sent message, Map<Long, VenueId> sent, ShardState state) {
        Cross cross = state.crosses().cross(crossId);
        if (cross == null || cross.sides().size() != message.requestIds().size()) {
            throw new BrokenInvariant("cross " + crossId + " goes out in parts: " + message);
        }
        VenueId venue = sent.get(cross.sides().getFirst().orderId());
        for (Cross.Side side : cross.sides()) {
            if (venue == null || !venue.equals(sent.get(side.orderId()))) {
                throw new BrokenInvariant(side.orderId(), "cross " + crossId + " goes to several venues, " + venue + " and " + sent.get(side.orderId()));
            }
        }
    }

    /** No side is told to a venue by itself. */
    private static void checkAlone(Effect effect, ShardState state) {
        long requestId = switch (effect) {
            case Effect.NewOrderSingle e -> e.requestId();
            case Effect.OrderCancelRequest e -> e.requestId();
            case Effect.OrderCancelReplaceRequest e -> e.requestId();
            default -> 0;
        };
        ChildOrder child = requestId == 0 ? null : state.childByRequest(requestId);
        if (child != null && state.crosses().of(child.parent().orderId()) != null) {
            throw new BrokenInvariant(child.parent().orderId(), "a side of a cross is sent by itself: " + effect);
        }
    }

    private static void checkSentOnce(long orderId, ShardState state) {
        ParentOrder order = state.crosses().of(orderId) == null ? null : state.order(orderId);
        if (order != null && order.children().stream().filter(ChildOrder::wasSent).count() > 1) {
            throw new BrokenInvariant(orderId, "side " + orderId + " of a cross was sent out again");
        }
    }

    /** At the end of a record: what is asked of a venue was sent, and no side is ended alone unless its venue does not let go. */
    static void check(Cross cross, ShardState state) {
        for (Cross.Side side : cross.sides()) {
            ParentOrder order = state.unsettledOrder(side.orderId());
            if (order == null) {
                continue;
            }
            for (ChildOrder child : order.children()) {
                ChildOrder.PendingReplace replace = child.pendingReplace();
                if (child.pendingCancelId() != 0 && cross.sentWith(child.pendingCancelId()) == null
                        || replace != null && cross.sentWith(replace.requestId()) == null) {
                    throw new BrokenInvariant(side.orderId(), "what is asked about side " + side.orderId() + " of a cross was never sent");
                }
            }
            Cross.Side other = cross.otherThan(side);
            ParentOrder against = other == null ? null : state.unsettledOrder(other.orderId());
            if (other != null && against != null && order.pendingCancel() != null && against.isCancelable() && against.leavesQty().isPositive()
                    && !other.isCalledBack()) {
                throw new BrokenInvariant(side.orderId(), "side " + side.orderId() + " of a cross is ended, and the other side " + other.orderId() + " is not");
            }
        }
    }
}
