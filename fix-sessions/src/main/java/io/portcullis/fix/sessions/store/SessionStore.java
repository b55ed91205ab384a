package io.portcullis.fix.sessions.store;

import io.portcullis.fix.sessions.wire.EncodedMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.MessageStore;
import quickfix.SystemTime;

/**
 * Sequence numbers and sent messages of one session, in memory-mapped files: no system call per message, and whatever {@link #set} and the numbers' setters have
 * returned from outlives the process, kill -9 included. To outlive the machine, {@link #force()}.
 *
 * <p>A message may carry a <i>mark</i>, which says which event it tells. {@link #lastMark()} is the highest of all that were ever stored, and survives resets.
 *
 * <p>Used by one thread, the session's event loop; only {@link #force()} may be called by another.
 */
public final class SessionStore implements MessageStore, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionStore.class);
    /** Stands where an operator set the number back, with the number that was set; too short for a message. */
    private static final byte[] WENT_BACK = {0};

    private final StoreLock lock;
    private final SpareSegments spares;
    private final SegmentFiles files;
    private final EncodedMessage encoded;
    private final StoreHeader header;
    private final SequenceIndex index = new SequenceIndex();
    private final Object forceLock = new Object();
    private final StoreReader reader;
    private Segment current;
    private long lastMark;
    private long nextMark;
    private long storedMark;
    private boolean isForced;
    private long forcedSegment;
    private long forcedGeneration;
    private int storedCount;
    private BeforeReset beforeReset = () -> {};

    /**
     * Opens the store in that directory, or makes a new one.
     *
     * @param encoded shared with the session's connection, so that a message is turned into bytes once
     * @param spares new segments come from there, on the same file system; the longest message must fit into one
     * @throws IOException if the numbers can't be read, or there is no disk space for a segment
     */
    public SessionStore(Path directory, EncodedMessage encoded, SpareSegments spares) throws IOException {
        Files.createDirectories(directory);
        this.lock = StoreLock.take(directory);
        this.encoded = encoded;
        this.spares = spares;
        this.files = new SegmentFiles(directory, spares);
        this.reader = new StoreReader(files, index);
        try {
            this.header = StoreHeader.open(directory.resolve("numbers"), SystemTime.currentTimeMillis());
            this.lastMark = header.lastMark();
            this.current = readSegments();
        } catch (IOException | RuntimeException e) {
            lock.release();
            throw e;
        }
        if (index.last() >= header.nextSender()) {
            header.nextSender(index.last() + 1); // killed between storing a message and counting it
        }
    }

    private Segment readSegments() throws IOException {
        List<Long> numbers = files.numbersOf(header.generation());
        for (int i = 0; i < numbers.size(); i++) {
            Segment segment = files.open(header.generation(), numbers.get(i));
            readEntries(segment);
            if (i == numbers.size() - 1) {
                return segment;
            }
            segment.close();
        }
        return files.create(header.generation(), 1);
    }

    private void readEntries(Segment segment) {
        int end = Segment.FIRST_ENTRY;
        int damaged = 0;
        for (int at = segment.wholeFrom(end, segment.size()); at >= 0; at = segment.wholeFrom(end, segment.size())) {
            damaged += at - end;
            add(segment.sequenceAt(at), segment, at);
            lastMark = Math.max(lastMark, segment.markAt(at));
            end = segment.behind(at);
        }
        if (damaged > 0) {
            LOG.warn("{} is damaged, {} bytes of it can't be read; when the messages there are asked for, a gap stands for them", segment.file(), damaged);
        }
        if (segment.cutTornTail(end)) {
            LOG.warn("{} ended in a torn entry at byte {}, which was cut; the last whole message is {}", segment.file(), end, index.last());
        }
    }

    private void add(int sequence, Segment segment, int at) {
        long place = SequenceIndex.place(segment.number(), at);
        if (isWentBack(segment, at)) {
            index.backTo(sequence, place);
        } else {
            index.add(sequence, place);
        }
    }

    static boolean isWentBack(Segment segment, int at) {
        return segment.lengthAt(at) == WENT_BACK.length;
    }

    /** The mark of the next message that is stored; 0 for none. */
    public void nextMark(long mark) {
        nextMark = mark;
    }

    /** The highest mark of a stored message; 0 if none had one. */
    public long lastMark() {
        return lastMark;
    }

    /**
     * What has a mark up to this one may have been told, though its message is not there any more: beyond {@link #lastMark()} only if the newest messages were lost, as by a
     * power cut. 0 if none was ever stored.
     */
    public long highestMark() {
        return header.highestMark();
    }

    /** Marks up to this one count as told, though no message here carries them: until it is closed, or for ever by {@link #keepLastMark()}. */
    public void nothingToTellUpTo(long mark) {
        lastMark = Math.max(lastMark, mark);
    }

    /** From now on the store isn't new any more. */
    public void keepLastMark() {
        header.lastMark(lastMark);
    }

    /** Whether there was no store when it was first opened, and {@link #keepLastMark()} was not called since. */
    public boolean isNew() {
        return header.isNew();
    }

    /** When the numbers were last reset, in epoch milliseconds; ascending from reset to reset. */
    public long generation() {
        return header.generation();
    }

    /**
     * Stores a message. Once this returns it counts as told. Of market data that carries no mark only the number is kept: prices of before are not worth sending again, and
     * a gap stands for them when they are asked for. So it is with a Logon(35=A), whose passwords are nothing for a file.
     *
     * @throws IOException if there is no disk space; nothing is then stored, and QuickFIX/J neither counts nor sends the message
     */
    @Override
    public boolean set(int sequence, String message) throws IOException {
        encoded.of(message);
        if (nextMark != 0 || !encoded.isMarketData() && !encoded.isLogon()) {
            append(sequence, nextMark, encoded.array(), encoded.offset(), encoded.length());
        }
        lastMark = Math.max(lastMark, nextMark);
        storedMark = nextMark;
        nextMark = 0;
        storedCount++;
        return true;
    }

    private void append(int sequence, long mark, byte[] message, int offset, int length) throws IOException {
        if (!current.hasRoomFor(length)) {
            roll(length);
        }
        add(sequence, current, current.append(sequence, mark, message, offset, length));
    }

    private void roll(int messageLength) throws IOException {
        Segment next = files.create(header.generation(), current.number() + 1);
        if (!next.hasRoomFor(messageLength)) {
            next.close();
            Files.delete(next.file());
            throw new IOException("a message of " + messageLength + " bytes doesn't fit into a segment");
        }
        replaceCurrent(next);
    }

    private void replaceCurrent(Segment next) {
        synchronized (forceLock) {
            if (isForced) {
                current.force();
            }
            current.close();
            current = next;
        }
    }

    /**
     * The stored messages with numbers from {@code start} to {@code end}, both included, in ascending order; those that never were stored are left out. Holds all of them
     * in memory: {@link #read} does not.
     */
    @Override
    public void get(int start, int end, Collection<String> messages) throws IOException {
        read(start, end, (sequence, bytes, length) -> {
            messages.add(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
            return true;
        });
        doneReading();
    }

    /**
     * Shows the stored messages with numbers from {@code start} to {@code end}, both included, in ascending order. Those that never were stored, or are damaged, are left
     * out. Something of the place is kept open for a next call, until {@link #doneReading()}.
     *
     * @throws IOException if a file can't be opened
     */
    public void read(int start, int end, StoredEntries to) throws IOException {
        reader.read(header.generation(), current, start, end, to);
    }

    /** For now, nothing more is read. */
    public void doneReading() {
        reader.close();
    }

    /** MsgSeqNum(34) of the next message to be sent. */
    @Override
    public int getNextSenderMsgSeqNum() {
        return header.nextSender();
    }

    @Override
    public int getNextTargetMsgSeqNum() {
        return header.nextTarget();
    }

    /** Set back, it supersedes the messages that were stored from that number on. @throws IOException if there is no disk space to note that */
    @Override
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        if (next <= index.last()) {
            append(next, 0, WENT_BACK, 0, WENT_BACK.length);
        }
        header.nextSender(next);
    }

    @Override
    public void setNextTargetMsgSeqNum(int next) {
        header.nextTarget(next);
    }

    @Override
    public void incrNextSenderMsgSeqNum() {
        header.nextSender(header.nextSender() + 1, storedMark);
    }

    @Override
    public void incrNextTargetMsgSeqNum() {
        header.nextTarget(header.nextTarget() + 1);
    }

    @Override
    public Date getCreationTime() {
        return new Date(header.generation());
    }

    @Override
    public Calendar getCreationTimeCalendar() {
        return SystemTime.getUtcCalendar(getCreationTime());
    }

    /** What is done before the messages of the old numbers are deleted. */
    @FunctionalInterface
    public interface BeforeReset {
        /** @throws IOException if it could not be done: then nothing is reset */
        void run() throws IOException;
    }

    /** Instead of what was done before. */
    public void beforeReset(BeforeReset todo) {
        beforeReset = todo;
    }

    /** Both numbers are 1, and no message is stored: a new generation. The last mark stays. */
    @Override
    public void reset() throws IOException {
        beforeReset.run();
        long generation = Math.max(SystemTime.currentTimeMillis(), header.generation() + 1);
        Segment first = files.create(generation, 1);
        header.reset(generation, lastMark);
        index.clear();
        reader.close();
        replaceCurrent(first);
        files.deleteOtherGenerations(generation);
    }

    /** Nothing to do: no one else writes these files. */
    @Override
    public void refresh() {
        LOG.debug("refresh asked for; the store is never behind its files");
    }

    /** How many messages were taken since it was opened: tells the sender whether a message that could not be sent was at least stored. */
    public int storedCount() {
        return storedCount;
    }

    /** Whether the disk had no space for the next segment: messages are still stored until {@link #remainingBytes()} are used up. */
    public boolean isSpaceLow() {
        return spares.isSpaceMissing();
    }

    /** Tries again to get the space for the next segment. Called from time to time. */
    public void retrySpace() {
        spares.fill();
    }

    /** Room for messages that is sure to be there. */
    public int remainingBytes() {
        return current.remaining();
    }

    /**
     * Writes everything to the disk and waits for it. May be called by another thread; covers what was stored before the call.
     *
     * @throws IOException if the disk fails
     */
    public void force() throws IOException {
        synchronized (forceLock) {
            isForced = true;
            current.force();
            header.force();
            if (forcedSegment != current.number() || forcedGeneration != header.generation()) {
                files.forceDirectory();
                forcedSegment = current.number();
                forcedGeneration = header.generation();
            }
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
        synchronized (forceLock) {
            current.close();
            header.close();
        }
        lock.release();
    }
}
