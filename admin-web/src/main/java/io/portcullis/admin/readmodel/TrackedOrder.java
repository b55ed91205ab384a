package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A parent order as far as it is shown: bounded however long it lives. */
final class TrackedOrder {

    private static final int MAX_CHILDREN = 64;
    private static final int MAX_FILLS = 100;
    private static final int MAX_HISTORY = 100;

    final long id;
    private final ClOrdId firstClOrdId;
    private final List<Objection> objections;
    private final long received;
    private final Deque<TrackedChild> children = new ArrayDeque<>(2);
    private final Deque<Fill> fills = new ArrayDeque<>(2);
    private final Deque<Occurrence> history = new ArrayDeque<>(8);
    final TrackedLegs legs = new TrackedLegs();
    private OrderTerms terms;
    private OrderSummary summary;
    private @Nullable RiskFacts risk;
    private int childrenOmitted;
    private int fillsOmitted;
    private long knownUntil;
    private long updated;
    private long position;
    private String text = "";
    private OrderRow.@Nullable Trigger trigger;
    private Event.@Nullable OrderListAccepted list;
    private CrossFact.@Nullable Accepted cross;
    private boolean isHeld;
    private @Nullable TrackedCare care;
    private String reference = "";
    /** Kept for the model: whether it waits in its line of closed orders, and as what it was counted. */
    boolean inLineToGo;
    boolean countedOpen;
    boolean countedUnconfirmed;

    /** @param latestExecId of the fill, or of what last changed it: a later bust or correction may name either */
    private record Fill(Event.OrderFilled filled, TrackedChild child, Quantity lastQty, Price lastPx, long time, long latestExecId,
            OrderDetail.FillState state) {
        boolean isKnownAs(long execId) {
            return execId == filled.execId() || execId == latestExecId;
        }
    }

    private record Occurrence(long time, Event event) {
    }

    TrackedOrder(long id, OrderTerms terms, OrderSummary summary, @Nullable RiskFacts risk, List<Objection> objections, long time) {
        this.id = id;
        this.terms = terms;
        this.summary = summary;
        this.risk = risk;
        this.objections = objections;
        this.firstClOrdId = terms.clOrdId();
        this.received = time;
        this.isHeld = terms.instructions().activation() != null;
    }

    /** One of a shard that was recovered, with all that happened to it up to that position. */
    static TrackedOrder recovered(ParentOrder order, long knownUntil) {
        TrackedOrder tracked = new TrackedOrder(order.orderId(), order.terms(), order.summary(), null, List.of(), order.acceptedTime());
        tracked.knownUntil = knownUntil;
        tracked.updated = order.acceptedTime();
        tracked.position = order.orderId() / Ids.PER_RECORD;
        tracked.waits(order.isTriggered() ? OrderRow.Trigger.TRIGGERED : order.isParked() ? OrderRow.Trigger.PARKED : OrderRow.Trigger.AT_VENUE);
        for (ChildOrder child : order.children()) {
            TrackedChild trackedChild = TrackedChild.recovered(tracked, child, order.acceptedTime());
            tracked.add(trackedChild);
            tracked.legs.recovered(child.legFills());
            for (io.portcullis.oms.order.Fill fill : child.fills()) {
                tracked.filled(
                        new Event.OrderFilled(fill.execId(), child.childId(), fill.venueExecId(), fill.lastQty(), fill.lastPx(), fill.venueCumQty(),
                                fill.tradeDate()),
                        trackedChild, 0);
                if (fill.isBusted()) {
                    tracked.busted(new Event.FillBusted(fill.execId(), child.childId(), fill.execId(), fill.venueExecId()));
                }
            }
        }
        tracked.care = TrackedCare.recovered(order.care());
        tracked.reference = order.reference();
        return tracked;
    }

    /** Whether what a record at that position says of it is already in it. */
    boolean knows(long atPosition) {
        return atPosition <= knownUntil;
    }

