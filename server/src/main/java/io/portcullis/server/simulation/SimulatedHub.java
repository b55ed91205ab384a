package io.portcullis.server.simulation;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import io.portcullis.risk.PreTradeRisk;
import io.portcullis.venues.lastpoint.LastPoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The production core with a log in memory, which tells effects at once or only when the log was forced, dies when it is told to, and comes back from the log alone or from
 * a snapshot and the log behind it.
 */
final class SimulatedHub {

    /** A core and what the checks want to see beside it. */
    record Core(OrderCore orders, PreTradeRisk risk) {
        ShardState state() {
            return orders.state();
        }
    }

    /** Looks at everything that happens. */
    interface Watch {
        void decided(Command command, EventRecord record, List<Effect> effects, Core core);

        /** @param isWhole nothing of the log was lost */
        void recovered(Core core, boolean isWhole);
    }

    private record Held(long position, Effect effect) {
    }

    private record SavedState(long position, List<DirectBuffer> chunks, byte[] lastPoint) {
    }

    private final Function<ShardState, Core> coreOf;
    private final Map<SessionKey, Link> links;
    private final Map<VenueId, Link> venueLinks;
    private final DropCopyLedger dropCopy;
    private final Timeline timeline;
    private final Trace trace;
    private final Chance chance;
    private final boolean isForced;
    private final List<byte[]> log = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private final List<SavedState> snapshots = new ArrayList<>();
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final ArrayDeque<EventRecord> heldRecords = new ArrayDeque<>();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    private final EventCodec codec = new EventCodec(buffer);
    private @Nullable Watch watch;
    private Core core;
    private LastPoint lastPoint = newLastPoint();
    private final Map<VenueId, Long> pricesOfVenues = new HashMap<>();
    private final Map<String, Long> pricesOfSymbols = new HashMap<>();
    private boolean isUp = true;
    private boolean logIsFull;
    private long durable;
    private int diesAfterEffects = -1;
    private long crashes;

    /** @param isForced effects wait until the log is forced, and a crash may take what was not */
    SimulatedHub(Function<ShardState, Core> coreOf, Map<SessionKey, Link> links, Map<VenueId, Link> venueLinks, DropCopyLedger dropCopy,
            Timeline timeline, Trace trace, Chance chance, boolean isForced) {
        this.coreOf = coreOf;
        this.links = links;
        this.venueLinks = venueLinks;
        this.dropCopy = dropCopy;
        this.timeline = timeline;
        this.trace = trace;
        this.chance = chance;
        this.isForced = isForced;
        this.core = coreOf.apply(new ShardState());
    }

    void watchedBy(Watch newWatch) {
        watch = newWatch;
    }

    private static LastPoint newLastPoint() {
        return new LastPoint(new Ids("SIMULA"), 0);
    }

    /** Counts what goes out, beside the core. */
    LastPoint lastPoint() {
        return lastPoint;
    }

    boolean isUp() {
        return isUp;
    }

    Core core() {
        return core;
    }

    long crashes() {
        return crashes;
    }

    /** How many records the log has. */
    int position() {
        return log.size();
    }

    /** No crash takes anything of the log. */
    boolean isDurable() {
        return durable >= log.size();
    }

    void logIsFull(boolean isFull) {
        logIsFull = isFull;
    }

    /** MsgSeqNum(34) of the last message that is done. */
    int consumed(Link link) {
        SessionState session = core.state().session(link.key());
        return session == null || session.generation() != link.generation() ? 0 : session.consumed();
    }

    EventRecord record(int index) {
        UnsafeBuffer bytes = new UnsafeBuffer(log.get(index));
        return codec.decode(index + 1, times.get(index), bytes, 0, bytes.capacity());
    }

    // Deciding

