package io.portcullis.server.projection;

import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.VenueId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes rows of records. It decides nothing about orders: how they stand says the record's summaries. Used for one batch. */
final class RowBuilder {

    private final Ids ids;
    private final TradingDays days;
    private final Children children;
    private final EventJson json;
    private final Rows rows = new Rows();
    private final Map<Long, DraftParent> parents = new LinkedHashMap<>();
    private final Map<Long, DraftChild> drafts = new LinkedHashMap<>();
    private final Map<String, Rows.SessionConnection> connections = new LinkedHashMap<>();
    private final Map<Long, Rows.TrailedParent> trailed = new LinkedHashMap<>();
    private final Map<Long, Rows.AdjustedParent> adjusted = new LinkedHashMap<>();
    private final Map<String, Rows.SessionConsumed> consumed = new LinkedHashMap<>();
    private EventRecord record;
    private LocalDate day;
    private OffsetDateTime time;

    RowBuilder(Ids ids, TradingDays days, Children children, EventJson json, EventRecord first) {
        this.ids = ids;
        this.days = days;
        this.children = children;
        this.json = json;
        this.record = first;
        this.time = Stored.time(first.time());
        this.day = time.toLocalDate();
    }

    /** A parent order that the batch touches. */
    private static final class DraftParent {
        Event.@Nullable OrderTerms entered;
        @Nullable
        String account;
        Rows.@Nullable InList list;
        Rows.@Nullable InCross cross;
        Rows.@Nullable Terms terms;
        Rows.@Nullable Standing standing;
        @Nullable
        Integer refusal;
        @Nullable
        String text;
        @Nullable
        OffsetDateTime enteredAt;
    }

    /** A child order that the batch touches. */
    private static final class DraftChild {
        Event.@Nullable ChildOrderCreated created;
        Rows.@Nullable Standing standing;
        @Nullable
        OffsetDateTime createdAt;
        @Nullable
        Conditions replaced;
        @Nullable
        BigDecimal price;
        @Nullable
        String venueOrderId;
        @Nullable
        String text;
    }

    /** The rows of a batch; all child orders that it speaks of and doesn't create are known to {@code children}. */
    Rows build(List<EventRecord> batch) {
        batch.forEach(this::add);
        parents.forEach(this::finish);
        drafts.forEach(this::finish);
        rows.trailedParents.addAll(trailed.values());
        rows.adjustedParents.addAll(adjusted.values());
        rows.sessionConnections.addAll(connections.values());
        rows.sessionsConsumed.addAll(consumed.values());
        return rows;
    }

    private void add(EventRecord next) {
        record = next;
        time = Stored.time(next.time());
        day = dayOf(next);
        for (int i = 0; i < next.events().size(); i++) {
            add(next.events().get(i), i);
        }
        next.summaries().forEach(this::stand);
        Origin origin = next.consumed();
        if (origin != null) {
            String session = Stored.key(origin.session().value());
            consumed.put(session, new Rows.SessionConsumed(session, origin.generation(), origin.msgSeqNum(), time, next.position()));
        }
    }

    /** A log that says nothing of days is read by the calendar until it does. */
    private LocalDate dayOf(EventRecord next) {
        for (Event event : next.events()) {
            if (event instanceof Event.DayStarted started) {
                begin(started.tradingDay());
            }
        }
        if (days.isEmpty()) {
            begin(time.toLocalDate());
        }
        return days.ofPosition(next.position());
    }

    private void begin(LocalDate started) {
        days.startsAt(record.position(), started);
        rows.tradingDays.removeIf(row -> row.fromPosition() == record.position());
        rows.tradingDays.add(new Rows.TradingDay(record.position(), started, time));
    }

