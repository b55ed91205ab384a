package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.LegFills;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrderSelection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is told what of an event: a function of the event and the state after it, so that the same is told after a crash. */
final class Telling {

    private static final int NO_REASON = -1;
    private static final String PARKED = "kept here until StopPx(99) is reached: no venue that takes orders now waits for it";

    private static final String TRAILED = "trailed and kept here until StopPx(99) is reached: no venue that takes orders now does that";
    private static final String TIME_KEPT = "TimeInForce(59) is kept here: a venue that takes orders for the day only gets it anew on each day";
    private static final String BY_TELEPHONE = "given by telephone: without ClOrdID(11), named by OrderID(37)";
    private static final String SENT_ANEW = "sent to venues anew, where it could not be changed so";

    private final ShardState state;
    private final ListTelling lists;
    private final AdjustmentTelling adjustments = new AdjustmentTelling();
    private final CrossTelling crosses;
    private long position;
    private long time;
    private List<Effect> effects = List.of();

    Telling(ShardState state) {
        this.state = state;
        this.lists = new ListTelling(state);
        this.crosses = new CrossTelling(state);
    }

    void tell(Event event, long recordPosition, long recordTime, List<Effect> to) {
        position = recordPosition;
        time = recordTime;
        effects = to;
        switch (event) {
            case Event.OfOrder e -> tellOfOrder(e);
            case Event.OfChild e -> tellOfChild(e);
            case Event.MessageRefused e -> tellOfRefusedMessage(e);
            case Event.ClientMessageNoted e -> {
                if (e.alarm()) {
                    effects.add(new Effect.Alert(mark(), e.session() + ", MsgType(35) " + e.msgType() + ": " + e.text(), e.session(), null, null, 0, 0));
                }
            }
            case Event.VenueMessageNoted e -> {
                if (e.alarm()) {
                    boolean isNameless = e.clOrdId().isEmpty() && e.execId().isEmpty();
                    alert(e.venue(), ": " + e.text() + (isNameless ? "" : " (ClOrdID " + e.clOrdId() + ", ExecID " + e.execId() + ")"));
                }
            }
            case Event.StrayExecution e -> tellOfStray(e);
            case Event.OfStray e -> tellOfStray(e);
            case Event.TradingHalted e -> alert("trading halted by " + e.user() + ": " + e.reason());
            case Event.TradingResumed e -> alert("trading resumed by " + e.user() + ": " + e.reason());
            case Event.SessionLoggedOn e -> {
            }
            case Event.SessionLoggedOff e -> {
            }
            case Event.OfDisconnect e -> {
            }
            case Event.OfMassRequest e -> tellOfMassRequest(e);
            case Event.OfList e -> {
                Effect.ListStatus status = lists.status(e, mark(), time);
                if (status != null) {
                    effects.add(status);
                }
            }
            case Event.CrossChanged e -> {
                Effect.CrossRequest request = crosses.request(e, mark(), time);
                if (request != null) {
                    effects.add(over(knownChild(request.requestId()), request));
                }
            }
            case Event.SessionSteered e -> {
            }
            case Event.VenueSteered e -> {
            }
            case Event.DayStarted e -> {
            }
            case Event.DayEnded e -> {
            }
            case Event.VenueOpened e -> {
            }
            case Event.VenueClosed e -> {
            }
            case Event.VenueReconciled e -> {
            }
            case Event.VenueDayChanged e -> {
            }
            case Event.VenuePhaseBegan e -> {
            }
            case Event.CorporateActionTold e -> adjustments.tell(e.fact(), this::alert);
            case Event.PositionsTold e -> LimitTelling.tell(e.fact(), this::alert);
            case Event.KillTold e -> KillTelling.tell(e.fact(), mark(), time, effects, this::alert);
            case Event.OverridesTold e -> alert(OverrideTelling.text(e.fact()));
            case Event.LocatesTold e -> LocateTelling.tell(e.fact(), this::alert);
            case Event.MarketTold e -> {
                if (MarketTelling.isAlert(e.fact())) {
                    alert(MarketTelling.text(e.fact()));
                }
            }
            case Event.LimitsTold e -> LimitTelling.tell(e.fact(), state.limits(), this::alert);
            case Event.LastPointTold e -> LastPointStops.tell(e.fact(), mark(), effects, this::alert);
        }
    }

