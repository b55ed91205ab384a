package io.portcullis.server.eventlog;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a shard's event log is kept.
 *
 * @param directory of the segments; created if absent
 * @param durability when a record counts as safe
 * @param segmentBytes size of one segment file, a multiple of 4096 from 64 KiB to 1 GiB; a log may hold segments of several sizes
 * @param maxPayloadBytes the longest payload of a record, at most 1 MiB and a quarter of a segment
 * @param keepFreeBytes a new segment is not prepared if the disk would then have less than this left for others
 * @param spaceRetry how long after a segment could not be prepared it is tried again
 * @param snapshotsKept how many snapshots stay, the newest included
 * @param archive where segments go that are not needed any more; null: they are deleted
 */
public record EventLogSettings(Path directory, Durability durability, int segmentBytes, int maxPayloadBytes, long keepFreeBytes, Duration spaceRetry,
        int snapshotsKept, @Nullable Path archive) {

    private static final int SMALLEST_SEGMENT = 64 << 10;
    private static final int GREATEST_SEGMENT = 1 << 30;

    public EventLogSettings {
        require(segmentBytes % SegmentHeader.LENGTH == 0 && segmentBytes >= SMALLEST_SEGMENT && segmentBytes <= GREATEST_SEGMENT,
                "segment bytes must be a multiple of 4096 from 64 KiB to 1 GiB, was " + segmentBytes);
        require(maxPayloadBytes > 0 && maxPayloadBytes <= Frames.MAX_PAYLOAD && maxPayloadBytes <= segmentBytes / 4,
                "the longest payload must be from 1 byte to 1 MiB and a quarter of a segment, was " + maxPayloadBytes);
        require(keepFreeBytes >= 0, "the bytes to keep free must not be negative, was " + keepFreeBytes);
        require(spaceRetry.isPositive(), "the time until preparing is tried again must be positive, was " + spaceRetry);
        require(snapshotsKept >= 1, "at least one snapshot must be kept, was " + snapshotsKept);
    }

    /** The defaults, in that directory. */
    public static EventLogSettings in(Path directory) {
        return new EventLogSettings(directory, Durability.LOCAL, 64 << 20, Frames.MAX_PAYLOAD, 64L << 20, Duration.ofSeconds(1), 3, null);
    }

    public EventLogSettings with(Durability other) {
        return new EventLogSettings(directory, other, segmentBytes, maxPayloadBytes, keepFreeBytes, spaceRetry, snapshotsKept, archive);
    }

    /** With segments of that size, and payloads as long as they allow. */
    public EventLogSettings withSegmentBytes(int bytes) {
        int payload = Math.min(Frames.MAX_PAYLOAD, bytes / 4);
        return new EventLogSettings(directory, durability, bytes, payload, keepFreeBytes, spaceRetry, snapshotsKept, archive);
    }

    public EventLogSettings withSpaceRetry(Duration retry) {
        return new EventLogSettings(directory, durability, segmentBytes, maxPayloadBytes, keepFreeBytes, retry, snapshotsKept, archive);
    }

    public EventLogSettings withKeepFreeBytes(long bytes) {
        return new EventLogSettings(directory, durability, segmentBytes, maxPayloadBytes, bytes, spaceRetry, snapshotsKept, archive);
    }

    public EventLogSettings withArchive(Path other) {
        return new EventLogSettings(directory, durability, segmentBytes, maxPayloadBytes, keepFreeBytes, spaceRetry, snapshotsKept, other);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
