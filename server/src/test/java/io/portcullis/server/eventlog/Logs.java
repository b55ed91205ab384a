package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Logs of small segments with records whose text says their position. */
final class Logs {

    static final int SEGMENT_BYTES = 64 << 10;
    static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_780_000_000));

    private Logs() {
    }

    static EventLogSettings settings(Path directory) {
        return EventLogSettings.in(directory).withSegmentBytes(SEGMENT_BYTES).withKeepFreeBytes(0);
    }

    static EventLog open(Path directory) throws IOException {
        return EventLog.open(settings(directory), CLOCK, new RecordingListener());
    }

    /** Appends records until that position. */
    static void appendUpTo(EventLog log, long last) {
        while (log.nextPosition() <= last) {
            append(log, text(log.nextPosition()));
        }
    }

    static long append(EventLog log, String text) {
        UnsafeBuffer payload = new UnsafeBuffer(text.getBytes(StandardCharsets.UTF_8));
        return log.append(log.nextPosition() * 1000, payload, 0, payload.capacity());
    }

    /** No two neighbours have the same length, and no byte is zero. */
    static String text(long position) {
        return "record " + position + " " + "x".repeat((int) (position * 37 % 150));
    }

    static List<String> readAll(Path directory) throws IOException {
        try (LogReader reader = LogReader.open(directory, 1)) {
            return rest(reader);
        }
    }

    static List<String> rest(LogReader reader) throws IOException {
        List<String> texts = new ArrayList<>();
        while (reader.next()) {
            texts.add(text(reader));
        }
        return texts;
    }

    static String text(LogReader reader) {
        return reader.payload().getStringWithoutLengthUtf8(0, reader.payload().capacity());
    }

    static List<String> texts(long from, long to) {
        List<String> texts = new ArrayList<>();
        for (long position = from; position <= to; position++) {
            texts.add(text(position));
        }
        return texts;
    }
}