    private void tellOfStray(Event.StrayExecution e) {
        String names = " (ClOrdID " + e.clOrdId() + ", OrderID " + e.venueOrderId() + ", ExecID " + e.venueExecId() + ", " + e.symbol() + " " + e.lastQty()
                + " at " + e.lastPx() + ")";
        String what = switch (e.execType()) {
            case TRADE_CANCEL -> " busts an execution that is not known, ExecRefID " + e.execRefId();
            case TRADE_CORRECT -> " corrects an execution that is not known, ExecRefID " + e.execRefId();
            default -> " reports an execution of an order that is not known";
        } + (e.text().isEmpty() ? "" : ": " + e.text()) + (e.strayId() == 0 ? ". There are too many such executions: it is in the log only" : "");
        ChildOrder child = e.childId() == 0 ? null : state.childByRequest(e.childId());
        if (child == null) {
            alert(e.venue(), what + names);
        } else {
            alert(child, what + names);
        }
    }

    private void tellOfStray(Event.OfStray event) {
        if (event instanceof Event.StrayDenied e) {
            Stray stray = state.strays().stray(e.strayId());
            if (stray == null) {
                throw new IllegalStateException("stray execution " + e.strayId() + " is not known");
            }
            Event.StrayExecution told = stray.told();
            effects.add(new Effect.DontKnowTrade(mark(), told.venue(), told.venueOrderId(), told.venueExecId(), e.dkReason(), told.symbol(), told.side(),
                    told.lastQty(), told.lastPx(), e.reason()));
        }
    }

    private void tellOfOrder(Event.OfOrder event) {
        switch (event) {
            case Event.OrderAccepted e -> {
                String here = e.terms().clOrdId().isNone() ? byTelephone(e) : doneHere(e);
                report(e.orderId(), e.orderId(), ExecType.NEW, here.isEmpty() ? lists.whyHeld(e.orderId()) : here);
            }
            case Event.OrderRefused e -> tellOfRefusedOrder(e);
            case Event.CancelRequested e -> tellOfPending(e.orderId(), e.execId(), ExecType.PENDING_CANCEL, e.clOrdId(), e.origClOrdId());
            case Event.ReplaceRequested e -> tellOfPending(e.orderId(), e.execId(), ExecType.PENDING_REPLACE, e.clOrdId(), e.origClOrdId());
            case Event.RequestRefused e -> tellOfRefusedRequest(e);
            case Event.ReplaceQueued e -> {
            }
            case Event.OrderReplaced e -> report(known(e.orderId()), e.execId(), ExecType.REPLACED, e.clOrdId(), e.origClOrdId(),
                    e.isSentAnew() ? SENT_ANEW : "");
            case Event.OrderCanceled e -> {
                ParentOrder order = known(e.orderId());
                ClOrdId request = e.clOrdId();
                ClOrdId current = order.terms().clOrdId();
                RestatedBecause because = order.desk() == null ? null : order.desk().canceling();
                if (request == null && because != null) {
                    tellUnasked(order, e.execId(), ExecType.CANCELED, because, e.text());
                } else {
                    report(order, e.execId(), ExecType.CANCELED, request == null ? current : request, request == null ? null : current, e.text());
                }
            }
            case Event.OrderExpired e -> report(e.orderId(), e.execId(), ExecType.EXPIRED, e.text());
            case Event.OrderDoneForDay e -> report(e.orderId(), e.execId(), ExecType.DONE_FOR_DAY, e.text());
            case Event.OrderRejected e -> report(e.orderId(), e.execId(), ExecType.REJECTED, e.text());
            case Event.OrderTriggered e -> report(e.orderId(), e.execId(), ExecType.TRIGGERED, "triggered here by " + e.price());
            case Event.OrderRestated e -> {
                if (e.execId() != Event.NOT_TOLD) {
                    report(e.orderId(), e.execId(), ExecType.RESTATED, "goes on in trading day " + state.tradingDay());
                }
            }
            case Event.OrderAdjusted e -> {
                if (!e.to().isCanceled()) {
                    ParentOrder order = known(e.orderId());
                    effects.add(new Effect.AdjustedOrder(report(order, e.execId(), 0, ExecType.RESTATED, order.terms().clOrdId(), null, Quantity.ZERO, null,
                            null, NO_REASON, null, e.to().text())));
                }
            }
            case Event.StatusReported e -> tellStatus(e);
            case Event.MassStatusReported e -> tellMassStatus(e);
            case Event.CancelFailed e -> {
                ParentOrder order = known(e.orderId());
                effects.add(new Effect.Alert(mark(), "the order could not be ended: " + e.text(), order.terms().session(), null, order.terms().clOrdId(),
                        e.orderId(), 0));
            }
            case Event.MassCancelOrdered e -> tellOfPending(e.orderId(), e.execId(), ExecType.PENDING_CANCEL, known(e.orderId()).terms().clOrdId(), null);
            case Event.OrderWorked e -> tellOfWork(e);
            case Event.DeskActed e -> tellOfDesk(known(e.orderId()), e.fact());
            case Event.CancelOrdered e -> {
            }
            case Event.OrderOverridden e -> effects.add(OverrideTelling.alert(e, mark(), known(e.orderId())));
            case Event.OrderKilled e -> {
            }
            case Event.DisconnectCancelOrdered e -> {
            }
            case Event.ExpiryDue e -> {
            }
            case Event.OrderParked e -> {
            }
            case Event.OrderTrailed e -> {
            }
            case Event.OrderReleased e -> {
                if (e.execId() != Event.NOT_TOLD) {
                    boolean waitsOn = known(e.orderId()).waitsForTrigger();
                    boolean isOfList = state.lists().of(e.orderId()) != null;
                    tellNews(e.orderId(), e.execId(), waitsOn && isOfList ? ExecType.RESTATED : ExecType.TRIGGERED,
                            waitsOn ? "waits for StopPx(99) from now on" : "works from now on");
                }
            }
            case Event.OrderReduced e -> tellNews(e.orderId(), e.execId(), ExecType.RESTATED, e.text());
            case Event.LinkCancelOrdered e -> {
            }
            case Event.TradeDenied e -> tellOfDenial(e);
            case Event.OrderRouted e -> {
            }
            case Event.LookAlikeNoticed e -> effects.add(LookAlikes.alert(e, mark(), known(e.orderId()), state.order(e.otherOrderId())));
        }
    }

