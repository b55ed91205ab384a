package io.portcullis.risk.metrics;

/**
 * Losses that are normally distributed around zero: over a day or some days nobody knows the mean well enough to count on it.
 *
 * @param deviation their standard deviation, zero or more
 */
public record NormalLosses(double deviation) {

    /** Of what is held, with covariances of the returns of each pair. */
    public static NormalLosses of(double[] values, double[][] covariances) {
        double variance = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values.length && values[i] != 0; j++) {
                variance += values[i] * covariances[i][j] * values[j];
            }
        }
        return new NormalLosses(Math.sqrt(Math.max(0, variance)));
    }

    /** Within so many days, if what happens on one says nothing of the next: the deviation grows with the square root of time. */
    public NormalLosses within(int days) {
        return new NormalLosses(deviation * Math.sqrt(days));
    }

    /** The quantile of the distribution. */
    public double valueAtRisk(Level level) {
        return deviation * level.normalQuantile();
    }

    /** The density at the quantile, divided by the tail. */
    public double expectedShortfall(Level level) {
        return deviation * level.normalShortfall();
    }

    TailRisk at(Level level, int days) {
        return new TailRisk(Method.PARAMETRIC, level, days, valueAtRisk(level), expectedShortfall(level), null);
    }
}
