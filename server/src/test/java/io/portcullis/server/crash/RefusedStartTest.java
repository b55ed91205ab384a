package io.portcullis.server.crash;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.Ids;
import io.portcullis.server.eventlog.LogReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the hub can't start without doing harm it says what is wrong and what to do, loses nothing, and says the same the next time. What it offers is then done, and
 * works.
 */
class RefusedStartTest {

    private static final long SEED = 20_260_102;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private List<Integer> ports = List.of();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private HubProcess hub;

    @BeforeEach
    void installation() throws IOException {
        ports = HubProcess.freePorts(3);
        hub = installation(directory.resolve("hub"));
    }

    private HubProcess installation(Path where) throws IOException {
        HubProcess made = new HubProcess(new HubProgram(directory), where, "local", ports.get(0), ports.get(1), ports.get(2));
        opened.add(made);
        return made;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened.reversed()) {
            each.close();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(ports.get(0), 1, InetAddress.getLoopbackAddress())) {
            assertSays(hub.startRefused(), "127.0.0.1:" + taken.getLocalPort(), "in use");
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            hub.set("portcullis.ini", "[console]\nport = 0", "[console]\nport = " + taken.getLocalPort());
            assertSays(hub.startRefused(), "127.0.0.1:" + taken.getLocalPort(), "in use");
            hub.set("portcullis.ini", "[console]\nport = " + taken.getLocalPort(), "[console]\nport = 0");
        }
        hub.startAndWait();
    }

    @Test
    void twoHubsDoNotShareTheirData() throws Exception {
        hub.startAndWait();
        HubProcess second = installation(directory.resolve("second"));
        second.set("portcullis.ini", "data-directory = " + second.data(), "data-directory = " + hub.data());
        assertSays(second.startRefused(), hub.data().resolve("log").toString(), "being written by process " + hub.pid());
        assertTrue(hub.isAlive());
    }

    @Test
    void aDamagedLogIsCutOnlyByAnOperatorAndWhatWasToldIsNotToldAgain() throws Exception {
        Peers peers = tradeForAWhile();
        hub.stop();
        Path segment = first(hub.data().resolve("log"), ".log");
        long damaged = damageInTheMiddle(segment);

        assertSays(hub.startRefused(), segment.toString(), "--truncate-at " + damaged);
        assertSays(hub.startRefused("--truncate-at", Long.toString(damaged + 1)), "--truncate-at " + damaged);
        moveSnapshotsAway();
        assertSays(hub.startRefused("--truncate-at", Long.toString(damaged)), "ends with record " + (damaged - 1), "CLIENT1 up to record", "--accept-loss");
        goOnWithLoss(peers, damaged - 1);
    }

    @Test
    void anOlderCopyOfTheLogIsNotTakenForTheLog() throws Exception {
        Peers peers = tradeForAWhile();
        hub.stop();
        Path log = hub.data().resolve("log");
        Path copy = directory.resolve("copy");
        copy(log, copy);
        hub.startAndWait();
        peers.trade();
        hub.stop();
        deleteAll(log);
        copy(copy, log);

        String refusal = hub.startRefused();
        assertSays(refusal, "CLIENT1 up to record", "--accept-loss");
        assertEquals(sentence(refusal), sentence(hub.startRefused()));
        Matcher last = Pattern.compile("it ends with record (\\d+)").matcher(refusal);
        assertTrue(last.find(), refusal);
        goOnWithLoss(peers, Long.parseLong(last.group(1)));
    }

    /** Trading is halted, nothing is doubled, and what the venues executed meanwhile is known. */
    private void goOnWithLoss(Peers peers, long last) throws Exception {
        long told = peers.highestRecordTold();
        assertTrue(told > last, told + " > " + last);
        hub.startAndWait("--accept-loss");
        LogLedger ledger = LogLedger.read(hub);
        Event.TradingHalted halt = ledger.state().halt();
        assertNotNull(halt);
        assertSays(halt.reason(), "ends with record " + last);
        assertTrue(ledger.state().position() + 1 > told, "the next ids are none of lost records");
        await(peers::areLoggedOn);
        peers.trade();
        await(() -> peers.clients.stream().allMatch(client -> client.isLoggedOn()));
        // clients may be told again what they were told of lost records, that is why somebody has to settle it; venues get nothing twice
        assertEquals(List.of(), peers.lit.complaints());
        assertEquals(List.of(), peers.dark.complaints());
        for (ClientPeer client : peers.clients) {
            assertEquals(client.execIds().size(), new HashSet<>(client.execIds()).size(), "no ExecID(17) twice");
        }
        hub.stop();
        hub.startAndWait();
        assertNotNull(LogLedger.read(hub).state().halt(), "it stays halted until somebody resumes");
    }

    @Test
    void aSessionWhoseFilesAreGoneDoesNotSendEverythingAgain() throws Exception {
        Peers peers = tradeForAWhile();
        await(() -> peers.lit.isIdle() && peers.dark.isIdle());
        hub.kill();
        Thread.sleep(300);
        int ordersAtTheVenue = peers.lit.orders().size();
        Path store = hub.data().resolve("sessions").resolve("LIT1");
        assertTrue(Files.isDirectory(store), store.toString());
        deleteAll(store);
        Path clientStore = hub.data().resolve("sessions").resolve("CLIENT1");
        deleteAll(clientStore);

        // whatever ends a start before that is said must not hide it
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            hub.set("venues.ini", "[DARK1]\n", "[SIM1]\nsimulated = yes\nversion = FIX.4.4\nport = " + taken.getLocalPort() + "\n[DARK1]\n");
            assertSays(hub.startRefused(), "127.0.0.1:" + taken.getLocalPort());
            assertTrue(Files.exists(clientStore.resolve("numbers")), "the session was opened meanwhile");
            hub.set("venues.ini", "[SIM1]\nsimulated = yes\nversion = FIX.4.4\nport = " + taken.getLocalPort() + "\n", "");
        }
        String refusal = hub.startRefused();
        assertSays(refusal, "files are gone", "CLIENT1, LIT1", "--accept-loss");
        assertEquals(sentence(refusal), sentence(hub.startRefused()));
        hub.startAndWait("--accept-loss");
        assertNotNull(LogLedger.read(hub).state().halt());
        Thread.sleep(1_500);
        assertEquals(ordersAtTheVenue, peers.lit.orders().size(), "no order goes to the venue once more");
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".messages")).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains("35=D"), "none is kept for it either");
            }
        }
    }

    @Test
    void damagedSequenceNumbersAreNotGuessed() throws Exception {
        tradeForAWhile();
        hub.stop();
        Path numbers = hub.data().resolve("sessions").resolve("CLIENT1").resolve("numbers");
        Files.write(numbers, new byte[(int) Files.size(numbers)]);
        assertSays(hub.startRefused(), numbers.toString(), "damaged");
    }

    @Test
    void snapshotsWithoutTheirLogDoNotBeginANewOne() throws Exception {
        tradeForAWhile();
        hub.stop();
        try (Stream<Path> files = Files.list(hub.data().resolve("log"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                Files.delete(file);
            }
        }
        assertSays(hub.startRefused(), hub.data().resolve("log").resolve("snapshots").toString(), "Bring the segments back");
    }

    // The others

    private final class Peers {
        final VenuePeer lit = new VenuePeer(FixVersion.FIX44, "LIT1", ports.get(1), SEED + 1, false);
        final VenuePeer dark = new VenuePeer(FixVersion.FIX42, "DARK1", ports.get(2), SEED + 2, true);
        final List<ClientPeer> clients = List.of(new ClientPeer(FixVersion.FIX44, "CLIENT1", ports.get(0), SEED + 3),
                new ClientPeer(FixVersion.FIX42, "CLIENT2", ports.get(0), SEED + 4));
        final List<FixPeer> all = new ArrayList<>(clients);

        Peers() throws Exception {
            all.add(lit);
            all.add(dark);
            for (FixPeer peer : all) {
                opened.add(peer);
                peer.start();
            }
        }

        boolean areLoggedOn() {
            return all.stream().allMatch(FixPeer::isLoggedOn);
        }

        void trade() throws Exception {
            await(this::areLoggedOn);
            for (int i = 0; i < 60; i++) {
                clients.forEach(ClientPeer::act);
                Thread.sleep(10);
            }
            await(() -> clients.stream().allMatch(client -> client.unanswered().isEmpty()));
        }

        /** As the ids say that clients have. */
        long highestRecordTold() {
            return clients.stream().flatMap(client -> client.execIds().stream()).mapToLong(RefusedStartTest::recordOf).max().orElse(0);
        }
    }

    private static long recordOf(String execId) {
        return Ids.positionOf(new Ids(execId.substring(1, 7)).parse(execId));
    }

    private Peers tradeForAWhile() throws Exception {
        hub.startAndWait();
        Peers peers = new Peers();
        peers.trade();
        return peers;
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "\"" + part + "\" is not in: " + text);
        }
    }

    private static String sentence(String words) {
        return words.lines().filter(line -> line.startsWith("portcullis: ")).findFirst().orElse(words);
    }

    // Files

    /** @return the position of a record in the middle that doesn't fit its checksum any more */
    private long damageInTheMiddle(Path segment) throws IOException {
        long middle;
        byte[] payload;
        try (LogReader reader = LogReader.open(hub.data().resolve("log"), 1)) {
            List<byte[]> payloads = new ArrayList<>();
            while (reader.next()) {
                byte[] bytes = new byte[reader.payload().capacity()];
                reader.payload().getBytes(0, bytes);
                payloads.add(bytes);
            }
            middle = payloads.size() * 2L / 3;
            while (payloads.get((int) middle - 1).length < 40) {
                middle++;
            }
            payload = payloads.get((int) middle - 1);
        }
        byte[] all = Files.readAllBytes(segment);
        int at = indexOf(all, payload);
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(at + payload.length / 2);
            file.write(all[at + payload.length / 2] ^ 0x55);
        }
        return middle;
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at <= all.length - part.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("the record is not in the first segment");
    }

    private void moveSnapshotsAway() throws IOException {
        deleteAll(hub.data().resolve("log").resolve("snapshots"));
    }

    private static Path first(Path where, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().findFirst().orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.sorted().toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static void deleteAll(Path where) throws IOException {
        try (Stream<Path> files = Files.walk(where)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
