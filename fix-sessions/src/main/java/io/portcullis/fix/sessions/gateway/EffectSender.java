package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.traffic.RateLimit;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.core.Effect;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.SystemTime;

/**
 * Tells one session what it has not been told yet, in order: an effect counts as told when the session's store has its message. Where the store takes none, because the
 * disk is full, or the counterparty takes no more within this second, effects wait here and are tried again by {@link #retry}; if the process ends before, they are told
 * after the restart, by their marks. How many wait is bounded by the orders that clients may have open and, on a full disk, by the event log, which takes no new ones. Belongs to the session's thread.
 */
public final class EffectSender<E extends Effect> {

    private static final Logger LOG = LoggerFactory.getLogger(EffectSender.class);

    /** What effects pass on their way out. */
    @FunctionalInterface
    public interface Passage<E> {

        /** An effect that may not go waits, and all that come behind it; asked again by {@link EffectSender#retry}. */
        boolean mayGo(E effect);

        /** One that is stopped is not sent at all. Asked when nothing is between it and the session any more. */
        default boolean isStopped(E effect) {
            return false;
        }

        /** The session has stored it. */
        default void sent(E effect) {
            // who does not count need not know
        }

        /** What waited was tried again. */
        default void tried() {
            // nothing follows from it
        }
    }

    private final @Nullable Passage<E> passage;
    private final FixSession session;
    private Function<E, FixBody> encoder;
    private final ArrayDeque<E> waiting = new ArrayDeque<>();
    private @Nullable RateLimit pace;
    private boolean isTimed;
    private boolean isFull;

    public EffectSender(FixSession session, Function<E, FixBody> encoder) {
        this(session, encoder, null);
    }

    /** @param passage null: all may go */
    public EffectSender(FixSession session, Function<E, FixBody> encoder, @Nullable Passage<E> passage) {
        this.passage = passage;
        this.session = session;
        this.encoder = encoder;
        pace(session.settings().traffic().sentPerSecond());
        session.alsoWaiting(waiting::size);
    }

    /** In other words from now on, when the session's version has changed. */
    public void encodeBy(Function<E, FixBody> other) {
        encoder = other;
    }

    /** So many within any second from now on, when the session's settings have changed; 0 for no limit. What was sent before counts no more. */
    public void pace(int perSecond) {
        pace = perSecond == 0 ? null : new RateLimit(perSecond);
    }

    public FixSession session() {
        return session;
    }

    /** The mark of the first effect that waits; {@link Long#MAX_VALUE} if none does. */
    public long firstWaiting() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().mark();
    }

    /** @return whether it is told now, or will be; not if it was told before a restart */
    public boolean send(E effect) {
        if (effect.mark() <= session.numbers().lastMark()) {
            return false;
        }
        if (!waiting.isEmpty() || !isGoing(effect)) {
            waiting.add(effect);
        }
        return true;
    }

    /** To be called now and then. */
    public void retry() {
        while (!waiting.isEmpty() && isGoing(waiting.element())) {
            waiting.remove();
            if (isFull) {
                isFull = false;
                LOG.atInfo().addKeyValue("session", session.key()).log("session {} takes messages again", session.key());
            }
        }
    }

    /** What waits, the first first. */
    public List<E> waiting() {
        return waiting.isEmpty() ? List.of() : List.copyOf(waiting);
    }

    /** What waits and is to be told no more. */
    public void forget(Predicate<E> which) {
        waiting.removeIf(which);
    }

    private boolean isGoing(E effect) {
        return (passage == null || passage.mayGo(effect)) && isInPace() && (passage != null && passage.isStopped(effect) || isStored(effect));
    }

    /** What a session stores that isn't logged on costs its counterparty nothing yet. */
    private boolean isInPace() {
        if (pace == null || !session.isLoggedOn()) {
            return true;
        }
        long now = SystemTime.currentTimeMillis();
        long wait = pace.waitMillis(now);
        if (wait == 0) {
            pace.count(now);
            return true;
        }
        if (!isTimed) {
            isTimed = true;
            session.later(this::goOn, wait);
        }
        return false;
    }

    private void goOn() {
        isTimed = false;
        retry();
        if (passage != null) {
            passage.tried();
        }
    }

    private boolean isStored(E effect) {
        try {
            session.send(encoder.apply(effect), effect.mark());
            if (passage != null) {
                passage.sent(effect);
            }
            return true;
        } catch (IOException e) {
            if (!isFull) {
                isFull = true;
                LOG.atError().addKeyValue("session", session.key()).log("session {} can't store messages, they wait until it can: {}", session.key(),
                        e.getMessage());
            }
            return false;
        }
    }
}
