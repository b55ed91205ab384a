package io.portcullis.risk.metrics;

import java.util.List;

/** How the instruments of a portfolio go with each other: correlations of their logarithmic returns from day to day. */
public final class Correlations {

    private final List<String> symbols;
    private final double[][] all;

    private Correlations(List<String> symbols, double[][] all) {
        this.symbols = symbols;
        this.all = all;
    }

    /** @param all of the history's symbols, in their order */
    static Correlations of(PriceHistory history, double[][] all, List<Integer> held) {
        double[][] own = new double[held.size()][held.size()];
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < own.length; j++) {
                own[i][j] = all[held.get(i)][held.get(j)];
            }
        }
        return new Correlations(held.stream().map(index -> history.symbols().get(index)).toList(), own);
    }

    /** Rows and columns. */
    public List<String> symbols() {
        return symbols;
    }

    /** From -1 to 1; not a number if one of the two has not moved at all. */
    public double of(int row, int column) {
        return all[row][column];
    }
}
