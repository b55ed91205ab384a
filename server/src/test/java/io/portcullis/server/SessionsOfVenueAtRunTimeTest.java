package io.portcullis.server;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.server.OwnInstallation.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue's further session comes and goes while the hub runs, and the first one does not notice. */
class SessionsOfVenueAtRunTimeTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private RawVenue first;
    private RawVenue second;
    private Main hub;

    @BeforeEach
    void start() throws Exception {
        installation = new OwnInstallation(directory, "");
        first = new RawVenue();
        second = new RawVenue("RAW2");
        venues("");
        hub = installation.start(failures::add);
        first.awaitLogon();
    }

    @AfterEach
    void stop() throws Exception {
        hub.close();
        first.close();
        second.close();
        assertEquals(List.of(), failures);
    }

    private void venues(String further) throws IOException {
        Files.writeString(installation.file("venues.ini"),
                "[RAW1]\nversion = FIX.4.4\nmarket-data = no\nreconnect = 100ms\nport = " + first.port() + "\n" + further);
    }

    private void withSecond() throws IOException {
        venues("[RAW1.B]\ncomp-id = RAW2\nport = " + second.port() + "\n");
    }

    private Said apply() {
        return installation.run("venue", "apply", "--user", "anna", "--reason", "ticket 4711");
    }

    private static void accept(RawVenue over, Map<Integer, String> order) throws IOException {
        over.reports(
                "37=V" + order.get(11) + "|17=n" + order.get(11) + "|150=0|39=0|11=" + order.get(11) + "|55=" + order.get(55) + "|54=1|38=10|14=0|151=10|6=0|");
    }

    private static void cancel(RawVenue over, Map<Integer, String> order) throws IOException {
        over.reports(
                "37=V" + order.get(11) + "|17=c" + order.get(11) + "|150=4|39=4|11=" + order.get(11) + "|55=" + order.get(55) + "|54=1|38=10|14=0|151=0|6=0|");
    }

    @Test
    void itIsAddedGetsOrdersAndGoesWhenNoneIsOpenOverIt() throws Exception {
        withSecond();
        Said added = apply();
        assertTrue(added.text().contains("venue RAW1 changed: [RAW1.B] comp-id RAW2, [RAW1.B] port " + second.port()), added::toString);
        second.awaitLogon();
        await("both are there", () -> installation.run("venue", "list").text().matches("(?s).*RAW1 +connected +0 open\n +RAW1.B +connected +0 open.*"));
        try (VersionedClient client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20)) {
            client.placed("A", 10, "200.00");
            Map<Integer, String> over = second.hears();
            accept(second, over);
            client.placed("B", 10, "200.00");
            accept(first, first.hears());
            await("one is open over each",
                    () -> installation.run("venue", "list").text().matches("(?s).*2 open\n +RAW1 +connected +1 open\n +RAW1.B +connected +1 open.*"));

            venues("");
            Said refused = apply();
            assertTrue(refused.text().contains("session RAW1.B of venue RAW1 can't be removed: 1 order is open over it"), refused::toString);
            assertEquals(1, refused.exitCode());

            withSecond();
            hub.close();
            hub = installation.start(failures::add);
            first.awaitLogon();
            second.awaitLogon();
            assertEquals("H", second.hears().get(35));
            cancel(second, over);
            second.catchUp();
            venues("");
            assertEquals(0, apply().exitCode());
            await("the venue has it no more", () -> !installation.run("venue", "list").text().contains("RAW1.B"));
            await("it is not listed any more", () -> !installation.run("sessions").text().contains("RAW1.B"));
            assertTrue(first.wasLeftAlone(), "the first session was logged out");
        }
    }

    @Test
    void oneThatWasToGoGetsOrdersAgainWhenTheVenueCanNotGoByItsChangedSettings() throws Exception {
        withSecond();
        assertEquals(0, apply().exitCode());
        second.awaitLogon();
        Files.writeString(installation.file("venues.ini"), "[RAW1]\nversion = FIX.4.4\nsimulated = yes\nreconnect = 100ms\nport = " + first.port() + "\n");
        Said refused = apply();
        assertTrue(refused.text().contains("venue RAW1 does not go by its changed settings"), refused::toString);
        await("both are there", () -> installation.run("venue", "list").text().matches("(?s).*RAW1 +connected +0 open\n +RAW1.B +connected +0 open.*"));
        try (VersionedClient client = new VersionedClient(FixVersion.FIX44, "CLIENT1", "PORTCULLIS", hub.fixAddress().getPort(), 20)) {
            client.placed("A", 10, "200.00");
            accept(second, second.hears());
        }
    }
}