    private void tellOfDenial(Event.TradeDenied e) {
        ParentOrder order = e.orderId() == 0 ? null : state.order(e.orderId());
        effects.add(new Effect.Alert(mark(), e.session() + " does not know our execution, DKReason(127) " + e.dkReason() + ", ExecID " + e.toldExecId()
                + (e.execId() == 0 ? ", which is no fill of its order now" : "") + (e.text().isEmpty() ? "" : ": " + e.text()), e.session(), null,
                order == null ? null : order.terms().clOrdId(), e.orderId(), 0));
    }

    private String doneHere(Event.OrderAccepted e) {
        String worked = e.isWorkedHere() ? workedHere(e.terms()) : "";
        return !e.isTimeKeptHere() ? worked : worked.isEmpty() ? TIME_KEPT : worked + "; " + TIME_KEPT;
    }

    private String workedHere(OrderTerms terms) {
        String kept = MarketTelling.whyKept(state.markets(), terms);
        if (kept != null) {
            return kept;
        }
        if (terms.ordType().waitsForTrigger()) {
            return terms.conditions().isTrailing() ? TRAILED : PARKED;
        }
        if (terms.timeInForce().isForAuction() && terms.instructions().display() == null) {
            return "kept here until a venue takes orders for the auction, TimeInForce(59) " + terms.timeInForce().code() + ": none that takes it does so now";
        }
        return terms.instructions().display() == null ? "kept here until a venue opens: none that takes it is in its trading hours"
                : "sent out from here in parts of " + terms.instructions().display() + ": no venue that takes orders now shows a part of an order only";
    }

    private String byTelephone(Event.OrderAccepted e) {
        String here = doneHere(e);
        return BY_TELEPHONE + (here.isEmpty() ? "" : "; " + here);
    }

    private void tellOfDesk(ParentOrder order, DeskFact fact) {
        switch (fact) {
            case DeskFact.OrderChanged f -> tellUnasked(order, f.execId(), ExecType.RESTATED, f.because(),
                    "changed " + f.because().text() + (f.isSentAnew() ? ", " + SENT_ANEW : ""));
            case DeskFact.ChangeFailed f -> effects.add(new Effect.Alert(mark(), "the order could not be changed: " + f.text(), order.terms().session(), null,
                    order.terms().clOrdId(), order.orderId(), 0));
            case DeskFact.OrderEntered _,DeskFact.ChangeOrdered _,DeskFact.DeskCancelOrdered _ -> {
                // told when it comes to something
            }
        }
    }

    private void tellUnasked(ParentOrder order, long execId, ExecType execType, RestatedBecause because, String text) {
        effects.add(new Effect.Unsolicited(
                report(order, execId, 0, execType, order.terms().clOrdId(), null, Quantity.ZERO, null, null, NO_REASON, null, text), because));
    }

