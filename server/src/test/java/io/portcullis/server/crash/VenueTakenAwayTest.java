package io.portcullis.server.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** The hub is killed while a venue with an open order is on its way out of the settings. */
class VenueTakenAwayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private HubProcess hub;
    private Client client;
    private int console;

    /** A client with one order that nobody trades against. */
    private static final class Client extends FixPeer {

        private final List<String> reports = new CopyOnWriteArrayList<>();

        Client(int port) throws ConfigError {
            super("FIX.4.4", "CLIENT1", "HUB", port, true);
        }

        @Override
        void received(Message message, String msgType) throws FieldNotFound {
            reports.add(text(message, 11) + " " + text(message, 150));
        }

        void request(String msgType, String clOrdId, String origClOrdId) {
            Message request = message(msgType);
            request.setString(11, clOrdId);
            request.setString(38, "100");
            request.setString(54, "1");
            request.setString(55, "IBM");
            request.setString(60, "20260101-00:00:00.000");
            if (origClOrdId.isEmpty()) {
                request.setString(40, "2");
                request.setString(44, "1.00");
            } else {
                request.setString(41, origClOrdId);
            }
            send(request);
        }
    }

    @BeforeEach
    void startWithAnOrder() throws Exception {
        List<Integer> ports = HubProcess.freePorts(4);
        console = ports.get(3);
        hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        hub.set("venues.ini", "port = " + ports.get(1), "simulated = yes\nport = " + ports.get(1));
        hub.set("venues.ini", "port = " + ports.get(2), "simulated = yes\nport = " + ports.get(2));
        hub.set("portcullis.ini", "[console]\nport = 0", "[console]\nport = " + console);
        client = new Client(ports.get(0));
        hub.startAndWait();
        client.start();
        await(() -> client.isLoggedOn());
        await(() -> lines("SessionLoggedOn", "", "LIT1") >= 1 && lines("SessionLoggedOn", "", "DARK1") >= 1);
        client.request("D", "X1", "");
        await(() -> client.reports.equals(List.of("X1 0")));
        await(() -> lines("ChildOrderAcknowledged", "", "") == 1);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        hub.close();
    }

    private void takeOutTheLitVenue() throws IOException {
        String venues = Files.readString(hub.conf().resolve("venues.ini"));
        Files.writeString(hub.conf().resolve("venues.ini"), venues.substring(venues.indexOf("[DARK1]")));
    }

    @Test
    void aVenueThatWasOnItsWayOutKeepsItsOrderWithinReachAndGoesWhenItIsDone() throws Exception {
        order("/api/venues/LIT1/drain");
        takeOutTheLitVenue();
        assertTrue(order("/api/venues/apply").contains("venue LIT1 is drained and still has 1 open order"));
        goesWhenItsOrderIsDone();
    }

    @Test
    void aVenueThatWasTakenOutWhileTheHubWasDownKeepsItsOrderWithinReachAndGoesWhenItIsDone() throws Exception {
        takeOutTheLitVenue();
        goesWhenItsOrderIsDone();
        assertEquals(1, lines("VenueSteered", "DRAIN", "LIT1"));
    }

    private void goesWhenItsOrderIsDone() throws Exception {
        hub.kill();
        long before = lines("SessionLoggedOn", "", "LIT1");
        hub.startAndWait();
        await(() -> client.isLoggedOn());
        await(() -> lines("SessionLoggedOn", "", "LIT1") > before);
        client.request("D", "X2", "");
        await(() -> client.reports.contains("X2 0"));
        client.request("F", "C1", "X1");
        await(() -> client.reports.contains("C1 4"));
        await(() -> lines("VenueSteered", "REMOVE", "LIT1") == 1);
        hub.kill();
        hub.startAndWait();
        assertEquals(1, lines("VenueSteered", "REMOVE", "LIT1"));
        await(() -> client.isLoggedOn());
        client.request("F", "C2", "X2");
        await(() -> client.reports.contains("C2 4"));
        assertEquals(List.of(), client.complaints());
    }

    @Test
    void aStartIsRefusedWhereNothingIsKnownOfAVenueWithAnOpenOrder() throws Exception {
        hub.stop();
        takeOutTheLitVenue();
        Files.delete(hub.data().resolve("venues-in-force.ini"));
        String said = hub.startRefused();
        assertTrue(said.contains("venues.ini does not name venue LIT1, where 1 order is open. Put the section back"), said);
        hub.startAndWait("--accept-loss");
    }

    private String order(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + console + path)).header("Content-Type", "application/json")
                .header("X-Portcullis-Console", "1").POST(HttpRequest.BodyPublishers.ofString("{\"user\":\"anna\",\"reason\":\"ticket 4711\"}")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return answer.body();
        }
    }

    private long lines(String event, String one, String other) throws IOException {
        Path lines = hub.data().resolve("logs/orders.log");
        return Files.exists(lines)
                ? Files.readString(lines).lines().filter(line -> line.contains(" " + event + " ") && line.contains(one) && line.contains(other)).count()
                : 0;
    }

    private interface Question {
        boolean isTrue() throws IOException;
    }

    private static void await(Question question) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!question.isTrue()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
