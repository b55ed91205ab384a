package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LastPointFact;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenuePhases;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what an event is, for people. */
final class EventText {

    private static final int MOST_NAMED = 10;

    private final Ids ids;
    private final CareText care;
    private final DeskText desk;

    EventText(Ids ids) {
        this.ids = ids;
        this.care = new CareText(ids);
        this.desk = new DeskText(EventText::conditions);
    }

    String of(Event event) {
        return switch (event) {
            case Event.OrderAccepted e -> "Accepted: " + terms(e.terms()) + workedHere(e);
            case Event.OrderParked _ -> "No venue waits for its stop price any more: kept here until it is reached";
            case Event.OrderTriggered e -> "Triggered here by " + e.price();
            case Event.OrderTrailed e -> "Stop price has followed the market to " + e.stopPx() + (e.price() == null ? "" : ", limit to " + e.price());
            case Event.OrderRestated e -> "Goes on in a new trading day" + (e.execId() == Event.NOT_TOLD ? "" : ": restated to the client");
            case Event.OrderAdjusted e -> adjusted(e.to());
            case Event.ChildOrderAdjusted e -> child(e.childId()) + "adjusted by its venue: " + conditions(e.conditions());
            case Event.CorporateActionTold e -> told(e.fact());
            case Event.LimitsTold e -> told(e.fact());
            case Event.PositionsTold e -> told(e.fact());
            case Event.KillTold e -> KillText.of(e.fact());
            case Event.OrderKilled e -> "Called back from the venues, kill " + e.killId();
            case Event.LastPointTold e -> told(e.fact());
            case Event.OrderRouted e -> RoutingText.of(e);
            case Event.LookAlikeNoticed e -> "Looks like order " + ids.orderId(e.otherOrderId()) + ", which came " + e.ageNanos() / 1_000_000 + "ms before";
            case Event.OverridesTold e -> OverrideText.of(e.fact());
            case Event.OrderOverridden e -> OverrideText.of(e);
            case Event.LocatesTold e -> told(e.fact());
            case Event.MarketTold e -> MarketText.of(e.fact());
            case Event.ChildOrderTriggered e -> child(e.childId()) + because("triggered by the venue", e.text());
            case Event.OrderRefused e -> "Refused: " + objections(e.objections());
            case Event.MessageRefused e -> e.refMsgType() + " message " + e.refSeqNum() + " refused: " + e.objection().text();
            case Event.CancelRequested e -> "Client asks for the cancel (" + e.clOrdId() + ")";
            case Event.OrderWorked e -> care.of(e);
            case Event.DeskActed e -> desk.of(e);
            case Event.CancelOrdered e -> e.user() + " cancels it: " + e.reason();
            case Event.DisconnectCancelOrdered e -> "Called back from the venues, " + e.reason();
            case Event.MassCancelOrdered e -> "Client asks for the cancel, with others (" + e.clOrdId() + ")";
            case Event.MassCancelAccepted e -> "Client asks for the cancel of orders (" + e.clOrdId() + "), " + e.terms().which().text() + ": " + e.orders();
            case Event.MassCancelRefused e -> "Mass cancel " + e.clOrdId() + " refused: " + e.objection().text();
            case Event.MassCancelDone e -> "The venues were asked for all orders of mass cancel " + e.clOrdId();
            case Event.MassStatusAccepted e -> "Client asks for the status of orders (" + e.massStatusReqId() + "), " + e.which().text() + ": " + e.orders();
            case Event.MassStatusRefused e -> "Mass status request " + e.massStatusReqId() + " refused: " + e.objection().text();
            case Event.MassStatusReported e -> "Client asked for the status, with others (" + e.massStatusReqId() + ")";
            case Event.MassStatusDone e -> "All orders of mass status request " + e.massStatusReqId() + " are reported";
            case Event.CancelFailed e -> because("The venues did not let go of it", e.text());
            case Event.ExpiryDue _ -> "Its time is over: called back from the venues";
            case Event.ReplaceQueued e -> "Client asks for another replace (" + e.clOrdId() + ") to " + conditions(e.conditions()) + account(e.account())
                    + ", which waits for its turn";
            case Event.ReplaceRequested e -> "Client asks for the replace (" + e.clOrdId() + ") to " + conditions(e.conditions())
                    + account(e.account());
            case Event.RequestRefused e -> (e.responseTo() == Event.ResponseTo.CANCEL ? "Cancel " : "Replace ") + e.clOrdId() + " refused: "
                    + e.objection().text();
            case Event.OrderReplaced e -> "Replaced (" + e.clOrdId() + "): " + conditions(e.conditions()) + account(e.account())
                    + (e.isSentAnew() ? ", sent to venues anew" : "");
            case Event.OrderCanceled e -> because("Canceled", e.text());
            case Event.OrderExpired e -> because("Expired", e.text());
            case Event.OrderDoneForDay e -> because("Done for the day", e.text());
            case Event.OrderRejected e -> because("Rejected", e.text());
            case Event.StatusReported e -> "Client asked for the status (" + (e.clOrdId().isNone() ? "by OrderID" : e.clOrdId()) + ")";
            case Event.ChildOrderCreated e -> child(e.childId()) + conditions(e.conditions()) + " to " + e.venue()
                    + (e.session() == null ? "" : " over session " + e.session());
            case Event.ChildOrderMoved e -> child(e.childId()) + "its session is down: requests about it go over "
                    + (e.session() == null ? "the venue's first session" : "session " + e.session());
            case Event.ChildOrderAcknowledged e -> child(e.childId()) + "accepted by the venue as " + e.venueOrderId();
            case Event.ChildOrderRejected e -> child(e.childId()) + because("rejected by the venue", e.text());
            case Event.ChildOrderCanceled e -> child(e.childId()) + because("canceled", e.text());
            case Event.ChildOrderExpired e -> child(e.childId()) + because("expired", e.text());
            case Event.ChildOrderDoneForDay e -> child(e.childId()) + because("done for the day", e.text());
            case Event.ChildOrderWithdrawn e -> child(e.childId()) + because("withdrawn, it was never sent to the venue", e.text());
            case Event.ChildCancelRequested e -> child(e.childId()) + "cancel sent to the venue";
            case Event.ChildReplaceRequested e -> child(e.childId()) + "replace sent to the venue: " + conditions(e.conditions());
            case Event.ChildOrderReplaced e -> child(e.childId()) + "replaced at the venue: " + conditions(e.conditions());
            case Event.ChildRequestRejected e -> child(e.childId()) + because("the venue rejected our request", e.text());
            case Event.ExecutionMissed e -> child(e.childId()) + "the venue counts " + e.quantity() + " more as executed than it has reported";
            case Event.ChildStatusRequested e -> child(e.childId())
                    + (e.isRoutine() ? "its status is asked for, as whenever a day begins or the venue is back"
                            : "no answer from the venue: its status is asked for");
            case Event.ChildStatusAnswered e -> child(e.childId()) + because("status cleared up", e.text());
            case Event.OrderFilled e -> child(e.childId()) + "filled " + e.lastQty() + at(e.lastPx()) + " (" + ids.execId(e.execId()) + ")";
            case Event.LegReported e -> child(e.childId()) + leg(e.fact());
            case Event.FilledByHand e -> child(e.childId()) + "filled by hand " + e.lastQty() + at(e.lastPx()) + " with " + e.counterparty() + " ("
                    + e.reference()
                    + ") by " + e.user() + ": " + e.reason() + " (" + ids.execId(e.execId()) + ")";
            case Event.FillBusted e -> child(e.childId()) + "execution " + ids.execId(e.bustedExecId()) + " was busted";
            case Event.FillCorrected e -> child(e.childId()) + "execution " + ids.execId(e.correctedExecId()) + " was corrected to " + e.lastQty()
                    + at(e.lastPx());
            case Event.VenueMessageNoted e -> e.text();
            case Event.ClientMessageNoted e -> because("MsgType(35) " + e.msgType(), e.text());
            case Event.StrayExecution e -> because(stray(e), e.text());
            case Event.StrayRevised e -> stray(e.strayId()) + (e.lastQty() == null ? "busted by the venue"
                    : "corrected by the venue to " + e.lastQty()
                            + at(e.lastPx()))
                    + ", ExecID " + e.venueExecId();
            case Event.StrayAssigned e -> stray(e.strayId()) + "assigned to " + ids.orderId(e.orderId()) + " by " + e.user() + ": " + e.reason() + " ("
                    + ids.execId(e.execId()) + ")";
            case Event.StraySettled e -> stray(e.strayId()) + (e.user() == null ? "settled: " : "dismissed by " + e.user() + ": ") + e.reason();
            case Event.StrayDenied e -> stray(e.strayId()) + "denied to the venue, DKReason(127) " + e.dkReason().code() + ", "
                    + (e.user() == null ? "as agreed" : "by " + e.user()) + ": " + e.reason();
            case Event.ChildOrderFound e -> child(e.childId()) + e.orderQty() + " found at " + e.venue() + ", which we never sent there; the venue calls it "
                    + e.venueOrderId();
            case Event.RevisedFillCame e -> child(e.childId()) + "execution " + e.venueExecId() + " of " + e.lastQty() + at(e.lastPx())
                    + (e.revisedQty() == null ? " came behind its bust: it never counted"
                            : " counts as corrected: filled " + e.revisedQty() + at(e.revisedPx()) + " (" + ids.execId(e.execId()) + ")");
            case Event.TradeDenied e -> because(e.session() + " does not know our execution (DontKnowTrade), DKReason(127) " + e.dkReason() + ", ExecID "
                    + e.toldExecId() + (e.execId() == 0 ? ", which is no fill of its order now" : ""), e.text());
            case Event.OrderListAccepted e -> "Order list " + e.name() + " accepted: " + e.orders().size() + " orders"
                    + (e.contingency() == Contingency.NONE ? "" : ", " + e.contingency().word()) + (e.waitsForExecute() ? ", waits for ListExecute(35=L)" : "");
            case Event.CrossChanged e -> cross(e.fact());
            case Event.OrderListRefused e -> "Order list " + e.name() + " refused: " + e.objection().text();
            case Event.ListCancelRequested _ -> "Client asks for the cancel of an order list";
            case Event.ListExecuted _ -> "Client lets an order list go: ListExecute(35=L)";
            case Event.ListReported e -> "Client is told how an order list stands (" + e.report() + ")";
            case Event.OrderReleased e -> e.upTo() == null ? "Let go: it works from now on" : "Let go up to " + e.upTo();
            case Event.OrderReduced e -> because("For " + e.by() + " less", e.text());
            case Event.LinkCancelOrdered e -> because("Called back from the venues", e.text());
            case Event.SessionLoggedOn e -> "Logged on" + (e.reconciles() ? ", gets nothing new before it has told how its open orders stand" : "");
            case Event.VenueReconciled e -> "Takes new orders" + (e.session() == null ? "" : " over session " + e.session()) + ": was asked about " + e.asked()
                    + " of before"
                    + (e.unanswered() == 0 ? "" : ", has let the time pass for " + e.unanswered() + " of them");
            case Event.SessionLoggedOff e -> because("Logged off", e.reason());
            case Event.DisconnectCancelPlanned e -> "What it has open will be " + e.reason();
            case Event.DisconnectCancelDue _ -> "What it has open is being canceled";
            case Event.DisconnectCancelDone _ -> "The venues were asked to cancel what it had open";
            case Event.SessionSteered e -> steered(e);
            case Event.VenueSteered e -> steered(e);
            case Event.TradingHalted e -> "Trading halted by " + e.user() + ": " + e.reason();
            case Event.TradingResumed e -> "Trading resumed by " + e.user() + ": " + e.reason();
            case Event.DayStarted e -> "Trading day " + e.tradingDay() + " began";
            case Event.DayEnded e -> "Trading day " + e.tradingDay() + " ended by " + e.user() + ": " + e.reason();
            case Event.VenueOpened e -> "Venue " + e.venue() + " opens: its trading hours begin";
            case Event.VenuePhaseBegan e -> phase(e);
            case Event.VenueDayChanged e -> "Venue " + e.venue() + (e.day() == null ? " has the hub's trading days"
                    : ": its trading day " + e.day().date() + (e.day().isOver() ? " is over" : " begins"));
            case Event.VenueClosed e -> "Venue " + e.venue() + " closes: its trading hours are over" + (e.opens().isEmpty() ? "" : ", until " + e.opens());
        };
    }

