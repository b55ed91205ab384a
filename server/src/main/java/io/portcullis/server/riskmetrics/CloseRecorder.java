package io.portcullis.server.riskmetrics;

import io.portcullis.oms.types.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last trade of each day as its close. A price that was there when the day began, or when this first looked, may be of an earlier day: it is kept once it has changed. For one thread.
 */
final class CloseRecorder {

    /** Where they are kept. */
    interface Closes {
        void record(LocalDate day, Map<String, BigDecimal> lastTrades) throws IOException;
    }

    private final Closes closes;
    private final Map<String, Price> before = new HashMap<>();
    private final Map<String, Price> kept = new HashMap<>();
    private @Nullable LocalDate day;

    CloseRecorder(Closes closes) {
        this.closes = closes;
    }

    /** @throws IOException if the database can't be reached; then they are kept the next time */
    void see(LocalDate tradingDay, Map<String, Price> lastTrades) throws IOException {
        if (!tradingDay.equals(day)) {
            boolean isFirst = day == null;
            day = tradingDay;
            before.clear();
            kept.clear();
            if (!isFirst) {
                before.putAll(lastTrades);
            }
        }
        Map<String, BigDecimal> fresh = new HashMap<>();
        lastTrades.forEach((symbol, price) -> {
            if (!price.equals(before.get(symbol)) && !price.equals(kept.get(symbol))) {
                fresh.put(symbol, new BigDecimal(price.toString()));
            }
        });
        if (!fresh.isEmpty()) {
            closes.record(tradingDay, fresh);
            kept.putAll(lastTrades);
            fresh.keySet().forEach(before::remove);
        }
    }
}
