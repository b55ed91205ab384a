package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {

    @TempDir
    private Path directory;

    /** A session whose section has not changed is not touched when the file is read again: what can't be compared would be a change each time. */
    @Test
    void whatIsReadTwiceIsEqual() throws Exception {
        for (String name : new String[]{"portcullis.ini", "venues.ini", "accounts.ini", "instruments.csv"}) {
            Files.copy(Path.of("..", "conf", name), directory.resolve(name));
        }
        Files.writeString(directory.resolve("client-sessions.ini"), """
                [ONE]
                version = FIX.4.4
                account = ACME
                addresses = 10.0.0.0/8
                schedule = Mon-Fri 08:00-17:30 Europe/London
                [DESKS]
                comp-id = DESK-*
                version = FIX.4.4
                account = ACME
                """);

        assertEquals(sessions(), sessions());
    }

    private SessionsFile sessions() {
        return Installation.read(directory, new Overrides(Map.of(), Map.of())).clientSessions();
    }
}
