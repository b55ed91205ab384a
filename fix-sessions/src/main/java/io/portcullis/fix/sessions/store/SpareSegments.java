package io.portcullis.fix.sessions.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Segment files that are made in advance, for any session that needs its next one: no event loop waits for the disk, and a burst finds memory and disk space taken already.
 * Thread-safe.
 */
public final class SpareSegments {

    private static final Logger LOG = LoggerFactory.getLogger(SpareSegments.class);
    private static final int MIN_SEGMENT_BYTES = 4096;
    private static final String DIRECTORY = ".spare-";
    private static final Pattern OWNER = Pattern.compile("\\.spare-(\\d{1,18})-(\\d{1,18})-.*");
    /** By so much the start of a process may seem to be another one, when the machine's clock is set. */
    private static final long CLOCK_SECONDS = 2;
    /** Of what is free on the disk, so much may be taken in advance, beyond a single file: a tenth. */
    private static final int SHARE_OF_DISK = 10;

    private final Path directory;
    private final int segmentBytes;
    private final int wanted;
    private final BooleanSupplier isBusy;
    private final Executor background;
    private final AtomicLong names = new AtomicLong();
    private final Queue<Path> ready = new ArrayDeque<>();
    private boolean isFilling;
    private boolean isClosed;
    private volatile boolean isSpaceMissing;

    /**
     * Begins to make them. What an earlier process has left is deleted: after a restart of the machine it would have to be read from the disk, while a message waits.
     *
     * @param stores the directory of all stores, other processes' perhaps among them: the files are in a directory there that is this object's
     * @param segmentBytes size of each, the unit in which disk space is taken
     * @param wanted how many to have ready, at least 1
     * @param isBusy asked before each: while it says yes, and a quarter is still there, none is made
     * @param background makes the files; not an event loop
     * @throws IOException if the directory can't be used
     */
    public SpareSegments(Path stores, int segmentBytes, int wanted, BooleanSupplier isBusy, Executor background) throws IOException {
        if (segmentBytes < MIN_SEGMENT_BYTES) {
            throw new IllegalArgumentException("segment size must be at least " + MIN_SEGMENT_BYTES + " bytes, was " + segmentBytes);
        }
        this.segmentBytes = segmentBytes & ~7;
        this.wanted = Math.max(1, wanted);
        this.isBusy = isBusy;
        this.background = background;
        Files.createDirectories(stores);
        deleteLeft(stores);
        this.directory = Files.createTempDirectory(stores, DIRECTORY + ProcessHandle.current().pid() + "-" + startOf(ProcessHandle.current()) + "-");
        fill();
    }

    private static void deleteLeft(Path stores) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(stores, DIRECTORY + "*")) {
            for (Path left : all) {
                if (!isInUse(left.getFileName().toString())) {
                    deleteAll(left);
                }
            }
        }
    }

    /** By the process's number and start: in a container each process after the other has the same number. */
    private static boolean isInUse(String name) {
        Matcher owner = OWNER.matcher(name);
        if (!owner.matches()) {
            return true; // nothing of ours
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.group(1)));
        return process.isPresent() && Math.abs(startOf(process.get()) - Long.parseLong(owner.group(2))) <= CLOCK_SECONDS;
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    private static void deleteAll(Path ours) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(ours)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(ours);
        } catch (IOException e) {
            LOG.debug("left for the next start: {}", ours, e);
        }
    }

    /** Makes one of them the file of that name; one is made at once where none is ready. @throws IOException if the disk is full */
    void become(Path file) throws IOException {
        Path spare = takeReady();
        Files.move(spare == null ? make() : spare, file, StandardCopyOption.ATOMIC_MOVE);
        fill();
    }

    private synchronized @Nullable Path takeReady() {
        return ready.poll();
    }

    /** Whether there was no space for another one when it was last tried. */
    boolean isSpaceMissing() {
        return isSpaceMissing;
    }

    /** Goes on making them: to be called now and then, because nothing is made while others are busy, or while the disk is full. */
    public synchronized void fill() {
        if (!isClosed && !isFilling && ready.size() < wanted) {
            isFilling = true;
            background.execute(this::makeNext);
        }
    }

    private void makeNext() {
        Path made = null;
        try {
            made = mayBeMade() ? makeQuietly() : null;
        } finally {
            filled(made);
        }
        if (made != null) {
            fill();
        }
    }

    private boolean mayBeMade() {
        int there = readyCount();
        return there == 0 || !(there > wanted / 4 && isBusy.getAsBoolean()) && isDiskRoomy();
    }

    private synchronized int readyCount() {
        return ready.size();
    }

    private synchronized void filled(@Nullable Path made) {
        isFilling = false;
        if (made != null) {
            ready.add(made);
        }
    }

    private boolean isDiskRoomy() {
        return directory.toFile().getUsableSpace() / SHARE_OF_DISK > (long) wanted * segmentBytes;
    }

    private @Nullable Path makeQuietly() {
        boolean wasMissing = isSpaceMissing;
        try {
            return make();
        } catch (IOException e) {
            if (!wasMissing) {
                LOG.warn("no space for the next {} bytes of messages in {}, tried again until there is", segmentBytes, directory, e);
            }
            return null;
        }
    }

    private Path make() throws IOException {
        Path file = directory.resolve(Long.toString(names.incrementAndGet()));
        try {
            Segment.allocate(file, segmentBytes);
            isSpaceMissing = false;
            return file;
        } catch (IOException e) {
            isSpaceMissing = true;
            deleteHalf(file);
            throw e;
        }
    }

    private static void deleteHalf(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("left for the next start: {}", file, e);
        }
    }

    /** Makes no more, and deletes in the background those that nobody took: behind this it is given no more work. When no session uses them any more. */
    public synchronized void close() {
        isClosed = true;
        background.execute(() -> deleteAll(directory));
    }
}