    private void tellOfWork(Event.OrderWorked e) {
        if (e.fact() instanceof CareFact.FillsReleased f) {
            ParentOrder order = known(e.orderId());
            Quantity cumQty = order.toldCumQty();
            Money traded = order.toldTraded();
            for (long execId : f.execIds()) {
                Fill fill = fillOf(order, execId);
                cumQty = cumQty.minus(fill.lastQty());
                traded = traded.minus(Money.of(fill.lastQty(), fill.lastPx()));
            }
            for (int i = 0; i < f.execIds().size(); i++) {
                long execId = f.execIds().get(i);
                Fill fill = fillOf(order, execId);
                time = f.transactTimes().get(i);
                cumQty = cumQty.plus(fill.lastQty());
                traded = traded.plus(Money.of(fill.lastQty(), fill.lastPx()));
                effects.add(new Effect.ReleasedFill(report(order, childOf(order, execId).account(), execId, 0, ExecType.TRADE, order.terms().clOrdId(), null,
                        fill.lastQty(), fill.lastPx(), childOf(order, execId).venue(), NO_REASON, null, "", lists.of(order, false), cumQty, traded)));
            }
        }
    }

    private static Fill fillOf(ParentOrder order, long execId) {
        for (ChildOrder child : order.children()) {
            for (Fill fill : child.fills()) {
                if (fill.execId() == execId) {
                    return fill;
                }
            }
        }
        throw new IllegalStateException("order " + order.orderId() + " has no execution " + execId);
    }

    private static ChildOrder childOf(ParentOrder order, long execId) {
        for (ChildOrder child : order.children()) {
            for (Fill fill : child.fills()) {
                if (fill.execId() == execId) {
                    return child;
                }
            }
        }
        throw new IllegalStateException("order " + order.orderId() + " has no execution " + execId);
    }

    private void tellOfPending(long orderId, long execId, ExecType execType, ClOrdId clOrdId, @Nullable ClOrdId origClOrdId) {
        if (execId != Event.NOT_TOLD) {
            report(known(orderId), execId, execType, clOrdId, origClOrdId, "");
        }
    }

    private void tellOfChild(Event.OfChild event) {
        ChildOrder child = knownChild(event.childId());
        ParentOrder order = child.parent();
        OrderTerms terms = order.terms();
        if (crosses.isSide(order) && (event instanceof Event.ChildOrderCreated || event instanceof Event.ChildCancelRequested
                || event instanceof Event.ChildReplaceRequested)) {
            return; // its venue is told in one message about both sides
        }
        switch (event) {
            case Event.ChildOrderCreated e -> toVenue(child,
                    new Effect.NewOrderSingle(mark(), time, e.venue(), e.childId(), terms.account(), terms.symbol(), terms.side(),
                            e.conditions(), terms.carried()));
            case Event.ChildOrderMoved e -> {
            }
            case Event.ChildCancelRequested e -> toVenue(child, new Effect.OrderCancelRequest(mark(), time, child.venue(), e.requestId(),
                    child.currentRequestId(), child.venueOrderId(), child.symbol(), terms.side(), child.orderQty()));
            case Event.ChildReplaceRequested e -> toVenue(child,
                    new Effect.OrderCancelReplaceRequest(mark(), time, child.venue(), e.requestId(), child.currentRequestId(),
                            child.venueOrderId(), child.account(), child.symbol(), terms.side(), e.conditions(), terms.carried()));
            case Event.ChildOrderWithdrawn e -> withdraw(e, child, terms);
            case Event.ChildStatusRequested e -> toVenue(child,
                    new Effect.OrderStatusRequest(mark(), child.venue(), e.requestId(), child.venueOrderId(), child.symbol(), terms.side()));
            case Event.OrderFilled e -> tellOfFill(child, e.execId(), e.lastQty(), e.lastPx());
            case Event.LegReported e -> tellOfLeg(child, e.fact());
            case Event.FilledByHand e -> {
                time = e.tradeTime();
                tellOfFill(child, e.execId(), e.lastQty(), e.lastPx());
            }
            case Event.RevisedFillCame e -> {
                Quantity revisedQty = e.revisedQty();
                if (revisedQty != null) {
                    tellOfFill(child, e.execId(), revisedQty, e.revisedPx());
                }
            }
            case Event.ChildOrderFound e -> {
            }
            case Event.FillBusted e -> {
                trade(child, ExecType.TRADE_CANCEL, e.execId(), e.bustedExecId(), Quantity.ZERO, null);
                alertOfList(child, lists.takenBack(order));
            }
            case Event.FillCorrected e -> {
                trade(child, ExecType.TRADE_CORRECT, e.execId(), e.correctedExecId(), adjustments.corrected(child, e.execId(), e.lastQty()),
                        adjustments.at(child, e.execId(), e.lastPx()));
                alertOfList(child, lists.takenBack(order));
            }
            case Event.ExecutionMissed e -> {
                if (e.quantity().isPositive()) {
                    alert(child, " counts " + e.quantity() + " more executed than it has reported");
                }
            }
            case Event.ChildOrderAcknowledged e -> {
            }
            case Event.ChildOrderAdjusted e -> {
            }
            case Event.ChildOrderTriggered e -> report(order.orderId(), e.execId(), ExecType.TRIGGERED, "triggered by " + child.venue());
            case Event.ChildOrderRejected e -> {
            }
            case Event.ChildOrderCanceled e -> {
            }
            case Event.ChildOrderExpired e -> {
            }
            case Event.ChildOrderDoneForDay e -> {
            }
            case Event.ChildOrderReplaced e -> {
            }
            case Event.ChildRequestRejected e -> {
                if (child.isLive() && order.leavesQty().isZero()) {
                    alert(child, " does not let go of an order of which the client wants nothing more: " + e.text());
                }
            }
            case Event.ChildStatusAnswered e -> {
            }
        }
    }

