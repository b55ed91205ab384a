package io.portcullis.server.shard;

import java.time.Instant;
import java.time.InstantSource;

/** The time of commands: epoch nanoseconds that never go back, whatever the system's clock does. For one thread. */
public final class ShardClock {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final InstantSource source;
    private long last;

    public ShardClock(InstantSource source) {
        this.source = source;
    }

    public long nanos() {
        Instant now = source.instant();
        last = Math.max(last, now.getEpochSecond() * NANOS_PER_SECOND + now.getNano());
        return last;
    }

    /** The time that was told last. */
    long last() {
        return last;
    }

    /** After a restart: time goes on from where the log ends. */
    public void notBefore(long nanos) {
        last = Math.max(last, nanos);
    }
}
