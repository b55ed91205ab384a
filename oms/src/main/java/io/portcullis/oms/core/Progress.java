package io.portcullis.oms.core;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Strays;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a parent order from how its children now stand: asks venues, answers clients, routes what is left, ends the order. Looks at the facts only, so it
 * may be called at any time and does nothing twice.
 */
final class Progress {

    private final Routing routing;
    private final Auctions auctions;
    private final Replaces replaces;
    private final Agreements agreements;
    private final Strays strays;
    private final DueList due;
    private final Siblings siblings;
    private final CrossRouting crosses;
    private final KillGate kills;
    private final MarketGate markets;
    private final Turn turn;

    Progress(ShardState state, Routing routing, ReplacedParts parts, Agreements agreements, DueList due, Siblings siblings, CrossRouting crosses,
            KillGate kills, MarketGate markets,
            Turn turn) {
        this.routing = routing;
        this.auctions = new Auctions(state, routing);
        this.replaces = new Replaces(new TermsAtVenues(routing, crosses, turn), parts, kills, markets, turn);
        this.agreements = agreements;
        this.strays = state.strays();
        this.due = due;
        this.siblings = siblings;
        this.crosses = crosses;
        this.kills = kills;
        this.markets = markets;
        this.turn = turn;
    }

    void of(ParentOrder order) {
        of(order, "");
    }

    /** @param reason what a venue said, if this may be the end of the order */
    void of(ParentOrder order, String reason) {
        if (order.ended() != Ended.NOT) {
            releaseHeldFills(order, "");
            callBackExcess(order);
            return;
        }
        if (order.pendingCancel() != null || order.pendingReplace() != null) {
            releaseHeldFills(order, "");
        }
        if (order.waitsForDesk()) {
            callBackExcess(order);
            return;
        }
        if (order.pendingReplace() != null) {
            replaces.goOnWith(order, order.pendingReplace());
            goOnIfItHasMoreTime(order);
        }
        ParentOrder.PendingCancel cancel = order.pendingCancel();
        if (order.isFilled()) {
            refuseCancelOfFilled(order, cancel);
            callBackExcess(order);
        } else if (cancel != null) {
            cancel(order, cancel, reason);
        } else if (order.pendingReplace() == null) {
            rest(order, reason);
        }
    }

    /** What the client has not been told yet of an order's executions is told before it is told more. @param reason for the record */
    void releaseHeldFills(ParentOrder order, String reason) {
        Care care = order.care();
        if (care != null && order.hasHeldFills()) {
            turn.emit(new Event.OrderWorked(order.orderId(), released(care.held(), false), null, reason));
        }
    }

    static CareFact.FillsReleased released(List<Care.HeldFill> fills, boolean isOver) {
        return new CareFact.FillsReleased(fills.stream().map(Care.HeldFill::execId).toList(), fills.stream().map(Care.HeldFill::transactTime).toList(), isOver);
    }

    // Cancel

    private void refuseCancelOfFilled(ParentOrder order, ParentOrder.@Nullable PendingCancel cancel) {
        if (cancel != null && order.pendingReplace() == null) {
            giveUp(order, cancel, Refusal.TOO_LATE, "the order is filled");
        }
    }

    private void cancel(ParentOrder order, ParentOrder.PendingCancel cancel, String reason) {
        boolean waits = false;
        RejectedBecause refused = null;
        for (ChildOrder child : order.children()) {
            if (child.isLive()) {
                RejectedBecause why = child.whyNotCanceled();
                if (child.hasPendingRequest() || mayBeAskedAgain(why) && crosses.waitsForOther(order) || isAboutToEnd(child, why)) {
                    waits = true;
                } else if (mayBeAskedAgain(why)) {
                    turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
                    waits = true;
                } else {
                    refused = why;
                }
            }
        }
        if (waits || order.pendingReplace() != null) {
            return;
        }
        if (refused != null) {
            giveUp(order, cancel, refused == RejectedBecause.TOO_LATE ? Refusal.TOO_LATE : Refusal.VENUE_REFUSED,
                    reason.isEmpty() ? "the venue did not cancel: " + refused : reason);
            if (cancel.isClients()) {
                rest(order, reason);
            }
        } else if (!order.missesExecutions()) {
            end(order, cancel);
        }
    }

