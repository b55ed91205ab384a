package io.portcullis.server.settings;

import io.portcullis.risk.metrics.Metric;
import io.portcullis.risk.metrics.MetricLimit;
import io.portcullis.risk.metrics.PortfolioName;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/** Limits of risk metrics as a table: portfolio, metric, limit, currency, warn-percent, kill. The last two may be left empty. */
public final class MetricLimitsFile {

    private static final List<String> COLUMNS = List.of("portfolio", "metric", "limit", "currency", "warn-percent", "kill");

    private static final int MOST_DIGITS = 18;
    private static final int MOST_PLACES = 8;

    private final CsvTable table;

    private MetricLimitsFile(String name) {
        table = new CsvTable(name);
    }

    /** Those of {@code metric-limits.csv}; none if it is not there. @throws SettingsException naming the line and what is wrong with it */
    public static List<MetricLimit> in(Path directory) {
        Path file = directory.resolve("metric-limits.csv");
        return Files.exists(file) ? read(file.toString(), SettingsText.of(file)) : List.of();
    }

    static List<MetricLimit> read(String name, String text) {
        MetricLimitsFile file = new MetricLimitsFile(name);
        Set<String> named = new HashSet<>();
        return file.table.read(text, line -> {
            MetricLimit limit = file.limit(line);
            if (!named.add(limit.portfolio() + " " + limit.metric())) {
                throw file.table.wrong(line, "the limit of " + limit.portfolio() + " " + limit.metric() + " stands twice");
            }
            return limit;
        });
    }

    private MetricLimit limit(CSVRecord line) {
        table.knowsOnly(line, COLUMNS);
        String warn = table.optional(line, "warn-percent");
        String currency = table.optional(line, "currency");
        String kill = table.optional(line, "kill");
        if (kill != null && !Set.of("yes", "no").contains(kill)) {
            throw table.wrong(line, "kill = " + kill + ": must be yes or no");
        }
        try {
            return new MetricLimit(table.read(line, "portfolio", PortfolioName::of), table.read(line, "metric", Metric::of),
                    table.read(line, "limit", MetricLimitsFile::amount),
                    currency == null ? null : table.read(line, "currency", RatesFile::currency),
                    warn == null ? 0 : table.read(line, "warn-percent", MetricLimitsFile::percent),
                    "yes".equals(kill));
        } catch (IllegalArgumentException e) {
            throw table.wrong(line, String.valueOf(e.getMessage()));
        }
    }

    private static BigDecimal amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            if ((long) amount.precision() - amount.scale() <= MOST_DIGITS && amount.scale() <= MOST_PLACES) {
                return amount;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a decimal number", e);
        }
        throw new IllegalArgumentException("must have at most " + MOST_DIGITS + " digits before the point and " + MOST_PLACES + " after it");
    }

    private static int percent(String text) {
        try {
            int percent = Integer.parseInt(text);
            if (percent >= 1 && percent <= 99) {
                return percent;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a whole number from 1 to 99, or empty", e);
        }
        throw new IllegalArgumentException("must be a whole number from 1 to 99, or empty");
    }
}
