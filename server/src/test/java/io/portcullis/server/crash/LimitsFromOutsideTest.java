package io.portcullis.server.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.Patience;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight sessions press against several limits of a hub in a process of its own, which is killed now and then, while two venues fill, cancel, replace, refuse and bust at random. Whoever looks at the venues'
 * messages alone never sees more than a limit allows, and at the end the hub's own reckoning is the venues'.
 */
class LimitsFromOutsideTest {

    private static final long SEED = 20_261_122;
    private static final int STEPS = 1_500;
    private static final Set<Integer> KILLED_AT = Set.of(350, 700, 1_250);
    private static final int BUSTS_FROM = 1_000;
    private static final int UNANSWERED = 6;
    /** What a client says between its Logon(35=A) and the answer to it its engine sends only when the hub has seen its next heartbeat, after 30 s. */
    private static final long PATIENCE_SECONDS = 75;

    /** The scope and measure as an observer at the venues knows them, and as they stand in limits.csv. */
    private static final Map<String, String> LIMITS = Map.of("firm open-notional", "firm,open-notional,600000,USD,", "ACME open-quantity",
            "account=ACME,open-quantity,3000,,",
            "GLOBEX open-quantity", "account=GLOBEX,open-quantity,2500,,", "ACME IBM open-notional", "account=ACME symbol=IBM,open-notional,250000,USD,",
            "GLOBEX KO open-notional", "account=GLOBEX symbol=KO,open-notional,90000,USD,", "firm day-quantity", "firm,day-quantity,45000,,");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final Exposure exposure = new Exposure();
    private final Random random = new Random(SEED);
    private int consolePort;

    @Test
    void noLimitIsEverExceededAndWhatIsUsedIsWhatVenuesHave() throws Exception {
        List<Integer> ports = HubProcess.freePorts(4);
        consolePort = ports.get(3);
        List<FixPeer> peers = new ArrayList<>();
        try (HubProcess hub = installation(ports)) {
            List<PressedVenue> venues = List.of(new PressedVenue("LIT1", ports.get(1), exposure, SEED + 1),
                    new PressedVenue("DARK1", ports.get(2), exposure, SEED + 2));
            List<PressingClient> clients = new ArrayList<>();
            for (int i = 1; i <= 8; i++) {
                clients.add(new PressingClient("CLIENT" + i, i % 2 == 1 ? "ACME" : "GLOBEX", ports.get(0), exposure, SEED + 10 + i));
            }
            peers.addAll(venues);
            peers.addAll(clients);
            hub.train();
            hub.start();
            for (FixPeer peer : peers) {
                peer.start();
            }
            Patience.await("all log on", () -> peers.stream().allMatch(FixPeer::isLoggedOn));
            press(hub, clients, venues);
            settle(clients, peers);
            Patience.await("the hub and the venues have the same open", () -> ordersThatDiffer(venues).isEmpty() && difference().isEmpty());
            verify(clients, venues, peers);
        } finally {
            peers.forEach(FixPeer::close);
        }
    }

    private HubProcess installation(List<Integer> ports) throws Exception {
        HubProcess hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        StringBuilder sessions = new StringBuilder();
        for (int i = 3; i <= 8; i++) {
            sessions.append("[CLIENT%d]\nversion = FIX.4.4\naccount = %s\n".formatted(i, i % 2 == 1 ? "ACME" : "GLOBEX"));
        }
        hub.set("client-sessions.ini", "[CLIENT2]\nversion = FIX.4.2", "[CLIENT2]\nversion = FIX.4.4");
        hub.set("client-sessions.ini", "[COMPLIANCE]", sessions + "[COMPLIANCE]");
        hub.set("venues.ini", "version = FIX.4.2", "version = FIX.4.4");
        hub.set("portcullis.ini", "[console]\nport = 0", "[console]\nport = " + consolePort);
        StringBuilder lines = new StringBuilder("scope,measure,limit,currency,warn-percent\n");
        LIMITS.forEach((scope, line) -> {
            lines.append(line).append('\n');
            long limit = Long.parseLong(line.split(",")[2]);
            exposure.limit(scope, line.contains("USD") ? limit * 100 : limit);
        });
        Files.writeString(hub.conf().resolve("limits.csv"), lines);
        return hub;
    }

    private void press(HubProcess hub, List<PressingClient> clients, List<PressedVenue> venues) throws Exception {
        for (int step = 0; step < STEPS; step++) {
            PressingClient client = clients.get(random.nextInt(clients.size()));
            int now = step;
            assertTrue(client.awaitFewerThan(UNANSWERED, deadline()),
                    () -> "no answer in step " + now + " (seed " + SEED + "): " + client.awaited() + "\n" + hub.lastWords());
            client.act();
            if (KILLED_AT.contains(step)) {
                hub.kill();
                hub.start();
            }
            if (step == BUSTS_FROM) {
                exposure.beLenient();
                venues.forEach(PressedVenue::bustFromNowOn);
            }
        }
    }

