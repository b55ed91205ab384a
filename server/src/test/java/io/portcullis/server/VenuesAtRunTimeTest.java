package io.portcullis.server;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.OwnInstallation.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Venues that come, move and go while orders flow: {@code venues.ini} is written anew, and taken on by the command line as an operator does it. */
class VenuesAtRunTimeTest {

    private static final int QUANTITY = 10;

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private OwnInstallation installation;
    private Main hub;

    @BeforeEach
    void start() throws IOException {
        installation = new OwnInstallation(directory, "");
        venues("LIT1", "LIT2");
        hub = installation.start(failures::add);
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        assertEquals(List.of(), failures);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void venues(String... names) throws IOException {
        StringBuilder file = new StringBuilder("# written by a test\n");
        for (String name : names) {
            if (!ports.containsKey(name)) {
                ports.put(name, freePort());
            }
            file.append('[').append(name).append("]\nversion = FIX.4.4\nsimulated = yes\nreconnect = 100ms\nport = ").append(ports.get(name)).append('\n');
        }
        Files.writeString(directory.resolve("conf/venues.ini"), file);
    }

    private Said venue(String... arguments) {
        List<String> all = new ArrayList<>(List.of("venue"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--user", "anna", "--reason", "ticket 4711"));
        return installation.run(all.toArray(String[]::new));
    }

    private void awaitUp(String... names) throws Exception {
        for (String name : names) {
            await(name + " is logged on", () -> installation.run("sessions").text().matches("(?s).*" + name + " +venue +FIX.4.4 +started +logged on.*"));
        }
    }

    /** How often each order of ours was taken by a simulated venue, by ClOrdID(11). */
    private Map<String, Integer> taken(String venue) throws IOException {
        Map<String, Integer> taken = new HashMap<>();
        Path journal = directory.resolve("data/simulated-venues/" + venue + "/journal.txt");
        for (String line : Files.exists(journal) ? Files.readAllLines(journal) : List.<String>of()) {
            String[] fields = line.split("\\|", -1);
            if (fields.length > 4 && fields[0].equals("PORTCULLIS") && fields[3].equals("0")) {
                taken.merge(fields[4], 1, Integer::sum);
            }
        }
        return taken;
    }

    /** A client that places an order every few milliseconds, and knows what it was told of each. */
    private static final class Flow implements AutoCloseable {

        private final VersionedClient client;
        private final AtomicBoolean isOn = new AtomicBoolean(true);
        private final Map<String, Integer> news = new HashMap<>();
        private final Map<String, Integer> refusals = new HashMap<>();
        private final Thread thread = Thread.ofPlatform().unstarted(this::run);
        private int placed;

        Flow(int port) throws Exception {
            client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", port, 20);
            thread.start();
        }

        private void run() {
            try {
                while (isOn.get()) {
                    client.placed("F" + ++placed, QUANTITY, "200.00");
                    Thread.sleep(4);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** Ends the flow, and waits until each order is answered. */
        void end() throws Exception {
            isOn.set(false);
            thread.join();
            while (news.size() + refusals.size() < placed) {
                String report = client.next();
                assertTrue(report.startsWith("8 "), report);
                String clOrdId = report.replaceFirst(".* 11=(\\S+).*", "$1");
                (report.contains(" 150=0 ") ? news : refusals).merge(clOrdId, 1, Integer::sum);
            }
        }

        @Override
        public void close() {
            isOn.set(false);
            client.close();
        }
    }

    @Test
    void underFlowAVenueIsAddedOneMovesAndOneIsDrainedAndRemovedAndNoOrderIsLostOrDoubled() throws Exception {
        awaitUp("LIT1", "LIT2");
        try (Flow flow = new Flow(hub.fixAddress().getPort())) {
            await("orders flow", () -> !taken("LIT1").isEmpty() || !taken("LIT2").isEmpty());

            venues("LIT1", "LIT2", "LIT3");
            assertTrue(venue("apply").text().contains("venue LIT3 added"));
            awaitUp("LIT3");
            assertEquals(0, venue("drain", "LIT1").exitCode());
            assertEquals(0, venue("drain", "LIT2").exitCode());
            int before = taken("LIT3").size();
            await("the added venue gets orders", () -> taken("LIT3").size() > before + 20);

            assertEquals(0, venue("resume", "LIT1").exitCode());
            ports.put("LIT3", freePort());
            venues("LIT1", "LIT2", "LIT3");
            Said moved = venue("apply");
            assertTrue(moved.text().matches("(?s).*venue LIT3 changed: port \\d+ -> " + ports.get("LIT3") + ".*"), moved::toString);
            awaitUp("LIT3");
            assertEquals(0, venue("drain", "LIT1").exitCode());
            int moveCount = taken("LIT3").size();
            await("the moved venue gets orders", () -> taken("LIT3").size() > moveCount + 20);

            assertEquals(0, venue("resume", "LIT2").exitCode());
            await("the resumed venue has several orders open",
                    () -> installation.run("venue", "list").text().matches("(?s).*LIT2 +takes orders +connected +([5-9]|\\d\\d+) open.*"));
            venues("LIT1", "LIT3");
            Said refused = venue("apply");
            assertTrue(refused.text().matches("(?s).*venue LIT2 has \\d+ open orders? and stays: drain it first.*"), refused::toString);
            assertEquals(1, refused.exitCode());
            assertEquals(0, venue("drain", "LIT2").exitCode());
            assertTrue(venue("apply").text().contains("venue LIT2 is drained and still has"));
            String list = installation.run("venue", "list").text();
            assertTrue(list.matches(
                    "(?s).*LIT1 +drained +connected +\\d+ open, by anna: ticket 4711\n.*LIT3 +takes orders +connected +\\d+ open\n.*LIT2 +leaving +connected.*"),
                    list);
            await("the sessions, looked at now and then, show it", () -> installation.run("sessions").text()
                    .matches("(?s).*LIT1 +venue +FIX.4.4 +started, drained +logged on.*LIT3 +venue +FIX.4.4 +started +logged on.*"));
            flow.end();

            TreeSet<String> open = new TreeSet<>(flow.news.keySet());
            assertEquals(Map.of(), flow.refusals);
            assertEquals(flow.placed, open.size());
            assertTrue(flow.news.values().stream().allMatch(count -> count == 1), "each order is accepted once");
            await("each accepted order is at venues once", () -> atVenues().size() == open.size());
            assertTrue(atVenues().values().stream().allMatch(count -> count == 1), "no venue has an order twice: " + atVenues());

            for (String order : open) {
                flow.client.cancelled("C" + order, order);
            }
            await("the drained venue is removed",
                    () -> installation.run("log").text().contains("VenueSteered[venue=LIT2, action=REMOVE, detail=, user=anna, reason=ticket 4711]"));
            await("it is not listed any more", () -> !installation.run("sessions").text().contains("LIT2"));
            assertTrue(installation.run("messages", "--session", "LIT2", "--type", "D", "--last", "1", "--brief").text().contains("LIT2"));
            assertTrue(installation.run("session", "LIT2", "stop", "--user", "anna", "--reason", "ticket 4712").text().contains("there is no session LIT2"));
        }
        hub.close();
        hub = installation.start(failures::add);
        awaitUp("LIT3");
        assertTrue(!installation.run("sessions").text().contains("LIT2"), () -> installation.run("sessions").text());
        assertTrue(venue("drain", "LIT1").text().contains("venue LIT1 is drained already, by anna: ticket 4711"));
        int before = taken("LIT3").size();
        try (VersionedClient client = new VersionedClient(FixVersion.FIX42, "CLIENT2", "PORTCULLIS", hub.fixAddress().getPort(), 20)) {
            client.placed("A", QUANTITY, "200.00");
            assertEquals("8 20=0 150=0 39=0 11=A 38=10 151=10", client.next());
            await("the added venue gets orders after a restart", () -> taken("LIT3").size() == before + 1);
        }
    }

    private Map<String, Integer> atVenues() throws IOException {
        Map<String, Integer> all = new HashMap<>();
        for (String venue : List.of("LIT1", "LIT2", "LIT3")) {
            taken(venue).forEach((clOrdId, count) -> all.merge(clOrdId, count, Integer::sum));
        }
        return all;
    }

    @Test
    void whatCanNotBeDoneIsSaidAndChangesNothing() throws Exception {
        awaitUp("LIT1", "LIT2");
        Files.writeString(directory.resolve("conf/venues.ini"), "[LIT1]\nversion = FIX.4.4\nport = 1\nprot = 1\n");
        Said wrong = venue("apply");
        assertTrue(wrong.text().contains("prot is no known key"), wrong::toString);
        assertEquals(0, venue("drain", "LIT1").exitCode(), "it can be drained all the same");
        assertEquals(0, venue("resume", "LIT1").exitCode());

        venues("LIT1", "LIT2");
        assertTrue(venue("apply").text().contains("venues.ini says nothing that is not in force"));
        assertTrue(venue("drain", "LIT9").text().contains("there is no venue LIT9, there are [LIT1, LIT2]"));
        assertTrue(venue("resume", "LIT1").text().contains("venue LIT1 is not drained"));
        assertTrue(venue("halt", "LIT1").text().contains("a venue can be told to drain or to resume"));
        assertEquals(2, venue("drain").exitCode());
        assertTrue(installation.run("venue", "apply").text().contains("apply needs a --reason"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int before = ports.put("LIT2", taken.getLocalPort());
            venues("LIT1", "LIT2");
            Said refused = venue("apply");
            assertTrue(refused.text().contains("venue LIT2 does not go by its changed settings"), refused::toString);
            ports.put("LIT2", before);
        }
        awaitUp("LIT1", "LIT2");
    }

    @Test
    void aVenueThatRulesOrFeesNameIsNotRemoved() throws Exception {
        awaitUp("LIT1", "LIT2");
        Path rules = directory.resolve("conf/routing.csv");
        Files.writeString(rules, "strategy,parameters\ntable,LIT1=50 LIT2=50\n");
        venues("LIT1");
        Said refused = venue("apply");
        assertTrue(refused.text().contains("venue LIT2 is not removed: ") && refused.text().contains("routing.csv: line 2")
                && refused.text().contains("venue LIT2 is not in venues.ini"), refused::toString);
        assertEquals(1, refused.exitCode());
        awaitUp("LIT1", "LIT2");

        Files.writeString(rules, "strategy,parameters\nspray,\n");
        assertTrue(venue("apply").text().contains("venue LIT2 removed"));
        hub.close();
        hub = installation.start(failures::add);
        awaitUp("LIT1");
    }
}
