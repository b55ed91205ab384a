package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a venue shows by updates goes through the hub to a client, as far as it can be used. */
class MarketDataOverFixTest {

    private static final String WANTED = "263=1|264=0|265=0|267=2|269=0|269=1|146=1|55=IBM|";

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<Map<Integer, String>> told = new ArrayList<>();
    private RawVenue venue;
    private Main hub;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        venue = new RawVenue();
        Files.writeString(installation.file("venues.ini"),
                "[RAW1]\nversion = FIX.4.4\nmarket-data = incremental\nmarket-depth = 5\nreconnect = 100ms\nport = " + venue.port() + "\n");
        Path sessions = installation.file("client-sessions.ini");
        String changed = Files.readString(sessions).replace("[CLIENT1]\n", "[CLIENT1]\nmarket-data = yes\nmarket-data-interval = 10ms\n");
        Files.writeString(sessions, changed);
        hub = installation.start(failures::add);
        venue.awaitLogon();
        client = new RawClient("FIX.4.4", "CLIENT1", hub.fixAddress().getPort(), "");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        venue.close();
        assertEquals(List.of(), failures);
    }

    /** MDReqID(262) of the next request about IBM of that SubscriptionRequestType(263). */
    private String asked(String type) throws Exception {
        Map<Integer, String> message = venue.hears();
        while (!("V".equals(message.get(35)) && "IBM".equals(message.get(55)) && type.equals(message.get(263)))) {
            message = venue.hears();
        }
        assertEquals("5", message.get(264));
        return message.get(262);
    }

    private void shows(String id, int rptSeq) throws Exception {
        venue.says("W", "262=" + id + "|55=IBM|83=" + rptSeq + "|268=2|269=0|270=200|271=100|269=1|270=200.10|271=100|");
    }

    private void isTold(String what, Predicate<Map<Integer, String>> expected) throws Exception {
        Patience.await(what, () -> {
            told.addAll(client.asks("0", ""));
            boolean isThere = told.stream().anyMatch(expected);
            if (isThere) {
                told.clear();
            }
            return isThere;
        });
    }

    private String get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void aClientSeesABookAndSeesThatItIsNotUsedWhileAnUpdateIsMissing() throws Exception {
        String id = asked("1");
        shows(id, 1);
        told.addAll(client.asks("V", "262=R1|" + WANTED));
        isTold("both sides", m -> "W".equals(m.get(35)) && "R1".equals(m.get(262)) && "200.1".equals(m.get(270)));

        venue.says("X", "262=" + id + "|268=1|279=0|269=1|55=IBM|83=2|270=200.05|271=7|");
        isTold("a better offer", m -> "W".equals(m.get(35)) && "3".equals(m.get(268)));
        venue.says("X", "262=" + id + "|268=1|279=0|269=1|55=IBM|83=4|270=200.04|271=7|");
        isTold("nothing", m -> "W".equals(m.get(35)) && "1".equals(m.get(268)) && "0".equals(m.get(271)));
        String overview = get("/api/market-data");
        assertTrue(overview.contains("\"flaw\":\"gap\"") && overview.contains("RptSeq(83) 4 came behind 2") && overview.contains("\"mode\":\"incremental\""),
                overview);

        assertEquals(id, asked("2"));
        shows(asked("1"), 4);
        isTold("both sides", m -> "W".equals(m.get(35)) && "2".equals(m.get(268)) && "200.1".equals(m.get(270)));
        assertTrue(get("/api/market-data?symbol=IBM").contains("\"bid\":{\"price\":\"200\",\"quantity\":\"100\"}"), get("/api/market-data?symbol=IBM"));
    }

    @Test
    void whoHasNotAgreedOnItIsToldSoAndOrdersGoOn() throws Exception {
        try (RawClient other = new RawClient("FIX.4.2", "CLIENT2", hub.fixAddress().getPort(), "")) {
            Map<Integer, String> answer = other.asks("V", "262=R1|" + WANTED).getFirst();
            assertEquals("Y R1 3", answer.get(35) + " " + answer.get(262) + " " + answer.get(281));
        }
        client.asks("V", "262=R1|" + WANTED);
        told.addAll(client.asks("D", "11=A|55=IBM|54=1|60=" + RawClient.now() + "|40=2|44=200|38=100|59=0|"));
        isTold("the order is taken", m -> "8".equals(m.get(35)) && "A".equals(m.get(11)) && "0".equals(m.get(150)));
    }

    @Test
    void aVenueThatRejectsTheRequestsIsNotAskedAgainForThem() throws Exception {
        String id = asked("1");
        venue.says("j", "45=1|372=V|379=" + id + "|380=3|58=no market data here|");
        Patience.await("refused", () -> get("/api/market-data").contains("it rejects MarketDataRequest(35=V): no market data here"));
        String overview = get("/api/market-data");
        assertTrue(overview.contains("\"symbol\":\"IBM\",\"flaw\":\"refused\""), overview);
    }
}
