package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The truth of a shard: records of bytes, each at a position, gap-free from 1. A record is in the log whole or not at all, whenever the process is
 * killed.
 * <p>
 * {@code claim}, {@code commit} and {@code append} belong to one thread, the shard's; they copy memory and make no system call, except once per
 * segment. All other methods may be called by any thread, the blocking ones by any but that one.
 */
public final class EventLog implements AutoCloseable {

    private static final String SNAPSHOTS = "snapshots";
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int NOTHING_CLAIMED = -1;
    private static final int WATCHED_TO_THE_END = Integer.MIN_VALUE;

    private final EventLogSettings settings;
    private final LogIdentity identity;
    private final RecoveryReport recovery;
    private final DirectoryLock lock;
    private final SegmentSupply supply;
    private final GroupCommit groupCommit;
    private final EventLogMetrics metrics = new EventLogMetrics();
    private final AtomicLong appended;
    private final boolean isForced;
    private Segment current;
    private long nextPosition;
    private int claimedLength = NOTHING_CLAIMED;
    /** How little room the current segment may have before something is to be done about it. */
    private int watchedRoom;
    private volatile boolean closed;

    private EventLog(EventLogSettings settings, Disk disk, EventLogListener listener, DirectoryLock lock, Opening opening) {
        this.settings = settings;
        this.lock = lock;
        this.identity = opening.identity();
        this.recovery = opening.report();
        this.supply = opening.supply();
        this.current = opening.current();
        this.nextPosition = recovery.lastPosition() + 1;
        this.appended = new AtomicLong(recovery.lastPosition());
        this.isForced = settings.durability() == Durability.FSYNC;
        this.groupCommit = new GroupCommit(settings.durability(), disk, listener, metrics, appended, current);
        this.watchedRoom = current.length() / 2;
    }

    /**
     * Opens a log to go on with it, or creates it. The last segments are checked record by record; traces of a crash are cleared.
     *
     * @param clock asked once, when the log is created
     * @throws LogInUseException if another process writes to it
     * @throws LogDamagedException if it doesn't end as a crash explains; see {@link #truncate}
     * @throws IOException also if there is no room for a single segment
     */
    public static EventLog open(EventLogSettings settings, InstantSource clock, EventLogListener listener) throws IOException {
        return open(settings, clock, listener, new RealDisk(settings.keepFreeBytes(), settings.durability()));
    }