    private String leg(LegFact fact) {
        return switch (fact) {
            case LegFact.Filled f -> leg(f.leg()) + " filled " + f.lastQty() + at(f.lastPx()) + " (" + ids.execId(f.execId()) + ")";
            case LegFact.Busted f -> "execution " + ids.execId(f.bustedExecId()) + " of a leg was busted";
            case LegFact.Corrected f -> "execution " + ids.execId(f.correctedExecId()) + " of a leg was corrected to " + f.lastQty() + at(f.lastPx());
            case LegFact.RevisedAhead f -> leg(f.leg()) + ": an execution that has not come, " + f.execRefId()
                    + (f.lastQty() == null ? ", is busted" : ", is corrected to " + f.lastQty() + at(f.lastPx()));
        };
    }

    private static String leg(LegFact.Which leg) {
        return "leg " + (leg.refId().isEmpty() ? "" : leg.refId() + ", ") + leg.side().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + leg.symbol();
    }

    private static String adjusted(Adjustment to) {
        return to.isCanceled() ? "Canceled because of " + to.text()
                : "Adjusted for " + to.text() + ": " + to.symbol() + ", " + conditions(to.conditions()) + ", restated to the client";
    }

    private static String told(CorporateActionFact fact) {
        return switch (fact) {
            case CorporateActionFact.Started f -> "Applied to " + f.orders() + (f.orders() == 1 ? " order by " : " orders by ") + f.user() + ", "
                    + f.terms().text() + ": " + f.reason();
            case CorporateActionFact.Done f -> f.action() + " is applied to all orders";
        };
    }

