package io.portcullis.server.eventlog;

import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** What stands behind the place where a log seems to end: whole records there say that others before them are missing. */
final class Witnesses {

    private final LogIdentity identity;
    private final long missingPosition;
    private int count;
    private long lastPosition;
    private long knownDurable;
    private boolean anyLocal;

    Witnesses(LogIdentity identity, long missingPosition) {
        this.identity = identity;
        this.missingPosition = missingPosition;
    }

    /** Looks at every place where a record could be, because the lengths that would lead there are missing. */
    void search(Mapping mapping, int from) {
        UnsafeBuffer buffer = mapping.buffer();
        Frames frames = new Frames(mapping, identity);
        for (int offset = from; offset + Frames.HEADER_LENGTH <= mapping.length(); offset += Long.BYTES) {
            long mark = buffer.getLong(offset);
            if (mark != 0 && frames.isWhole(offset, mark) && frames.position(offset) >= missingPosition) {
                add(frames.position(offset), frames.knownDurable(offset), Frames.kind(mark) != Frames.FSYNC);
            }
        }
    }

    /** A later segment that was begun says it too. */
    void searchLater(Path file, Mapping mapping) throws LogDamagedException {
        SegmentHeader.read(file, mapping).filter(header -> header.firstPosition() > missingPosition)
                .ifPresent(header -> add(header.firstPosition() - 1, header.knownDurable(), header.durability() == Durability.LOCAL));
        search(mapping, SegmentHeader.LENGTH);
    }

    private void add(long position, long durable, boolean local) {
        count++;
        lastPosition = Math.max(lastPosition, position);
        knownDurable = Math.max(knownDurable, durable);
        anyLocal |= local;
    }

    boolean areThere() {
        return count > 0;
    }

    /** At {@link Durability#FSYNC} the disk may write later pages first, but nobody is told of a record before it has all earlier ones. */
    boolean sayThatNobodyWasTold() {
        return !anyLocal && knownDurable < missingPosition;
    }

    long lastPosition() {
        return lastPosition;
    }
}
