package io.portcullis.server;

import static io.portcullis.server.Patience.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.fix.dictionaries.FixVersion;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients' sessions that come, change and go while the hub runs: {@code client-sessions.ini} is written anew. */
final class ChangedSessionsTest {

    private static final String FIRST = "[ONE]\nversion = FIX.4.4\naccount = ACME\n";

    @TempDir
    private Path directory;

    @Test
    void aSessionIsAddedWhileAnotherTrades() throws Exception {
        try (StartedHub hub = new StartedHub(directory, FIRST); VersionedClient one = client(hub, FixVersion.FIX44, "ONE")) {
            hub.write("client-sessions.ini", FIRST + "[TWO]\nversion = FIX.4.2\naccount = GLOBEX\n");

            try (VersionedClient two = client(hub, FixVersion.FIX42, "TWO")) {
                two.placed("A", 100, "200.00");
                assertEquals("8 20=0 150=0 39=0 11=A 38=100 151=100", two.next());
            }
            one.placed("B", 100, "200.00");
            assertEquals("8 150=0 39=0 11=B 38=100 151=100", one.next());
            assertEquals(List.of(), one.complaints());
        }
    }

    @Test
    void aSessionGoesOnInAnotherVersionAndWithAnotherAccount() throws Exception {
        try (StartedHub hub = new StartedHub(directory, FIRST)) {
            try (VersionedClient one = client(hub, FixVersion.FIX44, "ONE")) {
                one.placed("A", 100, "200.00");
                assertEquals("8 150=0 39=0 11=A 38=100 151=100", one.next());

                hub.write("client-sessions.ini", "[ONE]\nversion = FIX.4.2\naccount = GLOBEX\nreset-on-logon = yes\n");
                await(() -> one.complaints().toString().contains("58=the session's settings are changed"));
            }
            try (VersionedClient again = client(hub, FixVersion.FIX42, "ONE")) {
                again.placed("A", 100, "200.00");
                assertTrue(again.next().startsWith("8 20=0 150=8 39=0 11=A"), "the ClOrdID is the day's, whatever the version");
                again.cancelled("C", "A");
                assertEquals("8 20=0 150=6 39=6 11=C 41=A 38=100 151=100", again.next());
            }
        }
    }

    @Test
    void whoIsTakenOutIsLoggedOutAndFindsEverythingWhenItComesBack() throws Exception {
        try (StartedHub hub = new StartedHub(directory, FIRST + "[TWO]\nversion = FIX.4.4\naccount = GLOBEX\n")) {
            try (VersionedClient one = client(hub, FixVersion.FIX44, "ONE")) {
                one.placed("A", 100, "200.00");
                assertEquals("8 150=0 39=0 11=A 38=100 151=100", one.next());
                hub.write("client-sessions.ini", "[TWO]\nversion = FIX.4.4\naccount = GLOBEX\n");
                await(() -> one.complaints().toString().contains("58=the session is not configured any more"));
            }
            hub.write("client-sessions.ini", "[ONE]\nversion = FIX.4.4\naccount = ACME\nreset-on-logon = yes\n[TWO]\nversion = FIX.4.4\naccount = GLOBEX\n");
            try (VersionedClient one = client(hub, FixVersion.FIX44, "ONE")) {
                one.asked("A");
                assertEquals("8 150=I 39=0 11=A 38=100 151=100", one.next());
            }
        }
    }

    @Test
    void whoComesByAPatternHasASessionOfItsOwnAlsoAfterARestart() throws Exception {
        String pattern = "[DESKS]\ncomp-id = DESK-*\nversion = FIX.4.4\naccount = ACME\nreset-on-logon = yes\nmost-sessions = 2\n";
        try (StartedHub hub = new StartedHub(directory, pattern);
                VersionedClient seven = client(hub, FixVersion.FIX44, "DESK-7");
                VersionedClient eight = client(hub, FixVersion.FIX44, "DESK-8")) {
            seven.placed("A", 100, "200.00");
            assertEquals("8 150=0 39=0 11=A 38=100 151=100", seven.next());
            eight.placed("A", 100, "200.00");
            assertEquals("8 150=0 39=0 11=A 38=100 151=100", eight.next());
            assertThrows(AssertionError.class, () -> new VersionedClient(FixVersion.FIX44, "DESK-9", "HUB", hub.fixPort(), 2), "there are two already");
        }
        try (StartedHub hub = new StartedHub(directory, pattern); VersionedClient seven = client(hub, FixVersion.FIX44, "DESK-7")) {
            seven.asked("A");
            assertEquals("8 150=I 39=0 11=A 38=100 151=100", seven.next());
        }
    }

    private static VersionedClient client(StartedHub hub, FixVersion version, String compId) throws Exception {
        return new VersionedClient(version, compId, "HUB", hub.fixPort(), 20);
    }
}
