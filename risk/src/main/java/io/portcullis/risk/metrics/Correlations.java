package io.portcullis.risk.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How the instruments of a portfolio go with each other: correlations of their logarithmic returns from day to day. Those of all portfolios share one matrix. */
public final class Correlations {

    private final PriceHistory history;
    private final double[][] all;
    private final int[] held;
    private final double[] values;

    private Correlations(PriceHistory history, double[][] all, int[] held, double[] values) {
        this.history = history;
        this.all = all;
        this.held = held;
        this.values = values;
    }

    /** @param all of the history's symbols, in their order @param values of what is held */
    static Correlations of(PriceHistory history, double[][] all, int[] held, double[] values) {
        return new Correlations(history, all, held, values);
    }

    /** Those of so many instruments at most, of which most is held, in the same order. */
    public Correlations largest(int most) {
        if (held.length <= most) {
            return this;
        }
        int[] largest = IntStream.range(0, held.length).boxed().sorted(Comparator.comparingDouble(i -> -Math.abs(values[i]))).limit(most).sorted()
                .mapToInt(Integer::intValue).toArray();
        return new Correlations(history, all, Arrays.stream(largest).map(i -> held[i]).toArray(), Arrays.stream(largest).mapToDouble(i -> values[i]).toArray());
    }

    /** Rows and columns. */
    public List<String> symbols() {
        return Arrays.stream(held).mapToObj(index -> history.symbols().get(index)).toList();
    }

    /** How many instruments there are. */
    public int size() {
        return held.length;
    }

    /** From -1 to 1; not a number if one of the two has not moved at all. */
    public double of(int row, int column) {
        return all[held[row]][held[column]];
    }
}
