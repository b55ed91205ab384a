package io.portcullis.server.hub;

import io.portcullis.server.eventlog.EventLogListener;
import io.portcullis.server.eventlog.Space;
import io.portcullis.server.shard.Shard;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what the event log tells of itself: what the disk has confirmed to the shard, lack of room to people, failure to whoever ends the process. */
public final class LogWatch implements EventLogListener {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");

    private final Consumer<Throwable> onFailure;
    private volatile @Nullable Shard shard;

    public LogWatch(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    public void shard(Shard watching) {
        shard = watching;
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
        ALERTS.warn("room in the event log is {}: {}", now, reason);
    }

    @Override
    public void failed(Exception cause) {
        onFailure.accept(cause);
    }
}