    private static String told(PositionFact fact) {
        return switch (fact) {
            case PositionFact.Entered f -> "Positions entered by " + f.user() + ": "
                    + f.entries().stream().map(each -> each.account() + " " + each.symbol() + " " + each.before() + " to " + each.after())
                            .collect(Collectors.joining("; "))
                    + ": " + f.reason();
            case PositionFact.Marked f -> "What is held counts with the last close: "
                    + f.marks().stream().map(mark -> mark.symbol() + " " + mark.price()).collect(Collectors.joining(", "));
        };
    }

    private String told(LimitFact fact) {
        return switch (fact) {
            case LimitFact.Changed f -> "Limits changed by " + f.user() + (f.approver() == null ? "" : ", approved by " + f.approver()) + ": " + f.reason()
                    + ": " + named(f.changes());
            case LimitFact.Proposed f -> "Proposal " + f.proposalId() + " of " + f.user() + " waits for a second person: " + f.reason() + ": "
                    + named(f.changes());
            case LimitFact.Ended f -> "Proposal " + f.proposalId() + " " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ": " + f.reason();
            case LimitFact.Restricting f -> "Open orders of what is restricted now: "
                    + f.affected().stream().map(each -> each.orders() + " by limit " + each.limit()).limit(MOST_NAMED).collect(Collectors.joining(", "))
                    + (f.affected().size() > MOST_NAMED ? " and more" : "");
            case LimitFact.LeftOut f -> "Limit " + f.limit() + " on " + f.of() + " leaves out what came "
                    + (f.currency().isEmpty() ? "in a currency that is not known" : "in " + f.currency() + ", of which there is no rate");
            case LimitFact.Warned f -> "Limit " + f.limit() + " on " + f.of() + " is nearly used up: " + f.used()
                    + (f.orderId() == 0 ? "" : " with order " + ids.orderId(f.orderId()));
        };
    }