    private void add(Event event, int index) {
        switch (event) {
            case Event.OfOrder e -> addOfOrder(e, index);
            case Event.OfChild e -> addOfChild(e, index);
            case Event.SessionLoggedOn e -> addSession(e.session().value(), e.venue(), null, event, index);
            case Event.SessionLoggedOff e -> addSession(e.session().value(), e.venue(), e.reason(), event, index);
            case Event.StrayExecution e -> addStray(e, index);
            case Event.OfStray e -> addOfStray(e, index);
            case Event.MessageRefused e -> addEvent(event, index, 0, 0, e.echo().clOrdId());
            case Event.VenueMessageNoted _ -> addEvent(event, index, 0, 0, null);
            case Event.ClientMessageNoted _ -> addEvent(event, index, 0, 0, null);
            case Event.OfDisconnect _ -> addEvent(event, index, 0, 0, null);
            case Event.OfMassRequest e -> addEvent(event, index, 0, 0, clOrdIdOf(e));
            case Event.OrderListAccepted e -> {
                e.orders().forEach(order -> parent(order.orderId()).list = new Rows.InList(Stored.key(e.name()), e.contingency().name(),
                        Stored.keyOrNull(order.link())));
                addEvent(event, index, 0, 0, null);
            }
            case Event.OfList _ -> addEvent(event, index, 0, 0, null);
            case Event.CrossChanged e -> {
                if (e.fact() instanceof CrossFact.Accepted accepted) {
                    accepted.sides().forEach(side -> parent(side.orderId()).cross = new Rows.InCross(Stored.key(accepted.name()),
                            accepted.terms().type().name()));
                }
                addEvent(event, index, 0, 0, null);
            }
            case Event.SessionSteered _ -> addEvent(event, index, 0, 0, null);
            case Event.VenueSteered _ -> addEvent(event, index, 0, 0, null);
            case Event.TradingHalted _ -> addEvent(event, index, 0, 0, null);
            case Event.TradingResumed _ -> addEvent(event, index, 0, 0, null);
            case Event.DayStarted _ -> addEvent(event, index, 0, 0, null);
            case Event.DayEnded _ -> addEvent(event, index, 0, 0, null);
            case Event.VenueOpened _ -> addEvent(event, index, 0, 0, null);
            case Event.VenueClosed _ -> addEvent(event, index, 0, 0, null);
            case Event.VenueReconciled _ -> addEvent(event, index, 0, 0, null);
            case Event.VenuePhaseBegan _ -> addEvent(event, index, 0, 0, null);
            case Event.VenueDayChanged _ -> addEvent(event, index, 0, 0, null);
            case Event.CorporateActionTold e -> {
                addEvent(event, index, 0, 0, null);
                apply(e.fact());
            }
            case Event.OverridesTold e -> {
                addEvent(event, index, 0, 0, null);
                OverrideRows.add(e.fact(), record.position(), time, rows);
            }
            case Event.KillTold e -> {
                addEvent(event, index, 0, 0, null);
                KillRows.add(e.fact(), record.position(), time, rows);
            }
            case Event.LastPointTold _ -> addEvent(event, index, 0, 0, null);
            case Event.LocatesTold e -> {
                addEvent(event, index, 0, 0, null);
                LocateRows.add(e.fact(), record.position(), time, rows);
            }
            case Event.MarketTold e -> {
                addEvent(event, index, 0, 0, null);
                MarketRows.add(e.fact(), record.position(), index, time, rows);
            }
            case Event.LimitsTold e -> {
                addEvent(event, index, 0, 0, null);
                LimitRows.add(e.fact(), record.position(), time, rows);
            }
            case Event.PositionsTold e -> {
                addEvent(event, index, 0, 0, null);
                PositionRows.add(e.fact(), record.position(), time, rows);
            }
        }
    }

    private void addStray(Event.StrayExecution e, int index) {
        addEvent(e, index, 0, e.childId(), null);
        rows.strayExecutions.add(new Rows.StrayExecution(day, record.position(), index, e.strayId() == 0 ? null : ids.strayId(e.strayId()), e.execType().name(),
                Stored.keyOrNull(e.execRefId()), e.childId() == 0 ? null : ids.venueClOrdId(e.childId()), e.venue().value(), Stored.key(e.clOrdId()),
                Stored.key(e.venueOrderId()), Stored.key(e.venueExecId()), e.symbol(), e.side() == null ? null : e.side().name(), Stored.decimal(e.lastQty()),
                Stored.decimalOrNull(e.lastPx()), Stored.decimalOrNull(e.venueCumQty()), Stored.keyOrNull(e.tradeDate()), e.execType() == ExecType.TRADE_CANCEL,
                e.text(), time));
    }

