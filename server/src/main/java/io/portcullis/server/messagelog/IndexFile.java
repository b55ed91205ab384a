package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The index of a segment, to be continued. For one thread. */
final class IndexFile implements AutoCloseable {

    private final FileChannel channel;
    private long indexedEnd;
    private long firstTime = Long.MAX_VALUE;
    private long lastTime = Long.MIN_VALUE;
    private boolean hasGap;

    /** What of the index is intact stays, the rest is cut. */
    IndexFile(Segment segment) throws IOException {
        long length = 0;
        try (SegmentIndex before = SegmentIndex.of(segment)) {
            List<IndexEntry> entries = before.entries();
            entries.forEach(entry -> count(entry.block()));
            length = entries.isEmpty() ? 0 : entries.getLast().next();
        }
        channel = FileChannel.open(segment.index(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(length);
        channel.position(length);
    }

    private void count(Block block) {
        indexedEnd = block.end();
        firstTime = Math.min(firstTime, block.firstTime());
        lastTime = Math.max(lastTime, block.lastTime());
        hasGap |= block.hasGap();
    }

    /** Up to where the segment is indexed. */
    long indexedEnd() {
        return indexedEnd;
    }

    /** Continues with the block behind the last. */
    void add(Block block, byte[] filter) throws IOException {
        if (block.offset() != indexedEnd) {
            throw new IllegalStateException("the index ends at " + indexedEnd + ", the block begins at " + block.offset());
        }
        write(IndexEntry.encode(block, filter, false));
        count(block);
    }

    /** The segment is complete, and so is its index. */
    void finish() throws IOException {
        write(IndexEntry.encode(new Block(indexedEnd, 0, firstTime, lastTime, hasGap), new byte[0], true));
        channel.force(false);
    }

    private void write(ByteBuffer entry) throws IOException {
        long before = channel.position();
        try {
            while (entry.hasRemaining()) {
                channel.write(entry);
            }
        } catch (IOException e) {
            channel.truncate(before);
            channel.position(before);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
