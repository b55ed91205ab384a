package io.portcullis.server.riskmetrics;

import io.portcullis.oms.types.Price;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last trade of each day as its close. The price that is seen first of a symbol on a day may be of an earlier one: it is kept once it has changed. What is traded at zero or less, such as a spread, has no close. For one thread.
 */
final class CloseRecorder {

    /** Where they are kept. */
    interface Closes {
        void record(LocalDate day, Map<String, BigDecimal> lastTrades) throws IOException;
    }

    private final Closes closes;
    private final Map<String, Price> first = new HashMap<>();
    private final Map<String, Price> kept = new HashMap<>();
    private @Nullable LocalDate day;

    CloseRecorder(Closes closes) {
        this.closes = closes;
    }

    /** @throws IOException if the database can't be reached; then they are kept the next time */
    void see(LocalDate tradingDay, Map<String, Price> lastTrades) throws IOException {
        if (!tradingDay.equals(day)) {
            day = tradingDay;
            first.clear();
            kept.clear();
        }
        Map<String, BigDecimal> fresh = new HashMap<>();
        lastTrades.forEach((symbol, price) -> {
            Price before = first.putIfAbsent(symbol, price);
            if (before != null && price.isPositive() && !price.equals(kept.getOrDefault(symbol, before))) {
                fresh.put(symbol, new BigDecimal(price.toString()));
            }
        });
        if (!fresh.isEmpty()) {
            closes.record(tradingDay, fresh);
            fresh.forEach((symbol, price) -> kept.put(symbol, Price.of(price.toPlainString())));
        }
    }
}
