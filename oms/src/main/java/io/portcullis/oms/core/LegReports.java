package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LegFact.Which;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.LegFills;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of what venues report of the single legs of multi-leg orders, MultiLegReportingType(442)=2: it is recorded and told on, once, and counts for nothing:
 * what is executed of the order says the report of the strategy.
 */
final class LegReports {

    private final Findings findings;
    private final Turn turn;

    LegReports(Findings findings, Turn turn) {
        this.findings = findings;
        this.turn = turn;
    }

    /** An order without legs has none, whatever a venue says. */
    static boolean hasLegs(ChildOrder child) {
        return child.conditions().instructions().strategy() != null;
    }

    /** What does not say that it is about a leg counts for the order; where it has the symbol of a leg, somebody has to look whether the venue means that. */
    void alarmIfItMayBeOfALeg(ChildOrder child, VenueReport c) {
        Strategy strategy = child.conditions().instructions().strategy();
        if (strategy != null && c.lastQty().isPositive() && !c.symbol().equals(child.parent().terms().symbol()) && strategy.has(c.symbol())) {
            findings.note(c,
                    "Symbol(55) " + c.symbol()
                            + " is that of a leg, and MultiLegReportingType(442) does not say that the report is of one: it counts for the order",
                    true);
        }
    }

    /** By the OrderID(37) of a venue that gives no name of ours: of a multi-leg order with such a leg. Null if there is none, or several. */
    static @Nullable ChildOrder childOf(Command.LegReport c, ShardState state) {
        String venueOrderId = c.report().venueOrderId();
        String symbol = c.symbol().isEmpty() ? c.report().symbol() : c.symbol();
        ChildOrder found = null;
        for (ParentOrder order : venueOrderId.isEmpty() ? List.<ParentOrder>of() : state.openOrdersByAge()) {
            Strategy strategy = order.terms().instructions().strategy();
            for (ChildOrder child : strategy != null && strategy.has(symbol) ? order.children() : List.<ChildOrder>of()) {
                if (child.venue().equals(c.venue()) && venueOrderId.equals(child.venueOrderId())) {
                    if (found != null) {
                        return null;
                    }
                    found = child;
                }
            }
        }
        return found;
    }

    void report(ChildOrder child, Command.LegReport c) {
        VenueReport report = c.report();
        Which which = which(child, c);
        switch (report.execType()) {
            case TRADE -> execution(child, which, report);
            case TRADE_CANCEL, TRADE_CORRECT -> revision(child, which, report);
            case NEW, DONE_FOR_DAY, CANCELED, REPLACED, PENDING_CANCEL, STOPPED, REJECTED, SUSPENDED, PENDING_NEW, CALCULATED, EXPIRED, RESTATED,
                    PENDING_REPLACE,
                    ORDER_STATUS, TRIGGERED -> findings.note(report,
                            "of a single leg, " + which.symbol() + ", ExecType(150) " + report.execType().code() + ": what becomes of the order says no leg",
                            false);
        }
    }

    private Which which(ChildOrder child, Command.LegReport c) {
        VenueReport report = c.report();
        Side orderSide = child.parent().terms().side();
        Strategy strategy = child.conditions().instructions().strategy();
        Side told = c.symbol().isEmpty() ? report.side() : c.side() == null ? report.side() : c.side();
        String symbol = c.symbol().isEmpty() ? report.symbol() : c.symbol();
        Leg leg = strategy == null ? null : strategy.leg(c.refId(), symbol, told, orderSide);
        leg = leg == null && strategy != null ? strategy.leg(c.refId(), symbol, null, orderSide) : leg;
        if (leg == null) {
            findings.note(report, "the order has no leg of LegRefID(654) " + c.refId() + ", " + symbol + ": what is reported of it is kept", true);
            return new Which(c.refId(), symbol, (told == null ? orderSide : told).ofOneInstrument());
        }
        return new Which(leg.refId() == null ? c.refId() : leg.refId(), leg.symbol(), leg.sideIn(orderSide));
    }

    private void execution(ChildOrder child, Which which, VenueReport c) {
        Price lastPx = c.lastPx();
        if (!c.lastQty().isPositive() || lastPx == null) {
            findings.note(c, "an execution of a leg needs LastQty(32) and LastPx(31), was " + c.lastQty() + " at " + lastPx, true);
            return;
        }
        LegFills.LegFill known = child.legFills().find(which, c.execId(), c.tradeDate());
        if (known != null && known.execId() != 0) {
            findings.note(c, "the execution of the leg is known already", false);
        } else if (known != null && known.isBusted()) {
            findings.note(c, "the execution of the leg came behind its bust: it never was", false);
        } else {
            findings.acknowledgeByTheWay(child, c);
            Quantity correctedQty = known == null ? null : known.lastQty();
            Price correctedPx = known == null ? null : known.lastPx();
            turn.emit(new Event.LegReported(child.childId(), new LegFact.Filled(turn.nextId(), which, c.execId(),
                    correctedQty == null ? c.lastQty() : correctedQty, correctedPx == null ? lastPx : correctedPx, c.tradeDate())));
        }
    }

    private void revision(ChildOrder child, Which which, VenueReport c) {
        boolean isBust = c.execType() == ExecType.TRADE_CANCEL;
        Price lastPx = c.lastPx();
        String execRefId = c.execRefId();
        if (execRefId == null) {
            findings.note(c, "ExecRefID(19) is missing in a bust or a correction of a leg", true);
        } else if (!isBust && (!c.lastQty().isPositive() || lastPx == null)) {
            findings.note(c, "a correction of a leg needs LastQty(32) and LastPx(31), was " + c.lastQty() + " at " + lastPx, true);
        } else {
            LegFills.LegFill fill = child.legFills().find(which, execRefId, null);
            if (isDone(child, which, c, fill, isBust)) {
                findings.note(c, "the bust or correction of the leg is done already", false);
            } else {
                turn.emit(new Event.LegReported(child.childId(), revised(which, c, execRefId, fill, isBust ? null : lastPx)));
            }
        }
    }

    /** @param lastPx null for a bust */
    private LegFact revised(Which which, VenueReport c, String execRefId, LegFills.@Nullable LegFill fill, @Nullable Price lastPx) {
        if (fill == null || fill.execId() == 0) {
            return new LegFact.RevisedAhead(which, execRefId, c.execId(), lastPx == null ? null : c.lastQty(), lastPx);
        }
        return lastPx == null ? new LegFact.Busted(turn.nextId(), fill.execId(), c.execId())
                : new LegFact.Corrected(turn.nextId(), fill.execId(), c.execId(), c.lastQty(), lastPx);
    }

    /** A venue may call a bust or a correction by the name of what it is about; what is busted stays so. */
    private static boolean isDone(ChildOrder child, Which which, VenueReport c, LegFills.@Nullable LegFill fill, boolean isBust) {
        if (fill != null && fill.isBusted()) {
            return true;
        }
        if (!c.execId().equals(c.execRefId())) {
            return child.legFills().find(which, c.execId(), null) != null;
        }
        return fill != null && !isBust && c.lastQty().equals(fill.lastQty()) && fill.lastPx() != null && fill.lastPx().equals(c.lastPx());
    }
}