    private void addOfStray(Event.OfStray event, int index) {
        LocalDate ofDay = days.ofId(event.strayId());
        String strayId = ids.strayId(event.strayId());
        switch (event) {
            case Event.StrayRevised e -> {
                addEvent(event, index, 0, 0, null);
                rows.revisedStrays.add(new Rows.RevisedStray(ofDay, strayId, e.lastQty() == null, Stored.decimalOrNull(e.lastQty()),
                        Stored.decimalOrNull(e.lastPx())));
            }
            case Event.StrayDenied e -> {
                addEvent(event, index, 0, 0, null);
                rows.deniedStrays.add(new Rows.DeniedStray(ofDay, strayId, time, Stored.keyOrNull(e.user()), e.dkReason().name()));
            }
            case Event.StraySettled e -> {
                addEvent(event, index, 0, 0, null);
                rows.settledStrays.add(new Rows.SettledStray(ofDay, strayId, time, Stored.keyOrNull(e.user()), e.reason(), null, null));
            }
            case Event.StrayAssigned e -> {
                addEvent(event, index, e.orderId(), e.childId(), null);
                rows.settledStrays.add(new Rows.SettledStray(ofDay, strayId, time, Stored.key(e.user()), e.reason(), ids.orderId(e.orderId()),
                        ids.execId(e.execId())));
            }
        }
    }

    private void addOfOrder(Event.OfOrder event, int index) {
        addEvent(event, index, event.orderId(), 0, clOrdIdOf(event));
        switch (event) {
            case Event.OrderAccepted e -> enter(e.orderId(), e.terms());
            case Event.OrderRefused e -> {
                DraftParent order = enter(e.orderId(), e.terms());
                order.standing = refused(e.terms());
                order.refusal = e.objections().isEmpty() ? null : e.objections().getFirst().refusal().number();
                order.text = Stored.textOrNull(e.objections().stream().map(Objection::text).collect(Collectors.joining("; ")));
            }
            case Event.OrderWorked e -> work(e);
            case Event.DeskActed e -> act(e);
            case Event.OrderReplaced e -> {
                DraftParent order = parent(e.orderId());
                order.terms = terms(e.clOrdId(), e.conditions());
                order.account = e.account();
                trailed.remove(e.orderId());
                adjusted.computeIfPresent(e.orderId(), (_, row) -> row.replacedSince());
            }
            case Event.OrderAdjusted e -> {
                if (e.to().isCanceled()) {
                    say(e.orderId(), e.to().text());
                } else {
                    trailed.remove(e.orderId());
                    adjusted.put(e.orderId(), adjusted(e.orderId(), e.to()));
                }
            }
            case Event.OrderTrailed e -> trailed.put(e.orderId(),
                    new Rows.TrailedParent(days.ofId(e.orderId()), ids.orderId(e.orderId()), Stored.decimal(e.stopPx()), Stored.decimalOrNull(e.price())));
            case Event.OrderCanceled e -> say(e.orderId(), e.text());
            case Event.OrderExpired e -> say(e.orderId(), e.text());
            case Event.OrderDoneForDay e -> say(e.orderId(), e.text());
            case Event.OrderRejected e -> say(e.orderId(), e.text());
            case Event.OrderOverridden e -> OverrideRows.add(e, ids.orderId(e.orderId()), record.position(), time, rows);
            case Event.OrderKilled e -> rows.killedOrders.add(new Rows.KilledOrder(e.killId(), ids.orderId(e.orderId()), time, record.position()));
            // what they come to stands in the summary
            case Event.ReplaceQueued _,Event.CancelFailed _,Event.CancelRequested _,Event.CancelOrdered _,Event.DisconnectCancelOrdered _,Event.ExpiryDue _,Event.OrderParked _,Event.OrderTriggered _,Event.OrderRestated _,Event.OrderReleased _,Event.OrderReduced _,Event.LinkCancelOrdered _,Event.ReplaceRequested _,Event.RequestRefused _,Event.StatusReported _,Event.MassCancelOrdered _,Event.MassStatusReported _,Event.TradeDenied _,Event.LookAlikeNoticed _,Event.OrderRouted _ -> {
            }
        }
    }

