package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment files of one session: their names, and one that is made in advance so that the event loop need not wait for the disk. */
final class SegmentFiles {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);
    private static final String SUFFIX = ".messages";

    private final Path directory;
    private final int segmentBytes;
    private final Executor background;
    private final Path spare;
    private @Nullable CompletableFuture<Void> preparing;
    private volatile boolean isSpaceMissing;

    /** @param background makes the spare file; not the event loop */
    SegmentFiles(Path directory, int segmentBytes, Executor background) {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.background = background;
        this.spare = directory.resolve("next.spare");
    }

    private Path path(long generation, long number) {
        return directory.resolve(generation + "-" + number + SUFFIX);
    }

    /** Numbers of the segments of that generation, ascending; the files of other generations are deleted. */
    List<Long> numbersOf(long generation) throws IOException {
        List<Long> numbers = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                int dash = name.indexOf('-');
                if (name.substring(0, dash).equals(Long.toString(generation))) {
                    numbers.add(Long.parseLong(name.substring(dash + 1, name.length() - SUFFIX.length())));
                } else {
                    Files.delete(file);
                }
            }
        }
        numbers.sort(null);
        return numbers;
    }

    Segment open(long generation, long number) throws IOException {
        return Segment.open(path(generation, number), number);
    }

    /** A new segment, from the spare file where it is ready. @throws IOException if the disk is full */
    Segment create(long generation, long number) throws IOException {
        awaitSpare();
        if (!Files.isRegularFile(spare) || Files.size(spare) != segmentBytes) {
            allocate(spare);
        }
        Path file = path(generation, number);
        Files.move(spare, file, StandardCopyOption.ATOMIC_MOVE);
        return Segment.open(file, number);
    }

    private void awaitSpare() {
        CompletableFuture<Void> running = preparing;
        preparing = null;
        if (running != null) {
            try {
                running.join();
            } catch (CompletionException e) {
                LOG.debug("no spare segment in {}, it is tried again now", directory, e);
            }
        }
    }

    /** Begins to make the spare file in the background, unless that was begun. */
    void prepareSpare() {
        if (preparing == null) {
            preparing = CompletableFuture.runAsync(this::allocateSpare, background);
        }
    }

    private void allocateSpare() {
        try {
            Path half = directory.resolve("next.part");
            allocate(half);
            Files.move(half, spare, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("no space for the next {} bytes of messages in {}", segmentBytes, directory, e);
            throw new UncheckedIOException(e);
        }
    }

    private void allocate(Path file) throws IOException {
        isSpaceMissing = true;
        Segment.allocate(file, segmentBytes);
        isSpaceMissing = false;
    }

    /** Whether the space for the next segment could not be had when it was last asked for. */
    boolean isSpaceMissing() {
        CompletableFuture<Void> running = preparing;
        return isSpaceMissing && (running == null || running.isDone());
    }

    /** Asks again for a spare file where there was no space. */
    void retrySpare() {
        if (isSpaceMissing()) {
            preparing = null;
            prepareSpare();
        }
    }

    void deleteOtherGenerations(long generation) {
        try {
            numbersOf(generation);
        } catch (IOException e) {
            LOG.warn("old messages in {} can't be deleted; that is tried again at the next start", directory, e);
        }
    }

    /** Makes the names of new files durable. */
    void forceDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    void close() {
        awaitSpare();
    }
}
