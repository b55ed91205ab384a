package io.portcullis.oms.order;

import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The whole state as a sequence of chunks: one for what is not an order, one for each order by age, one for each session. The same state always gives the same bytes, so
 * a hash over them is a hash of the state.
 */
public final class Snapshot {

    /** Takes the chunks as they are made. */
    public interface Chunks {
        void put(DirectBuffer buffer, int offset, int length);
    }

    private static final int VERSION = 2;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final Writer w = new Writer(buffer);
    private final Reader r = new Reader(buffer);

    // Writing

    public static void write(ShardState state, Chunks to) {
        new Snapshot().writeAll(state, to);
    }

    private void writeAll(ShardState state, Chunks to) {
        List<ParentOrder> orders = state.ordersByAge();
        w.wrap(buffer, 0).int8(VERSION).int64(state.position).int32(orders.size()).int32(state.sessions.size());
        LocalDate day = state.tradingDay;
        w.bool(day != null).int64(day == null ? 0 : day.toEpochDay());
        Event.TradingHalted halt = state.halt;
        w.optionalText(halt == null ? null : halt.user()).optionalText(halt == null ? null : halt.reason());
        put(to);
        for (ParentOrder order : orders) {
            w.wrap(buffer, 0);
            write(order);
            put(to);
        }
        for (SessionState session : state.sessions.values()) {
            w.wrap(buffer, 0);
            write(session);
            put(to);
        }
    }

    private void put(Chunks to) {
        to.put(buffer, 0, w.length());
    }

    private void write(ParentOrder o) {
        w.int64(o.orderId).int64(o.acceptedTime).terms(o.terms).price(o.valuationPrice).quantity(o.cumQty).money(o.traded).int8(o.ended.ordinal())
                .bool(o.wasRefused)
                .int64(o.day);
        ParentOrder.PendingCancel cancel = o.pendingCancel;
        w.bool(cancel != null);
        if (cancel != null) {
            w.int8(cancel.by().ordinal()).optionalText(text(cancel.clOrdId()));
        }
        ParentOrder.PendingReplace replace = o.pendingReplace;
        w.bool(replace != null);
        if (replace != null) {
            w.terms(replace.terms()).text(replace.origClOrdId().value()).price(replace.valuationPrice()).bool(replace.isFannedOut()).int32(replace.accepted())
                    .int32(replace.refused()).bool(replace.tooLate()).text(replace.text());
        }
        w.int32(o.children.size());
        o.children.forEach(this::write);
    }

    private static @Nullable String text(@Nullable ClOrdId clOrdId) {
        return clOrdId == null ? null : clOrdId.value();
    }

    private void write(ChildOrder c) {
        w.int64(c.childId).text(c.venue.value()).code(c.ordType.code()).code(c.timeInForce.code()).int64(c.expireTime).quantity(c.orderQty).optional(c.price)
                .int64(c.currentRequestId).optionalText(c.venueOrderId).quantity(c.cumQty).money(c.traded).int8(c.ended.ordinal()).quantity(c.missedQty)
                .int64(c.pendingCancelId).int8(c.cancelRejected == null ? -1 : c.cancelRejected.ordinal()).bool(c.replaceRejected).bool(c.statusWanted)
                .int32(c.timesAsked)
                .int32(c.unansweredAsks).int32(c.outdatedAsks).int64(c.lastRequestTime);
        ChildOrder.PendingReplace replace = c.pendingReplace;
        w.bool(replace != null);
        if (replace != null) {
            w.int64(replace.requestId()).quantity(replace.orderQty()).optional(replace.price());
        }
        w.int32(c.requestIds.size());
        c.requestIds.forEach(w::int64);
        w.int32(c.fills.size());
        for (Fill f : c.fills) {
            w.int64(f.execId()).text(f.venueExecId()).int32(f.otherExecIds().size());
            f.otherExecIds().forEach(w::text);
            w.quantity(f.lastQty()).price(f.lastPx()).optional(f.venueCumQty()).optionalText(f.tradeDate())
                    .bool(f.isBusted());
        }
    }

    private void write(SessionState s) {
        w.text(s.key.value()).int64(s.generation).int32(s.consumed).bool(s.isLoggedOn).optionalText(s.venue == null ? null : s.venue.value())
                .int32(s.byClOrdId.size());
        Map<String, ParentOrder> sorted = new TreeMap<>(s.byClOrdId);
        sorted.forEach((clOrdId, order) -> w.text(clOrdId).int64(order.orderId));
    }

    // Reading

    /**
     * Builds the state that was written.
     *
     * @param chunks the next chunk at each call, valid until the one after
     * @throws IllegalStateException if it cannot be read by this release
     */
    public static ShardState read(Supplier<DirectBuffer> chunks) {
        return new Snapshot().readAll(chunks);
    }

