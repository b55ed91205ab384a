package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.OnConditions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/** The terms, quantity and price, that a venue's report shows an order with, against those that we have and have asked for. Only questions. */
record ShownTerms(ChildOrder child, VenueReport report) {

    /** OrderQty(38) as it is there; ours if the venue says nothing of it. */
    Quantity orderQty() {
        return orderQtyOr(child.orderQty(), report.ordStatus() == OrdStatus.FILLED ? report.cumQty() : report.orderQty());
    }

    /** OrderQty(38) of the report. @param otherwise if it has none */
    Quantity orderQtyOr(Quantity otherwise) {
        return orderQtyOr(otherwise, report.orderQty());
    }

    private static Quantity orderQtyOr(Quantity otherwise, @Nullable Quantity told) {
        return told != null && told.isPositive() ? told : otherwise;
    }

    /** OrderQty(38) and Price(44) of the report, as far as it has them. @param otherwise what it does not say */
    Conditions shownOr(Conditions otherwise) {
        Conditions shown = otherwise.withQty(orderQtyOr(otherwise.orderQty()));
        shown = isAt(shown) ? shown : shown.withPrice(report.price());
        return isOn(shown) ? shown : shown.with(shown.instructions().withStopPx(report.stopPx()));
    }

    /** Price(44) of the report is that one, or it has none, or it moves with the market there. */
    private boolean isAt(Conditions those) {
        return report.price() == null || report.price().equals(those.price()) || those.hasMovingPrice();
    }

    /** StopPx(99) of the report is that one, or it has none, or none is waited for, or it moves with the market there. */
    private boolean isOn(Conditions those) {
        Price stopPx = those.instructions().stopPx();
        return report.stopPx() == null || those.isTrailing() || stopPx == null || report.stopPx().equals(stopPx);
    }

    /** Whether the venue has it on other terms than we do. */
    boolean areOthers() {
        boolean isLarger = child.ended() == Ended.NOT && orderQty().exceeds(child.orderQty());
        boolean isAnotherPrice = !isAt(child.conditions()) || !isOn(child.conditions());
        return isLarger || child.isLive() && (isAnotherPrice || !orderQty().equals(child.orderQty()));
    }

    private boolean are(OnConditions those) {
        return those.orderQty().equals(report.orderQty()) && isAt(those.conditions()) && isOn(those.conditions());
    }

    private boolean areNewOnesOf(ChildOrder.PendingReplace replace) {
        return are(replace) && !are(child);
    }

    boolean isInOldName() {
        return report.requestId() == child.childId() || report.requestId() == child.currentRequestId();
    }

    /** There are venues that go on using an order's first name, or its last. Only what they say of its terms tells an answer from an older report that comes again. */
    boolean answer(ChildOrder.PendingReplace replace) {
        return report.requestId() == replace.requestId() || answerInOldName(replace);
    }

    /** By an old name, for a quantity that nobody has asked for now: the venue has made that of it or, as likely, tells an older one again. */
    boolean mayBeOfAnotherThan(ChildOrder.PendingReplace replace) {
        return report.requestId() != replace.requestId() && report.orderQty() != null && !replace.orderQty().equals(report.orderQty())
                && !areCutToWhatIsExecuted(replace);
    }

    /** More was executed than is asked for: the venue has brought the order down to that, and so to its end. An older report would count less. */
    boolean areCutToWhatIsExecuted(ChildOrder.PendingReplace replace) {
        Quantity cumQty = child.cumQty();
        return report.ordStatus() == OrdStatus.FILLED && cumQty.exceeds(replace.orderQty()) && cumQty.equals(report.cumQty())
                && cumQty.equals(report.orderQty());
    }

    private boolean answerInOldName(ChildOrder.PendingReplace replace) {
        if (!isInOldName() || areOfAnotherThan(replace)) {
            return false;
        }
        if (isTheOnlyOne() && are(replace)) {
            return true; // one that leaves quantity and prices as they are shows no others
        }
        boolean isOfOldQuantity = child.orderQty().equals(report.orderQty());
        boolean isOfOldPrice = isAt(child.conditions()) && isOn(child.conditions());
        return !(isOfOldQuantity && (isOfOldPrice || !replace.orderQty().equals(child.orderQty())));
    }

    /** It is the first one that its venue is asked for, so that no report is about an older one. */
    private boolean isTheOnlyOne() {
        return child.currentRequestId() == child.childId() && child.undoneReplaces().isEmpty();
    }

    /** Whether the replace is done: its name shows it, or its terms; a quantity that has changed does, whatever the venue made of the one that was asked for. */
    boolean showDone(ChildOrder.PendingReplace replace) {
        return report.requestId() == replace.requestId() || areNewOnesOf(replace)
                || !orderQtyOr(child.orderQty()).equals(child.orderQty()) && !areOfAnotherThan(replace);
    }

    /** The terms are those of a replace that we had given up. */
    private boolean areOfAnotherThan(ChildOrder.PendingReplace replace) {
        return !are(replace) && child.undoneReplaces().stream().anyMatch(this::areNewOnesOf);
    }

    /** The one of its replaces that is told of though we had given it up; by an old name, only the terms say which one it is. */
    ChildOrder.@Nullable PendingReplace undoneReplace() {
        for (ChildOrder.PendingReplace undone : child.undoneReplaces().reversed()) {
            if (report.requestId() == undone.requestId() || isInOldName() && areNewOnesOf(undone)) {
                return undone;
            }
        }
        return null;
    }
}
