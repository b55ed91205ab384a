package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what venues' reports mean, in whatever order, however late and however often they come. An execution counts whatever state its order is in. */
final class VenueReports {

    private static final int TOO_LATE = 0;
    private static final int UNKNOWN_ORDER = 1;
    private static final int ORD_REJ_UNKNOWN_ORDER = 5;

    private final ShardState state;
    private final Progress progress;
    private final Turn turn;

    VenueReports(ShardState state, Progress progress, Turn turn) {
        this.state = state;
        this.progress = progress;
        this.turn = turn;
    }

    void decide(Command.FromVenue command) {
        switch (command) {
            case VenueReport c -> report(c);
            case Command.VenueCancelReject c -> cancelReject(c);
            case Command.VenueMessageReject c -> messageReject(c);
            case Command.VenueNotice c -> turn
                    .emit(new Event.VenueMessageNoted(c.venue(), "", "", "MsgType(35) " + c.msgType() + (c.problem() == null ? "" : ": " + c.problem()),
                            c.problem() != null));
        }
    }

    private @Nullable ChildOrder child(Command.FromVenue c, long requestId, long origRequestId) {
        ChildOrder child = state.childByRequest(requestId);
        if (child == null) {
            child = state.childByRequest(origRequestId);
        }
        return child != null && child.venue().equals(c.venue()) ? child : null;
    }

    // ExecutionReport(35=8)

    /** By our name of it or, where the venue gives none of ours, by its own: OrderID(37). */
    private @Nullable ChildOrder child(VenueReport c) {
        return c.requestId() == 0 && c.origRequestId() == 0
                ? state.unsettledChild(c.venue(), c.venueOrderId(), c.symbol(), c.side())
                : child(c, c.requestId(), c.origRequestId());
    }

    private void report(VenueReport c) {
        ChildOrder child = child(c);
        if (child == null) {
            unknown(c);
            return;
        }
        switch (c.execType()) {
            case NEW -> acknowledged(child, c);
            case TRADE -> trade(child, c);
            case TRADE_CANCEL -> bust(child, c);
            case TRADE_CORRECT -> correct(child, c);
            case CANCELED -> canceled(child, c);
            case REPLACED -> replaced(child, c);
            case REJECTED -> rejected(child, c);
            case EXPIRED -> expired(child, c);
            case DONE_FOR_DAY -> doneForDay(child, c);
            case ORDER_STATUS -> status(child, c);
            case PENDING_NEW, PENDING_CANCEL, PENDING_REPLACE, STOPPED, SUSPENDED, CALCULATED -> note(c, "ExecType(150) " + c.execType().code(), false);
            case RESTATED -> restated(child, c);
        }
        progress.of(child.parent(), textOf(c));
    }

    private void unknown(VenueReport c) {
        if (c.lastQty().isPositive()) {
            turn.emit(new Event.StrayExecution(c.venue(), c.clOrdId(), c.venueOrderId(), c.execId(), c.symbol(), c.side(), c.lastQty(), c.lastPx(), textOf(c)));
        } else {
            note(c, "a report of an order that is not known, ExecType(150) " + c.execType().code(), c.ordStatus() != OrdStatus.REJECTED);
        }
    }

    private void note(VenueReport c, String text, boolean alarm) {
        turn.emit(new Event.VenueMessageNoted(c.venue(), c.clOrdId(), c.execId(), text, alarm));
    }

    private static String textOf(VenueReport c) {
        String text = c.text();
        return text == null ? "" : c.venue() + ": " + text;
    }

    private void acknowledged(ChildOrder child, VenueReport c) {
        if (child.isAcknowledged()) {
            note(c, "acknowledged again", false);
        } else {
            turn.emit(new Event.ChildOrderAcknowledged(child.childId(), c.venueOrderId()));
        }
    }

    /** Whatever a venue reports of an order, it has it. Some give it a new OrderID(37) with a replace, or with each report, and want the last one named. */
    private void acknowledgeByTheWay(ChildOrder child, VenueReport c) {
        if (!child.isAcknowledged() || !c.venueOrderId().isEmpty() && !c.venueOrderId().equals(child.venueOrderId())) {
            turn.emit(new Event.ChildOrderAcknowledged(child.childId(), c.venueOrderId()));
        }
    }

    // Executions

