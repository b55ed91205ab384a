package io.portcullis.server.eventlog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Copies a log's files as they are at this instant, as a crash would leave them, and does to the copy what crashes and disks do. */
final class Crash {

    static final int SECTOR = 512;

    final Path directory;

    private Crash(Path directory) {
        this.directory = directory;
    }

    /** What would be found if the process were killed now. */
    static Crash of(Path log, Path copy) throws IOException {
        Files.createDirectories(copy);
        for (Path old : files(copy)) {
            Files.delete(old);
        }
        for (SegmentFiles.Numbered segment : SegmentFiles.list(log)) {
            Files.copy(segment.file(), copy.resolve(segment.file().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        return new Crash(copy);
    }

    /** Where a record stands. */
    record Place(Path file, int offset, int frameLength, int payloadLength) {

        int end() {
            return offset + Frames.HEADER_LENGTH + payloadLength;
        }
    }

    Place placeOf(long position) throws IOException {
        for (SegmentFiles.Numbered segment : SegmentFiles.list(directory)) {
            SegmentHeader header = SegmentHeader.read(segment.file()).orElse(null);
            if (header != null) {
                Place place = placeIn(segment.file(), header, position);
                if (place != null) {
                    return place;
                }
            }
        }
        throw new IllegalArgumentException("no record " + position);
    }

    private static Place placeIn(Path file, SegmentHeader header, long position) throws IOException {
        try (Mapping mapping = Mapping.toRead(file)) {
            Frames frames = new Frames(mapping, header.identity());
            int offset = SegmentHeader.LENGTH;
            while (Frames.isRecord(frames.mark(offset))) {
                int payloadLength = Frames.payloadLength(frames.mark(offset));
                if (frames.position(offset) == position) {
                    return new Place(file, offset, Frames.frameLength(payloadLength), payloadLength);
                }
                offset += Frames.frameLength(payloadLength);
            }
            return null;
        }
    }

    void zero(Path file, int from, int to) throws IOException {
        overwrite(file, from, new byte[to - from]);
    }

    void overwrite(Path file, int from, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), from);
        }
    }

    void flip(Path file, int bitOffset) throws IOException {
        byte[] one = new byte[1];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(ByteBuffer.wrap(one), bitOffset / 8);
        }
        one[0] ^= (byte) (1 << bitOffset % 8);
        overwrite(file, bitOffset / 8, one);
    }

    void shorten(Path file, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    List<String> names() throws IOException {
        return files(directory).stream().map(file -> file.getFileName().toString()).toList();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