    private Rows.AdjustedParent adjusted(long orderId, Adjustment to) {
        Conditions conditions = to.conditions();
        return new Rows.AdjustedParent(days.ofId(orderId), ids.orderId(orderId), to.symbol(), true, Stored.decimalOrNull(conditions.price()),
                conditions.instructions() == Instructions.NONE ? null : json.of(conditions.instructions()));
    }

    private void apply(CorporateActionFact fact) {
        switch (fact) {
            case CorporateActionFact.Started f -> rows.corporateActions.add(new Rows.NewCorporateAction(f.action(), f.terms().kind().name(), f.terms().symbol(),
                    f.terms().exDate(), f.terms().ratio() == null ? null : f.terms().shares().toString(), Stored.decimalOrNull(f.terms().amount()),
                    f.terms().newSymbol(), f.cancelsOrders(), f.orders(), Stored.key(f.user()), f.reason(), time, record.position()));
            case CorporateActionFact.Done f -> rows.corporateActionsDone.add(new Rows.CorporateActionDone(f.action(), time, record.position()));
        }
    }

    private void act(Event.DeskActed e) {
        switch (e.fact()) {
            case DeskFact.OrderEntered f -> {
                Event.OrderTerms entered = parent(e.orderId()).entered;
                rows.telephonedOrders.add(new Rows.TelephonedOrder(days.ofId(e.orderId()), ids.orderId(e.orderId()),
                        entered == null ? "" : Stored.key(entered.session().value()), Stored.key(f.reference()), Stored.keyOrNull(e.user()), e.reason(), time));
            }
            case DeskFact.OrderChanged f -> {
                parent(e.orderId()).terms = terms(f.clOrdId(), f.conditions());
                trailed.remove(e.orderId());
            }
            case DeskFact.ChangeOrdered _,DeskFact.ChangeFailed _,DeskFact.DeskCancelOrdered _ -> {
                // stands among the events
            }
        }
    }

    private void work(Event.OrderWorked e) {
        LocalDate ofDay = days.ofId(e.orderId());
        String orderId = ids.orderId(e.orderId());
        switch (e.fact()) {
            case CareFact.Staged _ -> rows.newCareOrders.add(new Rows.NewCareOrder(ofDay, orderId, time, record.position()));
            case CareFact.Claimed _ -> rows.careOwners.add(new Rows.CareOwner(orderId, Stored.keyOrNull(e.user()), time, record.position()));
            case CareFact.PassedOn f -> rows.careOwners.add(new Rows.CareOwner(orderId, Stored.key(f.to()), time, record.position()));
            case CareFact.GivenBack _ -> {
                rows.careOwners.add(new Rows.CareOwner(orderId, null, time, record.position()));
                rows.careMarks.add(new Rows.CareMark(orderId, false, null, time, record.position()));
            }
            case CareFact.Locked _ -> rows.careMarks.add(new Rows.CareMark(orderId, true, null, time, record.position()));
            case CareFact.Unlocked _ -> rows.careMarks.add(new Rows.CareMark(orderId, false, null, time, record.position()));
            case CareFact.FillsHeld _ -> rows.careMarks.add(new Rows.CareMark(orderId, null, true, time, record.position()));
            case CareFact.FillsReleased f -> rows.careMarks.add(new Rows.CareMark(orderId, null, f.isOver() ? false : null, time, record.position()));
            case CareFact.RequestDenied _,CareFact.PartRouted _,CareFact.PartCalledBack _,CareFact.FillTakenBack _,CareFact.FillPutRight _ -> {
                // stands among the events
            }
        }
    }