    private void trade(ChildOrder child, VenueReport c) {
        if (!c.lastQty().isPositive() || c.lastPx() == null) {
            note(c, "a trade needs LastQty(32) and LastPx(31), was " + c.lastQty() + " at " + c.lastPx(), true);
            return;
        }
        if (child.fillOf(c.execId(), c.cumQty(), c.tradeDate()) != null) {
            note(c, "the execution is booked already", false);
            return;
        }
        acknowledgeByTheWay(child, c);
        turn.emit(new Event.OrderFilled(turn.nextId(), child.childId(), c.execId(), c.lastQty(), c.lastPx(), c.cumQty(), c.tradeDate()));
        if (c.ordStatus() == OrdStatus.FILLED && child.isLive()) {
            ask(child);
        }
        askIfOpenOnlyThere(child, c);
    }

    /** By our count it is filled, and the venue goes on: it has it for more than we know. An older execution that comes late leaves no more than that. */
    private void askIfOpenOnlyThere(ChildOrder child, VenueReport c) {
        Quantity leaves = c.leavesQty();
        if (leaves == null || !leaves.isPositive() || child.ended() != Ended.NOT || child.isLive()) {
            return;
        }
        Quantity cumQty = c.cumQty() == null ? child.cumQty() : c.cumQty();
        if (cumQty.plus(leaves).exceeds(child.orderQty())) {
            ask(child);
        }
    }

    /** The venue has the order on other terms than we do: how it now stands there is said by the answer, which can't be an older report that comes again. */
    private void ask(ChildOrder child) {
        turn.emit(new Event.ChildStatusRequested(child.currentRequestId(), child.childId()));
    }

    private void restated(ChildOrder child, VenueReport c) {
        note(c, "restated: " + textOf(c), true);
        if (child.isLive() && !child.isAskedTooOften()) { // a venue may answer by restating it
            ask(child);
        }
    }

    private void bust(ChildOrder child, VenueReport c) {
        Fill fill = referredTo(child, c);
        if (fill == null) {
            return;
        }
        turn.emit(new Event.FillBusted(turn.nextId(), child.childId(), fill.execId(), c.execId()));
        endUnlessOpenAgain(child, c);
        askIfOpenOnlyThere(child, c);
    }

    /** Nothing is left of it there: because it is over, or because of executions that the venue counts and we have not heard of yet. */
    private void endUnlessOpenAgain(ChildOrder child, VenueReport c) {
        Quantity leaves = c.leavesQty();
        if (leaves == null || !leaves.isZero() || !child.isLive()) {
            return;
        }
        missed(child, c.cumQty());
        if (child.isLive()) {
            turn.emit(new Event.ChildOrderCanceled(child.childId(), "not open again after an execution was taken back"));
        }
    }

    private void correct(ChildOrder child, VenueReport c) {
        Fill fill = referredTo(child, c);
        if (fill == null) {
            return;
        }
        if (!c.lastQty().isPositive() || c.lastPx() == null) {
            note(c, "a correction needs LastQty(32) and LastPx(31), was " + c.lastQty() + " at " + c.lastPx(), true);
            return;
        }
        turn.emit(new Event.FillCorrected(turn.nextId(), child.childId(), fill.execId(), c.execId(), c.lastQty(), c.lastPx()));
        endUnlessOpenAgain(child, c);
        askIfOpenOnlyThere(child, c);
    }

    /** The fill that ExecRefID(19) names; null, and noted, if it is none that stands. */
    private @Nullable Fill referredTo(ChildOrder child, VenueReport c) {
        String execRefId = c.execRefId();
        Fill named = null;
        for (Fill fill : child.fills()) {
            if (fill.isKnownAs(c.execId()) && !c.execId().equals(execRefId)) {
                note(c, "the bust or correction is done already", false);
                return null;
            }
            named = execRefId != null && fill.isKnownAs(execRefId) ? fill : named;
        }
        if (named == null || named.isBusted()) {
            note(c, named == null ? "ExecRefID(19) " + execRefId + " is no execution of the order" : "the execution is busted already", named == null);
            return null;
        }
        return named;
    }

    // Ends

