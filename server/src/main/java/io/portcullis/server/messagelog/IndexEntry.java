package io.portcullis.server.messagelog;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How a block stands in the index of its segment: a head of 64 bytes with its place and times, then its {@link Filter}. The last one of a segment that is complete has no filter:
 * it stands for all.
 *
 * @param filterFrom where the filter begins in the index
 * @param hasFieldsWithin whether the filter has fields that many messages have with their session, too: at first it had not
 * @param hasRoutine whether the filter says which {@link Routine} there is, and of which session: at first it did not
 */
record IndexEntry(Block block, long filterFrom, int filterLength, int filterSum, boolean isLast, boolean hasFieldsWithin,
        boolean hasRoutine) {

    static final int HEAD = 64;
    private static final int CHECKED_FROM = 8;
    private static final int HAS_GAP = 1;
    private static final int IS_LAST = 2;
    private static final int HAS_FIELDS_WITHIN = 4;
    private static final int HAS_ROUTINE = 8;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static ByteBuffer encode(Block block, byte[] filter, boolean isLast) {
        ByteBuffer out = ByteBuffer.allocate(HEAD + filter.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0, HEAD + filter.length).putLong(8, block.offset()).putInt(16, block.length())
                .putInt(20, (block.hasGap() ? HAS_GAP : 0) | (isLast ? IS_LAST : 0) | HAS_FIELDS_WITHIN | HAS_ROUTINE)
                .putLong(24, block.firstTime()).putLong(32, block.lastTime()).putInt(40, filter.length).putInt(44, sum(filter, 0, filter.length));
        out.put(HEAD, filter);
        return out.putInt(4, sum(out.array(), CHECKED_FROM, HEAD));
    }

    /** @return null if none stands there that can be true */
    static @Nullable IndexEntry at(MemorySegment index, long at) {
        if (index.byteSize() - at < HEAD) {
            return null;
        }
        byte[] head = index.asSlice(at, HEAD).toArray(ValueLayout.JAVA_BYTE);
        int filterLength = index.get(INT, at + 40);
        if (index.get(INT, at + 4) != sum(head, CHECKED_FROM, HEAD) || filterLength < 0 || filterLength > index.byteSize() - at - HEAD) {
            return null;
        }
        int flags = index.get(INT, at + 20);
        Block block = new Block(index.get(LONG, at + 8), index.get(INT, at + 16), index.get(LONG, at + 24), index.get(LONG, at + 32), (flags & HAS_GAP) != 0);
        return new IndexEntry(block, at + HEAD, filterLength, index.get(INT, at + 44), (flags & IS_LAST) != 0, (flags & HAS_FIELDS_WITHIN) != 0,
                (flags & HAS_ROUTINE) != 0);
    }

    /** Whether the filter is as it was written. */
    boolean isIntact(MemorySegment index) {
        return filterSum == sum(index.asSlice(filterFrom, filterLength).toArray(ValueLayout.JAVA_BYTE), 0, filterLength);
    }

    boolean mayHave(MemorySegment index, long key) {
        return Filter.mayHave(index, filterFrom, filterLength, key);
    }

    /** Of the entry behind this one. */
    long next() {
        return filterFrom + filterLength;
    }

    private static int sum(byte[] bytes, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to - from);
        return (int) sum.getValue();
    }
}
