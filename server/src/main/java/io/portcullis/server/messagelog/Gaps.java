package io.portcullis.server.messagelog;

import io.portcullis.fix.sessions.engine.MessageTap;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.agrona.concurrent.EpochNanoClock;
import org.jspecify.annotations.Nullable;

/** Puts an entry where messages are missing, counts them, and alerts once a minute at most. For the thread that writes. */
final class Gaps {

    private static final long ALERT_EVERY = TimeUnit.MINUTES.toNanos(1);
    private static final byte[] NO_SESSION = MessageTap.NO_SESSION.getBytes(StandardCharsets.UTF_8);

    private final Appender appender;
    private final EpochNanoClock clock;
    private final Consumer<String> alerts;
    private final AtomicLong missing = new AtomicLong();
    private final Queue<String> notes = new ArrayDeque<>();
    /** By sessions with an entry that is added and not written yet. */
    private final Map<String, Long> unwritten = new HashMap<>();
    private long alertedAt = System.nanoTime() - ALERT_EVERY;
    private long missingAtAlert;

    Gaps(Appender appender, EpochNanoClock clock, Consumer<String> alerts) {
        this.appender = appender;
        this.clock = clock;
        this.alerts = alerts;
    }

    /** Messages that could not be kept since the start. By any thread. */
    long missing() {
        return missing.get();
    }

    /** Something is missing, of whatever session. */
    void note(String text) {
        notes.add(text);
    }

    /** Adds entries for what was noted and counted. @param reason why messages could not be kept */
    void add(Collection<TappedSession> sessions, String reason) {
        for (String note = notes.poll(); note != null; note = notes.poll()) {
            add(NO_SESSION, note);
        }
        for (TappedSession session : sessions) {
            long lost = session.takeMissed();
            if (lost > 0) {
                missing.addAndGet(lost);
                unwritten.put(session.key(), lost);
                add(session.name(), lost + (lost == 1 ? " message that was" : " messages that were") + " sent or received before this "
                        + (lost == 1 ? "is" : "are") + " missing: " + reason);
            }
        }
        alert(reason);
    }

    private void add(byte[] session, String text) {
        appender.add(Kind.GAP, clock.nanoTime(), session, text.getBytes(StandardCharsets.UTF_8));
    }

    private void alert(String reason) {
        if (missing() > missingAtAlert && System.nanoTime() - alertedAt >= ALERT_EVERY) {
            alerts.accept("the message log could not keep " + (missing() - missingAtAlert) + " messages: " + reason);
            missingAtAlert = missing();
            alertedAt = System.nanoTime();
        }
    }

    /** What was added is written. */
    void written() {
        unwritten.clear();
    }

    /** An entry that was added could not be written: it has to be added again. @param session null if it is no session's */
    void forgotten(Frames entry, @Nullable TappedSession session) {
        Long lost = session == null ? null : unwritten.remove(session.key());
        if (session != null && lost != null) {
            missing.addAndGet(-lost);
            session.missed(lost);
        } else {
            notes.add(new String(entry.array(), entry.from(), entry.to() - entry.from(), StandardCharsets.UTF_8));
        }
    }
}