    private static @Nullable String clOrdIdOf(Event.OfOrder event) {
        return switch (event) {
            case Event.OrderAccepted e -> e.terms().clOrdId().value();
            case Event.OrderRefused e -> e.terms().clOrdId().value();
            case Event.CancelRequested e -> e.clOrdId().value();
            case Event.ReplaceQueued e -> e.clOrdId().value();
            case Event.ReplaceRequested e -> e.clOrdId().value();
            case Event.RequestRefused e -> e.clOrdId().value();
            case Event.OrderReplaced e -> e.clOrdId().value();
            case Event.OrderCanceled e -> valueOf(e.clOrdId());
            case Event.StatusReported e -> e.clOrdId().value();
            case Event.MassCancelOrdered e -> e.clOrdId().value();
            case Event.OrderRouted _,Event.OrderOverridden _,Event.OrderKilled _,Event.LookAlikeNoticed _,Event.MassStatusReported _,Event.OrderWorked _,Event.DeskActed _,Event.CancelOrdered _,Event.DisconnectCancelOrdered _,Event.CancelFailed _,Event.ExpiryDue _,Event.OrderParked _,Event.OrderTriggered _,Event.OrderTrailed _,Event.OrderAdjusted _,Event.OrderRestated _,Event.OrderReleased _,Event.OrderReduced _,Event.LinkCancelOrdered _,Event.OrderExpired _,Event.OrderDoneForDay _,Event.OrderRejected _,Event.TradeDenied _ -> null;
        };
    }

    private static @Nullable String clOrdIdOf(Event.OfMassRequest event) {
        return switch (event) {
            case Event.MassCancelAccepted e -> e.clOrdId().value();
            case Event.MassCancelRefused e -> e.clOrdId().value();
            case Event.MassCancelDone e -> e.clOrdId().value();
            case Event.MassStatusAccepted _,Event.MassStatusRefused _,Event.MassStatusDone _ -> null;
        };
    }

    private static @Nullable String valueOf(@Nullable ClOrdId id) {
        return id == null ? null : id.value();
    }

    private DraftParent enter(long orderId, Event.OrderTerms terms) {
        DraftParent order = parent(orderId);
        order.entered = terms;
        order.enteredAt = time;
        order.terms = terms(terms.clOrdId(), terms.conditions());
        return order;
    }

    private Rows.Terms terms(ClOrdId clOrdId, Conditions conditions) {
        Instructions instructions = conditions.instructions();
        return new Rows.Terms(Stored.key(clOrdId.value()), conditions.ordType().name(), conditions.timeInForce().name(),
                Stored.decimalOrNull(conditions.price()), Stored.timeOrNull(conditions.expireTime()),
                instructions == Instructions.NONE ? null : json.of(instructions));
    }

    /** It never lived, so no summary speaks of it. */
    private Rows.Standing refused(Event.OrderTerms terms) {
        return new Rows.Standing("REJECTED", Stored.decimal(terms.orderQty()), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, time, record.position());
    }

    private void say(long orderId, String text) {
        if (!text.isEmpty()) {
            parent(orderId).text = text;
        }
    }

    private DraftParent parent(long orderId) {
        return parents.computeIfAbsent(orderId, _ -> new DraftParent());
    }

