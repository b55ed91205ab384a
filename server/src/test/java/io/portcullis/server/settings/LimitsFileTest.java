package io.portcullis.server.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.portcullis.oms.limit.Limit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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
                + "client=*,executions,500/1m,,80,,,,one-person after 5m\n" + "firm,executed-notional,5000000/1h,USD,,,,,two-persons\n";
        assertEquals(all, LimitsFile.text(read(all)));
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
        assertSaid("limits.csv: line 2: release is of limits only that kill, such as executions within a time, was alone after 5m",
                HEAD + "firm,open-orders,5,,,,,,alone after 5m\n");
        assertSaid("limits.csv: line 2: no time zone is called Mars/Base", HEAD + "symbol=IBM,restricted,yes,,,09:30-10:00 Mars/Base,,\n");
        assertSaid("limits.csv: line 2: symbol=IBM restricted: the limit must be yes or no, without a warning, was 0 with a warning at 50",
                HEAD + "symbol=IBM,restricted,yes,,50\n");
    }

    @Test
    void twoThousandNamesAreRead() {
        assertEquals(2_000, read(HEAD + IntStream.range(0, 2_000).mapToObj(i -> "symbol=S" + i + ",restricted,yes,,\n").collect(Collectors.joining())).size());
    }
}
