package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what venues' reports mean, in whatever order, however late and however often they come. An execution counts whatever state its order is in. */
final class VenueReports {

    private static final int TOO_LATE = 0;
    private static final int UNKNOWN_ORDER = 1;

    private final ShardState state;
    private final TrailingStops trailing;
    private final AdjustmentsAtVenues adjustments;
    private final MarketChanges markets;
    private final Progress progress;
    private final Turn turn;
    private final Findings findings;
    private final VenueEnds ends;
    private final VenueReplaces replaces;
    private final StatusAnswers answers;
    private final FillRevisions revisions;
    private final StrayReports strays;
    private final LegReports legs;
    private Map<VenueId, ExecutionKey> executionKeys = Map.of();

    VenueReports(ShardState state, Set<VenueId> denied, TrailingStops trailing, AdjustmentsAtVenues adjustments, MarketChanges markets, Progress progress,
            Turn turn) {
        this.state = state;
        this.trailing = trailing;
        this.adjustments = adjustments;
        this.markets = markets;
        this.progress = progress;
        this.turn = turn;
        this.findings = new Findings(turn);
        this.ends = new VenueEnds(findings, turn);
        this.replaces = new VenueReplaces(findings, turn);
        this.answers = new StatusAnswers(state, findings, ends, replaces, turn);
        this.revisions = new FillRevisions(findings, turn);
        this.legs = new LegReports(findings, turn);
        this.strays = new StrayReports(state, denied, revisions, findings, progress, turn);
    }

    void tellExecutionsApartBy(Map<VenueId, ExecutionKey> keys) {
        executionKeys = Map.copyOf(keys);
    }

    void denyStraysOf(Set<VenueId> venues) {
        strays.denyStraysOf(venues);
    }

