package io.portcullis.server.hub;

import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.server.eventlog.EventLogListener;
import io.portcullis.server.eventlog.Space;
import io.portcullis.server.shard.Shard;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what the event log tells of itself: what the disk has confirmed to the shard, lack of room to people and, if there is none at all, to the sessions, failure to whoever ends the process. */
public final class LogWatch implements EventLogListener {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");

    private final Consumer<Throwable> onFailure;
    private volatile @Nullable Shard shard;
    private volatile List<FixEngine> engines = List.of();

    public LogWatch(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    public void shard(Shard watching) {
        shard = watching;
    }

    /** @param now the room that there is already */
    public void sessions(List<FixEngine> held, Space now) {
        engines = held;
        held.forEach(engine -> engine.holdReading(now == Space.NONE));
    }

    @Override
    public void durableUpTo(long position) {
        Shard watching = shard;
        if (watching != null) {
            watching.durableUpTo(position);
        }
    }

    @Override
    public void spaceChanged(Space now, String reason) {
        ALERTS.warn("room in the event log is {}{}: {}", now, now == Space.NONE ? ", nothing is read from the sessions" : "", reason);
        engines.forEach(engine -> engine.holdReading(now == Space.NONE));
    }

    @Override
    public void failed(Exception cause) {
        onFailure.accept(cause);
    }
}