    void remember(Event event, long time, long atPosition) {
        if (event instanceof Event.OrderTrailed && !history.isEmpty() && history.getLast().event instanceof Event.OrderTrailed) {
            history.removeLast(); // there may be thousands in a row, and the last one says it all
        } else if (history.size() == MAX_HISTORY) {
            history.removeFirst();
        }
        history.addLast(new Occurrence(time, event));
        updated = time;
        position = atPosition;
    }

    void stand(OrderSummary now, long time, long atPosition) {
        summary = now;
        updated = time;
        position = atPosition;
    }

    void replaced(Event.OrderReplaced event) {
        terms = terms.replacedBy(event.clOrdId(), isHeld ? event.conditions() : event.conditions().onceActive()).forAccount(event.account());
    }

    void adjusted(Adjustment to) {
        if (!to.isCanceled()) {
            terms = new OrderTerms(terms.session(), terms.clOrdId(), terms.account(), to.symbol(), terms.side(), to.conditions(), terms.carried());
        }
    }

    void trailed(Event.OrderTrailed event) {
        terms = terms.replacedBy(terms.clOrdId(), terms.conditions().trailedTo(event.stopPx(), event.price()));
    }

    /** The list that it came in; null if it came by itself. */
    void listed(Event.@Nullable OrderListAccepted its, boolean waits) {
        list = its;
        isHeld = waits;
        if (!waits) {
            released();
        }
    }

    /** The cross that it is a side of; null if it is of none. */
    void crossed(CrossFact.@Nullable Accepted its) {
        cross = its;
    }

    /** It waits for another order, for word, or for its time no more. */
    void released() {
        isHeld = false;
        terms = terms.replacedBy(terms.clOrdId(), terms.conditions().onceActive());
    }

    /** Its order list made it smaller. */
    void reduced(Quantity by) {
        terms = terms.replacedBy(terms.clOrdId(), terms.conditions().withQty(terms.orderQty().minus(by)));
    }

    /** If it is one that waits for its stop price: where, or that it was reached. */
    void waits(OrderRow.Trigger now) {
        trigger = terms.ordType().waitsForTrigger() ? now : null;
    }

    void checked(RiskFacts facts) {
        risk = facts;
    }

    void ended(String why) {
        text = why;
    }

    /** @return the child that is no longer kept because of it; null if there is room */
    @Nullable
    TrackedChild add(TrackedChild child) {
        children.addLast(child);
        if (children.size() <= MAX_CHILDREN) {
            return null;
        }
        childrenOmitted++;
        return children.removeFirst();
    }

    void filled(Event.OrderFilled event, TrackedChild child, long time) {
        if (fills.size() == MAX_FILLS) {
            fills.removeFirst();
            fillsOmitted++;
        }
        if (care != null) {
            care.filled(event.execId());
        }
        fills.addLast(new Fill(event, child, event.lastQty(), event.lastPx(), time, event.execId(), OrderDetail.FillState.STANDS));
    }

    /** An execution that came behind its bust or its correction. */
    void filled(Event.RevisedFillCame event, TrackedChild child, long time) {
        Quantity revisedQty = event.revisedQty();
        Price revisedPx = event.revisedPx();
        Event.OrderFilled asCame = new Event.OrderFilled(event.execId(), event.childId(), event.venueExecId(), event.lastQty(), event.lastPx(),
                event.venueCumQty(), event.tradeDate());
        filled(asCame, child, time);
        if (revisedQty == null || revisedPx == null) {
            restate(event.execId(), fill -> new Fill(asCame, child, fill.lastQty, fill.lastPx, time, event.execId(), OrderDetail.FillState.BUSTED));
        } else {
            restate(event.execId(), fill -> new Fill(asCame, child, revisedQty, revisedPx, time, event.execId(), OrderDetail.FillState.CORRECTED));
        }
    }

    void worked(Event.OrderWorked event) {
        TrackedCare known = care == null ? new TrackedCare() : care;
        care = known;
        known.worked(event);
    }

    /** Our people did something in the client's place. */
    void acted(DeskFact fact) {
        switch (fact) {
            case DeskFact.OrderEntered f -> reference = f.reference();
            case DeskFact.ChangeOrdered f -> risk = f.risk();
            case DeskFact.OrderChanged f -> terms = terms.replacedBy(terms.clOrdId(), f.conditions());
            case DeskFact.ChangeFailed _,DeskFact.DeskCancelOrdered _ -> {
                // what follows from it has events of its own
            }
        }
    }

