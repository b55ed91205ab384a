package io.portcullis.risk;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * By what an instrument's orders are told apart, beside its symbol.
 *
 * @param currency empty if the instrument is not known
 * @param sector null if it is not known, likewise the asset class
 * @param averageDailyVolume null if it is not known
 * @param marginPercent null if nothing is said of it
 * @param volatilityPercent of a day; null if it is not known
 */
record InstrumentClass(String currency, @Nullable String sector, @Nullable String assetClass, @Nullable Quantity averageDailyVolume,
        @Nullable BigDecimal marginPercent, @Nullable BigDecimal volatilityPercent) {

    static final InstrumentClass UNKNOWN = new InstrumentClass("", null, null, null, null, null);

    static InstrumentClass of(@Nullable Instrument instrument) {
        return instrument == null ? UNKNOWN
                : new InstrumentClass(instrument.currency(), instrument.traits().sector(), instrument.traits().assetClass(),
                        instrument.traits().averageDailyVolume(), instrument.traits().marginPercent(), instrument.traits().volatilityPercent());
    }
}
