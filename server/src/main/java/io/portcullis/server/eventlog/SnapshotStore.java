package io.portcullis.server.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Snapshots of the state folded from a log, so that a restart reads only what came after. A file has its name, which is its position, only when it
 * is whole and on the disk. One thread at a time, which may be any.
 */
public final class SnapshotStore {

    private static final Pattern NAME = Pattern.compile("snapshot-(\\d{19})\\.snap");
    private static final String UNFINISHED = ".writing";

    private final Path directory;
    private final LogIdentity identity;
    private final int kept;
    private final Forced log;
    private final Consumer<String> warnings;

    /** Says when the disk has the log up to a position. */
    interface Forced {
        void forceUpTo(long position) throws IOException;
    }

    /** Writes a state, in as many pieces as it likes; it need not close the stream. */
    @FunctionalInterface
    public interface StateWriter {
        void write(OutputStream out) throws IOException;
    }

    /** Reads a state from bytes that are as they were written. An {@code IOException} means that it can't use them. */
    @FunctionalInterface
    public interface StateReader<T> {
        T read(InputStream in) throws IOException;
    }

    /**
     * A state.
     *
     * @param position of the last record that is folded into it
     * @param timeNanos as it was written, epoch nanoseconds
     */
    public record Snapshot<T>(long position, long timeNanos, T state) {
    }

    SnapshotStore(Path directory, LogIdentity identity, int kept, Forced log, Consumer<String> warnings) {
        this.directory = directory;
        this.identity = identity;
        this.kept = kept;
        this.log = log;
        this.warnings = warnings;
    }

    /**
     * Writes a snapshot and removes the oldest if there are too many. First waits until the disk has the log up to its position: a snapshot is never
     * ahead of the log.
     *
     * @param position of the last record that is folded into the state
     * @param timeNanos epoch nanoseconds
     */
    public void write(long position, long timeNanos, StateWriter state) throws IOException {
        log.forceUpTo(position);
        Files.createDirectories(directory);
        Path file = directory.resolve("snapshot-%019d.snap".formatted(position));
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            SnapshotFile.write(unfinished, identity, position, timeNanos, state);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            SegmentFiles.force(directory);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        removeOldest();
    }

    /**
     * Reads the newest snapshot that is whole and that the reader can use. One that isn't is reported in the process log, and the one before it is
     * taken.
     *
     * @param lastPosition with which the log ends
     * @return empty if there is none: the log is to be folded from its beginning
     * @throws LogDamagedException if a snapshot is of a later position than the log has, so that the log has lost records
     */
    public <T> Optional<Snapshot<T>> newest(long lastPosition, StateReader<T> reader) throws IOException {
        for (Path file : files()) {
            try {
                Snapshot<T> snapshot = SnapshotFile.read(file, identity, reader);
                requireInLog(file, snapshot.position(), lastPosition);
                return Optional.of(snapshot);
            } catch (LogDamagedException e) {
                throw e;
            } catch (IOException e) {
                warnings.accept("snapshot " + file + " can't be used, taking the one before it: " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** The position of the oldest snapshot that is kept: the log is needed behind it. */
    public OptionalLong oldestPosition() throws IOException {
        return files().stream().mapToLong(SnapshotStore::position).min();
    }

    private static void requireInLog(Path file, long position, long lastPosition) throws LogDamagedException {
        if (position > lastPosition) {
            throw new LogDamagedException("snapshot " + file + " is of position " + position + ", but the log ends with " + lastPosition
                    + ": the log has lost records. Bring its segments back from a copy, or move the snapshot away to go on without them");
        }
    }

    private void removeOldest() throws IOException {
        for (Path file : files().stream().skip(kept).toList()) {
            Files.delete(file);
        }
    }

    /** Newest first. */
    private List<Path> files() throws IOException {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingLong(SnapshotStore::position).reversed()).toList();
        }
    }

    private static long position(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalStateException(file + " is not named as a snapshot is");
        }
        return Long.parseLong(name.group(1));
    }
}
