package io.portcullis.admin.readmodel;

import io.portcullis.admin.readmodel.Alert.Severity;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The console's picture of the desk, folded from the log's records: one projection thread applies them in log order, any thread may ask.
 * <p>
 * It is bounded: beyond {@code maxOrders} the order goes that was closed first, and the oldest one if all are open. An order of which the acceptance was not
 * read, or that is no longer kept, is passed over in silence: the log has it.
 */
public final class ReadModel {

    public static final int DEFAULT_MAX_ORDERS = 10_000;
    private final Map<Long, KillFact.Ordered> kills = new LinkedHashMap<>();
    private final RiskLimits limits = new RiskLimits();
    private static final int MAX_ALERTS = 200;

    private final Ids ids;
    private final int maxOrders;
    private final EventText sentences;
    private final KeptOrders orders;
    private final AlertBoard alerts = new AlertBoard(MAX_ALERTS);
    /** Of orders whose acceptance follows in the same record. */
    private final Map<Long, Event.OrderListAccepted> listOf = new HashMap<>();
    private final Map<Long, CrossFact.Accepted> crossOf = new HashMap<>();
    private DayCounts today = new DayCounts(0);
    private DeskStatus.@Nullable Halt halt;
    private @Nullable LocalDate tradingDay;
    private DeskStatus.@Nullable DayEnd dayEnd;
    private long position;
    private long time;
    private long strayChanges;

    /**
     * @param ids of the log that will be read
     * @param maxOrders how many orders are kept; at least 1
     */
    public ReadModel(Ids ids, int maxOrders) {
        if (maxOrders < 1) {
            throw new IllegalArgumentException("at least one order must be kept, was " + maxOrders);
        }
        this.ids = ids;
        this.maxOrders = maxOrders;
        this.orders = new KeptOrders(ids, maxOrders);
        this.sentences = new EventText(ids);
    }

    /**
     * Begins with what a recovered shard knows of the time before the first record that will be read: the halt, the trading day and the orders that are still
     * open. To be called before {@link #apply}, and before the shard goes on.
     *
     * @param firstPosition of the first record that will be applied; what the state knows of later ones is not counted twice
     */
    public synchronized void beginWith(ShardState state, long firstPosition) {
        Event.TradingHalted halted = state.halt();
        halt = halted == null ? null : new DeskStatus.Halt(halted.user(), halted.reason(), 0);
        tradingDay = state.tradingDay();
        Event.DayEnded ended = state.dayEnded();
        dayEnd = ended == null ? null : new DeskStatus.DayEnd(ended.user(), ended.reason(), 0);
        limits.become(state.limits());
        state.kills().inForce().forEach(kill -> kills.put(kill.killId(), kill.ordered()));
        for (ParentOrder open : state.openOrdersByAge()) {
            if (open.orderId() < Ids.number(firstPosition, 0)) {
                OrderList list = state.lists().of(open.orderId());
                TrackedOrder order = TrackedOrder.recovered(open, state.position());
                order.listed(list == null ? null : list.terms(), open.isHeld());
                Cross cross = state.crosses().of(open.orderId());
                order.crossed(cross == null ? null : cross.accepted());
                orders.settle(orders.add(order));
            }
        }
        orders.dropBeyondLimit();
    }

    private void follow(KillFact fact) {
        switch (fact) {
            case KillFact.Ordered f -> kills.put(f.killId(), f);
            case KillFact.Released f -> kills.remove(f.killId());
            case KillFact.SymbolsAdded f -> kills.computeIfPresent(f.killId(), (_, ordered) -> ordered.withMore(f.symbols()));
            case KillFact.WorkedOff _,KillFact.Flat _,KillFact.ReleaseProposed _,KillFact.ReleaseEnded _,KillFact.Rehearsed _,KillFact.Answered _,KillFact.Awaited _,KillFact.Completed _ -> {
                // changes nothing about what is in force
            }
        }
    }

    /**
     * Takes in the next record. A record that was applied before is passed over, so that a projection may read a part of the log again.
     */
    public synchronized void apply(EventRecord record) {
        if (record.position() <= position) {
            return;
        }
        position = record.position();
        time = record.time();
        today.since(time);
        Set<TrackedOrder> touched = new LinkedHashSet<>(4);
        for (Event event : record.events()) {
            today.count(event);
            TrackedOrder order = fold(event);
            if (order != null) {
                touched.add(order);
                order.remember(event, time, position);
            }
            alert(event, order);
        }
        for (OrderSummary summary : record.summaries()) {
            TrackedOrder order = stand(summary);
            if (order != null) {
                touched.add(order);
            }
        }
        touched.forEach(orders::settle);
        orders.dropBeyondLimit();
    }

