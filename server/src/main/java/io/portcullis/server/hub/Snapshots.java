package io.portcullis.server.hub;

import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.shard.Shard;
import io.portcullis.server.shard.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots beside the shard, which only stops to show its state: about a microsecond for each order that is not settled. It rests nine times as long as the last
 * one took to write, and the larger the state, the more has to have come behind the last one. Only what was told goes into a snapshot: what comes behind it can be told again after a crash.
 */
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final Duration TELLING = Duration.ofMillis(20);
    private static final int RESTS = 9;
    private static final long RECORDS_PER_ORDER = 2;
    /** So many times what it takes for a snapshot, and one is taken however busy the shard is. */
    private static final int OVERDUE = 4;

    private final EventLog log;
    private final Shard shard;
    private final int every;
    private final BooleanSupplier isBusy;
    private final Thread thread;
    private long newest;
    private long orders;

    /**
     * @param every after how many records
     * @param isBusy whether the shard is: then a snapshot waits, but not for ever
     */
    public Snapshots(EventLog log, Shard shard, int every, BooleanSupplier isBusy) {
        this.log = log;
        this.shard = shard;
        this.every = every;
        this.isBusy = isBusy;
        this.thread = Thread.ofPlatform().name("snapshots").daemon().unstarted(this::run);
    }

    public void start(long position) {
        newest = position;
        thread.start();
    }

    private void run() {
        Urgency.thisThreadForLater();
        Duration rest = LOOK_EVERY;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(rest);
                rest = LOOK_EVERY;
                if (isDue()) {
                    long before = System.nanoTime();
                    take();
                    rest = rest.plusNanos(RESTS * (System.nanoTime() - before));
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | ExecutionException | RuntimeException e) {
                LOG.error("no snapshot could be taken, the next start reads more of the log; trying again", e);
            }
        }
    }

    private boolean isDue() {
        long behind = log.lastPosition() - newest;
        long due = Math.max(every, RECORDS_PER_ORDER * orders);
        return behind >= due && (!isBusy.getAsBoolean() || behind >= OVERDUE * due);
    }

    private void take() throws IOException, InterruptedException, ExecutionException {
        Shard.View view = shard.view().toCompletableFuture().get();
        long position = view.state().position();
        while (!shard.isToldUpTo(position).toCompletableFuture().get()) {
            Thread.sleep(TELLING);
        }
        log.snapshots().write(position, view.time(), out -> StateFile.write(view.state(), view.lastPoint(), out));
        newest = position;
        orders = view.state().orderCount();
        LOG.info("took a snapshot of record {}", position);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
