package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.order.Strays;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.VenueId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is kept of venues' reports that can't be booked: executions of orders that we don't know, and busts and corrections that come ahead of what they are about. And
 * what becomes of it when more is reported.
 */
final class StrayReports {

    private final ShardState state;
    private final Strays strays;
    private final FillRevisions revisions;
    private final Findings findings;
    private final Progress progress;
    private final Turn turn;
    private Set<VenueId> denied;

    StrayReports(ShardState state, Set<VenueId> denied, FillRevisions revisions, Findings findings, Progress progress, Turn turn) {
        this.state = state;
        this.strays = state.strays();
        this.denied = denied;
        this.revisions = revisions;
        this.findings = findings;
        this.progress = progress;
        this.turn = turn;
    }

    /** Other ones from now on. */
    void denyStraysOf(Set<VenueId> venues) {
        denied = Set.copyOf(venues);
    }

    // Of orders that we don't know

    /** As what is kept of a report about a leg of an order that we don't know: its text says what it is. */
    static VenueReport ofLeg(Command.LegReport leg) {
        VenueReport c = leg.report();
        String text = Stray.OF_LEG + (leg.refId().isEmpty() ? "" : ", LegRefID(654) " + leg.refId()) + (c.text() == null ? "" : ": " + c.text());
        return new VenueReport(c.origin(), c.venue(), c.requestId(), c.origRequestId(), c.clOrdId(), c.venueOrderId(), c.execId(), c.execRefId(), c.execType(),
                c.ordStatus(), leg.symbol().isEmpty() ? c.symbol() : leg.symbol(), leg.side() == null ? c.side() : leg.side(), c.orderQty(), c.price(),
                c.lastQty(),
                c.lastPx(), c.leavesQty(), c.cumQty(), c.tradeDate(), c.ordRejReason(), text, c.stopPx());
    }

    void unknown(VenueReport c) {
        if (c.execType() == ExecType.TRADE_CANCEL || c.execType() == ExecType.TRADE_CORRECT) {
            revision(c);
        } else if (c.lastQty().isPositive()) {
            execution(c);
        } else {
            findings.note(c, "a report of an order that is not known, ExecType(150) " + c.execType().code(), c.ordStatus() != OrdStatus.REJECTED);
        }
    }

    private void execution(VenueReport c) {
        Stray known = strays.toldBy(c);
        if (known == null) {
            long strayId = keep(c, 0, ExecType.TRADE);
            if (strayId != 0 && denied.contains(c.venue())) {
                turn.emit(new Event.StrayDenied(strayId, DkReason.NO_MATCHING_ORDER, null, "no order of ours is called so"));
            }
        } else if (known.isOpen() && known.isAheadOfItsTrade() && known.standing().isBusted()) {
            turn.emit(new Event.StraySettled(known.strayId(), null, "the execution has come, and is busted: ExecID " + c.execId()));
        } else {
            findings.note(c, "the stray execution is known already", false);
        }
    }

    private void revision(VenueReport c) {
        String execRefId = c.execRefId();
        if (execRefId == null) {
            findings.note(c, "a bust or a correction of an order that is not known, without ExecRefID(19)", true);
            return;
        }
        Stray named = strays.revisedBy(c, execRefId);
        if (named == null) {
            named = strays.revisedBy(c, c.execId());
        }
        if (named == null) {
            keep(c, 0, c.execType());
        } else if (isKnown(named, c, execRefId)) {
            findings.note(c, "the bust or correction is known already", false);
        } else {
            revise(named, c, execRefId);
            reviseAssigned(named, c);
        }
    }

    private void reviseAssigned(Stray stray, VenueReport c) {
        Stray.Settlement settlement = stray.settlement();
        if (settlement == null || !settlement.isAssigned()) {
            return;
        }
        ChildOrder child = state.childByRequest(settlement.childId());
        if (child == null) {
            findings.note(c, "the execution was assigned by hand to an order of an earlier day, which is not known any more", true);
        } else if (revisions.revise(child, c) == FillRevisions.Outcome.NO_SUCH_FILL) {
            findings.note(c, "ExecRefID(19) " + c.execRefId() + " is no execution of the order that it was assigned to", true);
        } else {
            progress.of(child.parent(), Findings.textOf(c));
        }
    }

    // Of orders that we know

    /**
     * A bust or a correction of an execution that has not come.
     *
     * @return whether it says anything new
     */
    boolean keepAhead(ChildOrder child, VenueReport c) {
        String execRefId = c.execRefId();
        if (execRefId == null) {
            findings.note(c, "ExecRefID(19) is missing in a bust or a correction", true);
            return false;
        }
        Stray kept = strays.revisionOf(child, execRefId);
        if (kept == null) {
            kept = strays.revisionOf(child, c.execId());
        }
        if (kept != null && isKnown(kept, c, execRefId)) {
            findings.note(c, "the bust or correction is known already", false);
            return false;
        }
        if (kept == null) {
            keep(c, child.childId(), c.execType());
        } else {
            revise(kept, c, execRefId);
        }
        countMissedAnew(child, c);
        return true;
    }