    /** A leg that its venue could not cancel any more has ended there: how, it says in a moment or is asked. */
    private static boolean isAboutToEnd(ChildOrder child, @Nullable RejectedBecause why) {
        return child.isLeg() && (why == RejectedBecause.TOO_LATE || why == RejectedBecause.UNKNOWN_ORDER);
    }

    private static boolean mayBeAskedAgain(@Nullable RejectedBecause why) {
        return why == null || why == RejectedBecause.LOST;
    }

    /** Its time came while venues were asked to have it for longer, and they do. */
    private void goOnIfItHasMoreTime(ParentOrder order) {
        ParentOrder.PendingCancel cancel = order.pendingCancel();
        if (cancel != null && cancel.by() == ParentOrder.CancelBy.CLOCK && order.pendingReplace() == null && !due.isOver(order, turn.time())) {
            turn.emit(new Event.CancelFailed(order.orderId(), "its time came while it was being replaced, and it has more time now"));
        }
    }

    private void giveUp(ParentOrder order, ParentOrder.PendingCancel cancel, Refusal refusal, String text) {
        ClOrdId request = cancel.clOrdId();
        if (request == null) {
            turn.emit(new Event.CancelFailed(order.orderId(), text));
        } else {
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), request, order.terms().clOrdId(), ResponseTo.CANCEL,
                    new Objection(refusal, text)));
        }
    }

    private void end(ParentOrder order, ParentOrder.PendingCancel cancel) {
        switch (cancel.by()) {
            case CLIENT, HOUSE, DISCONNECT, MASS,
                    LINK -> turn.emit(new Event.OrderCanceled(turn.nextId(), order.orderId(), cancel.ownClOrdId(), cancel.text()));
            case CLOCK -> turn.emit(new Event.OrderExpired(turn.nextId(), order.orderId(), cancel.text()));
        }
    }

    // The rest

    private void rest(ParentOrder order, String reason) {
        Quantity unrouted = order.workingQty().minus(order.atVenues());
        if (unrouted.isZero()) {
            return;
        }
        if (!unrouted.isPositive()) {
            callBackExcess(order);
            return;
        }
        if (order.care() != null || order.isParked() || order.hasPartOut() || order.hasLegOut() || StrategyCheck.isWholeAtOneVenue(order)) {
            return;
        }
        if (due.isOver(order, turn.time())) {
            expire(order, reason);
            return;
        }
        if (crosses.isSide(order)) {
            restOfSide(order, reason);
            return;
        }
        if (siblings.claim(order)) {
            return; // looked at again when its list was, at the end of this command
        }
        boolean goesOn = mayBeRoutedAgain(order);
        if (goesOn && (turn.sendsNothingNew() || kills.stops(order) || markets.keepsBack(order))) {
            return; // looked at again when trading goes on, or canceled in a moment
        }
        Routing.Plan plan = goesOn ? routing.planFor(order, unrouted) : null;
        if (plan != null && !plan.isEmpty()) {
            routing.create(order.orderId(), plan);
        } else if (goesOn && order.waitsForTrigger() && !order.hasLiveChild()) {
            turn.emit(new Event.OrderParked(order.orderId()));
        } else if (!order.hasLiveChild() && !order.missesExecutions()
                && !(goesOn && (waitsForHaltedVenue(order) || routing.isTakenOnceOpen(order) || routing.mayBeTakenLater(order)))) {
            endByVenues(order, plan != null && plan.isFull() ? (reason.isEmpty() ? "" : reason + "; ") + "no venue has room for the rest: " + plan.fullText()
                    : order.children().isEmpty() && reason.isEmpty() ? "no venue takes it any more" : reason + routing.triesOf(order));
        }
    }

    /** It is looked at again when its instrument goes on there. */
    private boolean waitsForHaltedVenue(ParentOrder order) {
        boolean waits = routing.isTakenOnceNotHalted(order);
        if (waits) {
            markets.keep(order);
        }
        return waits;
    }

    /** A side of a cross goes out with the other one, and once: what its venue gives back ends it. */
    private void restOfSide(ParentOrder order, String reason) {
        if (order.hasLiveChild() || order.missesExecutions()) {
            return;
        }
        List<Objection> full = new ArrayList<>(0);
        if (!crosses.goesOut(order, full)) {
            endByVenues(order, !full.isEmpty() ? "no venue has room for both sides of the cross: " + Routing.textOf(full)
                    : order.children().isEmpty() && reason.isEmpty() ? "no venue takes it any more" : reason);
        }
    }

    /** Where more lives at venues than the order is for, because a venue did what we had given up or took back what made the order end. Asks each venue once. */
    private void callBackExcess(ParentOrder order) {
        if (order.waitsForVenues()) {
            return;
        }
        Quantity rest = order.atVenues().minus(order.workingQty());
        for (ChildOrder child : order.children().reversed()) {
            Quantity cut = rest.min(child.leavesQty());
            boolean isLeftAlone = child.isOnOldTerms() && order.leavesQty().isPositive(); // by what its venue makes of a corporate action it may fit
            if (!cut.isPositive() || isLeftAlone || !mayBeAskedAgain(child.whyNotCanceled())) {
                continue;
            }
            if (cut.equals(child.leavesQty()) || child.isLeg() || child.refusedToReplace() || child.isOnOldTerms()) {
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
            } else {
                turn.emit(new Event.ChildReplaceRequested(turn.nextId(), child.childId(), child.conditions().withQty(child.orderQty().minus(cut))));
            }
            rest = rest.minus(cut);
        }
    }

    /** Its time is over, and a venue has let go of it after all. */
    private void expire(ParentOrder order, String reason) {
        if (!order.hasLiveChild() && !order.missesExecutions()) {
            turn.emit(new Event.OrderExpired(turn.nextId(), order.orderId(), reason));
        }
    }

    private boolean mayBeRoutedAgain(ParentOrder order) {
        if (!agreements.practiceFor(order).reroutes() && hasEndedChild(order) || order.adjusted() != null && order.adjusted().isToEnd()) {
            return false;
        }
        return switch (order.terms().timeInForce()) {
            case DAY, GOOD_TILL_CANCEL, GOOD_TILL_DATE -> !isTakenBack(order);
            case IMMEDIATE_OR_CANCEL, FILL_OR_KILL, AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING, GOOD_FOR_AUCTION -> !order.wasRouted();
        };
    }

    /** An execution of it was, so that it is not routed again. */
    boolean isTakenBack(ParentOrder order) {
        return order.hasBustedFill() || strays.haveBustOf(order);
    }

    /** A venue has ended a part of it by itself, before the time of that was over. Legs are there to end. */
    private static boolean hasEndedChild(ParentOrder order) {
        for (ChildOrder child : order.children()) {
            boolean isOverAsMeant = child.isLeg() && child.ended() != Ended.REJECTED;
            if (child.ended() != Ended.NOT && !isOverAsMeant && !child.madeWay() && !child.wasCalledBack() && !child.endedBeforeItsOrder()) {
                return true;
            }
        }
        return false;
    }

    private void endByVenues(ParentOrder order, String reason) {
        Ended last = Ended.CANCELED;
        boolean allRejected = true;
        for (ChildOrder child : order.children()) {
            if (child.ended() != Ended.NOT) {
                last = child.ended();
                allRejected &= last == Ended.REJECTED;
            }
        }
        boolean isImmediate = order.terms().timeInForce().isImmediate();
        String passed = order.children().isEmpty() ? auctions.passed(order.working()) : "";
        if (!passed.isEmpty()) {
            turn.emit(new Event.OrderExpired(turn.nextId(), order.orderId(), "its auction is over: " + passed));
        } else if (allRejected && order.cumQty().isZero() && !order.hasBustedFill()) {
            turn.emit(new Event.OrderRejected(turn.nextId(), order.orderId(), reason));
        } else if (last == Ended.EXPIRED && !isImmediate) {
            turn.emit(new Event.OrderExpired(turn.nextId(), order.orderId(), reason));
        } else if (last == Ended.DONE_FOR_DAY && !isImmediate) {
            turn.emit(new Event.OrderDoneForDay(turn.nextId(), order.orderId(), reason));
        } else {
            turn.emit(new Event.OrderCanceled(turn.nextId(), order.orderId(), null, reason));
        }
    }
}
