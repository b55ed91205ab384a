package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** Reads a segment, block by block, also while it is written to. For one thread. */
final class SegmentReader implements AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final SegmentFile file;
    private final Frames frames = new Frames();
    private byte[] bytes = new byte[2 * Block.BYTES];
    private ByteBuffer pages;

    SegmentReader(Segment segment) throws IOException {
        file = SegmentFile.open(segment.entries(), StandardOpenOption.READ);
        pages = file.aligned(bytes.length);
    }

    long size() throws IOException {
        return file.channel().size();
    }

    /** Where the last byte stands that is no zero. */
    long endOfBytes() throws IOException {
        long end = size();
        while (end > 0) {
            long from = Math.max(0, end - Block.BYTES);
            for (int i = fill(from, (int) (end - from)); i > 0; i--) {
                if (bytes[i - 1] != 0) {
                    return from + i;
                }
            }
            end = from;
        }
        return 0;
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
            } else if (frames.hasHeader() && frames.length() > length && frames.length() <= size() - at) {
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
        int intoPage = file.intoPage(offset);
        int wanted = file.toPages(intoPage + length);
        if (pages.capacity() < wanted) {
            pages = file.aligned(wanted);
        }
        pages.clear().limit(wanted);
        int read = 0;
        while (read >= 0 && pages.hasRemaining() && file.intoPage(pages.position()) == 0) { // else: the file's end
            read = file.channel().read(pages, offset - intoPage + pages.position());
        }
        int there = Math.clamp(pages.position() - intoPage, 0, length);
        pages.get(intoPage, bytes, 0, there);
        return there;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
