package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exchange's orders that wait for a trade at their stop price. The oldest is triggered first. */
final class StopOrders {

    private final Map<String, Set<ExchangeOrder>> bySymbol = new HashMap<>();

    void add(ExchangeOrder order) {
        bySymbol.computeIfAbsent(order.symbol, symbol -> new LinkedHashSet<>()).add(order);
    }

    /** Without effect if it is not among them. */
    void remove(ExchangeOrder order) {
        Set<ExchangeOrder> waiting = bySymbol.get(order.symbol);
        if (waiting != null) {
            waiting.remove(order);
        }
    }

    /** The next one that such a trade triggers; null if there is none. */
    @Nullable
    ExchangeOrder triggeredBy(String symbol, @Nullable Price trade) {
        if (trade != null) {
            for (ExchangeOrder order : bySymbol.getOrDefault(symbol, Set.of())) {
                if (order.isTriggeredBy(trade)) {
                    return order;
                }
            }
        }
        return null;
    }
}