    private void tellOfFill(ChildOrder child, long execId, Quantity lastQty, @Nullable Price lastPx) {
        trade(child, ExecType.TRADE, execId, 0, adjustments.executed(child, execId, lastQty), adjustments.at(child, execId, lastPx));
        if (child.cumQty().exceeds(child.orderQty())) {
            alert(child, " executed " + child.cumQty() + " of an order for " + child.orderQty());
        }
        alertOfList(child, lists.overdone(child.parent()));
    }

    private void tellOfLeg(ChildOrder child, LegFact fact) {
        switch (fact) {
            case LegFact.Filled e -> leg(child, e.leg(), ExecType.TRADE, e.execId(), 0, e.lastQty(), e.lastPx());
            case LegFact.Busted e -> leg(child, legOf(child, e.bustedExecId()), ExecType.TRADE_CANCEL, e.execId(), e.bustedExecId(), Quantity.ZERO, null);
            case LegFact.Corrected e -> leg(child, legOf(child, e.execId()), ExecType.TRADE_CORRECT, e.execId(), e.correctedExecId(), e.lastQty(), e.lastPx());
            case LegFact.RevisedAhead e -> {
                // the client does not know of the execution
            }
        }
    }

    private static LegFact.Which legOf(ChildOrder child, long execId) {
        LegFills.LegFill fill = child.legFills().find(execId);
        if (fill == null) {
            throw new IllegalStateException("child order " + child.childId() + " has no execution of a leg " + execId);
        }
        return fill.leg();
    }

    private void leg(ChildOrder child, LegFact.Which leg, ExecType execType, long execId, long execRefId, Quantity lastQty, @Nullable Price lastPx) {
        ParentOrder order = child.parent();
        OrderTerms terms = order.terms();
        Strategy strategy = terms.instructions().strategy();
        Effect.ExecutionReport report = new Effect.ExecutionReport(mark(), terms.session(), time, order.orderId(), execId, execRefId, execType,
                order.ordStatus(),
                terms.clOrdId(), null, child.account(), leg.symbol(), leg.side(), terms.orderQty(), null, lastQty, lastPx, order.leavesQty(), order.cumQty(),
                order.avgPx(), child.venue(), NO_REASON, null, null, null, terms.carried());
        effects.add(new Effect.LegExecution(report, leg.refId(), terms.symbol(), terms.side(), strategy == null || strategy.wantsLegReports()));
    }

    private void alertOfList(ChildOrder child, @Nullable String text) {
        if (text != null) {
            alert(child, text);
        }
    }

    /** What a replace has made of an order that was never sent is the first that its venue hears of it. */
    private void withdraw(Event.ChildOrderWithdrawn e, ChildOrder child, OrderTerms terms) {
        effects.add(new Effect.Withdrawal(mark(), child.venue(), e.orderRequestId()));
        ChildOrder.PendingReplace replace = child.pendingReplace();
        if (replace != null && replace.requestId() == e.requestId() && child.isLive() && !child.isAcknowledged()) {
            toVenue(child, new Effect.NewOrderSingle(mark(), time, child.venue(), replace.requestId(), child.account(), child.symbol(), terms.side(),
                    replace.conditions(), terms.carried()));
        }
    }

