package io.portcullis.server.eventlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file system, of which some bytes are kept free for others. */
final class RealDisk implements Disk {

    /** Small enough that the confirmation of records, which shares the disk, doesn't wait long behind one piece. */
    private static final int FORCED_PIECE = 1 << 20;
    /** For larger pieces the system looks for memory in one piece, which is more likely memory that nobody has used yet. */
    private static final int PIECE = 1 << 16;

    private final long keepFreeBytes;
    private final boolean isConfirming;

    /** @param durability whether the disk confirms records while segments are prepared */
    RealDisk(long keepFreeBytes, Durability durability) {
        this.keepFreeBytes = keepFreeBytes;
        this.isConfirming = durability == Durability.FSYNC;
    }

    @Override
    public void preallocate(Path file, int length) throws IOException {
        requireRoom(file, length);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeZeros(channel, length);
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    @Override
    public void force(Mapping mapping, int offset, int length) throws IOException {
        try {
            mapping.memory().asSlice(offset, length).force();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Asked before, so that trying doesn't fill the disk up for a moment each time. */
    private void requireRoom(Path file, int length) throws IOException {
        long free = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        if (free - keepFreeBytes < length) {
            throw new IOException("%s needs %,d bytes, %,d are free and %,d are to stay free".formatted(file, length, free, keepFreeBytes));
        }
    }

    private void writeZeros(FileChannel channel, int length) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(isConfirming ? FORCED_PIECE : PIECE);
        for (int left = length; left > 0;) {
            zeros.clear().limit(Math.min(zeros.capacity(), left));
            left -= channel.write(zeros);
            if (isConfirming) {
                channel.force(false);
            }
        }
    }
}
