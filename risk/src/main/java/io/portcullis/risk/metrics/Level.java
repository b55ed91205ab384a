package io.portcullis.risk.metrics;

import org.hipparchus.distribution.continuous.NormalDistribution;

/** How sure a value at risk is: on such a part of all days no more is lost. The rest of them is the tail. */
public enum Level {

    P95("95", 500), P97_5("97.5", 250), P99("99", 100);

    private static final int ALL = 10_000;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    private final String text;
    private final int tailBasisPoints;

    Level(String text, int tailBasisPoints) {
        this.text = text;
        this.tailBasisPoints = tailBasisPoints;
    }

    /** In per cent, such as {@code 97.5}. */
    public String text() {
        return text;
    }

    /** The tail as a part of all, such as 0.025. */
    double tail() {
        return (double) tailBasisPoints / ALL;
    }

    /**
     * How many of so many scenarios are in the tail, not rounded. In whole numbers as far as it goes: 0.01 of 500 has to be 5, and not a little more.
     */
    double tailOf(int scenarios) {
        return (double) ((long) scenarios * tailBasisPoints) / ALL;
    }

    /** The same, rounded up: of 250 scenarios the third worst is the value at risk at 99 %. */
    int rankOf(int scenarios) {
        return Math.toIntExact(((long) scenarios * tailBasisPoints + ALL - 1) / ALL);
    }

    /** So many standard deviations a normal distribution stays below at this level. */
    double normalQuantile() {
        return NORMAL.inverseCumulativeProbability(1 - tail());
    }

    /** What a normal distribution with a deviation of 1 comes to on average in its tail. */
    double normalShortfall() {
        return NORMAL.density(normalQuantile()) / tail();
    }
}