    static EventLog open(EventLogSettings settings, InstantSource clock, EventLogListener listener, Disk disk) throws IOException {
        Files.createDirectories(settings.directory());
        DirectoryLock lock = DirectoryLock.take(settings.directory());
        try {
            SegmentFiles.deleteUnfinished(settings.directory());
            Recovery.Found found = Recovery.recover(settings.directory(), OptionalLong.empty());
            if (found.identity() == null) {
                requireNoSnapshots(settings.directory());
            }
            EventLog log = new EventLog(settings, disk, listener, lock, Opening.of(found, settings, clock, disk, listener));
            log.start();
            return log;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireNoSnapshots(Path directory) throws IOException {
        Path snapshots = directory.resolve(SNAPSHOTS);
        try (Stream<Path> files = Files.exists(snapshots) ? Files.list(snapshots) : Stream.empty()) {
            if (files.findAny().isPresent()) {
                throw new LogDamagedException("there are snapshots in " + snapshots + ", but no segment of the log that they are of is in " + directory
                        + ". Bring the segments back from a copy, or move the snapshots away to begin a new log");
            }
        }
    }

    /**
     * An operator's decision about a damaged log: gives up the record at that position, where the damage begins, and all behind it. They are kept
     * in files beside the log.
     *
     * @param position as {@link LogDamagedException} named it; any other is refused
     */
    public static RecoveryReport truncate(EventLogSettings settings, long position) throws IOException {
        try (DirectoryLock lock = DirectoryLock.take(settings.directory())) {
            return Recovery.recover(settings.directory(), OptionalLong.of(position)).report();
        }
    }

    private void start() {
        groupCommit.start();
        supply.start();
        watchRoom();
    }

    public LogIdentity identity() {
        return identity;
    }

    /** What opening found. */
    public RecoveryReport recovery() {
        return recovery;
    }

    /** The position that the next record will have. For the writing thread. */
    public long nextPosition() {
        return nextPosition;
    }

    /** Of the last record; 0 if there is none. */
    public long lastPosition() {
        return appended.getAcquire();
    }

    /** The last position that is safe at the configured durability: what follows from it may be told. */
    public long safePosition() {
        return isForced ? groupCommit.forced() : appended.getAcquire();
    }

    /** As long as this isn't {@link Space#NONE}, a record of any allowed length can be appended. */
    public Space space() {
        return supply.space();
    }

    public EventLogMetrics metrics() {
        return metrics;
    }

    /**
     * The place for the payload of the next record, in the log's own memory. What is written there becomes a record by {@link #commit}; a further
     * {@code claim} forgets it.
     *
     * @param maxLength bytes that may be needed, from 0 to the longest payload of the settings
     * @return valid until {@code commit} or the next {@code claim}
     * @throws LogUnavailableException if there is no room, or the disk has failed
     */
    public MutableDirectBuffer claim(int maxLength) {
        requireLength(maxLength);
        requireAvailable();
        if (!current.hasRoomFor(maxLength)) {
            goOnInNextSegment();
        }
        claimedLength = maxLength;
        return current.claim(maxLength);
    }

    /**
     * Makes a record of what was claimed: the whole of it or, if the process is killed before this returns, perhaps nothing.
     *
     * @param timeNanos epoch nanoseconds
     * @param length of the payload, at most as claimed
     * @return its position
     */
    public long commit(long timeNanos, int length) {
        if (length < 0 || length > claimedLength) {
            throw new IllegalStateException("claimed " + claimedLength + " bytes, to be committed " + length);
        }
        claimedLength = NOTHING_CLAIMED;
        long position = nextPosition++;
        current.commit(position, timeNanos, groupCommit.forced(), length);
        metrics.appended(Frames.frameLength(length));
        if (isForced) {
            appended.set(position);
            groupCommit.recordAppended();
        } else {
            appended.setRelease(position);
        }
        if (current.room() < watchedRoom) {
            watchRoom();
        }
        return position;
    }

    /** {@link #claim}, copy and {@link #commit}. */
    public long append(long timeNanos, DirectBuffer payload, int offset, int length) {
        claim(length).putBytes(0, payload, offset, length);
        return commit(timeNanos, length);
    }

    /**
     * Reads from a position on, up to what is safe at the configured durability: a projection never shows what a failure could take back.
     *
     * @param from the first position to be read, at most one behind the last
     */
    public LogReader reader(long from) throws IOException {
        return LogReader.open(settings.directory(), from, this::safePosition);
    }

    /**
     * Waits until the disk has all records up to that position, at any durability.
     *
     * @throws IOException if the disk has failed
     */
    public void forceUpTo(long position) throws IOException {
        if (position > lastPosition()) {
            throw new IllegalArgumentException("position " + position + " is behind the last one, " + lastPosition());
        }
        groupCommit.forceUpTo(position);
    }

    /** The snapshots of the state that is folded from this log. One that can't be used is reported in the process log. */
    public SnapshotStore snapshots() {
        return new SnapshotStore(settings.directory().resolve(SNAPSHOTS), identity, settings.snapshotsKept(), this::forceUpTo, LOG::warn);
    }

    /**
     * Says that records below a position aren't needed any more: by the oldest snapshot that is kept, nor by any projection. Whole segments of such
     * records are deleted, or moved to the archive.
     *
     * @return how many segments
     */
    public synchronized int releaseBelow(long position) throws IOException {
        int released = 0;
        for (SegmentFiles.Numbered segment : SegmentFiles.list(settings.directory())) {
            @Nullable
            SegmentHeader header = SegmentHeader.read(segment.file()).orElse(null);
            if (header == null || !header.isSealed() || header.sealedAt() >= position) {
                break;
            }
            release(segment.file());
            released++;
        }
        return released;
    }

    private void release(Path segment) throws IOException {
        Path archive = settings.archive();
        if (archive == null) {
            Files.delete(segment);
        } else {
            Files.createDirectories(archive);
            Files.move(segment, archive.resolve(segment.getFileName()));
            SegmentFiles.force(archive);
        }
        SegmentFiles.force(settings.directory());
    }

    private void goOnInNextSegment() {
        Segment next = supply.take();
        long knownDurable = groupCommit.forced();
        current.end(nextPosition, knownDurable, next);
        next.begin(nextPosition, knownDurable);
        current = next;
        watchedRoom = next.length() / 2;
        groupCommit.segmentIsFull();
    }

    /** At half of the segment the next one is wanted; where a record of the greatest size may not fit, there may be no room at all. */
    private void watchRoom() {
        int enough = Frames.frameLength(settings.maxPayloadBytes());
        if (current.room() < enough) {
            watchedRoom = WATCHED_TO_THE_END;
            supply.currentIsSpent();
        } else if (current.room() < watchedRoom) {
            watchedRoom = enough;
            supply.wantNext();
        }
    }

    private void requireLength(int length) {
        if (length < 0 || length > settings.maxPayloadBytes()) {
            throw new IllegalArgumentException("a payload may have 0 to " + settings.maxPayloadBytes() + " bytes, was " + length);
        }
    }

    private void requireAvailable() {
        if (closed) {
            throw new IllegalStateException("the log is closed");
        }
        Exception failure = groupCommit.failure();
        if (failure != null) {
            throw new LogUnavailableException("the disk failed to confirm records of " + settings.directory() + ": " + failure.getMessage(), failure);
        }
    }

    /** Forces what was appended and lets go of the log. To be called when nothing is appended any more. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        supply.close();
        groupCommit.close();
        lock.close();
    }
}
