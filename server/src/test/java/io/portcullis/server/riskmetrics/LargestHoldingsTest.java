package io.portcullis.server.riskmetrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.risk.metrics.Holding;
import io.portcullis.risk.metrics.Portfolio;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LargestHoldingsTest {

    private final LargestHoldings largest = new LargestHoldings(2);

    private Set<String> of(double ibm, double ko, double xom) {
        return largest.of(List.of(new Portfolio("firm", List.of(held("IBM", ibm), held("KO", ko), held("XOM", 0)), null),
                new Portfolio("account=ONE", List.of(held("XOM", xom)), null)));
    }

    private static Holding held(String symbol, double value) {
        return new Holding(symbol, value, "USD", null);
    }

    @Test
    void thoseAreSimulatedOfWhichAnyPortfolioHoldsMostAndTheyStayWhileOthersAreLittleLarger() {
        assertEquals(Set.of("IBM", "XOM"), of(100, 50, -80));
        assertEquals(Set.of("IBM", "XOM"), of(100, 90, -80));
        assertEquals(Set.of("IBM", "KO"), of(100, 170, -80));
    }
}
