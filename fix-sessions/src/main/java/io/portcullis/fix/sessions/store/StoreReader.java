package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads stored messages by number. What is damaged or gone is left out. An older segment stays open between two calls, because a long resend comes back to it for batch
 * after batch.
 */
final class StoreReader {

    private static final Logger LOG = LoggerFactory.getLogger(StoreReader.class);

    private final SegmentFiles files;
    private final SequenceIndex index;
    private @Nullable Segment older;

    StoreReader(SegmentFiles files, SequenceIndex index) {
        this.files = files;
        this.index = index;
    }

    /** Shows the messages that hold with numbers from {@code start} to {@code end}, ascending. @param current the segment that is written, the last one */
    void read(long generation, Segment current, int start, int end, StoredEntries to) throws IOException {
        long place = start > end ? SequenceIndex.NOWHERE : index.placeBefore(start);
        while (place != SequenceIndex.NOWHERE) {
            long number = place >>> 32;
            Segment segment = number == current.number() ? current : older(generation, number);
            long next = segment == null ? SequenceIndex.NOWHERE
                    : show(segment, (int) place, segment == current ? current.end() : segment.size(), start, end, to);
            if (next == DONE) {
                return;
            }
            boolean isLast = number >= current.number();
            place = next != SequenceIndex.NOWHERE ? next : isLast ? SequenceIndex.NOWHERE : SequenceIndex.place(number + 1, Segment.FIRST_ENTRY);
        }
    }

    private static final long DONE = -2;

    /** @return {@link #DONE}, where to go on, or nowhere if the segment is at its end */
    private long show(Segment segment, int from, int limit, int start, int end, StoredEntries to) throws IOException {
        for (int at = segment.wholeFrom(from, limit); at >= 0; at = segment.wholeFrom(segment.behind(at), limit)) {
            int sequence = segment.sequenceAt(at);
            long holdsAgainFrom = index.supersededUntil(sequence, SequenceIndex.place(segment.number(), at));
            if (holdsAgainFrom != SequenceIndex.NOWHERE) {
                return holdsAgainFrom;
            }
            boolean isMessage = !SessionStore.isWentBack(segment, at);
            if (isMessage && sequence > end || isMessage && sequence >= start && !to.show(sequence, segment.message(), segment.lengthAt(at))) {
                return DONE;
            }
        }
        return SequenceIndex.NOWHERE;
    }

    private @Nullable Segment older(long generation, long number) throws IOException {
        Segment known = older;
        if (known != null && known.number() == number) {
            return known;
        }
        close();
        try {
            older = files.open(generation, number);
        } catch (NoSuchFileException e) {
            LOG.warn("messages are asked for again whose file is gone, a gap stands for them: {}", e.getMessage());
        }
        return older;
    }

    /** Until the next reading: frees the older segment. */
    void close() {
        if (older != null) {
            older.close();
            older = null;
        }
    }
}