    private void toVenue(ChildOrder child, Effect.ToVenue request) {
        effects.add(over(child, request));
    }

    private static Effect over(ChildOrder child, Effect.ToVenue request) {
        SessionKey session = child.session();
        return session == null ? request : new Effect.OverSession(session, request);
    }

    private void trade(ChildOrder child, ExecType execType, long execId, long execRefId, Quantity lastQty, @Nullable Price lastPx) {
        ParentOrder order = child.parent();
        Care care = order.care();
        if (care != null && (care.isHeld(execId) || care.wasNeverTold(execRefId))) {
            effects.add(new Effect.HeldFill(report(order, child.account(), execId, execRefId, execType, order.terms().clOrdId(), null, lastQty, lastPx,
                    child.venue(), NO_REASON, null, "", lists.of(order, false), order.cumQty(), order.traded())));
            return;
        }
        effects.add(report(order, child.account(), execId, execRefId, execType, order.terms().clOrdId(), null, lastQty, lastPx, child.venue(), NO_REASON, null,
                ""));
    }

    private void report(long orderId, long execId, ExecType execType, String text) {
        ParentOrder order = known(orderId);
        report(order, execId, execType, order.terms().clOrdId(), null, text);
    }

    private void report(ParentOrder order, long execId, ExecType execType, ClOrdId clOrdId, @Nullable ClOrdId origClOrdId, String text) {
        effects.add(report(order, execId, 0, execType, clOrdId, origClOrdId, Quantity.ZERO, null, null, NO_REASON, null, text));
    }

    private Effect.ExecutionReport report(ParentOrder order, long execId, long execRefId, ExecType execType, ClOrdId clOrdId, @Nullable ClOrdId origClOrdId,
            Quantity lastQty, @Nullable Price lastPx, @Nullable VenueId lastMarket, int ordRejReason, @Nullable String ordStatusReqId, String text) {
        return report(order, order.terms().account(), execId, execRefId, execType, clOrdId, origClOrdId, lastQty, lastPx, lastMarket, ordRejReason,
                ordStatusReqId, text);
    }

    /** What another order of its list has brought about. */
    private void tellNews(long orderId, long execId, ExecType execType, String text) {
        ParentOrder order = known(orderId);
        effects.add(report(order, order.terms().account(), execId, 0, execType, order.terms().clOrdId(), null, Quantity.ZERO, null, null, NO_REASON, null, text,
                lists.of(order, true)));
    }

    /** @param account that an execution was for, which may not be the one that the order is for now */
    private Effect.ExecutionReport report(ParentOrder order, @Nullable String account, long execId, long execRefId, ExecType execType, ClOrdId clOrdId,
            @Nullable ClOrdId origClOrdId, Quantity lastQty, @Nullable Price lastPx, @Nullable VenueId lastMarket, int ordRejReason,
            @Nullable String ordStatusReqId, String text) {
        return report(order, account, execId, execRefId, execType, clOrdId, origClOrdId, lastQty, lastPx, lastMarket, ordRejReason, ordStatusReqId, text,
                lists.of(order, false));
    }

    private Effect.ExecutionReport report(ParentOrder order, @Nullable String account, long execId, long execRefId, ExecType execType, ClOrdId clOrdId,
            @Nullable ClOrdId origClOrdId, Quantity lastQty, @Nullable Price lastPx, @Nullable VenueId lastMarket, int ordRejReason,
            @Nullable String ordStatusReqId, String text, Effect.@Nullable OfList list) {
        return report(order, account, execId, execRefId, execType, clOrdId, origClOrdId, lastQty, lastPx, lastMarket, ordRejReason, ordStatusReqId, text, list,
                order.toldCumQty(), order.toldTraded());
    }

    /** @param cumQty executed, as far as who reads it is told */
    private Effect.ExecutionReport report(ParentOrder order, @Nullable String account, long execId, long execRefId, ExecType execType, ClOrdId clOrdId,
            @Nullable ClOrdId origClOrdId, Quantity lastQty, @Nullable Price lastPx, @Nullable VenueId lastMarket, int ordRejReason,
            @Nullable String ordStatusReqId, String text, Effect.@Nullable OfList list, Quantity cumQty, Money traded) {
        OrderTerms terms = order.terms();
        return new Effect.ExecutionReport(mark(), terms.session(), time, order.orderId(), execId, execRefId, execType, order.ordStatus(cumQty), clOrdId,
                origClOrdId, account, terms.symbol(), terms.side(), terms.orderQty(), terms.conditions(), lastQty, lastPx, order.leavesQty(cumQty), cumQty,
                cumQty.isPositive() ? traded.per(cumQty) : null, lastMarket, ordRejReason, ordStatusReqId, text.isEmpty() ? null : text,
                lists.isWorking(order), terms.carried(), list, crosses.of(order, clOrdId, origClOrdId));
    }

