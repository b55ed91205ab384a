package io.portcullis.oms.order;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.SessionKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** The cross orders of the day, and those of earlier days of which a side is not settled. A part of the state: events change it, and it holds no rule. */
public final class Crosses {

    private final Map<Long, Cross> crosses = new LinkedHashMap<>();
    private final Long2ObjectHashMap<Cross> byOrder = new Long2ObjectHashMap<>();
    private final Map<SessionKey, Map<String, Cross>> byName = new HashMap<>();
    private CrossFact.@Nullable Refused lastRefused;

    // Questions

    public boolean isEmpty() {
        return crosses.isEmpty();
    }

    /** Oldest first. */
    public Collection<Cross> all() {
        return crosses.values();
    }

    /** Null if it is not known any more. */
    public @Nullable Cross cross(long crossId) {
        return crosses.get(crossId);
    }

    /** By any CrossID(548) that the client has used for it; null if the session has none of that name. */
    public @Nullable Cross cross(SessionKey session, String name) {
        Map<String, Cross> named = byName.get(session);
        return named == null ? null : named.get(name);
    }

    /** The cross that the order is a side of; null if it is of none. */
    public @Nullable Cross of(long orderId) {
        return crosses.isEmpty() ? null : byOrder.get(orderId);
    }

    /** The cross that was refused with that order, in the record that is being folded; null if the order was no side of one. */
    public CrossFact.@Nullable Refused refusedWith(long orderId) {
        CrossFact.Refused refused = lastRefused;
        return refused != null && refused.sides().stream().anyMatch(side -> side.orderId() == orderId) ? refused : null;
    }

    // What events do to them

    void after(Event.CrossChanged event) {
        switch (event.fact()) {
            case CrossFact.Accepted f -> add(new Cross(event.crossId(), event.session(), f));
            case CrossFact.Refused f -> lastRefused = f;
            case CrossFact.Requested f -> {
                Cross cross = known(event.crossId());
                cross.after(f);
                named(event.session()).put(f.name(), cross);
            }
            case CrossFact.Sent f -> known(event.crossId()).after(f);
        }
    }

    /** @param order that the event is about; null if it is about none */
    void after(Event event, @Nullable ParentOrder order) {
        Cross cross = order == null ? null : byOrder.get(order.orderId());
        if (cross != null && order != null) {
            cross.after(event, order);
        }
    }

    void add(Cross cross) {
        crosses.put(cross.crossId(), cross);
        Map<String, Cross> named = named(cross.session());
        named.put(cross.accepted().name(), cross);
        cross.requests.forEach(request -> named.put(request.name(), cross));
        cross.sides().forEach(side -> byOrder.put(side.orderId(), cross));
    }

    private Map<String, Cross> named(SessionKey session) {
        return byName.computeIfAbsent(session, any -> new HashMap<>());
    }

    /** @param unsettled all orders that are not settled */
    void startDay(Long2ObjectHashMap<ParentOrder> unsettled) {
        lastRefused = null;
        crosses.values().removeIf(cross -> {
            boolean isOver = cross.sides().stream().noneMatch(side -> unsettled.containsKey(side.orderId()));
            if (isOver) {
                cross.sides().forEach(side -> byOrder.remove(side.orderId()));
                named(cross.session()).values().removeIf(named -> named == cross);
            }
            return isOver;
        });
    }

    private Cross known(long crossId) {
        Cross cross = crosses.get(crossId);
        if (cross == null) {
            throw new IllegalStateException("an event tells of cross " + crossId + ", which no earlier event created");
        }
        return cross;
    }
}
