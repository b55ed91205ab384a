package io.portcullis.server.settings;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Window;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Limits as a table: scope, measure, limit, currency, warn-percent, daily, from, until, release. The last four, when a limit holds and who releases what it kills, may be missing. Of limits of risk metrics the
 * scope is a portfolio, the measure a metric, and one without a release kills nothing.
 */
public final class LimitsFile {

    private static final List<String> COLUMNS = List.of("scope", "measure", "limit", "currency", "warn-percent", "daily", "from", "until", "release");

    private final CsvTable table;

    /** @param name by which it is called where something in it is wrong */
    public LimitsFile(String name) {
        table = new CsvTable(name);
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    public List<Limit> read(String text) {
        Set<LimitKey> keys = new HashSet<>();
        return table.read(text, line -> {
            Limit limit = limit(line);
            if (!keys.add(limit.key())) {
                throw table.wrong(line, "the limit " + limit.key() + " stands twice");
            }
            return limit;
        });
    }

    private Limit limit(CSVRecord line) {
        table.knowsOnly(line, COLUMNS);
        String measure = table.read(line, "measure", LimitKey::checkedMeasure);
        LimitKey key = table.read(line, "scope", scope -> LimitKey.of(scope, measure));
        BigDecimal most = table.read(line, "limit", text -> Limit.most(key.measure(), text));
        String currency = table.textOrNull(line, "currency");
        String warn = table.textOrNull(line, "warn-percent");
        int warnPercent = warn == null ? 0 : table.read(line, "warn-percent", PlainNumbers::whole);
        try {
            return new Limit(key, most, currency, warnPercent,
                    Window.of(table.optional(line, "daily"), table.optional(line, "from"), table.optional(line, "until")),
                    Breaker.of(key.measure(), table.read(line, "limit", text -> text), table.optional(line, "release")));
        } catch (IllegalArgumentException e) {
            throw table.wrong(line, String.valueOf(e.getMessage()));
        }
    }

    /** The same as a file has them. */
    public static String text(List<Limit> limits) {
        return String.join(",", COLUMNS) + "\n" + limits.stream().map(LimitsFile::line).collect(Collectors.joining());
    }

    private static String line(Limit limit) {
        return String.join(",", limit.key().scopeText(), quoted(limit.key().measureText()), limit.mostText(), orEmpty(limit.currency()),
                limit.warnPercent() == 0 ? "" : Integer.toString(limit.warnPercent()), orEmpty(limit.window().daily()), orEmpty(limit.window().from()),
                orEmpty(limit.window().until()), orEmpty(limit.breaker() == null ? null : limit.breaker().release())) + "\n";
    }

    /** Sectors and scenarios, which metrics may name, may have commas. */
    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