    private void tellOfRefusedOrder(Event.OrderRefused e) {
        OrderTerms terms = e.terms();
        ParentOrder named = state.order(terms.session(), terms.clOrdId());
        if (named != null && named.orderId() != e.orderId()) {
            tellOfDuplicate(e, named);
            return;
        }
        effects.add(new Effect.ExecutionReport(mark(), terms.session(), time, e.orderId(), e.orderId(), 0, ExecType.REJECTED, OrdStatus.REJECTED,
                terms.clOrdId(), null,
                terms.account(), terms.symbol(), terms.side(), terms.orderQty(), terms.conditions(), Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null,
                null, e.objections().get(0).refusal().ordRejReason(), null, textOf(e.objections()), null, null, null, crosses.ofRefused(e.orderId())));
    }

    /** FIX 4.4 Volume 4, F.1.a: the refusal shows the order that has the ClOrdID(11), which nobody shall take for rejected. */
    private void tellOfDuplicate(Event.OrderRefused e, ParentOrder named) {
        effects.add(report(named, e.orderId(), 0, ExecType.REJECTED, e.terms().clOrdId(), null, Quantity.ZERO, null, null,
                Refusal.DUPLICATE_CL_ORD_ID.ordRejReason(), null, textOf(e.objections())));
    }

    /** OrigClOrdID(41), which ties a report to the ClOrdID(11) that the client has named; null if that is the order's present one. */
    private static @Nullable ClOrdId oldName(ParentOrder order, ClOrdId named) {
        return named.isNone() || named.equals(order.terms().clOrdId()) ? null : named;
    }

    private static String textOf(List<Objection> objections) {
        return objections.size() == 1 ? objections.get(0).text() : objections.stream().map(Objection::text).collect(Collectors.joining("; "));
    }

    private void tellOfRefusedRequest(Event.RequestRefused e) {
        ParentOrder order = state.order(e.orderId());
        Objection objection = e.objection();
        effects.add(new Effect.OrderCancelReject(mark(), e.session(), time, e.orderId(), e.clOrdId(), e.origClOrdId(),
                order == null ? OrdStatus.REJECTED : order.ordStatus(order.toldCumQty()),
                e.responseTo(), objection.refusal().cxlRejReason(), objection.text()));
    }

    private void tellStatus(Event.StatusReported e) {
        ParentOrder order = state.order(e.orderId());
        if (order == null) {
            effects.add(
                    new Effect.ExecutionReport(mark(), e.session(), time, 0, e.execId(), 0, ExecType.ORDER_STATUS, OrdStatus.REJECTED, e.clOrdId(), null, null,
                            e.symbol(), e.side(), Quantity.ZERO, null, Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null, null,
                            Refusal.UNKNOWN_ORDER.ordRejReason(), e.ordStatusReqId(),
                            e.clOrdId().isNone() ? "OrderID(37) is not known" : "ClOrdID(11) " + e.clOrdId() + " is not known", null, null));
        } else {
            effects.add(report(order, e.execId(), 0, ExecType.ORDER_STATUS, order.terms().clOrdId(), oldName(order, e.clOrdId()), Quantity.ZERO, null, null,
                    NO_REASON,
                    e.ordStatusReqId(), ""));
        }
    }

    private void tellOfMassRequest(Event.OfMassRequest event) {
        switch (event) {
            case Event.MassCancelAccepted e -> effects
                    .add(new Effect.MassCancelReport(mark(), e.session(), time, e.execId(), e.clOrdId(), e.terms(), e.orders(), NO_REASON, null));
            case Event.MassCancelRefused e -> effects.add(new Effect.MassCancelReport(mark(), e.session(), time, e.execId(), e.clOrdId(), e.terms(), 0,
                    e.objection().refusal().massRejectReason(), e.objection().text()));
            case Event.MassStatusAccepted e -> {
                if (e.orders() == 0) {
                    tellThatNoneIsLeft(e.session(), e.execId(), e.massStatusReqId(), 0, e.which(), NO_REASON, "no such order is open: " + e.which().text());
                }
            }
            case Event.MassStatusRefused e -> tellThatNoneIsLeft(e.session(), e.execId(), e.massStatusReqId(), 0, e.which(),
                    e.objection().refusal().ordRejReason(), e.objection().text());
            case Event.MassStatusDone e -> {
                if (e.execId() != Event.NOT_TOLD) {
                    tellThatNoneIsLeft(e.session(), e.execId(), e.massStatusReqId(), e.orders(), OrderSelection.ALL, NO_REASON,
                            "the other orders ended before this trading day");
                }
            }
            case Event.MassCancelDone e -> {
            }
        }
    }

