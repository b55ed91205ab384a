package io.portcullis.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on risk metrics by the commands that people use, on a hub without a database. */
class MetricLimitsTest {

    private static final String HEAD = "portfolio,metric,limit,currency,warn-percent,kill\n";

    @TempDir
    private Path directory;

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    private static void says(OwnInstallation.Said said, String text) {
        assertTrue(said.exitCode() == 0 && said.text().contains(text), () -> text + " in " + said);
    }

    private static void saysNot(OwnInstallation.Said said, String text) {
        assertTrue(said.exitCode() == 0 && !said.text().contains(text), () -> "not " + text + " in " + said);
    }

    /** The hub in this process prints its alerts at any time. */
    private static String withoutAlerts(OwnInstallation.Said said) {
        assertEquals(0, said.exitCode(), said::toString);
        return said.lines().stream().filter(line -> !line.matches("[0-9-]{10}T[^ ]+ +(WARN|INFO) .*")).map(line -> line + "\n").collect(Collectors.joining());
    }

    private static OwnInstallation.Said limit(OwnInstallation installation, String user, String... words) {
        List<String> all = new ArrayList<>(List.of("limit"));
        all.addAll(List.of(words));
        all.addAll(List.of("--user", user, "--reason", "a test"));
        return installation.run(all.toArray(String[]::new));
    }

