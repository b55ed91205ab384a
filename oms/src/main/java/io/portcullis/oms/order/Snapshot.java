package io.portcullis.oms.order;

import io.portcullis.oms.codec.CrossCodec;
import io.portcullis.oms.codec.PhaseCodec;
import io.portcullis.oms.codec.Reader;
import io.portcullis.oms.codec.VenueDayCodec;
import io.portcullis.oms.codec.Writer;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The whole state as a sequence of chunks: one for what is not an order, one for the corporate actions, one for the limits, one for the ledger, one for the kills, one for short sales, one for what has come about lately and the overrides, one for how instruments may be traded, one for each session, one for each stray execution, one for each
 * order list, one for each cross, one for each order by age. The same state always gives the same bytes, so
 * a hash over them is a hash of the state.
 */
public final class Snapshot {

    /** Takes the chunks as they are made. */
    public interface Chunks {
        void put(DirectBuffer buffer, int offset, int length);
    }

    private static final int VERSION = 26;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final Writer w = new Writer(buffer);
    private final Reader r = new Reader(buffer);
    private final PackedOrder packer = new PackedOrder();

    // Writing

    /**
     * The state of a moment, to be written by whatever thread. Taking it costs some time for each order that is not settled, and next to none for the others: the state
     * goes on, the view stays.
     */
    public static final class View {

        private final long position;
        private final List<byte[]> first = new ArrayList<>();
        private final long[] unsettledIds;
        private final byte[][] unsettled;
        private final SettledOrders.View settled;
        private final int orders;

        private View(ShardState state, PackedOrder packer) {
            position = state.position();
            orders = state.orderCount();
            settled = state.settled.view();
            ParentOrder[] live = state.orders.values().toArray(ParentOrder[]::new);
            Arrays.sort(live, Comparator.comparingLong(ParentOrder::orderId));
            unsettledIds = new long[live.length];
            unsettled = new byte[live.length][];
            for (int i = 0; i < live.length; i++) {
                unsettledIds[i] = live[i].orderId;
                unsettled[i] = new byte[packer.pack(live[i])];
                packer.bytes().getBytes(0, unsettled[i]);
            }
        }

        /** Of the last record that it knows. */
        public long position() {
            return position;
        }

        public int orderCount() {
            return orders;
        }

        public void write(Chunks to) {
            first.forEach(chunk -> put(chunk, to));
            long[] ids = new long[orders - unsettled.length];
            int[] places = new int[ids.length];
            sort(ids, places);
            int next = 0;
            for (int i = 0; i < ids.length; i++) {
                for (; next < unsettled.length && unsettledIds[next] < ids[i]; next++) {
                    put(unsettled[next], to);
                }
                settled.chunk(places[i], to::put);
            }
            for (; next < unsettled.length; next++) {
                put(unsettled[next], to);
            }
        }

        private void sort(long[] ids, int[] places) {
            int[] count = new int[1];
            settled.forEach((orderId, place) -> ids[count[0]++] = orderId);
            Arrays.sort(ids);
            settled.forEach((orderId, place) -> places[Arrays.binarySearch(ids, orderId)] = place);
        }

        private static void put(byte[] chunk, Chunks to) {
            to.put(new UnsafeBuffer(chunk), 0, chunk.length);
        }
    }

    public static View view(ShardState state) {
        return new Snapshot().viewOf(state);
    }

    public static void write(ShardState state, Chunks to) {
        view(state).write(to);
    }

