package io.portcullis.oms.order;

import io.portcullis.oms.command.Origin;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a shard's events fold into. Holds no rule: an event is a fact and cannot be refused. Not thread-safe: it belongs to the shard's thread.
 */
public final class ShardState {

    private static final Price NO_PRICE = new Price(0);

    final Long2ObjectHashMap<ParentOrder> orders = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<ParentOrder> open = new Long2ObjectHashMap<>();
    final Long2ObjectHashMap<ChildOrder> byRequest = new Long2ObjectHashMap<>();
    final Map<SessionKey, SessionState> sessions = new LinkedHashMap<>();
    final Set<VenueId> connected = new HashSet<>();
    long position;
    @Nullable
    LocalDate tradingDay;
    Event.@Nullable TradingHalted halt;

    // Questions

    /** Of the last record that was folded; 0 before the first. */
    public long position() {
        return position;
    }

    /** Null before the first day has begun. */
    public @Nullable LocalDate tradingDay() {
        return tradingDay;
    }

    /** Who halted trading, and why; null while it goes on. */
    public Event.@Nullable TradingHalted halt() {
        return halt;
    }

    public @Nullable ParentOrder order(long orderId) {
        return orders.get(orderId);
    }

    /** By the number of any ClOrdID(11) that was ever used for it towards its venue. */
    public @Nullable ChildOrder childByRequest(long requestId) {
        return byRequest.get(requestId);
    }

    public boolean isConnected(VenueId venue) {
        return connected.contains(venue);
    }

    /** Null if nothing was ever heard of it. */
    public @Nullable SessionState session(SessionKey key) {
        return sessions.get(key);
    }

    /** In the order in which they were first heard of. */
    public Collection<SessionState> sessions() {
        return sessions.values();
    }

    public @Nullable ParentOrder order(SessionKey session, ClOrdId clOrdId) {
        SessionState state = sessions.get(session);
        return state == null ? null : state.order(clOrdId);
    }

    public int orderCount() {
        return orders.size();
    }

    public int openOrderCount() {
        return open.size();
    }

    /** All orders of the day and those of earlier days that are not settled, oldest first. */
    public List<ParentOrder> ordersByAge() {
        return byAge(orders.values());
    }

    /** Those that are not settled, oldest first. */
    public List<ParentOrder> openOrdersByAge() {
        return byAge(open.values());
    }

    private static List<ParentOrder> byAge(Collection<ParentOrder> unordered) {
        List<ParentOrder> all = new ArrayList<>(unordered);
        all.sort(Comparator.comparingLong(ParentOrder::orderId));
        return all;
    }

    // Changes

    /** All events of a record are folded: the message that it came in is done. */
    public void after(long recordPosition, @Nullable Origin consumed) {
        position = recordPosition;
        if (consumed != null) {
            SessionState session = sessionOf(consumed.session());
            session.generation = consumed.generation();
            session.consumed = consumed.msgSeqNum();
        }
    }

    /** @param time of the record, epoch nanoseconds */
    public void after(Event event, long time) {
        switch (event) {
            case Event.OrderAccepted e -> accept(new ParentOrder(e.orderId(), e.terms(), e.risk().valuationPrice(), time));
            case Event.OrderRefused e -> refuse(e, time);
            case Event.CancelRequested e -> {
                ParentOrder order = known(e.orderId());
                order.after(e);
                sessionOf(order.terms.session()).byClOrdId.put(e.clOrdId().value(), order);
            }
            case Event.ReplaceRequested e -> {
                ParentOrder order = known(e.orderId());
                order.after(e);
                sessionOf(order.terms.session()).byClOrdId.put(e.clOrdId().value(), order);
            }
            case Event.RequestRefused e -> {
                ParentOrder order = orders.get(e.orderId());
                if (order != null) {
                    order.after(e);
                    file(order);
                }
            }
            case Event.StatusReported e -> {
            }
            case Event.OfOrder e -> {
                ParentOrder order = known(e.orderId());
                order.after(e);
                file(order);
            }
            case Event.ChildOrderCreated e -> {
                ParentOrder order = known(e.orderId());
                ChildOrder child = new ChildOrder(order, e, time);
                order.add(child);
                byRequest.put(child.childId, child);
            }
            case Event.OfChild e -> afterChild(e, time);
            case Event.SessionLoggedOn e -> loggedOn(e);
            case Event.SessionLoggedOff e -> loggedOff(e);
            case Event.TradingHalted e -> halt = e;
            case Event.TradingResumed e -> halt = null;
            case Event.DayStarted e -> startDay(e.tradingDay());
            case Event.MessageRefused e -> {
            }
            case Event.ClientMessageNoted e -> {
            }
            case Event.VenueMessageNoted e -> {
            }
            case Event.StrayExecution e -> {
            }
        }
    }