    void accept(Command command) {
        if (!isUp) {
            return;
        }
        OrderCore.Outcome outcome = core.orders().decide(command, timeline.now(), logIsFull);
        EventRecord record = outcome.record();
        if (record == null) {
            return;
        }
        trace.add(() -> command + " -> " + record.events());
        append(record);
        List<Effect> effects = List.copyOf(outcome.effects());
        if (watch != null) {
            watch.decided(command, record(log.size() - 1), effects, core);
        }
        tell(record, effects);
    }

    Set<VenueId> venues() {
        return venueLinks.keySet();
    }

    /** As a venue's market data would say it. @param venues that show a price of the instrument */
    void pricesShown(List<VenueId> venues, String symbol) {
        for (VenueId venue : isUp ? venues : List.<VenueId>of()) {
            pricesOfVenues.put(venue, timeline.now());
            pricesOfSymbols.put(symbol, timeline.now());
        }
    }

    /** When the last prices have come since the hub was started. */
    Command.PricesSeen pricesSeen() {
        return new Command.PricesSeen(pricesOfVenues, pricesOfSymbols);
    }

    /** As a venue's market data would say it. */
    void marketMoved(String symbol) {
        if (isUp && core.orders().isWatched(symbol)) {
            accept(new Command.MarketMoved(symbol));
        }
    }

    private void append(EventRecord record) {
        int length = codec.encode(record, buffer, 0);
        byte[] bytes = new byte[length];
        buffer.getBytes(0, bytes);
        log.add(bytes);
        times.add(record.time());
    }

    private void tell(EventRecord record, List<Effect> effects) {
        long position = record.position();
        if (isForced) {
            heldRecords.add(record);
            effects.forEach(effect -> held.add(new Held(position, effect)));
            timeline.in(chance.between(1, 30 * Timeline.MILLI), () -> forced(position));
        } else {
            lastPoint.after(record);
            for (int i = 0; i < effects.size() && i != diesAfterEffects; i++) {
                release(effects.get(i), false);
            }
            durable = position;
        }
        if (diesAfterEffects >= 0) {
            crash();
        }
    }

    private void forced(long position) {
        if (!isUp || position > log.size()) {
            return;
        }
        durable = Math.max(durable, position);
        while (!held.isEmpty() && held.element().position <= durable) {
            Held next = held.remove();
            countUpTo(next.position);
            release(next.effect, false);
        }
        countUpTo(durable);
    }

    private void countUpTo(long position) {
        while (!heldRecords.isEmpty() && heldRecords.element().position() <= position) {
            lastPoint.after(heldRecords.remove());
        }
    }

    private void release(Effect effect, boolean isRecovery) {
        tell(effect, (link, e) -> tell(link, e, isRecovery), e -> dropCopy.store(e, isRecovery));
    }

    private static void tell(Link link, Effect effect, boolean isRecovery) {
        if (effect instanceof Effect.Withdrawal withdrawal) {
            link.withdraw(withdrawal);
        } else {
            link.store(effect, isRecovery);
        }
    }

    private void tell(Effect effect, BiConsumer<Link, Effect> toLink, Consumer<Effect.ToClient> toDropCopy) {
        switch (effect) {
            case Effect.ToClient e -> {
                if (e.isTold()) {
                    toLink.accept(linkOf(e.session()), e);
                }
                if (e.isCopied()) {
                    toDropCopy.accept(e);
                }
            }
            case Effect.ToVenue e -> toLink.accept(linkOf(e.venue()), e);
            case Effect.OverSession e -> toLink.accept(linkOf(e.session()), e.request());
            case Effect.Withdrawal e -> links.values().stream().filter(link -> e.venue().equals(link.venue())).forEach(link -> toLink.accept(link, e));
            case Effect.Alert e -> {
                // a person would look at it
            }
        }
    }

    private Link linkOf(SessionKey session) {
        Link link = links.get(session);
        if (link == null) {
            throw new BrokenInvariant("an effect for session " + session + ", which there is not");
        }
        return link;
    }

    private Link linkOf(VenueId venue) {
        Link link = venueLinks.get(venue);
        if (link == null) {
            throw new BrokenInvariant("an effect for venue " + venue + ", which there is not");
        }
        return link;
    }

