package io.portcullis.server.eventlog;

import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Prepares segments ahead of need on a thread of its own, and knows from that how much room there is. One segment is always kept in reserve; when
 * the current one is half full, a second is wanted.
 */
final class SegmentSupply implements AutoCloseable {

    private static final int RESERVE = 1;
    private static final int RESERVE_AND_NEXT = 2;
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EventLogSettings settings;
    private final LogIdentity identity;
    private final Disk disk;
    private final EventLogListener listener;
    private final ArrayBlockingQueue<Segment> ready = new ArrayBlockingQueue<>(16);
    private final Thread thread = Thread.ofPlatform().daemon().name("event-log-segments").unstarted(this::run);
    private long nextOrdinal;
    private volatile int wanted = RESERVE;
    private volatile boolean currentSpent;
    private volatile boolean failing;
    private volatile @Nullable Exception lastFailure;
    private volatile boolean closed;
    private volatile Space space = Space.AMPLE;

    SegmentSupply(EventLogSettings settings, LogIdentity identity, Disk disk, EventLogListener listener, long nextOrdinal) {
        this.settings = settings;
        this.identity = identity;
        this.disk = disk;
        this.listener = listener;
        this.nextOrdinal = nextOrdinal;
    }

    /** A segment that an earlier run has prepared. */
    void add(Path prepared) throws IOException {
        ready.add(Segment.map(prepared, nextOrdinal++, identity, settings.durability()));
    }

    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** Why the last attempt to prepare a segment failed. */
    @Nullable
    Exception lastFailure() {
        return lastFailure;
    }

    void start() {
        thread.start();
    }

    Space space() {
        return space;
    }

    /**
     * The segment to go on with. Called by the writing thread, which waits only while one is being prepared: that happens if it fills segments
     * faster than the disk takes zeros.
     */
    Segment take() {
        long deadline = System.nanoTime() + LONGEST_WAIT_NANOS;
        Segment segment = ready.poll();
        while (segment == null && !failing && thread.isAlive() && System.nanoTime() < deadline) {
            LockSupport.unpark(thread);
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            segment = ready.poll();
        }
        if (segment == null) {
            throw new LogUnavailableException("no segment is prepared in " + settings.directory() + " and the current one is full", lastFailure);
        }
        wanted = RESERVE;
        currentSpent = false;
        LockSupport.unpark(thread);
        return segment;
    }

    /** The current segment is half full. */
    void wantNext() {
        wanted = RESERVE_AND_NEXT;
        LockSupport.unpark(thread);
    }

    /** A record of the greatest size may not fit in the current segment any more. */
    void currentIsSpent() {
        currentSpent = true;
        assess("the current segment is full");
    }

    private void run() {
        Urgency.thisThreadForNow();
        while (!closed) {
            if (ready.size() >= wanted || !tryToPrepare()) {
                LockSupport.parkNanos(this, settings.spaceRetry().toNanos());
            }
        }
    }

    /** Called by its own thread, and by the opening one before that is started. */
    boolean tryToPrepare() {
        try {
            ready.add(prepare());
            assess("a segment is prepared");
            return true;
        } catch (IOException | RuntimeException e) {
            lastFailure = e;
            failing = true;
            assess(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private Segment prepare() throws IOException {
        Path file = SegmentFiles.file(settings.directory(), nextOrdinal);
        Path unfinished = SegmentFiles.unfinished(file);
        disk.preallocate(unfinished, settings.segmentBytes());
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        SegmentFiles.force(settings.directory());
        return Segment.map(file, nextOrdinal++, identity, settings.durability());
    }

    /** The one place that says how much room there is. */
    private synchronized void assess(String reason) {
        int prepared = ready.size();
        if (prepared >= wanted) {
            failing = false;
        }
        Space now;
        if (prepared == 0 && currentSpent) {
            now = Space.NONE;
        } else {
            now = failing ? Space.SCARCE : Space.AMPLE;
        }
        if (now != space) {
            space = now;
            listener.spaceChanged(now, reason);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        join(thread);
        for (@Nullable
        Segment segment = ready.poll(); segment != null; segment = ready.poll()) {
            segment.close();
        }
    }

    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
