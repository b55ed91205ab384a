package io.portcullis.server.crash;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A client's connection breaks while an order of it rests at a venue: seen from outside, over sockets, and over a kill of the hub. */
class LeftBehindTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private HubProcess hub;
    private RestingClient client;

    @BeforeEach
    void installation() throws Exception {
        List<Integer> ports = HubProcess.freePorts(3);
        hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        hub.set("venues.ini", "port = " + ports.get(1), "simulated = yes\nport = 0");
        hub.set("venues.ini", "port = " + ports.get(2), "simulated = yes\nport = 0");
        client = new RestingClient(ports.get(0));
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        hub.close();
    }

    private void startWithAnOrder(String grace) throws Exception {
        hub.set("client-sessions.ini", "account = ACME", "account = ACME\ncancel-on-disconnect = lost-connection\ncancel-grace = " + grace);
        hub.startAndWait();
        client.start();
        await(() -> client.isLoggedOn());
        client.order("X1");
        await(() -> client.reports().equals(List.of("X1 0")));
    }

    @Test
    void aClientThatComesBackTooLateReadsThatItsOrderWasCanceledAndWhy() throws Exception {
        startWithAnOrder("200ms");
        client.cut();
        await(() -> client.reports().size() == 2);
        assertEquals("X1 4 canceled on disconnect: connection lost, not back within 200ms", client.reports().get(1));
        assertEquals(List.of(), client.complaints());
    }

    @Test
    void aKillOfTheHubNeitherForgetsTheOrderNorShortensTheGrace() throws Exception {
        startWithAnOrder("2s");
        client.cut();
        client.close();
        await(() -> hub.events("DisconnectCancelPlanned") == 1);
        hub.kill();
        assertEquals(0, hub.events("DisconnectCancelDue"));
        hub.startAndWait();
        await(() -> hub.events("DisconnectCancelDone") == 1);
        assertEquals(2, hub.events("DisconnectCancelPlanned"));
        await(() -> hub.events("OrderCanceled") == 1);
        hub.stop();
        assertEquals(1, hub.events("ChildCancelRequested"));
    }
}
