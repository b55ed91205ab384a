package io.portcullis.oms.instrument;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be traded.
 *
 * @param symbol Symbol(55) as we use it everywhere
 * @param isin ISO 6166, SecurityID(48) with SecurityIDSource(22)=4; null where there is none
 * @param mic ISO 10383 code of the primary market
 * @param currency ISO 4217, Currency(15)
 * @param lot orders are for a multiple of it
 * @param referencePrice the last close, used where no live price is known; null where there is none
 * @param codes what others call it, by the name of the code, such as {@code ric} or {@code figi}
 */
public record Instrument(String symbol, @Nullable String isin, String mic, String currency, TickTable ticks, Quantity lot, @Nullable Price referencePrice,
        Map<String, String> codes, Traits traits) {

    public Instrument {
        codes = Map.copyOf(codes);
    }

    /** One of which nothing more is known. */
    public Instrument(String symbol, @Nullable String isin, String mic, String currency, TickTable ticks, Quantity lot, @Nullable Price referencePrice,
            Map<String, String> codes) {
        this(symbol, isin, mic, currency, ticks, lot, referencePrice, codes, Traits.NONE);
    }

    /** One that others call as we do. */
    public Instrument(String symbol, @Nullable String isin, String mic, String currency, TickTable ticks, Quantity lot, @Nullable Price referencePrice) {
        this(symbol, isin, mic, currency, ticks, lot, referencePrice, Map.of());
    }
}