    private View viewOf(ShardState state) {
        View view = new View(state, packer);
        w.wrap(buffer, 0).int8(VERSION).int64(state.position).int32(state.orderCount()).int32(state.sessions.size());
        LocalDate day = state.tradingDay;
        LocalDate before = state.dayBefore;
        w.bool(day != null).int64(day == null ? 0 : day.toEpochDay()).int64(before == null ? 0 : before.toEpochDay());
        Event.TradingHalted halt = state.halt;
        w.optionalText(halt == null ? null : halt.user()).optionalText(halt == null ? null : halt.reason());
        w.int16(state.venues.closed.size());
        state.venues.closed.values().forEach(w::steered);
        Event.DayEnded ended = state.dayEnded;
        w.optionalText(ended == null ? null : ended.user()).optionalText(ended == null ? null : ended.reason()).int16(state.venues.outOfHours.size());
        state.venues.outOfHours.values().forEach(closed -> w.text(closed.venue().value()).text(closed.opens()));
        w.int16(state.venues.days.size());
        state.venues.days.forEach((venue, own) -> VenueDayCodec.write(own, w.text(venue.value())));
        w.int16(state.venues.phases.size());
        state.venues.phases.forEach((venue, phases) -> PhaseCodec.write(phases, w.text(venue.value())));
        w.int16(state.venues.lastOver.size());
        state.venues.lastOver.forEach((venue, session) -> w.text(venue.value()).text(session.value()));
        w.int32(state.strays.all().size()).int32(state.lists.all().size()).int32(state.crosses.all().size());
        view.first.add(written());
        PackedAdjustments.write(state.corporateActions, w.wrap(buffer, 0));
        view.first.add(written());
        PackedLimits.write(state.limits, w.wrap(buffer, 0));
        view.first.add(written());
        state.executionDays.write(w.wrap(buffer, 0));
        PackedLedger.write(state.ledger, w);
        view.first.add(written());
        PackedKills.write(state.kills, w.wrap(buffer, 0));
        view.first.add(written());
        PackedShortSales.write(state.shortSales, w.wrap(buffer, 0));
        view.first.add(written());
        PackedActivity.write(state.activity, w.wrap(buffer, 0));
        PackedOverrides.write(state.overrides, w);
        state.routing.write(w);
        view.first.add(written());
        PackedMarketStates.write(state.markets, w.wrap(buffer, 0));
        view.first.add(written());
        for (SessionState session : state.sessions.values()) {
            w.wrap(buffer, 0);
            write(session);
            view.first.add(written());
        }
        for (Stray stray : state.strays.all()) {
            w.wrap(buffer, 0);
            write(stray);
            view.first.add(written());
        }
        for (OrderList list : state.lists.all()) {
            w.wrap(buffer, 0);
            write(list);
            view.first.add(written());
        }
        for (Cross cross : state.crosses.all()) {
            w.wrap(buffer, 0);
            write(cross);
            view.first.add(written());
        }
        return view;
    }