    // Snapshots

    /** Only what was told goes into a snapshot. */
    void takeSnapshot() {
        if (!isUp || !held.isEmpty() || log.isEmpty() || durable < log.size() || !links.values().stream().allMatch(Link::isTold)) {
            return;
        }
        List<DirectBuffer> chunks = new ArrayList<>();
        Snapshot.write(core.state(), (from, offset, length) -> {
            byte[] bytes = new byte[length];
            from.getBytes(offset, bytes);
            chunks.add(new UnsafeBuffer(bytes));
        });
        snapshots.add(new SavedState(log.size(), chunks, lastPoint.view(List.copyOf(heldRecords))));
        if (snapshots.size() > 3) {
            snapshots.remove(0);
        }
    }

    // Dying and coming back

    /** It dies when the next record is logged and that many of its effects are told. */
    void dieAfterEffects(int effects) {
        diesAfterEffects = effects;
    }

    void crash() {
        isUp = false;
        pricesOfVenues.clear();
        pricesOfSymbols.clear();
        crashes++;
        diesAfterEffects = -1;
        links.values().forEach(Link::cut);
        held.clear();
        heldRecords.clear();
        boolean isWhole = !isForced || chance.percent(50);
        if (!isWhole) {
            int last = (int) chance.between(durable, log.size());
            log.subList(last, log.size()).clear();
            times.subList(last, times.size()).clear();
        }
        int kept = log.size();
        trace.add(() -> "the hub dies, " + kept + " records are left");
        timeline.in(chance.between(100 * Timeline.MILLI, 20 * Timeline.SECOND), () -> recover(isWhole));
    }

    private void recover(boolean isWhole) {
        SavedState from = snapshots.isEmpty() || chance.percent(30) ? null : chance.pick(snapshots);
        lastPoint = newLastPoint();
        if (from != null) {
            lastPoint.goOnFrom(new UnsafeBuffer(from.lastPoint));
        }
        core = foldFrom(from, record -> lastPoint.after(record), effect -> release(effect, true));
        trace.add(() -> "the hub is back" + (from == null ? "" : " from the snapshot of record " + from.position));
        durable = log.size();
        isUp = true;
        if (watch != null) {
            watch.recovered(core, isWhole);
        }
        for (SessionState session : List.copyOf(core.state().sessions())) {
            if (session.isLoggedOn()) {
                accept(new Command.SessionLoggedOff(session.key(), session.venue(), "the hub was restarted"));
            }
        }
        accept(new Command.HubRestarted());
        links.values().forEach(link -> timeline.in(chance.between(Timeline.MILLI, 5 * Timeline.SECOND), link::connect));
    }

    /** All that is in the log. */
    void eachEvent(Consumer<Event> to) {
        for (int i = 0; i < log.size(); i++) {
            record(i).events().forEach(to);
        }
    }

    /** A core as the whole log gives it. */
    Core foldOfTheLog() {
        return foldFrom(null, record -> {}, effect -> {
            // was told before
        });
    }

    /** Likewise, and shows what was to be told on the way. */
    Core foldOfTheLog(BiConsumer<Link, Effect> toLink, Consumer<Effect.ToClient> toDropCopy) {
        return foldFrom(null, record -> {}, effect -> tell(effect, toLink, toDropCopy));
    }

    private Core foldFrom(@Nullable SavedState from, Consumer<EventRecord> next, Consumer<Effect> told) {
        Core folded = coreOf.apply(from == null ? new ShardState() : Snapshot.read(supplierOf(from.chunks)));
        for (int i = from == null ? 0 : (int) from.position; i < log.size(); i++) {
            List<Effect> effects = folded.orders().fold(record(i));
            next.accept(record(i));
            effects.forEach(told);
        }
        return folded;
    }

    private static Supplier<DirectBuffer> supplierOf(List<DirectBuffer> chunks) {
        Iterator<DirectBuffer> all = chunks.iterator();
        return all::next;
    }
}
