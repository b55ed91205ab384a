package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Reads a segment, block by block, also while it is written to. For one thread. */
final class SegmentReader implements AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final FileChannel channel;
    private final Frames frames = new Frames();
    private byte[] bytes = new byte[2 * Block.BYTES];

    SegmentReader(Segment segment) throws IOException {
        channel = FileChannel.open(segment.entries(), StandardOpenOption.READ);
    }

    long size() throws IOException {
        return channel.size();
    }

    /**
     * Shows the entries of a block in their order, the same view each time.
     *
     * @return whether all of it could be read; if not, the entries before the damage were shown
     */
    boolean read(Block block, Consumer<Frames> entries) throws IOException {
        int length = fill(block.offset(), block.length());
        frames.over(bytes, 0, length);
        while (frames.isWhole()) {
            int end = frames.to();
            entries.accept(frames);
            frames.over(bytes, end, length);
        }
        return frames.at() == block.length();
    }

    /** Puts the entries from there on together to blocks, up to the end or to what is no entry. @return where that is */
    long blocksFrom(long offset, Consumer<Block> blocks) throws IOException {
        Block.Builder builder = new Block.Builder(offset);
        long at = offset;
        int wanted = CHUNK;
        while (true) {
            int length = fill(at, wanted);
            frames.over(bytes, 0, length);
            while (frames.isWhole()) {
                builder.add(frames);
                if (builder.isFull()) {
                    blocks.accept(builder.take());
                }
                frames.skip();
            }
            at += frames.at();
            if (frames.at() > 0) {
                wanted = CHUNK;
            } else if (frames.hasHeader() && frames.length() > length && frames.length() <= channel.size() - at) {
                wanted = frames.length();
            } else {
                break;
            }
        }
        if (!builder.isEmpty()) {
            blocks.accept(builder.take());
        }
        return at;
    }

    private int fill(long offset, int length) throws IOException {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        ByteBuffer target = ByteBuffer.wrap(bytes, 0, length);
        while (target.hasRemaining()) {
            int read = channel.read(target, offset + target.position());
            if (read < 0) {
                break;
            }
        }
        return target.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