    private byte[] written() {
        byte[] bytes = new byte[w.length()];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private void write(SessionState.@Nullable CancelsDue cancels) {
        w.bool(cancels != null);
        if (cancels != null) {
            w.int64(cancels.upTo()).bool(cancels.goodTillToo()).text(cancels.reason());
        }
    }

    private void write(SessionState s) {
        w.text(s.key.value()).int64(s.generation).int32(s.consumed).int64(s.receivedToday).bool(s.isLoggedOn)
                .optionalText(s.venue == null ? null : s.venue.value());
        SessionState.CancelPlan plan = s.cancelPlan;
        w.bool(plan != null);
        if (plan != null) {
            w.int64(plan.dueTime()).int64(plan.graceNanos()).bool(plan.goodTillToo()).text(plan.reason());
        }
        write(s.cancelsDue);
        write(s.cancelsDone);
        w.int32(s.doneBefore).bool(s.intended != null);
        if (s.intended != null) {
            w.steered(s.intended);
        }
        w.int32(s.massClOrdIds.size());
        s.massClOrdIds.forEach(w::text);
        write(s.massCancels);
        write(s.massStatuses);
    }

    private void write(Deque<MassRequest> requests) {
        w.int32(requests.size());
        for (MassRequest request : requests) {
            w.text(request.id()).int32(request.orders()).int32(request.end() - request.next());
            for (int i = request.next(); i < request.end(); i++) {
                w.int64(request.orderId(i));
            }
        }
    }

    private void write(Stray s) {
        w.stray(s.told()).int64(s.orderId()).int64(s.time()).int32(s.execIds().size());
        s.execIds().forEach(w::text);
        w.bool(s.standing().isBusted()).quantity(s.standing().lastQty()).optional(s.standing().lastPx());
        Stray.Denial denial = s.denial();
        w.bool(denial != null);
        if (denial != null) {
            w.code(denial.dkReason().code()).optionalText(denial.user()).text(denial.reason());
        }
        Stray.Settlement settlement = s.settlement();
        w.bool(settlement != null);
        if (settlement != null) {
            w.int64(settlement.orderId()).int64(settlement.childId()).int64(settlement.execId()).optionalText(settlement.user()).text(settlement.reason())
                    .int64(settlement.day());
        }
    }

    private void write(OrderList l) {
        w.list(l.terms).bool(l.isExecuted).bool(l.isCancelRequested).bool(l.isDone);
        for (OrderList.Leg leg : l.legs) {
            OrderSummary s = leg.stands;
            w.text(leg.clOrdId.value()).code(s.ordStatus().code()).quantity(s.orderQty()).quantity(s.cumQty()).quantity(s.leavesQty()).money(s.traded())
                    .bool(leg.isOpen).quantity(leg.reducedBy).bool(leg.isFirstExecuted).bool(leg.isCut).bool(leg.isCalledBack)
                    .int64(leg.shares.to()).int64(leg.shares.from());
        }
    }

    private void write(Cross c) {
        w.int64(c.crossId()).text(c.session().value()).text(c.name).int64(c.venueName);
        CrossCodec.writeWithKind(c.accepted(), w);
        w.int32(c.requests.size()).int32(c.sent.size());
        c.requests.forEach(fact -> CrossCodec.writeWithKind(fact, w));
        c.sent.forEach(fact -> CrossCodec.writeWithKind(fact, w));
        c.sides().forEach(side -> w.bool(side.isCalledBack).bool(side.isBeingCanceled));
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
        long before = r.int64();
        state.tradingDay = hasDay ? LocalDate.ofEpochDay(day) : null;
        state.dayBefore = hasDay ? LocalDate.ofEpochDay(before) : null;
        String haltedBy = r.optionalText();
        String reason = r.optionalText();
        state.halt = haltedBy == null || reason == null ? null : new Event.TradingHalted(haltedBy, reason);
        for (int i = r.int16(); i > 0; i--) {
            state.venues.after(r.steeredVenue());
        }
        String endedBy = r.optionalText();
        String whyEnded = r.optionalText();
        state.dayEnded = endedBy == null || whyEnded == null ? null : new Event.DayEnded(LocalDate.ofEpochDay(day), endedBy, whyEnded);
        for (int i = r.int16(); i > 0; i--) {
            state.venues.after(new Event.VenueClosed(new VenueId(r.text()), r.text()));
        }
        for (int i = r.int16(); i > 0; i--) {
            state.venues.days.put(new VenueId(r.text()), VenueDayCodec.readDay(r));
        }
        for (int i = r.int16(); i > 0; i--) {
            state.venues.phases.put(new VenueId(r.text()), PhaseCodec.readPhases(r));
        }
        for (int i = r.int16(); i > 0; i--) {
            state.venues.lastOver.put(new VenueId(r.text()), r.session());
        }
        int strays = r.int32();
        int lists = r.int32();
        int crosses = r.int32();
        next(chunks);
        PackedAdjustments.read(state.corporateActions, r);
        next(chunks);
        PackedLimits.read(state.limits, r);
        next(chunks);
        state.executionDays.read(r);
        PackedLedger.read(state.ledger, r);
        next(chunks);
        PackedKills.read(state.kills, r);
        next(chunks);
        PackedShortSales.read(state.shortSales, r);
        next(chunks);
        PackedActivity.read(state.activity, r);
        PackedOverrides.read(state.overrides, r);
        state.routing.read(r);
        next(chunks);
        PackedMarketStates.read(state.markets, r);
        for (int i = 0; i < sessions; i++) {
            next(chunks);
            readSession(state);
        }
        for (int i = 0; i < strays; i++) {
            next(chunks);
            state.strays.add(readStray());
        }
        for (int i = 0; i < lists; i++) {
            next(chunks);
            state.lists.add(readList());
        }
        for (int i = 0; i < crosses; i++) {
            next(chunks);
            state.crosses.add(readCross());
        }
        for (int i = 0; i < orders; i++) {
            readOrder(state, chunks.get());
        }
        return state;
    }

    private void next(Supplier<DirectBuffer> chunks) {
        DirectBuffer chunk = chunks.get();
        r.wrap(chunk, 0, chunk.capacity());
    }

    private void readOrder(ShardState state, DirectBuffer chunk) {
        if (PackedOrder.isSettled(chunk, 0)) {
            state.settled.add(chunk, 0, chunk.capacity());
        } else {
            state.add(packer.unpack(chunk, 0, chunk.capacity()));
        }
    }

    private SessionState.@Nullable CancelsDue readCancels() {
        return r.bool() ? new SessionState.CancelsDue(r.int64(), r.bool(), r.text()) : null;
    }

    /** @return how many */
    private int readMassRequests(Deque<MassRequest> requests) {
        int count = r.int32();
        for (int i = 0; i < count; i++) {
            String id = r.text();
            int orders = r.int32();
            long[] orderIds = new long[r.int32()];
            for (int j = 0; j < orderIds.length; j++) {
                orderIds[j] = r.int64();
            }
            requests.add(new MassRequest(id, orders, orderIds));
        }
        return count;
    }

    private Stray readStray() {
        Event.StrayExecution told = r.stray();
        long orderId = r.int64();
        long time = r.int64();
        List<String> execIds = r.texts(r.int32());
        Stray.Standing standing = new Stray.Standing(r.bool(), r.quantity(), r.optionalPrice());
        Stray.Denial denial = r.bool() ? new Stray.Denial(r.dkReason(), r.optionalText(), r.text()) : null;
        Stray.Settlement settlement = r.bool() ? new Stray.Settlement(r.int64(), r.int64(), r.int64(), r.optionalText(), r.text(), r.int64()) : null;
        return new Stray(told, orderId, time, execIds, standing, denial, settlement);
    }

    private OrderList readList() {
        OrderList list = new OrderList(r.list());
        list.isExecuted = r.bool();
        list.isCancelRequested = r.bool();
        list.isDone = r.bool();
        for (OrderList.Leg leg : list.legs) {
            leg.clOrdId = r.clOrdId();
            leg.stands = new OrderSummary(leg.orderId(), r.ordStatus(), r.quantity(), r.quantity(), r.quantity(), r.money());
            leg.isOpen = r.bool();
            leg.reducedBy = r.quantity();
            leg.isFirstExecuted = r.bool();
            leg.isCut = r.bool();
            leg.isCalledBack = r.bool();
            leg.shares = new Ratio(r.int64(), r.int64());
        }
        return list;
    }

    private Cross readCross() {
        long crossId = r.int64();
        SessionKey session = r.session();
        String name = r.text();
        long venueName = r.int64();
        Cross cross = new Cross(crossId, session, (CrossFact.Accepted) CrossCodec.readFact(r));
        int facts = r.int32() + r.int32();
        for (int i = 0; i < facts; i++) {
            cross.after(CrossCodec.readFact(r));
        }
        cross.name = name;
        cross.venueName = venueName;
        for (Cross.Side side : cross.sides()) {
            side.isCalledBack = r.bool();
            side.isBeingCanceled = r.bool();
        }
        return cross;
    }

    private void readSession(ShardState state) {
        SessionState s = state.sessionOf(new SessionKey(r.text()));
        s.generation = r.int64();
        s.consumed = r.int32();
        s.receivedToday = r.int64();
        s.isLoggedOn = r.bool();
        s.venue = r.optionalVenue();
        s.cancelPlan = r.bool() ? new SessionState.CancelPlan(r.int64(), r.int64(), r.bool(), r.text()) : null;
        s.cancelsDue = readCancels();
        s.cancelsDone = readCancels();
        s.doneBefore = r.int32();
        s.intended = r.bool() ? r.steered() : null;
        for (int i = r.int32(); i > 0; i--) {
            s.massClOrdIds.add(r.text());
        }
        state.massCancels += readMassRequests(s.massCancels);
        state.massStatuses += readMassRequests(s.massStatuses);
        VenueId venue = s.venue;
        if (s.isLoggedOn && venue != null) {
            state.venues.connected(venue, s.key, true);
        }
    }
}
