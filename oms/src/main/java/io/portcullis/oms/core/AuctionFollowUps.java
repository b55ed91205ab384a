package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * When venues are asked about what was sent to them for an auction that is over. A venue ends what it has not executed there; one that does not say so would leave its
 * clients in doubt until the day ends. No part of the state, and lost with a restart: at each logon a venue is asked about all that lives there.
 */
final class AuctionFollowUps {

    /** Venues end what is left within moments. */
    static final long PATIENCE_NANOS = 60_000_000_000L;

    private record Over(VenueId venue, Auction auction, long dueTime) {
    }

    private final ShardState state;
    private final Queue<Over> over = new ArrayDeque<>();

    AuctionFollowUps(ShardState state) {
        this.state = state;
    }

    /** @param time of the record, epoch nanoseconds */
    void after(Event.VenuePhaseBegan e, long time) {
        if (e.ended() != null) {
            over.add(new Over(e.venue(), e.ended(), time + PATIENCE_NANOS));
        }
    }

    void clear() {
        over.clear();
    }

    /** Lists what has lived on for long enough. */
    void look(long time, Consumer<ChildOrder> list) {
        while (!over.isEmpty() && over.peek().dueTime <= time) {
            Over each = over.remove();
            for (ParentOrder order : state.openOrdersByAge()) {
                for (ChildOrder child : order.children()) {
                    if (child.venue().equals(each.venue) && each.auction.isFor(child.timeInForce())) {
                        list.accept(child);
                    }
                }
            }
        }
    }
}
