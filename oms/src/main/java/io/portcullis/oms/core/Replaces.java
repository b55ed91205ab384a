package io.portcullis.oms.core;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.DeskNotes;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import java.util.List;
import java.util.Objects;

/** What follows for an order that is being replaced: venues are asked, and when they have answered the client is. Looks at the facts only, as {@link Progress} does. */
final class Replaces {

    private final TermsAtVenues atVenues;
    private final ReplacedParts parts;
    private final KillGate kills;
    private final MarketGate markets;
    private final Turn turn;

    Replaces(TermsAtVenues atVenues, ReplacedParts parts, KillGate kills, MarketGate markets, Turn turn) {
        this.atVenues = atVenues;
        this.parts = parts;
        this.kills = kills;
        this.markets = markets;
        this.turn = turn;
    }

    void goOnWith(ParentOrder order, ParentOrder.PendingReplace replace) {
        Objection objection = replace.isFannedOut() ? null : kills.objectionTo(order);
        objection = objection == null && !replace.isFannedOut() ? markets.objectionToReplace(order, replace.terms()) : objection;
        if (objection != null) {
            refuse(order, replace, objection.refusal(), objection.text());
            return;
        }
        if (order.care() != null) {
            replaceCareOrder(order, replace);
            return;
        }
        if (!replace.isFannedOut() && isAskedOtherwise(order, replace)) {
            waitForItsTurn(order, replace);
            return;
        }
        ReplacedParts.Spread spread = replace.isFannedOut() ? null : parts.spread(order, replace.terms(), replace.valuationPrice());
        if (spread != null && !spread.full().isEmpty()) {
            Objection full = ClientRequests.joined(spread.full());
            refuse(order, replace, full.refusal(), full.text());
            return;
        }
        boolean isAsked = spread == null || fanOut(order, replace, spread.leaves());
        if (isAsked && order.waitsForVenues()) {
            return;
        }
        ParentOrder.PendingReplace answered = Objects.requireNonNull(order.pendingReplace());
        if (answered.refused() > 0 && answered.accepted() == 0) {
            boolean tooLate = answered.tooLate() || order.isFilled();
            refuse(order, answered, tooLate ? Refusal.TOO_LATE : Refusal.VENUE_REFUSED, answered.text());
        } else if (isExecutedForTheOldAccount(order, answered)) {
            refuseForTheOldAccount(order, answered);
        } else if (answered.refused() == 0 || order.pendingCancel() != null || !callBackWhatIsNotAsAsked(order, answered)) {
            takeOnNewTerms(order, answered);
        }
    }

    /**
     * A venue is being asked for something else, such as less because of a sibling, and can't be told of new terms before it has answered; or legs are out, which end by themselves.
     */
    private boolean isAskedOtherwise(ParentOrder order, ParentOrder.PendingReplace replace) {
        boolean tooMuch = isTooMuch(order, replace);
        for (ChildOrder child : order.children()) {
            if (child.isLiveLeg() && !child.isUnconfirmed() && child.whyNotCanceled() == null) {
                return true;
            }
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
            refuse(order, replace, Refusal.ALREADY_PENDING, "the order is being canceled, and no venue was asked for the replace yet");
        }
    }

    /** What was executed counts for the account that it was executed for, and no order has two: the rest goes out anew for the old one. */
    private static boolean isExecutedForTheOldAccount(ParentOrder order, ParentOrder.PendingReplace replace) {
        boolean isForAnother = !Objects.equals(order.terms().account(), replace.terms().account());
        return isForAnother && (order.cumQty().isPositive() || order.missesExecutions() || order.hasLiveChild());
    }

    private void refuseForTheOldAccount(ParentOrder order, ParentOrder.PendingReplace replace) {
        refuse(order, replace, Refusal.TOO_LATE, "the order goes on for Account(1) " + order.terms().account()
                + (replace.refused() > 0 ? ": " + replace.text() : ", for which " + order.cumQty() + " were executed meanwhile"));
    }

    /** The client is told, unless it knows nothing of it. */
    private void refuse(ParentOrder order, ParentOrder.PendingReplace replace, Refusal refusal, String text) {
        if (order.isChangedByDesk()) {
            turn.emit(new Event.DeskActed(order.orderId(), new DeskFact.ChangeFailed(text), null, ""));
        } else {
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), replace.terms().clOrdId(), replace.origClOrdId(), ResponseTo.REPLACE,
                    new Objection(refusal, text)));
        }
    }

    /**
     * Asks venues for what each part is to have.
     *
     * @param leaves of each child
     * @return false if no venue had to be asked
     */
    private boolean fanOut(ParentOrder order, ParentOrder.PendingReplace replace, Quantity[] leaves) {
        List<ChildOrder> children = order.children();
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
            refuse(order, replace, refused == RejectedBecause.TOO_LATE ? Refusal.TOO_LATE : Refusal.VENUE_REFUSED,
                    "a part that the new terms do not allow was not let go by its venue");
        }
    }

    /** Never for less than what is executed or still lives at a venue. */
    private void takeOnNewTerms(ParentOrder order, ParentOrder.PendingReplace replace) {
        Event.OrderTerms terms = replace.terms();
        Conditions conditions = TrailingStops.goingOn(order, terms.conditions()); // its venue may have moved it meanwhile
        Quantity orderQty = terms.orderQty().max(order.cumQty().plus(order.atVenues()));
        DeskNotes desk = order.desk();
        RestatedBecause because = desk == null ? null : desk.changing();
        if (because != null) {
            turn.emit(new Event.DeskActed(order.orderId(),
                    new DeskFact.OrderChanged(turn.nextId(), terms.clOrdId(), conditions.withQty(orderQty), because, replace.isSentAnew()), null, ""));
            return;
        }
        turn.emit(
                new Event.OrderReplaced(turn.nextId(), order.orderId(), terms.clOrdId(), replace.origClOrdId(), conditions.withQty(orderQty),
                        Objects.equals(terms.account(), order.terms().account()) ? null : terms.account(), replace.isSentAnew()));
    }
}