    /** By the venue's count, what is taken back is executed no more. */
    private void countMissedAnew(ChildOrder child, VenueReport c) {
        Quantity cumQty = c.cumQty();
        if (!child.missedQty().isPositive() || cumQty == null) {
            return;
        }
        Quantity missed = cumQty.minus(child.cumQty()).max(Quantity.ZERO);
        if (!missed.equals(child.missedQty())) {
            turn.emit(new Event.ExecutionMissed(child.childId(), missed));
        }
    }

    /** A correction has come of which a bust or another correction has come before: that counts at once. */
    void reviseWhatCameAhead(ChildOrder child, VenueReport c) {
        Stray ahead = strays.isEmpty() || c.execType() != ExecType.TRADE_CORRECT ? null : strays.revisionOf(child, c.execId());
        if (ahead != null && ahead.isOpen() && child.fillKnownAs(c.execId()) != null) {
            revisions.revise(child, c.execId(), ahead);
            turn.emit(new Event.StraySettled(ahead.strayId(), null, "what it is about has come, and counts as revised"));
        }
    }

    /** Whether a person of ours has found an order for it already: to book it once more would double it. */
    boolean isBookedByHand(Stray stray, VenueReport c) {
        Stray.Settlement settlement = stray.settlement();
        if (settlement == null || !settlement.isAssigned()) {
            return false;
        }
        findings.note(c, "the execution was assigned by hand, by " + settlement.user() + ": it is not booked once more", true);
        return true;
    }

    /** Books an execution of which something was heard before. */
    void book(ChildOrder child, Stray stray, VenueReport c) {
        Price told = c.lastPx();
        if (told == null) {
            throw new IllegalStateException("an execution without a price is not booked: " + c);
        }
        if (stray.execIds().size() > 1 || stray.isAheadOfItsTrade()) {
            Stray.Standing now = stray.standing();
            Price px = now.lastPx() == null ? told : now.lastPx();
            missNoMore(child, stray, c.lastQty());
            turn.emit(new Event.RevisedFillCame(turn.nextId(), child.childId(), stray.strayId(), c.execId(), c.lastQty(), told, c.cumQty(), c.tradeDate(),
                    stray.execIdsBut(c.execId()), now.isBusted() ? null : now.lastQty(), now.isBusted() ? null : px));
            return;
        }
        turn.emit(new Event.OrderFilled(turn.nextId(), child.childId(), c.execId(), c.lastQty(), told, c.cumQty(), c.tradeDate()));
        if (stray.isOpen()) {
            turn.emit(new Event.StraySettled(stray.strayId(), null, "the venue has reported it as that of an order that we know"));
        }
    }

    /** By the venue's count before its bust it was missed, and the bust did not say how much is. */
    private void missNoMore(ChildOrder child, Stray stray, Quantity lastQty) {
        if (stray.standing().isBusted() && stray.told().venueCumQty() == null && child.missedQty().isPositive()) {
            turn.emit(new Event.ExecutionMissed(child.childId(), child.missedQty().minus(lastQty).max(Quantity.ZERO)));
        }
    }

    // What is kept

    /** @return its number; 0 if there is no room */
    private long keep(VenueReport c, long childId, ExecType execType) {
        long strayId = strays.isFull() ? 0 : turn.nextId();
        turn.emit(new Event.StrayExecution(strayId, childId, execType, execType == ExecType.TRADE ? null : c.execRefId(), c.venue(), c.clOrdId(),
                c.venueOrderId(), c.execId(), c.symbol(), c.side(), c.lastQty(), c.lastPx(), c.cumQty(), c.tradeDate(), Findings.textOf(c)));
        return strayId;
    }

    private static boolean isKnown(Stray stray, VenueReport c, String execRefId) {
        boolean isBust = c.execType() == ExecType.TRADE_CANCEL;
        return stray.execIds().contains(execRefId) && stray.execIds().contains(c.execId())
                && (!c.execId().equals(execRefId) || stray.standing().isBusted() == isBust && (isBust || isAsItStands(stray, c.lastQty(), c.lastPx())));
    }

    private static boolean isAsItStands(Stray stray, Quantity lastQty, @Nullable Price lastPx) {
        return stray.standing().equals(new Stray.Standing(false, lastQty, lastPx));
    }

    /** What is busted stays so, whatever correction comes behind; what names the revision of a revision adds a name. */
    private void revise(Stray stray, VenueReport c, String execRefId) {
        Stray.Standing now = stray.standing();
        if (!stray.execIds().contains(execRefId)) {
            turn.emit(new Event.StrayRevised(stray.strayId(), execRefId, now.isBusted() ? null : now.lastQty(), now.isBusted() ? null : now.lastPx()));
        } else if (now.isBusted() || c.execType() == ExecType.TRADE_CANCEL) {
            turn.emit(new Event.StrayRevised(stray.strayId(), c.execId(), null, null));
        } else {
            turn.emit(new Event.StrayRevised(stray.strayId(), c.execId(), c.lastQty(), c.lastPx()));
        }
    }
}
