package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
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

    @Test
    void whoMayWorkCareOrdersIsNamedWithoutGapsAndBlanks() throws Exception {
        assertEquals(Set.of("anna", "bob"), careUsers("anna, bob"));
        assertEquals(Set.of(), careUsers(""));
        for (String wrong : new String[]{"anna, , bob", "anna, bob x", "anna, anna"}) {
            assertEquals(
                    "[console] care-users = " + wrong + ": must be different names of 1 to 64 characters without blanks, separated by commas",
                    assertThrows(SettingsException.class, () -> careUsers(wrong)).getMessage().split("portcullis.ini: ")[1]);
        }
    }

    private Set<String> careUsers(String text) throws IOException {
        Path conf = Path.of("..", "conf");
        for (String name : new String[]{"client-sessions.ini", "venues.ini", "accounts.ini", "instruments.csv"}) {
            Files.copy(conf.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.writeString(directory.resolve("portcullis.ini"),
                Files.readString(conf.resolve("portcullis.ini")).replaceFirst("care-users =.*", "care-users = " + text));
        return Installation.read(directory, new Overrides(Map.of(), Map.of())).hub().console().careUsers();
    }

    private SessionsFile sessions() {
        return Installation.read(directory, new Overrides(Map.of(), Map.of())).clientSessions();
    }
}