    private void addOfChild(Event.OfChild event, int index) {
        if (event instanceof Event.ChildOrderCreated e) {
            children.remember(e.childId(), new Children.Child(e.orderId(), e.venue().value()));
        } else if (event instanceof Event.ChildOrderFound e) {
            children.remember(e.childId(), new Children.Child(e.orderId(), e.venue().value()));
        } else if (event instanceof Event.FilledByHand e) {
            children.remember(e.childId(), new Children.Child(e.orderId(), e.counterparty().value()));
        }
        long orderId = children.of(event.childId()).orderId();
        addEvent(event, index, orderId, event.childId(), null);
        switch (event) {
            case Event.ChildOrderCreated e -> create(e);
            case Event.ChildOrderFound e -> {
                create(e.asCreated());
                child(e.childId()).venueOrderId = Stored.keyOrNull(e.venueOrderId());
            }
            case Event.RevisedFillCame e -> came(e);
            case Event.FilledByHand e -> {
                create(e.asCreated());
                rows.executions
                        .add(execution(e.execId(), ExecType.TRADE, e.childId(), e.reference(), 0, Stored.decimal(e.lastQty()), Stored.decimal(e.lastPx()),
                                null, null));
                rows.executionsByHand.add(new Rows.ExecutionByHand(day, ids.execId(e.execId()), Stored.time(e.tradeTime()), Stored.key(e.user())));
            }
            case Event.ChildOrderAcknowledged e -> child(e.childId()).venueOrderId = Stored.key(e.venueOrderId());
            case Event.ChildOrderAdjusted e -> {
                DraftChild child = child(e.childId());
                child.replaced = e.conditions();
                child.price = Stored.decimalOrNull(e.price());
            }
            case Event.ChildOrderReplaced e -> {
                DraftChild child = child(e.childId());
                child.replaced = e.conditions();
                child.price = Stored.decimalOrNull(e.price());
            }
            case Event.ChildOrderRejected e -> sayOfChild(e.childId(), e.text());
            case Event.ChildOrderCanceled e -> sayOfChild(e.childId(), e.text());
            case Event.ChildOrderExpired e -> sayOfChild(e.childId(), e.text());
            case Event.ChildOrderDoneForDay e -> sayOfChild(e.childId(), e.text());
            case Event.OrderFilled e -> rows.executions.add(execution(e.execId(), ExecType.TRADE, e.childId(), e.venueExecId(), 0, Stored.decimal(e.lastQty()),
                    Stored.decimal(e.lastPx()), Stored.decimalOrNull(e.venueCumQty()), e.tradeDate()));
            case Event.FillBusted e -> {
                rows.executions.add(execution(e.execId(), ExecType.TRADE_CANCEL, e.childId(), e.venueExecId(), e.bustedExecId(), null, null, null, null));
                undo(e.bustedExecId(), e.execId());
            }
            case Event.FillCorrected e -> {
                rows.executions.add(execution(e.execId(), ExecType.TRADE_CORRECT, e.childId(), e.venueExecId(), e.correctedExecId(),
                        Stored.decimal(e.lastQty()), Stored.decimal(e.lastPx()), null, null));
                undo(e.correctedExecId(), e.execId());
            }
            // what they come to stands in the summary
            case Event.LegReported _,Event.ChildOrderMoved _,Event.ChildOrderWithdrawn _,Event.ChildOrderTriggered _,Event.ChildCancelRequested _,Event.ChildReplaceRequested _,Event.ChildRequestRejected _,Event.ExecutionMissed _,Event.ChildStatusRequested _,Event.ChildStatusAnswered _ -> {
            }
        }
    }

    private void create(Event.ChildOrderCreated e) {
        DraftChild child = child(e.childId());
        child.created = e;
        child.createdAt = time;
        child.price = Stored.decimalOrNull(e.price());
    }

    /** It counts as revised from the first; what never counted is undone by itself. */
    private void came(Event.RevisedFillCame e) {
        boolean isBusted = e.revisedQty() == null;
        rows.executions.add(execution(e.execId(), ExecType.TRADE, e.childId(), e.venueExecId(), 0,
                isBusted ? Stored.decimal(e.lastQty()) : Stored.decimalOrNull(e.revisedQty()),
                isBusted ? Stored.decimal(e.lastPx()) : Stored.decimalOrNull(e.revisedPx()), Stored.decimalOrNull(e.venueCumQty()), e.tradeDate()));
        if (isBusted) {
            undo(e.execId(), e.execId());
        }
        rows.settledStrays.add(new Rows.SettledStray(days.ofId(e.strayId()), ids.strayId(e.strayId()), time, null,
                "the execution has come, and counts as revised", null, null));
    }

    private void sayOfChild(long childId, String text) {
        if (!text.isEmpty()) {
            child(childId).text = text;
        }
    }

    private DraftChild child(long childId) {
        return drafts.computeIfAbsent(childId, _ -> new DraftChild());
    }

    private Rows.Execution execution(long execId, ExecType execType, long childId, String venueExecId, long refExecId, @Nullable BigDecimal lastQty,
            @Nullable BigDecimal lastPx, @Nullable BigDecimal venueCumQty, @Nullable String tradeDate) {
        Children.Child child = children.of(childId);
        return new Rows.Execution(day, ids.execId(execId), execType.name(), ids.orderId(child.orderId()), days.ofId(child.orderId()), ids.venueClOrdId(childId),
                days.ofId(childId), child.venue(), Stored.key(venueExecId), refExecId == 0 ? null : ids.execId(refExecId), lastQty, lastPx, venueCumQty,
                tradeDate,
                time, record.position());
    }