    private void accept(ParentOrder order) {
        order.day = today();
        orders.put(order.orderId, order);
        open.put(order.orderId, order);
        sessionOf(order.terms.session()).byClOrdId.put(order.terms.clOrdId().value(), order);
    }

    private void refuse(Event.OrderRefused e, long time) {
        ParentOrder order = new ParentOrder(e.orderId(), e.terms(), NO_PRICE, time);
        order.ended = Ended.REJECTED;
        order.wasRefused = true;
        order.day = today();
        if (sessionOf(e.terms().session()).byClOrdId.putIfAbsent(e.terms().clOrdId().value(), order) == null) {
            orders.put(order.orderId, order);
        }
    }

    private long today() {
        return tradingDay == null ? 0 : tradingDay.toEpochDay();
    }

    private void afterChild(Event.OfChild event, long time) {
        ChildOrder child = knownChild(event.childId());
        switch (event) {
            case Event.ChildCancelRequested e -> byRequest.put(e.requestId(), child);
            case Event.ChildReplaceRequested e -> byRequest.put(e.requestId(), child);
            default -> {
            }
        }
        boolean isAsAsked = isAsAsked(child, event);
        child.after(event, time);
        if (isAsAsked) {
            child.parent.afterChild(event);
        }
        file(child.parent);
    }

    /** A cancel or a replace that was not asked for, or no longer waited for, answers nothing that the parent order waits for. */
    private static boolean isAsAsked(ChildOrder child, Event.OfChild event) {
        ChildOrder.PendingReplace replace = child.pendingReplace;
        return switch (event) {
            case Event.ChildOrderCanceled e -> child.pendingCancelId != 0;
            case Event.ChildOrderReplaced e -> replace != null && replace.requestId() == e.requestId();
            default -> true;
        };
    }

    private void file(ParentOrder order) {
        if (order.isSettled()) {
            open.remove(order.orderId);
        } else {
            open.put(order.orderId, order);
        }
    }

    private void loggedOn(Event.SessionLoggedOn e) {
        SessionState session = sessionOf(e.session());
        session.isLoggedOn = true;
        session.venue = e.venue();
        VenueId venue = e.venue();
        if (venue != null) {
            connected.add(venue);
            open.values().forEach(order -> order.children.forEach(child -> {
                if (child.venue.equals(venue) && child.isLive()) {
                    child.statusWanted = true;
                    child.timesAsked = 0;
                }
            }));
        }
    }

    private void loggedOff(Event.SessionLoggedOff e) {
        sessionOf(e.session()).isLoggedOn = false;
        if (e.venue() != null) {
            connected.remove(e.venue());
        }
    }

    /** What was settled before this day is of the past: the log and the database have it. */
    private void startDay(LocalDate day) {
        tradingDay = day;
        for (Iterator<ParentOrder> all = orders.values().iterator(); all.hasNext();) {
            ParentOrder order = all.next();
            if (order.isSettled()) {
                all.remove();
            }
        }
        byRequest.values().removeIf(child -> child.parent.isSettled());
        sessions.values().forEach(session -> session.byClOrdId.values().removeIf(ParentOrder::isSettled));
    }

    private ParentOrder known(long orderId) {
        ParentOrder order = orders.get(orderId);
        if (order == null) {
            throw new IllegalStateException("an event tells of order " + orderId + ", which no earlier event created");
        }
        return order;
    }

    private ChildOrder knownChild(long childId) {
        ChildOrder child = byRequest.get(childId);
        if (child == null) {
            throw new IllegalStateException("an event tells of child order " + childId + ", which no earlier event created");
        }
        return child;
    }

    SessionState sessionOf(SessionKey key) {
        return sessions.computeIfAbsent(key, SessionState::new);
    }
}
