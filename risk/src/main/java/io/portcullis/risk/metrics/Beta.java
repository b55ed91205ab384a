package io.portcullis.risk.metrics;

import org.hipparchus.stat.regression.SimpleRegression;
import org.jspecify.annotations.Nullable;

/**
 * How a portfolio goes with a benchmark.
 *
 * @param exposure what is gained if the benchmark doubles: the slope of a line through gains and returns, by least squares
 * @param beta the same as a part of the net exposure; null if what is long and what is short make up for each other, so that it would say nothing
 */
public record Beta(double exposure, @Nullable Double beta) {

    /** Of the gross exposure: a net one of less is none. */
    private static final double LEAST_NET = 0.01;

    /**
     * @param gains of the portfolio, as it is now, on each of the days
     * @param benchmark what it has gained on them, as a part of what it was worth
     * @return null if the benchmark has not moved, or there are fewer than two days
     */
    public static @Nullable Beta of(double[] gains, double[] benchmark, Exposure exposure) {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < gains.length; i++) {
            line.addData(benchmark[i], gains[i]);
        }
        double slope = line.getSlope();
        if (Double.isNaN(slope)) {
            return null;
        }
        return new Beta(slope, Math.abs(exposure.net()) < LEAST_NET * exposure.gross() ? null : slope / exposure.net());
    }
}