    private static String told(LastPointFact fact) {
        return switch (fact) {
            case LastPointFact.Stopped f -> "Stopped at the last point: " + f.text();
            case LastPointFact.TooManyOut f -> f.out() + " orders and replaces went to venues within " + f.seconds() + "s for " + f.orders()
                    + " orders: more than " + f.mostPerOrder() + " for each";
        };
    }

    private static String told(LocateFact fact) {
        return switch (fact) {
            case LocateFact.Added f -> "Locate " + f.locateId() + " added by " + f.user() + ": " + f.locate() + ", until "
                    + Instant.ofEpochSecond(0, f.locate().validUntil()) + ": " + f.reason();
            case LocateFact.Ended f -> "Locate " + f.locateId() + " " + f.how().name().toLowerCase(Locale.ROOT) + " by " + f.user() + ", executed on it "
                    + f.covered() + ": " + f.reason();
        };
    }

    private static String named(List<LimitChange> changes) {
        String named = changes.stream().limit(MOST_NAMED).map(LimitChange::toString).collect(Collectors.joining("; "));
        return changes.size() <= MOST_NAMED ? named : named + " and " + (changes.size() - MOST_NAMED) + " more";
    }

    private static String stray(Event.StrayExecution e) {
        String what = switch (e.execType()) {
            case TRADE_CANCEL -> "Bust of an execution that is not known, ExecRefID " + e.execRefId();
            case TRADE_CORRECT -> "Correction of an execution that is not known, ExecRefID " + e.execRefId() + ", to " + e.symbol() + " " + e.lastQty()
                    + at(e.lastPx());
            default -> "Execution of an unknown order: " + e.symbol() + " " + e.lastQty() + at(e.lastPx());
        };
        return what + ", ExecID " + e.venueExecId() + (e.strayId() == 0 ? "; there is no room to keep it" : "");
    }

