package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.List;
import org.agrona.collections.LongArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Applies corporate actions: each order has its turn once, which is a fact of its own, so that a crash in the middle neither forgets one nor changes it twice. Orders of a
 * list have theirs together, lest what links them sees half of it.
 */
final class CorporateActionJob {

    /** How many orders one tick has room for: a long list is worked off over several, so that nobody else waits. */
    private static final int PER_TICK = 200;

    private static final String NOT_DONE = "the replace was for terms that a corporate action changes: ask for it again on the new ones";

    private final ShardState state;
    private final Market market;
    private final Progress progress;
    private final AdjustmentsAtVenues atVenues;
    private final Turn turn;
    private final LongArrayQueue toDo = new LongArrayQueue(Long.MIN_VALUE);
    private @Nullable String listed;
    /** The log has no room, or an instrument is gone: it is tried again with each second. */
    private boolean isHeldUp;

    CorporateActionJob(ShardState state, Market market, Progress progress, AdjustmentsAtVenues atVenues, Turn turn) {
        this.state = state;
        this.market = market;
        this.progress = progress;
        this.atVenues = atVenues;
        this.turn = turn;
    }

    /** Whether orders still wait for their turn. */
    boolean isBehind() {
        return !isHeldUp && state.corporateActions().running() != null;
    }

    /** Why a trading day can't begin, or trading go on, now; null if nothing is being applied. */
    @Nullable
    String holdsUp() {
        CorporateActions.Standing running = state.corporateActions().running();
        return running == null ? null : "the " + running.started().terms().text() + " is being applied: trading goes on when that is done";
    }

    void apply(Command.ApplyCorporateAction c) {
        CorporateActionPlan plan = CorporateActionPlan.of(c.action(), state, market, atVenues.rules(), turn.time());
        String objection = plan.objection();
        if (objection != null) {
            turn.answer(objection);
            return;
        }
        List<CorporateActionPlan.Row> rows = plan.rows();
        String digest = plan.digest(rows);
        if (!digest.equals(c.digest())) {
            turn.answer(
                    "preview " + c.digest() + " is not how the orders stand now: something has changed since, or it was of another action. Preview it again");
            return;
        }
        int orders = (int) rows.stream().filter(row -> row.to() != null).count();
        turn.emit(new Event.CorporateActionTold(
                new CorporateActionFact.Started(c.action(), plan.cancelsOrders(), digest, orders, c.user(), c.reason())));
        goOn();
    }

    /** Goes on where it was. */
    void goOn() {
        CorporateActions.Standing running = state.corporateActions().running();
        if (running == null) {
            return;
        }
        CorporateActionPlan plan = CorporateActionPlan.of(running, state, market, atVenues.rules(), turn.time());
        isHeldUp = turn.logIsFull() || plan.objectionToTerms() != null;
        if (isHeldUp) {
            return;
        }
        String action = running.started().action();
        if (!action.equals(listed)) {
            list(plan, action);
        }
        for (int i = 0; i < PER_TICK && turn.hasRoom() && !toDo.isEmpty(); i++) {
            ParentOrder order = state.unsettledOrder(toDo.pollLong());
            if (order != null) {
                takeWithItsList(plan, order);
            }
        }
        if (toDo.isEmpty() && turn.hasRoom()) {
            list(plan, action);
            if (toDo.isEmpty()) {
                turn.emit(new Event.CorporateActionTold(new CorporateActionFact.Done(action)));
            }
        }
    }

    private void list(CorporateActionPlan plan, String action) {
        toDo.clear();
        listed = action;
        for (ParentOrder order : state.openOrdersByAge()) {
            if (plan.isToDo(order)) {
                toDo.addLong(order.orderId());
            }
        }
    }

    private void takeWithItsList(CorporateActionPlan plan, ParentOrder order) {
        OrderList list = state.lists().of(order.orderId());
        if (list == null) {
            take(plan, order);
            return;
        }
        for (OrderList.Leg leg : list.legs()) {
            ParentOrder linked = state.unsettledOrder(leg.orderId());
            if (linked != null) {
                adjust(plan, linked);
            }
        }
        for (OrderList.Leg leg : list.legs()) {
            ParentOrder linked = state.unsettledOrder(leg.orderId());
            if (linked != null) {
                followUp(linked);
            }
        }
    }

    private void take(CorporateActionPlan plan, ParentOrder order) {
        if (adjust(plan, order)) {
            followUp(order);
        }
    }

    /** @return whether it was its turn */
    private boolean adjust(CorporateActionPlan plan, ParentOrder order) {
        if (!plan.isToDo(order)) {
            return false;
        }
        progress.releaseHeldFills(order, "a corporate action");
        refuseReplaces(order);
        Adjustment to = plan.row(order).to();
        if (to != null) {
            turn.emit(new Event.OrderAdjusted(turn.nextId(), order.orderId(), to));
        }
        return to != null;
    }

    /** They were meant for the old terms. Cancels are not: they go on. */
    private void refuseReplaces(ParentOrder order) {
        ParentOrder.PendingReplace replace = order.pendingReplace();
        if (replace != null && order.isChangedByDesk()) {
            turn.emit(new Event.DeskActed(order.orderId(), new DeskFact.ChangeFailed(NOT_DONE), null, ""));
        } else if (replace != null) {
            refuse(order, replace.terms().clOrdId(), replace.origClOrdId());
        }
        for (Event.ReplaceQueued queued : List.copyOf(order.queuedReplaces())) {
            refuse(order, queued.clOrdId(), queued.origClOrdId());
        }
    }

    private void refuse(ParentOrder order, ClOrdId clOrdId, ClOrdId origClOrdId) {
        turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), clOrdId, origClOrdId, ResponseTo.REPLACE,
                new Objection(Refusal.CORPORATE_ACTION, NOT_DONE)));
    }

    private void followUp(ParentOrder order) {
        for (ChildOrder child : List.copyOf(order.children())) {
            atVenues.adjusted(child);
        }
        progress.of(order);
    }
}
