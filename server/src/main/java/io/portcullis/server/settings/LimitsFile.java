package io.portcullis.server.settings;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Window;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Limits as a table, or as a list in YAML: scope, measure, limit, currency, warn-percent, daily, from, until, release. The last four, when a limit holds and who releases what it kills, may be missing. Of limits of risk metrics the
 * scope is a portfolio, the measure a metric, and one without a release kills nothing.
 */
public final class LimitsFile {

    private static final List<String> COLUMNS = List.of("scope", "measure", "limit", "currency", "warn-percent", "daily", "from", "until", "release");
    private static final Set<String> MAY_BE_MISSING = Set.of("daily", "from", "until", "release");

    /** Where one limit is read from. */
    private interface Source {

        /** @throws SettingsException if it has none of that name */
        String text(String name);

        /** Null if it has none. */
        @Nullable
        String optional(String name);

        SettingsException wrong(String what);

        default <T> T read(String name, Function<String, T> reader) {
            String text = text(name);
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw wrong(name + " = " + text + ": " + e.getMessage());
            }
        }
    }

    private record Line(CsvTable table, CSVRecord record) implements Source {

        @Override
        public String text(String name) {
            return table.text(record, name);
        }

        @Override
        public @Nullable String optional(String name) {
            return MAY_BE_MISSING.contains(name) ? table.optional(record, name) : table.textOrNull(record, name);
        }

        @Override
        public SettingsException wrong(String what) {
            return table.wrong(record, what);
        }
    }

    private record Entry(YamlList.Entry entry) implements Source {

        @Override
        public String text(String name) {
            String text = optional(name);
            if (text == null) {
                throw wrong(name + " is missing");
            }
            return text;
        }

        @Override
        public @Nullable String optional(String name) {
            return entry.texts().get(name);
        }

        @Override
        public SettingsException wrong(String what) {
            return entry.wrong(what);
        }
    }

    private final String name;

    /** @param name by which it is called where something in it is wrong; one that ends in {@code .yaml} or {@code .yml} is a list in YAML, any other a table */
    public LimitsFile(String name) {
        this.name = name;
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    public List<Limit> read(String text) {
        Set<LimitKey> keys = new HashSet<>();
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YamlList.read(name, text, COLUMNS).stream().map(entry -> limit(new Entry(entry), keys)).toList();
        }
        CsvTable table = new CsvTable(name);
        return table.read(text, line -> {
            table.knowsOnly(line, COLUMNS);
            return limit(new Line(table, line), keys);
        });
    }

    private static Limit limit(Source source, Set<LimitKey> before) {
        String measure = source.read("measure", LimitKey::checkedMeasure);
        LimitKey key = source.read("scope", scope -> LimitKey.of(scope, measure));
        BigDecimal most = source.read("limit", text -> Limit.most(key.measure(), text));
        int warnPercent = source.optional("warn-percent") == null ? 0 : source.read("warn-percent", PlainNumbers::whole);
        if (!before.add(key)) {
            throw source.wrong("the limit " + key + " stands twice");
        }
        try {
            return new Limit(key, most, source.optional("currency"), warnPercent,
                    Window.of(source.optional("daily"), source.optional("from"), source.optional("until")),
                    Breaker.of(key.measure(), source.text("limit"), source.optional("release")));
        } catch (IllegalArgumentException e) {
            throw source.wrong(String.valueOf(e.getMessage()));
        }
    }

    /** The same as a table has them. */
    public static String text(List<Limit> limits) {
        return String.join(",", COLUMNS) + "\n"
                + limits.stream().map(limit -> texts(limit).stream().map(LimitsFile::quoted).collect(Collectors.joining(",")) + "\n")
                        .collect(Collectors.joining());
    }

    /** The same as a list in YAML. */
    public static String yaml(List<Limit> limits) {
        return YamlList.text(COLUMNS, limits.stream().map(LimitsFile::texts).toList());
    }

    /** By column; empty where there is nothing. */
    private static List<String> texts(Limit limit) {
        return List.of(limit.key().scopeText(), limit.key().measureText(), limit.mostText(), orEmpty(limit.currency()),
                limit.warnPercent() == 0 ? "" : Integer.toString(limit.warnPercent()), orEmpty(limit.window().daily()), orEmpty(limit.window().from()),
                orEmpty(limit.window().until()), orEmpty(limit.breaker() == null ? null : limit.breaker().release()));
    }

    /** Sectors and scenarios, which metrics may name, may have commas. */
    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String orEmpty(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
