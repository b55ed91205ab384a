package io.portcullis.risk.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each formula against numbers that were published. */
class WorkedExamplesTest {

    private static final double[][] MICROSOFT_AND_ATT = {{0.02 * 0.02, 0.3 * 0.02 * 0.01}, {0.3 * 0.02 * 0.01, 0.01 * 0.01}};

    /**
     * John C. Hull, <i>Options, Futures, and Other Derivatives</i>, chapter "Value at risk", the model-building approach: 10 million of Microsoft at 2 % a day and 5 million of AT&amp;T at 1 %. The book
     * rounds the quantile to 2.33: 466,000 and 1,473,621 for Microsoft alone, 116,500 and 368,405 for AT&amp;T, with a correlation of 0.3 a deviation of 220,227 and 1,622,657 for both; 219,369 is what they make up
     * for each other.
     */
    @Test
    void twoAssetsByTheModelBuildingApproachAreAsInHull() {
        double toTheBook = 2.33 / Level.P99.normalQuantile();
        NormalLosses microsoft = NormalLosses.of(new double[]{10_000_000, 0}, MICROSOFT_AND_ATT);
        NormalLosses att = NormalLosses.of(new double[]{0, 5_000_000}, MICROSOFT_AND_ATT);
        NormalLosses both = NormalLosses.of(new double[]{10_000_000, 5_000_000}, MICROSOFT_AND_ATT);

        assertEquals(466_000, microsoft.valueAtRisk(Level.P99) * toTheBook, 1);
        assertEquals(1_473_621, microsoft.within(10).valueAtRisk(Level.P99) * toTheBook, 1);
        assertEquals(116_500, att.valueAtRisk(Level.P99) * toTheBook, 1);
        assertEquals(368_405, att.within(10).valueAtRisk(Level.P99) * toTheBook, 1);
        assertEquals(220_227, both.deviation(), 1);
        assertEquals(1_622_657, both.within(10).valueAtRisk(Level.P99) * toTheBook, 1);
        assertEquals(219_369,
                (microsoft.within(10).valueAtRisk(Level.P99) + att.within(10).valueAtRisk(Level.P99) - both.within(10).valueAtRisk(Level.P99)) * toTheBook,
                1);
    }

    /**
     * Hull, <i>Risk Management and Financial Institutions</i>, third edition, chapter 14, tables 14.1 to 14.3: 4, 3, 1 and 2 million of DJIA, FTSE 100, CAC 40 and Nikkei 225 in dollars on the first days from August 7, 2006.
     * The first three scenarios lose -14,334, -27,481 and 53,264 dollars. The table rounds the Nikkei to cents, which is some 150 dollars.
     */
    @Test
    void theScenariosOfAHistoricalSimulationAreAsInHull() {
        long[] days = {0, 1, 2, 3};
        PriceHistory history = PriceHistory.of(List.of(
                new CloseSeries("DJIA", days, new double[]{11_219.38, 11_173.59, 11_076.18, 11_124.37}),
                new CloseSeries("FTSE", days, new double[]{11_131.84, 11_096.28, 11_185.35, 11_016.71}),
                new CloseSeries("CAC", days, new double[]{6_373.89, 6_378.16, 6_474.04, 6_357.49}),
                new CloseSeries("NIKKEI", days, new double[]{131.77, 134.38, 135.94, 135.44})), 3, 3);
        double[] invested = {4_000_000, 3_000_000, 1_000_000, 2_000_000};

        double[] losses = Arrays.stream(history.returns(1)).mapToDouble(moved -> -IntStream.range(0, 4).mapToDouble(i -> invested[i] * moved[i]).sum())
                .toArray();

        assertEquals(-14_334, losses[0], 150);
        assertEquals(-27_481, losses[1], 150);
        assertEquals(53_264, losses[2], 150);
    }

    /**
     * The same example: of 500 scenarios the worst lose 477,841, 345,435, 282,204, 277,041 and 253,385 dollars, and the value at risk at 99 % is the fifth worst, 253,385. Their average, the expected shortfall of
     * Acerbi and Tasche, is 327,181.
     */
    @Test
    void theFifthWorstOf500ScenariosIsTheValueAtRiskAsInHull() {
        LossDistribution losses = new LossDistribution(
                DoubleStream.concat(IntStream.range(0, 495).mapToDouble(i -> 250_000 - 900 * i), DoubleStream.of(277_041, 477_841, 253_385, 345_435, 282_204))
                        .toArray());

        assertEquals(253_385, losses.valueAtRisk(Level.P99));
        assertEquals(327_181, losses.expectedShortfall(Level.P99), 0.5);
    }

    /**
     * Hull, <i>Risk Management and Financial Institutions</i>, on coherent measures: two projects that each lose 10 million with a probability of 2 % and else 1 million. At 97.5 % the values at risk are 1 million
     * each and 11 million together, the expected shortfalls 8.2 million each and 11.144 million together.
     */
    @Test
    void expectedShortfallIsCoherentWhereValueAtRiskIsNotAsInHull() {
        LossDistribution one = repeated(Map.of(10.0, 200, 1.0, 9_800));
        LossDistribution both = repeated(Map.of(20.0, 4, 11.0, 392, 2.0, 9_604));

        assertEquals(1, one.valueAtRisk(Level.P97_5));
        assertEquals(11, both.valueAtRisk(Level.P97_5));
        assertEquals(8.2, one.expectedShortfall(Level.P97_5), 1e-9);
        assertEquals(11.144, both.expectedShortfall(Level.P97_5), 1e-9);
    }

    private static LossDistribution repeated(Map<Double, Integer> times) {
        return new LossDistribution(times.entrySet().stream().flatMapToDouble(each -> DoubleStream.generate(each::getKey).limit(each.getValue())).toArray());
    }

    /**
     * Alexander J. McNeil, Rüdiger Frey and Paul Embrechts, <i>Quantitative Risk Management</i>, chapter 2, the table of value at risk and expected shortfall of a position of 10,000 in a stock with 20 % annualised volatility
     * and 250 days a year, losses normal: 208.1, 247.9 and 294.3; 260.9, 295.7 and 337.1.
     */
    @Test
    void normalLossesAreAsInMcNeilFreyAndEmbrechts() {
        NormalLosses stock = NormalLosses.of(new double[]{10_000}, new double[][]{{0.2 * 0.2 / 250}});

        assertEquals(208.1, stock.valueAtRisk(Level.P95), 0.05);
        assertEquals(247.9, stock.valueAtRisk(Level.P97_5), 0.05);
        assertEquals(294.3, stock.valueAtRisk(Level.P99), 0.05);
        assertEquals(260.9, stock.expectedShortfall(Level.P95), 0.05);
        assertEquals(295.7, stock.expectedShortfall(Level.P97_5), 0.05);
        assertEquals(337.1, stock.expectedShortfall(Level.P99), 0.05);
    }

    /** NIST, Statistical Reference Datasets, linear regression, <i>Norris</i>: the certified slope is 1.00211681802045. */
    @Test
    void betaIsTheSlopeThatNistHasCertified() {
        double[] y = {0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8, 557.7, 228.3, 998.0,
            888.8,
            119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2};
        double[] x = {0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6, 556.0, 228.1, 995.8,
            887.6,
            120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5};

        Beta beta = Beta.of(y, x, Exposure.of(List.of(new Holding("ANY", 2, "USD", null))));

        assertNotNull(beta);
        assertEquals(1.00211681802045, beta.exposure(), 1e-13);
        assertEquals(1.00211681802045 / 2, beta.beta(), 1e-13);
    }
}
