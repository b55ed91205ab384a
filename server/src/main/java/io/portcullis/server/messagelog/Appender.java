package io.portcullis.server.messagelog;

import io.portcullis.fix.sessions.wire.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Writes entries to segments, many at a time: with secrets masked, and nothing of a time before it was opened is touched. For one thread. */
final class Appender implements AutoCloseable {

    /** What is done with what is written. */
    interface Listener {

        /** Of the newest segment. */
        void written(Segment segment, Block block);

        /** Nothing more comes in that segment. */
        void complete(Segment segment);
    }

    private static final int WRITE_AT = 256 << 10;

    private final Path directory;
    private final int segmentBytes;
    private final Listener listener;
    private final Frames frames = new Frames();
    private byte[] batch = new byte[WRITE_AT + (64 << 10)];
    private int batched;
    private long nextOrdinal;
    private @Nullable Segment segment;
    private @Nullable SegmentWriter writer;
    private Block.Builder block = new Block.Builder(0);

    Appender(Path directory, int segmentBytes, Listener listener) throws IOException {
        this.directory = directory;
        this.segmentBytes = segmentBytes;
        this.listener = listener;
        var before = Segment.in(directory);
        this.nextOrdinal = before.isEmpty() ? 1 : before.getLast().ordinal() + 1;
    }

    /** To be written with the next {@link #write}. */
    void add(Kind kind, long time, byte[] session, DirectBuffer from, int index, int length) {
        int message = room(session.length + length);
        from.getBytes(index, batch, message + session.length, length);
        byte[] masked = Secrets.masked(batch, message + session.length, message + session.length + length);
        if (masked == null) {
            batched = frames.over(batch, 0, 0).write(batched, kind, time, session, length);
        } else {
            add(kind, time, session, masked);
        }
    }

    /** As it is. */
    void add(Kind kind, long time, byte[] session, byte[] message) {
        int at = room(session.length + message.length) + session.length;
        System.arraycopy(message, 0, batch, at, message.length);
        batched = frames.over(batch, 0, 0).write(batched, kind, time, session, message.length);
    }

    /** @return where the session's name will be */
    private int room(int length) {
        int needed = batched + Frames.HEADER + length;
        if (needed > batch.length) {
            batch = Arrays.copyOf(batch, Math.max(needed, 2 * batch.length));
        }
        return batched + Frames.HEADER;
    }

    boolean isWorthWriting() {
        return batched >= WRITE_AT;
    }

    boolean hasNothing() {
        return batched == 0;
    }

    /** Gives up what was added and can't be written. */
    void forget(Consumer<Frames> forgotten) {
        each(forgotten);
        batched = 0;
    }

    /** Writes what was added. @throws IOException if none of it could be written */
    void write() throws IOException {
        append();
        note();
        batched = 0;
        if (writer != null && writer.end() >= segmentBytes) {
            complete();
        }
    }

    private void append() throws IOException {
        SegmentWriter to = writer;
        if (to == null) {
            Files.createDirectories(directory);
            Segment next = new Segment(directory, nextOrdinal);
            to = new SegmentWriter(next);
            nextOrdinal++;
            segment = next;
            writer = to;
            block = new Block.Builder(0);
        }
        to.write(batch, batched);
    }

    private void note() {
        Segment current = segment;
        if (current == null) {
            return;
        }
        each(entry -> {
            block.add(entry);
            if (block.isFull()) {
                listener.written(current, block.take());
            }
        });
    }

    private void each(Consumer<Frames> entries) {
        frames.over(batch, 0, batched);
        while (frames.at() < batched) {
            entries.accept(frames);
            frames.skip();
        }
    }

    private void complete() throws IOException {
        Segment current = segment;
        SegmentWriter written = writer;
        if (current == null || written == null) {
            return;
        }
        if (!block.isEmpty()) {
            listener.written(current, block.take());
        }
        segment = null;
        writer = null;
        try (written) {
            written.complete();
        } finally {
            listener.complete(current);
        }
    }

    @Override
    public void close() throws IOException {
        complete();
    }
}
