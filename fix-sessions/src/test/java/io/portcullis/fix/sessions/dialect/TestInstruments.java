package io.portcullis.fix.sessions.dialect;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.List;
import java.util.Map;

/** Reference data as the examples in these tests use them: one share with two listings, and one without a FIGI. */
public final class TestInstruments {

    private TestInstruments() {
    }

    /** AAPL on XNAS, AAPLm on XMEX with the same ISIN, and KO. */
    public static InstrumentCodes codes() {
        return new InstrumentCodes(new Instruments(List.of(
                instrument("AAPL", "US0378331005", "XNAS", Map.of("ric", "AAPL.OQ", "figi", "BBG000B9XRY4")),
                instrument("AAPLm", "US0378331005", "XMEX", Map.of("ric", "AAPL.MX")),
                instrument("KO", "US1912161007", "XNYS", Map.of("ric", "KO.N")))));
    }

    private static Instrument instrument(String symbol, String isin, String mic, Map<String, String> codes) {
        return new Instrument(symbol, isin, mic, "USD", TickTable.of(Price.of("0.01")), Quantity.of(1), Price.of("10"), codes);
    }
}
