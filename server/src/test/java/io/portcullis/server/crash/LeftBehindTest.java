package io.portcullis.server.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
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

/** A client's connection breaks while an order of it rests at a venue: seen from outside, over sockets, and over a kill of the hub. */
class LeftBehindTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private HubProcess hub;
    private Client client;

    /** A client with one order that nobody trades against. */
    private static final class Client extends FixPeer {

        private final List<String> reports = new CopyOnWriteArrayList<>();

        Client(int port) throws ConfigError {
            super("FIX.4.4", "CLIENT1", "HUB", port, true);
        }

        @Override
        void received(Message message, String msgType) throws FieldNotFound {
            reports.add(text(message, 150) + " " + text(message, 58));
        }

        void order() {
            Message order = message("D");
            order.setString(11, "X1");
            order.setString(21, "1");
            order.setString(38, "100");
            order.setString(40, "2");
            order.setString(44, "1.00");
            order.setString(54, "1");
            order.setString(55, "IBM");
            order.setString(60, "20260101-00:00:00.000");
            send(order);
        }
    }

    @BeforeEach
    void installation() throws Exception {
        List<Integer> ports = HubProcess.freePorts(3);
        hub = new HubProcess(new HubProgram(directory), directory.resolve("hub"), "local", ports.get(0), ports.get(1), ports.get(2));
        hub.set("venues.ini", "port = " + ports.get(1), "simulated = yes\nport = 0");
        hub.set("venues.ini", "port = " + ports.get(2), "simulated = yes\nport = 0");
        client = new Client(ports.get(0));
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
        client.order();
        await(() -> client.reports.equals(List.of("0 ")));
    }

    @Test
    void aClientThatComesBackTooLateReadsThatItsOrderWasCanceledAndWhy() throws Exception {
        startWithAnOrder("200ms");
        client.cut();
        await(() -> client.reports.size() == 2);
        assertEquals("4 canceled on disconnect: connection lost, not back within 200ms", client.reports.get(1));
        assertEquals(List.of(), client.complaints());
    }

    @Test
    void aKillOfTheHubNeitherForgetsTheOrderNorShortensTheGrace() throws Exception {
        startWithAnOrder("2s");
        client.cut();
        client.close();
        await(() -> lines("DisconnectCancelPlanned") == 1);
        hub.kill();
        assertEquals(0, lines("DisconnectCancelDue"));
        hub.startAndWait();
        await(() -> lines("DisconnectCancelDone") == 1);
        assertEquals(2, lines("DisconnectCancelPlanned"));
        await(() -> lines("OrderCanceled") == 1);
        hub.stop();
        assertEquals(1, lines("ChildCancelRequested"));
    }

    private long lines(String event) throws IOException {
        Path lines = hub.data().resolve("logs/orders.log");
        return Files.exists(lines) ? Files.readString(lines).lines().filter(line -> line.contains(" " + event + " ")).count() : 0;
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
