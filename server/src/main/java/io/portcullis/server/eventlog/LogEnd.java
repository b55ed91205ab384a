package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the place where the records of a log stop means.
 * <ul>
 * <li>A killed process leaves at most one record that has no mark yet.
 * <li>A machine that failed may also leave records of which pages are missing: those still hold the zeros of the preparation. Whole records may
 * follow them, and say whether anybody can have been told of what is missing.
 * <li>A record that has all its pages and doesn't fit its checksum was damaged later.
 * </ul>
 *
 * @param ending what to do
 * @param lastPosition of the whole records behind that place; 0 if there are none
 */
record LogEnd(Ending ending, long lastPosition) {

    /** What a disk writes whole or not at all. */
    private static final int SECTOR = 512;

    enum Ending {
        /** Only zeros follow. */
        CLEAN,
        /** A record follows that was never finished: to be cleared. */
        UNFINISHED,
        /** Whole records follow missing ones, and nobody has been told of any of them: to be cleared. */
        UNTOLD,
        /** Records are missing or damaged that may have been told: not ours to decide. */
        DAMAGED
    }

    /**
     * @param file in which the records stop
     * @param scan where
     * @param isShort whether the file is shorter than it was made
     * @param later the files behind it
     */
    static LogEnd of(LogIdentity identity, Path file, SegmentScan scan, boolean isShort, Collection<Path> later) throws IOException {
        try (Mapping mapping = Mapping.toRead(file)) {
            Witnesses witnesses = new Witnesses(identity, scan.nextPosition());
            witnesses.search(mapping, scan.offset());
            for (Path each : later) {
                searchLater(witnesses, each);
            }
            boolean isMissing = isShort || isMissing(new Frames(mapping, identity), mapping.buffer(), scan.offset());
            return new LogEnd(ending(mapping, scan, witnesses, isMissing), witnesses.lastPosition());
        }
    }

    private static void searchLater(Witnesses witnesses, Path file) throws IOException {
        try (Mapping mapping = Mapping.toRead(file)) {
            witnesses.searchLater(file, mapping);
        }
    }

    private static Ending ending(Mapping mapping, SegmentScan scan, Witnesses witnesses, boolean isMissing) {
        if (!isMissing) {
            return Ending.DAMAGED;
        }
        if (witnesses.areThere()) {
            boolean untold = scan.knownDurable() < scan.nextPosition() && witnesses.sayThatNobodyWasTold();
            return untold ? Ending.UNTOLD : Ending.DAMAGED;
        }
        return isZero(mapping.buffer(), scan.offset(), mapping.length()) ? Ending.CLEAN : Ending.UNFINISHED;
    }

    /** Whether the record at that place has no mark, or the disk never got one of its sectors. */
    private static boolean isMissing(Frames frames, UnsafeBuffer buffer, int offset) {
        if (offset + Frames.HEADER_LENGTH > buffer.capacity()) {
            return true;
        }
        long mark = frames.mark(offset);
        if (mark == 0) {
            return true;
        }
        if (!frames.isPlausible(offset, mark)) {
            return false;
        }
        int recordEnd = offset + Frames.HEADER_LENGTH + Frames.payloadLength(mark);
        for (int from = offset; from < recordEnd; from = nextSector(from)) {
            if (isZero(buffer, from, Math.min(recordEnd, nextSector(from)))) {
                return true;
            }
        }
        return false;
    }

    private static int nextSector(int offset) {
        return (offset / SECTOR + 1) * SECTOR;
    }

    static boolean isZero(UnsafeBuffer buffer, int from, int to) {
        int offset = from;
        while (offset + Long.BYTES <= to && buffer.getLong(offset) == 0) {
            offset += Long.BYTES;
        }
        while (offset < to && buffer.getByte(offset) == 0) {
            offset++;
        }
        return offset == to;
    }
}
