package io.portcullis.server.settings;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Window;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Limits of risk metrics as a table: portfolio, metric, limit, currency, warn-percent, kill. The last two may be left empty. What is killed two persons let be over. */
public final class MetricLimitsFile {

    private static final List<String> COLUMNS = List.of("portfolio", "metric", "limit", "currency", "warn-percent", "kill");
    private static final String TWO_PERSONS = "two-persons";
    /** As this file has called it since before limits on orders had a measure of that name. */
    private static final String LEVERAGE = "leverage";

    private final CsvTable table;

    private MetricLimitsFile(String name) {
        table = new CsvTable(name);
    }

    /** Those of {@code metric-limits.csv}; none if it is not there. @throws SettingsException naming the line and what is wrong with it */
    public static List<Limit> in(Path directory) {
        Path file = directory.resolve("metric-limits.csv");
        return Files.exists(file) ? read(file.toString(), SettingsText.of(file)) : List.of();
    }

    static List<Limit> read(String name, String text) {
        MetricLimitsFile file = new MetricLimitsFile(name);
        Set<LimitKey> named = new HashSet<>();
        return file.table.read(text, line -> {
            Limit limit = file.limit(line);
            if (!named.add(limit.key())) {
                throw file.table.wrong(line, "the limit of " + limit.key() + " stands twice");
            }
            return limit;
        });
    }

    private Limit limit(CSVRecord line) {
        table.knowsOnly(line, COLUMNS);
        LimitKey key = new LimitKey(
                new PortfolioMetric(table.read(line, "portfolio", PortfolioName::of), table.read(line, "metric", MetricLimitsFile::metric)));
        BigDecimal most = table.read(line, "limit", PlainNumbers::decimal);
        String warn = table.optional(line, "warn-percent");
        int warnPercent = warn == null ? 0 : table.read(line, "warn-percent", MetricLimitsFile::percent);
        String currency = table.optional(line, "currency");
        try {
            return new Limit(key, most, currency, warnPercent, Window.ALWAYS, Breaker.of(key.measure(), most.toPlainString(), release(line)));
        } catch (IllegalArgumentException e) {
            throw table.wrong(line, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String release(CSVRecord line) {
        String kill = table.optional(line, "kill");
        if (kill != null && !Set.of("yes", "no").contains(kill)) {
            throw table.wrong(line, "kill = " + kill + ": must be yes or no");
        }
        return "yes".equals(kill) ? TWO_PERSONS : null;
    }

    private static String metric(String text) {
        String name = text.equals(LEVERAGE) ? "gross-leverage" : text;
        if (!PortfolioMetric.isName(name)) {
            throw new IllegalArgumentException("must be " + PortfolioMetric.ALLOWED);
        }
        return name;
    }

    private static int percent(String text) {
        int percent = PlainNumbers.whole(text);
        if (percent < 1 || percent > 99) {
            throw new IllegalArgumentException("must be a whole number from 1 to 99, or empty");
        }
        return percent;
    }
}
