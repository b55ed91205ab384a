package io.portcullis.server.settings;

import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.instrument.Traits;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The instruments as a table: symbol, isin, mic, currency, lot, ticks, reference-price. Ticks by price band, such as {@code 0:0.0001 1:0.01}. Any further column is a code
 * by which others know the instrument, such as ric or figi; it may be empty.
 */
public final class InstrumentsFile {

    private static final Set<String> OURS = Set.of("symbol", "isin", "mic", "currency", "lot", "ticks", "reference-price", "sector", "asset-class",
            "average-daily-volume", "price-bands", "margin-rate", "daily-volatility");

    private static final BigDecimal MOST_VOLATILITY_PERCENT = BigDecimal.valueOf(1_000);

    private final Path file;
    private final CsvTable table;

    public InstrumentsFile(Path file) {
        this.file = file;
        this.table = new CsvTable(file);
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    public Instruments read() {
        try {
            return new Instruments(table.read(SettingsText.of(file), this::instrument));
        } catch (IllegalArgumentException e) {
            throw new SettingsException(file + ": " + e.getMessage());
        }
    }

    private Instrument instrument(CSVRecord line) {
        String reference = table.textOrNull(line, "reference-price");
        return new Instrument(table.text(line, "symbol"), table.textOrNull(line, "isin"), table.text(line, "mic"), table.text(line, "currency"),
                table.read(line, "ticks", InstrumentsFile::ticks),
                table.read(line, "lot", text -> positive(Quantity.of(text))), reference == null ? null : table.read(line, "reference-price", Price::of),
                codes(line), traits(line));
    }

    private Traits traits(CSVRecord line) {
        String volume = table.optional(line, "average-daily-volume");
        return new Traits(name(line, "sector"), name(line, "asset-class"),
                volume == null ? null : table.read(line, "average-daily-volume", text -> positive(Quantity.of(text))),
                table.optional(line, "price-bands") == null ? null : table.read(line, "price-bands", BandRule::of),
                percent(line, "margin-rate", RiskEntry.MOST_MARGIN_PERCENT), percent(line, "daily-volatility", MOST_VOLATILITY_PERCENT));
    }

    private @Nullable BigDecimal percent(CSVRecord line, String column, BigDecimal most) {
        return table.optional(line, column) == null ? null : table.read(line, column, text -> RiskEntry.percent(text, most));
    }

    /** As limits' scopes have it. */
    private @Nullable String name(CSVRecord line, String column) {
        return table.optional(line, column) == null ? null : table.read(line, column, text -> {
            new Scope(Map.of(Dimension.SECTOR, text));
            return text;
        });
    }

    private static Map<String, String> codes(CSVRecord line) {
        Map<String, String> codes = new HashMap<>();
        for (String column : line.getParser().getHeaderNames()) {
            if (!OURS.contains(column) && line.isSet(column) && !line.get(column).isEmpty()) {
                codes.put(column, line.get(column));
            }
        }
        return codes;
    }

    private static Quantity positive(Quantity quantity) {
        if (!quantity.isPositive()) {
            throw new IllegalArgumentException("must be positive");
        }
        return quantity;
    }

    private static TickTable ticks(String text) {
        List<TickTable.Band> bands = new ArrayList<>();
        for (String band : text.split(" +")) {
            String[] parts = band.split(":");
            if (parts.length != 2) {
                throw new IllegalArgumentException("must be price bands such as 0:0.0001 1:0.01");
            }
            bands.add(new TickTable.Band(Price.of(parts[0]), Price.of(parts[1])));
        }
        return new TickTable(bands);
    }
}
