package io.portcullis.risk.metrics;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RectangularCholeskyDecomposition;
import org.hipparchus.random.GaussianRandomGenerator;
import org.hipparchus.random.Well19937c;

/**
 * Prices as they could become: each moves log-normally, without a drift, and all together with given covariances. The same seed gives the same paths. Covariances of more instruments than there
 * were days have less than full rank: the decomposition is one that takes that.
 */
public final class MonteCarlo {

    /** Smaller pivots are what is left over of rounding. Daily variances are around 1e-4. */
    private static final double SMALL = 1e-14;

    /** Is told of each path. */
    @FunctionalInterface
    public interface Paths {
        /**
         * @param path from 0 on
         * @param horizon which of those that were asked for
         * @param returns of each instrument until then, as a part of what it was worth; overwritten by the next
         */
        void next(int path, int horizon, double[] returns);
    }

    private final double[] variances;
    private final double[][] root;
    private final GaussianRandomGenerator normal;

    /** @param covariances of logarithmic returns of a day */
    public MonteCarlo(double[][] covariances, long seed) {
        variances = new double[covariances.length];
        for (int i = 0; i < covariances.length; i++) {
            variances[i] = covariances[i][i];
        }
        root = Arrays.stream(variances).allMatch(variance -> variance <= SMALL) ? new double[variances.length][0]
                : new RectangularCholeskyDecomposition(new Array2DRowRealMatrix(covariances), SMALL).getRootMatrix().getData();
        normal = new GaussianRandomGenerator(new Well19937c(seed));
    }

    /** @param days horizons: each of a path's is the same draw, whose variance grows with the days */
    public void simulate(int paths, int[] days, Paths told) {
        double[] independent = new double[root.length == 0 ? 0 : root[0].length];
        double[] moves = new double[variances.length];
        double[] returns = new double[variances.length];
        for (int path = 0; path < paths; path++) {
            for (int i = 0; i < independent.length; i++) {
                independent[i] = normal.nextNormalizedDouble();
            }
            correlate(independent, moves);
            for (int horizon = 0; horizon < days.length; horizon++) {
                priced(moves, days[horizon], returns);
                told.next(path, horizon, returns);
            }
        }
    }

    private void correlate(double[] independent, double[] moves) {
        for (int i = 0; i < moves.length; i++) {
            double sum = 0;
            double[] row = root[i];
            for (int k = 0; k < row.length; k++) {
                sum += row[k] * independent[k];
            }
            moves[i] = sum;
        }
    }

    /** Half the variance is taken off, so that a price is on average what it was. */
    private void priced(double[] moves, int days, double[] returns) {
        double scale = Math.sqrt(days);
        for (int i = 0; i < moves.length; i++) {
            returns[i] = Math.expm1(moves[i] * scale - variances[i] * days / 2);
        }
    }
}
