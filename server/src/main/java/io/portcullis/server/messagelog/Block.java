package io.portcullis.server.messagelog;

/**
 * A run of whole entries in a segment: what is read at one go.
 *
 * @param offset in the segment's file
 * @param firstTime the lowest of its entries' times, epoch nanoseconds
 * @param lastTime the highest
 * @param hasGap whether one of its entries is a {@link Kind#GAP}
 */
record Block(long offset, int length, long firstTime, long lastTime, boolean hasGap) {

    /** A block is complete when it has so many bytes. */
    static final int BYTES = 64 << 10;

    long end() {
        return offset + length;
    }

    /** Puts blocks together from entries, in their order. */
    static final class Builder {

        private long offset;
        private int length;
        private long firstTime = Long.MAX_VALUE;
        private long lastTime = Long.MIN_VALUE;
        private boolean hasGap;

        Builder(long offset) {
            this.offset = offset;
        }

        void add(Frames entry) {
            length += entry.length();
            firstTime = Math.min(firstTime, entry.time());
            lastTime = Math.max(lastTime, entry.time());
            hasGap |= entry.kind() == Kind.GAP;
        }

        boolean isEmpty() {
            return length == 0;
        }

        boolean isFull() {
            return length >= BYTES;
        }

        /** What was put together; the next begins behind it. */
        Block take() {
            Block block = new Block(offset, length, firstTime, lastTime, hasGap);
            offset += length;
            length = 0;
            firstTime = Long.MAX_VALUE;
            lastTime = Long.MIN_VALUE;
            hasGap = false;
            return block;
        }
    }
}
