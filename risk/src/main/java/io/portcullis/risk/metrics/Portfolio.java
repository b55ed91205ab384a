package io.portcullis.risk.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at together.
 *
 * @param name such as {@code firm} or {@code client=ACME}
 * @param holdings one for each instrument
 * @param capital that stands behind it, in the currency of the holdings' values, more than zero; null if nothing is said of that
 */
public record Portfolio(String name, List<Holding> holdings, @Nullable Double capital) {

    public Portfolio {
        holdings = List.copyOf(holdings);
        if (capital != null && !(capital > 0)) {
            throw new IllegalArgumentException("the capital of " + name + " must be more than 0, was " + capital);
        }
    }
}
