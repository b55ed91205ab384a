package io.portcullis.server.orderlog;

import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.os.GivingWay;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.projection.ProjectedLog;
import io.portcullis.server.projection.ProjectedLog.RecordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event log on a thread of its own and writes a structured line for each event. The orders' way neither makes nor writes lines. Each line says which event it
 * tells, so that after a kill it goes on where the last whole line ends: none is lost and none is doubled.
 */
public final class OrderLog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderLog.class);
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final int BATCH_RECORDS = 250;
    private static final long ROOM_CHECKED_EVERY = TimeUnit.SECONDS.toNanos(1);
    /** Without any file it begins with so many of the newest records. */
    private static final long RECORDS_AT_FIRST = 300_000;

    private final ProjectedLog log;
    private final Path directory;
    private final OrderLogSettings settings;
    private final long keepFreeBytes;
    private final StringBuilder text = new StringBuilder(1 << 16);
    private final OrderLines lines;
    private final Thread thread;
    private GivingWay givesWay = GivingWay.NEVER;
    private volatile boolean isStopping;
    private volatile long position;
    private volatile String problem = "";
    private long roomCheckedAt = System.nanoTime() - ROOM_CHECKED_EVERY;

    /**
     * @param atStart the state as it stands before anything new is decided; read here only
     * @param keepFreeBytes room on the disk that is not for these lines
     */
    public OrderLog(ProjectedLog log, ShardState atStart, Path directory, OrderLogSettings settings, long keepFreeBytes) {
        this.log = log;
        this.directory = directory;
        this.settings = settings;
        this.keepFreeBytes = keepFreeBytes;
        this.lines = new OrderLines(log.identity(), new OrderNames(log, atStart), new Line(settings.format(), text));
        this.thread = Thread.ofPlatform().name("order-log").daemon().unstarted(this::run);
    }

    /** To be said before the start. */
    public OrderLog givingWay(GivingWay toWhat) {
        givesWay = toWhat;
        return this;
    }

    public OrderLog start() {
        thread.start();
        return this;
    }

    /** Of the last record whose lines are written. */
    public long position() {
        return position;
    }

    /** How many records of the event log have no lines yet. */
    public long lagRecords() {
        return Math.max(0, log.lastPosition() - position);
    }

    private void run() {
        Urgency.thisThreadForLater();
        while (!isStopping) {
            try (LineFiles files = new LineFiles(directory, settings.fileBytes(), settings.files())) {
                follow(files);
            } catch (IOException e) {
                say(e.toString());
                LockSupport.parkNanos(RETRY.toNanos());
            } catch (RuntimeException e) {
                problem = e.toString();
                LOG.error("the order log has stopped at record {} until the next start", position, e);
                return;
            }
        }
    }

    private void say(String now) {
        if (!now.equals(problem)) {
            LOG.warn("the order log in {} can't be written, that is tried again: {}", directory, now);
        }
        problem = now;
    }

    private void follow(LineFiles files) throws IOException {
        Place done = doneIn(files);
        position = done.position();
        try (RecordSource source = log.from(Math.max(1, done.position()))) {
            EventRecord begun = done.position() == 0 ? null : source.poll(IDLE);
            if (begun != null && done.index() + 1 < begun.events().size()) {
                lines.write(begun, done.index() + 1);
                write(files, begun);
            }
            while (!isStopping) {
                writeBatch(files, source);
            }
            writeBatch(files, source);
        }
    }

    /** Up to where the lines tell the event log; before its first record if they tell nothing of it. */
    private Place doneIn(LineFiles files) {
        Place last = files.last();
        if (last != null && last.log().equals(log.identity()) && last.position() <= log.lastPosition()) {
            return last;
        }
        if (last != null && last.log().equals(log.identity())) {
            LOG.warn("the order log tells record {}, the event log ends with record {}: what has taken the place of the records between has no lines",
                    last.position(),
                    log.lastPosition());
            return new Place(log.identity(), log.lastPosition(), Ids.PER_RECORD);
        }
        return new Place(log.identity(), Math.max(0, log.lastPosition() - RECORDS_AT_FIRST), Ids.PER_RECORD);
    }

    private void writeBatch(LineFiles files, RecordSource source) throws IOException {
        EventRecord first = source.poll(IDLE);
        long began = System.nanoTime();
        int records = 0;
        EventRecord last = null;
        for (EventRecord next = first; next != null; next = records < BATCH_RECORDS ? source.poll(Duration.ZERO) : null) {
            lines.write(next, 0);
            last = next;
            records++;
        }
        if (last != null) {
            write(files, last);
            pace(records, began);
        }
    }

    private void write(LineFiles files, EventRecord last) throws IOException {
        try {
            requireRoom();
            files.write(text, new Place(log.identity(), last.position(), last.events().size() - 1));
        } finally {
            text.setLength(0);
        }
        position = last.position();
        problem = "";
    }

    /** The event log and the message stores need what is left. */
    private void requireRoom() throws IOException {
        long now = System.nanoTime();
        if (now - roomCheckedAt >= ROOM_CHECKED_EVERY) {
            long free = Files.getFileStore(directory).getUsableSpace();
            if (free < keepFreeBytes) {
                throw new IOException("the disk has " + (free >> 20) + " MB left, " + (keepFreeBytes >> 20) + " MB are for the event log");
            }
            roomCheckedAt = now;
        }
    }

    private void pace(int records, long began) {
        long worked = System.nanoTime() - began;
        if (settings.maxRecordsPerSecond() > 0) {
            LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(records) / settings.maxRecordsPerSecond() - worked);
        }
        givesWay.after(worked, () -> isStopping);
    }

    /** How far it is, for people. */
    @Override
    public String toString() {
        return problem.isEmpty() ? "at record " + position + ", " + lagRecords() + " behind" : problem;
    }

    /** Ends after the batch that is being written; the next start goes on there. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the order log is still being written and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
