package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.engine.FixApplication;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.Echo;
import io.portcullis.oms.command.Command.RejectAs;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies every report of every client to the compliance sessions, each with its own sequence numbers and resend; a consumer that is away finds all of it when it comes
 * back. Takes no orders. The sessions have a thread of their own, so that no order waits for a copy; {@link #send} and {@link #isToldUpTo} are for the shard's thread, all
 * else for the sessions'. Before {@link #start} one thread does it all.
 */
public final class DropCopy implements FixApplication {

    private static final Logger LOG = LoggerFactory.getLogger(DropCopy.class);
    static final int NOT_AUTHORIZED = 6;
    /** So many effects may be on their way: then the shard waits for the copies, which wait for nobody. */
    private static final int MOST_ON_THE_WAY = 1 << 14;
    private static final int BATCH = 256;
    private static final long WAIT_NANOS = 20_000;
    /** While reports come, copies are made and sent together for so long: to wake a thread and to write to a socket costs more than a copy. */
    private static final long GATHER_NANOS = 1_000_000;

    private final List<EffectSender<Effect.ToClient>> consumers = new CopyOnWriteArrayList<>();
    private final ReportEncoders encoders;
    private final Consumer<Command> core;
    private final OneToOneConcurrentArrayQueue<Effect.ToClient> onTheWay = new OneToOneConcurrentArrayQueue<>(MOST_ON_THE_WAY);
    private final AtomicBoolean isAwake = new AtomicBoolean();
    private @Nullable FixEngine copies;
    private @Nullable FixEngine orders;
    private boolean willWake;
    private long handedOver;
    private long lastCopied;
    private volatile long stored;
    private volatile boolean hasFailed;

    /**
     * @param encoders used by no other thread
     * @param core decides and logs a command, now or soon
     */
    public DropCopy(ReportEncoders encoders, Consumer<Command> core) {
        this.encoders = encoders;
        this.core = core;
    }

    public void add(FixSession session) {
        ReportEncoder encoder = encoders.of(session.settings().version());
        consumers.add(new EffectSender<>(session, encoder::encodeCopy));
    }

    /** After the session's settings have changed. On the thread that makes the copies. */
    public void change(FixSession session) {
        ReportEncoder encoder = encoders.of(session.settings().version());
        consumers.stream().filter(consumer -> consumer.session() == session).forEach(consumer -> consumer.encodeBy(encoder::encodeCopy));
    }

    /**
     * From now on the copies are made on the thread of their own engine.
     *
     * @param ordersEngine whose thread calls {@link #send}: it wakes the other one at the end of its turn, when its own messages have gone
     */
    public void start(FixEngine copiesEngine, FixEngine ordersEngine) {
        orders = ordersEngine;
        copies = copiesEngine;
    }

    /** Copies it to each session that has not been told of it: soon, and in order. */
    public void send(Effect.ToClient effect) {
        FixEngine here = orders;
        if (here == null) {
            copy(effect);
            return;
        }
        if (consumers.isEmpty()) {
            return;
        }
        handedOver = effect.mark();
        while (!onTheWay.offer(effect) && !hasFailed) {
            wake();
            LockSupport.parkNanos(WAIT_NANOS);
        }
        if (!willWake) {
            willWake = true;
            here.later(this::wakeAtEndOfTurn);
        }
    }

    private void wakeAtEndOfTurn() {
        willWake = false;
        wake();
    }

    private void wake() {
        FixEngine there = copies;
        if (there != null && isAwake.compareAndSet(false, true)) {
            there.later(this::copyAll);
        }
    }

    private void copyAll() {
        try {
            Effect.ToClient effect = null;
            int copied = 0;
            while (copied < BATCH && (effect = onTheWay.poll()) != null) {
                copy(effect);
                copied++;
            }
            goOn(copied);
        } catch (RuntimeException | Error e) {
            hasFailed = true;
            throw e;
        }
    }

    /** It sleeps when there was nothing to do, and has to be woken then. */
    private void goOn(int copied) {
        FixEngine here = Objects.requireNonNull(copies);
        if (copied == BATCH) {
            here.later(this::copyAll); // others on this thread have their turn before
        } else if (copied > 0) {
            here.later(this::copyAll, GATHER_NANOS);
        } else {
            isAwake.set(false);
            if (!onTheWay.isEmpty()) {
                wake();
            }
        }
    }

    /** What is between two parties goes to the one it answers, if it is one of these. */
    private void copy(Effect.ToClient effect) {
        for (int i = 0; i < consumers.size(); i++) {
            EffectSender<Effect.ToClient> consumer = consumers.get(i);
            if (effect.isCopied()) {
                consumer.send(effect);
            } else if (effect.session().equals(consumer.session().key()) && consumer.send(effect)) {
                RejectCount.sent(consumer.session(), effect);
            }
        }
        lastCopied = effect.mark();
        stored = storedUpTo();
    }

    private long storedUpTo() {
        long upTo = lastCopied;
        for (int i = 0; i < consumers.size(); i++) {
            upTo = Math.min(upTo, consumers.get(i).firstWaiting() - 1);
        }
        return upTo;
    }

    /** What is on its way is copied now. For the end, when the shard sends nothing more. */
    public void finish() {
        for (Effect.ToClient effect = onTheWay.poll(); effect != null; effect = onTheWay.poll()) {
            copy(effect);
        }
    }

    /** Whether the stores have all copies of effects up to that mark. */
    public boolean isToldUpTo(long mark) {
        long done = stored;
        return done >= mark || done >= handedOver;
    }

    /** To be called now and then, by any thread: what could not be stored is tried again. */
    public void retry() {
        FixEngine there = copies;
        if (there != null) {
            there.later(this::tryAgain);
        }
    }

    private void tryAgain() {
        consumers.forEach(EffectSender::retry);
        stored = storedUpTo();
    }

    @Override
    public void onLogon(FixSession session) {
        core.accept(new Command.SessionLoggedOn(session.key(), null));
    }

    @Override
    public void onLogout(FixSession session, String reason) {
        core.accept(new Command.SessionLoggedOff(session.key(), null, reason));
    }

    @Override
    public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
        Origin origin = new Origin(session.key(), session.numbers().generation(), msgSeqNum);
        core.accept(new Command.UnreadableRequest(origin, RejectAs.BUSINESS_REJECT, message.msgType(), 0, NOT_AUTHORIZED,
                new Objection(Refusal.UNSUPPORTED_MESSAGE, "a drop copy session takes no requests, MsgType(35) was " + message.msgType()), Echo.NONE));
    }

    @Override
    public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
        if (msgSeqNum == 0) {
            LOG.atWarn().addKeyValue("session", session.key()).log("session {} rejects a copy out of turn: {}", session.key(), reject);
        } else {
            core.accept(new Command.ClientNotice(new Origin(session.key(), session.numbers().generation(), msgSeqNum), "3", "rejects a drop copy: " + reject,
                    true));
        }
    }

    @Override
    public boolean mayResend(FixSession session, FixMessage stored) {
        return true;
    }
}
