package io.portcullis.fix.sessions.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.sessions.wire.EncodedMessage;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {

    private static final int SEGMENT = 4096;

    @TempDir
    Path directory;

    @Test
    void aNewStoreStartsAtOne() throws IOException {
        try (SessionStore store = open()) {
            assertEquals(1, store.getNextSenderMsgSeqNum());
            assertEquals(1, store.getNextTargetMsgSeqNum());
            assertEquals(0, store.lastMark());
            assertEquals(List.of(), messages(store, 1, 10));
        }
    }

    @Test
    void everythingIsThereAfterOpeningAgain() throws IOException {
        long generation;
        try (SessionStore store = open()) {
            send(store, 1, 500);
            store.setNextTargetMsgSeqNum(77);
            generation = store.generation();
        }
        try (SessionStore store = open()) {
            assertEquals(501, store.getNextSenderMsgSeqNum());
            assertEquals(77, store.getNextTargetMsgSeqNum());
            assertEquals(generation, store.generation());
            assertEquals(5000, store.lastMark());
            assertEquals(texts(1, 500), messages(store, 1, 500));
            assertEquals(texts(63, 66), messages(store, 63, 66));
            assertEquals(texts(499, 500), messages(store, 499, 900));
            send(store, 501, 600);
            assertEquals(texts(490, 600), messages(store, 490, 600));
        }
    }

    @Test
    void aStoreThatIsNeverClosedLosesNothing() throws IOException {
        Path copy = directory.resolve("copy");
        Files.createDirectory(copy);
        try (SessionStore store = open()) {
            send(store, 1, 100);
            store.setNextTargetMsgSeqNum(9);
            try (Stream<Path> files = Files.list(directory)) { // as a kill would leave them
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        try (SessionStore store = new SessionStore(copy, new EncodedMessage(), spares(copy))) {
            assertEquals(101, store.getNextSenderMsgSeqNum());
            assertEquals(9, store.getNextTargetMsgSeqNum());
            assertEquals(texts(1, 100), messages(store, 1, 100));
        }
    }

    @Test
    void aStoreIsOpenOnlyOnce() throws IOException {
        try (SessionStore store = open()) {
            assertTrue(assertThrows(IOException.class, this::open).getMessage().contains("in use"));
            send(store, 1, 2);
            store.force();
        }
        open().close();
    }

    @Test
    void aMessageThatWasStoredButNotCountedIsCountedAtTheNextStart() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 3);
            store.nextMark(99);
            store.set(4, text(4));
        }
        try (SessionStore store = open()) {
            assertEquals(5, store.getNextSenderMsgSeqNum());
            assertEquals(99, store.lastMark());
        }
    }

    @Test
    void aSegmentThatEndsAnywhereOpensWithAPrefixAndNeverBelowTheNumbers() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 12);
        }
        Path segment = onlySegment();
        byte[] whole = Files.readAllBytes(segment);
        byte[] numbers = Files.readAllBytes(directory.resolve("numbers"));
        int end = lastUsed(whole);
        for (int cut = end - 200; cut < end; cut++) {
            byte[] torn = whole.clone();
            java.util.Arrays.fill(torn, cut, torn.length, (byte) 0);
            checkPrefix(segment, torn, numbers, "cut at " + cut);
        }
    }

    @Test
    void aWrongByteCostsTheMessageInWhichItIsAndNoOther() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 12);
        }
        Path segment = onlySegment();
        byte[] whole = Files.readAllBytes(segment);
        byte[] numbers = Files.readAllBytes(directory.resolve("numbers"));
        int end = lastUsed(whole);
        for (int i = end - 150; i < end; i++) {
            byte[] torn = whole.clone();
            torn[i] ^= 0x40;
            Files.write(segment, torn);
            Files.write(directory.resolve("numbers"), numbers);
            List<String> expected = new ArrayList<>(texts(1, 12));
            try (SessionStore store = open()) {
                List<String> found = messages(store, 1, 12);
                expected.removeIf(text -> !found.contains(text));
                assertEquals(expected, found, "wrong byte at " + i);
                assertTrue(found.size() >= 11, "wrong byte at " + i);
                assertEquals(13, store.getNextSenderMsgSeqNum());
                send(store, 13, 14);
            }
            try (SessionStore store = open()) {
                expected.addAll(texts(13, 14));
                assertEquals(expected, messages(store, 1, 14), "wrong byte at " + i);
            }
        }
    }

    @Test
    void zerosWhereAPageWasLostCostTheMessagesThatStoodThereAndNoOther() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 30);
        }
        Path segment = onlySegment();
        byte[] whole = Files.readAllBytes(segment);
        for (int from : new int[]{0, 8, 16, 512, 1000, 1024}) {
            byte[] torn = whole.clone();
            java.util.Arrays.fill(torn, from, from + 512, (byte) 0);
            Files.write(segment, torn);
            try (SessionStore store = open()) {
                List<String> found = messages(store, 1, 30);
                List<String> expected = new ArrayList<>(texts(1, 30));
                expected.removeIf(text -> !found.contains(text));
                assertEquals(expected, found, "zeros from " + from);
                assertTrue(found.size() >= 18 && found.size() < 30 && found.contains(text(30)), "zeros from " + from);
                assertEquals(31, store.getNextSenderMsgSeqNum());
            }
        }
    }

    @Test
    void aSegmentThatIsCutAnywhereOrEmptyOrGoneCostsItsMessagesAndTheStoreGoesOn() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 300);
        }
        List<Path> segments = segments();
        assertTrue(segments.size() >= 4);
        Map<Path, byte[]> copy = copyOfAll();
        for (Path damaged : segments) {
            byte[] whole = Files.readAllBytes(damaged);
            for (int length : new int[]{-1, 0, 1, 15, 16, 17, 40, 1000, 4090}) {
                if (length < 0) {
                    Files.delete(damaged);
                } else {
                    Files.write(damaged, java.util.Arrays.copyOf(whole, length));
                }
                String what = damaged.getFileName() + " cut at " + length;
                List<String> expected = new ArrayList<>(texts(1, 300));
                try (SessionStore store = open()) {
                    List<String> found = messages(store, 1, 300);
                    expected.removeIf(text -> !found.contains(text));
                    assertEquals(expected, found, what);
                    assertTrue(found.size() >= 150, what);
                    assertEquals(301, store.getNextSenderMsgSeqNum(), what);
                    send(store, 301, 302);
                }
                try (SessionStore store = open()) {
                    expected.addAll(texts(301, 302));
                    assertEquals(expected, messages(store, 1, 302), what);
                }
                restore(copy);
            }
        }
    }

    private Map<Path, byte[]> copyOfAll() throws IOException {
        Map<Path, byte[]> copy = new HashMap<>();
        for (Path file : segments()) {
            copy.put(file, Files.readAllBytes(file));
        }
        copy.put(directory.resolve("numbers"), Files.readAllBytes(directory.resolve("numbers")));
        return copy;
    }

    private void restore(Map<Path, byte[]> copy) throws IOException {
        for (Path file : segments()) {
            Files.delete(file);
        }
        for (Map.Entry<Path, byte[]> file : copy.entrySet()) {
            Files.write(file.getKey(), file.getValue());
        }
    }

    @Test
    void aSegmentThatGoesWhileTheStoreIsOpenIsAGap() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 300);
            Files.delete(segments().get(1));
            List<String> found = messages(store, 1, 300);

            assertTrue(found.size() > 150 && found.size() < 300);
            assertEquals(text(1), found.getFirst());
            assertEquals(text(300), found.getLast());
        }
    }

    @Test
    void aNumberThatWasSetBackTwiceAndOverSegmentsHasItsLastMessage() throws IOException {
        List<String> expected = new ArrayList<>(texts(1, 39));
        try (SessionStore store = open()) {
            send(store, 1, 300);
            for (int back : new int[]{250, 40, 120}) {
                store.setNextSenderMsgSeqNum(back);
                for (int i = back; i < back + 100; i++) {
                    store.set(i, "from " + back + " " + i);
                    store.incrNextSenderMsgSeqNum();
                }
            }
            for (int i = 40; i < 220; i++) {
                expected.add("from " + (i < 120 ? 40 : 120) + " " + i);
            }
            assertEquals(expected, messages(store, 1, 1000));
        }
        try (SessionStore store = open()) {
            assertEquals(expected, messages(store, 1, 1000));
            for (int from = 1; from < 220; from += 13) {
                assertEquals(expected.subList(from - 1, from + 4), messages(store, from, from + 4));
            }
        }
    }

    @Test
    void aFileThatIsNoSegmentIsLeftAlone() throws IOException {
        open().close();
        Path other = Files.createFile(directory.resolve("old-copy.messages"));
        open().close();
        assertTrue(Files.exists(other));
    }

    private void checkPrefix(Path segment, byte[] torn, byte[] numbers, String what) throws IOException {
        Files.write(segment, torn);
        Files.write(directory.resolve("numbers"), numbers);
        try (SessionStore store = open()) {
            List<String> found = messages(store, 1, 12);
            assertEquals(texts(1, found.size()), found, what);
            assertTrue(found.size() >= 6, what);
            assertEquals(13, store.getNextSenderMsgSeqNum(), what);
            send(store, 13, 14);
        }
        try (SessionStore store = open()) {
            List<String> found = messages(store, 13, 14);
            assertEquals(texts(13, 14), found, what);
        }
    }

    @Test
    void eitherCopyOfTheNumbersIsEnough() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 3);
            store.setNextTargetMsgSeqNum(8);
            store.setNextTargetMsgSeqNum(9);
        }
        byte[] whole = Files.readAllBytes(directory.resolve("numbers"));
        for (int slot : new int[]{0, 2048}) {
            for (int i = 0; i < 52; i++) {
                byte[] torn = whole.clone();
                torn[slot + i] ^= 0x10;
                Files.write(directory.resolve("numbers"), torn);
                try (SessionStore store = open()) {
                    assertTrue(store.getNextTargetMsgSeqNum() >= 8, "byte " + (slot + i));
                    assertEquals(4, store.getNextSenderMsgSeqNum());
                }
            }
        }
    }

    @Test
    void numbersThatCannotBeReadAreAnErrorThatNamesTheFile() throws IOException {
        open().close();
        Files.write(directory.resolve("numbers"), new byte[4096]);

        IOException refused = assertThrows(IOException.class, this::open);
        assertTrue(refused.getMessage().contains("numbers"));
        Files.write(directory.resolve("numbers"), new byte[17]);
        assertThrows(IOException.class, this::open);
    }

    @Test
    void aResetDeletesMessagesAndStartsANewGenerationButKeepsTheMark() throws IOException {
        long before;
        try (SessionStore store = open()) {
            send(store, 1, 300);
            before = store.generation();
            store.reset();
            assertEquals(1, store.getNextSenderMsgSeqNum());
            assertTrue(store.generation() > before);
            assertEquals(List.of(), messages(store, 1, 300));
            store.set(1, text(1));
        }
        try (SessionStore store = open()) {
            assertEquals(3000, store.lastMark());
            assertEquals(2, store.getNextSenderMsgSeqNum());
            assertEquals(texts(1, 1), messages(store, 1, 300));
            onlySegment();
        }
    }

    @Test
    void aResetThatWasKilledBeforeItsNumbersWereWrittenDidNotHappen() throws IOException {
        long generation;
        try (SessionStore store = open()) {
            send(store, 1, 5);
            generation = store.generation();
        }
        Files.copy(onlySegment(), directory.resolve((generation + 1) + "-1.messages"));
        try (SessionStore store = open()) {
            assertEquals(texts(1, 5), messages(store, 1, 5));
            onlySegment();
        }
    }

    @Test
    void anOperatorMaySetTheNumberBack() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 200);
            store.setNextSenderMsgSeqNum(50);
            store.set(50, "again 50");
            store.incrNextSenderMsgSeqNum();
        }
        try (SessionStore store = open()) {
            assertEquals(51, store.getNextSenderMsgSeqNum());
            assertEquals(List.of(text(48), text(49), "again 50"), messages(store, 48, 50));
        }
    }

    @Test
    void numbersThatWereSkippedAreLeftOut() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 2);
            store.setNextSenderMsgSeqNum(1000);
            send(store, 1000, 1001);
            assertEquals(List.of(text(2), text(1000)), messages(store, 2, 1000));
        }
    }

    @Test
    void aMessageThatFitsIntoNoSegmentIsRefusedAndNothingIsStored() throws IOException {
        try (SessionStore store = open()) {
            assertThrows(IOException.class, () -> store.set(1, "x".repeat(SEGMENT)));
            assertEquals(0, store.storedCount());
            send(store, 1, 50);
            assertEquals(texts(1, 50), messages(store, 1, 50));
        }
    }

    @Test
    void manyMessagesAreFoundByNumber() throws IOException {
        try (SessionStore store = new SessionStore(directory, new EncodedMessage(), new SpareSegments(directory, 8 << 20, 1, () -> false, Runnable::run))) {
            for (int i = 1; i <= 200_000; i++) {
                store.set(i, text(i));
            }
            for (int from : new int[]{1, 64, 65, 99_999, 199_990}) {
                assertEquals(texts(from, from + 5), messages(store, from, from + 5));
            }
        }
    }

    @Test
    void noSpaceIsAnErrorAndGoesOnWhenThereIsSpaceAgain() throws IOException {
        try (SessionStore store = open()) {
            send(store, 1, 10);
            Path spares = only(directory, ".spare-*");
            List<Path> obstacles = IntStream.range(0, 1000).mapToObj(i -> spares.resolve(Integer.toString(i))).filter(file -> !Files.exists(file)).toList();
            for (Path obstacle : obstacles) { // stand for a full disk: no new file can be made
                Files.createDirectory(obstacle);
                Files.createFile(obstacle.resolve("full"));
            }
            int stored = 10;
            try {
                for (;; stored++) {
                    store.set(stored + 1, text(stored + 1));
                    store.incrNextSenderMsgSeqNum();
                }
            } catch (IOException e) {
                assertTrue(store.isSpaceLow());
            }
            assertEquals(texts(1, stored), messages(store, 1, stored));
            for (Path obstacle : obstacles) {
                Files.delete(obstacle.resolve("full"));
                Files.delete(obstacle);
            }
            send(store, stored + 1, stored + 100);
            assertEquals(texts(1, stored + 100), messages(store, 1, stored + 100));
        }
    }

    private static Path only(Path directory, String pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
            return found.iterator().next();
        }
    }

    @Test
    void sparesOfProcessesThatAreGoneAreDeletedAndOthersLeft() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Path left = Files.createDirectory(directory.resolve(".spare-" + gone.pid() + "-1790000000-1"));
        Files.createFile(left.resolve("1"));
        ProcessHandle own = ProcessHandle.current();
        long start = own.info().startInstant().orElseThrow().getEpochSecond();
        Path ofOneBefore = Files.createDirectory(directory.resolve(".spare-" + own.pid() + "-" + (start - 60) + "-1"));
        Path inUse = Files.createDirectory(directory.resolve(".spare-" + own.pid() + "-" + start + "-1"));
        SpareSegments spares = spares(directory);
        assertFalse(Files.exists(left));
        assertFalse(Files.exists(ofOneBefore), "in a container the next process has the same number");
        assertTrue(Files.exists(inUse));
        spares.close();
        Files.delete(inUse);
        assertThrows(NoSuchElementException.class, () -> only(directory, ".spare-*"));
    }

    @Test
    void sparesThatAreClosedWhileTheyAreMadeLeaveNothingAndNobodyComplains() throws Exception {
        for (int round = 0; round < 50; round++) {
            List<Throwable> complaints = new CopyOnWriteArrayList<>();
            ExecutorService background = Executors.newSingleThreadExecutor(work -> {
                Thread thread = new Thread(work);
                thread.setUncaughtExceptionHandler((complaining, complaint) -> complaints.add(complaint));
                return thread;
            });
            SpareSegments spares = new SpareSegments(directory, SEGMENT, 8, () -> false, background);
            LockSupport.parkNanos(round * 20_000L);
            spares.close();
            background.shutdown();
            assertTrue(background.awaitTermination(10, TimeUnit.SECONDS));
            assertThrows(NoSuchElementException.class, () -> only(directory, ".spare-*"));
            assertEquals(List.of(), complaints);
        }
    }

    @Test
    void whileOthersAreBusyOnlyAQuarterOfTheSparesIsMadeAgain() throws IOException {
        AtomicBoolean isBusy = new AtomicBoolean();
        SpareSegments spares = new SpareSegments(directory, SEGMENT, 8, isBusy::get, Runnable::run);
        Path ours = only(directory, ".spare-*");
        assertEquals(8, files(ours));
        isBusy.set(true);
        for (int i = 0; i < 7; i++) {
            spares.become(directory.resolve("taken" + i));
        }
        assertEquals(3, files(ours), "two must be there, and one is made while there are no more");
        isBusy.set(false);
        spares.fill();
        assertEquals(8, files(ours));
    }

    private static int files(Path directory) {
        return Objects.requireNonNull(directory.toFile().list()).length;
    }

    private static SpareSegments spares(Path stores) throws IOException {
        return new SpareSegments(stores, SEGMENT, 1, () -> false, Runnable::run);
    }

    private SessionStore open() throws IOException {
        return new SessionStore(directory, new EncodedMessage(), spares(directory));
    }

    /** The message with number n has the mark 10 n. */
    private static void send(SessionStore store, int from, int to) throws IOException {
        for (int i = from; i <= to; i++) {
            store.nextMark(i * 10L);
            store.set(i, text(i));
            store.setNextSenderMsgSeqNum(i + 1);
        }
    }

    private static String text(int n) {
        return "8=FIX.4.4|35=8|34=" + n + "|" + "x".repeat(n % 37);
    }

    private static List<String> texts(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(SessionStoreTest::text).toList();
    }

    private static List<String> messages(SessionStore store, int from, int to) throws IOException {
        List<String> found = new ArrayList<>();
        store.get(from, to, found);
        return found;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".messages")).sorted().toList();
        }
    }

    private Path onlySegment() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(".messages")).toList();
            assertEquals(1, segments.size(), segments::toString);
            return segments.getFirst();
        }
    }

    private static int lastUsed(byte[] bytes) {
        int i = bytes.length;
        while (bytes[i - 1] == 0) {
            i--;
        }
        return i;
    }
}
