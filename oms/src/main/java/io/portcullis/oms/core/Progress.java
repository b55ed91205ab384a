package io.portcullis.oms.core;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.Strays;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows for a parent order from how its children now stand: asks venues, answers clients, routes what is left, ends the order. Looks at the facts only, so it
 * may be called at any time and does nothing twice.
 */
final class Progress {

    private final Routing routing;
    private final TermsAtVenues atVenues;
    private final Agreements agreements;
    private final Strays strays;
    private final DueList due;
    private final Siblings siblings;
    private final Turn turn;

    Progress(Routing routing, Agreements agreements, Strays strays, DueList due, Siblings siblings, Turn turn) {
        this.routing = routing;
        this.atVenues = new TermsAtVenues(routing, turn);
        this.agreements = agreements;
        this.strays = strays;
        this.due = due;
        this.siblings = siblings;
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
            replace(order, order.pendingReplace());
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
                if (child.hasPendingRequest()) {
                    waits = true;
                } else if (why == null || why == RejectedBecause.LOST) {
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

    // Replace

    private void replace(ParentOrder order, ParentOrder.PendingReplace replace) {
        if (order.care() != null) {
            replaceCareOrder(order, replace);
            return;
        }
        if (!replace.isFannedOut() && isAskedOtherwise(order, replace)) {
            waitForItsTurn(order, replace);
            return;
        }
        boolean isAsked = replace.isFannedOut() || fanOut(order, replace);
        if (isAsked && order.waitsForVenues()) {
            return;
        }
        ParentOrder.PendingReplace answered = Objects.requireNonNull(order.pendingReplace());
        if (answered.refused() > 0 && answered.accepted() == 0) {
            boolean tooLate = answered.tooLate() || order.isFilled();
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), answered.terms().clOrdId(), answered.origClOrdId(), ResponseTo.REPLACE,
                    new Objection(tooLate ? Refusal.TOO_LATE : Refusal.VENUE_REFUSED, answered.text())));
        } else if (isExecutedForTheOldAccount(order, answered)) {
            refuseForTheOldAccount(order, answered);
        } else if (answered.refused() == 0 || order.pendingCancel() != null || !callBackWhatIsNotAsAsked(order, answered)) {
            takeOnNewTerms(order, answered);
        }
    }

    /** A venue is being asked for something else, such as less because of a sibling, and can't be told of new terms before it has answered. */
    private boolean isAskedOtherwise(ParentOrder order, ParentOrder.PendingReplace replace) {
        boolean tooMuch = isTooMuch(order, replace);
        for (ChildOrder child : order.children()) {
            if (child.isLive() && child.hasPendingRequest() && (tooMuch || !atVenues.isAsWanted(child, replace.terms()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTooMuch(ParentOrder order, ParentOrder.PendingReplace replace) {
        return order.cumQty().plus(order.atVenues()).exceeds(replace.terms().orderQty());
    }

    /** Of an order that is canceled meanwhile no new terms are wanted. */
    private void waitForItsTurn(ParentOrder order, ParentOrder.PendingReplace replace) {
        if (order.pendingCancel() != null) {
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), replace.terms().clOrdId(), replace.origClOrdId(), ResponseTo.REPLACE,
                    new Objection(Refusal.ALREADY_PENDING, "the order is being canceled, and no venue was asked for the replace yet")));
        }
    }

    /** What was executed counts for the account that it was executed for, and no order has two: the rest goes out anew for the old one. */
    private static boolean isExecutedForTheOldAccount(ParentOrder order, ParentOrder.PendingReplace replace) {
        boolean isForAnother = !Objects.equals(order.terms().account(), replace.terms().account());
        return isForAnother && (order.cumQty().isPositive() || order.missesExecutions() || order.hasLiveChild());
    }

    private void refuseForTheOldAccount(ParentOrder order, ParentOrder.PendingReplace replace) {
        turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), replace.terms().clOrdId(), replace.origClOrdId(), ResponseTo.REPLACE,
                new Objection(Refusal.TOO_LATE, "the order goes on for Account(1) " + order.terms().account()
                        + (replace.refused() > 0 ? ": " + replace.text() : ", for which " + order.cumQty() + " were executed meanwhile"))));
    }

    /**
     * Spreads the new open quantity over the live children: more goes to the first, less is taken from the last.
     *
     * @return false if no venue had to be asked
     */
    private boolean fanOut(ParentOrder order, ParentOrder.PendingReplace replace) {
        List<ChildOrder> children = order.children();
        Quantity[] leaves = newLeaves(order, replace.terms());
        boolean isAsked = false;
        for (int i = 0; i < leaves.length; i++) {
            ChildOrder child = children.get(i);
            if (!child.isLive() || child.hasPendingRequest()) {
                continue;
            }
            if (leaves[i].isZero() || atVenues.makesWay(child, replace.terms())) {
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
                isAsked = true;
            } else if (!leaves[i].equals(child.leavesQty()) || !atVenues.isAsWanted(child, replace.terms())) {
                turn.emit(new Event.ChildReplaceRequested(turn.nextId(), child.childId(),
                        atVenues.wanted(child, replace.terms().conditions()).withQty(child.cumQty().plus(child.missedQty()).plus(leaves[i]))));
                isAsked = true;
            }
        }
        return isAsked;
    }

    private static Quantity[] newLeaves(ParentOrder order, Event.OrderTerms terms) {
        List<ChildOrder> children = order.children();
        Quantity[] leaves = new Quantity[children.size()];
        Quantity rest = order.workingOf(terms.orderQty());
        int first = -1;
        for (int i = 0; i < leaves.length; i++) {
            ChildOrder child = children.get(i);
            rest = rest.minus(rest.min(child.missedQty()));
            boolean isPart = child.isPartOf(terms);
            leaves[i] = rest.min(isPart ? child.leavesQty().min(Objects.requireNonNull(terms.instructions().display()).highest()) : child.leavesQty());
            rest = rest.minus(leaves[i]);
            first = first < 0 && child.isLive() && !child.hasPendingRequest() && !isPart ? i : first;
        }
        if (first >= 0) {
            leaves[first] = leaves[first].plus(rest);
        }
        return leaves;
    }

    /** One venue did as asked and another did not: what still lives on the old terms is called back, to be routed again on the new ones. */
    private boolean callBackWhatIsNotAsAsked(ParentOrder order, ParentOrder.PendingReplace replace) {
        boolean tooMuch = isTooMuch(order, replace);
        boolean isAsked = false;
        for (ChildOrder child : order.children()) {
            if (child.isLive() && child.whyNotCanceled() == null && (tooMuch || !atVenues.isAsWanted(child, replace.terms()))) {
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
                isAsked = true;
            }
        }
        return isAsked;
    }

    /** The desk's parts stay as they are where the new terms allow them; the others come back to the desk first. Looks at how they stand, so it may be called again. */
    private void replaceCareOrder(ParentOrder order, ParentOrder.PendingReplace replace) {
        if (isExecutedForTheOldAccount(order, replace)) {
            refuseForTheOldAccount(order, replace);
            return;
        }
        Quantity tooMuch = order.cumQty().plus(order.atVenues()).minus(replace.terms().orderQty());
        for (ChildOrder child : order.children()) {
            tooMuch = CareOrders.isWithin(replace.terms(), child.conditions()) ? tooMuch : tooMuch.minus(child.worstLeavesQty());
        }
        boolean waits = false;
        RejectedBecause refused = null;
        for (ChildOrder child : order.children().reversed()) {
            boolean isWithin = CareOrders.isWithin(replace.terms(), child.conditions());
            if (!child.isLive() || isWithin && !tooMuch.isPositive()) {
                continue;
            }
            tooMuch = isWithin ? tooMuch.minus(child.worstLeavesQty()) : tooMuch;
            RejectedBecause why = child.whyNotCanceled();
            if (child.hasPendingRequest()) {
                waits = true;
            } else if (why == null || why == RejectedBecause.LOST) {
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
                waits = true;
            } else {
                refused = why;
            }
        }
        if (waits) {
            return;
        }
        if (refused == null) {
            takeOnNewTerms(order, replace);
        } else {
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), replace.terms().clOrdId(), replace.origClOrdId(), ResponseTo.REPLACE,
                    new Objection(refused == RejectedBecause.TOO_LATE ? Refusal.TOO_LATE : Refusal.VENUE_REFUSED,
                            "a part that the new terms do not allow was not let go by its venue")));
        }
    }

    /** Never for less than what is executed or still lives at a venue. */
    private void takeOnNewTerms(ParentOrder order, ParentOrder.PendingReplace replace) {
        Event.OrderTerms terms = replace.terms();
        Conditions conditions = TrailingStops.goingOn(order, terms.conditions()); // its venue may have moved it meanwhile
        Quantity orderQty = terms.orderQty().max(order.cumQty().plus(order.atVenues()));
        turn.emit(
                new Event.OrderReplaced(turn.nextId(), order.orderId(), terms.clOrdId(), replace.origClOrdId(), conditions.withQty(orderQty),
                        Objects.equals(terms.account(), order.terms().account()) ? null : terms.account(), replace.isSentAnew()));
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
        if (order.care() != null || order.isParked() || order.hasPartOut()) {
            return;
        }
        if (due.isOver(order, turn.time())) {
            expire(order, reason);
            return;
        }
        if (siblings.claim(order)) {
            return; // looked at again when its list was, at the end of this command
        }
        boolean goesOn = mayBeRoutedAgain(order);
        if (goesOn && turn.sendsNothingNew()) {
            return; // looked at again when trading goes on
        }
        Routing.Plan plan = goesOn ? routing.planFor(order, unrouted) : null;
        if (plan != null && !plan.isEmpty()) {
            routing.create(order.orderId(), plan);
        } else if (goesOn && order.waitsForTrigger() && !order.hasLiveChild()) {
            turn.emit(new Event.OrderParked(order.orderId()));
        } else if (!order.hasLiveChild() && !order.missesExecutions() && !(goesOn && (routing.isTakenOnceOpen(order) || routing.mayBeTakenLater(order)))) {
            endByVenues(order, order.children().isEmpty() && reason.isEmpty() ? "no venue takes it any more" : reason);
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
            if (!cut.isPositive() || child.whyNotCanceled() != null && child.whyNotCanceled() != RejectedBecause.LOST) {
                continue;
            }
            if (cut.equals(child.leavesQty()) || child.refusedToReplace()) {
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
        if (!agreements.practiceFor(order).reroutes() && hasEndedChild(order)) {
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

    /** A venue has ended a part of it by itself, before the time of that was over. */
    private static boolean hasEndedChild(ParentOrder order) {
        for (ChildOrder child : order.children()) {
            if (child.ended() != Ended.NOT && !child.madeWay() && !child.wasCalledBack() && !child.endedBeforeItsOrder()) {
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
        if (allRejected && order.cumQty().isZero() && !order.hasBustedFill()) {
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
