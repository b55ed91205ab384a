package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process appends as fast as it can, says what was acknowledged, and is killed with SIGKILL at a random moment: again and again, the same log. */
class KillTest {

    private static final int KILLS = 12;
    private static final int SEGMENT_BYTES = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void whateverWasAcknowledgedIsThereAfterAKill() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Durability durability = kill % 2 == 0 ? Durability.LOCAL : Durability.FSYNC;
            long acknowledged = appendUntilKilled(durability, TimeUnit.MILLISECONDS.toNanos(5 + random.nextInt(250)));
            try (EventLog log = EventLog.open(settings(directory, durability), Logs.CLOCK, new RecordingListener())) {
                String circumstances = "kill " + kill + " at " + durability + ", seed " + seed;
                assertTrue(acknowledged > before, circumstances);
                assertTrue(log.lastPosition() >= acknowledged,
                        () -> "acknowledged " + acknowledged + ", found " + log.lastPosition() + ", " + circumstances);
                assertEquals(List.of(), log.recovery().notes().stream().filter(note -> !note.contains("never finished")).toList(), circumstances);
                assertReadable(log, before + 1, circumstances);
                before = log.lastPosition();
            }
        }
        try (EventLog log = EventLog.open(settings(directory, Durability.LOCAL), Logs.CLOCK, new RecordingListener())) {
            assertReadable(log, 1, "seed " + seed);
        }
    }

    @Test
    void twoProcessesNeverWriteToTheSameLog() throws Exception {
        Process writer = ChildProcess.start(KillTest.class, directory.toString(), Durability.LOCAL.name());
        try {
            assertTrue(writer.getInputStream().read() > 0, "it writes");
            LogInUseException refused = assertThrows(LogInUseException.class, () -> Logs.open(directory));
            assertTrue(refused.getMessage().contains(directory + " is being written by process " + writer.pid()), refused.getMessage());
        } finally {
            kill(writer);
            assertTrue(writer.waitFor(20, TimeUnit.SECONDS));
        }
        Logs.open(directory).close();
    }

    private long appendUntilKilled(Durability durability, long nanos) throws Exception {
        Process child = ChildProcess.start(KillTest.class, directory.toString(), durability.name());
        AtomicLong acknowledged = new AtomicLong();
        Thread listening = Thread.ofPlatform().start(() -> listen(child, acknowledged));
        try {
            RecordingListener.await("the first acknowledgement", () -> acknowledged.get() > 0);
            LockSupport.parkNanos(nanos);
        } finally {
            kill(child);
        }
        assertTrue(child.waitFor(20, TimeUnit.SECONDS));
        listening.join();
        return acknowledged.get();
    }

    /** By the handle, because the process itself would also close the stream and with it lose what was acknowledged. */
    private static void kill(Process child) {
        child.toHandle().destroyForcibly();
    }

    /** The last line may have been cut by the kill: it counts only with its end. */
    private static void listen(Process child, AtomicLong acknowledged) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.endsWith(".")) {
                    acknowledged.set(Long.parseLong(line, 0, line.length() - 1, 10));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertReadable(EventLog log, long from, String circumstances) throws IOException {
        try (LogReader reader = log.reader(from)) {
            for (long position = from; position <= log.lastPosition(); position++) {
                assertTrue(reader.next(), circumstances);
                assertEquals(position, reader.position(), circumstances);
                assertEquals(Logs.text(position), Logs.text(reader), circumstances);
            }
        }
    }

    private static EventLogSettings settings(Path directory, Durability durability) {
        return EventLogSettings.in(directory).withSegmentBytes(SEGMENT_BYTES).withKeepFreeBytes(0).with(durability);
    }

    /** The process that is killed. */
    public static void main(String[] arguments) throws IOException {
        Durability durability = Durability.valueOf(arguments[1]);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        EventLog log = EventLog.open(settings(Path.of(arguments[0]), durability), Logs.CLOCK, new Acknowledging(out));
        while (true) {
            if (log.space() == Space.NONE) {
                LockSupport.parkNanos(10_000);
                continue;
            }
            long position = Logs.append(log, Logs.text(log.nextPosition()));
            if (durability == Durability.LOCAL) {
                acknowledge(out, position);
            }
        }
    }

    private static void acknowledge(OutputStream out, long position) {
        try {
            out.write((position + ".\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Acknowledging(OutputStream out) implements EventLogListener {

        @Override
        public void durableUpTo(long position) {
            acknowledge(out, position);
        }

        @Override
        public void spaceChanged(Space now, String reason) {
        }

        @Override
        public void failed(Exception cause) {
            throw new IllegalStateException(cause);
        }
    }
}
