package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * When venues are asked about what was sent to them for an auction, or a day of their own, that is over. A venue ends what it has not executed; one that does not say so
 * would leave the clients in doubt until the hub's day ends. When a venue's day begins it is asked about all that it has had before. No part of the state, and lost with a
 * restart: at each logon a venue is asked about all that lives there.
 */
final class VenueFollowUps {

    /** Venues end what is left within moments. */
    static final long PATIENCE_NANOS = 60_000_000_000L;

    private record Over(VenueId venue, Predicate<ChildOrder> isMeant, long dueTime) {
    }

    private final ShardState state;
    private final Queue<Over> over = new ArrayDeque<>();

    VenueFollowUps(ShardState state) {
        this.state = state;
    }

    /** @param time of the record, epoch nanoseconds */
    void after(Event.VenuePhaseBegan e, long time) {
        Auction ended = e.ended();
        if (ended != null) {
            over.add(new Over(e.venue(), child -> ended.isFor(child.timeInForce()), time + PATIENCE_NANOS));
        }
    }

    /** @param time likewise; @param list takes what is asked about at once */
    void after(Event.VenueDayChanged e, long time, Consumer<ChildOrder> list) {
        VenueDay day = e.day();
        if (day != null && day.isOver()) {
            over.add(new Over(e.venue(), child -> !child.timeInForce().isGoodTill() && day.hasEnded(child.day()), time + PATIENCE_NANOS));
        } else if (day != null) {
            list(new Over(e.venue(), child -> day.hasEnded(child.day()), time), list);
        }
    }

    void clear() {
        over.clear();
    }

    /** Lists what has lived on for long enough. */
    void look(long time, Consumer<ChildOrder> list) {
        while (!over.isEmpty() && over.peek().dueTime <= time) {
            list(over.remove(), list);
        }
    }

    private void list(Over which, Consumer<ChildOrder> list) {
        for (ParentOrder order : state.openOrdersByAge()) {
            for (ChildOrder child : order.children()) {
                if (child.venue().equals(which.venue) && which.isMeant.test(child)) {
                    list.accept(child);
                }
            }
        }
    }
}
