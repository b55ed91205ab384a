package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.limit.Limit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits as a table, read and written. */
class LimitsFileTest {

    private static final String HEAD = "scope,measure,limit,currency,warn-percent,daily,from,until,release\n";

    private static List<Limit> read(String text) {
        return new LimitsFile("limits.csv").read(text);
    }

    private static void assertSaid(String text, String file) {
        assertEquals(text, assertThrows(SettingsException.class, () -> read(file)).getMessage());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        String all = HEAD + "account=* symbol=IBM,open-notional,5000000,USD,80,09:30-10:00 America/New_York,2026-12-24T14:30:00Z,,\n"
                + "client=ACME symbol=*,restricted,yes,,,,,2026-12-31T21:00:00Z,\n" + "client=ACME symbol=IBM,restricted,no,,,,,,\n"
                + "client=*,executions,500/1m,,80,,,,one-person after 5m\n" + "firm,executed-notional,5000000/1h,USD,,,,,two-persons\n"
                + "client=ACME,var-99-1d,250000,USD,80,09:30-10:00 America/New_York,,,two-persons\n" + "portfolio=growth,gross-leverage,4.5,,,,,,\n"
                + "firm,\"stress:rates, \"\"up\"\" 2 %\",100,EUR,,,,,alone after 15m\n";
        assertEquals(all, LimitsFile.text(read(all)));
    }

    @Test
    void aListInYamlSaysTheSame() {
        List<Limit> all = read(HEAD + "account=* symbol=IBM,open-notional,5000000,USD,80,09:30-10:00 America/New_York,2026-12-24T14:30:00Z,,\n"
                + "client=ACME symbol=IBM,restricted,no,,,,,,\n" + "client=*,executions,500/1m,,80,,,,one-person after 5m\n"
                + "firm,\"stress:rates, \"\"up\"\" 2 %\",100.5,EUR,,,,,alone after 15m\n");
        String yaml = """
                - scope: account=* symbol=IBM
                  measure: open-notional
                  limit: 5000000
                  currency: USD
                  warn-percent: 80
                  daily: "09:30-10:00 America/New_York"
                  from: "2026-12-24T14:30:00Z"
                - scope: client=ACME symbol=IBM
                  measure: restricted
                  limit: no
                - scope: client=*
                  measure: executions
                  limit: "500/1m"
                  warn-percent: 80
                  release: one-person after 5m
                - scope: firm
                  measure: "stress:rates, \\"up\\" 2 %"
                  limit: 100.5
                  currency: EUR
                  release: alone after 15m
                """;
        assertEquals(yaml, LimitsFile.yaml(all));
        assertEquals(all, new LimitsFile("limits.yaml").read(yaml));
        assertEquals(List.of(), new LimitsFile("limits.yml").read(LimitsFile.yaml(List.of())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `- scope: firm\n  limit: 1` | line 1: measure is missing
            `- scope: firm\n  measure: open-orders\n  limit: 1e3` | line 1: limit = 1e3: must be a decimal number
            `- scope: firm\n  measure: open-orders\n  limit: [1, 2]` | line 3: limit must be a single value
            `- scope: firm\n  mesure: open-orders` | line 2: there is no mesure, but scope, measure, limit, currency, warn-percent, daily, from, until, release
            `- scope: firm\n  scope: firm` | line 2: scope stands twice
            `- scope: firm\n  measure: open-orders\n  limit: 1\n- {scope: firm, measure: open-orders, limit: 2}` | line 4: the limit firm open-orders stands twice
            `scope: firm` | line 1: must be a list of entries, each with - before it
            `- firm` | line 1: must be names with values, scope, measure, limit, currency, warn-percent, daily, from, until, release
            `- scope: "firm` | line 1: is not YAML: found unexpected end of stream
            `` | line 1: the file is empty
            """)
    void whatIsWrongInAListIsNamedWithItsLine(String file, String text) {
        assertEquals("limits.yaml: " + text,
                assertThrows(SettingsException.class, () -> new LimitsFile("limits.yaml").read(file.replace("\\n", "\n"))).getMessage());
    }

    @Test
    void aTableWithoutTimesIsReadAsBefore() {
        assertEquals(HEAD + "firm,open-orders,100,,,,,,\n", LimitsFile.text(read("scope,measure,limit,currency,warn-percent\nfirm,open-orders,100,,\n")));
        assertEquals(HEAD + "firm,open-orders,100,,,,,,\n", LimitsFile.text(read(HEAD + "firm,open-orders,100,,\n")));
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertSaid("limits.csv: there is no column dayly, but scope, measure, limit, currency, warn-percent, daily, from, until, release",
                "scope,measure,limit,currency,warn-percent,dayly\nfirm,open-orders,100,,,\n");
        assertSaid("limits.csv: line 2: limit = 1: must be yes or no", HEAD + "symbol=IBM,restricted,1,,\n");
        assertSaid("limits.csv: line 2: limit = yes: must be a decimal number", HEAD + "symbol=IBM,open-orders,yes,,\n");
        assertSaid("limits.csv: line 2: the limit must be an amount and a time, such as 100/60s, was 5", HEAD + "firm,rejects,5,,\n");
        assertSaid("limits.csv: line 2: release is of limits only that kill, such as executions or those of risk metrics, was alone after 5m",
                HEAD + "firm,open-orders,5,,,,,,alone after 5m\n");
        assertSaid(
                "limits.csv: line 2: scope = portfolio=growth: scope portfolio=growth must be firm, or name=value with names out of group, client, desk, account, session, trader, "
                        + "algorithm, currency, sector, asset-class, symbol, side, venue, was with portfolio=growth",
                HEAD + "portfolio=growth,open-orders,5,,\n");
        assertSaid("limits.csv: line 2: warn-percent = \u0668\u0660: must be a whole number in plain digits", HEAD + "firm,open-orders,5,,\u0668\u0660\n");
        assertSaid("limits.csv: line 2: no time zone is called Mars/Base", HEAD + "symbol=IBM,restricted,yes,,,09:30-10:00 Mars/Base,,\n");
        assertSaid("limits.csv: line 2: symbol=IBM restricted: the limit must be yes or no, without a warning, was 0 with a warning at 50",
                HEAD + "symbol=IBM,restricted,yes,,50\n");
    }

    @Test
    void twoThousandNamesAreRead() {
        assertEquals(2_000, read(HEAD + IntStream.range(0, 2_000).mapToObj(i -> "symbol=S" + i + ",restricted,yes,,\n").collect(Collectors.joining())).size());
    }
}
