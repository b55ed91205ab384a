package io.portcullis.risk;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * By what an instrument's orders are told apart, beside its symbol.
 *
 * @param currency empty if the instrument is not known
 * @param sector null if it is not known, likewise the asset class
 * @param averageDailyVolume null if it is not known
 */
record InstrumentClass(String currency, @Nullable String sector, @Nullable String assetClass, @Nullable Quantity averageDailyVolume) {

    static final InstrumentClass UNKNOWN = new InstrumentClass("", null, null, null);

    static InstrumentClass of(@Nullable Instrument instrument) {
        return instrument == null ? UNKNOWN
                : new InstrumentClass(instrument.currency(), instrument.traits().sector(), instrument.traits().assetClass(),
                        instrument.traits().averageDailyVolume());
    }
}
