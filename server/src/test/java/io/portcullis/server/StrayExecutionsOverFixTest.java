package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.OwnInstallation.Said;
import java.io.IOException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue with odd habits, or that reports what nobody knows: between a client, compliance and a venue that says exactly what the test says. */
class StrayExecutionsOverFixTest {

    private static final String OF_IBM = "55=IBM|54=1|";

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private RawVenue venue;
    private Main hub;
    private VersionedClient client;
    private String child = "";

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory, "");
        venue = new RawVenue();
        run("");
    }

    private void run(String setting) throws Exception {
        Files.writeString(directory.resolve("conf/venues.ini"),
                "[RAW1]\nversion = FIX.4.4\nmarket-data = no\nreconnect = 100ms\nport = " + venue.port() + "\n" + setting);
        hub = installation.start(failures::add);
        venue.awaitLogon();
        client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        venue.close();
        assertEquals(List.of(), failures);
    }

    /** Of 100, up to the venue. */
    private void order(String clOrdId) throws Exception {
        client.placed(clOrdId, 100, "200.00");
        assertTrue(client.next().startsWith("8 150=0 39=0 11=" + clOrdId));
        Map<Integer, String> taken = venue.hears();
        assertEquals("D", taken.get(35));
        child = taken.get(11);
    }

    private void acknowledged(String orderId, String execId) throws IOException {
        venue.reports("37=" + orderId + "|17=" + execId + "|11=" + child + "|150=0|39=0|38=100|151=100|14=0|6=0|" + OF_IBM);
    }

    private static String trade(String orderId, String execId, String clOrdId, int quantity, int cumQty) {
        return "37=" + orderId + "|17=" + execId + "|11=" + clOrdId + "|150=F|39=" + (cumQty == 100 ? 2 : 1) + "|38=100|32=" + quantity + "|31=200|14=" + cumQty
                + "|151=" + (100 - cumQty) + "|6=200|" + OF_IBM;
    }

    private void told(String execType, String ordStatus, int leavesQty) throws Exception {
        String told = client.next();
        assertTrue(told.startsWith("8 150=" + execType + " 39=" + ordStatus) && told.contains(" 151=" + leavesQty), told);
    }

    /** By a question that is answered last. */
    private void toldNothingMore(String clOrdId, String ordStatus, int leavesQty) throws Exception {
        venue.catchUp();
        client.asked(clOrdId);
        told("I", ordStatus, leavesQty);
    }

    private Said stray(String... arguments) {
        return installation.run(arguments);
    }

    /** Of the one that is listed, between lines that the hub has written to the same place. */
    private String only() throws Exception {
        Patience.await("one is listed", () -> strays().size() == 1);
        return strays().getFirst();
    }

    private List<String> strays() {
        return stray("stray", "list").lines().stream().filter(line -> line.matches("S\\w{6}-\\w+  .*")).map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    private void listed(String text, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("stray", "list"));
        arguments.addAll(List.of(options));
        Patience.await("it is listed: " + text, () -> stray(arguments.toArray(String[]::new)).text().contains(text));
    }

    // Habits of exchanges

    @Test
    void newAndTradeOfOneExecIdBothCountAndOnlyOnce() throws Exception {
        order("X");
        acknowledged("V1", "1");
        venue.reports(trade("V1", "1", child, 40, 40));
        told("F", "1", 60);
        venue.reports(trade("V1", "1", child, 40, 40));
        venue.reports(trade("V1", "2", child, 60, 100));
        told("F", "2", 0);
        toldNothingMore("X", "2", 0);
    }

    @Test
    void anOrderIdThatIsAnotherInEachReportIsFollowed() throws Exception {
        order("X");
        acknowledged("V1", "e1");
        venue.reports(trade("V2", "e2", child, 40, 40));
        told("F", "1", 60);
        venue.reports(trade("V3", "e3", child, 10, 50));
        told("F", "1", 50);
        venue.reports(trade("V4", "e2", child, 40, 40));
        venue.catchUp();
        client.cancelled("Y", "X");
        told("6", "6", 50);
        Map<Integer, String> cancel = venue.hears();
        assertEquals("F " + child, cancel.get(35) + " " + cancel.get(41));
        venue.reports("37=V5|17=e4|11=" + cancel.get(11) + "|41=" + child + "|150=4|39=4|38=100|151=0|14=50|6=200|" + OF_IBM);
        told("4", "4", 0);
        toldNothingMore("Y", "4", 0);
    }

    @Test
    void aVenueThatResendsEverythingAfterAReconnectChangesNothing() throws Exception {
        order("X");
        acknowledged("V1", "e1");
        venue.reports(trade("V1", "e2", child, 40, 40));
        told("F", "1", 60);
        venue.loses(trade("V1", "e3", child, 10, 50));
        venue.cut();
        venue.awaitLogon();
        told("F", "1", 50);
        venue.catchUp();
        venue.saysAllAgain();
        venue.catchUp();
        acknowledged("V1", "e1");
        venue.reports(trade("V1", "e2", child, 40, 40));
        venue.reports(trade("V1", "e3", child, 10, 50));
        toldNothingMore("X", "1", 50);
        venue.reports("37=V1|17=e4|19=e2|11=" + child + "|150=H|39=1|38=100|151=90|14=10|6=200|" + OF_IBM);
        told("H", "1", 90);
        venue.reports(trade("V1", "e2", child, 40, 40));
        venue.reports("37=V1|17=e4|19=e2|11=" + child + "|150=H|39=1|38=100|151=90|14=10|6=200|" + OF_IBM);
        toldNothingMore("X", "1", 90);
    }

    @Test
    void aBustThatComesBeforeItsTradeCountsWithIt() throws Exception {
        order("X");
        acknowledged("V1", "e1");
        venue.reports("37=V1|17=e3|19=e2|11=" + child + "|150=H|39=0|38=100|151=100|14=0|6=0|" + OF_IBM);
        venue.catchUp();
        listed("bust of e2");
        venue.reports(trade("V1", "e2", child, 40, 40));
        toldNothingMore("X", "0", 100);
        listed("none that is open");
        listed("the execution has come, and counts as revised", "--all");
    }

    // What nobody knows

    @Test
    void aStrayIsAssignedByHandAndTheClientAndComplianceAreTold() throws Exception {
        order("X");
        acknowledged("V1", "e1");
        venue.reports(trade("V9", "e9", "LOST", 40, 40));
        venue.catchUp();
        String strayId = only();
        assertTrue(
                stray("stray", "assign", strayId, "--cl-ord-id", "Z", "--reason", "ticket 4711").text().contains("no order with ClOrdID(11) Z is known today"));
        assertTrue(stray("stray", "assign", strayId, "--reason", "ticket 4711").text().contains("assign needs one of --order and --cl-ord-id"));
        assertTrue(stray("stray", "assign", "S1", "--order", "O1", "--reason", "ticket 4711").text().contains("strayId=S1: not a stray execution"));
        try (VersionedClient compliance = new VersionedClient(FixVersion.FIX44, "COMPLIANCE", "PORTCULLIS", hub.fixAddress().getPort(), 20)) {
            assertTrue(compliance.next().startsWith("8 150=0"));
            Said done = stray("stray", "assign", strayId, "--cl-ord-id", "X", "--reason", "ticket 4711", "--user", "anna");
            assertTrue(done.text().contains(strayId + ": assign done\n"), done::toString);
            told("F", "1", 60);
            String copied = compliance.next();
            assertTrue(copied.startsWith("8 150=F 39=1 11=X"), copied);
        }
        listed("by anna: ticket 4711", "--all");
        assertTrue(stray("stray", "dismiss", strayId, "--reason", "ticket 4711").text()
                .contains("it is settled already, assigned to an order by anna: ticket 4711"));
    }

    @Test
    void aStrayOutlivesARestartAndIsDeniedToTheVenue() throws Exception {
        venue.reports(trade("V9", "e9", "LOST", 40, 40));
        venue.catchUp();
        String strayId = only();
        client.close();
        hub.close();
        run("");
        assertEquals(strayId, only());
        assertTrue(stray("stray", "dont-know", strayId, "--dk-reason", "X", "--reason", "not ours").text()
                .contains("dkReason=X: DKReason(127) must be one of A "));
        assertEquals(0, stray("stray", "dont-know", strayId, "--dk-reason", "D", "--reason", "not ours").exitCode());
        Map<Integer, String> denial = venue.hears();
        assertEquals("Q V9 e9 D IBM 1 40 200 not ours",
                denial.get(35) + " " + denial.get(37) + " " + denial.get(17) + " " + denial.get(127) + " " + denial.get(55)
                        + " " + denial.get(54) + " " + denial.get(32) + " " + denial.get(31) + " " + denial.get(58));
        assertEquals(0, stray("stray", "dismiss", strayId, "--reason", "the venue's error").exitCode());
        listed("none that is open");
    }

    @Test
    void whereItIsAgreedAStrayIsDeniedAtOnce() throws Exception {
        client.close();
        hub.close();
        run("unknown-executions = keep-and-dont-know\n");
        venue.reports(trade("V9", "e9", "LOST", 40, 40));
        assertEquals("Q", venue.hears().get(35));
        listed("denied, DKReason D");
    }

    @Test
    void aFillThatTheClientDoesNotKnowIsShownWithItsOrder() throws Exception {
        order("X");
        venue.reports(trade("V1", "e1", child, 40, 40));
        told("F", "1", 60);
        Patience.await("the order is shown", () -> ask("/api/orders").contains("orderId"));
        String orderId = ask("/api/orders").replaceFirst("(?s).*\"orderId\":\"([^\"]+)\".*", "$1");
        Patience.await("its execution is shown", () -> ask("/api/orders/" + orderId).contains("execId"));
        String execId = ask("/api/orders/" + orderId).replaceFirst("(?s).*\"execId\":\"([^\"]+)\".*", "$1");
        client.sent("Q", "37=" + orderId, "17=" + execId, "127=D", "55=IBM", "54=1", "32=40", "31=200", "58=not ours");
        client.asked("X");
        told("I", "1", 60);
        String denied = "CLIENT1 does not know our execution (DontKnowTrade), DKReason(127) D, ExecID " + execId + ": not ours";
        Patience.await("the order shows that it was denied", () -> ask("/api/orders/" + orderId).contains(denied));
    }

    private String ask(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.consolePort() + path)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
