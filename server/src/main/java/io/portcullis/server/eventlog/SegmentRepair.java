package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/** What is done to the files of a log when it is opened after a crash. Each step is on the disk when it returns. */
final class SegmentRepair {

    private static final int PAGE = 4096;

    private SegmentRepair() {
    }

    /**
     * Fills a segment with zeros from there on, so that nothing of before can be taken for a record behind those that come. Pages that are zero are
     * not touched.
     *
     * @return how many bytes had to be written
     */
    static long clear(Path file, int from) throws IOException {
        try (Mapping mapping = Mapping.toWrite(file)) {
            UnsafeBuffer buffer = mapping.buffer();
            long cleared = 0;
            for (int offset = from; offset < mapping.length(); offset = nextPage(offset)) {
                int end = Math.min(mapping.length(), nextPage(offset));
                if (!LogEnd.isZero(buffer, offset, end)) {
                    buffer.setMemory(offset, end - offset, (byte) 0);
                    cleared += end - offset;
                }
            }
            if (cleared > 0) {
                mapping.memory().force();
            }
            return cleared;
        }
    }

    /** Makes a file that was cut short as long as it should be, with zeros. */
    static void extend(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.position(channel.size());
            while (channel.position() < length) {
                channel.write(ByteBuffer.allocate((int) Math.min(1 << 20, length - channel.position())));
            }
            channel.force(true);
        }
    }

    static void copyBeside(Path file, String suffix) throws IOException {
        Path copy = beside(file, suffix);
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static void moveBeside(Path file, String suffix) throws IOException {
        Files.move(file, beside(file, suffix), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static int nextPage(int offset) {
        return (offset / PAGE + 1) * PAGE;
    }
}
