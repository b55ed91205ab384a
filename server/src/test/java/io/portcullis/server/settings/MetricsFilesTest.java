package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.risk.Account;
import io.portcullis.risk.metrics.Shock;
import io.portcullis.risk.metrics.StressScenario;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closes, stress scenarios and limits of metrics as tables. */
class MetricsFilesTest {

    private static void saysOf(Runnable reading, String text) {
        String said = assertThrows(SettingsException.class, reading::run).getMessage();
        assertTrue(said.contains(text), said);
    }

    @Test
    void whatStandsInConfIsRead() {
        Path conf = Path.of("..", "conf");
        assertEquals(3, StressFile.in(conf).userDefined().size());
        assertEquals(List.of(), MetricLimitsFile.in(conf));
        assertEquals(StressFile.Scenarios.NONE, StressFile.in(Path.of("nowhere")));
        assertEquals(List.of(), MetricLimitsFile.in(Path.of("nowhere")));
    }

    @Test
    void closesAreReadWithAndWithoutAdjustedOnes() {
        ClosesFile file = new ClosesFile("closes.csv");
        assertEquals("[Row[symbol=IBM, day=2026-11-20, close=208.95, adjusted=null]]", file.read("symbol,date,close\nIBM,2026-11-20,208.95\n").toString());
        assertEquals("[Row[symbol=IBM, day=2026-11-20, close=208.95, adjusted=104.475]]",
                file.read("symbol,date,close,adjusted\nIBM,2026-11-20,208.95,104.475\n").toString());
        saysOf(() -> file.read("symbol,date,close\nIBM,20.11.2026,208.95\n"), "closes.csv: line 2: date = 20.11.2026: must be a day such as 2026-11-20");
        saysOf(() -> file.read("symbol,date,close\nIBM,2026-11-20,0\n"), "closes.csv: line 2: close = 0: must be more than 0");
        saysOf(() -> file.read("symbol,date,close\nIBM,2026-11-20,much\n"), "close = much: must be a decimal number with at most eight places");
        saysOf(() -> file.read("symbol,date,close\nIBM,2026-11-20,1\nIBM,2026-11-20,2\n"), "closes.csv: line 3: the close of IBM on 2026-11-20 stands twice");
        saysOf(() -> file.read("symbol,date,open\nIBM,2026-11-20,1\n"), "closes.csv: there is no column open, but symbol, date, close, adjusted");
    }

    private static StressFile.Scenarios stress(String lines) {
        return StressFile.read("stress.csv", "scenario,scope,shock-percent,from,until\n" + lines);
    }

    @Test
    void scenariosAreShocksOrDaysOfThePast() {
        StressFile.Scenarios read = stress("crash,all,-20,,\ncrash,symbol=IBM,5,,\ncovid,,,2020-02-19,2020-03-23\n");
        assertEquals(List.of(new StressScenario.UserDefined("crash", List.of(new Shock(Shock.On.ALL, null, -0.2), new Shock(Shock.On.SYMBOL, "IBM", 0.05)))),
                read.userDefined());
        assertEquals(List.of(new StressFile.Replay("covid", LocalDate.of(2020, 2, 19), LocalDate.of(2020, 3, 23))), read.replays());
    }

    @Test
    void whatIsWrongWithAScenarioIsNamedWithItsLine() {
        saysOf(() -> stress("crash,all,-101,,\n"), "stress.csv: line 2: shock-percent = -101: must be from -100 to 1000 per cent");
        saysOf(() -> stress("crash,all,1e-2147483647,,\n"), "shock-percent = 1e-2147483647: must have at most 8 decimal places");
        saysOf(() -> stress("crash,all,1e2147483647,,\n"), "shock-percent = 1e2147483647: must be from -100 to 1000 per cent");
        saysOf(() -> stress("crash,client=ACME,-10,,\n"), "scope = client=ACME: must be all, currency=, sector= or symbol= with a value");
        saysOf(() -> stress("crash,symbol=,-10,,\n"), "scope = symbol=: must be all");
        saysOf(() -> stress("crash,all=1,-10,,\n"), "scope = all=1: must be all");
        saysOf(() -> stress("crash,all,,,\n"), "shock-percent is missing");
        saysOf(() -> stress("crash,,-10,,\n"), "scope is missing");
        saysOf(() -> stress("crash,all,-10,,\ncrash,all,-11,,\n"), "line 3: scenario crash has two shocks on all");
        saysOf(() -> stress("covid,,,2020-03-23,2020-02-19\n"), "until = 2020-02-19: must be after from, which is 2020-03-23");
        saysOf(() -> stress("covid,,,2020-02-19,2020-03-23\ncovid,all,-3,,\n"), "is either shocks");
        saysOf(() -> stress("covid,,,2020-02-19,2020-03-23\ncovid,,,2020-02-19,2020-03-23\n"), "scenario covid stands twice");
    }

    private static List<String> limits(String lines) {
        return MetricLimitsFile.read("metric-limits.csv", "portfolio,metric,limit,currency,warn-percent,kill\n" + lines).stream().map(Object::toString)
                .toList();
    }

    @Test
    void limitsOfMetricsAreReadAndWhatIsWrongWithOneIsNamed() {
        assertEquals(List.of("client=ACME var-99-1d 250000 USD", "firm leverage 4.5"),
                limits("client=ACME,var-99-1d,250000,USD,80,yes\nfirm,leverage,4.5,,,\n"));
        saysOf(() -> limits("client=ACME,var-98-1d,250000,USD,80,yes\n"), "line 2: metric = var-98-1d: must be var-99-1d or es-99-1d");
        saysOf(() -> limits("symbol=IBM,gross,250000,USD,,\n"),
                "line 2: portfolio = symbol=IBM: must be firm, or one of group=, client=, desk=, account=, portfolio= with a value or *, was symbol=IBM");
        saysOf(() -> limits("firm,gross,-1,USD,,\n"), "limit must be more than 0, was -1");
        saysOf(() -> limits("firm,gross,many,USD,,\n"), "limit = many: must be a decimal number");
        for (String huge : new String[]{"1e999999999", "1e2147483647", "-1e2147483647", "1e-2147483647", "1000000000000000000"}) {
            saysOf(() -> limits("firm,gross," + huge + ",USD,,\n"), "limit = " + huge + ": must have at most 18 digits before the point and 8 after it");
        }
        saysOf(() -> limits("firm,gross,1,usd,,\n"), "currency = usd: must be three capital letters");
        saysOf(() -> limits("firm,gross,1,USD,100,\n"), "warn-percent = 100: must be a whole number from 1 to 99, or empty");
        saysOf(() -> limits("firm,gross,1,USD,80,maybe\n"), "kill = maybe: must be yes or no");
        saysOf(() -> limits("firm,gross,1,USD,80,\nfirm,gross,2,USD,,\n"), "line 3: the limit of firm gross stands twice");
    }

    @Test
    void capitalIsAnAmountAndACurrency() {
        assertEquals("Capital[amount=5000000.50, currency=USD]", Account.Capital.of("5000000.50 USD").toString());
        for (String wrong : new String[]{"5000000", "USD 5", "0 USD", "-1 USD", "1e6 USD", "5 usd"}) {
            assertEquals("must be an amount of more than 0 and a currency, such as 5000000 USD",
                    assertThrows(IllegalArgumentException.class, () -> Account.Capital.of(wrong), wrong).getMessage());
        }
    }
}
