package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client by FIX whose orders go to a simulated exchange by OUCH: new, partial, filled, replaced, canceled, taken back, and over a restart. */
class OuchVenueOverFixTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private Main hub;
    private VersionedClient client;

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory, "simulated-volatility = 0\n");
        Path venues = installation.file("venues.ini");
        Files.writeString(venues, Files.readString(venues).replace("version = FIX.4.4\n", "protocol = ouch\nusername = HUB\n"));
        hub = installation.start(failures::add);
        awaitVenue();
        client = client();
    }

    private VersionedClient client() throws Exception {
        return new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20);
    }

    private void awaitVenue() throws Exception {
        Patience.await("LIT1 is logged on", () -> installation.run("venue", "list").text().contains("connected"));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
        assertEquals(List.of(), failures);
    }

    private void send(String msgType, String clOrdId, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of("11=" + clOrdId, "55=IBM", "60=" + RawClient.now()));
        all.addAll(List.of(fields));
        client.sent(msgType, all.toArray(String[]::new));
    }

    private void told(String start) throws Exception {
        String told = client.next();
        assertTrue(told.startsWith(start), () -> "expected " + start + " but was " + told);
    }

    /** Behind what is told before, or again after a restart. */
    private void toldAtLast(String start) throws Exception {
        String told = client.next();
        while (!told.startsWith(start)) {
            String last = told;
            assertTrue(told.startsWith("8 "), () -> "expected " + start + " but was " + last);
            told = client.next();
        }
    }

    private String exchange(String... words) {
        List<String> all = new ArrayList<>(List.of("exchange", "LIT1"));
        all.addAll(List.of(words));
        OwnInstallation.Said said = installation.run(all.toArray(String[]::new));
        assertEquals(0, said.exitCode(), said.text());
        return said.text();
    }

    @Test
    void anOrderLivesItsLifeThere() throws Exception {
        send("D", "A", "54=1", "38=100", "40=2", "44=200.00", "59=0");
        told("8 150=0 39=0 11=A");
        send("G", "B", "41=A", "54=1", "38=150", "40=2", "44=200.50", "59=0");
        told("8 150=E 39=E 11=B");
        told("8 150=5 39=0 11=B");
        send("D", "S", "54=2", "38=60", "40=2", "44=200.50", "59=3");
        toldAtLast("8 150=F 39=2 11=S");
        send("F", "C", "41=B", "54=1", "38=150");
        toldAtLast("8 150=4 39=4 11=C");
        assertTrue(exchange("orders").lines().anyMatch("0 open orders"::equals));
        assertTrue(installation.run("sessions", "LIT1", "--json").text().contains("LOGGED_ON"));
    }

    @Test
    void whatIsOpenThereIsWithinReachAfterARestart() throws Exception {
        send("D", "A", "54=1", "38=100", "40=2", "44=200.00", "59=0");
        told("8 150=0 39=0 11=A");
        Patience.await("it is there", () -> exchange("orders").contains("1 open orders"));
        client.close();
        hub.close();
        hub = installation.start(failures::add);
        awaitVenue();
        client = client();
        send("F", "C", "41=A", "54=1", "38=100");
        toldAtLast("8 150=4 39=4 11=C");
        assertTrue(exchange("orders").lines().anyMatch("0 open orders"::equals));
    }

    @Test
    void itIsShownAmongTheSessionsAndWhatItHasNoWordsForIsRejected() throws Exception {
        String sessions = installation.run("sessions", "--json").text();
        assertTrue(sessions.contains("OUCH 4.2"), sessions);
        send("D", "M", "54=1", "38=100", "40=1", "59=0");
        told("8 150=8 39=8 11=M");
        send("D", "Q", "54=1", "38=1000000", "40=2", "44=1.00", "59=0");
        toldAtLast("8 150=8 39=8 11=Q");
    }

    private String venue(String... words) {
        List<String> all = new ArrayList<>(List.of("venue"));
        all.addAll(List.of(words));
        all.addAll(List.of("--user", "anna", "--reason", "ticket 1"));
        return installation.run(all.toArray(String[]::new)).text();
    }

    @Test
    void oneMoreIsAddedChangedAndRemovedWhileTheHubRuns() throws Exception {
        Path file = installation.file("venues.ini");
        String one = Files.readString(file);
        String two = one + "[LIT2]\nprotocol = ouch\nusername = HUB\nport = 0\nsimulated = yes\nreconnect = 100ms\n";
        Files.writeString(file, two);
        assertTrue(venue("apply").contains("venue LIT2 added"));
        Patience.await("LIT2 is there", () -> installation.run("venue", "list").text().matches("(?s).*LIT2[^\n]*connected.*"));

        Files.writeString(file, two.replace("[LIT2]\n", "[LIT2]\nmax-requests-per-second = 100\n"));
        assertTrue(venue("apply").contains("venue LIT2 changed: max-requests-per-second"));
        Patience.await("LIT2 is there again", () -> installation.run("venue", "list").text().matches("(?s).*LIT2[^\n]*connected.*"));

        Files.writeString(file, two.replace("[LIT2]\nprotocol = ouch\n", "[LIT2]\nversion = FIX.4.4\n"));
        String refused = venue("apply");
        assertTrue(refused.contains("protocol can't change while the venue is there"), refused);
        Patience.await("LIT2 is as it was", () -> installation.run("venue", "list").text().matches("(?s).*LIT2[^\n]*connected.*"));

        Files.writeString(file, one);
        String removed = venue("apply");
        assertTrue(removed.contains("venue LIT2 removed"), removed);
        Patience.await("LIT2 is not shown any more", () -> !installation.run("sessions").text().contains("LIT2"));
    }

    @Test
    void oneThatIsNamedAgainIsReachedWhereItListensNow() throws Exception {
        Path file = installation.file("venues.ini");
        String one = Files.readString(file);
        String two = one + "[LIT2]\nprotocol = ouch\nusername = HUB\nport = 0\nsimulated = yes\nreconnect = 100ms\n"
                + "[LIT3]\nversion = FIX.4.4\nport = 0\nsimulated = yes\nreconnect = 100ms\n";
        Files.writeString(file, two);
        assertTrue(venue("apply").contains("venue LIT3 added"));
        Files.writeString(file, one);
        assertTrue(venue("apply").contains("venue LIT2 removed"));
        Files.writeString(file, two);
        assertTrue(venue("apply").contains("venue LIT2 added"));
        Patience.await("both are there again", () -> installation.run("venue", "list").text().matches("(?s).*LIT2[^\n]*connected.*LIT3[^\n]*connected.*"));
    }

    @Test
    void oneThatAStartDidNotNameGoesOnWhereItWasWhenItIsNamedAgain() throws Exception {
        send("D", "A", "54=1", "38=100", "40=2", "44=200.00", "59=0");
        told("8 150=0 39=0 11=A");
        send("F", "C", "41=A", "54=1", "38=100");
        toldAtLast("8 150=4 39=4 11=C");
        Path file = installation.file("venues.ini");
        String named = Files.readString(file);
        client.close();
        hub.close();
        Files.writeString(file, "[LIT2]\nversion = FIX.4.4\nport = 0\nsimulated = yes\nreconnect = 100ms\n");
        hub = installation.start(failures::add);
        Files.writeString(file, named + Files.readString(file));
        assertTrue(venue("apply").contains("venue LIT1 added"));
        Patience.await("LIT1 is there again", () -> installation.run("venue", "list").text().matches("(?s).*LIT1[^\n]*connected.*"));
        client = client();
        String log = installation.run("log").text();
        assertTrue(log.contains("SessionLoggedOn"), log);
        assertTrue(log.lines().noneMatch(line -> line.contains("VenueMessageNoted")), log);
    }
}
