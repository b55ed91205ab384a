package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    @TempDir
    Path directory;

    private final FakeDisk disk = new FakeDisk();
    private final RecordingListener listener = new RecordingListener();

    @Test
    void nothingIsCalledDurableBeforeTheDiskHasIt() throws IOException {
        int records = 20_000;
        int[] ends = new int[records + 1];
        ends[0] = SegmentHeader.LENGTH;
        for (int position = 1; position <= records; position++) {
            ends[position] = ends[position - 1] + Frames.frameLength(Logs.text(position).length());
        }
        AtomicInteger tooEarly = new AtomicInteger();
        EventLogListener checking = new CheckingListener(position -> {
            if (disk.confirmed < ends[(int) position]) {
                tooEarly.incrementAndGet();
            }
            listener.durableUpTo(position);
        });
        EventLogSettings settings = EventLogSettings.in(directory).withSegmentBytes(8 << 20).withKeepFreeBytes(0).with(Durability.FSYNC);
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, checking, disk)) {
            Logs.appendUpTo(log, records);
            RecordingListener.await("all durable", () -> log.safePosition() == records && listener.durable.getLast() == records);
        }
        assertEquals(0, tooEarly.get());
        assertEquals(listener.durable.stream().sorted().distinct().toList(), listener.durable);
    }

    @Test
    void whatCameWhileTheDiskWorkedIsConfirmedTogether() throws IOException {
        try (EventLog log = open(Durability.FSYNC)) {
            disk.holdsForces = true;
            int before = disk.forces.get();
            Logs.appendUpTo(log, 100);
            assertEquals(0, log.safePosition());
            disk.holdsForces = false;
            RecordingListener.await("all durable", () -> log.safePosition() == 100);
            assertTrue(disk.forces.get() - before <= 2, "forces: " + disk.forces);
            assertEquals(100, listener.durable.getLast());
        }
    }

    @Test
    void recordsAreConfirmedAcrossSegments() throws IOException {
        try (EventLog log = open(Durability.FSYNC)) {
            disk.holdsForces = true;
            Logs.appendUpTo(log, 2000);
            disk.holdsForces = false;
            RecordingListener.await("all durable", () -> log.safePosition() == 2000);
            Logs.appendUpTo(log, 4000);
            RecordingListener.await("all durable", () -> log.safePosition() == 4000);
        }
        assertEquals(Logs.texts(1, 4000), Logs.readAll(directory));
    }

    @Test
    void aProjectionSeesOnlyWhatIsDurable() throws IOException {
        try (EventLog log = open(Durability.FSYNC); LogReader reader = log.reader(1)) {
            disk.holdsForces = true;
            Logs.append(log, "first");
            assertFalse(reader.next());
            disk.holdsForces = false;
            RecordingListener.await("durable", () -> log.safePosition() == 1);
            assertTrue(reader.next());
            assertEquals("first", Logs.text(reader));
        }
    }

    @Test
    void atLocalTheDiskIsAskedOnlyWhenSomebodyWantsIt() throws IOException {
        try (EventLog log = open(Durability.LOCAL)) {
            int before = disk.forces.get();
            Logs.appendUpTo(log, 10);
            assertEquals(10, log.safePosition());
            assertEquals(before, disk.forces.get());
            log.forceUpTo(10);
            assertEquals(before + 1, disk.forces.get());
            assertEquals(List.of(), listener.durable);
        }
    }

    @Test
    void aDiskThatFailsToConfirmIsTheEndOfAppending() throws IOException {
        try (EventLog log = open(Durability.FSYNC)) {
            disk.failsForces = true;
            Logs.append(log, "first");
            RecordingListener.await("failure", () -> listener.failure != null);
            disk.failsForces = false;

            LogUnavailableException refused = assertThrows(LogUnavailableException.class, () -> Logs.append(log, "second"));
            assertTrue(refused.getMessage().contains("Input/output error"), refused.getMessage());
            assertThrows(IOException.class, () -> log.forceUpTo(1));
            assertEquals(0, log.safePosition());
            assertEquals(List.of(), listener.durable);
        }
    }

    @Test
    void aPositionThatIsNotThereYetCanNotBeForced() throws IOException {
        try (EventLog log = open(Durability.LOCAL)) {
            assertThrows(IllegalArgumentException.class, () -> log.forceUpTo(1));
        }
    }

    private EventLog open(Durability durability) throws IOException {
        return EventLog.open(Logs.settings(directory).with(durability), Logs.CLOCK, listener, disk);
    }

    private record CheckingListener(LongConsumer check) implements EventLogListener {

        @Override
        public void durableUpTo(long position) {
            check.accept(position);
        }

        @Override
        public void spaceChanged(Space now, String reason) {
        }

        @Override
        public void failed(Exception cause) {
        }
    }
}
