package io.portcullis.server.projection;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.server.database.Database;
import io.portcullis.server.os.GivingWay;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.projection.ProjectionStatus.State;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the event log on a thread of its own and keeps the database in step with it, each record exactly once: the position is written with the rows. What happens
 * to the database delays nobody else; it is tried again for ever, going on behind the last record that is there. A record that the database does not take stops it
 * there, with its position said, and is never passed over. Any thread may ask.
 */
public final class PostgresProjection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresProjection.class);
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration FIRST_READ = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private final Database database;
    private final ProjectedLog log;
    private final ProjectionSettings settings;
    private final InstantSource clock;
    private final Consumer<ProjectionStatus> onChange;
    private final Meter rows = new Meter();
    private final Thread thread = Thread.ofPlatform().name("postgres-projection").daemon().unstarted(this::run);
    private volatile ProjectionStatus status;
    private GivingWay givesWay = GivingWay.NEVER;
    private volatile boolean isStopping;
    private volatile boolean isRebuildWanted;
    private volatile long upToDateNanos;
    /** Up to this position records are written one by one, to find the one that the database does not take. */
    private long singlyUpTo;

    /**
     * A projection that begins with {@link #start()}.
     *
     * @param onChange told of each change of state, on the projection's thread: not to be held up
     */
    public PostgresProjection(Database database, ProjectedLog log, ProjectionSettings settings, InstantSource clock, Consumer<ProjectionStatus> onChange) {
        this.database = database;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.onChange = onChange;
        this.status = new ProjectionStatus(State.STARTING, 0, "", clock.instant());
        this.upToDateNanos = nowNanos();
    }

    /** To be said before the start. */
    public PostgresProjection givingWay(GivingWay toWhat) {
        givesWay = toWhat;
        return this;
    }

    public PostgresProjection start() {
        thread.start();
        return this;
    }

    /** Registers what it measures, under {@code projection.postgres}. */
    public PostgresProjection measuredIn(MetricRegistry metrics) {
        metrics.register("projection.postgres.position", (Gauge<Long>) this::position);
        metrics.register("projection.postgres.lag.records", (Gauge<Long>) this::lagRecords);
        metrics.register("projection.postgres.lag-seconds", (Gauge<Double>) () -> lag().toNanos() / 1e9);
        metrics.register("projection.postgres.up", (Gauge<Integer>) () -> status.state() == State.UP ? 1 : 0);
        metrics.register("projection.postgres.rows", rows);
        return this;
    }

    public ProjectionStatus status() {
        return status;
    }

    /** Of the last record that is in the database, as far as is known; the log must keep this one and all behind it. */
    public long position() {
        return status.position();
    }

    /** How many records of the log are not in the database yet. */
    public long lagRecords() {
        return Math.max(0, log.lastPosition() - position());
    }

    /** How old the newest is that the database shows, while there is something newer. */
    public Duration lag() {
        return lagRecords() == 0 ? Duration.ZERO : Duration.ofNanos(Math.max(0, nowNanos() - upToDateNanos));
    }

    /** Clears the tables and writes them anew from the log's first record, soon. */
    public void rebuild() {
        isRebuildWanted = true;
        LockSupport.unpark(thread);
    }

    /** Ends after the batch that is being written; what the database does not have yet, it gets at the next start. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the projection is still waiting for the database and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Urgency.thisThreadForLater();
        try {
            keepUp();
        } finally {
            state(State.STOPPED, isStopping ? "" : "an error has ended it, which stands above; only a restart begins it again");
        }
    }

    private void keepUp() {
        Duration retry = settings.firstRetry();
        while (!isStopping) {
            long before = position();
            boolean isRebuild = isRebuildWanted;
            try (TableWriter writer = new TableWriter(database.open(), log.identity(), isRebuild)) {
                if (isRebuild) {
                    isRebuildWanted = false;
                    LOG.info("the tables are cleared and written anew from the log's first record");
                }
                follow(writer);
            } catch (IOException | SQLException | RuntimeException e) {
                retry = position() > before ? settings.firstRetry() : retry;
                rest(after(e, retry), isRebuild);
                retry = Duration.ofNanos(Math.min(2 * retry.toNanos(), settings.longestRetry().toNanos()));
            }
        }
    }

    /** Until it is to stop or to begin anew. */
    private void follow(TableWriter writer) throws IOException {
        written(writer.position());
        requireNotAhead(writer);
        try (ProjectedLog.RecordSource source = open(Math.max(1, writer.position()))) {
            if (writer.position() > 0) {
                writer.requireSame(source.poll(FIRST_READ));
            }
            List<EventRecord> batch = new ArrayList<>();
            while (!isStopping && !isRebuildWanted) {
                collect(source, batch);
                if (batch.isEmpty()) {
                    upToDateNanos = nowNanos();
                } else {
                    write(writer, batch);
                }
                state(State.UP, "");
            }
        }
    }

    private ProjectedLog.RecordSource open(long position) {
        try {
            return log.from(position);
        } catch (IOException e) {
            throw new MisfitException("the event log can't be read from position " + position + " on, where the database needs it: " + e.getMessage());
        }
    }

    private void requireNotAhead(TableWriter writer) {
        if (writer.position() > log.lastPosition()) {
            writer.requireSame(null);
        }
    }

    private void collect(ProjectedLog.RecordSource source, List<EventRecord> batch) throws IOException {
        batch.clear();
        EventRecord next = source.poll(IDLE);
        int limit = next != null && next.position() <= singlyUpTo ? 1 : settings.batchRecords();
        long deadline = System.nanoTime() + settings.batchTime().toNanos();
        while (next != null) {
            batch.add(next);
            long left = deadline - System.nanoTime();
            if (batch.size() == limit || left <= 0 || isStopping) {
                return;
            }
            next = source.poll(Duration.ofNanos(left));
        }
    }

    private void write(TableWriter writer, List<EventRecord> batch) {
        long began = System.nanoTime();
        try {
            rows.mark(writer.write(batch));
        } catch (RuntimeException e) {
            throw new BatchFailed(batch.getFirst().position(), batch.getLast().position(), e);
        }
        written(writer.position());
        upToDateNanos = batch.getLast().time();
        pace(batch.size(), began);
    }

    /** A batch that the database did not take. */
    private static final class BatchFailed extends RuntimeException {

        private static final long serialVersionUID = 1;
        final long first;
        final long last;
        final RuntimeException why;

        BatchFailed(long first, long last, RuntimeException why) {
            super(why);
            this.first = first;
            this.last = last;
            this.why = why;
        }
    }

    private void pace(int records, long began) {
        long worked = System.nanoTime() - began;
        Duration pause = records == settings.batchRecords() ? settings.pause() : Duration.ZERO;
        if (settings.maxRecordsPerSecond() > 0) {
            long atLeast = TimeUnit.SECONDS.toNanos(records) / settings.maxRecordsPerSecond();
            pause = Duration.ofNanos(Math.max(pause.toNanos(), atLeast - worked));
        }
        rest(pause, false);
        givesWay.after(worked, () -> isStopping || isRebuildWanted);
    }

    /** @return how long to wait before it is tried again */
    private Duration after(Exception failure, Duration retry) {
        BatchFailed failed = failure instanceof BatchFailed batch ? batch : null;
        Exception cause = failed == null ? failure : failed.why;
        if (Failures.isPassing(cause)) {
            state(State.RETRYING, Failures.reason(cause));
            return retry;
        }
        if (failed != null && failed.first < failed.last) {
            singlyUpTo = failed.last;
            return Duration.ZERO;
        }
        String where = failed == null ? "" : "the record at position " + failed.first + " can't be written: ";
        if (state(State.FAILED, where + Failures.reason(cause))) {
            LOG.error("what stopped the projection", cause);
        }
        return settings.failedRetry();
    }

    private void written(long position) {
        status = status.at(position);
    }

    /** The only place where the state changes. @return whether it did */
    private boolean state(State next, String reason) {
        ProjectionStatus now = status;
        if (now.state() == next && now.reason().equals(reason)) {
            return false;
        }
        ProjectionStatus changed = new ProjectionStatus(next, now.position(), reason, clock.instant());
        status = changed;
        switch (next) {
            case STARTING, STOPPED -> LOG.info("the projection is {}", changed);
            case UP -> LOG.info("the projection is {}, in {}", changed, database);
            case RETRYING -> LOG.warn("the projection is {}; it is tried again and again, and orders go on", changed);
            case FAILED -> LOG.error("the projection is {}; nothing behind it is written until that is resolved, and orders go on", changed);
        }
        onChange.accept(changed);
        return true;
    }

    /** @param evenForRebuild because it is a rebuild that has just failed */
    private void rest(Duration howLong, boolean evenForRebuild) {
        long deadline = System.nanoTime() + howLong.toNanos();
        for (long left = howLong.toNanos(); left > 0 && !isStopping && (evenForRebuild || !isRebuildWanted); left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private long nowNanos() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
