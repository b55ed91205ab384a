package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Cancels what clients leave behind when their sessions go down, as agreed with each. What is planned is a fact of the log, so that a crash neither forgets it nor
 * shortens the time that the client has to come back.
 */
final class DisconnectCancels {

    /** How many orders are canceled at one go, before others have their turn. */
    private static final int PER_TURN = 200;

    private final Agreements agreements;
    private final ShardState state;
    private final DueList due;
    private final Progress progress;
    private final Turn turn;

    DisconnectCancels(Agreements agreements, ShardState state, DueList due, Progress progress, Turn turn) {
        this.agreements = agreements;
        this.state = state;
        this.due = due;
        this.progress = progress;
        this.turn = turn;
    }

    void loggedOff(SessionKey session, LogoffCause cause) {
        CancelOnDisconnect policy = agreements.with(session).cancelOnDisconnect();
        if (!policy.causes().contains(cause) || !mayHaveOpenOrder(session)) {
            return;
        }
        String reason = "canceled on disconnect: " + cause.text() + (policy.grace().isZero() ? "" : ", not back within " + seconds(policy.grace()));
        turn.emit(new Event.DisconnectCancelPlanned(session, policy.grace().toNanos(), policy.goodTillToo(), reason));
        go();
    }

    /** One that is filled is open again if a venue takes an execution back. */
    private boolean mayHaveOpenOrder(SessionKey key) {
        SessionState session = state.session(key);
        if (session != null && session.receivedToday() > 0) {
            return true;
        }
        for (ParentOrder order : state.openOrdersByAge()) {
            if (order.isOpen() && order.terms().session().equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static String seconds(Duration grace) {
        return grace.toMillisPart() == 0 ? grace.toSeconds() + "s" : grace.toMillis() + "ms";
    }

    /** The hub was away, so no client could come back: each has all of its time again. */
    void restarted() {
        for (SessionState session : state.sessions()) {
            SessionState.CancelPlan plan = session.cancelPlan();
            if (plan != null) {
                turn.emit(new Event.DisconnectCancelPlanned(session.key(), plan.graceNanos(), plan.goodTillToo(), plan.reason()));
            }
        }
    }

    /** Whose time is over loses its orders. */
    void go() {
        for (SessionState session : state.sessions()) {
            SessionState.CancelPlan plan = session.cancelPlan();
            if (plan != null && plan.dueTime() <= turn.time()) {
                turn.emit(new Event.DisconnectCancelDue(session.key()));
            }
        }
        for (int i = 0; i < PER_TURN && turn.hasRoom(); i++) {
            ParentOrder order = due.nextLeftBehind();
            if (order == null) {
                done();
                return;
            }
            SessionState.CancelsDue why = dueOf(order.terms().session());
            if (why != null) {
                turn.emit(new Event.DisconnectCancelOrdered(order.orderId(), why.reason()));
                progress.of(order);
            }
        }
    }

    private SessionState.@Nullable CancelsDue dueOf(SessionKey key) {
        SessionState session = state.session(key);
        return session == null ? null : session.cancelsDue() != null ? session.cancelsDue() : session.cancelsDone();
    }

    private void done() {
        for (SessionState session : state.sessions()) {
            if (session.cancelsDue() != null) {
                turn.emit(new Event.DisconnectCancelDone(session.key()));
            }
        }
    }
}