    @Test
    void aLimitThatIsMadeLessTripsWithoutAnewRunAndIsThereAfterARestart() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Path first = Files.writeString(installation.file("metric-limits.csv"), HEAD + "client=ACME,gross,1000000,USD,80,yes\nfirm,leverage,5,,,\n");
        try (Main hub = installation.start(failures::add)) {
            says(installation.run("limit", "list"), "client=ACME gross                            1000000 USD, warning at 80%, release by two-persons");
            says(installation.run("limit", "list"), "firm gross-leverage                          5");
            says(installation.run("position", "set", "ACME", "IBM", "1000", "--price", "200", "--user", "ann", "--reason", "a test"),
                    "the position is entered");
            says(installation.run("risk", "show", "--anew"), "client=ACME");
            says(installation.run("limit", "list"), "client=ACME: used 20");
            says(installation.run("limit", "list"), ", measured 20");
            says(limit(installation, "ann", "set", "client=ACME", "gross", "2000000", "--currency", "USD", "--release", "two-persons"), "proposed");
            says(limit(installation, "ann", "set", "client=ACME", "gross", "1000000", "--currency", "USD"), "proposed");
            says(limit(installation, "ann", "set", "client=*", "gross", "1000000", "--currency", "USD"), "the limit is changed");
            says(limit(installation, "ann", "set", "client=ACNE", "gross", "1000000", "--currency", "USD"),
                    "the limit is changed; but no account is of client=ACNE (accounts.ini)");
            saysNot(installation.run("kill", "list"), "client=ACME");

            says(limit(installation, "ann", "set", "client=ACME", "gross", "200000", "--currency", "USD", "--release", "two-persons"), "the limit is changed");
            Patience.await("it trips", () -> installation.run("kill", "list").text().contains("client=ACME"));
            says(installation.run("kill", "list"), "metrics");
            says(installation.run("risk", "limits"), "reached");

            String exported = withoutAlerts(installation.run("limit", "export"));
            assertTrue(exported.contains("client=ACME,gross,200000,USD,,,,,two-persons\n"), exported);
            Path file = Files.writeString(directory.resolve("exported.csv"), exported.replace("gross-leverage,5", "gross-leverage,4"));
            String preview = withoutAlerts(installation.run("limit", "import", file.toString(), "--preview"));
            assertTrue(preview.contains("firm gross-leverage: 5 -> 4\n1 limits would change"), preview);
            says(limit(installation, "ann", "import", file.toString()), "the limit is changed");
        }
        Files.writeString(first, HEAD + "client=ACME,gross,9000000,USD,80,no\n");
        try (Main again = installation.start(failures::add)) {
            says(installation.run("limit", "list"), "client=ACME gross                            200000 USD, release by two-persons");
            says(installation.run("limit", "list"), "firm gross-leverage                          4");
            says(installation.run("kill", "list"), "client=ACME");
            OwnInstallation.Said removed = limit(installation, "ann", "remove", "client=ACME", "gross");
            says(removed, "somebody else has to approve proposal ");
            String proposal = withoutAlerts(removed).strip();
            proposal = proposal.substring(proposal.lastIndexOf(' ') + 1);
            OwnInstallation.Said own = limit(installation, "ann", "approve", proposal);
            assertTrue(own.exitCode() != 0 && own.text().contains("somebody else has to approve it"), own::toString);
            says(limit(installation, "bob", "approve", proposal), "is approved and in force");
            saysNot(installation.run("limit", "list"), "client=ACME gross");
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void anInstallationOfAnEarlierReleaseGoesOnWithTheLimitsOfItsFile() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Files.writeString(installation.file("limits.csv"), "scope,measure,limit,currency,warn-percent\nfirm,open-orders,100,,\n");
        try (Main earlier = installation.start(failures::add)) {
            says(installation.run("limit", "list"), "firm open-orders                             100");
        }
        Files.writeString(installation.file("metric-limits.csv"), HEAD + "client=*,gross,100,USD,,yes\nclient=ACME,gross,200,USD,,yes\n");
        Files.writeString(installation.file("limits.csv"), "scope,measure,limit,currency,warn-percent\nfirm,open-orders,7,,\n");
        try (Main now = installation.start(failures::add)) {
            String limits = withoutAlerts(installation.run("limit", "list"));
            assertTrue(limits.contains("client=* gross                               100 USD, release by two-persons\n"), limits);
            assertTrue(limits.contains("client=ACME gross                            200 USD, release by two-persons\n"), limits);
            assertTrue(limits.contains("firm open-orders                             100\n"), limits);
        }
        Files.delete(installation.file("metric-limits.csv"));
        try (Main later = installation.start(failures::add)) {
            says(installation.run("limit", "list"), "client=ACME gross                            200 USD");
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void aLimitOfLimitsCsvThatTwoPersonsHaveRemovedDoesNotComeBackAndThoseOnOrdersAreTakenWithoutIt() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Files.deleteIfExists(installation.file("metric-limits.csv"));
        String head = "scope,measure,limit,currency,warn-percent\n";
        Files.writeString(installation.file("limits.csv"), head + "client=ACME,gross,100,USD,\nclient=*,gross,50,USD,\n");
        try (Main hub = installation.start(failures::add)) {
            says(installation.run("limit", "list"), "client=ACME gross ");
            String removed = withoutAlerts(limit(installation, "ann", "remove", "client=*", "gross")).strip();
            says(limit(installation, "bob", "approve", removed.substring(removed.lastIndexOf(' ') + 1)), "is approved and in force");
        }
        Files.writeString(installation.file("limits.csv"), head + "client=ACME,gross,100,USD,\nclient=*,gross,50,USD,\nfirm,open-orders,7,,\n");
        try (Main again = installation.start(failures::add)) {
            String limits = withoutAlerts(installation.run("limit", "list"));
            assertTrue(
                    limits.contains("firm open-orders                             7\n") && limits.contains("client=ACME gross ")
                            && !limits.contains("client=* gross"),
                    limits);
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void anExceptionOfOneFileFromALimitOfTheOtherHoldsFromTheBeginning() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Files.writeString(installation.file("limits.csv"), "scope,measure,limit,currency,warn-percent\nclient=*,gross,100,USD,\nfirm,open-orders,7,,\n");
        Files.writeString(installation.file("metric-limits.csv"), HEAD + "client=ACME,gross,200,USD,,\nclient=*,gross,300,USD,,\nfirm,gross,900,USD,,\n");
        try (Main hub = installation.start(failures::add)) {
            String limits = withoutAlerts(installation.run("limit", "list"));
            for (String each : List.of("client=* gross                               100 USD", "client=ACME gross                            200 USD",
                    "firm gross                                   900 USD", "firm open-orders                             7")) {
                assertTrue(limits.contains(each + "\n"), () -> each + " in " + limits);
            }
        }
        assertEquals(List.of(), failures);
    }

    @Test
    void whereNobodyWorksOutMetricsThatIsSaid() throws Exception {
        OwnInstallation installation = new OwnInstallation(directory, "");
        Path ini = installation.file("portcullis.ini");
        Files.writeString(ini, Files.readString(ini).replace("on = yes\nevery = 60s", "on = no\nevery = 60s"));
        try (Main hub = installation.start(failures::add)) {
            says(limit(installation, "ann", "set", "firm", "gross", "5", "--currency", "USD"),
                    "the limit is changed; but nobody looks at limits of risk metrics: [risk-metrics] on = no");
            says(installation.run("limit", "list"), "firm gross");
        }
        assertEquals(List.of(), failures);
    }
}
