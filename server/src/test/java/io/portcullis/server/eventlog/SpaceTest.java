package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpaceTest {

    private static final UnsafeBuffer KIBIBYTE = new UnsafeBuffer(new byte[1024]);

    @TempDir
    Path directory;

    private final FakeDisk disk = new FakeDisk();
    private final RecordingListener listener = new RecordingListener();

    @BeforeEach
    void noZeros() {
        KIBIBYTE.setMemory(0, KIBIBYTE.capacity(), (byte) 'k');
    }

    @Test
    void aFullDiskLeavesHalfASegmentAndTheReserveForWhatMustBeWritten() throws IOException {
        try (EventLog log = open()) {
            disk.room.set(0);
            assertEquals(Space.AMPLE, log.space());
            appendUntilHalfFull(log);
            RecordingListener.await("scarce", () -> log.space() == Space.SCARCE);

            long before = log.lastPosition();
            while (log.space() == Space.SCARCE) {
                log.append(0, KIBIBYTE, 0, 1024);
            }
            long bytes = (log.lastPosition() - before) * 1024;
            assertTrue(bytes > Logs.SEGMENT_BYTES, "only " + bytes + " bytes were left");
            assertEquals(List.of(Space.SCARCE, Space.NONE), listener.spaces);
        }
    }

    @Test
    void untilThereIsNoneARecordOfAnyLengthFits() throws IOException {
        UnsafeBuffer longest = new UnsafeBuffer(new byte[Logs.SEGMENT_BYTES / 4]);
        try (EventLog log = open()) {
            disk.room.set(0);
            for (int length = 0; log.space() != Space.NONE; length = (length + 4099) % longest.capacity()) {
                log.append(0, longest, 0, length);
            }
            long last = log.lastPosition();
            LogUnavailableException refused = assertThrows(LogUnavailableException.class, () -> log.append(0, longest, 0, longest.capacity()));
            assertTrue(refused.getCause().getMessage().contains("No space left"), refused.toString());
            assertEquals(last, log.lastPosition());
        }
    }

    @Test
    void theLogRecoversByItselfWhenThereIsSpaceAgain() throws IOException {
        try (EventLog log = open()) {
            disk.room.set(0);
            while (log.space() != Space.NONE) {
                log.append(0, KIBIBYTE, 0, 1024);
            }
            disk.room.set(Integer.MAX_VALUE);
            RecordingListener.await("ample", () -> log.space() == Space.AMPLE);
            long before = log.lastPosition();
            for (int i = 0; i < 200; i++) {
                RecordingListener.await("room", () -> log.space() != Space.NONE);
                log.append(0, KIBIBYTE, 0, 1024);
            }
            assertEquals(before + 200, log.lastPosition());
        }
        assertTrue(Logs.readAll(directory).size() > 200);
    }

    @Test
    void roomForOneSegmentIsNotAmple() throws IOException {
        try (EventLog log = open()) {
            disk.room.set(0);
            for (int i = 0; i < Logs.SEGMENT_BYTES * 3 / 2 / 1024; i++) {
                log.append(0, KIBIBYTE, 0, 1024);
            }
            RecordingListener.await("scarce", () -> log.space() == Space.SCARCE);
            disk.room.set(1);
            RecordingListener.await("one more segment", () -> disk.room.get() == 0 && segments() == 3);
            assertEquals(List.of(Space.SCARCE), listener.spaces);
            disk.room.set(10);
            RecordingListener.await("ample", () -> log.space() == Space.AMPLE);
        }
    }

    @Test
    void aLogOpensOnAFullDiskWithWhatItHas() throws IOException {
        open().close();
        Files.delete(SegmentFiles.file(directory, 2));
        disk.room.set(0);
        try (EventLog log = open()) {
            assertEquals(Space.SCARCE, log.space());
            assertEquals(1, Logs.append(log, "still possible"));
        }
    }

    @Test
    void aNewLogNeedsRoom() {
        disk.room.set(0);
        IOException refused = assertThrows(IOException.class, this::open);
        assertTrue(refused.getMessage().contains("there is no room for an event log in " + directory), refused.getMessage());
    }

    @Test
    void someSpaceStaysFreeForOthers() {
        RealDisk almostFull = new RealDisk(Long.MAX_VALUE / 2, Durability.FSYNC);
        IOException refused = assertThrows(IOException.class, () -> almostFull.preallocate(directory.resolve("file"), 4096));
        assertTrue(refused.getMessage().contains("needs 4,096 bytes"), refused.getMessage());
    }

    private EventLog open() throws IOException {
        return EventLog.open(Logs.settings(directory).withSpaceRetry(Duration.ofMillis(5)), Logs.CLOCK, listener, disk);
    }

    private static void appendUntilHalfFull(EventLog log) {
        for (int i = 0; i < Logs.SEGMENT_BYTES / 2 / 1024; i++) {
            log.append(0, KIBIBYTE, 0, 1024);
        }
    }

    private int segments() {
        try {
            return SegmentFiles.list(directory).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