    /** The last report, and of no order. */
    private void tellThatNoneIsLeft(SessionKey session, long execId, String massStatusReqId, int orders, OrderSelection which, int ordRejReason, String text) {
        Effect.ExecutionReport report = new Effect.ExecutionReport(mark(), session, time, 0, execId, 0, ExecType.ORDER_STATUS, OrdStatus.REJECTED, null, null,
                which.account(), which.symbol() == null ? "" : which.symbol(), which.side(), Quantity.ZERO, null, Quantity.ZERO, null,
                Quantity.ZERO, Quantity.ZERO, null, null, ordRejReason, null, text, null, null);
        effects.add(new Effect.MassStatusReport(report, massStatusReqId, orders, true));
    }

    private void tellMassStatus(Event.MassStatusReported e) {
        ParentOrder order = known(e.orderId());
        Effect.ExecutionReport report = report(order, e.execId(), 0, ExecType.ORDER_STATUS, order.terms().clOrdId(), null, Quantity.ZERO, null, null, NO_REASON,
                null, "");
        effects.add(new Effect.MassStatusReport(report, e.massStatusReqId(), e.orders(), e.isLast()));
    }

    private void tellOfRefusedMessage(Event.MessageRefused e) {
        Command.Echo echo = e.echo();
        Objection objection = e.objection();
        switch (e.rejectAs()) {
            case SESSION_REJECT,
                    BUSINESS_REJECT -> effects.add(new Effect.MessageReject(mark(), e.session(), e.rejectAs(), e.refSeqNum(), e.refMsgType(), e.refTag(),
                            e.fixReason(), echo.clOrdId(), objection.text()));
            case EXECUTION_REPORT -> effects.add(new Effect.ExecutionReport(mark(), e.session(), time, 0, e.execId(), 0, ExecType.REJECTED, OrdStatus.REJECTED,
                    clOrdId(echo.clOrdId()), null, echo.account(), echo.symbol() == null ? "" : echo.symbol(), echo.side(),
                    echo.orderQty() == null ? Quantity.ZERO : echo.orderQty(), null, Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, null, null,
                    objection.refusal().ordRejReason(), null, objection.text(), null, null));
            case CANCEL_REJECT -> {
                ParentOrder order = state.order(e.session(), orNone(echo.origClOrdId()));
                effects.add(new Effect.OrderCancelReject(mark(), e.session(), time, order == null ? 0 : order.orderId(), orNone(echo.clOrdId()),
                        order == null ? orNone(echo.origClOrdId()) : order.terms().clOrdId(),
                        order == null ? OrdStatus.REJECTED : order.ordStatus(order.toldCumQty()),
                        e.refMsgType().equals("F") ? Event.ResponseTo.CANCEL : Event.ResponseTo.REPLACE, objection.refusal().cxlRejReason(),
                        objection.text()));
            }
        }
    }

    private static @Nullable ClOrdId clOrdId(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new ClOrdId(text);
    }

    private static ClOrdId orNone(@Nullable String text) {
        return new ClOrdId(text == null || text.isEmpty() ? "NONE" : text);
    }

    private void alert(String text) {
        effects.add(new Effect.Alert(mark(), text, null, null, null, 0, 0));
    }

    private void alert(VenueId venue, String whatItDoes) {
        effects.add(new Effect.Alert(mark(), venue + whatItDoes, null, venue, null, 0, 0));
    }

    private void alert(ChildOrder child, String whatTheVenueDoes) {
        ParentOrder order = child.parent();
        effects.add(new Effect.Alert(mark(), child.venue() + whatTheVenueDoes, order.terms().session(), child.venue(), order.terms().clOrdId(), order.orderId(),
                child.childId()));
    }

    private long mark() {
        return Ids.number(position, effects.size());
    }

    private ParentOrder known(long orderId) {
        ParentOrder order = state.order(orderId);
        if (order == null) {
            throw new IllegalStateException("order " + orderId + " is not known");
        }
        return order;
    }

    private ChildOrder knownChild(long childId) {
        ChildOrder child = state.childByRequest(childId);
        if (child == null) {
            throw new IllegalStateException("child order " + childId + " is not known");
        }
        return child;
    }
}
