package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A segment file that is written to: first by the writing thread, and when that has gone on to the next one, by the thread that makes records
 * durable, which seals and closes it.
 */
final class Segment {

    private final long ordinal;
    private final Mapping mapping;
    private final Frames frames;
    private final LogIdentity identity;
    private final int kind;
    private final Durability durability;
    private final UnsafeBuffer claimed = new UnsafeBuffer(0, 0);
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicReference<@Nullable Segment> next = new AtomicReference<>();
    private int offset;
    private long lastPosition;

    private Segment(long ordinal, Mapping mapping, LogIdentity identity, Durability durability) {
        this.ordinal = ordinal;
        this.mapping = mapping;
        this.identity = identity;
        this.durability = durability;
        this.kind = durability == Durability.LOCAL ? Frames.LOCAL : Frames.FSYNC;
        this.frames = new Frames(mapping, identity);
    }

    static Segment map(Path file, long ordinal, LogIdentity identity, Durability durability) throws IOException {
        return new Segment(ordinal, Mapping.toWrite(file), identity, durability);
    }

    /** A segment that has been prepared gets its first position. */
    void begin(long firstPosition, long knownDurable) {
        new SegmentHeader(identity, ordinal, firstPosition, mapping.length(), durability, knownDurable).write(mapping.buffer());
        moveTo(SegmentHeader.LENGTH);
    }

    /** A segment that was begun before goes on behind its last record. */
    void resume(int end) {
        moveTo(end);
    }

    boolean hasRoomFor(int payloadLength) {
        return Frames.frameLength(payloadLength) <= room();
    }

    int length() {
        return mapping.length();
    }

    /** Bytes left for records: the mark of the segment's end always has its place. */
    int room() {
        return mapping.length() - Frames.HEADER_LENGTH - offset;
    }

    /** The place of the next payload. Writing there makes no record yet. */
    MutableDirectBuffer claim(int maxLength) {
        claimed.wrap(mapping.buffer(), offset + Frames.HEADER_LENGTH, maxLength);
        return claimed;
    }

    void commit(long position, long timeNanos, long knownDurable, int payloadLength) {
        frames.write(offset, kind, position, timeNanos, knownDurable, payloadLength);
        moveTo(offset + Frames.frameLength(payloadLength));
    }

    /** Nothing is written here any more: the record at that position is in the next segment. */
    void end(long nextPosition, long knownDurable, Segment following) {
        frames.write(offset, Frames.END, nextPosition, 0, knownDurable, 0);
        moveTo(offset + Frames.HEADER_LENGTH);
        lastPosition = nextPosition - 1;
        claimed.wrap(0, 0);
        next.setRelease(following);
    }

    /** The segment behind this one; if it is known, {@link #committed()} doesn't change any more. */
    @Nullable
    Segment next() {
        return next.getAcquire();
    }

    /** How many bytes hold whole records, with the header. */
    int committed() {
        return committed.getAcquire();
    }

    /** To be called when it has ended and the disk has it all. */
    void seal(Disk disk) throws IOException {
        SegmentHeader.seal(mapping.buffer(), lastPosition);
        disk.force(mapping, 0, SegmentHeader.LENGTH);
    }

    Mapping mapping() {
        return mapping;
    }

    private void moveTo(int end) {
        offset = end;
        committed.setRelease(end);
    }

    void close() {
        claimed.wrap(0, 0);
        mapping.close();
    }
}
