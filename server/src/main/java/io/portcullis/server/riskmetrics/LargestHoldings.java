package io.portcullis.server.riskmetrics;

import io.portcullis.risk.metrics.Holding;
import io.portcullis.risk.metrics.Portfolio;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The instruments that are simulated together: covariances take the square of their number, and a path of the simulation likewise. For one thread. */
final class LargestHoldings {

    /** How many at most. */
    static final int MOST = 1_000;
    /** Whoever is in it leaves when others are so many times as large: else the closes would be read anew each time that two change places. */
    private static final double STAYS = 2;

    private final int most;
    private Set<String> taken = Set.of();

    LargestHoldings(int most) {
        this.most = most;
    }

    /** By what any of the portfolios holds of them. @return all if there are no more */
    Set<String> of(Collection<Portfolio> portfolios) {
        Map<String, Double> values = new HashMap<>();
        for (Portfolio portfolio : portfolios) {
            for (Holding each : portfolio.holdings()) {
                values.merge(each.symbol(), Math.abs(each.value()) * (taken.contains(each.symbol()) ? STAYS : 1), Math::max);
            }
        }
        taken = values.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .limit(most).map(Map.Entry::getKey).collect(Collectors.toCollection(TreeSet::new));
        return taken;
    }
}
