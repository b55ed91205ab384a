package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.VenueAction;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides what follows when a request was stopped at the last point before its venue: it never was there, so it counts as rejected, and nothing new goes to that venue until
 * a person lets it.
 */
final class LastPointStops {

    private static final String USER = "last point";

    private final ShardState state;
    private final Progress progress;
    private final Turn turn;

    LastPointStops(ShardState state, Progress progress, Turn turn) {
        this.state = state;
        this.progress = progress;
        this.turn = turn;
    }

    void decide(Command.StoppedAtLastPoint c) {
        turn.emit(new Event.LastPointTold(new LastPointFact.Stopped(c.venue(), c.requestIds(), c.isNew(), c.text())));
        if (state.venues().closed(c.venue()) == null) {
            turn.emit(new Event.VenueSteered(c.venue(), VenueAction.DRAIN, "", USER, c.text()));
        }
        for (long requestId : c.requestIds()) {
            ChildOrder child = state.childByRequest(requestId);
            if (child != null) {
                reject(child, requestId, c);
                progress.of(child.parent(), c.text());
            }
        }
    }

    private void reject(ChildOrder child, long requestId, Command.StoppedAtLastPoint c) {
        ChildOrder.PendingReplace replace = child.pendingReplace();
        if (c.isNew()) {
            if (child.ended() == Ended.NOT && !child.isAcknowledged()) {
                turn.emit(new Event.ChildOrderRejected(child.childId(), c.text()));
            }
        } else if (replace != null && replace.requestId() == requestId) {
            turn.emit(new Event.ChildRequestRejected(requestId, child.childId(), RejectedBecause.OTHER, c.text()));
        }
    }

    void decide(Command.TooManyOrdersOut c) {
        turn.emit(new Event.LastPointTold(new LastPointFact.TooManyOut(c.out(), c.orders(), c.mostPerOrder(), c.seconds())));
    }

    // Telling

    /** What was stopped is not offered again after a restart. */
    static void tell(LastPointFact fact, long firstMark, List<Effect> effects, Consumer<String> alert) {
        switch (fact) {
            case LastPointFact.Stopped f -> {
                effects.add(new Effect.Withdrawal(firstMark, f.venue(), f.requestIds().getFirst(), !f.isNew()));
                alert.accept(f.text() + ". The venue gets no new orders until it is resumed; the others go on");
            }
            case LastPointFact.TooManyOut f -> alert.accept(f.out() + " orders and replaces went to venues within " + f.seconds() + "s for " + f.orders()
                    + " orders: more than " + f.mostPerOrder() + " for each");
        }
    }
}