    private static String workedHere(Event.OrderAccepted e) {
        String worked = !e.isWorkedHere() ? ""
                : e.terms().conditions().isTrailing() ? ", trailed and kept here until its stop price is reached"
                        : e.terms().ordType().waitsForTrigger() ? ", kept here until its stop price is reached"
                                : e.terms().instructions().display() == null ? ", kept here until a venue opens" : ", sent out from here in parts";
        return e.isTimeKeptHere() ? worked + ", sent anew each day to a venue that takes orders for the day only" : worked;
    }

    private static String account(@Nullable String account) {
        return account == null ? "" : ", for account " + account;
    }

    static String objections(List<Objection> objections) {
        return objections.stream().map(Objection::text).collect(Collectors.joining("; "));
    }

    private static String steered(Event.SessionSteered e) {
        String action = switch (e.action()) {
            case START -> "Started";
            case STOP -> "Stopped";
            case DISABLE -> "Disabled";
            case ENABLE -> "Enabled";
            case LOGOUT -> "Logout ordered";
            case SET_NUMBERS -> "Sequence numbers set";
            case RESET -> "Sequence numbers reset";
            case GAP_FILL -> "Gap fill ordered";
            case TEST_REQUEST -> "Test request ordered";
        };
        return action + " by " + e.user() + ": " + e.reason() + (e.detail().isEmpty() ? "" : " (" + e.detail() + ")");
    }

    private static String steered(Event.VenueSteered e) {
        String action = switch (e.action()) {
            case ADD -> "Venue added";
            case CHANGE -> "Venue's settings changed";
            case DRAIN -> "Venue drained";
            case RESUME -> "Venue takes orders again";
            case REMOVE -> "Venue removed";
        };
        return action + " by " + e.user() + ": " + e.reason() + (e.detail().isEmpty() ? "" : " (" + e.detail() + ")");
    }

