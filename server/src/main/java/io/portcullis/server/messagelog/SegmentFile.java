package io.portcullis.server.messagelog;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * A segment's file, past the system's file cache where the file system allows it: what is written is rarely read, and memory for it would be the dearest part of writing. Then
 * the disk is read and written in whole pages, for which {@link #aligned} makes room. Whoever reads what is still written to has to do it past the cache, too.
 *
 * @param page bytes; 1 if the file goes through the cache after all
 */
record SegmentFile(FileChannel channel, int page) implements AutoCloseable {

    /** @param option to read or to write a file that is there */
    static SegmentFile open(Path file, OpenOption option) throws IOException {
        try {
            int page = Math.toIntExact(Files.getFileStore(file).getBlockSize());
            return new SegmentFile(FileChannel.open(file, option, ExtendedOpenOption.DIRECT), page);
        } catch (UnsupportedOperationException | IOException e) {
            return new SegmentFile(FileChannel.open(file, option), 1); // says what is wrong if that is something else
        }
    }

    /** Room for at least so many bytes, of whole pages. */
    ByteBuffer aligned(int bytes) {
        int whole = toPages(bytes);
        return ByteBuffer.allocateDirect(whole + page).alignedSlice(page).slice(0, whole);
    }

    /** So many bytes and what is missing to whole pages. */
    int toPages(int bytes) {
        return (bytes + page - 1) / page * page;
    }

    /** How far into its page a place is. */
    int intoPage(long at) {
        return (int) (at % page);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
