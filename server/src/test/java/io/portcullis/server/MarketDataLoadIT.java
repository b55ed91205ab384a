package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A venue that sends 10,000 updates a second, each a message, while a client sends orders: the hub keeps up, misses none, and answers orders about as fast as without. Seconds with and without updates take
 * turns, so that both meet the same machine; the ratio is printed, and only a gross delay fails.
 */
class MarketDataLoadIT {

    private static final int ROUNDS = 5;
    private static final int PER_SECOND = 10_000;
    private static final int SECONDS = 2;
    private static final int LIMIT_FACTOR = 5;
    private static final long LIMIT_NANOS = 2_000_000;

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Map<String, String> requests = new LinkedHashMap<>();
    private RawVenue venue;
    private Main hub;
    private RawClient client;
    private int orders;

    /** @param record what of it is recorded */
    @ParameterizedTest
    @ValueSource(strings = {"no", "best", "all"})
    void tenThousandUpdatesASecondDelayNoOrder(String record) throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Path ini = installation.file("portcullis.ini");
        Files.writeString(ini, Files.readString(ini).replace("record = best", "record = " + record));
        venue = new RawVenue();
        Files.writeString(installation.file("venues.ini"),
                "[RAW1]\nversion = FIX.4.4\nmarket-data = incremental\nreconnect = 100ms\nport = " + venue.port() + "\n");
        int instruments = (int) Files.readAllLines(installation.file("instruments.csv")).stream().filter(line -> !line.startsWith("#") && !line.isBlank())
                .count() - 1;
        hub = installation.start(failures::add);
        venue.awaitLogon();
        client = new RawClient("FIX.4.4", "CLIENT1", hub.fixAddress().getPort(), "");
        showAll(instruments);
        measure(record);
        client.close();
        hub.close();
        venue.close();
        assertEquals(List.of(), failures);
    }

    private void showAll(int instruments) throws Exception {
        while (requests.size() < instruments) {
            Map<Integer, String> message = venue.hears();
            if ("V".equals(message.get(35))) {
                requests.put(message.get(55), message.get(262));
            }
        }
        for (Map.Entry<String, String> each : requests.entrySet()) {
            venue.says("W", "262=" + each.getValue() + "|55=" + each.getKey() + "|268=2|269=0|270=90|271=100|269=1|270=110|271=100|");
        }
    }

    private void measure(String record) throws Exception {
        List<Long> quiet = new ArrayList<>();
        List<Long> loaded = new ArrayList<>();
        sendOrders(SECONDS);
        long sent = requests.size();
        long slowest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            quiet.addAll(sendOrders(SECONDS));
            Thread feed = Thread.ofPlatform().start(this::sendUpdates);
            loaded.addAll(sendOrders(SECONDS));
            feed.join();
            sent += PER_SECOND * SECONDS;
            long expected = sent;
            long from = System.nanoTime();
            Patience.await("all updates are read", () -> updates() == expected);
            slowest = Math.max(slowest, System.nanoTime() - from);
        }
        JsonObject row = feed();
        assertEquals(0, row.getInteger("recoveries"), "none is missing");
        String ready = get("/ready").encode();
        assertEquals(!record.equals("no"), Pattern.compile("\"market-tape\",\"ready\":true,\"text\":\"[0-9]+ changes recorded\"").matcher(ready).find(), ready);
        assertEquals(List.of(), failures);
        System.out.printf(
                "record = %s: orders answered: without updates p50 %d us, p99 %d us (%d orders); with %d updates/s p50 %d us, p99 %d us (%d orders); ratio of p50 %.2f; behind at the end at most %d ms%n",
                record, percentile(quiet, 50) / 1000, percentile(quiet, 99) / 1000, quiet.size(), PER_SECOND, percentile(loaded, 50) / 1000,
                percentile(loaded, 99) / 1000, loaded.size(),
                (double) percentile(loaded, 50) / percentile(quiet, 50), slowest / 1_000_000);
        assertTrue(percentile(loaded, 50) < LIMIT_FACTOR * percentile(quiet, 50) + LIMIT_NANOS, "orders are delayed");
    }

    private static long percentile(List<Long> values, int percent) {
        Collections.sort(values);
        return values.get((values.size() - 1) * percent / 100);
    }

    /** One after the other, with a rest between. @return how long each took, nanoseconds */
    private List<Long> sendOrders(int seconds) throws Exception {
        List<Long> took = new ArrayList<>();
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            String fields = "11=A" + ++orders + "|55=IBM|54=1|60=" + RawClient.now() + "|40=2|44=100|38=1|59=3|";
            long from = System.nanoTime();
            List<Map<Integer, String>> answers = client.asks("D", fields);
            took.add(System.nanoTime() - from);
            assertEquals("8", answers.getFirst().get(35), answers::toString);
            LockSupport.parkNanos(5_000_000);
        }
        return took;
    }

    private void sendUpdates() {
        List<Map.Entry<String, String>> all = List.copyOf(requests.entrySet());
        long begin = System.nanoTime();
        try {
            for (int i = 0; i < PER_SECOND * SECONDS; i++) {
                Map.Entry<String, String> one = all.get(i % all.size());
                venue.says("X", "262=" + one.getValue() + "|268=1|279=1|269=" + i % 2 + "|55=" + one.getKey() + "|270=" + (i % 2 == 0 ? 90 : 110) + "|271="
                        + (1 + i % 500) + "|");
                long due = begin + i * (1_000_000_000L / PER_SECOND);
                if (System.nanoTime() < due - 1_000_000) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
            }
        } catch (IOException e) {
            failures.add(e);
        }
    }

    private long updates() {
        try {
            return feed().getLong("updates");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject feed() throws IOException, InterruptedException {
        return get("/api/market-data").getJsonArray("venues").getJsonObject(0);
    }

    private JsonObject get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return new JsonObject(http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + path)).build(),
                    HttpResponse.BodyHandlers.ofString()).body());
        }
    }
}
