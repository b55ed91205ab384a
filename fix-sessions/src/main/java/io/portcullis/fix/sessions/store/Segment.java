package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One mapped file of messages, filled from front to back. An entry is its length, a checksum, MsgSeqNum(34), the mark and the message; the length is written last, so
 * an entry that a kill interrupted isn't there. Zero length ends the segment.
 */
final class Segment {

    static final int FIRST_ENTRY = 16;

    private static final long MAGIC_AND_VERSION = 0x5043_4649_584D_0001L; // "PCFIXM", format 1
    private static final int VERSION_BITS = 16;
    private static final int CHECKSUM = 4;
    private static final int ALIGNMENT = 8;
    private static final int SEQUENCE = 8;
    private static final int MARK = 16;
    static final int ENTRY_HEADER = 24;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final VarHandle LENGTH = INT.varHandle();

    private final Path file;
    private final long number;
    private final Arena arena;
    private final MemorySegment memory;
    private final int size;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer sequenceAndMark = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    private byte[] message = new byte[512];
    private int end = FIRST_ENTRY;

    private Segment(Path file, long number, Arena arena, MemorySegment memory) {
        this.file = file;
        this.number = number;
        this.arena = arena;
        this.memory = memory;
        this.size = (int) memory.byteSize();
    }

    /**
     * Maps a file that {@link #allocate} made. The position to append at is only known after {@link #cutTornTail}. A file whose first bytes were lost may still have
     * messages behind them.
     *
     * @throws IOException if the file can't be read, or another version of ours has written it
     */
    static Segment open(Path file, long number) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Arena arena = Arena.ofShared();
            Segment segment = new Segment(file, number, arena, channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size(), arena));
            if (segment.isOfAnotherVersion()) {
                arena.close();
                throw new IOException("not a message segment of format 1: " + file);
            }
            return segment;
        }
    }

    private boolean isOfAnotherVersion() {
        long stated = size < FIRST_ENTRY ? 0 : memory.get(LONG, 0);
        return stated != MAGIC_AND_VERSION && stated >>> VERSION_BITS == MAGIC_AND_VERSION >>> VERSION_BITS;
    }

    /** Writes a file of zeros with a header, so that the disk's space is taken now and not in the midst of a mapped write. @throws IOException if there is none */
    static void allocate(Path file, int size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(Math.min(size, 1 << 16)).order(ByteOrder.nativeOrder());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            zeros.putLong(0, MAGIC_AND_VERSION);
            for (int written = 0; written < size;) {
                zeros.position(0).limit(Math.min(zeros.capacity(), size - written));
                written += channel.write(zeros);
                zeros.putLong(0, 0);
            }
        }
    }

    long number() {
        return number;
    }

    Path file() {
        return file;
    }

    static int entryBytes(int messageLength) {
        return ENTRY_HEADER + messageLength + 7 & ~7;
    }

    boolean hasRoomFor(int messageLength) {
        return end + entryBytes(messageLength) <= size;
    }

    /** Bytes of the file. */
    int size() {
        return size;
    }

    int remaining() {
        return size - end;
    }

    int end() {
        return end;
    }

    /** @return where the entry starts */
    int append(int sequence, long mark, byte[] message, int offset, int length) {
        int at = end;
        MemorySegment.copy(message, offset, memory, ValueLayout.JAVA_BYTE, at + ENTRY_HEADER, length);
        memory.set(INT, at + SEQUENCE, sequence);
        memory.set(LONG, at + MARK, mark);
        memory.set(INT, at + CHECKSUM, checksum(sequence, mark, message, offset, length));
        LENGTH.setRelease(memory, (long) at, length);
        end = at + entryBytes(length);
        return at;
    }

    private int checksum(int sequence, long mark, byte[] message, int offset, int length) {
        sequenceAndMark.putInt(0, sequence).putLong(4, mark);
        crc.reset();
        crc.update(sequenceAndMark.array());
        crc.update(message, offset, length);
        return (int) crc.getValue();
    }

    /** @return where the first whole entry starts at or behind {@code at}, skipping what is damaged; -1 if there is none before {@code limit} */
    int wholeFrom(int at, int limit) {
        for (int i = at; i + ENTRY_HEADER < limit; i += ALIGNMENT) {
            if (isWhole(i)) {
                return i;
            }
        }
        return -1;
    }

    /** Where the next entry starts behind that whole one. */
    int behind(int at) {
        return at + entryBytes(lengthAt(at));
    }

    /** Reads the {@link #message} if a whole entry starts there. */
    private boolean isWhole(int at) {
        int length = lengthAt(at);
        if (length == 0 || sequenceAt(at) <= 0) {
            return false;
        }
        if (message.length < length) {
            message = new byte[Math.max(length, message.length * 2)];
        }
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at + ENTRY_HEADER, message, 0, length);
        return memory.get(INT, at + CHECKSUM) == checksum(sequenceAt(at), markAt(at), message, 0, length);
    }

    /** Begins with the message of the entry that was {@linkplain #wholeFrom found} last; another one's when the next is looked for. */
    byte[] message() {
        return message;
    }

    /** @return 0 if no entry can start there */
    int lengthAt(int at) {
        if (at + ENTRY_HEADER > size) {
            return 0;
        }
        int length = memory.get(INT, at);
        return length <= 0 || length > size - at - ENTRY_HEADER ? 0 : length;
    }

    int sequenceAt(int at) {
        return memory.get(INT, at + SEQUENCE);
    }

    long markAt(int at) {
        return memory.get(LONG, at + MARK);
    }

    /** Appending goes on at {@code at}; whatever stands behind it is wiped, so that it can't be taken for entries later. @return whether something stood there */
    boolean cutTornTail(int at) {
        end = Math.min(at, size);
        int i = end;
        while (i < size && memory.get(ValueLayout.JAVA_BYTE, i) == 0) {
            i++;
        }
        memory.asSlice(i).fill((byte) 0);
        return i < size;
    }

    void force() {
        memory.force();
    }

    void close() {
        arena.close();
    }
}
