package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.server.OwnInstallation.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a changed dialect would do to the messages that a session has sent: as its message store has them, while the hub runs and afterwards. */
class RulesOnStoredMessagesTest {

    @TempDir
    Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private OwnInstallation installation;
    private String old;
    private String changed;

    @BeforeEach
    void dialects() throws IOException {
        installation = new OwnInstallation(directory, "market-data = no\n");
        old = dialect("old", "");
        changed = dialect("new", "out:\n  - when: {35: \"8\"}\n    set: {1: HIDDEN}\n");
    }

    private String dialect(String name, String rules) throws IOException {
        return Files.writeString(directory.resolve(name + ".yaml"), "dialect: " + name + "\nversion: FIX.4.4\n" + rules).toString();
    }

    private Said diff(String... options) {
        List<String> arguments = new ArrayList<>(List.of("rules", "diff", old, changed));
        arguments.addAll(List.of(options));
        return installation.run(arguments.toArray(String[]::new));
    }

    private String order(String quantity) {
        String said = installation.run("order", "--symbol", "IBM", "--side", "buy", "--quantity", quantity, "--price", "200").text();
        Matcher clOrdId = Pattern.compile("ClOrdID (C-\\w+)").matcher(said);
        assertTrue(clOrdId.find(), said);
        return clOrdId.group(1);
    }

    @Test
    void aChangedFileIsComparedOnWhatASessionHasSent() throws Exception {
        List<String> clOrdIds = new ArrayList<>();
        Said running;
        try (Main hub = installation.start(failures::add)) {
            assertTrue(hub.consolePort() > 0);
            clOrdIds.add(order("100"));
            clOrdIds.add(order("200"));
            running = diff("--session", "CLIENT1");
        }
        assertEquals(List.of(), failures);
        Said afterwards = diff("--session", "CLIENT1");
        Said byVenue = diff("--session", "LIT1");

        assertEquals(running, afterwards);
        List<String> sent = running.lines().stream().filter(line -> line.startsWith("out 8=FIX.4.4|")).toList();
        assertTrue(sent.getFirst().contains("|11=" + clOrdIds.getFirst() + "|") && sent.getLast().contains("|11=" + clOrdIds.getLast() + "|"), running::text);
        assertEquals("    Account(1)                   came ACME                 before ACME                 after HIDDEN", running.lines().get(1));
        assertEquals(sent.size() + " messages, " + sent.size() + " come out otherwise", running.lines().getLast());
        assertEquals(new Said(0, "2 messages, 0 come out otherwise\n"), byVenue);
    }

    @Test
    void whatBothSidesHaveSaidIsComparedByTheMessageLog() throws Exception {
        try (Main hub = installation.start(failures::add)) {
            assertTrue(hub.consolePort() > 0);
            order("100");
        }
        Path raw = Files.writeString(directory.resolve("raw"), installation.run("messages", "--session", "CLIENT1", "--raw").text());
        changed = dialect("new", "in:\n  - set: {1: OTHER}\n");

        Said said = diff("--messages", raw.toString());

        assertTrue(
                said.text().matches("(?s)in  8=FIX.4.4\\|[^\n]*\\|35=D\\|[^\n]*\n    Account\\(1\\) [^\n]* after OTHER\n\\d messages, 1 comes out otherwise\n"),
                said::text);
    }

    @Test
    void whatCanNotBeComparedIsSaid() throws Exception {
        assertTrue(diff("--session", "CLIENT1").text().startsWith("portcullis: --session=CLIENT1: no session of that name has a message store in "));
        installation.start(failures::add).close();

        Said unknown = diff("--session", "NOBODY");
        assertEquals(1, unknown.exitCode());
        assertTrue(unknown.text().endsWith("/sessions, there are CLIENT1, CLIENT2, CLIENT3, COMPLIANCE, LIT1\n"), unknown::text);
        assertEquals(1, diff("--session", "..").exitCode());
        assertEquals(new Said(0, "0 messages, 0 come out otherwise\n"), diff("--session", "CLIENT2"));
        assertEquals(new Said(1, "portcullis: either --messages or --session says which messages are compared\n"), diff());
        assertEquals(new Said(1, "portcullis: either --messages or --session says which messages are compared\n"),
                diff("--session", "CLIENT1", "--messages", old));
        assertEquals(new Said(1, "portcullis: there is no file nowhere.txt\n"), diff("--messages", "nowhere.txt"));
    }
}
