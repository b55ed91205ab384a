package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueDay;
import io.portcullis.oms.types.VenuePhases;
import java.util.Locale;

/** Decides what answers to OrderStatusRequest(35=H) mean: how an order stands at its venue now, and so what became of what was asked for before. */
final class StatusAnswers {

    private static final int ORD_REJ_UNKNOWN_ORDER = 5;

    private final ShardState state;
    private final Findings findings;
    private final VenueEnds ends;
    private final VenueReplaces replaces;
    private final Turn turn;

    StatusAnswers(ShardState state, Findings findings, VenueEnds ends, VenueReplaces replaces, Turn turn) {
        this.state = state;
        this.findings = findings;
        this.ends = ends;
        this.replaces = replaces;
        this.turn = turn;
    }

    void status(ChildOrder child, VenueReport c) {
        if (isUnknownAtVenue(c) && !isShownAsRejected(child, c)) {
            notThere(child, c);
            return;
        }
        findings.acknowledgeByTheWay(child, c);
        switch (c.ordStatus()) {
            case CANCELED -> ends.canceled(child, c);
            case EXPIRED -> ends.expired(child, c);
            case DONE_FOR_DAY -> {
                if (VenueEnds.outlivesTheDay(child)) {
                    stillOpen(child, c);
                } else {
                    ends.dayIsOver(child, c);
                }
            }
            case REJECTED -> ends.orderRejected(child, c);
            case FILLED -> {
                findings.missed(child, c.cumQty());
                settle(child, c, RejectedBecause.TOO_LATE, "the order is filled");
            }
            case NEW, PARTIALLY_FILLED -> stillOpen(child, c);
            case PENDING_CANCEL, PENDING_NEW, PENDING_REPLACE, STOPPED, SUSPENDED, CALCULATED -> answered(child, c);
        }
    }

    private static boolean isUnknownAtVenue(VenueReport c) {
        return c.ordStatus() == OrdStatus.REJECTED && (saysUnknown(c) || c.cumQty() == null || c.cumQty().isZero());
    }

    private static boolean saysUnknown(VenueReport c) {
        return c.ordRejReason() == ORD_REJ_UNKNOWN_ORDER || c.text() != null && c.text().toLowerCase(Locale.ROOT).contains("unknown");
    }

    /** By the OrderID(37) that the venue has given it, and by its first name or with a quantity: it was taken, and rejected later. */
    private static boolean isShownAsRejected(ChildOrder child, VenueReport c) {
        Quantity orderQty = c.orderQty();
        boolean isMeant = c.requestId() == child.childId() || orderQty != null && orderQty.isPositive();
        return isMeant && !saysUnknown(c) && c.venueOrderId().equals(child.venueOrderId()) && child.isLive();
    }

    /** It never arrived, or the venue has forgotten it: either way nothing of it lives there. */
    private void notThere(ChildOrder child, VenueReport c) {
        if (!child.isLive()) {
            settle(child, c, RejectedBecause.UNKNOWN_ORDER, "the venue no longer knows the order");
        } else if (child.isAcknowledged() && child.isAskedTooOften()) {
            findings.note(c, "not known there by this ClOrdID(11), whichever one it is asked by", true);
        } else if (child.isAcknowledged() && child.requestIdBefore(c.requestId()) != 0) {
            findings.note(c, "not known there by this ClOrdID(11), asked by the one before", false);
            turn.emit(new Event.ChildStatusRequested(child.requestIdBefore(c.requestId()), child.childId()));
        } else if (child.isAcknowledged() && child.timeInForce() == TimeInForce.DAY && isOfAnEarlierDay(child)) {
            turn.emit(new Event.ChildOrderExpired(child.childId(), c.venue() + " no longer knows the order, which was for an earlier day"));
        } else if (child.isAcknowledged() && hasHadItsAuction(child)) {
            turn.emit(new Event.ChildOrderExpired(child.childId(), c.venue() + " no longer knows the order, whose auction is over"));
        } else if (child.isAcknowledged()) {
            findings.note(c, "the venue no longer knows an order that it had", true);
            turn.emit(new Event.ChildOrderCanceled(child.childId(), c.venue() + " no longer knows the order"));
        } else {
            turn.emit(new Event.ChildOrderRejected(child.childId(), c.venue() + " has not received the order"));
        }
    }

    private boolean isOfAnEarlierDay(ChildOrder child) {
        VenueDay own = state.venues().day(child.venue());
        return own == null ? child.parent().working().timeInForce().isGoodTill() && child.day() < state.today() : own.hasEnded(child.day());
    }

    private boolean hasHadItsAuction(ChildOrder child) {
        VenuePhases phases = child.timeInForce().isForAuction() ? state.venues().phases(child.venue()) : null;
        return phases != null && (phases.hasPassed(child.timeInForce()) || state.venues().outOfHours().containsKey(child.venue()));
    }

    private void answered(ChildOrder child, VenueReport c) {
        turn.emit(new Event.ChildStatusAnswered(child.childId(), "OrdStatus(39) " + c.ordStatus().code()));
    }

    /** Open and with nothing pending: what was asked for has not arrived there. */
    private void stillOpen(ChildOrder child, VenueReport c) {
        Quantity venueCumQty = c.cumQty();
        if (venueCumQty != null && venueCumQty.exceeds(child.cumQty().plus(child.missedQty()))) {
            turn.emit(new Event.ExecutionMissed(child.childId(), venueCumQty.minus(child.cumQty())));
        }
        settle(child, c, RejectedBecause.LOST, "the venue has not received it");
    }

    /** The venue has nothing pending: what was asked for before the question is done, or will not be. */
    private void settle(ChildOrder child, VenueReport c, RejectedBecause why, String text) {
        ShownTerms terms = new ShownTerms(child, c);
        boolean isUpToDate = child.isNextAnswerUpToDate();
        answered(child, c);
        if (!isUpToDate) {
            if (terms.areOthers()) {
                findings.ask(child);
            }
            return;
        }
        if (child.pendingCancelId() != 0) {
            turn.emit(new Event.ChildRequestRejected(child.pendingCancelId(), child.childId(), why, text));
        }
        ChildOrder.PendingReplace replace = child.pendingReplace();
        if (replace != null && terms.showDone(replace)) {
            replaces.done(replace, terms);
        } else if (replace != null) {
            turn.emit(new Event.ChildRequestRejected(replace.requestId(), child.childId(), why, text));
        }
        replaces.takeOverDifference(terms);
    }
}
