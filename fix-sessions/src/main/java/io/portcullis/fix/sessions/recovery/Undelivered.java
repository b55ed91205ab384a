package io.portcullis.fix.sessions.recovery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file beside a session's store: up to which number the counterparty surely has what was sent, and copies of messages that it may lack, made before a reset of the
 * numbers deletes them and kept until each is stored under a new number. Outlives the process. Used by the session's thread only.
 */
public final class Undelivered implements Closeable {

    private static final int VERSION = 1;
    private static final int AT_RECEIVED = 4;
    private static final int AT_GENERATION = 8;
    private static final int AT_CONNECTED = 16;
    private static final int AT_OWES_NEWS = 20;
    private static final int AT_NEXT = 24;
    private static final int AT_END = 32;
    private static final int AT_COPIED_OF = 40;
    private static final int AT_END_BEFORE = 48;
    private static final int AT_COUNT = 56;
    private static final int FIRST_ENTRY = 64;

    private final FileChannel channel;
    private final MappedByteBuffer header;
    private final boolean isNew;
    private long writtenTo;

    private Undelivered(FileChannel channel) throws IOException {
        this.channel = channel;
        this.isNew = channel.size() < FIRST_ENTRY;
        this.header = channel.map(MapMode.READ_WRITE, 0, FIRST_ENTRY);
        if (isNew) {
            header.putLong(AT_NEXT, FIRST_ENTRY).putLong(AT_END, FIRST_ENTRY).putInt(0, VERSION);
        }
        this.writtenTo = end();
    }

    /** Opens it in that directory, or makes a new one. */
    public static Undelivered in(Path directory) throws IOException {
        return new Undelivered(
                FileChannel.open(directory.resolve("undelivered"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Whether there was none. */
    public boolean isNew() {
        return isNew;
    }

    /** The last MsgSeqNum(34) up to which the counterparty surely has everything. */
    public int received() {
        return header.getInt(AT_RECEIVED);
    }

    /** The numbering that {@link #received()} belongs to. */
    public long generation() {
        return header.getLong(AT_GENERATION);
    }

    public void received(long generation, int msgSeqNum) {
        header.putInt(AT_RECEIVED, msgSeqNum).putLong(AT_GENERATION, generation);
    }

    /** Whether the session was logged on when this was last said. */
    public boolean isConnected() {
        return header.getInt(AT_CONNECTED) != 0;
    }

    public void connected(boolean connected) {
        header.putInt(AT_CONNECTED, connected ? 1 : 0);
    }

    /** Whether the counterparty is still to be told that its recovery is complete. */
    public boolean owesNews() {
        return header.getInt(AT_OWES_NEWS) != 0;
    }

    public void owesNews(boolean owes) {
        header.putInt(AT_OWES_NEWS, owes ? 1 : 0);
    }

    /** How many copies were taken since {@link #countFromNowOn()}. */
    public int count() {
        return header.getInt(AT_COUNT);
    }

    public void countFromNowOn() {
        header.putInt(AT_COUNT, 0);
    }

    /** Writes a copy; it is there from {@link #keep} on. */
    public void copy(byte[] message, int length) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(Integer.BYTES + length).putInt(length).put(message, 0, length).flip();
        while (entry.hasRemaining()) {
            writtenTo += channel.write(entry, writtenTo);
        }
    }

    /** All copies that were written are there now, and on the disk. @param ofGeneration whose reset follows */
    public void keep(long ofGeneration) throws IOException {
        if (writtenTo > end()) {
            channel.force(true);
        }
        header.putLong(AT_END_BEFORE, end()).putLong(AT_COPIED_OF, ofGeneration).putLong(AT_END, writtenTo);
    }

    /** Copies that were written and not kept are none. */
    public void forget() {
        writtenTo = end();
    }

    /** What was last kept is undone if the process ended before its reset: then the numbering that it was copied from is still the one in force. */
    public void undoUnlessReset(long generationInForce) {
        if (header.getLong(AT_COPIED_OF) == generationInForce && end() > header.getLong(AT_END_BEFORE) && next() <= header.getLong(AT_END_BEFORE)) {
            header.putLong(AT_END, header.getLong(AT_END_BEFORE));
            writtenTo = end();
        }
    }

    private long end() {
        return header.getLong(AT_END);
    }

    private long next() {
        return header.getLong(AT_NEXT);
    }

    /** Whether no copy is left. */
    public boolean isEmpty() {
        return next() >= end();
    }

    /** The oldest copy that wasn't taken; null if none is left. */
    public byte @Nullable [] oldest() throws IOException {
        return isEmpty() ? null : read(next() + Integer.BYTES, read(next(), Integer.BYTES).getInt()).array();
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new IOException("the copies of undelivered messages end at byte " + (at + bytes.position()) + ", before " + end());
            }
        }
        return bytes.flip();
    }

    /** The oldest copy, which was that long, is done with. */
    public void taken(int length) {
        header.putInt(AT_COUNT, count() + 1);
        header.putLong(AT_NEXT, next() + Integer.BYTES + length);
        if (isEmpty()) {
            header.putLong(AT_END_BEFORE, FIRST_ENTRY).putLong(AT_END, FIRST_ENTRY).putLong(AT_NEXT, FIRST_ENTRY);
            writtenTo = FIRST_ENTRY;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