    private static String terms(Event.OrderTerms terms) {
        return terms.side().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + terms.orderQty() + " " + terms.symbol()
                + priced(terms.conditions());
    }

    private static String conditions(Conditions c) {
        return c.orderQty() + priced(c) + (c.timeInForce() == TimeInForce.DAY ? "" : ", " + c.timeInForce().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static String priced(Conditions c) {
        Price stopPx = c.instructions().stopPx();
        return (c.price() != null ? at(c.price()) : c.ordType() == OrdType.PEGGED ? "" : " at market")
                + (stopPx == null ? "" : ", " + c.ordType().text() + at(stopPx))
                + instructions(c.instructions());
    }

    private static String peg(@Nullable Peg peg) {
        return peg == null ? "" : switch (peg.follows()) {
            case PRIMARY -> ", pegged to its own side";
            case MARKET -> ", pegged to the other side";
            case MIDPRICE -> ", pegged to the middle";
            case TRAILING_STOP -> ", trailing";
        } + (peg.offset() == 0 ? "" : " by " + peg.offsetText() + peg.offsetType().unit());
    }

    private static String instructions(Instructions i) {
        Display display = i.display();
        return peg(i.peg()) + (display == null ? "" : ", " + display + " shown") + (i.minQty() == null ? "" : ", at least " + i.minQty())
                + (i.allOrNone() ? ", all or none" : "")
                + (i.discretion() == null ? "" : ", at discretion up to " + i.discretion() + " beyond")
                + (i.postOnly() ? ", not to take" : "") + (i.strategy() == null ? "" : ", legs: " + i.strategy().text()) + activation(i.activation());
    }

    private static String activation(@Nullable Activation activation) {
        if (activation == null) {
            return "";
        }
        Activation.PriceTrigger trigger = activation.trigger();
        return (activation.time() == 0 ? "" : ", from " + Instant.ofEpochSecond(0, activation.time()) + " on") + (trigger == null ? ""
                : ", once the " + trigger.sees().text() + " of " + trigger.symbol() + " is " + trigger.price() + " or "
                        + (trigger.isRising() ? "more" : "less"));
    }

    private static String at(@Nullable Price price) {
        return price == null ? "" : " at " + price;
    }

    private static String because(String what, String why) {
        return why.isEmpty() ? what : what + ": " + why;
    }

    private String stray(long strayId) {
        return "Stray execution " + ids.strayId(strayId) + " ";
    }

    private static String cross(CrossFact fact) {
        return switch (fact) {
            case CrossFact.Accepted f -> "Cross " + f.name() + " accepted: " + f.sides().size() + " sides, " + f.terms().type();
            case CrossFact.Refused f -> "Cross " + f.name() + " refused";
            case CrossFact.Requested f -> "Client asks for something of a cross by " + f.name();
            case CrossFact.Sent f -> "Sent to the venue for " + f.requestIds().size() + " sides of a cross: 35=" + f.message().msgType();
        };
    }

    private String child(long childId) {
        return ids.venueClOrdId(childId) + " ";
    }

    private static String phase(Event.VenuePhaseBegan e) {
        if (e.phases().auctions().isEmpty()) {
            return "Venue " + e.venue() + " has no auctions that are known any more";
        }
        StringBuilder text = new StringBuilder("Venue ").append(e.venue());
        text.append(e.ended() == null ? "" : ": its " + e.ended().text() + " is over").append(": ")
                .append(e.phases().text().isEmpty() ? "its next day" : e.phases().text());
        for (VenuePhases.Standing standing : e.phases().auctions()) {
            text.append("; ").append(switch (standing.stage()) {
                case NOT_YET -> "orders for its " + standing.auction().text() + " go there from " + standing.when();
                case TAKES -> "orders for its " + standing.auction().text() + " go there until " + standing.when();
                case OVER -> standing.when().isEmpty() ? "no " + standing.auction().text() : "its " + standing.auction().text() + " takes none any more";
            });
        }
        return text.toString();
    }
}
