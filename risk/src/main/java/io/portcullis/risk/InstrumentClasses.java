package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.types.Strategy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kinds of instruments as they were last loaded; each is made once. */
final class InstrumentClasses {

    private final Map<String, InstrumentClass> bySymbol = new HashMap<>();
    private @Nullable Market market;
    private @Nullable Instruments instruments;

    void follow(Market followed) {
        market = followed;
    }

    /** @param symbol null if it is not known */
    InstrumentClass of(@Nullable String symbol) {
        return symbol == null ? InstrumentClass.UNKNOWN : known(symbol);
    }

    private InstrumentClass known(String symbol) {
        Instruments now = market == null ? null : market.instruments();
        if (now != instruments) { // reloaded
            bySymbol.clear();
            instruments = now;
        }
        InstrumentClass kind = bySymbol.get(symbol);
        if (kind == null) {
            kind = InstrumentClass.of(now == null ? null : now.bySymbol(symbol));
            bySymbol.put(symbol, kind);
        }
        return kind;
    }

    /** Of a multi-leg order that of its first leg. */
    InstrumentClass of(OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        return of(strategy == null ? terms.symbol() : strategy.legs().getFirst().symbol());
    }
}
