package io.portcullis.fix.sessions.dialect;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What instruments are called by others: found by each of their codes. The columns are {@code symbol}, {@code isin}, {@code mic}, {@code currency}, {@code mic-symbol}
 * (such as XNAS:AAPL), and those that the reference data have besides, such as {@code ric} or {@code figi}. For any thread; a reload is taken on at once.
 */
public final class InstrumentCodes {

    private static final List<String> STANDARD = List.of("symbol", "isin", "mic", "currency", "mic-symbol");

    private volatile Index index;

    private record Index(Set<String> columns, Map<String, Map<String, List<Instrument>>> byCode) {
    }

    public InstrumentCodes(Instruments instruments) {
        index = indexed(instruments);
    }

    /** From now on these are the instruments. */
    public void update(Instruments instruments) {
        index = indexed(instruments);
    }

    private static Index indexed(Instruments instruments) {
        Set<String> columns = new TreeSet<>(STANDARD);
        instruments.all().forEach(instrument -> columns.addAll(instrument.codes().keySet()));
        Map<String, Map<String, List<Instrument>>> byCode = new HashMap<>();
        for (String column : columns) {
            Map<String, List<Instrument>> ofColumn = new HashMap<>();
            for (Instrument instrument : instruments.all()) {
                String code = codeOf(instrument, column);
                if (code != null) {
                    ofColumn.computeIfAbsent(code, ignored -> new ArrayList<>(1)).add(instrument);
                }
            }
            byCode.put(column, ofColumn);
        }
        return new Index(columns, byCode);
    }

    Set<String> columns() {
        return index.columns;
    }

    /** All that have that code; empty if none has. */
    List<Instrument> find(String column, String code) {
        return index.byCode.getOrDefault(column, Map.of()).getOrDefault(code, List.of());
    }

    /** Null if the instrument has none in that column. */
    static @Nullable String codeOf(Instrument instrument, String column) {
        return switch (column) {
            case "symbol" -> instrument.symbol();
            case "isin" -> instrument.isin();
            case "mic" -> instrument.mic();
            case "currency" -> instrument.currency();
            case "mic-symbol" -> instrument.mic() + ":" + instrument.symbol();
            default -> instrument.codes().get(column);
        };
    }
}
