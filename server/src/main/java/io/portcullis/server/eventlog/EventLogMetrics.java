package io.portcullis.server.eventlog;

import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** Counts since the log was opened. Any thread may read them. */
public final class EventLogMetrics {

    private static final long LONGEST_FORCE_NANOS = 60_000_000_000L;

    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong forces = new AtomicLong();
    private final SingleWriterRecorder forceNanos = new SingleWriterRecorder(LONGEST_FORCE_NANOS, 2);

    /** Records appended. */
    public long records() {
        return records.get();
    }

    /** Bytes appended, with the frames around the payloads. */
    public long bytes() {
        return bytes.get();
    }

    /** How often the disk confirmed records: far fewer than records under load, because they are confirmed together. */
    public long forces() {
        return forces.get();
    }

    /** How long the disk took, in nanoseconds, since this was asked last: for one caller. */
    public Histogram forceNanosSinceLastAsked() {
        return forceNanos.getIntervalHistogram();
    }

    void appended(int frameBytes) {
        records.setRelease(records.getPlain() + 1);
        bytes.setRelease(bytes.getPlain() + frameBytes);
    }

    void forced(long nanos) {
        forces.setRelease(forces.getPlain() + 1);
        forceNanos.recordValue(Math.min(nanos, LONGEST_FORCE_NANOS));
    }
}