    /** @return the parent order that the event is about; null if it is about none that is kept */
    private @Nullable TrackedOrder fold(Event event) {
        return switch (event) {
            case Event.OrderAccepted e -> {
                TrackedOrder order = orders.add(
                        new TrackedOrder(e.orderId(), e.terms(), firstSummary(e.orderId(), e.terms(), OrdStatus.NEW), e.risk(), List.of(), time));
                Event.OrderListAccepted list = listOf.remove(e.orderId());
                order.listed(list,
                        list != null && (list.waitsForExecute() || list.contingency().triggers() && list.orders().getFirst().orderId() != e.orderId()));
                order.crossed(crossOf.remove(e.orderId()));
                order.waits(e.isWorkedHere() ? OrderRow.Trigger.PARKED : OrderRow.Trigger.AT_VENUE);
                yield order;
            }
            case Event.OrderRefused e -> {
                TrackedOrder order = orders.add(
                        new TrackedOrder(e.orderId(), e.terms(), firstSummary(e.orderId(), e.terms(), OrdStatus.REJECTED), null, e.objections(), time));
                order.ended(EventText.objections(e.objections()));
                yield order;
            }
            case Event.OfOrder e -> foldInto(orders.order(e.orderId()), e);
            case Event.ChildOrderCreated e -> createChild(e);
            case Event.ChildOrderFound e -> {
                TrackedOrder order = createChild(e.asCreated());
                if (orders.child(e.childId()) instanceof TrackedChild child) {
                    child.found(e.venueOrderId());
                }
                yield order;
            }
            case Event.FilledByHand e -> {
                TrackedOrder order = createChild(e.asCreated());
                if (orders.child(e.childId()) instanceof TrackedChild child && !child.parent.knows(position)) {
                    child.found("");
                    child.parent.filled(e.asFilled(), child, time);
                }
                yield order;
            }
            case Event.OfChild e -> {
                strayChanges += e instanceof Event.RevisedFillCame ? 1 : 0;
                yield foldInto(orders.child(e.childId()), e);
            }
            case Event.TradingHalted e -> {
                halt = new DeskStatus.Halt(e.user(), e.reason(), time);
                yield null;
            }
            case Event.TradingResumed e -> {
                halt = null;
                yield null;
            }
            case Event.DayStarted e -> {
                tradingDay = e.tradingDay();
                dayEnd = null;
                today = new DayCounts(time);
                yield null;
            }
            case Event.DayEnded e -> {
                dayEnd = new DeskStatus.DayEnd(e.user(), e.reason(), time);
                yield null;
            }
            case Event.VenueOpened _ -> null;
            case Event.VenueClosed _ -> null;
            case Event.VenueReconciled _ -> null;
            case Event.VenuePhaseBegan _ -> null;
            case Event.VenueDayChanged _ -> null;
            case Event.CorporateActionTold _ -> null;
            case Event.PositionsTold _ -> null;
            case Event.KillTold e -> {
                follow(e.fact());
                yield null;
            }
            case Event.LastPointTold _ -> null;
            case Event.LocatesTold _ -> null;
            case Event.OverridesTold _ -> null;
            case Event.MarketTold _ -> null;
            case Event.LimitsTold e -> {
                limits.after(e.fact(), time);
                yield null;
            }
            case Event.SessionLoggedOff e -> {
                if (e.venue() != null) {
                    doubtAnswersOf(e.venue(), e.session());
                }
                yield null;
            }
            case Event.SessionLoggedOn _ -> null;
            case Event.OfDisconnect _ -> null;
            case Event.OfMassRequest _ -> null;
            case Event.OrderListAccepted e -> {
                e.orders().forEach(order -> listOf.put(order.orderId(), e));
                yield null;
            }
            case Event.OfList _ -> null;
            case Event.CrossChanged e -> {
                if (e.fact() instanceof CrossFact.Accepted accepted) {
                    accepted.sides().forEach(side -> crossOf.put(side.orderId(), accepted));
                }
                yield null;
            }
            case Event.SessionSteered _ -> null;
            case Event.VenueSteered _ -> null;
            case Event.MessageRefused _ -> null;
            case Event.VenueMessageNoted _ -> null;
            case Event.ClientMessageNoted _ -> null;
            case Event.StrayExecution e -> {
                strayChanges++;
                TrackedChild child = e.childId() == 0 ? null : orders.child(e.childId());
                yield child == null || child.parent.knows(position) ? null : child.parent;
            }
            case Event.StrayAssigned e -> {
                strayChanges++;
                TrackedOrder order = orders.order(e.orderId());
                yield order == null || order.knows(position) ? null : order;
            }
            case Event.OfStray _ -> {
                strayChanges++;
                yield null;
            }
        };
    }

