package io.portcullis.server.crash;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ConfigError;
import quickfix.FieldNotFound;
import quickfix.Message;

/** The hub is killed while it cancels a client's orders, many at the client's one request: seen from outside, over sockets. */
class KilledMassCancelTest {

    private static final int ORDERS = 3_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private HubProcess hub;
    private Client client;

    /** A client with orders that nobody trades against. */
    private static final class Client extends FixPeer {

        private final List<String> accepted = new CopyOnWriteArrayList<>();
        private final List<String> canceled = new ArrayList<>();
        private final List<String> massReports = new CopyOnWriteArrayList<>();

        Client(int port) throws ConfigError {
            super(FixVersion.FIX44, "CLIENT1", "HUB", port, true);
        }

        @Override
        synchronized void received(Message message, String msgType) throws FieldNotFound {
            if (msgType.equals("r")) {
                massReports.add(text(message, 11) + " " + text(message, 531) + " " + text(message, 533));
            } else if (text(message, 150).equals("0")) {
                accepted.add(text(message, 11));
            } else if (text(message, 150).equals("4")) {
                canceled.add(text(message, 11));
            } else if (!text(message, 150).equals("6")) {
                complain("received " + message);
            }
        }

        synchronized List<String> canceled() {
            return List.copyOf(canceled);
        }

        void order(int number) {
            Message order = message("D");
            order.setString(11, "X" + number);
            order.setString(21, "1");
            order.setString(38, "100");
            order.setString(40, "2");
            order.setString(44, "1.00");
            order.setString(54, "1");
            order.setString(55, "IBM");
            order.setString(60, "20260101-00:00:00.000");
            send(order);
        }

        void cancelAll(String clOrdId) {
            Message request = message("q");
            request.setString(11, clOrdId);
            request.setString(530, "7");
            request.setString(60, "20260101-00:00:00.000");
            send(request);
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

    @Test
    void everyOrderIsCanceledOnceAndTheClientReadsOfEach() throws Exception {
        hub.startAndWait();
        client.start();
        await(() -> client.isLoggedOn());
        for (int i = 0; i < ORDERS; i++) {
            client.order(i);
        }
        await(() -> client.accepted.size() == ORDERS);
        client.cancelAll("M1");
        await(() -> !client.massReports.isEmpty());
        hub.kill();
        hub.startAndWait();
        await(() -> client.canceled().size() >= ORDERS / 10);
        hub.kill();
        hub.startAndWait();
        await(() -> client.canceled().size() >= ORDERS);

        List<String> canceled = client.canceled();
        Set<String> once = new TreeSet<>(canceled);
        assertEquals(ORDERS, once.size());
        assertEquals(ORDERS, canceled.size());
        assertEquals(List.of("M1 7 " + ORDERS), client.massReports);
        client.cancelAll("M1");
        await(() -> client.massReports.size() == 2);
        assertEquals("M1 0 ", client.massReports.get(1), "the name is used");
        client.cancelAll("M2");
        await(() -> client.massReports.size() == 3);
        assertEquals("M2 7 0", client.massReports.get(2), "nothing is open");
        assertEquals(List.of(), client.complaints());
    }
}
