package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

    private static final int RECORDS = 100_000;

    @TempDir
    Path directory;

    @Test
    void readersFollowTheWriterAndSeeWholeRecordsOnly() throws Exception {
        EventLogSettings settings = EventLogSettings.in(directory).withSegmentBytes(1 << 20).withKeepFreeBytes(0);
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, new RecordingListener());
                ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<Long>> results = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                results.add(readers.submit(() -> follow(directory, RECORDS)));
            }
            Logs.appendUpTo(log, RECORDS);
            for (Future<Long> result : results) {
                assertEquals(RECORDS, result.get(60, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void anotherProcessFollowsToo() throws Exception {
        EventLogSettings settings = EventLogSettings.in(directory).withSegmentBytes(1 << 20).withKeepFreeBytes(0);
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, new RecordingListener())) {
            Logs.append(log, Logs.text(1));
            Process follower = ChildProcess.start(LogReaderTest.class, directory.toString());
            try {
                assertEquals('1', follower.getInputStream().read(), "the follower has read the first record");
                Logs.appendUpTo(log, RECORDS);
                assertTrue(follower.waitFor(60, TimeUnit.SECONDS));
                assertEquals(" " + RECORDS, new String(follower.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
                assertEquals(0, follower.exitValue());
            } finally {
                follower.destroyForcibly();
            }
        }
    }

    /** The following process: says when it has read the first record, and how many in the end. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        System.out.print(follow(directory, 1));
        System.out.flush();
        System.out.println(" " + follow(directory, RECORDS));
    }

    private static long follow(Path directory, long last) throws IOException {
        try (LogReader reader = LogReader.open(directory, 1)) {
            long expected = 0;
            while (expected < last && reader.next(Duration.ofSeconds(30))) {
                expected++;
                if (reader.position() != expected || !Logs.text(reader).equals(Logs.text(expected))) {
                    throw new IllegalStateException("at " + expected + " there was " + reader.position() + ": " + Logs.text(reader));
                }
            }
            return expected;
        }
    }

    @Test
    void aReaderOfNothingIsToldSo() {
        IOException nothing = assertThrows(IOException.class, () -> LogReader.open(directory, 1));
        assertTrue(nothing.getMessage().contains("there is no event log in " + directory), nothing.getMessage());
    }

    @Test
    void aReaderWhoseNextSegmentWasReleasedIsToldSo() throws IOException {
        try (EventLog log = Logs.open(directory); LogReader reader = log.reader(1)) {
            Logs.appendUpTo(log, 3000);
            log.forceUpTo(3000);
            RecordingListener.await("released", () -> release(log, 2500) > 0 || firstSegment() > 3);
            IOException gone = assertThrows(IOException.class, () -> Logs.rest(reader));
            assertTrue(gone.getMessage().contains("has been released"), gone.getMessage());
        }
    }

    private static int release(EventLog log, long position) {
        try {
            return log.releaseBelow(position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long firstSegment() {
        try {
            return SegmentFiles.list(directory).getFirst().ordinal();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
