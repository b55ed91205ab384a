package io.portcullis.server.eventlog;

import java.nio.file.Path;

/**
 * One pass over the records of a segment, as far as they are whole and in order.
 *
 * @param offset where the pass stopped: behind the last good record, or behind the mark of the segment's end
 * @param nextPosition the position that would come there
 * @param isEnded whether the segment says that it is full
 * @param knownDurable the highest position of which a record says that the disk had it
 */
record SegmentScan(int offset, long nextPosition, boolean isEnded, long knownDurable) {

    static SegmentScan of(Mapping mapping, SegmentHeader header) {
        Frames frames = new Frames(mapping, header.identity());
        int offset = SegmentHeader.LENGTH;
        long position = header.firstPosition();
        long knownDurable = header.knownDurable();
        while (offset + Frames.HEADER_LENGTH <= mapping.length()) {
            long mark = frames.mark(offset);
            if (mark == 0 || !frames.isWhole(offset, mark) || frames.position(offset) != position) {
                break;
            }
            knownDurable = Math.max(knownDurable, frames.knownDurable(offset));
            offset += Frames.frameLength(Frames.payloadLength(mark));
            if (Frames.isEnd(mark)) {
                return new SegmentScan(offset, position, true, knownDurable);
            }
            position++;
        }
        return new SegmentScan(offset, position, false, knownDurable);
    }

    /** The same for a segment of which the disk has confirmed everything. */
    static SegmentScan ofSealed(SegmentHeader header) {
        return new SegmentScan(header.segmentBytes(), header.sealedAt() + 1, true, header.sealedAt());
    }

    LogDamagedException damagedHere(Path file, String what) {
        return new LogDamagedException(file, offset, nextPosition, what);
    }
}
