package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.MassRequest;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about what clients ask for many of their orders at once. Such a request is accepted with one fact, which fixes the list of orders that it is about; these have
 * their turns over as many records as it takes, some at once and the others with the ticks that follow, so that nobody else waits and a crash forgets none.
 */
final class MassRequests {

    /** How many orders are canceled at one go, before others have their turn. */
    private static final int CANCELED_PER_TURN = 200;
    /** How many orders are reported at one go, and how long it is until the next: 10,000 a second, lest a client who reads slowly is cut for what it asked for. */
    private static final int REPORTED_PER_TURN = 100;
    private static final long BETWEEN_REPORTS_NANOS = 10_000_000;
    /** How many requests of a session may wait for others of it. */
    private static final int MAX_WAITING = 32;

    private final ShardState state;
    private AccountRights rights;
    private final Agreements agreements;
    private final Progress progress;
    private final Market market;
    private final ClientKills kills;
    private final Turn turn;
    private long lastReported;

    MassRequests(ShardState state, AccountRights rights, Agreements agreements, Progress progress, Market market, ClientKills kills, Turn turn) {
        this.state = state;
        this.rights = rights;
        this.agreements = agreements;
        this.progress = progress;
        this.market = market;
        this.kills = kills;
        this.turn = turn;
    }

    /** Other rights from now on. */
    void rights(AccountRights other) {
        rights = other;
    }

    // OrderMassCancelRequest(35=q), OrderMassActionRequest(35=CA)

    void cancel(Command.OrderMassCancelRequest c) {
        SessionKey session = c.origin().session();
        OrderSelection which = c.terms().which();
        SessionState itself = state.session(session);
        Objection objection = state.isUsed(session, c.clOrdId())
                ? new Objection(Refusal.DUPLICATE_CL_ORD_ID, "ClOrdID(11) " + c.clOrdId() + " was used before on this trading day")
                : c.objection() == null && !isFirstKill(c) ? tooMany(itself) : c.objection();
        int orders = 0;
        if (objection == null) {
            orders = itself == null ? 0 : itself.cancelableOrders(which).length;
            objection = unknownName(session, which, orders);
        }
        if (objection == null && c.terms().isSuspend()) {
            objection = kills.objectionTo(session, which);
        }
        if (objection != null) {
            turn.emit(new Event.MassCancelRefused(turn.nextId(), session, c.clOrdId(), c.terms(), objection));
            return;
        }
        turn.emit(new Event.MassCancelAccepted(turn.nextId(), session, c.clOrdId(), c.terms(), orders));
        cancelNext();
        if (c.terms().isSuspend()) {
            kills.kill(session, c.terms(), c.clOrdId());
        }
    }

    /** It is not put off because others wait; of the same orders a second time it is in force already. */
    private boolean isFirstKill(Command.OrderMassCancelRequest c) {
        return c.terms().isSuspend() && !kills.areKilled(c.origin().session(), c.terms().which());
    }

    // OrderMassStatusRequest(35=AF)

    void status(Command.OrderMassStatusRequest c) {
        SessionKey session = c.origin().session();
        SessionState itself = state.session(session);
        Objection objection = c.objection() == null ? tooMany(itself) : c.objection();
        if (objection == null && turn.logIsFull()) {
            objection = new Objection(Refusal.LOG_SPACE, "the event log has no room for the status of many orders");
        }
        int orders = 0;
        if (objection == null) {
            orders = itself == null ? 0 : itself.openOrders(c.which()).length;
            objection = unknownName(session, c.which(), orders);
        }
        if (objection != null) {
            turn.emit(new Event.MassStatusRefused(turn.nextId(), session, c.massStatusReqId(), c.which(), objection));
            return;
        }
        turn.emit(new Event.MassStatusAccepted(turn.nextId(), session, c.massStatusReqId(), c.which(), orders));
        reportNext();
    }

