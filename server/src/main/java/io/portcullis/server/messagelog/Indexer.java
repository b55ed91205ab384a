package io.portcullis.server.messagelog;

import io.portcullis.server.os.GivingWay;
import io.portcullis.server.os.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index of what is written, on a thread of its own that gives way to orders, completes what a killed hub has left, and releases what is old. What is not indexed yet
 * is found all the same, by reading it.
 */
final class Indexer implements Appender.Listener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final long LOOK_FOR_OLD_EVERY = TimeUnit.MINUTES.toNanos(10);
    /** Blocks, 6 GB of messages. What finds no room is indexed with the end of its segment, or at the next start. */
    private static final int MOST_WAITING = 100_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

    private sealed interface Work {
    }

    private record Written(Segment segment, Block block) implements Work {
    }

    private record Complete(Segment segment) implements Work {
    }

    private record Stop() implements Work {
    }

    private final Path directory;
    private final MessageLogSettings settings;
    private final LongSupplier epochNanos;
    private final GivingWay givesWay;
    private final LinkedBlockingQueue<Work> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final KeySet keys = new KeySet();
    private final Thread thread;
    private volatile boolean isStopping;
    private @Nullable Segment current;
    private @Nullable SegmentReader entries;
    private @Nullable IndexFile index;

    /** @param epochNanos the time, by which messages are old */
    Indexer(Path directory, MessageLogSettings settings, LongSupplier epochNanos, GivingWay givesWay) throws IOException {
        this.directory = directory;
        this.settings = settings;
        this.epochNanos = epochNanos;
        this.givesWay = givesWay;
        List<Segment> before = Segment.in(directory);
        this.thread = Thread.ofPlatform().name("message-index").daemon().unstarted(() -> run(before));
    }

    void start() {
        thread.start();
    }

    /** Bytes that are written and have no index yet, about. By any thread. */
    long waitingBytes() {
        return (long) queue.size() * Block.BYTES;
    }

    @Override
    public void written(Segment segment, Block block) {
        leaveOutIfFull(new Written(segment, block));
    }

    @Override
    public void complete(Segment segment) {
        leaveOutIfFull(new Complete(segment));
    }

    private void leaveOutIfFull(Work work) {
        if (!queue.offer(work)) {
            LOG.debug("{} waits for the end of its segment or the next start", work);
        }
    }

    private void run(List<Segment> before) {
        Urgency.thisThreadForLater();
        before.forEach(this::mend);
        releaseOld();
        try {
            Work work = next();
            while (!(work instanceof Stop)) {
                done(work);
                work = next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private Work next() throws InterruptedException {
        Work work = queue.poll(LOOK_FOR_OLD_EVERY, TimeUnit.NANOSECONDS);
        while (work == null) {
            releaseOld();
            work = queue.poll(LOOK_FOR_OLD_EVERY, TimeUnit.NANOSECONDS);
        }
        return work;
    }

    private void done(Work work) {
        long began = System.nanoTime();
        try {
            switch (work) {
                case Written(Segment segment, Block block) -> add(segment, block);
                case Complete(Segment segment) -> finish(segment);
                case Stop _ -> {
                    // seen by the caller
                }
            }
        } catch (IOException | RuntimeException e) { // whatever stands in a file: old messages must go on being released
            LOG.warn("a part of the message log's index can't be written, messages there are found more slowly", e);
            leave();
        }
        givesWay.after(System.nanoTime() - began, () -> isStopping);
    }

    private void add(Segment segment, Block block) throws IOException {
        IndexFile to = enter(segment);
        SegmentReader from = entries;
        if (from == null || block.offset() != to.indexedEnd()) {
            return; // a part before it could not be written: all is made again when the segment is complete
        }
        keys.clear();
        from.read(block, keys::addAll);
        to.add(block, keys.toFilter());
    }

    private IndexFile enter(Segment segment) throws IOException {
        IndexFile open = index;
        if (open != null && segment.equals(current)) {
            return open;
        }
        leave();
        entries = new SegmentReader(segment);
        current = segment;
        IndexFile entered = new IndexFile(segment);
        index = entered;
        return entered;
    }

    private void finish(Segment segment) throws IOException {
        IndexFile to = enter(segment);
        SegmentReader from = entries;
        if (from != null) {
            List<Block> rest = new ArrayList<>();
            from.blocksFrom(to.indexedEnd(), rest::add);
            for (Block block : rest) {
                add(segment, block);
            }
        }
        to.finish();
        leave();
        releaseOld();
    }

    /** What a hub that was killed has left: entries without an index. */
    private void mend(Segment segment) {
        try (SegmentIndex known = SegmentIndex.of(segment)) {
            if (known.last() != null || isStopping) {
                return;
            }
            finish(segment);
        } catch (NoSuchFileException e) {
            LOG.debug("{} is gone", segment);
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} can't be indexed, messages in it are found more slowly", segment.entries(), e);
            leave();
        }
    }

    private void leave() {
        try (SegmentReader read = entries; IndexFile written = index) {
            entries = null;
            index = null;
            current = null;
        } catch (IOException e) {
            LOG.debug("a file of the message log does not close", e);
        }
    }

    /** The oldest first; never the one that is written to. */
    private void releaseOld() {
        try {
            List<Segment> all = Segment.in(directory);
            long total = 0;
            for (Segment segment : all) {
                total += segment.bytes();
            }
            for (Segment oldest : all.subList(0, Math.max(0, all.size() - 1))) {
                if (total <= settings.mostBytes() && !isOld(oldest)) {
                    return;
                }
                total -= oldest.bytes();
                oldest.delete();
                LOG.info("{} is released: it is older than {}, or there is more than {} MB of messages", oldest.entries().getFileName(), settings.keep(),
                        settings.mostBytes() >> 20);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("old messages in {} can't be released", directory, e);
        }
    }

    private boolean isOld(Segment segment) throws IOException {
        try (SegmentIndex known = SegmentIndex.of(segment)) {
            IndexEntry last = known.last();
            long newest = last == null ? Files.getLastModifiedTime(segment.entries()).to(TimeUnit.NANOSECONDS) : last.block().lastTime();
            return newest < epochNanos.getAsLong() - settings.keep().toNanos();
        }
    }

    /** When all that is waiting is done, if that is soon. */
    @Override
    public void close() {
        isStopping = true;
        if (!queue.offer(new Stop())) {
            thread.interrupt();
        }
        try {
            if (!thread.join(CLOSE_LIMIT)) {
                LOG.warn("the message log's index is still being made and is left behind: the next start completes it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
