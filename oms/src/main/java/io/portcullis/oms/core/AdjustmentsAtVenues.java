package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.RejectedBecause;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the parts of an adjusted order that venues have: they keep the old terms until the venue shows the new ones, and are taken back where it will not. What is
 * at a venue on old terms counts for the order as so many new shares, and nothing is sent anew before it is gone.
 */
final class AdjustmentsAtVenues {

    private final ShardState state;
    private final Market market;
    private final Findings findings;
    private final Turn turn;
    private CorporateActionRules rules = CorporateActionRules.DEFAULT;

    AdjustmentsAtVenues(ShardState state, Market market, Turn turn) {
        this.state = state;
        this.market = market;
        this.findings = new Findings(turn);
        this.turn = turn;
    }

    void rules(CorporateActionRules changed) {
        rules = changed;
    }

    CorporateActionRules rules() {
        return rules;
    }

    /** Its order was adjusted: what is done about it at once. */
    void adjusted(ChildOrder child) {
        if (!child.isLive() || !child.isOnOldTerms()) {
            return;
        }
        if (rules.at(child.venue()) == CorporateActionRules.AtVenue.KEEPS || !child.isAcknowledged()) { // no venue adjusts what it may not have
            takeBack(child);
        } else if (isTradedOnNewTerms(child.parent()) && state.venues().isConnected(child.venue(), child.session())) {
            findings.ask(child); // the venue should have done it in the morning
        }
    }

    /** Before anything else is made of a report: it may show that the venue has adjusted it. */
    void look(ChildOrder child, VenueReport c) {
        if (child.isOnOldTerms() && child.isLive() && showsNewTerms(child, c)) {
            turn.emit(new Event.ChildOrderAdjusted(child.childId(), shown(child, c), count(child, c)));
            takeBackIfWorse(child);
        }
    }

    /** It is on new terms since this report, or on such that a venue which adjusts by itself may well show: nobody need ask. */
    boolean explains(ChildOrder child, VenueReport c, boolean wasOnOldTerms) {
        if (wasOnOldTerms && !child.isOnOldTerms()) {
            findings.missed(child, c.cumQty());
            return true;
        }
        if (rules.at(child.venue()) != CorporateActionRules.AtVenue.ADJUSTS || state.dayEnded() == null || !new ShownTerms(child, c).areOthers()) {
            return false;
        }
        findings.note(c, "the venue has adjusted it, and no corporate action is applied to the order", true); // what it counts as executed is in other shares
        return true;
    }

    /** After a report: what is still on old terms where it should not be is taken back. */
    void lookAgain(ChildOrder child, VenueReport c) {
        if (!child.isOnOldTerms() || !child.isLive() || child.hasPendingRequest()) {
            return;
        }
        if (c.execType() == ExecType.ORDER_STATUS && isTradedOnNewTerms(child.parent())) {
            takeBackFromTheMorningOn(child, c);
        } else if (rules.at(child.venue()) == CorporateActionRules.AtVenue.KEEPS) {
            takeBack(child);
        }
    }

    /** A cancel that was refused while the venue was closed is asked for again. To one that it can't do, a venue that still shows the order would say the same again. */
    private void takeBackFromTheMorningOn(ChildOrder child, VenueReport c) {
        RejectedBecause why = child.whyNotCanceled();
        boolean isFutile = why == RejectedBecause.TOO_LATE || why == RejectedBecause.UNKNOWN_ORDER;
        findings.note(c, "the venue has the order as it was before a corporate action: " + (isFutile ? "it refuses to cancel it" : "it is taken back"), true);
        if (!isFutile) {
            turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
        }
    }

    /** The market trades on the new terms already. */
    private boolean isTradedOnNewTerms(ParentOrder order) {
        return state.dayEnded() == null && order.adjusted() != null && order.adjusted().exDay() <= state.today();
    }

    private void takeBack(ChildOrder child) {
        RejectedBecause why = child.whyNotCanceled();
        if (!child.hasPendingRequest() && (why == null || why == RejectedBecause.LOST)) {
            turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
        }
    }

    // What the venue shows

    private boolean showsNewTerms(ChildOrder child, VenueReport c) {
        if (!child.symbol().equals(child.parent().terms().symbol())) {
            return c.symbol().equals(child.parent().terms().symbol());
        }
        boolean isSaid = c.execType() == ExecType.RESTATED;
        Quantity orderQty = c.orderQty();
        if (!child.speaks().isOne() && orderQty != null && !orderQty.equals(child.orderQty())) {
            return orderQty.isPositive() && (isSaid || isAsExpected(child, orderQty));
        }
        Conditions expected = expected(child); // in whole lots its quantity may be the same as before
        return isOther(c.price(), child.price(), expected.price(), isSaid)
                || isOther(c.stopPx(), child.instructions().stopPx(), expected.instructions().stopPx(), isSaid);
    }

    private static boolean isOther(@Nullable Price shown, @Nullable Price before, @Nullable Price expected, boolean isSaid) {
        return shown != null && before != null && !shown.equals(before) && (isSaid || shown.equals(expected));
    }

    /** Venues round in ways of their own. */
    private boolean isAsExpected(ChildOrder child, Quantity shown) {
        Quantity least = child.speaks().down(child.orderQty(), lot(child)).minus(lot(child));
        Quantity most = child.speaks().up(child.orderQty(), lot(child));
        return shown.compareTo(least) >= 0 && shown.compareTo(most) <= 0;
    }

    private Quantity lot(ChildOrder child) {
        Instrument instrument = market.instruments().bySymbol(child.parent().terms().symbol());
        return instrument == null ? new Quantity(1) : instrument.lot();
    }

    /** As the order is, in the venue's quantity. */
    private Conditions expected(ChildOrder child) {
        return child.inItsWords(child.parent().terms().conditions()).withTimeOf(child.conditions()).withQty(child.speaks().down(child.orderQty(), lot(child)));
    }

    private Conditions shown(ChildOrder child, VenueReport c) {
        return new ShownTerms(child, c).shownOr(expected(child));
    }

    /** By our count, unless the venue's is the same but for a fraction. */
    private static Quantity count(ChildOrder child, VenueReport c) {
        Quantity ours = child.cumQtyOnceAdjusted();
        Quantity theirs = c.cumQty();
        boolean isNearlyOurs = theirs != null && theirs.exceeds(ours) && theirs.minus(ours).compareTo(Quantity.of(1)) < 0;
        return theirs != null && isNearlyOurs && !child.speaks().isOne() ? theirs : ours;
    }

    /** At a price that the order does not allow now. */
    private void takeBackIfWorse(ChildOrder child) {
        if (child.isLive() && !CareOrders.isWithin(child.parent().terms(), child.conditions())) {
            takeBack(child);
        }
    }
}
