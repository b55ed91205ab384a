package io.portcullis.server;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.OwnInstallation.Said;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of routing that are changed while the hub runs, and what the hub tells of its choices. */
class RoutingAtRunTimeTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private Main hub;
    private VersionedClient client;
    private int placed;

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory, "");
        Path venues = directory.resolve("conf/venues.ini");
        Files.writeString(venues, Files.readString(venues) + "[LIT2]\nversion = FIX.4.4\nsimulated = yes\nreconnect = 100ms\nport = " + freePort() + "\n");
        rule("table,LIT2=100");
        hub = installation.start(failures::add);
        for (String venue : new String[]{"LIT1", "LIT2"}) {
            await(venue + " is logged on", () -> installation.run("sessions").text().matches("(?s).*" + venue + " +venue +FIX.4.4 +started +logged on.*"));
        }
        client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        assertEquals(List.of(), failures);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void rule(String strategy) throws IOException {
        Files.writeString(directory.resolve("conf/routing.csv"),
                "session,account,symbol,side,ord-type,from-quantity,to-quantity,strategy,parameters\n,,,,,,," + strategy + "\n");
    }

    /** What is told of the routing of a new order. */
    private Said explained() throws Exception {
        String clOrdId = "X" + ++placed;
        client.placed(clOrdId, 10, "1.00");
        String report = client.next();
        assertTrue(report.startsWith("8 20=0 150=0 39=0 11=" + clOrdId) || report.startsWith("8 150=0 39=0 11=" + clOrdId), report);
        return installation.run("explain", clOrdId);
    }

    @Test
    void aChangedRuleIsInForceAtOnceAndEachOrderIsExplained() throws Exception {
        Said said = explained();
        assertEquals(0, said.exitCode(), said::text);
        assertTrue(said.text().matches("(?s).* ClOrdID\\(11\\) X1: BUY IBM 10 LIMIT 1 DAY\n.* routed 10 by table \\(routing.csv, line 2\\)\n"
                + " +venue +gets +seen +fee +cost +ahead +why\n +LIT1 +- .* not chosen: the strategy sends nothing there\n +LIT2 +10 .* chosen\n"), said::text);

        rule("table,LIT1=100");
        await("the other rule is in force", () -> explained().text().matches("(?s).* LIT1 +10 .* chosen\n.*"));

        assertEquals(new Said(1, "portcullis: ORDER=NOBODYS is no OrderID(37) and no ClOrdID(11) of an order in " + directory.resolve("data/log") + "\n"),
                installation.run("explain", "NOBODYS"));
    }

    @Test
    void theConsoleTellsTheSame() throws Exception {
        String orderId = explained().text().split(" ")[1];
        JsonObject answer = new JsonObject();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + "/api/orders/" + orderId + "/routing")).build();
            await("the console has it", () -> {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                answer.clear();
                answer.mergeIn(new JsonObject(response.body()));
                return response.statusCode() == 200;
            });
        }
        JsonObject routing = answer.getJsonArray("routings").getJsonObject(0);
        assertEquals("table", routing.getString("strategy"));
        assertEquals(2, routing.getInteger("rule"));
        assertEquals("10", routing.getJsonArray("venues").getJsonObject(1).getString("given"));
        assertEquals("not chosen: the strategy sends nothing there", routing.getJsonArray("venues").getJsonObject(0).getString("reason"));
    }

    /** Which of the two is changed first is a matter of taste. */
    @Test
    void aRuleForAVenueThatIsAddedLaterIsInForceThen() throws Exception {
        rule("table,LIT3=100");
        Thread.sleep(2_500);
        Said said = explained();
        assertTrue(said.text().matches("(?s).* LIT2 +10 .* chosen\n.*"), said::text);
        Said kills = installation.run("kill", "list");
        assertEquals(0, kills.exitCode(), kills::text);
        Path venues = directory.resolve("conf/venues.ini");
        Files.writeString(venues, Files.readString(venues) + "[LIT3]\nversion = FIX.4.4\nsimulated = yes\nreconnect = 100ms\nport = " + freePort() + "\n");
        await("the rule is in force",
                () -> explained().text().contains(" by best-price instead of table: none of its venues takes it now (routing.csv, line 2)"));
    }

    @Test
    void rulesWhoseFileIsRemovedStayAlsoWhenFeesChange() throws Exception {
        Files.delete(directory.resolve("conf/routing.csv"));
        Files.writeString(directory.resolve("conf/fees.csv"), "venue,liquidity,per-share\nLIT1,taken,0.001\n");
        Thread.sleep(2_500);
        assertTrue(explained().text().matches("(?s).* by table .* LIT2 +10 .* chosen\n.*"));
    }
}
