package io.portcullis.oms.core;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is told of crosses: a function of the state, so that the same is told after a crash. */
final class CrossTelling {

    private final ShardState state;

    CrossTelling(ShardState state) {
        this.state = state;
    }

    /** What is asked of its venue goes there in a message about the whole cross. */
    boolean isSide(ParentOrder order) {
        return state.crosses().of(order.orderId()) != null;
    }

    // In reports of one side

    /** Null unless the order is a side of a cross. */
    Effect.@Nullable OfCross of(ParentOrder order, @Nullable ClOrdId clOrdId, @Nullable ClOrdId origClOrdId) {
        Cross cross = state.crosses().of(order.orderId());
        return cross == null ? null
                : new Effect.OfCross(cross.crossId(), clOrdId == null ? cross.name() : cross.nameOf(clOrdId),
                        origClOrdId == null ? null : cross.nameOf(origClOrdId), cross.terms());
    }

    /** The same of one that was refused. */
    Effect.@Nullable OfCross ofRefused(long orderId) {
        CrossFact.Refused refused = state.crosses().refusedWith(orderId);
        return refused == null ? null : new Effect.OfCross(0, refused.name(), null, refused.terms());
    }

    // To venues

    /** Null if the event is not told to a venue. */
    Effect.@Nullable CrossRequest request(Event.CrossChanged event, long mark, long time) {
        return event.fact() instanceof CrossFact.Sent sent ? request(known(event.crossId()), sent, mark, time) : null;
    }

    private Effect.CrossRequest request(Cross cross, CrossFact.Sent sent, long mark, long time) {
        List<Effect.SideOfCross> sides = new ArrayList<>(2);
        sent.requestIds().forEach(requestId -> sides.add(side(cross, sent.message(), requestId)));
        ChildOrder first = knownChild(sent.name());
        return new Effect.CrossRequest(mark, time, first.venue(), sent.name(), cross.venueName(), sent.message(), cross.terms(),
                first.parent().terms().symbol(), List.copyOf(sides));
    }

    private Effect.SideOfCross side(Cross cross, CrossFact.Message message, long requestId) {
        ChildOrder child = knownChild(requestId);
        ParentOrder order = child.parent();
        ParentOrder.PendingReplace asked = order.pendingReplace();
        ChildOrder.PendingReplace replace = message == CrossFact.Message.REPLACE ? child.pendingReplace() : null;
        ClOrdId named = replace != null && asked != null ? asked.terms().clOrdId() : order.terms().clOrdId();
        return new Effect.SideOfCross(requestId, message == CrossFact.Message.NEW ? 0 : child.currentRequestId(), child.venueOrderId(), child.account(),
                order.terms().side(), replace == null ? child.conditions() : replace.conditions(), cross.fieldsOf(named));
    }

    private Cross known(long crossId) {
        Cross cross = state.crosses().cross(crossId);
        if (cross == null) {
            throw new IllegalStateException("cross " + crossId + " is not known");
        }
        return cross;
    }

    private ChildOrder knownChild(long requestId) {
        ChildOrder child = state.childByRequest(requestId);
        if (child == null) {
            throw new IllegalStateException("child order " + requestId + " is not known");
        }
        return child;
    }
}