    void decide(Command.FromVenue command) {
        switch (command) {
            case VenueReport c -> report(c, child(c));
            case Command.LegReport c -> legReport(c);
            case Command.VenueCancelReject c -> cancelReject(c);
            case Command.VenueMessageReject c -> messageReject(c);
            case Command.SecurityStatus c -> markets.told(c);
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

    private void legReport(Command.LegReport c) {
        boolean isNamed = c.report().requestId() != 0 || c.report().origRequestId() != 0;
        ChildOrder child = isNamed ? child(c.report()) : LegReports.childOf(c, state);
        if (child == null) {
            strays.unknown(StrayReports.ofLeg(c));
        } else if (LegReports.hasLegs(child)) {
            legs.report(child, c);
        } else {
            report(c.report(), child);
        }
    }

    private void report(VenueReport c, @Nullable ChildOrder child) {
        if (child == null) {
            strays.unknown(c);
            return;
        }
        legs.alarmIfItMayBeOfALeg(child, c);
        boolean wasOnOldTerms = child.isOnOldTerms();
        if (wasOnOldTerms) {
            adjustments.look(child, c);
        }
        switch (c.execType()) {
            case NEW -> acknowledged(child, c);
            case TRADE -> trade(child, c);
            case TRADE_CANCEL, TRADE_CORRECT -> revise(child, c);
            case CANCELED -> ends.canceled(child, c);
            case REPLACED -> replaces.replaced(child, c);
            case REJECTED -> rejected(child, c);
            case EXPIRED -> ends.expired(child, c);
            case DONE_FOR_DAY -> ends.doneForDay(child, c);
            case TRIGGERED -> triggered(child, c);
            case ORDER_STATUS -> answers.status(child, c);
            case PENDING_NEW, PENDING_CANCEL, PENDING_REPLACE, STOPPED, SUSPENDED,
                    CALCULATED -> findings.note(c, "ExecType(150) " + c.execType().code(), false);
            case RESTATED -> restated(child, c, wasOnOldTerms);
        }
        if (wasOnOldTerms) {
            adjustments.lookAgain(child, c);
        }
        Price stopPx = c.stopPx();
        if (stopPx != null && !child.isOnOldTerms() && child.conditions().isTrailing() && child.isLive() && child.parent().pendingReplace() == null) {
            trailing.shownAt(child.parent(), stopPx, c.price());
        }
        progress.of(child.parent(), Findings.textOf(c));
    }

    private void acknowledged(ChildOrder child, VenueReport c) {
        if (child.isAcknowledged()) {
            findings.note(c, "acknowledged again", false);
        } else {
            turn.emit(new Event.ChildOrderAcknowledged(child.childId(), c.venueOrderId()));
        }
    }

    private void triggered(ChildOrder child, VenueReport c) {
        if (child.wasTriggered() || !child.conditions().ordType().waitsForTrigger()) {
            findings.note(c, "triggered, but that is known or nothing was waited for", false);
        } else {
            findings.acknowledgeByTheWay(child, c);
            turn.emit(new Event.ChildOrderTriggered(turn.nextId(), child.childId(), Findings.textOf(c)));
        }
    }

    // Executions

    private void trade(ChildOrder child, VenueReport c) {
        if (!c.lastQty().isPositive() || c.lastPx() == null) {
            findings.note(c, "a trade needs LastQty(32) and LastPx(31), was " + c.lastQty() + " at " + c.lastPx(), true);
            return;
        }
        ExecutionKey key = executionKeys.getOrDefault(c.venue(), ExecutionKey.EXEC_ID_CUM_QTY);
        Fill booked = key.booked(child, c);
        if (booked != null) {
            boolean isDoubtful = key.isDoubtful(booked, c);
            findings.note(c, "the execution is booked already" + (isDoubtful ? ", as " + booked.lastQty() + " at " + booked.lastPx() + ", not " + c.lastQty()
                    + " at " + c.lastPx() : ""), isDoubtful);
            return;
        }
        Stray stray = state.strays().isEmpty() ? null : state.strays().toldBy(child, c);
        if (stray != null && strays.isBookedByHand(stray, c)) {
            return;
        }
        findings.acknowledgeByTheWay(child, c);
        if (stray == null) {
            turn.emit(new Event.OrderFilled(turn.nextId(), child.childId(), c.execId(), c.lastQty(), c.lastPx(), c.cumQty(), c.tradeDate()));
        } else {
            strays.book(child, stray, c);
        }
        if (c.ordStatus() == OrdStatus.FILLED && child.isLive()) {
            findings.ask(child);
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
            findings.ask(child);
        }
    }

    private void restated(ChildOrder child, VenueReport c, boolean wasOnOldTerms) {
        if (adjustments.explains(child, c, wasOnOldTerms)) {
            return;
        }
        findings.note(c, "restated: " + Findings.textOf(c), true);
        if (child.isLive() && !child.isAskedTooOften()) { // a venue may answer by restating it
            findings.ask(child);
        }
    }

    private void revise(ChildOrder child, VenueReport c) {
        boolean isRevised = switch (revisions.revise(child, c)) {
            case DONE -> true;
            case NOT_DONE -> false;
            case NO_SUCH_FILL -> strays.keepAhead(child, c);
        };
        if (isRevised) {
            strays.reviseWhatCameAhead(child, c);
            endUnlessOpenAgain(child, c);
            askIfOpenOnlyThere(child, c);
        }
    }

    /** Nothing is left of it there: because it is over, or because of executions that the venue counts and we have not heard of yet. */
    private void endUnlessOpenAgain(ChildOrder child, VenueReport c) {
        Quantity leaves = c.leavesQty();
        if (leaves == null || !leaves.isZero() || !child.isLive()) {
            return;
        }
        findings.missed(child, c.cumQty());
        ShownTerms terms = new ShownTerms(child, c);
        ChildOrder.PendingReplace replace = child.pendingReplace();
        if (replace != null && terms.areCutToWhatIsExecuted(replace)) {
            replaces.done(replace, terms);
        }
        if (child.isLive()) {
            turn.emit(new Event.ChildOrderCanceled(child.childId(), "not open again after an execution was taken back"));
        }
    }

    private void rejected(ChildOrder child, VenueReport c) {
        if (isPendingRequest(child, c.requestId())) {
            turn.emit(new Event.ChildRequestRejected(c.requestId(), child.childId(), RejectedBecause.OTHER, Findings.textOf(c)));
            askWhichIsRejected(child, c);
        } else if (c.ordStatus() != OrdStatus.REJECTED) {
            findings.note(c, "a reject of a request that is not pending", false);
        } else {
            ends.orderRejected(child, c);
        }
    }

    /** The request, or the order by the request's name. */
    private void askWhichIsRejected(ChildOrder child, VenueReport c) {
        if (c.ordStatus() == OrdStatus.REJECTED && child.isLive()) {
            findings.ask(child);
        }
    }

    private static boolean isPendingRequest(ChildOrder child, long requestId) {
        ChildOrder.PendingReplace replace = child.pendingReplace();
        return requestId != 0 && (child.pendingCancelId() == requestId || replace != null && replace.requestId() == requestId);
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
            findings.ask(child);
        }
        progress.of(child.parent(), text);
    }

    private void messageReject(Command.VenueMessageReject c) {
        ChildOrder named = child(c, c.requestId(), 0);
        Cross cross = named == null ? null : state.crosses().of(named.parent().orderId());
        CrossFact.Sent message = cross == null ? null : cross.sentWith(c.requestId());
        if (message == null || !message.message().msgType().equals(c.refMsgType())) {
            rejectedAlone(c);
            return;
        }
        for (long requestId : message.requestIds()) {
            rejectedAlone(new Command.VenueMessageReject(c.origin(), c.venue(), requestId, c.refMsgType(), c.reason()));
        }
    }

    private void rejectedAlone(Command.VenueMessageReject c) {
        ChildOrder child = child(c, c.requestId(), 0);
        String text = c.venue() + ": " + c.reason();
        if (child == null) {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "a reject of MsgType(35) " + c.refMsgType() + ": " + c.reason(), true));
        } else if (isPendingRequest(child, c.requestId())) {
            turn.emit(new Event.ChildRequestRejected(c.requestId(), child.childId(), RejectedBecause.OTHER, text));
        } else if ((c.refMsgType().equals("D") || c.refMsgType().equals("AB") || c.refMsgType().equals("s")) && !child.isAcknowledged() && child.isLive()) {
            turn.emit(new Event.ChildOrderRejected(child.childId(), text));
        } else {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "a reject of MsgType(35) " + c.refMsgType() + ": " + c.reason(), true));
        }
        if (child != null) {
            progress.of(child.parent(), text);
        }
    }
}