    void busted(Event.FillBusted event) {
        if (care != null) {
            care.busted(event.bustedExecId());
        }
        restate(event.bustedExecId(),
                fill -> new Fill(fill.filled, fill.child, fill.lastQty, fill.lastPx, fill.time, event.execId(), OrderDetail.FillState.BUSTED));
    }

    void corrected(Event.FillCorrected event) {
        if (care != null) {
            care.corrected(event.correctedExecId(), event.execId());
        }
        restate(event.correctedExecId(),
                fill -> new Fill(fill.filled, fill.child, event.lastQty(), event.lastPx(), fill.time, event.execId(), OrderDetail.FillState.CORRECTED));
    }

    private void restate(long execId, UnaryOperator<Fill> change) {
        List<Fill> all = new ArrayList<>(fills);
        all.replaceAll(fill -> fill.isKnownAs(execId) ? change.apply(fill) : fill);
        fills.clear();
        fills.addAll(all);
    }

    Iterable<TrackedChild> children() {
        return children;
    }

    boolean isCare() {
        return care != null;
    }

    boolean isOpen() {
        return summary.leavesQty().isPositive();
    }

    int unconfirmed() {
        int count = 0;
        for (TrackedChild child : children) {
            count += child.isUnconfirmed() ? 1 : 0;
        }
        return count;
    }

    OrderRow row(Ids ids) {
        return new OrderRow(ids.orderId(id), terms, summary, unconfirmed(), children.size() + childrenOmitted, received, updated, position, text,
                trigger, list == null ? null : OrderRow.InList.of(list, id, ids, isHeld), cross == null ? null : OrderRow.InCross.of(cross, id, ids),
                care == null ? null : care.standing(atVenues(), ids), reference);
    }

    private Quantity atVenues() {
        Quantity sum = Quantity.ZERO;
        for (TrackedChild child : children) {
            sum = sum.plus(child.leavesQty());
        }
        return sum;
    }

    private List<OrderDetail.CheckedLimit> checked(RiskLimits limits) {
        List<OrderDetail.CheckedLimit> checked = new ArrayList<>();
        for (Event.LimitUse use : risk == null ? List.<Event.LimitUse>of() : risk.uses()) {
            RiskLimits.Standing standing = limits.standing(use.limit());
            if (standing != null) {
                checked.add(new OrderDetail.CheckedLimit(standing.key().toString(), standing.limit() == null ? null : standing.limit().toString(), use.used()));
            }
        }
        return checked;
    }

    /** @param limits that orders may have been held against */
    OrderDetail detail(Ids ids, RiskLimits limits) {
        List<OrderDetail.Child> childViews = children.stream().map(child -> child.view(ids.venueClOrdId(child.created.childId()))).toList();
        List<OrderDetail.Fill> fillViews = fills.reversed().stream()
                .map(fill -> new OrderDetail.Fill(ids.execId(fill.filled.execId()), ids.execId(fill.latestExecId), fill.child.created.venue(),
                        fill.filled.venueExecId(), fill.lastQty,
                        fill.lastPx, fill.time,
                        fill.state))
                .toList();
        EventText sentences = new EventText(ids);
        List<OrderDetail.Happening> happenings = history.reversed().stream().map(past -> new OrderDetail.Happening(past.time, sentences.of(past.event)))
                .toList();
        return new OrderDetail(row(ids), firstClOrdId, objections, risk, checked(limits), childViews, childrenOmitted, fillViews, fillsOmitted, legs.view(ids),
                happenings, routings());
    }

    private List<OrderDetail.Routing> routings() {
        List<OrderDetail.Routing> routings = new ArrayList<>();
        for (Occurrence past : history.reversed()) {
            if (past.event instanceof Event.OrderRouted routed) {
                routings.add(new OrderDetail.Routing(past.time, routed));
            }
        }
        return routings;
    }
}