    private static void settle(List<PressingClient> clients, List<FixPeer> peers) throws Exception {
        Patience.await("all log on", () -> peers.stream().allMatch(FixPeer::isLoggedOn));
        Patience.await("all is answered", () -> clients.stream().allMatch(client -> client.awaited().isEmpty()));
    }

    private static long deadline() {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    }

    /** Of what the hub says is used from what its open orders and venues' executions add up to; empty if it is the same. */
    private Map<String, String> difference() throws Exception {
        Map<String, String> different = new TreeMap<>();
        Map<String, BigDecimal> used = used();
        Map<String, BigDecimal> recomputed = recomputed();
        for (Map.Entry<String, String> limit : LIMITS.entrySet()) {
            String[] columns = limit.getValue().split(",");
            BigDecimal told = used.getOrDefault(columns[0] + " " + columns[1], BigDecimal.ZERO);
            BigDecimal reckoned = recomputed.getOrDefault(limit.getKey(), BigDecimal.ZERO);
            if (told.compareTo(reckoned) != 0) {
                different.put(limit.getKey(), "the hub says " + told + ", its orders come to " + reckoned);
            }
        }
        return different;
    }

    private Map<String, BigDecimal> recomputed() throws Exception {
        Map<String, BigDecimal> sums = new TreeMap<>();
        sums.put("firm day-quantity", BigDecimal.valueOf(exposure.executed()));
        for (Object each : asked("/api/orders?open=true&limit=1000").getJsonArray("orders")) {
            JsonObject order = (JsonObject) each;
            BigDecimal open = new BigDecimal(order.getString("leavesQty"));
            String account = order.getString("account");
            sums.merge("firm day-quantity", open, BigDecimal::add);
            sums.merge(account + " open-quantity", open, BigDecimal::add);
            BigDecimal value = open.multiply(new BigDecimal(order.getString("price")));
            sums.merge("firm open-notional", value, BigDecimal::add);
            sums.merge(account + " " + order.getString("symbol") + " open-notional", value, BigDecimal::add);
        }
        return sums;
    }

    /** By the ClOrdID(11) that venues know: what the hub and the venue think is open of it. */
    private Map<String, String> ordersThatDiffer(List<PressedVenue> venues) throws Exception {
        Map<String, Long> atHub = new TreeMap<>();
        for (Object each : asked("/api/orders?open=true&limit=1000").getJsonArray("orders")) {
            for (Object child : asked("/api/orders/" + ((JsonObject) each).getString("orderId")).getJsonArray("childOrders")) {
                long leaves = Long.parseLong(((JsonObject) child).getString("leavesQty"));
                if (leaves > 0) {
                    atHub.put(((JsonObject) child).getString("venueClOrdId"), leaves);
                }
            }
        }
        Map<String, Long> atVenues = new TreeMap<>();
        venues.forEach(venue -> atVenues.putAll(venue.open()));
        Map<String, String> different = new TreeMap<>();
        atVenues.forEach((name, leaves) -> different.put(name, "hub " + atHub.get(name) + ", venue " + leaves));
        atHub.forEach((name, leaves) -> different.put(name, "hub " + leaves + ", venue " + atVenues.get(name)));
        different.keySet().removeIf(name -> Objects.equals(atHub.get(name), atVenues.get(name)));
        return different;
    }

    private JsonObject asked(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonObject(http
                    .send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + consolePort + path)).build(), HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private Map<String, BigDecimal> used() throws Exception {
        Map<String, BigDecimal> used = new TreeMap<>();
        for (Object each : asked("/api/limits").getJsonArray("uses")) {
            JsonObject use = (JsonObject) each;
            used.put(use.getString("of") + " " + use.getString("measure"), new BigDecimal(use.getString("used")));
        }
        return used;
    }

    private void verify(List<PressingClient> clients, List<PressedVenue> venues, List<FixPeer> peers) {
        int accepted = clients.stream().mapToInt(PressingClient::accepted).sum();
        int refused = clients.stream().mapToInt(PressingClient::refused).sum();
        int busts = venues.stream().mapToInt(PressedVenue::busts).sum();
        String summary = accepted + " accepted, " + refused + " refused, " + busts + " busted, used at most in per cent " + exposure.highestPercent()
                + " (seed " + SEED + ")";
        System.out.println(summary);
        assertEquals(List.of(), exposure.exceeded(), summary);
        assertEquals(List.of(), peers.stream().flatMap(peer -> peer.complaints().stream()).toList(), summary);
        assertEquals(0, clients.stream().mapToInt(PressingClient::withoutNumbers).sum(), summary);
        assertTrue(accepted > 100 && refused > 50 && busts > 5, summary);
        assertTrue(exposure.highestPercent().values().stream().filter(percent -> percent > 80).count() >= 3, summary);
    }
}