    /** Said before orders are looked at, which takes the longer, the more there are. */
    private static @Nullable Objection tooMany(@Nullable SessionState asking) {
        return asking == null || asking.massRequests() < MAX_WAITING ? null
                : new Objection(Refusal.TOO_MANY_MASS_REQUESTS, MAX_WAITING + " requests about many orders are not done yet: try again when they are");
    }

    /** A name that nobody knows is a mistake, unless it has orders: instruments and rights may have changed since they came. */
    private @Nullable Objection unknownName(SessionKey session, OrderSelection which, int orders) {
        String symbol = which.symbol();
        if (orders == 0 && symbol != null && market.instruments().bySymbol(symbol) == null) {
            return new Objection(Refusal.UNKNOWN_SYMBOL, "Symbol(55) " + symbol + " is not known");
        }
        String account = which.account();
        return orders == 0 && account != null ? rights.objectionTo(session, account) : null;
    }

    // What is left of them

    /** Whether orders still wait for being canceled. */
    boolean isBehind() {
        return state.massCancels() > 0;
    }

    /** Whether orders still wait for being reported: some at a time. */
    boolean isReporting() {
        return state.massStatuses() > 0;
    }

    void goOn() {
        cancelNext();
        reportNext();
    }

    private void cancelNext() {
        if (state.massCancels() == 0) {
            return;
        }
        int left = CANCELED_PER_TURN;
        for (SessionState session : state.sessions()) {
            for (MassRequest request = session.massCancel(); request != null; request = session.massCancel()) {
                left = cancel(request, left);
                if (left == 0) {
                    return;
                }
                turn.emit(new Event.MassCancelDone(session.key(), new ClOrdId(request.id())));
            }
        }
    }

    /** @return how many more may be canceled in this turn; 0 if the request is not done yet */
    private int cancel(MassRequest request, int atMost) {
        ClOrdId clOrdId = new ClOrdId(request.id());
        int left = atMost;
        for (int i = request.next(); i < request.end(); i++) {
            ParentOrder order = state.unsettledOrder(request.orderId(i));
            if (order == null || !order.isCancelable()) {
                continue;
            }
            if (left == 0 || !turn.hasRoom()) {
                return 0;
            }
            left--;
            long pendingId = agreements.practiceFor(order).tellsPending() ? turn.nextId() : Event.NOT_TOLD;
            turn.emit(new Event.MassCancelOrdered(pendingId, order.orderId(), clOrdId, "canceled by mass request " + clOrdId));
            kills.canceledBeside(order);
            progress.of(order);
        }
        return Math.max(1, left);
    }

    private void reportNext() {
        if (state.massStatuses() == 0 || turn.logIsFull() || turn.time() - lastReported < BETWEEN_REPORTS_NANOS) {
            return;
        }
        lastReported = turn.time();
        List<SessionState> asking = new ArrayList<>();
        for (SessionState session : state.sessions()) {
            if (session.massStatus() != null) {
                asking.add(session);
            }
        }
        int each = Math.max(1, REPORTED_PER_TURN / asking.size());
        for (SessionState session : asking) {
            report(session, each);
        }
    }

    private void report(SessionState session, int atMost) {
        int left = atMost;
        for (MassRequest request = session.massStatus(); request != null; request = session.massStatus()) {
            boolean isLastTold = false;
            for (int i = request.next(); i < request.end(); i++) {
                long orderId = request.orderId(i);
                if (state.order(orderId) == null) {
                    continue;
                }
                if (left == 0 || !turn.hasRoom()) {
                    return;
                }
                left--;
                isLastTold = i == request.end() - 1;
                turn.emit(new Event.MassStatusReported(turn.nextId(), orderId, session.key(), request.id(), request.orders(), isLastTold));
            }
            turn.emit(new Event.MassStatusDone(isLastTold ? Event.NOT_TOLD : turn.nextId(), session.key(), request.id(), request.orders()));
        }
    }
}
