package io.portcullis.server.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.oms.event.Event;
import io.portcullis.server.shard.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub is killed again and again while orders flow, and started again; its clients and venues, on QuickFIX/J's own engine, live on. In the end nothing is lost,
 * nothing is there twice, and nobody had to set a sequence number. Fewer or more kills: {@code -Dportcullis.kills=500}; another day: {@code -Dportcullis.seed=7}.
 */
class KilledUnderFlowTest {

    private static final long SEED = Long.getLong("portcullis.seed", 20_260_101);
    private static final int KILLS = Integer.getInteger("portcullis.kills", 50);
    private static final int KILLS_WHEN_FORCED = Math.max(1, KILLS / 5);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int PAUSE_MILLIS = 10;
    private static final int TICKS_PER_CUT = 75;
    private static final int LONGEST_TROUBLE = 150;
    private static final int FEW_REQUESTS = 60;

    @TempDir
    static Path programs;

    private static HubProgram program;

    /** What a failure needs to be understood stays. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final Random random = new Random(SEED);

    @BeforeAll
    static void train() throws Exception {
        program = new HubProgram(programs);
        List<Integer> ports = HubProcess.freePorts(3);
        try (HubProcess hub = new HubProcess(program, programs, "local", ports.get(0), ports.get(1), ports.get(2))) {
            hub.train();
        }
    }

    @Test
    void threeLedgersAgreeAfterManyKills() throws Exception {
        run("local", 0, KILLS);
    }

    @Test
    void threeLedgersAgreeAfterKillsWhenEveryRecordIsForcedAndAVenueTakesLittle() throws Exception {
        run("fsync", FEW_REQUESTS, KILLS_WHEN_FORCED);
    }

    /** @param requests that the lit venue takes a second, so that orders wait for it and are overtaken; 0 for as many as come */
    private void run(String durability, int requests, int kills) throws Exception {
        List<Integer> ports = HubProcess.freePorts(3);
        try (HubProcess hub = new HubProcess(program, directory, durability, ports.get(0), ports.get(1), ports.get(2));
                VenuePeer lit = new VenuePeer(FixVersion.FIX44, "LIT1", ports.get(1), SEED + 1, false);
                VenuePeer dark = new VenuePeer(FixVersion.FIX42, "DARK1", ports.get(2), SEED + 2, true);
                ClientPeer client1 = new ClientPeer(FixVersion.FIX44, "CLIENT1", ports.get(0), SEED + 3);
                ClientPeer client2 = new ClientPeer(FixVersion.FIX42, "CLIENT2", ports.get(0), SEED + 4);
                CompliancePeer compliance = new CompliancePeer(ports.get(0))) {
            List<ClientPeer> clients = List.of(client1, client2);
            List<VenuePeer> venues = List.of(lit, dark);
            List<FixPeer> peers = List.of(lit, dark, client1, client2, compliance);
            hub.set("venues.ini", "market-data = no", "market-data = no\nmax-requests-per-second = " + requests);
            hub.start();
            for (FixPeer peer : peers) {
                peer.start();
            }
            for (int kill = 1; kill <= kills; kill++) {
                live(hub, clients, peers);
                hub.kill();
                hub.start();
            }
            quiet(hub, clients, venues, peers);
            hub.stop();
            compare(hub, clients, venues, compliance);
        }
    }

    /** Until it is killed: at any time after everybody is there, and sometimes before. Now and then a line breaks meanwhile, or again and again. */
    private void live(HubProcess hub, List<ClientPeer> clients, List<FixPeer> peers) throws Exception {
        long left = random.nextInt(6) == 0 ? random.nextInt(1_500) : Long.MAX_VALUE;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        FixPeer troubled = peers.getFirst();
        int trouble = 0;
        while (left > 0) {
            Thread.sleep(PAUSE_MILLIS);
            left -= PAUSE_MILLIS;
            clients.forEach(ClientPeer::act);
            if (trouble == 0 && random.nextInt(TICKS_PER_CUT) == 0) {
                troubled = peers.get(random.nextInt(peers.size()));
                trouble = random.nextInt(4) == 0 ? 1 + random.nextInt(LONGEST_TROUBLE) : 1;
            }
            if (trouble > 0) {
                trouble--;
                troubled.cut();
            }
            if (left > Long.MAX_VALUE / 2 && peers.stream().allMatch(FixPeer::isLoggedOn)) {
                left = 50 + random.nextInt(random.nextInt(8) == 0 ? 4_000 : 800);
            }
            assertTrue(hub.isAlive(), () -> "the hub died by itself: " + hub.lastWords());
            assertTrue(System.nanoTime() < deadline, () -> "not everybody could log on again: " + standing(peers) + "\n" + hub.lastWords());
        }
    }

