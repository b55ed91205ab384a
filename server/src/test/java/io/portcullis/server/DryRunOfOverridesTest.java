package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.portcullis.server.OwnInstallation.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other limits would have refused of a day on which an order and its replace have passed by an override. */
class DryRunOfOverridesTest {

    @TempDir
    private Path directory;

    @Test
    void whatTwoPersonsLetPassIsRefusedByALimitOnlyThatIsTried() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Files.writeString(directory.resolve("conf/limits.csv"), """
                scope,measure,limit,currency,warn-percent
                account=*,order-quantity,200,,
                account=ACME,order-quantity,190,,
                account=*,margin,5000,USD,
                """);
        Main hub = installation.start(failure -> fail(failure));
        try {
            String until = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS).toString();
            Said asked = installation.run("override", "ask", "--account", "ACME", "--refusals", "order-quantity,margin", "--orders", "2", "--until", until,
                    "--reason",
                    "agreed", "--user", "ann");
            Matcher number = Pattern.compile("\\d{3,}").matcher(installation.run("override", "list").text());
            assertTrue(number.find(), asked::text);
            Said approved = installation.run("override", "approve", number.group(), "--user", "bob", "--reason", "seen");
            assertEquals(0, approved.exitCode(), approved::text);
            Said placed = installation.run("order", "--symbol", "AAPL", "--side", "buy", "--quantity", "201", "--price", "100", "--clordid", "B1", "--wait",
                    "1");
            assertTrue(placed.text().contains("150)=0 NEW"), placed::text);
            Said replaced = installation.run("order", "--replace", "B1", "--clordid", "B1R", "--symbol", "AAPL", "--side", "buy", "--quantity", "202",
                    "--price", "100", "--wait", "1");
            assertTrue(replaced.text().contains("150)=5 REPLACE"), replaced::text);

            has("0 would have been refused", tried(installation, "account=*", "open-quantity", "500"));
            has("1 would have been refused:", tried(installation, "account=*", "open-quantity", "150"));
            has("1 would have been refused:", tried(installation, "account=ACME", "order-quantity", "100"));
            has("0 would have been refused", tried(installation, "account=*", "order-quantity", "50")); // ACME has an exception from it, which was overridden
            has("1 would have been refused:", tried(installation, "account=*", "margin", "4000", "--currency", "USD"));
            has("0 would have been refused", tried(installation, "account=*", "margin", "30000", "--currency", "USD"));
            List<String> said = tried(installation, "client=*", "executions", "500/60s");
            assertTrue(said.contains("    client=* executions: none to 500/1m"), said::toString);
            assertTrue(said.contains("limits on what comes about within a time refuse nothing, they kill: what these would have killed a dry run can't tell"),
                    said::toString);
            assertEquals("portcullis: LIMIT=500: the limit must be an amount and a time, such as 100/60s, was 500\n",
                    installation.run("dry-run", "client=*", "executions", "500").text());
        } finally {
            hub.close();
        }
    }

    private static void has(String line, List<String> said) {
        assertTrue(said.contains(line), said::toString);
    }

    private static List<String> tried(OwnInstallation installation, String... limit) {
        Said said = installation.run(Stream.concat(Stream.of("dry-run"), Stream.of(limit)).toArray(String[]::new));
        assertEquals(0, said.exitCode(), said::text);
        return said.lines();
    }
}
