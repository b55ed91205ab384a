package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.fix.dictionaries.FixVersion;
import io.portcullis.fix.sessions.dialect.DialectSettings;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialectsTest {

    private static final Instruments NONE = new Instruments(List.of());

    @TempDir
    Path conf;

    @Test
    void aDialectIsReadForTheSessionsThatNameIt() throws IOException {
        write("acme", "dialect: acme\nversion: FIX.4.4\n");
        write("broken", "[");

        assertEquals("[acme]", Dialects.of(conf, NONE, List.of(session("acme"), session(null))).inUse().keySet().toString());
    }

    @Test
    void aDialectThatIsNotThereIsRefused() {
        assertEquals("dialect = acme: there is no " + conf.resolve("dialects/acme.yaml") + ", and none of that name ships with the hub", refusalOf("acme"));
    }

    @Test
    void aDialectOfAnotherVersionThanItsSessionIsRefused() throws IOException {
        write("acme", "dialect: acme\nversion: FIX.4.2\n");

        assertEquals("session CLIENT1 speaks FIX44, but its dialect = acme is of FIX42", refusalOf("acme"));
    }

    @Test
    void aDialectIsCalledAsItsFile() throws IOException {
        write("acme", "dialect: other\nversion: FIX.4.4\n");

        assertEquals(conf.resolve("dialects/acme.yaml") + ": dialect=other must be as the file is called, acme", refusalOf("acme"));
    }

    @Test
    void aNameThatLeadsElsewhereIsRefused() {
        assertEquals("dialect = ../acme: must be of letters, digits, - and _ as it names a file", refusalOf("../acme"));
    }

    private String refusalOf(String name) {
        return assertThrows(SettingsException.class, () -> Dialects.of(conf, NONE, List.of(session(name)))).getMessage();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(conf.resolve("dialects"));
        Files.writeString(conf.resolve("dialects").resolve(name + ".yaml"), text);
    }

    private static FixSessionSettings session(String dialect) {
        return FixSessionSettings.acceptor(new SessionKey("CLIENT1"), FixVersion.FIX44, "BROKER", "CLIENT").toBuilder()
                .dialect(new DialectSettings(dialect)).build();
    }
}
