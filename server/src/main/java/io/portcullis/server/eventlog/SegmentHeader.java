package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first page of a segment, little-endian. It is all zero in a segment that has been prepared and not begun; the magic is written last.
 *
 * @param firstPosition of the record with which the segment begins
 * @param segmentBytes the size that the file should have
 * @param durability at which the segment was begun
 * @param knownDurable as in a record
 * @param sealedAt position of the segment's last record, once the disk has them all; 0 before
 */
record SegmentHeader(LogIdentity identity, long ordinal, long firstPosition, int segmentBytes, Durability durability, long knownDurable, long sealedAt) {

    static final int LENGTH = 4096;
    static final int FORMAT_VERSION = 1;

    /** PORTCLOG. */
    private static final long MAGIC = 0x474F_4C43_5452_4F50L;
    private static final int VERSION = 8;
    private static final int SEGMENT_BYTES = 12;
    private static final int IDENTITY = 16;
    private static final int ORDINAL = 24;
    private static final int FIRST_POSITION = 32;
    private static final int KNOWN_DURABLE = 40;
    private static final int DURABILITY = 48;
    private static final int CHECKSUM = 52;
    private static final int SEALED_AT = 64;
    private static final int SEAL_CHECKSUM = 72;

    SegmentHeader(LogIdentity identity, long ordinal, long firstPosition, int segmentBytes, Durability durability, long knownDurable) {
        this(identity, ordinal, firstPosition, segmentBytes, durability, knownDurable, 0);
    }

    boolean isSealed() {
        return sealedAt != 0;
    }

    void write(UnsafeBuffer page) {
        page.putInt(VERSION, FORMAT_VERSION);
        page.putInt(SEGMENT_BYTES, segmentBytes);
        page.putLong(IDENTITY, identity.creationEpochSecond());
        page.putLong(ORDINAL, ordinal);
        page.putLong(FIRST_POSITION, firstPosition);
        page.putLong(KNOWN_DURABLE, knownDurable);
        page.putInt(DURABILITY, durability.ordinal());
        page.putInt(CHECKSUM, checksum(page, VERSION, CHECKSUM));
        page.putLongRelease(0, MAGIC);
    }

    static void seal(UnsafeBuffer page, long lastPosition) {
        page.putLong(SEALED_AT, lastPosition);
        page.putInt(SEAL_CHECKSUM, checksum(page, SEALED_AT, SEAL_CHECKSUM));
    }

    /** The header of a segment that has been begun. */
    static Optional<SegmentHeader> read(Path file) throws IOException {
        try (Mapping mapping = Mapping.toRead(file, LENGTH)) {
            return read(file, mapping);
        }
    }

    static Optional<SegmentHeader> read(Path file, Mapping mapping) throws LogDamagedException {
        UnsafeBuffer page = mapping.buffer();
        if (page.capacity() < LENGTH) {
            throw new LogDamagedException(file + " is only " + page.capacity() + " bytes long: shorter than a segment's header");
        }
        long magic = page.getLongAcquire(0);
        if (magic == 0) {
            return Optional.empty();
        }
        if (magic != MAGIC) {
            throw new LogDamagedException(file + " does not begin as a segment of an event log does");
        }
        if (page.getInt(VERSION) != FORMAT_VERSION) {
            throw new LogDamagedException(file + " has format version " + page.getInt(VERSION) + "; this program reads version " + FORMAT_VERSION);
        }
        if (page.getInt(CHECKSUM) != checksum(page, VERSION, CHECKSUM)) {
            throw new LogDamagedException(file + ": the header's checksum does not fit; bring the file back from a copy");
        }
        boolean sealed = page.getLong(SEALED_AT) != 0 && page.getInt(SEAL_CHECKSUM) == checksum(page, SEALED_AT, SEAL_CHECKSUM);
        return Optional.of(new SegmentHeader(new LogIdentity(page.getLong(IDENTITY)), page.getLong(ORDINAL), page.getLong(FIRST_POSITION),
                page.getInt(SEGMENT_BYTES), Durability.values()[page.getInt(DURABILITY)], page.getLong(KNOWN_DURABLE),
                sealed ? page.getLong(SEALED_AT) : 0));
    }

    private static int checksum(DirectBuffer page, int from, int to) {
        byte[] bytes = new byte[to - from];
        page.getBytes(from, bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
