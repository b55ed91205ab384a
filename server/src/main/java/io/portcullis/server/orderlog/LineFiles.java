package io.portcullis.server.orderlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code orders.log} and the full files before it, {@code orders-}<i>log</i>{@code -}<i>position</i>{@code .log}: the oldest go. For one thread. */
final class LineFiles implements AutoCloseable {

    /** The kernel takes a piece without a break: nobody gets the processor before it is done. */
    private static final int PIECE = 1 << 15;
    private static final String CURRENT = "orders.log";
    private static final int LONGEST_TAIL = 4 << 20;

    private final Path directory;
    private final long fileBytes;
    private final int files;
    private FileChannel channel;
    private @Nullable Place last;

    /**
     * Opens them to go on behind the last whole line.
     *
     * @throws IOException if they can't be read or written
     */
    LineFiles(Path directory, long fileBytes, int files) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.fileBytes = fileBytes;
        this.files = files;
        List<Path> full = full();
        this.channel = open();
        try {
            last = cutToLastLine(channel);
            if (last == null && channel.size() > 0) {
                Files.move(directory.resolve(CURRENT), directory.resolve(CURRENT + ".unreadable"), StandardCopyOption.REPLACE_EXISTING);
                channel.close();
                channel = open();
            }
            if (last == null && !full.isEmpty()) {
                try (FileChannel before = FileChannel.open(full.getLast(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    last = cutToLastLine(before);
                }
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(directory.resolve(CURRENT), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Of the last line that is there; null if there is none. */
    @Nullable
    Place last() {
        return last;
    }

    /** A kill may have left half a line, and a power cut a page of zeros: they go, and are written again. */
    private static @Nullable Place cutToLastLine(FileChannel file) throws IOException {
        long size = file.size();
        int length = (int) Math.min(size, LONGEST_TAIL);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, size - length + bytes.position()) >= 0) {
            // reads on
        }
        String tail = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1); // a character a byte: indices are offsets
        for (int end = tail.lastIndexOf('\n'); end >= 0; end = tail.lastIndexOf('\n', end - 1)) {
            Place place = Place.of(tail.substring(tail.lastIndexOf('\n', end - 1) + 1, end));
            if (place != null) {
                long keep = size - length + end + 1;
                if (keep < size) {
                    file.truncate(keep);
                }
                file.position(keep);
                return place;
            }
        }
        return null;
    }

    /** @param lines whole lines, of which that is the last */
    void write(CharSequence lines, Place lastLine) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(lines));
        int end = bytes.limit();
        while (bytes.position() < end) {
            channel.write(bytes.limit(Math.min(end, bytes.position() + PIECE)));
        }
        last = lastLine;
        if (channel.position() >= fileBytes) {
            roll(lastLine);
        }
    }

    private void roll(Place lastLine) throws IOException {
        channel.close();
        Files.move(directory.resolve(CURRENT), directory.resolve("orders-%s-%013d.log".formatted(lastLine.log(), lastLine.position())));
        List<Path> full = full();
        for (Path old : full.subList(0, Math.max(0, full.size() - (files - 1)))) {
            Files.delete(old);
        }
        channel = open();
    }

    private List<Path> full() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.getFileName().toString().matches("orders-[0-9A-Z]{6}-\\d{13,}\\.log")).sorted().toList();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
