package io.portcullis.risk.metrics;

import java.util.Arrays;

/** Of many losses those that matter, the largest: a thousand portfolios with ten thousand paths each would not fit into memory. */
final class WorstLosses {

    private final int needed;
    private final double[] kept;
    private int count;
    private int scenarios;

    /** @param scenarios how many there will be */
    WorstLosses(int scenarios) {
        needed = LossDistribution.needed(scenarios);
        kept = new double[2 * needed];
    }

    void add(double loss) {
        scenarios++;
        kept[count++] = loss;
        if (count == kept.length) {
            Arrays.sort(kept);
            System.arraycopy(kept, count - needed, kept, 0, needed);
            count = needed;
        }
    }

    LossDistribution distribution() {
        return new LossDistribution(Arrays.copyOf(kept, count), scenarios);
    }
}
