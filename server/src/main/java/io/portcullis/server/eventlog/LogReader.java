package io.portcullis.server.eventlog;

import io.portcullis.server.eventlog.SegmentFiles.Numbered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a log from a position on, while it is written to by this process or another. It sees whole records only and checks each. One thread at a
 * time; any number of readers.
 */
public final class LogReader implements AutoCloseable {

    private static final long SHORTEST_REST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path directory;
    private final LongSupplier limit;
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private Path file;
    private Mapping mapping;
    private SegmentHeader header;
    private Frames frames;
    private int offset;
    private long next;
    private long position;
    private long timeNanos;

    private LogReader(Path directory, LongSupplier limit, Path file, SegmentHeader header) throws IOException {
        this.directory = directory;
        this.limit = limit;
        this.file = file;
        this.header = header;
        this.mapping = Mapping.toRead(file);
        this.frames = new Frames(mapping, header.identity());
        this.offset = SegmentHeader.LENGTH;
        this.next = header.firstPosition();
    }

    /**
     * Reads any log, also one that another process writes. At {@link Durability#FSYNC} that may show records that the disk hasn't confirmed yet.
     *
     * @param from the first position to be read: from the oldest that is still there to one behind the last
     * @throws IOException if there is no such log, or it doesn't hold that position
     */
    public static LogReader open(Path directory, long from) throws IOException {
        return open(directory, from, () -> Long.MAX_VALUE);
    }

    /** @param limit the last position that may be shown now */
    static LogReader open(Path directory, long from, LongSupplier limit) throws IOException {
        List<Path> files = SegmentFiles.list(directory).stream().map(Numbered::file).toList();
        Begun begun = find(files, from).orElseThrow(() -> new IOException("there is no event log in " + directory));
        if (from < begun.header.firstPosition()) {
            throw new IOException("the log in " + directory + " begins with position " + begun.header.firstPosition() + ", asked for " + from);
        }
        LogReader reader = new LogReader(directory, limit, begun.file, begun.header);
        try {
            reader.skipTo(from);
            return reader;
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private record Begun(Path file, SegmentHeader header) {
    }

    /** The last segment that begins at or before that position, or the first one of all. */
    private static Optional<Begun> find(List<Path> files, long from) throws IOException {
        Optional<Begun> found = Optional.empty();
        int low = 0;
        int high = files.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Path file = files.get(middle);
            Optional<SegmentHeader> header = SegmentHeader.read(file);
            boolean isBefore = header.isPresent() && header.get().firstPosition() <= from;
            if (isBefore || header.isPresent() && middle == 0) {
                found = header.map(h -> new Begun(file, h));
            }
            if (isBefore) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }

    /** Which log it is. */
    public LogIdentity identity() {
        return header.identity();
    }

    /**
     * Goes on to the next record.
     *
     * @return whether there is one; if not, there may be later
     * @throws LogDamagedException if what stands there isn't a record
     */
    public boolean next() throws IOException {
        if (next > limit.getAsLong()) {
            return false;
        }
        long mark = markOfNext();
        if (mark == 0) {
            return false;
        }
        position = next++;
        timeNanos = frames.timeNanos(offset);
        frames.payload(offset, mark, payload);
        offset += Frames.frameLength(Frames.payloadLength(mark));
        return true;
    }

    /** The same, waiting for one at most that long. */
    public boolean next(Duration wait) throws IOException {
        long deadline = System.nanoTime() + wait.toNanos();
        long rest = SHORTEST_REST_NANOS;
        while (!next()) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(this, Math.min(rest, left));
            rest = Math.min(rest * 2, LONGEST_REST_NANOS);
        }
        return true;
    }

    /** Of the record. */
    public long position() {
        return position;
    }

    /** As it was appended, epoch nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** The record's payload, in the log's own memory: valid until the next call of {@code next} or {@code close}. */
    public DirectBuffer payload() {
        return payload;
    }

    /** The mark of the record that comes next, in this segment or the one behind; 0 if there is none yet. */
    private long markOfNext() throws IOException {
        while (true) {
            if (offset + Frames.HEADER_LENGTH > mapping.length()) {
                throw damaged("the segment has no end");
            }
            long mark = frames.mark(offset);
            if (mark == 0) {
                return 0;
            }
            if (!frames.isWhole(offset, mark)) {
                throw damaged("the record does not fit its checksum");
            }
            if (frames.position(offset) != next) {
                throw damaged("here is position " + frames.position(offset));
            }
            if (Frames.isRecord(mark)) {
                return mark;
            }
            if (!enterNextSegment()) {
                return 0;
            }
        }
    }

    private boolean enterNextSegment() throws IOException {
        Path following = SegmentFiles.file(directory, header.ordinal() + 1);
        if (Files.notExists(following)) {
            requireNotReleased();
            return false;
        }
        Optional<SegmentHeader> begun = SegmentHeader.read(following);
        if (begun.isEmpty()) {
            return false;
        }
        if (!begun.get().identity().equals(header.identity()) || begun.get().firstPosition() != next) {
            throw new LogDamagedException(following, 0, next,
                    "the segment belongs to log " + begun.get().identity() + " and begins with position " + begun.get().firstPosition());
        }
        Mapping entered = Mapping.toRead(following);
        close();
        file = following;
        header = begun.get();
        mapping = entered;
        frames = new Frames(entered, header.identity());
        offset = SegmentHeader.LENGTH;
        return true;
    }

    /** Segments are released from the oldest on. */
    private void requireNotReleased() throws IOException {
        List<Numbered> files = SegmentFiles.list(directory);
        if (!files.isEmpty() && files.getFirst().ordinal() > header.ordinal() + 1) {
            throw new IOException("position " + next + " has been released from the log in " + directory);
        }
    }

    private void skipTo(long from) throws IOException {
        while (next < from) {
            long mark = markOfNext();
            if (mark == 0) {
                throw new IOException("the log in " + directory + " ends with position " + (next - 1) + ", asked for " + from);
            }
            offset += Frames.frameLength(Frames.payloadLength(mark));
            next++;
        }
    }

    private LogDamagedException damaged(String what) {
        return new LogDamagedException(file, offset, next, what + "; bring the file back from a copy");
    }

    @Override
    public void close() {
        payload.wrap(0, 0);
        mapping.close();
    }
}
