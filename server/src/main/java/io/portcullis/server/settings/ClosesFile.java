package io.portcullis.server.settings;

import io.portcullis.oms.types.Price;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Closes as a table: symbol, date, close, adjusted. The last may be missing or empty: what that close would be of shares as they are now, after splits and dividends. */
public final class ClosesFile {

    /** One of them. */
    public record Row(String symbol, LocalDate day, Price close, @Nullable Price adjusted) {
    }

    private static final List<String> COLUMNS = List.of("symbol", "date", "close", "adjusted");

    private final CsvTable table;

    /** @param name by which it is called where something in it is wrong */
    public ClosesFile(String name) {
        table = new CsvTable(name);
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    public List<Row> read(String text) {
        Set<String> named = new HashSet<>();
        return table.read(text, line -> {
            Row row = row(line);
            if (!named.add(row.symbol + " " + row.day)) {
                throw table.wrong(line, "the close of " + row.symbol + " on " + row.day + " stands twice");
            }
            return row;
        });
    }

    private Row row(CSVRecord line) {
        table.knowsOnly(line, COLUMNS);
        return new Row(table.text(line, "symbol"), table.read(line, "date", StressFile::day), table.read(line, "close", ClosesFile::price),
                table.optional(line, "adjusted") == null ? null : table.read(line, "adjusted", ClosesFile::price));
    }

    private static Price price(String text) {
        try {
            Price price = Price.of(text);
            if (price.isPositive()) {
                return price;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a decimal number with at most eight places", e);
        }
        throw new IllegalArgumentException("must be more than 0");
    }
}
