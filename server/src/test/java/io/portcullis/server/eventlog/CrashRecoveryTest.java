package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.eventlog.Crash.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log does with what it finds: after a kill, after a failure of the machine, and after damage. */
class CrashRecoveryTest {

    @TempDir
    Path temporary;

    @Test
    void aKillAtAnyStepOfARecordLeavesNothingOfIt() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 5);
            Place last = crash().placeOf(5);
            for (int written = 0; written <= last.frameLength() - Long.BYTES; written++) {
                Crash crash = crash();
                crash.zero(last.file(), last.offset(), last.offset() + Long.BYTES);
                crash.zero(last.file(), last.offset() + Long.BYTES + written, last.offset() + last.frameLength());
                assertGoesOnBehind(4, crash);
            }
        }
    }

    @Test
    void aTornTailIsCutAtTheLastWholeRecord() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 5);
            Place last = crash().placeOf(5);
            for (int length = last.offset(); length < last.end(); length++) {
                Crash crash = crash();
                crash.shorten(last.file(), length);
                assertGoesOnBehind(4, crash);
            }
        }
    }

    @Test
    void aLastRecordOfWhichTheDiskMissesASectorIsCleared() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 4);
            Logs.append(log, "long ".repeat(1000));
            Place last = crash().placeOf(5);
            for (int sector = last.offset(); sector < last.end(); sector = (sector / Crash.SECTOR + 1) * Crash.SECTOR) {
                Crash crash = crash();
                crash.zero(last.file(), sector, Math.min(last.end(), (sector / Crash.SECTOR + 1) * Crash.SECTOR));
                assertGoesOnBehind(4, crash);
            }
        }
    }

    @Test
    void aFlippedBitInARecordIsNeverCutSilently() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 5);
            for (long position : List.of(1L, 3L, 5L)) {
                Place place = crash().placeOf(position);
                for (int bit = place.offset() * 8; bit < place.end() * 8; bit += bit < (place.offset() + 8) * 8 ? 1 : 5) {
                    Crash crash = crash();
                    crash.flip(place.file(), bit);
                    LogDamagedException refused = assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory), "bit " + bit);
                    assertSays(refused, place.file() + " at offset " + place.offset() + ", position " + position);
                    assertSays(refused, "--truncate-at " + position);
                }
            }
        }
    }

    @Test
    void aFlippedBitInAHeaderIsRefused() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 5);
            for (int bit = 0; bit < 56 * 8; bit++) {
                Crash crash = crash();
                crash.flip(SegmentFiles.file(crash.directory, 1), bit);
                assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory), "bit " + bit);
            }
        }
    }

    @Test
    void aFlippedBitInASealOnlyMakesTheSegmentBeVerified() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 1000);
        }
        Crash crash = crash();
        crash.flip(SegmentFiles.file(crash.directory, 1), 64 * 8 + 3);
        try (EventLog log = Logs.open(crash.directory)) {
            assertEquals(new RecoveryReport(1000, 2, 0, List.of()), log.recovery());
        }
    }

    @Test
    void damageInASealedSegmentIsFoundByItsReader() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 1000);
        }
        Crash crash = crash();
        Place place = crash.placeOf(100);
        crash.flip(place.file(), place.offset() * 8 + 300);
        try (EventLog log = Logs.open(crash.directory); LogReader reader = log.reader(1)) {
            LogDamagedException damaged = assertThrows(LogDamagedException.class, () -> Logs.rest(reader));
            assertSays(damaged, place.file() + " at offset " + place.offset() + ", position 100");
        }
    }

    @Test
    void atLocalWholeRecordsBehindAHoleAreForTheOperatorToDecide() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 50);
        }
        Crash crash = crash();
        Place hole = crash.placeOf(20);
        crash.zero(hole.file(), hole.offset(), hole.end());

        LogDamagedException refused = assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory));
        assertSays(refused, hole.file() + " at offset " + hole.offset() + ", position 20");
        assertSays(refused, "whole ones follow up to position 50");
        LogDamagedException elsewhere = assertThrows(LogDamagedException.class, () -> EventLog.truncate(Logs.settings(crash.directory), 19));
        assertSays(elsewhere, "--truncate-at 20");

        RecoveryReport report = EventLog.truncate(Logs.settings(crash.directory), 20);

        assertEquals(19, report.lastPosition());
        assertTrue(report.notes().getFirst().contains("position 20: cut by the operator"), report.notes().toString());
        assertTrue(crash.names().contains("segment-0000000001.log.cut-at-20"), crash.names().toString());
        assertGoesOnBehind(19, crash);
    }

    @Test
    void aHoleAcrossSegmentsIsSeenToo() throws IOException {
        FakeDisk disk = new FakeDisk();
        try (EventLog log = EventLog.open(Logs.settings(temporary.resolve("log")), Logs.CLOCK, new RecordingListener(), disk)) {
            disk.holdsForces = true;
            Logs.appendUpTo(log, 1000);
            Crash crash = crash();
            disk.holdsForces = false;
            Place hole = crash.placeOf(300);
            crash.zero(hole.file(), hole.offset(), Logs.SEGMENT_BYTES);

            LogDamagedException refused = assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory));
            assertSays(refused, "position 300");
            assertSays(refused, "up to position 1000");

            EventLog.truncate(Logs.settings(crash.directory), 300);
            assertTrue(crash.names().contains("segment-0000000002.log.cut-at-300"), crash.names().toString());
            assertGoesOnBehind(299, crash);
        }
    }

    @Test
    void aLostHeaderIsAHole() throws IOException {
        FakeDisk disk = new FakeDisk();
        try (EventLog log = EventLog.open(Logs.settings(temporary.resolve("log")), Logs.CLOCK, new RecordingListener(), disk)) {
            disk.holdsForces = true;
            Logs.appendUpTo(log, 700);
            Crash crash = crash();
            disk.holdsForces = false;
            Path second = SegmentFiles.file(crash.directory, 2);
            long first = SegmentHeader.read(second).orElseThrow().firstPosition();
            crash.zero(second, 0, SegmentHeader.LENGTH);

            LogDamagedException refused = assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory));
            assertSays(refused, "position " + first);

            EventLog.truncate(Logs.settings(crash.directory), first);
            assertGoesOnBehind(first - 1, crash);
        }
    }

    @Test
    void atFsyncWhatNobodyWasToldOfIsClearedAndKeptBeside() throws IOException {
        FakeDisk disk = new FakeDisk();
        EventLogSettings settings = Logs.settings(temporary.resolve("log")).with(Durability.FSYNC);
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, new RecordingListener(), disk)) {
            disk.holdsForces = true;
            Logs.appendUpTo(log, 50);
            Crash crash = crash();
            disk.holdsForces = false;
            Place hole = crash.placeOf(20);
            crash.zero(hole.file(), hole.offset(), hole.end());

            assertGoesOnBehind(19, crash);
            assertTrue(crash.names().contains("segment-0000000001.log.cut-at-20"), crash.names().toString());
        }
    }

    @Test
    void atFsyncWhatTheDiskHadConfirmedIsNeverCleared() throws IOException {
        FakeDisk disk = new FakeDisk();
        EventLogSettings settings = Logs.settings(temporary.resolve("log")).with(Durability.FSYNC);
        try (EventLog log = EventLog.open(settings, Logs.CLOCK, new RecordingListener(), disk)) {
            Logs.appendUpTo(log, 30);
            log.forceUpTo(30);
            disk.holdsForces = true;
            Logs.appendUpTo(log, 50);
            Crash crash = crash();
            disk.holdsForces = false;
            Place hole = crash.placeOf(20);
            crash.zero(hole.file(), hole.offset(), hole.end());

            LogDamagedException refused = assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory));
            assertSays(refused, "--truncate-at 20");
        }
    }

    @Test
    void aWholeLogIsNotTruncated() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 1000);
        }
        Crash crash = crash();
        for (long position : List.of(1L, 500L, 1000L, 1001L)) {
            LogDamagedException refused = assertThrows(LogDamagedException.class, () -> EventLog.truncate(Logs.settings(crash.directory), position));
            assertSays(refused, "whole up to position 1000");
        }
        assertGoesOnBehind(1000, crash);
    }

    @Test
    void aMissingSegmentIsRefused() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 2000);
        }
        Crash crash = crash();
        Files.delete(SegmentFiles.file(crash.directory, 2));
        assertSays(assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory)), "a segment is missing before");
    }

    @Test
    void aSegmentOfAnotherLogIsRefused() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 1000);
        }
        InstantSource otherSecond = InstantSource.fixed(Instant.ofEpochSecond(1_780_000_001));
        try (EventLog log = EventLog.open(Logs.settings(temporary.resolve("other")), otherSecond, new RecordingListener())) {
            Logs.appendUpTo(log, 1000);
        }
        Crash crash = crash();
        Files.copy(SegmentFiles.file(temporary.resolve("other"), 2), SegmentFiles.file(crash.directory, 2),
                StandardCopyOption.REPLACE_EXISTING);
        assertSays(assertThrows(LogDamagedException.class, () -> Logs.open(crash.directory)), "belongs to log");
    }

    @Test
    void aSegmentThatWasBeingPreparedIsNoHindrance() throws IOException {
        try (EventLog log = Logs.open(temporary.resolve("log"))) {
            Logs.appendUpTo(log, 10);
        }
        Crash crash = crash();
        Files.write(SegmentFiles.unfinished(SegmentFiles.file(crash.directory, 3)), new byte[1000]);
        assertGoesOnBehind(10, crash);
        assertTrue(crash.names().stream().noneMatch(name -> name.endsWith(".preparing")), crash.names().toString());
    }

    @Test
    void aKillBetweenTwoSegmentsIsNoHindrance() throws IOException {
        FakeDisk disk = new FakeDisk();
        try (EventLog log = EventLog.open(Logs.settings(temporary.resolve("log")), Logs.CLOCK, new RecordingListener(), disk)) {
            disk.holdsForces = true;
            while (SegmentHeader.read(SegmentFiles.file(temporary.resolve("log"), 1)).isPresent()
                    && SegmentHeader.read(SegmentFiles.file(temporary.resolve("log"), 2)).isEmpty()) {
                Logs.append(log, Logs.text(log.nextPosition()));
            }
            long lastOfFirst = log.lastPosition() - 1;
            Crash crash = crash();
            disk.holdsForces = false;
            crash.zero(SegmentFiles.file(crash.directory, 2), 0, Logs.SEGMENT_BYTES);
            assertGoesOnBehind(lastOfFirst, crash);
        }
    }

    private Crash crash() throws IOException {
        return Crash.of(temporary.resolve("log"), temporary.resolve("crash"));
    }

    private static void assertGoesOnBehind(long last, Crash crash) throws IOException {
        try (EventLog log = Logs.open(crash.directory)) {
            assertEquals(last, log.lastPosition());
            Logs.appendUpTo(log, last + 3);
        }
        assertEquals(Logs.texts(1, last + 3), Logs.readAll(crash.directory));
    }

    private static void assertSays(Exception refused, String part) {
        assertTrue(refused.getMessage().contains(part), () -> refused.getMessage() + "\n should say: " + part);
    }
}
