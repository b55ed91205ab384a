package io.portcullis.server.crash;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The hub is killed while a venue with an open order is on its way out of the settings. */
class VenueTakenAwayTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private HubProcess hub;
    private RestingClient client;
    private int console;

    @BeforeEach
    void startWithAnOrder() throws Exception {
        List<Integer> ports = HubProcess.freePorts(4);
        console = ports.get(3);
        hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        hub.set("venues.ini", "port = " + ports.get(1), "simulated = yes\nport = " + ports.get(1));
        hub.set("venues.ini", "port = " + ports.get(2), "simulated = yes\nport = " + ports.get(2));
        hub.set("portcullis.ini", "[console]\nport = 0", "[console]\nport = " + console);
        client = new RestingClient(ports.get(0));
        hub.startAndWait();
        client.start();
        await(() -> client.isLoggedOn());
        await(() -> hub.events("SessionLoggedOn", "LIT1") >= 1 && hub.events("SessionLoggedOn", "DARK1") >= 1);
        client.order("X1");
        await(() -> client.reports().equals(List.of("X1 0")));
        await(() -> hub.events("ChildOrderAcknowledged") == 1);
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
        assertEquals(1, hub.events("VenueSteered", "DRAIN", "LIT1"));
    }

    private void goesWhenItsOrderIsDone() throws Exception {
        hub.kill();
        long before = hub.events("SessionLoggedOn", "LIT1");
        hub.startAndWait();
        await(() -> client.isLoggedOn());
        await(() -> hub.events("SessionLoggedOn", "LIT1") > before);
        client.order("X2");
        await(() -> client.wasTold("X2 0"));
        client.cancel("C1", "X1");
        await(() -> client.wasTold("C1 4"));
        await(() -> hub.events("VenueSteered", "REMOVE", "LIT1") == 1);
        hub.kill();
        hub.startAndWait();
        assertEquals(1, hub.events("VenueSteered", "REMOVE", "LIT1"));
        await(() -> client.isLoggedOn());
        client.cancel("C2", "X2");
        await(() -> client.wasTold("C2 4"));
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
}
