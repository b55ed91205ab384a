package io.portcullis.server.tape;

import io.portcullis.oms.types.VenueId;
import io.portcullis.server.os.Urgency;
import io.portcullis.venues.tape.Bar;
import io.portcullis.venues.tape.BarAggregator;
import io.portcullis.venues.tape.BarInterval;
import io.portcullis.venues.tape.TapeEntry;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest bars, made of the tape as it is being written, at most a second behind. After a restart the tape of the day is read from its beginning. Any thread may ask.
 */
public final class LiveBars implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveBars.class);
    /** Of each interval, of all instruments and venues together: older ones are in the database. */
    private static final int MOST_KEPT = 50_000;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private record Key(String symbol, @Nullable VenueId venue, BarInterval interval) {
    }

    private final TapeDirectory directory;
    private final Consumer<String> alerts;
    private final Thread thread;
    private final Map<Key, ArrayDeque<Bar>> closed = new HashMap<>();
    private final Map<BarInterval, ArrayDeque<ArrayDeque<Bar>>> oldest = new HashMap<>();
    private @Nullable BarAggregator bars;
    private @Nullable LocalDate day;
    private volatile boolean isStopping;

    /** @param alerts told in words of a tape that can't be read */
    public LiveBars(TapeDirectory directory, Consumer<String> alerts) {
        this.directory = directory;
        this.alerts = alerts;
        this.thread = Thread.ofPlatform().name("live-bars").daemon().unstarted(this::run);
    }

    public LiveBars start() {
        thread.start();
        return this;
    }

    private void run() {
        Urgency.thisThreadForNow();
        String said = "";
        try {
            TapeFollower follower = new TapeFollower(directory, newest());
            try (follower) {
                while (!isStopping) {
                    try {
                        TapeFollower.Block block = follower.next();
                        if (block != null) {
                            take(block.day(), block.entries());
                            continue;
                        }
                    } catch (IOException e) {
                        if (!said.equals(e.getMessage())) {
                            said = String.valueOf(e.getMessage());
                            alerts.accept("there are no more bars of market data of this day: " + said);
                        }
                    }
                    LockSupport.parkNanos(this, REST_NANOS);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("there are no more bars until the next start", e);
            alerts.accept("there are no more bars of market data until the next start: " + e);
        }
    }

    private @Nullable LocalDate newest() throws IOException {
        return directory.days().isEmpty() ? null : directory.days().last();
    }

    synchronized void take(LocalDate of, List<TapeEntry> entries) {
        BarAggregator aggregator = bars;
        if (aggregator == null) {
            aggregator = new BarAggregator(of, this::keep);
            bars = aggregator;
        } else if (!of.equals(day)) {
            aggregator.begin(of);
        }
        day = of;
        entries.forEach(aggregator::take);
    }

    private void keep(Bar bar) {
        ArrayDeque<Bar> series = closed.computeIfAbsent(new Key(bar.symbol(), bar.venue(), bar.interval()), _ -> new ArrayDeque<>());
        series.addLast(bar);
        ArrayDeque<ArrayDeque<Bar>> all = oldest.computeIfAbsent(bar.interval(), _ -> new ArrayDeque<>());
        all.addLast(series);
        if (all.size() > MOST_KEPT) {
            all.removeFirst().removeFirst();
        }
    }

    /**
     * Of an instrument, those that begin within a time, the oldest first; the one that is open by now is the last.
     *
     * @param venue null for all together
     * @param from epoch nanoseconds, inclusive. @param to exclusive
     */
    public synchronized List<Bar> bars(String symbol, @Nullable VenueId venue, BarInterval interval, long from, long to) {
        List<Bar> found = new ArrayList<>();
        for (Bar bar : closed.getOrDefault(new Key(symbol, venue, interval), new ArrayDeque<>())) {
            if (bar.start() >= from && bar.start() < to) {
                found.add(bar);
            }
        }
        Bar open = bars == null ? null : bars.open(symbol, venue, interval);
        if (open != null && open.start() >= from && open.start() < to) {
            found.add(open);
        }
        return found;
    }

    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the tape is still being read for bars");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
