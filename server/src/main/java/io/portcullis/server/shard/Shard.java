package io.portcullis.server.shard;

import io.portcullis.oms.codec.EventCodec;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.AccountRights;
import io.portcullis.oms.core.ClientAgreement;
import io.portcullis.oms.core.CorporateActionRules;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.ExecutionKey;
import io.portcullis.oms.core.LookAlikeRules;
import io.portcullis.oms.core.MarketRules;
import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.core.SessionsOfVenue;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Snapshot;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.eventlog.Durability;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.eventlog.Space;
import io.portcullis.venues.lastpoint.LastPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.ExpandableArrayBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One command after the other: decided, logged, and told when the record is safe. All of it happens on one thread, the loop of the shard's sessions; only
 * {@link #submit} and {@link #durableUpTo} may be called by others. An error of ours stops the shard: from then on every command is refused, and nothing is told.
 */
public final class Shard implements Consumer<Command> {

    /** How many operators' commands may wait: more are refused at once, and the operator is told so. */
    private static final int MAX_WAITING = 1_000;
    private static final String STOPPING = "the shard is stopping";

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    /**
     * The state of a moment.
     *
     * @param lastPoint what is counted at the last point before the venues, once all is told that the state knows
     * @param time of its last record or later, epoch nanoseconds
     */
    public record View(Snapshot.View state, byte[] lastPoint, long time) {
    }

    private record Held(long position, long appended, Effect effect) {
    }

    private final Function<ShardState, OrderCore> coreOf;
    private final EventLog log;
    private final LastPoint lastPoint;
    private final EffectSink effects;
    private final ShardClock clock;
    private final Executor loop;
    private final ShardMetrics metrics;
    private final Consumer<Throwable> onFailure;
    private final boolean isHeldUntilForced;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final EventCodec codec = new EventCodec(buffer);
    private final ArrayDeque<Held> held = new ArrayDeque<>();
    private final ArrayDeque<EventRecord> heldRecords = new ArrayDeque<>();
    private final Queue<Command> following = new ArrayDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private Runnable workIsLeft = () -> {};
    private boolean isDeciding;
    private @Nullable OrderCore core;
    private @Nullable Throwable failure;
    private boolean isFinished;
    private volatile long durable;
    private long told;

    /**
     * @param coreOf makes the order core of a state
     * @param lastPoint counts what goes out to venues, beside the core
     * @param loop runs what it is given on the shard's thread, later
     * @param onFailure is told once of the error that stopped the shard
     */
    public Shard(Function<ShardState, OrderCore> coreOf, EventLog log, Durability durability, LastPoint lastPoint, EffectSink effects, ShardClock clock,
            Executor loop,
            ShardMetrics metrics,
            Consumer<Throwable> onFailure) {
        this.coreOf = coreOf;
        this.log = log;
        this.lastPoint = lastPoint;
        this.effects = effects;
        this.clock = clock;
        this.loop = loop;
        this.metrics = metrics;
        this.onFailure = onFailure;
        this.isHeldUntilForced = durability == Durability.FSYNC;
    }

    /**
     * Brings the state back: the newest snapshot, and all of the log behind it. What was decided but not told before a crash is told now. To be called once, when all
     * sessions are open and none is connected.
     *
     * @return the state, for what else has to go on from it
     * @throws IOException if the log can't be read
     */
    public ShardState recover() throws IOException {
        long last = log.lastPosition();
        log.forceUpTo(last);
        StateFile.Saved saved = StateFile.newest(log.snapshots(), last);
        ShardState start = saved.state();
        if (saved.lastPoint() != null) {
            lastPoint.goOnFrom(saved.lastPoint());
        }
        Fold.Folded folded;
        try (LogReader reader = log.reader(start.position() + 1)) {
            folded = Fold.fold(start, coreOf, reader, last, lastPoint::after, effects::release);
        }
        core = folded.core();
        told = last;
        clock.notBefore(folded.lastTime());
        LOG.info("recovered to record {}: {} records folded, {} orders, {} open", last, folded.records(), core.state().orderCount(),
                core.state().openOrderCount());
        return core.state();
    }

    /**
     * Goes on behind a position of which counterparties were told, though the log has lost it: ids that were made of lost positions are never given again. To be called
     * after {@link #recover}, before any session is connected.
     */
    public void goOnBehind(long lost) {
        OrderCore recovered = running();
        while (recovered.state().position() < lost) {
            EventRecord nothing = new EventRecord(recovered.state().position() + 1, clock.nanos(), null, List.of(), List.of());
            append(nothing);
            recovered.fold(nothing);
        }
        told = recovered.state().position();
    }

    /** What is agreed with clients from now on. On the shard's thread, after {@link #recover}. */
    public void agree(AccountRights rights, Map<SessionKey, ClientAgreement> agreements) {
        running().agree(rights, agreements);
    }

    /** The venues from now on, in the order in which the router shall prefer them. On the shard's thread, after {@link #recover}. */
    public void venues(List<VenueId> venues) {
        running().venues(venues);
    }

    /** Those with more than one session, from now on. On the shard's thread, after {@link #recover}. */
    public void venueSessions(Map<VenueId, SessionsOfVenue> venues) {
        running().venueSessions(venues);
    }

    /** By what executions of those venues are told apart, from now on. On the shard's thread, after {@link #recover}. */
    public void tellExecutionsApartBy(Map<VenueId, ExecutionKey> keys) {
        running().tellExecutionsApartBy(keys);
    }

    /** The venues that are told at once, from now on, of executions of orders that we don't know. On the shard's thread, after {@link #recover}. */
    public void denyStraysOf(Set<VenueId> venues) {
        running().denyStraysOf(venues);
    }

    /** The venues that are not asked, from now on, about the orders that they have had over the night. On the shard's thread, after {@link #recover}. */
    public void reconcileAllBut(Set<VenueId> venues) {
        running().reconcileAllBut(venues);
    }

    /** How corporate actions are applied from now on. On the shard's thread, after {@link #recover}. */
    public void adjustBy(CorporateActionRules rules) {
        running().adjustBy(rules);
    }

    /** Accounts, rates or instruments are others: what is open is added up anew. On the shard's thread, after {@link #recover}. */
    public void countAnew() {
        running().countAnew();
    }

    /** What is done with orders in instruments that may not be traded as usual, from now on. On the shard's thread, after {@link #recover}. */
    public void tradeBy(MarketRules rules) {
        running().tradeBy(rules);
    }

    /** Which orders are taken for duplicates of others from now on. On the shard's thread, after {@link #recover}. */
    public void lookAlikeBy(LookAlikeRules rules) {
        running().lookAlikeBy(rules);
    }

    /** How corporate actions are applied. On the shard's thread, after {@link #recover}. */
    public CorporateActionRules corporateActionRules() {
        return running().corporateActionRules();
    }

    /** The state; only while the shard's thread does nothing. */
    public ShardState state() {
        return running().state();
    }

    /** Whether there is work for a {@link Command.ClockTick}, which need not wait for the next second. */
    public boolean isBehind() {
        return running().isBehind();
    }

    /** What a venue shows of an instrument is another. On the shard's thread. */
    public void marketMoved(String symbol) {
        OrderCore deciding = core;
        if (deciding != null && failure == null && !isFinished && deciding.isWatched(symbol)) {
            accept(new Command.MarketMoved(symbol));
        }
    }

    /** @param then is run on the shard's thread after each command that leaves work for a {@link Command.ClockTick}, some of which may wait for some milliseconds */
    public void whenWorkIsLeft(Runnable then) {
        workIsLeft = then;
    }

    private void noticeWork(OrderCore orders) {
        if (orders.isBehind() || orders.isReporting()) {
            workIsLeft.run();
        }
    }

    /** How many application messages of a session are done on this trading day. */
    public long receivedToday(SessionKey key) {
        SessionState session = running().state().session(key);
        return session == null ? 0 : session.receivedToday();
    }

    /** Whether the log takes a record of any length. What comes in spite of it, a lost session or an operator's halt, is small and has found room so far. */
    public boolean hasRoom() {
        return log.space() != Space.NONE;
    }

    /** Whether a snapshot may say that it has that record: what comes behind a snapshot can be told again after a crash, what it has can't. Any thread. */
    public CompletionStage<Boolean> isToldUpTo(long position) {
        return CompletableFuture.supplyAsync(() -> told >= position && effects.isToldUpTo(position), loop);
    }

    /**
     * Decides and logs. When this returns the command is done, even if what follows from it is told later; after {@link #finish} nothing is done.
     *
     * @throws IllegalStateException if the shard has stopped: the message that the command came in is not done, and will be asked for again
     */
    @Override
    public void accept(Command command) {
        if (isDeciding) {
            following.add(command); // a session went down while it was told something
            return;
        }
        if (isFinished) {
            return;
        }
        OrderCore orders = running();
        isDeciding = true;
        try {
            handle(command);
            for (Command next = following.poll(); next != null; next = following.poll()) {
                handle(next);
            }
        } catch (RuntimeException | Error e) {
            stop(e);
            throw e;
        } finally {
            isDeciding = false;
        }
        noticeWork(orders);
    }

    private OrderCore running() {
        if (failure != null) {
            throw new IllegalStateException("the shard has stopped", failure);
        }
        if (core == null) {
            throw new IllegalStateException("the shard has not recovered yet");
        }
        return core;
    }

    private void stop(Throwable error) {
        failure = error;
        held.clear();
        onFailure.accept(error);
    }

    private Optional<String> handle(Command command) {
        boolean isTimed = metrics.times(running().state().position() + 1);
        long start = isTimed ? System.nanoTime() : 0;
        OrderCore.Outcome outcome = running().decide(command, clock.nanos(), log.space() != Space.AMPLE);
        long decided = isTimed ? System.nanoTime() : 0;
        EventRecord record = outcome.record();
        if (record == null) {
            return Optional.ofNullable(outcome.answer());
        }
        append(record);
        long appended = isTimed || isHeldUntilForced ? System.nanoTime() : 0;
        tell(record, appended, outcome.effects());
        if (isTimed) {
            metrics.time(start, decided, appended, System.nanoTime());
        }
        metrics.count(record);
        return Optional.ofNullable(outcome.answer());
    }

    private void append(EventRecord record) {
        int length = codec.encode(record, buffer, 0);
        long position = log.append(record.time(), buffer, 0, length);
        if (position != record.position()) {
            throw new IllegalStateException("the state is at record " + record.position() + ", the log at " + position);
        }
    }

    private void tell(EventRecord record, long appended, List<Effect> all) {
        long position = record.position();
        if (isHeldUntilForced) {
            heldRecords.add(record);
        } else {
            lastPoint.after(record);
        }
        for (int i = 0; i < all.size(); i++) {
            if (isHeldUntilForced) {
                held.add(new Held(position, appended, all.get(i)));
            } else {
                effects.release(all.get(i));
            }
        }
        if (!isHeldUntilForced) {
            told = position;
        }
    }

    /**
     * The end: all that was decided is told, and nothing is decided any more. What comes after it, on other threads and from them, is not done: a counterparty's message
     * is asked for again after the next start. On the shard's thread, before those are closed to whom it is told.
     *
     * @throws UncheckedIOException if the disk does not take what is told only when it has it: that is told after the next start
     */
    public void finish() {
        try {
            for (long last = log.lastPosition(); isHeldUntilForced && failure == null && told < last; last = log.lastPosition()) {
                log.forceUpTo(last);
                releaseUpTo(last);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            isFinished = true;
        }
    }

    // From other threads

    /** The disk has everything up to that position: what waited for it is told. */
    public void durableUpTo(long position) {
        durable = position;
        loop.execute(() -> releaseUpTo(durable));
    }

    private void releaseUpTo(long forced) {
        if (failure != null || isFinished || isDeciding) {
            return;
        }
        isDeciding = true;
        try {
            for (Held next = held.peek(); next != null && next.position <= forced; next = held.peek()) {
                held.remove();
                countUpTo(next.position);
                metrics.durable(System.nanoTime() - next.appended);
                effects.release(next.effect);
            }
            countUpTo(forced);
            told = forced;
        } catch (RuntimeException | Error e) {
            stop(e);
        } finally {
            isDeciding = false;
        }
        for (Command next = following.poll(); next != null; next = following.poll()) {
            accept(next);
        }
    }

    /** What goes out is counted against what was asked for up to then. */
    private void countUpTo(long position) {
        for (EventRecord next = heldRecords.peek(); next != null && next.position() <= position; next = heldRecords.peek()) {
            lastPoint.after(heldRecords.remove());
        }
    }

    /**
     * A command of our own people.
     *
     * @return empty if it was done, else why not
     */
    public CompletionStage<Optional<String>> submit(Command.FromHouse command) {
        CompletableFuture<Optional<String>> result = new CompletableFuture<>();
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            result.complete(Optional.of("too many commands are waiting, try again"));
            return result;
        }
        try {
            loop.execute(() -> decideFor(command, result));
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            result.complete(Optional.of(STOPPING));
        }
        return result;
    }

    /** The state as it is between two records. It may know what is not told yet. */
    public CompletionStage<View> view() {
        return CompletableFuture.supplyAsync(() -> new View(Snapshot.view(running().state()), lastPoint(), clock.last()), loop);
    }

    /** What is counted at the last point before the venues, once all is told that the state knows; only on the shard's thread. */
    public byte[] lastPoint() {
        return lastPoint.view(List.copyOf(heldRecords));
    }

    /** An answer from the state as it is between two records. The question is asked on the shard's thread and has to be short. */
    public <T> CompletionStage<T> ask(Function<ShardState, T> question) {
        return CompletableFuture.supplyAsync(() -> question.apply(running().state()), loop);
    }

    private void decideFor(Command.FromHouse command, CompletableFuture<Optional<String>> result) {
        waiting.decrementAndGet();
        if (isFinished) {
            result.complete(Optional.of(STOPPING));
            return;
        }
        try {
            running();
            isDeciding = true;
            result.complete(handle(command));
        } catch (RuntimeException | Error e) {
            if (failure == null) {
                stop(e);
            }
            result.complete(Optional.of("the shard has stopped: " + e.getMessage()));
        } finally {
            isDeciding = false;
        }
        for (Command next = following.poll(); next != null && failure == null; next = following.poll()) {
            accept(next);
        }
    }
}
