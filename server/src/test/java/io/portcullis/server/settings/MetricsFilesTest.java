package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.risk.Account;
import io.portcullis.risk.metrics.Shock;
import io.portcullis.risk.metrics.StressScenario;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closes, stress scenarios and limits of metrics as tables. */
class MetricsFilesTest {

    @TempDir
    private Path directory;

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
        saysOf(() -> stress("crash,all,1e-2147483647,,\n"), "shock-percent = 1e-2147483647: must be a decimal number in plain digits, such as 12.5");
        saysOf(() -> stress("crash,all,1e2147483647,,\n"), "line 2: shock-percent = 1e2147483647: must be a decimal number in plain digits, such as 12.5");
        saysOf(() -> stress("crash,all,\u0665,,\n"), "shock-percent = \u0665: must be a decimal number in plain digits");
        saysOf(() -> stress("crash,all,0.123456789012345678901234567890,,\n"), "must have at most 8 decimal places");
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
        return MetricLimitsFile.read("metric-limits.csv", "portfolio,metric,limit,currency,warn-percent,kill\n" + lines).stream()
                .map(limit -> limit.key() + ": " + limit).toList();
    }

    @Test
    void limitsOfMetricsAreReadAndWhatIsWrongWithOneIsNamed() {
        assertEquals(List.of("client=ACME var-99-1d: 250000 USD kills", "firm gross-leverage: 4.5", "portfolio=* gross-leverage: 5"),
                limits("client=ACME,var-99-1d,250000,USD,80,yes\nfirm,leverage,4.5,,,\nportfolio=*,gross-leverage,5,,,\n"));
        saysOf(() -> limits("client=ACME,var-98-1d,250000,USD,80,yes\n"), "line 2: metric = var-98-1d: must be var-99-1d or es-99-1d");
        saysOf(() -> limits("symbol=IBM,gross,250000,USD,,\n"),
                "line 2: portfolio = symbol=IBM: must be firm, or one of group=, client=, desk=, account=, portfolio= with a value or *, was symbol=IBM");
        saysOf(() -> limits("firm,gross,-1,USD,,\n"), "line 2: firm gross: the limit must be 0 to 1000000000000000000 with at most 8 decimal places, was -1");
        saysOf(() -> limits("firm,gross,many,USD,,\n"), "limit = many: must be a decimal number in plain digits, such as 12.5");
        for (String huge : new String[]{"1e999999999", "1e2147483647", "-1e2147483647", "1e-2147483647", "NaN", "\u0665", "1,5", "0x10"}) {
            saysOf(() -> limits("firm,gross,\"" + huge + "\",USD,,\n"), "line 2: limit = " + huge + ": must be a decimal number in plain digits");
        }
        saysOf(() -> limits("firm,gross,10000000000000000000,USD,,\n"), "line 2: firm gross: the limit must be 0 to 1000000000000000000");
        saysOf(() -> limits("firm,gross,0.123456789012345678901234567890,USD,,\n"), "with at most 8 decimal places, was 0.12345678901234567890123456789");
        saysOf(() -> limits("firm,gross,1,usd,,\n"), "firm gross: the currency must be three capital letters as of ISO 4217, was usd");
        saysOf(() -> limits("firm,gross,1,USD,100,\n"), "warn-percent = 100: must be a whole number from 1 to 99, or empty");
        saysOf(() -> limits("firm,gross,1,USD,80,maybe\n"), "kill = maybe: must be yes or no");
        saysOf(() -> limits("firm,gross,1,USD,80,\nfirm,gross,2,USD,,\n"), "line 3: the limit of firm gross stands twice");
        saysOf(() -> limits("firm,leverage,1,,,\nfirm,gross-leverage,2,,,\n"), "line 3: the limit of firm gross-leverage stands twice");
    }

    @Test
    void ratesOfCurrenciesAreWrittenInPlainDigits() throws IOException {
        Path file = directory.resolve("currency-rates.csv");
        Files.writeString(file, "currency,rate\nEUR,1.08\nGBP,.9\n");
        assertEquals(new BigDecimal("1.08"), new RatesFile(file).read("USD").rate("EUR", "USD"));
        for (String wrong : new String[]{"1e2", "1E400", "NaN", "\u0665", "0x10"}) {
            Files.writeString(file, "currency,rate\nEUR," + wrong + "\n");
            saysOf(() -> new RatesFile(file).read("USD"),
                    "currency-rates.csv: line 2: rate = " + wrong + ": must be a decimal number in plain digits, such as 12.5");
        }
        Files.writeString(file, "currency,rate\nEUR,0.123456789012345678901234567890\n");
        saysOf(() -> new RatesFile(file).read("USD"), "must be more than 0, at most 1000000000, with at most 12 decimal places");
        Files.writeString(file, "currency,rate,live\nEUR,1.08,EUR/USD\nJPY,0.0066,1/USD/JPY\nCHF,1.13,\n");
        assertEquals(Map.of("EUR", new LiveRate("EUR/USD", false), "JPY", new LiveRate("USD/JPY", true)), new RatesFile(file).live());
        Files.writeString(file, "currency,rate,live\nEUR,1.08,1/\n");
        saysOf(() -> new RatesFile(file).live(), "line 2: live = 1/: must be the symbol of an instrument, such as EUR/USD");
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
