package io.portcullis.fix.sessions.gateway;

import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.oms.core.Effect;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one session what it has not been told yet, in order: an effect counts as told when the session's store has its message. Where the store takes none, because the
 * disk is full, effects wait here and are tried again by {@link #retry}; if the process ends before, they are told after the restart, by their marks. How many wait is
 * bounded by the event log, which on a full disk takes no new orders. Belongs to the session's thread.
 */
public final class EffectSender<E extends Effect> {

    private static final Logger LOG = LoggerFactory.getLogger(EffectSender.class);

    private final FixSession session;
    private final Function<E, FixBody> encoder;
    private final ArrayDeque<E> waiting = new ArrayDeque<>();

    public EffectSender(FixSession session, Function<E, FixBody> encoder) {
        this.session = session;
        this.encoder = encoder;
    }

    public FixSession session() {
        return session;
    }

    /** The mark of the first effect that waits for room in the store; {@link Long#MAX_VALUE} if none does. */
    public long firstWaiting() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.element().mark();
    }

    public void send(E effect) {
        if (effect.mark() <= session.lastMark()) {
            return;
        }
        if (!waiting.isEmpty() || !isStored(effect)) {
            waiting.add(effect);
        }
    }

    /** To be called now and then. */
    public void retry() {
        while (!waiting.isEmpty() && isStored(waiting.element())) {
            waiting.remove();
            if (waiting.isEmpty()) {
                LOG.atInfo().addKeyValue("session", session.key()).log("session {} takes messages again", session.key());
            }
        }
    }

    private boolean isStored(E effect) {
        try {
            session.send(encoder.apply(effect), effect.mark());
            return true;
        } catch (IOException e) {
            if (waiting.isEmpty()) {
                LOG.atError().addKeyValue("session", session.key()).log("session {} can't store messages, they wait until it can: {}", session.key(),
                        e.getMessage());
            }
            return false;
        }
    }
}
