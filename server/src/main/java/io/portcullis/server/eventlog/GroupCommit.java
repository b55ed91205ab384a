package io.portcullis.server.eventlog;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes records durable on a thread of its own: at {@link Durability#FSYNC} as soon as there are any, all that came meanwhile at once; at
 * {@link Durability#LOCAL} when a segment is full or somebody asks. Full segments are sealed and unmapped here.
 */
final class GroupCommit implements AutoCloseable {

    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long POLL_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private final Durability durability;
    private final Disk disk;
    private final EventLogListener listener;
    private final EventLogMetrics metrics;
    private final AtomicLong appended;
    private final Thread thread = Thread.ofPlatform().daemon().name("event-log-force").unstarted(this::run);
    private final AtomicLong requested = new AtomicLong();
    private final Queue<Segment> full = new ArrayDeque<>();
    private Segment cursor;
    private int forcedOffset;
    private volatile long forced;
    private volatile boolean idle;
    private volatile boolean closed;
    private volatile @Nullable Exception failure;

    /**
     * @param appended the last position, set by the writing thread after the record is whole
     * @param current the segment that is written to; the disk has what is in it
     */
    GroupCommit(Durability durability, Disk disk, EventLogListener listener, EventLogMetrics metrics, AtomicLong appended, Segment current) {
        this.durability = durability;
        this.disk = disk;
        this.listener = listener;
        this.metrics = metrics;
        this.appended = appended;
        this.cursor = current;
        this.forcedOffset = current.committed();
        this.forced = appended.get();
    }

    void start() {
        thread.start();
    }

    /** The last position of which the disk said that it has it. */
    long forced() {
        return forced;
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    /** After an append at {@link Durability#FSYNC}: costs nothing while the thread is at work. */
    void recordAppended() {
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** After the writer has gone on to the next segment. */
    void segmentIsFull() {
        LockSupport.unpark(thread);
    }

    /** Waits until the disk has all up to that position. Not for the writing thread. */
    void forceUpTo(long position) throws IOException {
        requested.accumulateAndGet(position, Math::max);
        while (forced < position) {
            Exception cause = failure;
            if (cause != null || !thread.isAlive()) {
                throw new IOException("the log can't be forced any more", cause);
            }
            LockSupport.unpark(thread);
            LockSupport.parkNanos(this, POLL_NANOS);
        }
    }

    private void run() {
        try {
            while (!closed) {
                if (hasWork()) {
                    force();
                } else {
                    rest();
                }
            }
            force();
        } catch (IOException | RuntimeException e) {
            failure = e;
            listener.failed(e);
        }
    }

    private boolean hasWork() {
        long wanted = durability == Durability.FSYNC ? appended.get() : requested.get();
        return forced < wanted || cursor.next() != null;
    }

    /** Says first that it rests and looks then again, as the writer appends first and looks then: one of the two sees the other. */
    private void rest() {
        idle = true;
        if (!hasWork() && !closed) {
            LockSupport.parkNanos(this, REST_NANOS);
        }
        idle = false;
    }

    private void force() throws IOException {
        long upTo = appended.get();
        @Nullable
        Segment following = cursor.next();
        forceCursor();
        while (following != null) {
            full.add(cursor);
            cursor = following;
            forcedOffset = 0;
            following = cursor.next();
            forceCursor();
        }
        if (upTo > forced) {
            forced = upTo;
            if (durability == Durability.FSYNC) {
                listener.durableUpTo(upTo);
            }
        }
        sealFullSegments();
    }

    private void forceCursor() throws IOException {
        int end = cursor.committed();
        if (end > forcedOffset) {
            long start = System.nanoTime();
            disk.force(cursor.mapping(), forcedOffset, end - forcedOffset);
            metrics.forced(System.nanoTime() - start);
            forcedOffset = end;
        }
    }

    /** After the news, because nobody waits for it. */
    private void sealFullSegments() throws IOException {
        while (!full.isEmpty()) {
            Segment segment = full.remove();
            segment.seal(disk);
            segment.close();
        }
    }

    /** Forces what is left. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        SegmentSupply.join(thread);
        for (Segment segment : full) {
            segment.close();
        }
        for (@Nullable
        Segment segment = cursor; segment != null; segment = segment.next()) {
            segment.close();
        }
    }
}
