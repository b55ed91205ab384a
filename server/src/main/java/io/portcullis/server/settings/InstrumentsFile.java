package io.portcullis.server.settings;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The instruments as a table: symbol, isin, mic, currency, lot, ticks, reference-price. Ticks by price band, such as {@code 0:0.0001 1:0.01}. Any further column is a code
 * by which others know the instrument, such as ric or figi; it may be empty.
 */
public final class InstrumentsFile {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).setCommentMarker('#').setTrim(true)
            .setIgnoreEmptyLines(true).get();

    private static final Set<String> OURS = Set.of("symbol", "isin", "mic", "currency", "lot", "ticks", "reference-price");

    private final Path file;

    public InstrumentsFile(Path file) {
        this.file = file;
    }

    /** @throws SettingsException naming the line and what is wrong with it */
    public Instruments read() {
        List<Instrument> instruments = new ArrayList<>();
        try (CSVParser lines = FORMAT.parse(new StringReader(SettingsText.of(file)))) {
            for (CSVRecord line : lines) {
                instruments.add(instrument(line));
            }
            return new Instruments(instruments);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(file + ": " + e.getMessage());
        }
    }

    private Instrument instrument(CSVRecord line) {
        String reference = textOrNull(line, "reference-price");
        return new Instrument(text(line, "symbol"), textOrNull(line, "isin"), text(line, "mic"), text(line, "currency"),
                read(line, "ticks", InstrumentsFile::ticks),
                read(line, "lot", text -> positive(Quantity.of(text))), reference == null ? null : read(line, "reference-price", Price::of),
                codes(line));
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

    private <T> T read(CSVRecord line, String column, Function<String, T> reader) {
        String text = text(line, column);
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(line, column + " = " + text + ": " + e.getMessage());
        }
    }

    private String text(CSVRecord line, String column) {
        String text = textOrNull(line, column);
        if (text == null) {
            throw wrong(line, column + " is missing");
        }
        return text;
    }

    private @Nullable String textOrNull(CSVRecord line, String column) {
        if (!line.isMapped(column)) {
            throw wrong(line, "there is no column " + column);
        }
        if (!line.isSet(column)) {
            throw wrong(line, "has " + line.size() + " values, too few");
        }
        String text = line.get(column);
        return text.isEmpty() ? null : text;
    }

    private SettingsException wrong(CSVRecord line, String what) {
        return new SettingsException(file + ": line " + line.getParser().getCurrentLineNumber() + ": " + what);
    }
}
