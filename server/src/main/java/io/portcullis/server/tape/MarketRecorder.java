package io.portcullis.server.tape;

import io.portcullis.server.os.Urgency;
import io.portcullis.venues.market.MarketListener;
import io.portcullis.venues.market.RecordedMarket;
import io.portcullis.venues.tape.TapeEntry;
import io.portcullis.venues.tape.TapeWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.EpochNanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what venues show to the tape of the trading day. The shard's thread hands it over and goes on; a thread of its own writes it half a second later at most. What can't be kept, because more comes than can be written
 * or the disk is full, is counted, stands on the tape as missed, and is alarmed. After a kill the last half second is missing.
 */
public final class MarketRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MarketRecorder.class);
    private static final int RING_BYTES = 8 << 20;
    private static final int AT_A_TIME = 2_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long FLUSH_EVERY = SECOND / 2;
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final long ALERTS_APART = TimeUnit.SECONDS.toNanos(10);

    private final TapeDirectory directory;
    private final TapeSettings settings;
    private final long keepFreeBytes;
    private final Consumer<String> alerts;
    private final TapeRing ring;
    private final MarketListener listener;
    private final Thread thread;
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private volatile boolean isStopping;
    private volatile String problem = "";
    private @Nullable TapeWriter writer;
    private @Nullable LocalDate day;
    /** What is not on the tape, and the tape does not say so yet. */
    private long untold;
    private long inBlock;
    private long flushedAt = System.nanoTime();
    private long tickedAt = System.nanoTime();
    private long alertedAt = System.nanoTime() - ALERTS_APART;
    private long unalerted;

    /**
     * @param settings say that something is recorded
     * @param keepFreeBytes room on the disk that is not for tapes
     * @param clock of the times on the tape, epoch nanoseconds
     * @param tradingDay asked on the shard's thread when the first thing is shown; null before the first day
     * @param alerts told in words of what could not be kept
     * @throws IOException if the directory can't be made
     */
    public MarketRecorder(TapeDirectory directory, TapeSettings settings, long keepFreeBytes, EpochNanoClock clock,
            Supplier<@Nullable LocalDate> tradingDay, Consumer<String> alerts) throws IOException {
        this(directory, settings, keepFreeBytes, clock, tradingDay, alerts, RING_BYTES);
    }

    MarketRecorder(TapeDirectory directory, TapeSettings settings, long keepFreeBytes, EpochNanoClock clock,
            Supplier<@Nullable LocalDate> tradingDay, Consumer<String> alerts, int ringBytes) throws IOException {
        Files.createDirectories(directory.path());
        this.directory = directory;
        this.settings = settings;
        this.keepFreeBytes = keepFreeBytes;
        this.alerts = alerts;
        this.ring = new TapeRing(ringBytes, clock);
        this.listener = new RecordedMarket(ring, settings.record().depth(), tradingDay);
        this.thread = Thread.ofPlatform().name("market-tape").daemon().unstarted(this::run);
    }

    public MarketRecorder start() {
        thread.start();
        return this;
    }

    /** What has to be told of all that venues show, on the shard's thread. */
    public MarketListener listener() {
        return listener;
    }

    /** Entries that were written since the start. */
    public long kept() {
        return kept.get();
    }

    /** Entries that could not be kept since the start. */
    public long missed() {
        return missed.get();
    }

    private void run() {
        Urgency.thisThreadForNow();
        try {
            while (!isStopping) {
                if (keepWhatCame() < AT_A_TIME) {
                    LockSupport.parkNanos(this, REST_NANOS);
                }
            }
            while (keepWhatCame() > 0) {
                // until nothing is left
            }
            flush();
            closeWriter();
        } catch (RuntimeException e) {
            problem = e.toString();
            LOG.error("market data is not recorded any more until the next start", e);
            alerts.accept("market data is not recorded any more until the next start: " + e);
        }
    }

    private int keepWhatCame() {
        int came = ring.take(new TapeRing.Reader() {
            @Override
            public void take(TapeEntry entry) {
                keep(entry);
            }

            @Override
            public void day(@Nullable LocalDate begun) {
                begin(begun);
            }
        }, AT_A_TIME);
        long now = System.nanoTime();
        if (now - tickedAt >= SECOND) {
            tickedAt = now;
            turn();
        }
        if (now - flushedAt >= FLUSH_EVERY) {
            flushedAt = now;
            flush();
        }
        return came;
    }

    /** Once a second: the time goes on the tape, and what is missing on it. */
    private void turn() {
        long refused = ring.missed();
        if (refused > 0) {
            missed.addAndGet(refused);
            untold += refused;
            unalerted += refused;
        }
        if (unalerted > 0 && System.nanoTime() - alertedAt >= ALERTS_APART) {
            alertedAt = System.nanoTime();
            alerts.accept(unalerted + " changes of market data could not be recorded: " + (problem.isEmpty() ? "more came than could be written" : problem)
                    + "; orders are not delayed by it");
            unalerted = 0;
        }
        TapeWriter tape = writer;
        if (tape == null && day != null) {
            open(day);
            tape = writer;
        }
        if (tape != null) {
            tape.add(new TapeEntry.Tick(ring.now()));
        }
    }

    private void begin(@Nullable LocalDate begun) {
        flush();
        closeWriter();
        LocalDate of = begun == null ? LocalDate.ofInstant(Instant.ofEpochSecond(0, ring.now()), ZoneOffset.UTC) : begun;
        day = of;
        open(of);
        try {
            directory.deleteBefore(of.minusDays(settings.keepDays()));
        } catch (IOException e) {
            LOG.warn("old tapes of market data could not be deleted: {}", e.getMessage());
        }
    }

    private void open(LocalDate of) {
        try {
            requireRoom();
            TapeWriter opened = new TapeWriter(directory.of(of), of);
            if (opened.cut() > 0) {
                LOG.warn("{} bytes were cut off the tape of {}: the block was not whole", opened.cut(), of);
            }
            opened.add(new TapeEntry.Begin(ring.now()));
            writer = opened;
            recovered();
        } catch (IOException e) {
            failed(e);
        }
    }

    /** After what was lost, the tape has to be told of all books. */
    private void recovered() {
        if (!problem.isEmpty()) {
            problem = "";
            ring.wantAll();
            LOG.info("market data is recorded again");
        }
    }

    private void keep(TapeEntry entry) {
        TapeWriter tape = writer;
        if (tape == null) {
            lost(1);
            return;
        }
        if (untold > 0) {
            tape.add(new TapeEntry.Missed(entry.time(), untold));
            untold = 0;
        }
        tape.add(entry);
        inBlock++;
        if (tape.isWorthFlushing()) {
            flush();
        }
    }

    private void lost(long count) {
        missed.addAndGet(count);
        untold += count;
        unalerted += count;
    }

    private void flush() {
        TapeWriter tape = writer;
        if (tape == null || tape.hasNothing()) {
            return;
        }
        try {
            requireRoom();
            tape.flush();
            kept.addAndGet(inBlock);
        } catch (IOException e) {
            lost(inBlock);
            closeWriter(); // what the block had is lost; the next second opens it again
            failed(e);
        }
        inBlock = 0;
    }

    private void requireRoom() throws IOException {
        if (Files.getFileStore(directory.path()).getUsableSpace() < keepFreeBytes) {
            throw new IOException("the disk has less than " + (keepFreeBytes >> 20) + " MB left, which are for the event log");
        }
    }

    private void failed(IOException e) {
        if (problem.isEmpty()) {
            alerts.accept("market data can't be recorded in " + directory.path() + ", orders go on: " + e.getMessage());
        }
        problem = String.valueOf(e.getMessage());
    }

    private void closeWriter() {
        TapeWriter tape = writer;
        writer = null;
        if (tape != null) {
            try {
                tape.abandon();
            } catch (IOException e) {
                LOG.warn("the tape of {} could not be closed: {}", day, e.getMessage());
            }
        }
    }

    /** How it is, for people. */
    @Override
    public String toString() {
        return problem.isEmpty() ? kept.get() + " changes recorded" + (missed.get() == 0 ? "" : ", " + missed.get() + " missing") : "not recorded: " + problem;
    }

    /** Writes what has come so far. */
    @Override
    public void close() {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the tape of market data is still being written and is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
