package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import java.util.Objects;

/** Decides what it means that a venue has an order on other terms: as we have asked, as we had given up asking, or as nobody has. */
final class VenueReplaces {

    private final Findings findings;
    private final Turn turn;

    VenueReplaces(Findings findings, Turn turn) {
        this.findings = findings;
        this.turn = turn;
    }

    /** ExecType(150) Replaced. */
    void replaced(ChildOrder child, VenueReport c) {
        ShownTerms terms = new ShownTerms(child, c);
        ChildOrder.PendingReplace replace = child.pendingReplace();
        if (replace != null && terms.answer(replace) && !terms.mayBeOfAnotherThan(replace)) {
            findings.acknowledgeByTheWay(child, c);
            done(replace, terms);
            return;
        }
        ChildOrder.PendingReplace undone = terms.undoneReplace();
        if (replace != null && terms.answer(replace)) {
            findings.note(c, "replaced to what nobody has asked for, by an old name: it may be told again", false);
            findings.ask(child);
        } else if (undone != null && child.ended() == Ended.NOT) {
            replacedAfterAll(undone, terms);
        } else {
            findings.note(c, "replaced, but that is known or too late to matter", false);
            askWhetherReplacedAfterAll(terms);
        }
    }

    /** On the terms that the venue shows. */
    void done(ChildOrder.PendingReplace replace, ShownTerms terms) {
        turn.emit(new Event.ChildOrderReplaced(replace.requestId(), terms.child().childId(), terms.shownOr(replace.conditions())));
    }

    /** By an old name, one that we had given up cannot be told from one that is told again. */
    private void askWhetherReplacedAfterAll(ShownTerms terms) {
        ChildOrder child = terms.child();
        if (terms.isInOldName() && terms.areOthers() && child.isLive() && !child.undoneReplaces().isEmpty()) {
            findings.ask(child);
        }
    }

    /**
     * We had given that replace up. One that comes behind a later one, or by an old name, may be one that is told again: for less than we count there it is not taken on
     * before the venue has said so again, because the rest would be sent elsewhere.
     */
    private void replacedAfterAll(ChildOrder.PendingReplace undone, ShownTerms terms) {
        ChildOrder child = terms.child();
        boolean isNew = terms.report().requestId() == undone.requestId() && undone.requestId() > child.currentRequestId();
        if (isNew || terms.orderQtyOr(undone.orderQty()).exceeds(child.orderQty())) {
            takeOver(undone, terms);
        } else {
            findings.note(terms.report(), "a replace that was given up is told of late", false);
            if (child.isLive()) {
                findings.ask(child);
            }
        }
    }

    private void takeOver(ChildOrder.PendingReplace undone, ShownTerms terms) {
        findings.note(terms.report(), "replaced after all", true);
        takeOver(terms.child(), undone.requestId(), terms.shownOr(undone.conditions()));
    }

    /** What the venue says is how it is there: what is then too much, or at another price, is called back. */
    private void takeOver(ChildOrder child, long requestId, Conditions there) {
        turn.emit(new Event.ChildOrderReplaced(requestId, child.childId(), there));
        ParentOrder order = child.parent();
        if (child.isLive() && !child.hasPendingRequest() && order.pendingReplace() == null && isAtOtherPrices(child, order.terms().conditions())) {
            turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
        }
    }

    private static boolean isAtOtherPrices(ChildOrder child, Conditions wanted) {
        if (child.conditions().hasMovingPrice()) {
            return false;
        }
        Instructions asked = child.inItsWords(wanted).instructions();
        return !Objects.equals(child.price(), wanted.price()) || !Objects.equals(child.instructions().stopPx(), asked.stopPx())
                || !Objects.equals(child.instructions().discretion(), asked.discretion());
    }

    /** Nothing is pending: where the venue has the order on other terms than we do, what may be executed there is for the venue to say. */
    void takeOverDifference(ShownTerms terms) {
        if (!terms.areOthers()) {
            return;
        }
        ChildOrder child = terms.child();
        VenueReport c = terms.report();
        ChildOrder.PendingReplace undone = terms.undoneReplace();
        if (undone != null && c.ordStatus() != OrdStatus.FILLED) {
            takeOver(undone, terms);
        } else {
            Quantity orderQty = terms.orderQty();
            findings.note(c, "the venue has it for " + orderQty + " at " + c.price() + ", we for " + child.orderQty() + " at " + child.price(), true);
            takeOver(child, child.currentRequestId(), terms.shownOr(child.conditions()).withQty(orderQty));
        }
    }
}
