package io.portcullis.server.messagelog;

import io.portcullis.fix.sessions.engine.MessageTap;
import io.portcullis.server.os.GivingWay;
import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.EpochNanoClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every message of every session, as it was on the wire but for secrets, in both directions. Sessions hand messages over and go on; a thread of its own writes them a few
 * milliseconds later. What can't be kept, because more comes than can be written or the disk is full, is counted, and a {@link Kind#GAP} stands for it. After a kill the messages of
 * the last moments are missing, and an entry says so.
 */
public final class MessageLog implements MessageTap, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageLog.class);
    private static final long SHORTEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    /** Where nothing comes: to wake up costs, too. */
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);
    private static final int AT_A_TIME = 1_000;
    private static final String TOO_MUCH = "more came than could be kept";

    private final Path directory;
    private final boolean hasMarketData;
    private final Consumer<String> alerts;
    private final MessageQueue queue;
    private final Map<String, TappedSession> byKey = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<TappedSession> sessions = new CopyOnWriteArrayList<>();
    private final Indexer indexer;
    private final Appender appender;
    private final Gaps gaps;
    private final DiskRoom room;
    private final Thread thread;
    private final OpenMark openMark;
    private volatile boolean isStopping;
    private volatile String problem = "";
    private final AtomicLong kept = new AtomicLong();
    private long gapsAddedAt = System.nanoTime() - SECOND;

    /**
     * Opens it; what a killed hub has left is put in order in the background.
     *
     * @param directory of its files; made if it isn't there
     * @param keepFreeBytes room on the disk that is not for messages
     * @param clock times entries, epoch nanoseconds; read by any thread
     * @param givesWay how making the index gives way to orders
     * @param alerts told in words of messages that could not be kept
     * @throws IOException if the directory can't be read or made
     */
    public static MessageLog open(Path directory, MessageLogSettings settings, long keepFreeBytes, EpochNanoClock clock, GivingWay givesWay,
            Consumer<String> alerts) throws IOException {
        return new MessageLog(directory, settings, MessageLogSettings.SEGMENT_BYTES, keepFreeBytes, clock, givesWay, alerts).start();
    }

    MessageLog(Path directory, MessageLogSettings settings, int segmentBytes, long keepFreeBytes, EpochNanoClock clock, GivingWay givesWay,
            Consumer<String> alerts) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.hasMarketData = settings.hasMarketData();
        this.alerts = alerts;
        this.queue = new MessageQueue(settings.bufferBytes(), clock);
        this.indexer = new Indexer(directory, settings, clock::nanoTime, givesWay);
        this.appender = new Appender(directory, segmentBytes, indexer);
        this.gaps = new Gaps(appender, clock, alerts);
        this.room = new DiskRoom(directory, keepFreeBytes);
        this.openMark = new OpenMark(directory);
        String torn = TornEnd.cut(directory);
        if (torn != null) {
            gaps.note(torn);
        }
        if (openMark.wasLeft()) {
            gaps.note("the hub has ended without closing this log: messages of its last moments may be missing");
        }
        this.thread = Thread.ofPlatform().name("message-log").daemon().unstarted(this::run);
    }

    MessageLog start() throws IOException {
        openMark.set();
        indexer.start();
        thread.start();
        return this;
    }

    @Override
    public OfSession of(String session) {
        return byKey.computeIfAbsent(session, key -> added(key));
    }

    private synchronized TappedSession added(String key) {
        TappedSession added = new TappedSession(queue, sessions.size(), key);
        sessions.add(added);
        return added;
    }

    /** Messages that were written since the start. */
    public long kept() {
        return kept.get();
    }

    /** Messages that could not be kept since the start. */
    public long missing() {
        return gaps.missing();
    }

    private void run() {
        Urgency.thisThreadForNow();
        try {
            long rest = SHORTEST_REST_NANOS;
            while (!isStopping) {
                int came = keepWhatCame();
                rest = came > 0 ? SHORTEST_REST_NANOS : Math.min(LONGEST_REST_NANOS, 2 * rest);
                if (came < AT_A_TIME) {
                    LockSupport.parkNanos(this, rest); // many are written at once
                }
            }
            while (keepWhatCame() > 0) {
                // until nothing is left
            }
            addGaps();
            write();
        } catch (RuntimeException e) {
            problem = e.toString();
            LOG.error("the message log has stopped until the next start", e);
            alerts.accept("the message log has stopped until the next start: " + e);
        }
    }

    private int keepWhatCame() {
        int came = queue.take(this::take, AT_A_TIME);
        if (System.nanoTime() - gapsAddedAt >= SECOND) {
            addGaps();
        }
        if (came < AT_A_TIME || appender.isWorthWriting()) {
            write();
        }
        return came;
    }

    private void take(int kind, MutableDirectBuffer buffer, int index, int length) {
        if (!hasMarketData && MarketData.is(buffer, index + MessageQueue.MESSAGE, length - MessageQueue.MESSAGE)) {
            return;
        }
        TappedSession session = sessions.get(buffer.getInt(index + MessageQueue.SESSION));
        appender.add(Kind.of(kind), buffer.getLong(index + MessageQueue.TIME), session.name(), buffer, index + MessageQueue.MESSAGE,
                length - MessageQueue.MESSAGE);
        kept.incrementAndGet();
    }

    private void addGaps() {
        gapsAddedAt = System.nanoTime();
        if (room.isThere()) {
            gaps.add(sessions, problem.isEmpty() ? TOO_MUCH : problem);
        }
    }

    private void write() {
        if (appender.hasNothing()) {
            return;
        }
        try {
            room.require();
            appender.write();
            gaps.written();
            problem = "";
        } catch (IOException e) {
            appender.forget(this::forget);
            if (problem.isEmpty()) {
                alerts.accept("messages can't be kept in " + directory + ", orders go on: " + e.getMessage());
            }
            problem = String.valueOf(e.getMessage());
        }
    }

    private void forget(Frames entry) {
        TappedSession session = byKey.get(entry.session());
        if (entry.kind() == Kind.GAP) {
            gaps.forgotten(entry, session);
        } else if (session != null) {
            kept.decrementAndGet();
            session.missed();
        }
    }

    /** How it is, for people. */
    @Override
    public String toString() {
        return problem.isEmpty() ? kept() + " messages kept, " + missing() + " missing, " + (indexer.waitingBytes() >> 20) + " MB not indexed yet" : problem;
    }

    /** Writes what was handed over, and completes the index. */
    @Override
    public void close() throws IOException {
        isStopping = true;
        LockSupport.unpark(thread);
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("messages are still being written and are left behind");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        appender.close();
        indexer.close();
        openMark.clear();
    }
}
