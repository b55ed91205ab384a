package io.portcullis.server.tape;

import io.portcullis.server.os.GivingWay;
import io.portcullis.server.os.Urgency;
import io.portcullis.server.projection.BarTable;
import io.portcullis.server.projection.BarTable.Position;
import io.portcullis.server.projection.BarTable.Taped;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarAggregator;
import io.portcullis.venues.tape.BarInterval;
import io.portcullis.venues.tape.TapeEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the tapes into the database: trades, and bars of one interval and longer ones. While the database is away the tapes keep what comes; it goes on from the position that the database has, in the transaction that
 * wrote the rows, so that nothing is missing or doubled. Rests while the shard is busy.
 */
public final class MarketHistory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MarketHistory.class);
    private static final int MOST_ROWS = 5_000;
    private static final long WRITE_EVERY = TimeUnit.SECONDS.toNanos(1);
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final TapeDirectory directory;
    private final BarTable table;
    private final BarInterval from;
    private final GivingWay givesWay;
    private final Consumer<String> alerts;
    private final Thread thread;
    private final List<Taped> trades = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private @Nullable BarAggregator aggregator;
    private @Nullable LocalDate day;
    /** What the database has already is not written again. */
    private @Nullable Position done;
    private @Nullable Position behind;
    private long wroteAt = System.nanoTime();
    private volatile boolean isStopping;
    private volatile String status = "starting";

    /** @param from the shortest bars that are written */
    public MarketHistory(TapeDirectory directory, BarTable table, BarInterval from, GivingWay givesWay, Consumer<String> alerts) {
        this.directory = directory;
        this.table = table;
        this.from = from;
        this.givesWay = givesWay;
        this.alerts = alerts;
        this.thread = Thread.ofPlatform().name("market-history").daemon().unstarted(this::run);
    }

    public MarketHistory start() {
        thread.start();
        return this;
    }

    private void run() {
        Urgency.thisThreadForNow(); // until the database answers: then bars of before can be shown
        try {
            Position position = untilItPasses(() -> table.position());
            Urgency.thisThreadForLater();
            if (isStopping) {
                return;
            }
            done = position;
            try (TapeFollower follower = new TapeFollower(directory, position == null ? null : position.day())) {
                while (!isStopping) {
                    follow(follower);
                }
            }
        } catch (IOException | RuntimeException e) {
            status = "stopped: " + e.getMessage();
            LOG.error("the market's history is not written any more until the next start; the tapes keep it", e);
            alerts.accept("the market's history is not written to the database any more until the next start, the tapes keep it: " + e.getMessage());
        }
    }

    private void follow(TapeFollower follower) throws IOException {
        TapeFollower.Block block = null;
        try {
            block = follower.next();
        } catch (IOException e) {
            String now = "a tape can't be read: " + e.getMessage();
            if (!now.equals(status)) {
                status = now;
                alerts.accept("the market's history misses a part: " + e.getMessage());
            }
        }
        if (block != null) {
            take(block);
        }
        boolean isTime = System.nanoTime() - wroteAt >= WRITE_EVERY;
        if (trades.size() + bars.size() >= MOST_ROWS || isTime && behind != null) {
            write();
        } else if (block == null) {
            LockSupport.parkNanos(this, REST_NANOS);
        }
    }

    private void take(TapeFollower.Block block) {
        BarAggregator made = aggregator;
        if (made == null) {
            made = new BarAggregator(block.day(), this::keep);
            aggregator = made;
        } else if (!block.day().equals(day)) {
            made.begin(block.day());
        }
        day = block.day();
        boolean isNew = !isDone(block);
        if (isNew) {
            done = null;
            behind = new Position(block.day(), block.position());
        }
        int index = 0;
        for (TapeEntry entry : block.entries()) {
            made.take(entry);
            if (isNew && entry instanceof TapeEntry.Trade trade) {
                trades.add(new Taped(block.day(), block.position(), index, trade));
            }
            index++;
        }
        if (!isNew) {
            bars.clear();
        }
    }

    private boolean isDone(TapeFollower.Block block) {
        Position last = done;
        return last != null && (block.day().isBefore(last.day()) || block.day().equals(last.day()) && block.position() <= last.offset());
    }

    private void keep(Bar bar) {
        if (bar.interval().compareTo(from) >= 0) {
            bars.add(bar);
        }
    }

    private void write() throws IOException {
        Position position = behind;
        if (position == null) {
            return;
        }
        long began = System.nanoTime();
        untilItPasses(() -> {
            table.write(trades, bars, position);
            return position;
        });
        if (isStopping) {
            return;
        }
        trades.clear();
        bars.clear();
        behind = null;
        wroteAt = System.nanoTime();
        status = "up to byte " + position.offset() + " of the tape of " + position.day();
        givesWay.after(wroteAt - began, () -> isStopping);
    }

    private interface Work<T> {
        @Nullable
        T run() throws IOException;
    }

    /** Tries again until the database answers. @return null also if the hub stops */
    private <T> @Nullable T untilItPasses(Work<T> work) throws IOException {
        while (!isStopping) {
            try {
                return work.run();
            } catch (IOException e) {
                if (!BarTable.isPassing(e)) {
                    throw e;
                }
                String now = "waiting for the database: " + e.getMessage();
                if (!now.equals(status)) {
                    status = now;
                    LOG.warn("the market's history is {}", now);
                }
                LockSupport.parkNanos(this, RETRY_NANOS);
            }
        }
        return null;
    }

    /** How it is, for people. */
    @Override
    public String toString() {
        return status;
    }

    /** What is not written yet is written after the next start. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the market's history is still waiting for the database and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
