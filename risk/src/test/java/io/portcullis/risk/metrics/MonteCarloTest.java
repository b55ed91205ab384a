package io.portcullis.risk.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.junit.jupiter.api.Test;

class MonteCarloTest {

    private static final int PATHS = 100_000;
    private static final double[][] TWO = {{4e-4, 6e-5}, {6e-5, 1e-4}};

    private static double[][] simulated(double[][] covariances, int paths, int days, long seed) {
        double[][] returns = new double[paths][];
        new MonteCarlo(covariances, seed).simulate(paths, new int[]{days}, (path, horizon, moved) -> returns[path] = moved.clone());
        return returns;
    }

    private static double[] losses(double[][] returns, double... values) {
        return Arrays.stream(returns).mapToDouble(moved -> {
            double loss = 0;
            for (int i = 0; i < values.length; i++) {
                loss -= values[i] * moved[i];
            }
            return loss;
        }).toArray();
    }

    @Test
    void oneInstrumentLosesWhatALogNormalPriceLoses() {
        double sigma = 0.02 * Math.sqrt(5);
        LossDistribution bought = new LossDistribution(losses(simulated(TWO, PATHS, 5, 7), 1_000_000, 0));
        LossDistribution owed = new LossDistribution(losses(simulated(TWO, PATHS, 5, 7), -1_000_000, 0));
        for (Level level : Level.values()) {
            double z = level.normalQuantile();
            assertEquals(1_000_000 * (1 - Math.exp(-z * sigma - sigma * sigma / 2)), bought.valueAtRisk(level), 4 * bought.standardError(level), level.text());
            assertEquals(1_000_000 * (Math.exp(z * sigma - sigma * sigma / 2) - 1), owed.valueAtRisk(level), 4 * owed.standardError(level), level.text());
        }
    }

    /** With little movement a log-normal price is as good as normal. */
    @Test
    void whatMovesLittleIsParametricWithinItsStandardError() {
        double[][] calm = {{4e-8, 6e-9}, {6e-9, 1e-8}};
        LossDistribution simulated = new LossDistribution(losses(simulated(calm, PATHS, 1, 11), 10_000_000, -5_000_000));
        NormalLosses parametric = NormalLosses.of(new double[]{10_000_000, -5_000_000}, calm);
        for (Level level : Level.values()) {
            assertEquals(parametric.valueAtRisk(level), simulated.valueAtRisk(level), 4 * simulated.standardError(level), level.text());
            assertEquals(parametric.expectedShortfall(level), simulated.expectedShortfall(level), 6 * simulated.standardError(level), level.text());
        }
    }

    @Test
    void instrumentsMoveTogetherAsTheirCovariancesSayAndPricesHaveNoDrift() {
        double[][] returns = simulated(TWO, PATHS, 1, 3);
        double[] first = Arrays.stream(returns).mapToDouble(each -> each[0]).toArray();
        double[] second = Arrays.stream(returns).mapToDouble(each -> each[1]).toArray();
        assertEquals(0.3, new PearsonsCorrelation().correlation(first, second), 0.01);
        assertEquals(0, Arrays.stream(first).average().orElseThrow(), 4 * 0.02 / Math.sqrt(PATHS));
    }

    @Test
    void theSameSeedGivesTheSamePathsAndAnotherOneOthers() {
        assertArrayEquals(simulated(TWO, 10, 1, 5), simulated(TWO, 10, 1, 5));
        assertEquals(false, Arrays.deepEquals(simulated(TWO, 10, 1, 5), simulated(TWO, 10, 1, 6)));
    }

    /** As with three instruments and two days, or one that goes exactly with another. */
    @Test
    void covariancesOfLessThanFullRankAreTaken() {
        double[][] twins = {{4e-4, 4e-4, 0}, {4e-4, 4e-4, 0}, {0, 0, 0}};
        for (double[] moved : simulated(twins, 1_000, 1, 5)) {
            assertEquals(moved[0], moved[1], 1e-12);
            assertEquals(0, moved[2]);
        }
        assertArrayEquals(new double[]{0, 0}, simulated(new double[2][2], 1, 1, 5)[0]);
    }
}
