package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From closes in a file and positions to value at risk, limits and a kill, by the commands that people use, on a hub with its database. */
class RiskMetricsIT {

    private static final long SEED = 7;
    private static final int DAYS = 300;

    @TempDir
    private Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private Path closes(String... symbols) throws Exception {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder("symbol,date,close\n");
        LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(DAYS + 1);
        for (String symbol : symbols) {
            double close = 100;
            for (int day = 0; day <= DAYS; day++) {
                close *= Math.exp(0.01 * random.nextGaussian());
                text.append(symbol).append(',').append(first.plusDays(day)).append(',').append("%.4f".formatted(close)).append('\n');
            }
        }
        return Files.writeString(directory.resolve("closes.csv"), text);
    }

    private static void says(OwnInstallation.Said said, String text) {
        assertTrue(said.exitCode() == 0 && said.text().contains(text), said::toString);
    }

    private static OwnInstallation.Said imported(OwnInstallation installation, String closes) {
        return installation.run("prices", "import", closes, "--user", "ann", "--reason", "a test");
    }

    @Test
    void closesAndPositionsGiveValueAtRiskAndALimitOfItKillsOnce() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "").withDatabase();
        Files.writeString(installation.file("stress.csv"), "scenario,scope,shock-percent,from,until\ncrash,symbol=IBM,-20,,\n");
        Path accounts = installation.file("accounts.ini");
        Files.writeString(accounts, Files.readString(accounts).replace("client = ACME", "client = ACME\nportfolios = GROWTH\ncapital = 100000 USD"));
        try (Main hub = installation.start(failures::add)) {
            String closes = closes("IBM", "MSFT", "SPX").toString();
            Patience.await("the database is there", () -> !imported(installation, closes).text().contains("nothing was entered: try again in a moment"));
            says(imported(installation, closes), "903 closes are entered\nno instruments: SPX");
            says(installation.run("prices", "list"), "IBM              " + LocalDate.now(ZoneOffset.UTC).minusDays(DAYS + 1));
            says(installation.run("position", "set", "ACME", "IBM", "1000", "--price", "200", "--user", "ann", "--reason", "a test"),
                    "the position is entered");
            says(installation.run("position", "set", "ACME", "KO", "-50", "--price", "60", "--user", "ann", "--reason", "a test"), "the position is entered");

            OwnInstallation.Said shown = installation.run("risk", "show", "--anew", "--portfolio", "client=ACME");
            says(shown, "returns of 300 days");
            says(shown, "not in it: -50 KO, worth -");
            says(shown, "there are no closes of it");
            assertEquals(18, shown.lines().stream().filter(line -> line.matches("(historical|parametric|monte-carlo) .*")).count(), shown::toString);
            says(installation.run("risk", "show", "--portfolio", "portfolio=GROWTH"), "portfolio=GROWTH: gross");
            says(installation.run("risk", "stress", "--portfolio", "client=ACME"), "crash");

            says(installation.run("limit", "set", "client=ACME", "historical-var-99-1d", "100", "--currency", "USD", "--warn", "80", "--release",
                    "one-person after 5m", "--user",
                    "ann", "--reason", "a test"), "the limit is changed");
            Patience.await("the limit trips", () -> installation.run("risk", "limits").text().contains("yes   reached"));
            Patience.await("orders are killed", () -> installation.run("kill", "list").text().contains("client=ACME"));
            OwnInstallation.Said killed = installation.run("kill", "list");
            says(killed, "client=ACME");
            says(killed, "metrics");
        }
        try (Main again = installation.start(failures::add)) {
            says(installation.run("risk", "show", "--anew"), "client=ACME");
            says(installation.run("kill", "list"), "client=ACME");
        }
        assertEquals(List.of(), failures);
    }
}