    private ShardState readAll(Supplier<DirectBuffer> chunks) {
        ShardState state = new ShardState();
        next(chunks);
        int version = r.int8();
        if (version != VERSION) {
            throw new IllegalStateException("the snapshot has format version " + version + ", this release reads version " + VERSION);
        }
        state.position = r.int64();
        int orders = r.int32();
        int sessions = r.int32();
        boolean hasDay = r.bool();
        long day = r.int64();
        state.tradingDay = hasDay ? LocalDate.ofEpochDay(day) : null;
        String haltedBy = r.optionalText();
        String reason = r.optionalText();
        state.halt = haltedBy == null || reason == null ? null : new Event.TradingHalted(haltedBy, reason);
        for (int i = 0; i < orders; i++) {
            next(chunks);
            add(state, readOrder());
        }
        for (int i = 0; i < sessions; i++) {
            next(chunks);
            readSession(state);
        }
        return state;
    }

    private void next(Supplier<DirectBuffer> chunks) {
        DirectBuffer chunk = chunks.get();
        r.wrap(chunk, 0, chunk.capacity());
    }

    private static void add(ShardState state, ParentOrder order) {
        state.orders.put(order.orderId, order);
        if (!order.isSettled()) {
            state.open.put(order.orderId, order);
        }
        for (ChildOrder child : order.children) {
            state.byRequest.put(child.childId, child);
            child.requestIds.forEach(id -> state.byRequest.put(id.longValue(), child));
        }
    }

    private ParentOrder readOrder() {
        long orderId = r.int64();
        long acceptedTime = r.int64();
        OrderTerms terms = r.terms();
        ParentOrder o = new ParentOrder(orderId, terms, r.price(), acceptedTime);
        o.cumQty = r.quantity();
        o.traded = r.money();
        o.ended = Ended.values()[r.int8()];
        o.wasRefused = r.bool();
        o.day = r.int64();
        o.pendingCancel = r.bool() ? new ParentOrder.PendingCancel(ParentOrder.CancelBy.values()[r.int8()], r.optionalClOrdId()) : null;
        o.pendingReplace = r.bool()
                ? new ParentOrder.PendingReplace(r.terms(), r.clOrdId(), r.price(), r.bool(), r.int32(), r.int32(), r.bool(), r.text())
                : null;
        int children = r.int32();
        for (int i = 0; i < children; i++) {
            o.add(readChild(o));
        }
        return o;
    }

    private ChildOrder readChild(ParentOrder parent) {
        ChildOrder c = new ChildOrder(parent, r.int64(), r.venue(), r.ordType(), r.timeInForce(), r.int64(), r.quantity(), r.optionalPrice());
        c.currentRequestId = r.int64();
        c.venueOrderId = r.optionalText();
        c.cumQty = r.quantity();
        c.traded = r.money();
        c.ended = Ended.values()[r.int8()];
        c.missedQty = r.quantity();
        c.pendingCancelId = r.int64();
        int rejected = r.int8();
        c.cancelRejected = rejected < 0 ? null : Event.RejectedBecause.values()[rejected];
        c.replaceRejected = r.bool();
        c.statusWanted = r.bool();
        c.timesAsked = r.int32();
        c.unansweredAsks = r.int32();
        c.outdatedAsks = r.int32();
        c.lastRequestTime = r.int64();
        c.pendingReplace = r.bool() ? new ChildOrder.PendingReplace(r.int64(), r.quantity(), r.optionalPrice()) : null;
        int requests = r.int32();
        for (int i = 0; i < requests; i++) {
            c.addRequest(r.int64());
        }
        int fills = r.int32();
        List<Fill> all = new ArrayList<>(fills);
        for (int i = 0; i < fills; i++) {
            all.add(new Fill(r.int64(), r.text(), readTexts(), r.quantity(), r.price(), r.optionalQuantity(), r.optionalName(), r.bool()));
        }
        c.fills = fills == 1 ? List.of(all.get(0)) : fills == 0 ? List.of() : all;
        return c;
    }

    private List<String> readTexts() {
        int count = r.int32();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(r.text());
        }
        return List.copyOf(texts);
    }

    private void readSession(ShardState state) {
        SessionState s = state.sessionOf(new SessionKey(r.text()));
        s.generation = r.int64();
        s.consumed = r.int32();
        s.isLoggedOn = r.bool();
        s.venue = r.optionalVenue();
        VenueId venue = s.venue;
        if (s.isLoggedOn && venue != null) {
            state.connected.add(venue);
        }
        int clOrdIds = r.int32();
        for (int i = 0; i < clOrdIds; i++) {
            String clOrdId = r.text();
            ParentOrder order = state.orders.get(r.int64());
            if (order == null) {
                throw new IllegalStateException("the snapshot names an order for ClOrdID " + clOrdId + " that it does not hold");
            }
            s.byClOrdId.put(clOrdId, order);
        }
    }
}
