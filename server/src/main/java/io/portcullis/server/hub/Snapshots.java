package io.portcullis.server.hub;

import io.portcullis.oms.core.OrderCore;
import io.portcullis.oms.order.ShardState;
import io.portcullis.server.eventlog.EventLog;
import io.portcullis.server.eventlog.LogReader;
import io.portcullis.server.eventlog.SnapshotStore;
import io.portcullis.server.os.Background;
import io.portcullis.server.shard.Fold;
import io.portcullis.server.shard.Shard;
import io.portcullis.server.shard.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots beside the shard: a thread of its own folds the newest snapshot and the log behind it, and so never holds up the shard. It rests nine times as long as
 * the last one took, so it costs a tenth of a processor at most. Only what was told goes into a snapshot: what comes behind it can be told again after a crash.
 */
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int RESTS = 9;

    private final EventLog log;
    private final Shard shard;
    private final Function<ShardState, OrderCore> coreOf;
    private final int every;
    private final Thread thread;
    private long newest;

    public Snapshots(EventLog log, Shard shard, Function<ShardState, OrderCore> coreOf, int every) {
        this.log = log;
        this.shard = shard;
        this.coreOf = coreOf;
        this.every = every;
        this.thread = Thread.ofPlatform().name("snapshots").daemon().unstarted(this::run);
    }

    public void start(long position) {
        newest = position;
        thread.start();
    }

    private void run() {
        Background.thisThread();
        Duration rest = LOOK_EVERY;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(rest);
                rest = LOOK_EVERY;
                if (shard.toldUpTo() - newest >= every) {
                    long before = System.nanoTime();
                    take(shard.toldUpTo());
                    rest = rest.plusNanos(RESTS * (System.nanoTime() - before));
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.error("no snapshot could be taken, the next start reads more of the log; trying again", e);
            }
        }
    }

    private void take(long upTo) throws IOException {
        SnapshotStore store = log.snapshots();
        ShardState start = StateFile.newest(store, upTo);
        try (LogReader reader = log.reader(start.position() + 1)) {
            Fold.Folded folded = Fold.fold(start, coreOf, reader, upTo, effect -> {
                // told by the shard
            });
            store.write(upTo, folded.lastTime(), out -> StateFile.write(folded.core().state(), out));
            newest = upTo;
            LOG.info("took a snapshot of record {}", upTo);
        }
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
