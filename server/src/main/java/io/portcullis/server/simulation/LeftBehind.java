package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.CancelOnDisconnect;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What has to hold of orders whose client's session went down: they are canceled if that was agreed and its time is over, and not otherwise. */
final class LeftBehind {

    private record Down(long since, CancelOnDisconnect agreed) {
    }

    private final Map<SessionKey, ClientAgreement> agreed;
    private final Map<SessionKey, Down> down = new LinkedHashMap<>();
    private final Set<SessionKey> due = new HashSet<>();
    private final Set<SessionKey> done = new HashSet<>();
    private final Set<Long> owed = new LinkedHashSet<>();
    private final Set<Long> asked = new HashSet<>();

    LeftBehind(Map<SessionKey, ClientAgreement> agreed) {
        this.agreed = agreed;
    }

    void decided(Command command, EventRecord record, ShardState state) {
        boolean isPlanned = record.events().stream().anyMatch(Event.DisconnectCancelPlanned.class::isInstance);
        for (Event event : record.events()) {
            switch (event) {
                case Event.SessionLoggedOff e when command instanceof Command.SessionLoggedOff c -> loggedOff(c, record.time(), isPlanned, state);
                case Event.SessionLoggedOn e -> {
                    down.remove(e.session());
                    done.remove(e.session());
                }
                case Event.DisconnectCancelPlanned e when command instanceof Command.HubRestarted -> down.put(e.session(),
                        new Down(record.time(), of(e.session())));
                case Event.DisconnectCancelDue e -> due(e.session(), record.time(), state);
                case Event.DisconnectCancelOrdered e -> ordered(e.orderId(), state);
                case Event.DisconnectCancelDone e -> done(e.session(), state);
                default -> {
                    // not about sessions
                }
            }
        }
    }

    private CancelOnDisconnect of(SessionKey session) {
        return agreed.getOrDefault(session, ClientAgreement.DEFAULT).cancelOnDisconnect();
    }

    private void loggedOff(Command.SessionLoggedOff c, long time, boolean isPlanned, ShardState state) {
        CancelOnDisconnect policy = of(c.session());
        if (!policy.causes().contains(c.cause())) {
            if (isPlanned) {
                throw new BrokenInvariant("orders of " + c.session() + " are to be canceled after " + c.cause());
            }
        } else if (isPlanned) {
            down.put(c.session(), new Down(time, policy));
        } else if (state.openOrdersByAge().stream().anyMatch(order -> order.isOpen() && order.terms().session().equals(c.session()))) {
            throw new BrokenInvariant("orders of " + c.session() + " are not to be canceled after " + c.cause());
        }
    }

    private void due(SessionKey session, long time, ShardState state) {
        Down left = down.remove(session);
        if (left == null || time - left.since < left.agreed.grace().toNanos()) {
            throw new BrokenInvariant("orders of " + session + " are canceled too early: " + left);
        }
        due.add(session);
        for (ParentOrder order : state.openOrdersByAge()) {
            // one that is being canceled already is owed nothing: if its venue refuses that, it is the client's again who is back by then
            if (order.isOpen() && order.pendingCancel() == null && order.terms().session().equals(session) && isMeant(order, left.agreed)) {
                owed.add(order.orderId());
            }
        }
    }

    private void done(SessionKey session, ShardState state) {
        due.remove(session);
        SessionState itself = state.session(session);
        if (itself != null && !itself.isLoggedOn()) {
            done.add(session);
        }
    }

    private void ordered(long orderId, ShardState state) {
        ParentOrder order = state.order(orderId);
        if (order == null || !due.contains(order.terms().session()) && !done.contains(order.terms().session())
                || !isMeant(order, of(order.terms().session()))) {
            throw new BrokenInvariant(orderId, "order " + orderId + " is canceled, whose client is not to lose it");
        }
        asked.add(orderId);
    }

    private static boolean isMeant(ParentOrder order, CancelOnDisconnect policy) {
        TimeInForce timeInForce = order.terms().timeInForce();
        if (order.terms().clOrdId().isNone()) {
            return false; // given by telephone: it does not hang on the session
        }
        return policy.goodTillToo() || timeInForce != TimeInForce.GOOD_TILL_CANCEL && timeInForce != TimeInForce.GOOD_TILL_DATE;
    }

    /** After a tick. */
    void checkNothingIsLeft(long now, ShardState state) {
        down.forEach((session, left) -> {
            if (now - left.since >= left.agreed.grace().toNanos()) {
                throw new BrokenInvariant("orders of " + session + " should be canceled by now: " + left);
            }
        });
        for (long orderId : owed) {
            ParentOrder order = state.order(orderId);
            if (order != null && order.isOpen() && order.pendingCancel() == null && !asked.contains(orderId)) {
                throw new BrokenInvariant(orderId, "order " + orderId + " is left behind");
            }
        }
        owed.clear();
        for (ParentOrder order : state.openOrdersByAge()) {
            SessionKey session = order.terms().session();
            if (order.isOpen() && order.pendingCancel() == null && done.contains(session) && isMeant(order, of(session))
                    && !asked.contains(order.orderId())) {
                throw new BrokenInvariant(order.orderId(), "order " + order.orderId() + " is open, though its client is gone");
            }
        }
    }

    /** @param isWhole nothing of the log was lost */
    void recovered(ShardState state, boolean isWhole) {
        if (!isWhole) {
            down.clear();
            owed.clear();
            due.clear();
            done.clear();
            state.sessions().stream().filter(session -> session.cancelsDue() != null).forEach(session -> due.add(session.key()));
            state.sessions().stream().filter(session -> session.cancelsDone() != null).forEach(session -> done.add(session.key()));
        }
    }
}
