package io.portcullis.server.settings;

import io.portcullis.risk.CurrencyRates;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What currencies are worth in the base currency, as a table: currency, rate. */
final class RatesFile {

    private final Path file;
    private final CsvTable table;

    RatesFile(Path file) {
        this.file = file;
        this.table = new CsvTable(file);
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    CurrencyRates read(String base) {
        Map<String, BigDecimal> rates = new HashMap<>();
        table.read(SettingsText.of(file), line -> {
            String currency = table.read(line, "currency", RatesFile::currency);
            if (currency.equals(base) || rates.put(currency, table.read(line, "rate", RatesFile::rate)) != null) {
                throw table.wrong(line, "currency " + currency + (currency.equals(base) ? " is the base currency" : " stands twice"));
            }
            return currency;
        });
        return new CurrencyRates(base, rates);
    }

    /** Those currencies whose rates follow an instrument; of which there need not be a column. @throws SettingsException as {@link #read} */
    Map<String, LiveRate> live() {
        Map<String, LiveRate> sources = new HashMap<>();
        table.read(SettingsText.of(file), line -> {
            String source = table.optional(line, "live");
            if (source != null) {
                sources.put(table.read(line, "currency", RatesFile::currency), table.read(line, "live", LiveRate::of));
            }
            return line;
        });
        return sources;
    }

    static String currency(String text) {
        if (!text.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("must be three capital letters as of ISO 4217");
        }
        return text;
    }

    private static BigDecimal rate(String text) {
        BigDecimal rate = PlainNumbers.decimal(text);
        if (rate.signum() <= 0 || rate.compareTo(new BigDecimal("1e9")) > 0 || rate.scale() > 12) {
            throw new IllegalArgumentException("must be more than 0, at most 1000000000, with at most 12 decimal places");
        }
        return rate;
    }
}
