package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.eventlog.SnapshotStore.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotStoreTest {

    private static final LogIdentity IDENTITY = new LogIdentity(1_780_000_000);

    @TempDir
    Path directory;

    private final List<Long> forced = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void theNewestSnapshotIsRead() throws IOException {
        SnapshotStore snapshots = store();
        assertEquals(Optional.empty(), newest(snapshots, 10));
        write(snapshots, 4, "four");
        write(snapshots, 10, "ten");
        write(snapshots, 9, "nine");
        assertEquals(Optional.of(new Snapshot<>(10, 10_000, "ten")), newest(snapshots, 10));
    }

    @Test
    void theLogIsForcedBeforeASnapshotIsWritten() throws IOException {
        write(store(), 7, "seven");
        assertEquals(List.of(7L), forced);
    }

    @Test
    void aStateMayBeLong() throws IOException {
        byte[] state = new byte[5 * (1 << 20) + 17];
        new Random(1).nextBytes(state);
        store().write(1, 0, out -> {
            out.write(state[0]);
            out.write(state, 1, 3 << 20);
            out.write(state, 1 + (3 << 20), state.length - 1 - (3 << 20));
        });
        assertArrayEquals(state, store().newest(1, InputStream::readAllBytes).orElseThrow().state());
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        for (int position = 1; position <= 6; position++) {
            write(store(), position, "state");
        }
        assertEquals(3, files().size());
        assertEquals(OptionalLong.of(4), store().oldestPosition());
    }

    @Test
    void aDamagedSnapshotIsPassedOverWhereverTheDamageIs() throws IOException {
        write(store(), 1, "older");
        write(store(), 2, "newer");
        Path newer = files().getLast();
        byte[] whole = Files.readAllBytes(newer);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x10;
            Files.write(newer, damaged);
            assertEquals("older", newest(store(), 2).orElseThrow().state(), "byte " + i);
        }
    }

    @Test
    void aSnapshotThatIsCutShortIsPassedOver() throws IOException {
        write(store(), 1, "older");
        write(store(), 2, "newer");
        Path newer = files().getLast();
        byte[] whole = Files.readAllBytes(newer);
        for (int length = 0; length < whole.length; length++) {
            Files.write(newer, Arrays.copyOf(whole, length));
            assertEquals("older", newest(store(), 2).orElseThrow().state(), "length " + length);
            assertTrue(warnings.removeLast().contains(newer + " can't be used, taking the one before it: "));
        }
    }

    @Test
    void aSnapshotThatFailedLeavesNothing() throws IOException {
        write(store(), 1, "older");
        IOException failed = assertThrows(IOException.class, () -> store().write(2, 0, out -> {
            out.write(1);
            throw new IOException("No space left on device");
        }));
        assertEquals("No space left on device", failed.getMessage());
        assertEquals(1, files().size());
    }

    @Test
    void aSnapshotOfAnotherLogIsPassedOver() throws IOException {
        write(store(), 1, "ours");
        write(new SnapshotStore(directory, new LogIdentity(5), 3, forced::add, warnings::add), 2, "another's");
        assertEquals("ours", newest(store(), 2).orElseThrow().state());
        assertTrue(warnings.getFirst().contains("it is of log 000005, not of N1H980"), warnings.toString());
    }

    @Test
    void aSnapshotThatTheReaderCanNotUseIsPassedOver() throws IOException {
        write(store(), 1, "old form");
        write(store(), 2, "new form");
        Optional<Snapshot<String>> found = store().newest(2, in -> {
            String state = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (state.startsWith("new")) {
                throw new IOException("this form is not known");
            }
            return state;
        });
        assertEquals(1, found.orElseThrow().position());
    }

    @Test
    void aSnapshotAheadOfTheLogSaysThatTheLogHasLostRecords() throws IOException {
        write(store(), 5, "five");
        LogDamagedException refused = assertThrows(LogDamagedException.class, () -> newest(store(), 4));
        assertTrue(refused.getMessage().contains("is of position 5, but the log ends with 4"), refused.getMessage());
    }

    @Test
    void aLogHasItsSnapshotsBesideIt() throws IOException {
        try (EventLog log = Logs.open(directory)) {
            Logs.appendUpTo(log, 20);
            write(log.snapshots(), 20, "state");
        }
        try (EventLog log = Logs.open(directory)) {
            assertEquals("state", newest(log.snapshots(), log.lastPosition()).orElseThrow().state());
        }
    }

    private SnapshotStore store() {
        return new SnapshotStore(directory, IDENTITY, 3, forced::add, warnings::add);
    }

    private static void write(SnapshotStore store, long position, String state) throws IOException {
        store.write(position, position * 1000, out -> out.write(state.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<Snapshot<String>> newest(SnapshotStore store, long lastPosition) throws IOException {
        return store.newest(lastPosition, in -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
