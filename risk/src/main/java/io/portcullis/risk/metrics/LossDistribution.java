package io.portcullis.risk.metrics;

import java.util.Arrays;

/** What a portfolio loses in each of many scenarios that are equally likely. Gains are negative losses. */
public final class LossDistribution {

    private final double[] worstFirst;
    private final int scenarios;

    /** @param losses at least one; in any order */
    public LossDistribution(double[] losses) {
        this(losses, losses.length);
    }

    /** @param worst those of the scenarios with the largest losses, in any order: enough for every level and its standard error */
    LossDistribution(double[] worst, int scenarios) {
        if (worst.length == 0) {
            throw new IllegalArgumentException("a distribution of losses needs at least one scenario, had none");
        }
        double[] sorted = worst.clone();
        Arrays.sort(sorted);
        worstFirst = new double[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            worstFirst[i] = sorted[sorted.length - 1 - i];
        }
        this.scenarios = scenarios;
    }

    /** How many of the worst of so many scenarios are enough for every level. */
    static int needed(int scenarios) {
        return Math.min(scenarios, Level.P95.rankOf(scenarios) + away(scenarios, Level.P95));
    }

    private static int away(int scenarios, Level level) {
        return Math.max(1, (int) Math.round(Math.sqrt(scenarios * level.tail() * (1 - level.tail()))));
    }

    /**
     * The loss whose rank is that part of the scenarios, rounded up: of 500 scenarios at 99 % the fifth worst, of 250 the third worst (Hull, <i>Options, Futures, and Other Derivatives</i>, on
     * historical simulation).
     */
    public double valueAtRisk(Level level) {
        return worstFirst[level.rankOf(scenarios) - 1];
    }

    /**
     * The average of the worst losses, as many as the tail has scenarios, the last of them in part (Acerbi and Tasche, <i>On the coherence of expected shortfall</i>, 2002): unlike the average of what is
     * worse than the value at risk it is coherent, so that two portfolios together never have more of it than each by itself.
     */
    public double expectedShortfall(Level level) {
        double tail = level.tailOf(scenarios);
        int whole = (int) tail;
        double sum = 0;
        for (int i = 0; i < whole; i++) {
            sum += worstFirst[i];
        }
        return whole < tail ? (sum + (tail - whole) * worstFirst[whole]) / tail : sum / tail;
    }

    /**
     * By how much the value at risk may be off because there are only so many scenarios: half the distance of the losses whose ranks are one standard deviation of a binomial distribution higher and lower.
     */
    public double standardError(Level level) {
        int rank = level.rankOf(scenarios);
        int away = away(scenarios, level);
        int higher = Math.max(1, rank - away);
        int lower = Math.min(worstFirst.length, rank + away);
        return (worstFirst[higher - 1] - worstFirst[lower - 1]) / 2;
    }

    /** How many scenarios there are. */
    public int scenarios() {
        return scenarios;
    }

    /** Both measures at a level. @param isSimulated a standard error says something, because there could be more scenarios */
    TailRisk at(Method method, Level level, int days, boolean isSimulated) {
        return new TailRisk(method, level, days, valueAtRisk(level), expectedShortfall(level), isSimulated ? standardError(level) : null);
    }
}