    private void canceled(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT) {
            note(c, "canceled, but ended before", false);
            return;
        }
        acknowledgeByTheWay(child, c);
        missed(child, c.cumQty());
        turn.emit(new Event.ChildOrderCanceled(child.childId(), textOf(c)));
    }

    private void expired(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT) {
            note(c, "expired, but ended before", false);
            return;
        }
        acknowledgeByTheWay(child, c);
        missed(child, c.cumQty());
        turn.emit(new Event.ChildOrderExpired(child.childId(), textOf(c)));
    }

    private void doneForDay(ChildOrder child, VenueReport c) {
        if (outlivesTheDay(child)) {
            acknowledgeByTheWay(child, c);
            note(c, "done for the day", false);
        } else {
            expired(child, c);
        }
    }

    /** It is at the venue again tomorrow: if it counted as ended, its quantity could be sent out twice. */
    private static boolean outlivesTheDay(ChildOrder child) {
        return switch (child.timeInForce()) {
            case GOOD_TILL_CANCEL, GOOD_TILL_DATE -> true;
            case DAY, IMMEDIATE_OR_CANCEL, FILL_OR_KILL -> false;
        };
    }

    private void rejected(ChildOrder child, VenueReport c) {
        if (isPendingRequest(child, c.requestId())) {
            turn.emit(new Event.ChildRequestRejected(c.requestId(), child.childId(), RejectedBecause.OTHER, textOf(c)));
            askWhichIsRejected(child, c);
        } else if (c.ordStatus() != OrdStatus.REJECTED) {
            note(c, "a reject of a request that is not pending", false);
        } else {
            orderRejected(child, c);
        }
    }

    /** The request, or the order by the request's name. */
    private void askWhichIsRejected(ChildOrder child, VenueReport c) {
        if (c.ordStatus() == OrdStatus.REJECTED && child.isLive()) {
            ask(child);
        }
    }

    private void orderRejected(ChildOrder child, VenueReport c) {
        if (child.ended() != Ended.NOT || !child.isLive()) {
            note(c, "rejected, but ended before", true);
        } else {
            missed(child, c.cumQty());
            turn.emit(new Event.ChildOrderRejected(child.childId(), textOf(c)));
        }
    }

    private static boolean isPendingRequest(ChildOrder child, long requestId) {
        ChildOrder.PendingReplace replace = child.pendingReplace();
        return requestId != 0 && (child.pendingCancelId() == requestId || replace != null && replace.requestId() == requestId);
    }

    /** The order is over at the venue: what it executed by its own count has to have been reported. */
    private void missed(ChildOrder child, @Nullable Quantity venueCumQty) {
        if (venueCumQty != null && venueCumQty.exceeds(child.cumQty())) {
            turn.emit(new Event.ExecutionMissed(child.childId(), venueCumQty.minus(child.cumQty())));
        }
    }

    // Replaces

    private void replaced(ChildOrder child, VenueReport c) {
        ChildOrder.PendingReplace replace = child.pendingReplace();
        boolean isAnswer = replace != null && (c.requestId() == replace.requestId() || isAnswerInOldName(child, replace, c));
        if (replace != null && isAnswer) {
            acknowledgeByTheWay(child, c);
            Quantity orderQty = told(c.orderQty(), replace.orderQty());
            turn.emit(new Event.ChildOrderReplaced(replace.requestId(), child.childId(), orderQty, c.price() == null ? replace.price() : c.price()));
            return;
        }
        ChildOrder.PendingReplace undone = undoneReplace(child, c);
        if (undone != null && child.ended() == Ended.NOT) {
            replacedAfterAll(child, undone, c);
        } else {
            note(c, "replaced, but that is known or too late to matter", false);
            askWhetherReplacedAfterAll(child, c);
        }
    }

    /** The one of its replaces that is told of though we had given it up; by an old name, only the terms say which one it is. */
    private static ChildOrder.@Nullable PendingReplace undoneReplace(ChildOrder child, VenueReport c) {
        for (ChildOrder.PendingReplace undone : child.undoneReplaces().reversed()) {
            if (c.requestId() == undone.requestId() || isInOldName(child, c) && showsNewTerms(child, undone, c)) {
                return undone;
            }
        }
        return null;
    }

    /** By an old name, one that we had given up cannot be told from one that is told again. */
    private void askWhetherReplacedAfterAll(ChildOrder child, VenueReport c) {
        if (isInOldName(child, c) && isOtherwise(child, c) && child.isLive() && !child.undoneReplaces().isEmpty()) {
            ask(child);
        }
    }

    private static boolean isInOldName(ChildOrder child, VenueReport c) {
        return c.requestId() == child.childId() || c.requestId() == child.currentRequestId();
    }

    /** There are venues that go on using an order's first name, or its last. Only what they say of its terms tells an answer from an older report that comes again. */
    private static boolean isAnswerInOldName(ChildOrder child, ChildOrder.PendingReplace replace, VenueReport c) {
        if (!isInOldName(child, c) || isOfAnotherReplace(child, replace, c)) {
            return false;
        }
        boolean isOfOldQuantity = child.orderQty().equals(c.orderQty());
        boolean isOfOldPrice = c.price() == null || c.price().equals(child.price());
        return !(isOfOldQuantity && (isOfOldPrice || !replace.orderQty().equals(child.orderQty())));
    }

    private static Quantity told(@Nullable Quantity quantity, Quantity otherwise) {
        return quantity != null && quantity.isPositive() ? quantity : otherwise;
    }

    /**
     * We had given that replace up. One that comes behind a later one, or by an old name, may be one that is told again: for less than we count there it is not taken on
     * before the venue has said so again, because the rest would be sent elsewhere.
     */
    private void replacedAfterAll(ChildOrder child, ChildOrder.PendingReplace undone, VenueReport c) {
        boolean isNew = c.requestId() == undone.requestId() && undone.requestId() > child.currentRequestId();
        if (isNew || told(c.orderQty(), undone.orderQty()).exceeds(child.orderQty())) {
            takeOver(child, undone, c);
        } else {
            note(c, "a replace that was given up is told of late", false);
            if (child.isLive()) {
                ask(child);
            }
        }
    }

    private void takeOver(ChildOrder child, ChildOrder.PendingReplace undone, VenueReport c) {
        note(c, "replaced after all", true);
        takeOver(child, undone.requestId(), told(c.orderQty(), undone.orderQty()), c.price() == null ? undone.price() : c.price());
    }

    /** What the venue says is how it is there: what is then too much, or at another price, is called back. */
    private void takeOver(ChildOrder child, long requestId, Quantity orderQty, @Nullable Price price) {
        turn.emit(new Event.ChildOrderReplaced(requestId, child.childId(), orderQty, price == null ? child.price() : price));
        ParentOrder order = child.parent();
        if (child.isLive() && !child.hasPendingRequest() && order.pendingReplace() == null && !Objects.equals(child.price(), order.terms().price())) {
            turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
        }
    }

    // OrderCancelReject(35=9), Reject(35=3), BusinessMessageReject(35=j)

    private void cancelReject(Command.VenueCancelReject c) {
        ChildOrder child = child(c, c.requestId(), c.origRequestId());
        String text = c.venue() + ": " + (c.text() == null ? "CxlRejReason(102) " + c.cxlRejReason() : c.text());
        if (child == null || !isPendingRequest(child, c.requestId())) {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "a reject of a request that is not pending: " + text, child == null));
            return;
        }
        RejectedBecause why = switch (c.cxlRejReason()) {
            case TOO_LATE -> RejectedBecause.TOO_LATE;
            case UNKNOWN_ORDER -> RejectedBecause.UNKNOWN_ORDER;
            default -> RejectedBecause.OTHER;
        };
        turn.emit(new Event.ChildRequestRejected(c.requestId(), child.childId(), why, text));
        if (child.isLive() && why != RejectedBecause.OTHER) {
            ask(child);
        }
        progress.of(child.parent(), text);
    }

    private void messageReject(Command.VenueMessageReject c) {
        ChildOrder child = child(c, c.requestId(), 0);
        String text = c.venue() + ": " + c.reason();
        if (child == null) {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "a reject of MsgType(35) " + c.refMsgType() + ": " + c.reason(), true));
        } else if (isPendingRequest(child, c.requestId())) {
            turn.emit(new Event.ChildRequestRejected(c.requestId(), child.childId(), RejectedBecause.OTHER, text));
        } else if (c.refMsgType().equals("D") && !child.isAcknowledged() && child.isLive()) {
            turn.emit(new Event.ChildOrderRejected(child.childId(), text));
        } else {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "a reject of MsgType(35) " + c.refMsgType() + ": " + c.reason(), true));
        }
        if (child != null) {
            progress.of(child.parent(), text);
        }
    }

    // Answers to OrderStatusRequest(35=H)

    private void status(ChildOrder child, VenueReport c) {
        if (isUnknownAtVenue(c) && !isShownAsRejected(child, c)) {
            notThere(child, c);
            return;
        }
        acknowledgeByTheWay(child, c);
        switch (c.ordStatus()) {
            case CANCELED -> canceled(child, c);
            case EXPIRED -> expired(child, c);
            case DONE_FOR_DAY -> {
                if (outlivesTheDay(child)) {
                    stillOpen(child, c);
                } else {
                    expired(child, c);
                }
            }
            case REJECTED -> orderRejected(child, c);
            case FILLED -> {
                missed(child, c.cumQty());
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
        return c.ordRejReason() == ORD_REJ_UNKNOWN_ORDER || c.text() != null && c.text().toLowerCase(java.util.Locale.ROOT).contains("unknown");
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
            note(c, "not known there by this ClOrdID(11), whichever one it is asked by", true);
        } else if (child.isAcknowledged() && child.requestIdBefore(c.requestId()) != 0) {
            note(c, "not known there by this ClOrdID(11), asked by the one before", false);
            turn.emit(new Event.ChildStatusRequested(child.requestIdBefore(c.requestId()), child.childId()));
        } else if (child.isAcknowledged()) {
            note(c, "the venue no longer knows an order that it had", true);
            turn.emit(new Event.ChildOrderCanceled(child.childId(), c.venue() + " no longer knows the order"));
        } else {
            turn.emit(new Event.ChildOrderRejected(child.childId(), c.venue() + " has not received the order"));
        }
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
        boolean isUpToDate = child.isNextAnswerUpToDate();
        answered(child, c);
        if (!isUpToDate) {
            if (isOtherwise(child, c)) {
                ask(child);
            }
            return;
        }
        if (child.pendingCancelId() != 0) {
            turn.emit(new Event.ChildRequestRejected(child.pendingCancelId(), child.childId(), why, text));
        }
        ChildOrder.PendingReplace replace = child.pendingReplace();
        if (replace != null && isDone(replace, child, c)) {
            turn.emit(new Event.ChildOrderReplaced(replace.requestId(), child.childId(), told(c.orderQty(), replace.orderQty()),
                    c.price() == null ? replace.price() : c.price()));
        } else if (replace != null) {
            turn.emit(new Event.ChildRequestRejected(replace.requestId(), child.childId(), why, text));
        }
        takeOverDifference(child, c);
    }

    /** Its name shows it, or its terms; a quantity that has changed does, whatever the venue made of the one that was asked for. */
    private static boolean isDone(ChildOrder.PendingReplace replace, ChildOrder child, VenueReport c) {
        return c.requestId() == replace.requestId() || showsNewTerms(child, replace, c)
                || !told(c.orderQty(), child.orderQty()).equals(child.orderQty()) && !isOfAnotherReplace(child, replace, c);
    }

    /** The terms are those of a replace that we had given up. */
    private static boolean isOfAnotherReplace(ChildOrder child, ChildOrder.PendingReplace replace, VenueReport c) {
        return !showsTerms(c, replace.orderQty(), replace.price()) && child.undoneReplaces().stream().anyMatch(undone -> showsNewTerms(child, undone, c));
    }

    private static boolean showsNewTerms(ChildOrder child, ChildOrder.PendingReplace replace, VenueReport c) {
        return showsTerms(c, replace.orderQty(), replace.price()) && !showsTerms(c, child.orderQty(), child.price());
    }

    private static boolean showsTerms(VenueReport c, Quantity orderQty, @Nullable Price price) {
        return orderQty.equals(c.orderQty()) && (c.price() == null || c.price().equals(price));
    }

    /** Nothing is pending, and the venue has the order on other terms than we do: what may be executed there is for the venue to say. */
    private void takeOverDifference(ChildOrder child, VenueReport c) {
        ChildOrder.PendingReplace undone = undoneReplace(child, c);
        if (isOtherwise(child, c) && undone != null && c.ordStatus() != OrdStatus.FILLED) {
            takeOver(child, undone, c);
        } else if (isOtherwise(child, c)) {
            Quantity orderQty = orderQtyThere(child, c);
            note(c, "the venue has it for " + orderQty + " at " + c.price() + ", we for " + child.orderQty() + " at " + child.price(), true);
            takeOver(child, child.currentRequestId(), orderQty, c.price());
        }
    }

    private static boolean isOtherwise(ChildOrder child, VenueReport c) {
        Quantity orderQty = orderQtyThere(child, c);
        boolean isLarger = child.ended() == Ended.NOT && orderQty.exceeds(child.orderQty());
        boolean isAnotherPrice = c.price() != null && !c.price().equals(child.price());
        return isLarger || child.isLive() && (isAnotherPrice || !orderQty.equals(child.orderQty()));
    }

    private static Quantity orderQtyThere(ChildOrder child, VenueReport c) {
        return told(c.ordStatus() == OrdStatus.FILLED ? c.cumQty() : c.orderQty(), child.orderQty());
    }
}
