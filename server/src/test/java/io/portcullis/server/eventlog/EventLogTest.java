package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    @TempDir
    Path directory;

    @Test
    void whatWasAppendedIsReadBackInOrder() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            assertEquals(1, Logs.append(log, "first"));
            assertEquals(2, Logs.append(log, ""));
            assertEquals(3, Logs.append(log, "third"));
            assertEquals(3, log.lastPosition());

            try (LogReader reader = log.reader(1)) {
                assertTrue(reader.next());
                assertEquals(1, reader.position());
                assertEquals(1000, reader.timeNanos());
                assertEquals("first", Logs.text(reader));
                assertEquals(List.of("", "third"), Logs.rest(reader));
                assertFalse(reader.next());
            }
        }
    }

    @Test
    void aLogGoesOnWhereItWasLeftAndKeepsItsIdentity() throws IOException {
        LogIdentity identity;
        try (EventLog log = Logs.open(directory)) {
            identity = log.identity();
            Logs.appendUpTo(log, 3);
        }
        InstantSource later = InstantSource.fixed(Instant.ofEpochSecond(1_790_000_000));
        try (EventLog log = EventLog.open(Logs.settings(directory), later, new RecordingListener())) {
            assertEquals(identity, log.identity());
            assertEquals("N1H980", identity.text());
            assertEquals(new RecoveryReport(3, 1, 0, List.of()), log.recovery());
            assertEquals(4, log.nextPosition());
            Logs.appendUpTo(log, 5);
        }
        assertEquals(Logs.texts(1, 5), Logs.readAll(directory));
    }

    @Test
    void recordsCrossSegments() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            Logs.appendUpTo(log, 3000);
        }
        assertTrue(SegmentFiles.list(directory).size() > 5);
        try (EventLog log = Logs.open(directory)) {
            assertEquals(3000, log.lastPosition());
            Logs.appendUpTo(log, 3100);
        }
        assertEquals(Logs.texts(1, 3100), Logs.readAll(directory));
    }

    @Test
    void aReaderBeginsAtAnyPosition() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            Logs.appendUpTo(log, 2000);
            for (long from = 1; from <= 2001; from += 50) {
                try (LogReader reader = log.reader(from)) {
                    assertEquals(Logs.texts(from, 2000), Logs.rest(reader));
                }
            }
            try (LogReader reader = log.reader(2001)) {
                assertFalse(reader.next(Duration.ofMillis(1)));
                Logs.append(log, "later");
                assertTrue(reader.next());
                assertEquals(2001, reader.position());
            }
            assertThrows(IOException.class, () -> log.reader(2003));
        }
    }

    @Test
    void aPayloadIsWrittenIntoTheLogItself() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            MutableDirectBuffer claimed = log.claim(1000);
            assertEquals(1000, claimed.capacity());
            int length = claimed.putStringWithoutLengthUtf8(0, "shorter than claimed");
            assertEquals(1, log.commit(7, length));
            assertEquals(List.of("shorter than claimed"), Logs.readAll(directory));
        }
    }

    @Test
    void aClaimThatIsForgottenLeavesNothing() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            log.claim(4000).setMemory(0, 4000, (byte) 0xA5);
            assertEquals(List.of(), Logs.readAll(directory));
            Logs.append(log, "first");
            log.claim(4000).setMemory(0, 4000, (byte) 0xC6);
            assertEquals(List.of("first"), Logs.readAll(directory));
            Logs.append(log, "second");
        }
        try (EventLog log = Logs.open(directory)) {
            assertEquals(2, log.lastPosition());
            Logs.append(log, "third");
        }
        assertEquals(List.of("first", "second", "third"), Logs.readAll(directory));
    }

    @Test
    void aPayloadMayBeAMebibyteAndNoLonger() throws IOException {
        EventLogSettings settings = EventLogSettings.in(directory).withSegmentBytes(4 << 20).withKeepFreeBytes(0);
        UnsafeBuffer longest = new UnsafeBuffer(new byte[(1 << 20) + 1]);
        longest.setMemory(0, longest.capacity(), (byte) 'z');
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, new RecordingListener())) {
            for (int i = 0; i < 10; i++) {
                log.append(0, longest, 0, 1 << 20);
            }
            assertThrows(IllegalArgumentException.class, () -> log.append(0, longest, 0, longest.capacity()));
            assertThrows(IllegalArgumentException.class, () -> log.claim(-1));
            assertEquals(10, log.lastPosition());
        }
        assertEquals(10, Logs.readAll(directory).size());
    }

    @Test
    void moreThanWasClaimedIsNotCommitted() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            log.claim(10);
            assertThrows(IllegalStateException.class, () -> log.commit(0, 11));
            log.commit(0, 10);
            assertThrows(IllegalStateException.class, () -> log.commit(0, 0));
        }
    }

    @Test
    void aClosedLogTakesNoRecord() throws IOException {
        EventLog log = Logs.open(directory);
        log.close();
        log.close();
        assertThrows(IllegalStateException.class, () -> Logs.append(log, "too late"));
    }

    @Test
    void aLogIsWrittenByOneAtATime() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            LogInUseException refused = assertThrows(LogInUseException.class, () -> Logs.open(directory));
            assertTrue(refused.getMessage().contains(directory + " is being written by this process"), refused.getMessage());
            Logs.append(log, "still open");
        }
        Logs.open(directory).close();
    }

    @Test
    void fullSegmentsAreReleasedWhenNobodyNeedsThem() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            Logs.appendUpTo(log, 3000);
            log.forceUpTo(3000);
            RecordingListener.await("segments sealed", () -> sealedSegments() >= 5);

            assertEquals(0, log.releaseBelow(1));
            int released = log.releaseBelow(1500);

            assertTrue(released > 0);
            assertEquals(released + 1, SegmentFiles.list(directory).getFirst().ordinal());
            IOException gone = assertThrows(IOException.class, () -> log.reader(1));
            assertTrue(gone.getMessage().contains("begins with position"), gone.getMessage());
            try (LogReader reader = log.reader(1500)) {
                assertEquals(Logs.texts(1500, 3000), Logs.rest(reader));
            }
        }
        try (EventLog log = Logs.open(directory)) {
            assertEquals(3000, log.lastPosition());
        }
    }

    @Test
    void releasedSegmentsGoToTheArchiveIfThereIsOne() throws IOException {
        Path archive = directory.resolve("archive");
        EventLogSettings settings = Logs.settings(directory).withArchive(archive);
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, new RecordingListener())) {
            Logs.appendUpTo(log, 2000);
            log.forceUpTo(2000);
            RecordingListener.await("segments sealed", () -> sealedSegments() >= 3);
            int released = log.releaseBelow(2000);
            assertEquals(released, SegmentFiles.list(archive).size());
            try (LogReader reader = LogReader.open(archive, 1)) {
                assertTrue(Logs.rest(reader).size() > 1000);
            }
        }
    }

    @Test
    void memoryOfFullSegmentsIsGivenBack() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            Logs.appendUpTo(log, 5000);
            RecordingListener.await("only the current segment and what is prepared are mapped", () -> mappedSegments() <= 3);
        }
        assertEquals(0, mappedSegments());
    }

    @Test
    void recordsAndBytesAreCounted() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            Logs.append(log, "12345678");
            Logs.append(log, "123456789");
            assertEquals(2, log.metrics().records());
            assertEquals(40 + 48, log.metrics().bytes());
            log.forceUpTo(2);
            assertTrue(log.metrics().forces() > 0);
            assertTrue(log.metrics().forceNanosSinceLastAsked().getTotalCount() > 0);
        }
    }

    @Test
    void appendingAllocatesNothing() throws IOException {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[200]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Durability durability : Durability.values()) {
            EventLogSettings settings = EventLogSettings.in(directory.resolve(durability.name())).withSegmentBytes(16 << 20).withKeepFreeBytes(0);
            try (EventLog log = EventLog.open(settings.with(durability), Logs.CLOCK, new RecordingListener())) {
                log.append(0, payload, 0, 200);
                long before = threads.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < 20_000; i++) {
                    log.append(i, payload, 0, 200);
                }
                long perThousand = (threads.getCurrentThreadAllocatedBytes() - before) / 20;
                assertTrue(perThousand < 1000, durability + ": " + perThousand + " bytes in a thousand appends");
            }
        }
    }

    @Test
    void aFileThatIsNotOfThisFormatIsRefused() throws IOException {
        Logs.open(directory).close();
        Files.writeString(SegmentFiles.file(directory, 1), "something else ".repeat(1000));
        LogDamagedException refused = assertThrows(LogDamagedException.class, () -> Logs.open(directory));
        assertTrue(refused.getMessage().contains("does not begin as a segment"), refused.getMessage());
    }

    private long sealedSegments() {
        try {
            long sealed = 0;
            for (SegmentFiles.Numbered segment : SegmentFiles.list(directory)) {
                sealed += SegmentHeader.read(segment.file()).filter(SegmentHeader::isSealed).isPresent() ? 1 : 0;
            }
            return sealed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long mappedSegments() {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains(directory.toString())).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