    private static String standing(List<FixPeer> peers) {
        return peers.stream().map(peer -> peer.compId() + (peer.isLoggedOn() ? " is logged on" : " is NOT logged on")).collect(Collectors.joining(", "));
    }

    /** Until all is said: every request answered, nothing owed by the venues or under way there, and nothing new for a while. */
    private static void quiet(HubProcess hub, List<ClientPeer> clients, List<VenuePeer> venues, List<FixPeer> peers) throws Exception {
        await("logon", () -> peers.stream().allMatch(FixPeer::isLoggedOn), () -> standing(peers) + "\n" + hub.lastWords());
        await("answers", () -> clients.stream().allMatch(client -> client.unanswered().isEmpty()),
                () -> clients.stream().map(ClientPeer::unanswered).toList() + "\n" + hub.lastWords());
        int[] before = {-1};
        await("silence", () -> {
            int now = clients.stream().mapToInt(client -> client.execIds().size()).sum() + venues.stream().mapToInt(VenuePeer::reportCount).sum();
            boolean isSame = now == before[0];
            before[0] = now;
            return isSame && venues.stream().allMatch(VenuePeer::isIdle) && read(hub).awaited().isEmpty();
        }, () -> "the venues owe answers for " + read(hub).awaited());
    }

    private static LogLedger read(HubProcess hub) {
        try {
            return LogLedger.read(hub);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition, Supplier<Object> standing) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, () -> "no " + what + ": " + standing.get());
            Thread.sleep(1_000);
        }
    }

    private static void compare(HubProcess hub, List<ClientPeer> clients, List<VenuePeer> venues, CompliancePeer compliance) throws IOException {
        LogLedger log = LogLedger.read(hub);
        List<String> differences = Comparison.differences(log, clients, venues, compliance);
        System.out.println(summary(log, clients, venues) + ", " + differences.size() + " differences");
        assertTrue(differences.isEmpty(),
                () -> differences.size() + " differences (seed " + SEED + "):\n" + differences.stream().limit(40).collect(Collectors.joining("\n")));
        assertEquals(LogLedger.hashOfTheHubsState(hub), StateFile.hash(log.state()));
    }

    private static String summary(LogLedger log, List<ClientPeer> clients, List<VenuePeer> venues) {
        return clients.stream().mapToInt(ClientPeer::requestCount).sum() + " requests, " + count(log, Event.OrderAccepted.class) + " orders, "
                + count(log, Event.ChildOrderCreated.class) + " child orders, " + count(log, Event.OrderFilled.class) + " fills, "
                + venues.stream().mapToInt(VenuePeer::canceledCount).sum() + " cancels, "
                + venues.stream().mapToInt(VenuePeer::statusAnswered).sum() + " status answers, "
                + venues.stream().mapToInt(venue -> venue.unknownAsked().size()).sum() + " of orders that had never arrived, "
                + log.events().stream().filter(e -> e instanceof Event.ChildRequestRejected r && r.why() == Event.RejectedBecause.LOST).count()
                + " requests given up as lost, " + count(log, Event.ChildOrderWithdrawn.class) + " orders withdrawn, "
                + log.sent().values().stream().filter(requestId -> requestId != 0).count() + " sent as replaced, "
                + log.events().stream().filter(Comparison::isAfterAll).count() + " replaces done after all";
    }

    private static long count(LogLedger log, Class<? extends Event> kind) {
        return log.events().stream().filter(kind::isInstance).count();
    }
}
