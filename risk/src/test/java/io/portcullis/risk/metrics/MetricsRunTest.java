package io.portcullis.risk.metrics;

import static io.portcullis.risk.metrics.Made.holding;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetricsRunTest {

    private static final MetricsRun.Settings SETTINGS = new MetricsRun.Settings(20_000, 42, "S0");

    private static List<PortfolioMetrics> metrics(PriceHistory history, Portfolio... portfolios) {
        return new MetricsRun(history, SETTINGS, () -> {}).of(List.of(portfolios), List.of());
    }

    private static PriceHistory history() {
        return PriceHistory.of(Made.closes(7, 6, 501), 500, 250);
    }

    private static double valueAtRisk(PortfolioMetrics of, Method method, Level level, int days) {
        return Objects.requireNonNull(of.tail(method, level, days)).valueAtRisk();
    }

    @Test
    void oneInstrumentsParametricValueAtRiskIsItsValueTimesDeviationTimesQuantile() {
        PriceHistory history = history();
        double deviation = Math.sqrt(history.covariances()[2][2]);
        PortfolioMetrics owed = metrics(history, new Portfolio("firm", List.of(holding("S2", -1_000_000)), null)).getFirst();
        for (Level level : Level.values()) {
            assertEquals(1_000_000 * deviation * level.normalQuantile(), valueAtRisk(owed, Method.PARAMETRIC, level, 1), 1e-6);
            assertEquals(1_000_000 * deviation * level.normalQuantile() * Math.sqrt(5), valueAtRisk(owed, Method.PARAMETRIC, level, 5), 1e-6);
        }
        assertEquals(18, owed.tails().size());
    }

    @Test
    void twiceAsMuchIsTwiceTheRiskByEveryMethod() {
        List<PortfolioMetrics> both = metrics(history(), new Portfolio("one", List.of(holding("S1", 1_000), holding("S3", -500)), null),
                new Portfolio("two", List.of(holding("S1", 2_000), holding("S3", -1_000)), null));
        for (TailRisk one : both.getFirst().tails()) {
            TailRisk two = both.getLast().tail(one.method(), one.level(), one.days());
            assertEquals(2 * one.valueAtRisk(), two.valueAtRisk(), 1e-9);
            assertEquals(2 * one.expectedShortfall(), two.expectedShortfall(), 1e-9);
            assertTrue(one.expectedShortfall() >= one.valueAtRisk(), one.toString());
        }
    }

    @Test
    void theThreeMethodsAgreeWhereReturnsAreNormal() {
        PortfolioMetrics firm = metrics(PriceHistory.of(Made.closes(7, 6, 5_001), 5_000, 250),
                new Portfolio("firm", List.of(holding("S0", 1_000_000), holding("S1", 500_000), holding("S2", -750_000)), null)).getFirst();
        double parametric = valueAtRisk(firm, Method.PARAMETRIC, Level.P99, 1);
        assertEquals(1, valueAtRisk(firm, Method.HISTORICAL, Level.P99, 1) / parametric, 0.06);
        assertEquals(1, valueAtRisk(firm, Method.MONTE_CARLO, Level.P99, 1) / parametric, 0.06);
    }

    @Test
    void whatHasNoHistoryIsNamedWithItsValueAndIsInTheExposure() {
        PortfolioMetrics firm = metrics(history(), new Portfolio("firm", List.of(holding("S1", 1_000), holding("IPO", -400)), 700.0)).getFirst();
        assertEquals(List.of(new PortfolioMetrics.Uncovered(holding("IPO", -400), "there are no closes of it")), firm.uncovered());
        assertEquals(1_400, firm.exposure().gross());
        assertEquals(600, firm.exposure().net());
        assertEquals(2, firm.leverage());
        assertEquals(List.of("S1"), firm.correlations().symbols());
        PortfolioMetrics alone = metrics(history(), new Portfolio("firm", List.of(holding("S1", 1_000)), null)).getFirst();
        assertEquals(alone.tails(), firm.tails());
        assertNull(alone.leverage());
    }

    @Test
    void withoutAnyHistoryThereIsExposureAndNoValueAtRisk() {
        PortfolioMetrics firm = metrics(PriceHistory.of(List.of(), 500, 250), new Portfolio("firm", List.of(holding("S1", 1_000)), null)).getFirst();
        assertEquals(List.of(), firm.tails());
        assertEquals(List.of(), firm.worst());
        assertNull(firm.beta());
        assertNull(firm.largestValueAtRisk(Level.P99, 1));
        assertEquals(1_000, firm.exposure().net());
    }

    @Test
    void theBenchmarkHasABetaOfOneAndIsCorrelatedWithItselfFully() {
        PortfolioMetrics firm = metrics(history(), new Portfolio("firm", List.of(holding("S0", 1_000), holding("S1", 0)), null)).getFirst();
        assertNotNull(firm.beta());
        assertEquals(1, firm.beta().beta(), 1e-9);
        assertEquals(1_000, firm.beta().exposure(), 1e-9);
        assertEquals(1, firm.correlations().of(0, 0), 1e-9);
        assertEquals(firm.correlations().of(0, 1), firm.correlations().of(1, 0), 1e-12);
        Correlations largest = firm.correlations().largest(1);
        assertEquals(1, largest.size());
        assertEquals(List.of(largestOf(firm)), largest.symbols());
        assertEquals(1, largest.of(0, 0), 1e-9);
    }

    @Test
    void whatIsLongAndShortAlikeHasABetaExposureAndNoBeta() {
        PortfolioMetrics firm = metrics(history(), new Portfolio("firm", List.of(holding("S0", 1_000), holding("S1", -1_000)), null)).getFirst();
        assertNotNull(firm.beta());
        assertNull(firm.beta().beta());
    }

    @Test
    void theWorstDaysAreNamedWithTheirDates() {
        PriceHistory history = PriceHistory.of(List.of(Made.series("A", Made.FIRST_DAY, 100, 100, 80, 90, 95, 96, 97, 98)), 500, 2);
        PortfolioMetrics firm = metrics(history, new Portfolio("firm", List.of(holding("A", 1_000)), null)).getFirst();
        assertEquals(new PortfolioMetrics.WorstDays(1, history.days().get(1), history.days().get(2), -200), rounded(firm.worst().getFirst()));
        assertEquals(-1_000 * (100 - 96) / 100.0, firm.worst().getLast().gain(), 1e-9);
    }

    private static PortfolioMetrics.WorstDays rounded(PortfolioMetrics.WorstDays worst) {
        return new PortfolioMetrics.WorstDays(worst.days(), worst.from(), worst.until(), Math.rint(worst.gain()));
    }

    @Test
    void ofTheShocksOnAHoldingTheOneThatSaysMostCounts() {
        StressScenario.UserDefined scenario = new StressScenario.UserDefined("crash",
                List.of(new Shock(Shock.On.SYMBOL, "IBM", 0.05), new Shock(Shock.On.ALL, null, -0.1),
                        new Shock(Shock.On.SECTOR, "Energy", -0.3), new Shock(Shock.On.CURRENCY, "EUR", -0.2)));
        List<Holding> holdings = List.of(new Holding("IBM", 1_000, "EUR", "Energy"), new Holding("XOM", 1_000, "EUR", "Energy"),
                new Holding("SAP", 1_000, "EUR", "Technology"),
                new Holding("KO", -1_000, "USD", null));
        assertEquals(new StressScenario.Outcome("crash", 50 - 300 - 200 + 100, List.of()), scenario.on(holdings));
    }

    @Test
    void whatAScenarioSaysNothingOfIsNamed() {
        StressScenario once = new StressScenario.Historical("1987", Map.of("IBM", -0.2));
        assertEquals(new StressScenario.Outcome("1987", -200, List.of("KO")), once.on(List.of(holding("IBM", 1_000), holding("KO", 500))));
        assertThrows(IllegalArgumentException.class, () -> new Shock(Shock.On.ALL, null, -1.01));
        assertThrows(IllegalArgumentException.class, () -> new Shock(Shock.On.SYMBOL, null, -0.5));
    }

    @Test
    void exposureIsTakenApartBySector() {
        Exposure exposure = Exposure.of(List.of(new Holding("A", 100, "USD", "Tech"), new Holding("B", -30, "USD", "Tech"), new Holding("C", 50, "USD", null)));
        assertEquals(new Exposure.OfSector(100, 30), exposure.bySector().get("Tech"));
        assertEquals(new Exposure.OfSector(50, 0), exposure.bySector().get(""));
        assertEquals(180, exposure.gross());
        assertEquals(120, exposure.net());
    }

    private static String largestOf(PortfolioMetrics metrics) {
        return metrics.portfolio().holdings().stream().max(Comparator.comparingDouble(each -> Math.abs(each.value()))).orElseThrow().symbol();
    }
}