    private static OrderSummary firstSummary(long id, Event.OrderTerms terms, OrdStatus status) {
        Quantity leaves = status == OrdStatus.REJECTED ? Quantity.ZERO : terms.orderQty();
        return new OrderSummary(id, status, terms.orderQty(), Quantity.ZERO, leaves, Money.ZERO);
    }

    private @Nullable TrackedOrder foldInto(@Nullable TrackedOrder order, Event.OfOrder event) {
        if (order == null || order.knows(position)) {
            return order;
        }
        switch (event) {
            case Event.ReplaceQueued _ -> {
            }
            case Event.ReplaceRequested e -> order.checked(e.risk());
            case Event.OrderReplaced e -> order.replaced(e);
            case Event.OrderCanceled e -> order.ended(e.text());
            case Event.OrderExpired e -> order.ended(e.text());
            case Event.OrderDoneForDay e -> order.ended(e.text());
            case Event.OrderRejected e -> order.ended(e.text());
            case Event.OrderWorked e -> order.worked(e);
            case Event.DeskActed e -> order.acted(e.fact());
            case Event.OrderParked _ -> order.waits(OrderRow.Trigger.PARKED);
            case Event.OrderTriggered _ -> order.waits(OrderRow.Trigger.TRIGGERED);
            case Event.OrderTrailed e -> order.trailed(e);
            case Event.OrderAdjusted e -> order.adjusted(e.to());
            case Event.OrderAccepted _ -> {
            }
            case Event.OrderRefused _ -> {
            }
            case Event.CancelRequested _ -> {
            }
            case Event.CancelOrdered _ -> {
            }
            case Event.OrderKilled _ -> {
            }
            case Event.OrderOverridden _ -> {
            }
            case Event.DisconnectCancelOrdered _ -> {
            }
            case Event.RequestRefused _ -> {
            }
            case Event.StatusReported _ -> {
            }
            case Event.MassStatusReported _ -> {
            }
            case Event.OrderRestated _ -> {
            }
            case Event.OrderReleased _ -> order.released();
            case Event.OrderReduced e -> order.reduced(e.by());
            case Event.LinkCancelOrdered _ -> {
            }
            case Event.MassCancelOrdered _ -> {
            }
            case Event.CancelFailed _ -> {
            }
            case Event.ExpiryDue _ -> {
            }
            case Event.TradeDenied _ -> {
            }
            case Event.OrderRouted _ -> {
            }
            case Event.LookAlikeNoticed _ -> {
            }
        }
        return order;
    }

    private @Nullable TrackedOrder createChild(Event.ChildOrderCreated event) {
        TrackedOrder order = orders.order(event.orderId());
        if (order == null || order.knows(position)) {
            return order;
        }
        orders.add(new TrackedChild(order, event, time));
        return order;
    }

    private @Nullable TrackedOrder foldInto(@Nullable TrackedChild child, Event.OfChild event) {
        if (child == null) {
            return null;
        }
        TrackedOrder order = child.parent;
        if (order.knows(position)) {
            return order;
        }
        switch (event) {
            case Event.ChildOrderAcknowledged e -> child.acknowledged(e.venueOrderId());
            case Event.ChildOrderRejected e -> child.ended(e.text());
            case Event.ChildOrderCanceled e -> child.ended(e.text());
            case Event.ChildOrderExpired e -> child.ended(e.text());
            case Event.ChildOrderDoneForDay e -> child.ended(e.text());
            case Event.ChildOrderReplaced e -> child.replaced(e.conditions());
            case Event.ChildOrderAdjusted e -> child.adjusted(e.conditions());
            case Event.ChildStatusRequested _ -> child.questioned();
            case Event.ChildCancelRequested _ -> child.requested();
            case Event.ChildReplaceRequested _ -> child.requested();
            case Event.ChildRequestRejected _ -> child.requestAnswered();
            case Event.ChildStatusAnswered _ -> child.questionAnswered();
            case Event.OrderFilled e -> {
                child.known();
                child.executed();
                order.filled(e, child, time);
            }
            case Event.LegReported e -> {
                child.known();
                order.legs.reported(e, time);
            }
            case Event.FillBusted e -> order.busted(e);
            case Event.FillCorrected e -> order.corrected(e);
            case Event.ChildOrderTriggered _ -> {
                child.known();
                order.waits(OrderRow.Trigger.TRIGGERED);
            }
            case Event.RevisedFillCame e -> {
                child.known();
                child.executed();
                order.filled(e, child, time);
            }
            case Event.ChildOrderCreated _ -> {
            }
            case Event.ChildOrderFound _ -> {
            }
            case Event.FilledByHand _ -> {
            }
            case Event.ChildOrderWithdrawn _ -> {
            }
            case Event.ChildOrderMoved e -> child.moved(e.session());
            case Event.ExecutionMissed e -> {
                if (e.quantity().isPositive()) {
                    child.executed();
                }
            }
        }
        return order;
    }

