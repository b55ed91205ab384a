package io.portcullis.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulateCommandTest {

    @Test
    void ofARangeOfSeedsOnlyFailuresAreShown() {
        assertEquals("0 3 seeds of 1 day: no invariant is broken\n", run("--seeds", "7-9"));
    }

    @Test
    void ofANumberOfSeedsEachIsShown() {
        String shown = run("--seed", "8", "--seeds", "2");
        assertTrue(shown.startsWith("0 SimulationReport[seed=8, ") && shown.contains("\nSimulationReport[seed=9, "), shown);
    }

    @Test
    void whatCameAboutIsCounted() {
        String shown = run("--seeds", "1-1", "--kinds");
        assertTrue(shown.matches("(?s).*\n +[1-9][\\d,]* OrderAccepted\n.*\nnever: .*"), shown);
    }

    @Test
    void aRangeThatEndsBeforeItBeginsAndNoDaysAreRefused() {
        assertEquals("2 portcullis: --days must be at least 1, was 1; --seeds must be a number such as 100 or a range such as 1-10000, was 9-3\n",
                run("--seeds", "9-3"));
        assertEquals("2 portcullis: --days must be at least 1, was 0; --seeds must be a number such as 100 or a range such as 1-10000, was 1\n",
                run("--days", "0"));
    }

    /** The exit code, and what was printed. */
    private static String run(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream all = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(all);
            System.setErr(all);
            return new CommandLine(new SimulateCommand()).execute(arguments) + " " + printed.toString(StandardCharsets.UTF_8);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
