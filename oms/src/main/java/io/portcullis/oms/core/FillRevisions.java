package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Quantity;

/** Decides what busts and corrections do to fills that are booked. */
final class FillRevisions {

    /** What became of one. */
    enum Outcome {
        DONE, NOT_DONE, NO_SUCH_FILL
    }

    private final Findings findings;
    private final Turn turn;

    FillRevisions(Findings findings, Turn turn) {
        this.findings = findings;
        this.turn = turn;
    }

    /** Busts or corrects the fill that ExecRefID(19) names. */
    Outcome revise(ChildOrder child, VenueReport c) {
        boolean isBust = c.execType() == ExecType.TRADE_CANCEL;
        if (!isBust && (!c.lastQty().isPositive() || c.lastPx() == null)) {
            findings.note(c, "a correction needs LastQty(32) and LastPx(31), was " + c.lastQty() + " at " + c.lastPx(), true);
            return Outcome.NOT_DONE;
        }
        if (isDone(child, c)) {
            findings.note(c, "the bust or correction is done already", false);
            return Outcome.NOT_DONE;
        }
        Fill fill = c.execRefId() == null ? null : child.fillKnownAs(c.execRefId());
        if (fill == null) {
            return Outcome.NO_SUCH_FILL;
        }
        if (fill.isBusted()) {
            findings.note(c, "the execution is busted already", false);
            return Outcome.NOT_DONE;
        }
        turn.emit(isBust || c.lastPx() == null ? new Event.FillBusted(turn.nextId(), child.childId(), fill.execId(), c.execId())
                : new Event.FillCorrected(turn.nextId(), child.childId(), fill.execId(), c.execId(), c.lastQty(), c.lastPx()));
        return Outcome.DONE;
    }

    private static boolean isDone(ChildOrder child, VenueReport c) {
        if (c.execId().equals(c.execRefId())) {
            return false;
        }
        for (Fill fill : child.fills()) {
            if (fill.isKnownAs(c.execId())) {
                return true;
            }
        }
        return false;
    }

    /** Does to a fill what a bust or a correction of it said before it came. */
    void revise(ChildOrder child, String execId, Stray ahead) {
        Fill fill = child.fillKnownAs(execId);
        if (fill == null || fill.isBusted()) {
            return;
        }
        Quantity lastQty = ahead.standing().lastQty();
        String lastName = ahead.execIds().getLast();
        turn.emit(ahead.standing().isBusted() || ahead.standing().lastPx() == null
                ? new Event.FillBusted(turn.nextId(), child.childId(), fill.execId(), lastName)
                : new Event.FillCorrected(turn.nextId(), child.childId(), fill.execId(), lastName, lastQty, ahead.standing().lastPx()));
    }
}
