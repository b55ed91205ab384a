package io.portcullis.server.eventlog;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How records lie in a segment, little-endian and aligned to 8 bytes:
 *
 * <pre>
 *  0  mark: length of the payload (21 bits), how many of these are set (3 bits), kind (8 bits), checksum (32 bits); 0 where no record is
 *  8  position
 * 16  time, epoch nanoseconds
 * 24  the highest position of which the writer knew, when it wrote this, that the disk has it
 * 32  payload
 * </pre>
 *
 * The mark is written last, in one store, after the mark behind it was set to 0. So whoever sees a mark sees the whole record, and at every
 * instruction the records are followed by a 0. The checksum is a CRC-32C of all that follows the mark, mixed with the mark's other half and the
 * log's identity. The count of bits says of a record that isn't whole whether its length can be believed.
 */
final class Frames {

    static final int HEADER_LENGTH = 32;
    static final int MAX_PAYLOAD = 1 << 20;

    /** A record of a log at {@link Durability#LOCAL}: once it is here, its effects may have been told. */
    static final int LOCAL = 0xA5;
    /** A record of a log at {@link Durability#FSYNC}: its effects may have been told once the disk had it. */
    static final int FSYNC = 0xC6;
    /** Says that the segment is full and names the position with which the next one begins. No payload. */
    static final int END = 0x5A;

    private static final int ALIGNMENT = Long.BYTES;
    private static final int POSITION = 8;
    private static final int TIME = 16;
    private static final int KNOWN_DURABLE = 24;
    private static final int LENGTH_BITS = 21;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;
    private static final int COUNT_MASK = 7;
    private static final int KIND_SHIFT = 24;

    private final UnsafeBuffer buffer;
    private final ByteBuffer bytes;
    private final CRC32C crc = new CRC32C();
    private final int salt;

    Frames(Mapping mapping, LogIdentity identity) {
        this.buffer = mapping.buffer();
        this.bytes = mapping.bytes();
        this.salt = identity.salt();
    }

    static int frameLength(int payloadLength) {
        return BitUtil.align(HEADER_LENGTH + payloadLength, ALIGNMENT);
    }

    static int kind(long mark) {
        return (int) mark >>> KIND_SHIFT;
    }

    static int payloadLength(long mark) {
        return (int) mark & LENGTH_MASK;
    }

    static boolean isRecord(long mark) {
        return kind(mark) == LOCAL || kind(mark) == FSYNC;
    }

    static boolean isEnd(long mark) {
        return kind(mark) == END;
    }

    /** Makes the payload, which is in its place already, a record. */
    void write(int offset, int kind, long position, long timeNanos, long knownDurable, int payloadLength) {
        buffer.putLong(offset + POSITION, position);
        buffer.putLong(offset + TIME, timeNanos);
        buffer.putLong(offset + KNOWN_DURABLE, knownDurable);
        int half = kind << KIND_SHIFT | (Integer.bitCount(payloadLength) & COUNT_MASK) << LENGTH_BITS | payloadLength;
        long mark = (long) checksum(offset, half) << 32 | Integer.toUnsignedLong(half);
        int behind = offset + frameLength(payloadLength);
        if (behind < buffer.capacity()) {
            buffer.putLong(behind, 0);
        }
        buffer.putLongRelease(offset, mark);
    }

    long mark(int offset) {
        return buffer.getLongAcquire(offset);
    }

    long position(int offset) {
        return buffer.getLong(offset + POSITION);
    }

    long timeNanos(int offset) {
        return buffer.getLong(offset + TIME);
    }

    long knownDurable(int offset) {
        return buffer.getLong(offset + KNOWN_DURABLE);
    }

    void payload(int offset, long mark, DirectBuffer view) {
        view.wrap(buffer, offset + HEADER_LENGTH, payloadLength(mark));
    }

    /** Whether the mark belongs to what stands behind it. */
    boolean isWhole(int offset, long mark) {
        return isPlausible(offset, mark) && checksum(offset, (int) mark) == (int) (mark >>> 32);
    }

    /** Whether this may be the mark of something that has its place there, whole or not. */
    boolean isPlausible(int offset, long mark) {
        int length = payloadLength(mark);
        boolean isKnown = isRecord(mark) && length <= MAX_PAYLOAD || isEnd(mark) && length == 0;
        boolean isCounted = ((int) mark >>> LENGTH_BITS & COUNT_MASK) == (Integer.bitCount(length) & COUNT_MASK);
        return isKnown && isCounted && offset + HEADER_LENGTH + length <= buffer.capacity();
    }

    private int checksum(int offset, int half) {
        bytes.limit(offset + HEADER_LENGTH + (half & LENGTH_MASK)).position(offset + POSITION);
        crc.reset();
        crc.update(bytes);
        return (int) crc.getValue() ^ half * 0x9E3779B1 ^ salt;
    }
}