    private void undo(long execId, long undoneBy) {
        rows.undoneExecutions.add(new Rows.UndoneExecution(days.ofId(execId), ids.execId(execId), ids.execId(undoneBy)));
    }

    private void addEvent(Event event, int index, long orderId, long childId, @Nullable String clOrdId) {
        Origin origin = record.consumed();
        rows.orderEvents
                .add(new Rows.OrderEvent(day, record.position(), index, time, EventJson.nameOf(event), orderId == 0 ? null : ids.orderId(orderId),
                        childId == 0 ? null : ids.venueClOrdId(childId), origin == null ? null : Stored.key(origin.session().value()),
                        origin == null ? null : origin.msgSeqNum(), Stored.keyOrNull(clOrdId), json.of(event)));
    }

    private void addSession(String name, @Nullable VenueId venue, @Nullable String reason, Event event, int index) {
        String session = Stored.key(name);
        String venueName = venue == null ? null : venue.value();
        rows.sessionEvents.add(new Rows.SessionEvent(day, record.position(), index, time, event.getClass().getSimpleName(), session, venueName, reason));
        connections.put(session,
                new Rows.SessionConnection(session, venueName, event instanceof Event.SessionLoggedOn, reason, time, record.position()));
    }

    /** A summary is of an order that the record's events are about, so there is a draft of it already where there has to be a new row. */
    private void stand(OrderSummary summary) {
        Rows.Standing standing = new Rows.Standing(summary.ordStatus().name(), Stored.decimal(summary.orderQty()), Stored.decimal(summary.cumQty()),
                Stored.decimal(summary.leavesQty()), Stored.decimal(summary.traded()), time, record.position());
        if (drafts.containsKey(summary.id()) || children.knows(summary.id())) {
            child(summary.id()).standing = standing;
        } else {
            parent(summary.id()).standing = standing;
        }
    }

    private void finish(long number, DraftParent order) {
        LocalDate orderDay = days.ofId(number);
        String orderId = ids.orderId(number);
        Event.OrderTerms entered = order.entered;
        if (entered != null) {
            rows.newParents
                    .add(new Rows.NewParent(orderDay, orderId, Stored.key(entered.session().value()), Stored.keyOrNull(entered.account()), entered.symbol(),
                            entered.side().name(), present(order.terms, orderId), present(order.standing, orderId), order.refusal, order.text,
                            present(order.enteredAt, orderId), order.list, order.cross));
            return;
        }
        if (order.terms != null) {
            rows.replacedParents.add(new Rows.ReplacedParent(orderDay, orderId, Stored.keyOrNull(order.account), order.terms));
        }
        rows.touchedParents.add(new Rows.Touched(orderDay, orderId, present(order.standing, orderId), null, order.text));
    }

    private void finish(long number, DraftChild child) {
        LocalDate childDay = days.ofId(number);
        String childId = ids.venueClOrdId(number);
        Event.ChildOrderCreated created = child.created;
        if (created != null) {
            rows.newChildren.add(new Rows.NewChild(childDay, childId, ids.orderId(created.orderId()), days.ofId(created.orderId()), created.venue().value(),
                    child.venueOrderId, created.ordType().name(), created.timeInForce().name(), child.price, Stored.timeOrNull(created.expireTime()),
                    Stored.decimalOrNull(created.quotePrice()), Stored.decimalOrNull(created.quoteQty()), present(child.standing, childId), child.text,
                    present(child.createdAt, childId)));
            return;
        }
        Conditions replaced = child.replaced;
        if (replaced != null) {
            rows.replacedChildren.add(new Rows.ReplacedChild(childDay, childId, replaced.ordType().name(), replaced.timeInForce().name(), child.price,
                    Stored.timeOrNull(replaced.expireTime())));
        }
        rows.touchedChildren.add(new Rows.Touched(childDay, childId, present(child.standing, childId), child.venueOrderId, child.text));
    }

    private static <T> T present(@Nullable T value, String id) {
        if (value == null) {
            throw new IllegalStateException("the log changes " + id + " and does not say how it stands");
        }
        return value;
    }
}
