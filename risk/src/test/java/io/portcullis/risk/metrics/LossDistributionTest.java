package io.portcullis.risk.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;
import org.junit.jupiter.api.Test;

class LossDistributionTest {

    private static double[] losses(long seed, int count) {
        Random random = new Random(seed);
        return random.doubles(count).map(uniform -> 1_000 * (uniform - 0.4) * (uniform - 0.4) * (uniform - 0.4)).toArray();
    }

    /** The inverse of the empirical distribution of gains, by the library: its first type of estimation. */
    @Test
    void theValueAtRiskIsTheQuantileOfGainsThatTheLibraryHas() {
        for (int count : new int[]{20, 60, 130, 250, 500, 777, 10_000}) {
            double[] losses = losses(count, count);
            double[] gains = Arrays.stream(losses).map(loss -> -loss).toArray();
            LossDistribution distribution = new LossDistribution(losses);
            for (Level level : Level.values()) {
                double rank = Math.ceil(level.tailOf(count));
                double quantile = new Percentile(100 * (rank - 0.5) / count).withEstimationType(EstimationType.R_1).evaluate(gains);
                assertEquals(-quantile, distribution.valueAtRisk(level), 1e-12, count + " at " + level);
            }
        }
    }

    @Test
    void theShortfallIsNeverLessThanTheValueAtRiskAndBothGrowWithTheLevel() {
        for (int seed = 0; seed < 50; seed++) {
            LossDistribution distribution = new LossDistribution(losses(seed, 1 + 7 * seed));
            Level before = null;
            for (Level level : Level.values()) {
                assertTrue(distribution.expectedShortfall(level) >= distribution.valueAtRisk(level) - 1e-9, "seed " + seed + " at " + level);
                assertTrue(before == null || distribution.valueAtRisk(level) >= distribution.valueAtRisk(before), "seed " + seed + " at " + level);
                assertTrue(before == null || distribution.expectedShortfall(level) >= distribution.expectedShortfall(before) - 1e-9,
                        "seed " + seed + " at " + level);
                before = level;
            }
        }
    }

    @Test
    void shortfallsOfPartsAddUpToNoLessThanThatOfTheWholeAndBothScale() {
        for (int seed = 0; seed < 50; seed++) {
            double[] one = losses(seed, 333);
            double[] other = losses(seed + 1_000, 333);
            double[] both = IntStream.range(0, one.length).mapToDouble(i -> one[i] + other[i]).toArray();
            double[] thrice = Arrays.stream(one).map(loss -> 3 * loss).toArray();
            for (Level level : Level.values()) {
                double parts = new LossDistribution(one).expectedShortfall(level) + new LossDistribution(other).expectedShortfall(level);
                assertTrue(parts >= new LossDistribution(both).expectedShortfall(level) - 1e-9, "seed " + seed + " at " + level);
                assertEquals(3 * new LossDistribution(one).valueAtRisk(level), new LossDistribution(thrice).valueAtRisk(level), 1e-9);
                assertEquals(3 * new LossDistribution(one).expectedShortfall(level), new LossDistribution(thrice).expectedShortfall(level), 1e-9);
            }
        }
    }

    @Test
    void theWorstLossesAreEnoughForAllThatIsAsked() {
        for (int count : new int[]{1, 2, 19, 1_000, 10_000}) {
            double[] losses = losses(count, count);
            WorstLosses worst = new WorstLosses(count);
            Arrays.stream(losses).forEach(worst::add);
            for (Level level : Level.values()) {
                assertEquals(new LossDistribution(losses).at(Method.MONTE_CARLO, level, 1, true), worst.distribution().at(Method.MONTE_CARLO, level, 1, true),
                        count + " at " + level);
            }
        }
    }

    @Test
    void whereThereIsNoScenarioThereIsNoLoss() {
        assertThrows(IllegalArgumentException.class, () -> new LossDistribution(new double[0]));
    }
}
