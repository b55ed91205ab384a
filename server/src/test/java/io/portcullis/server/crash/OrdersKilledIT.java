package io.portcullis.server.crash;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.cli.KillCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Orders are killed at the hub's own socket, while the database is dead: seen from outside, over sockets. */
class OrdersKilledIT {

    private static final int ORDERS = 1_000;

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
        hub.set("portcullis.ini", "[database]\non = no", "[database]\non = yes");
        client = new RestingClient(ports.get(0));
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        hub.killDatabase();
        hub.close();
    }

    private int portcullis(String... arguments) {
        return new CommandLine(new KillCommand()).execute(Stream.concat(Stream.of(arguments), Stream.of("--local", "--conf", hub.conf().toString()))
                .toArray(String[]::new));
    }

    @Test
    void noDatabaseAndNoConsoleAreNeededAndAKilledHubForgetsNoneOfIt() throws Exception {
        hub.startAndWait();
        client.start();
        await(() -> client.isLoggedOn());
        IntStream.range(0, ORDERS).forEach(i -> client.order("X" + i));
        await(() -> client.reports().size() == ORDERS);
        await(() -> hub.killDatabase() == 1); // it may still be starting

        assertEquals(1, portcullis("now", "account=ACNE", "--reason", "a drill"), "nobody has such an account");
        assertEquals(2, portcullis("now", "account=*", "--reason", "a drill"));
        assertEquals(0, portcullis("now", "account=ACME", "symbol=IBM", "--reason", "a drill"));
        client.order("Y");
        await(() -> client.wasTold("Y 8"));
        hub.kill();
        hub.startAndWait();
        await(() -> client.reports().size() == 2 * ORDERS + 1);
        IntStream.range(0, ORDERS).forEach(i -> assertTrue(client.wasTold("X" + i + " 4 canceled by the broker"), "X" + i));
        assertEquals(0, portcullis("now", "account=ACME", "symbol=IBM", "--reason", "again"));
        assertEquals(0, portcullis("list"));
        client.order("Z");
        await(() -> client.wasTold("Z 8"));
        assertEquals(List.of(), client.complaints());
    }
}
