package io.portcullis.server.eventlog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A file in memory until it is closed. The buffer reads and writes the memory without asking whether it is still there: its user must not outlive
 * the mapping.
 */
final class Mapping implements AutoCloseable {

    private final Arena arena = Arena.ofShared();
    private final MemorySegment memory;
    private final ByteBuffer bytes;
    private final UnsafeBuffer buffer;

    private Mapping(FileChannel channel, MapMode mode, long length) throws IOException {
        try {
            memory = channel.map(mode, 0, length, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
        bytes = memory.asByteBuffer();
        buffer = new UnsafeBuffer(bytes);
    }

    static Mapping toWrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Mapping(channel, MapMode.READ_WRITE, channel.size());
        }
    }

    static Mapping toRead(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Mapping(channel, MapMode.READ_ONLY, channel.size());
        }
    }

    /** At most the first bytes of a file. */
    static Mapping toRead(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new Mapping(channel, MapMode.READ_ONLY, Math.min(length, channel.size()));
        }
    }

    int length() {
        return bytes.capacity();
    }

    MemorySegment memory() {
        return memory;
    }

    UnsafeBuffer buffer() {
        return buffer;
    }

    /** The same memory with a position and limit of its own. */
    ByteBuffer bytes() {
        return bytes.duplicate();
    }

    @Override
    public void close() {
        buffer.wrap(0, 0);
        arena.close();
    }
}