    private void doubtAnswersOf(VenueId venue, SessionKey session) {
        for (TrackedOrder order : orders.all()) {
            boolean any = false;
            for (TrackedChild child : order.children()) {
                if (child.goesOver(venue, session)) {
                    child.venueLost();
                    any |= child.isUnconfirmed();
                }
            }
            if (any) {
                orders.settle(order);
            }
        }
    }

    private @Nullable TrackedOrder stand(OrderSummary summary) {
        TrackedOrder order = orders.order(summary.id());
        TrackedChild child = orders.child(summary.id());
        TrackedOrder concerned = order != null ? order : child != null ? child.parent : null;
        if (concerned == null || concerned.knows(position)) {
            return concerned;
        }
        if (child != null) {
            child.stand(summary, time);
        } else {
            concerned.stand(summary, time, position);
        }
        return concerned;
    }

    private void alert(Event event, @Nullable TrackedOrder order) {
        Severity severity = AlertRules.severityOf(event);
        if (severity != null) {
            String orderId = order == null ? null : ids.orderId(order.id);
            String blocked = AlertRules.blocked(event);
            if (blocked != null) {
                alerts.addOfKind(time, severity, sessionOf(event), blocked, orderId);
            } else if (event instanceof Event.ChildStatusRequested asked && order != null) {
                alerts.add(time, severity, venueOf(asked), "owes an answer: the status of its order is asked for", orderId);
            } else {
                alerts.add(time, severity, orderId == null ? AlertRules.subjectOf(event) : orderId, sentences.of(event), orderId);
            }
        }
    }

    private static String sessionOf(Event event) {
        return switch (event) {
            case Event.OrderRefused e -> e.terms().session().value();
            case Event.RequestRefused e -> e.session().value();
            default -> AlertRules.subjectOf(event);
        };
    }

    /** A venue that falls silent owes answers for many orders: that is one alert of the venue, not one of each order. */
    private String venueOf(Event.ChildStatusRequested event) {
        TrackedChild child = orders.child(event.childId());
        return child == null ? AlertRules.subjectOf(event) : child.created.venue().value();
    }

    /** How often something has happened to stray executions: which there are is asked elsewhere, when this has changed. */
    public synchronized long strayChanges() {
        return strayChanges;
    }

    /** The ids of the log that this model shows. */
    public Ids ids() {
        return ids;
    }

    public int maxOrders() {
        return maxOrders;
    }

    public synchronized DeskStatus status() {
        return new DeskStatus(halt, tradingDay, dayEnd, List.copyOf(kills.values()), position, time, orders.openCount(), orders.unconfirmedCount(),
                today.view());
    }

    /** The alerts whose version is above that one, newest first; of all of them at most the newest 200 are kept. */
    public synchronized List<Alert> alertsSince(long version) {
        return alerts.since(version);
    }

    /** The orders that pass the filter, newest first, at most so many. */
    public synchronized List<OrderRow> orders(OrderFilter filter, int limit) {
        List<OrderRow> rows = new ArrayList<>();
        for (TrackedOrder order : orders.all().stream().toList().reversed()) {
            if (rows.size() == limit) {
                break;
            }
            OrderRow row = order.row(ids);
            if (filter.passes(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The orders that people work, newest first: the open ones, and of the others those that are still kept. */
    public synchronized List<OrderRow> careOrders() {
        return orders.all().stream().filter(TrackedOrder::isCare).map(order -> order.row(ids)).toList().reversed();
    }

    /** Empty if no such order is kept. */
    public synchronized Optional<OrderDetail> order(long orderId) {
        return Optional.ofNullable(orders.order(orderId)).map(order -> order.detail(ids, limits));
    }

    /** The numbers of all orders that are kept, in order of their coming. */
    public synchronized List<Long> orderIds() {
        return orders.numbers();
    }

    /** The rows of those orders that are still kept, newest first. */
    public synchronized List<OrderRow> rows(Collection<Long> orderIds) {
        return orderIds.stream().map(orders::order).filter(Objects::nonNull).sorted(Comparator.comparingLong((TrackedOrder order) -> order.id).reversed())
                .map(order -> order.row(ids)).toList();
    }

    /**
     * Takes what changed since the last call: for one taker, who passes it on. However long nobody takes, it stays bounded, because an order counts once and
     * one that is dropped does not count.
     */
    public synchronized Changes takeChanges() {
        return orders.takeChanges();
    }
}
