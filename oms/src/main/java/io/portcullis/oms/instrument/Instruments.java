package io.portcullis.oms.instrument;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instruments of one loading: never changed, a reload brings another. */
public final class Instruments {

    private final Map<String, Instrument> bySymbol;

    /** @throws IllegalArgumentException if two have one symbol */
    public Instruments(Collection<Instrument> instruments) {
        Map<String, Instrument> all = LinkedHashMap.newLinkedHashMap(instruments.size());
        for (Instrument instrument : instruments) {
            if (all.put(instrument.symbol(), instrument) != null) {
                throw new IllegalArgumentException("symbol " + instrument.symbol() + " stands twice");
            }
        }
        bySymbol = Collections.unmodifiableMap(all);
    }

    public @Nullable Instrument bySymbol(String symbol) {
        return bySymbol.get(symbol);
    }

    /** In the order of the file. */
    public Collection<Instrument> all() {
        return bySymbol.values();
    }
}
