package io.portcullis.risk.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {

    private static final long DAY = Made.FIRST_DAY;

    private static CloseSeries series(String symbol, double... closes) {
        return Made.series(symbol, DAY, closes);
    }

    @Test
    void returnsAreOfCloseToCloseAndOfDaysThatOverlap() {
        PriceHistory history = PriceHistory.of(List.of(series("A", 100, 110, 99, 99)), 500, 2);
        assertEquals(3, history.observations());
        assertArrayEquals(new double[]{0.1, -0.1, 0}, column(history.returns(1)), 1e-12);
        assertArrayEquals(new double[]{-0.01, -0.1}, column(history.returns(2)), 1e-12);
        assertEquals(0, history.returns(5).length);
    }

    private static double[] column(double[][] returns) {
        return java.util.Arrays.stream(returns).mapToDouble(each -> each[0]).toArray();
    }

    @Test
    void onlyTheNewestDaysCount() {
        PriceHistory history = PriceHistory.of(List.of(series("A", 1, 2, 3, 4, 5)), 2, 2);
        assertEquals(List.of(LocalDate.ofEpochDay(DAY + 2), LocalDate.ofEpochDay(DAY + 3), LocalDate.ofEpochDay(DAY + 4)), history.days());
    }

    @Test
    void onAHolidayOfOneMarketItsCloseOfBeforeStands() {
        CloseSeries withHoliday = new CloseSeries("B", new long[]{DAY, DAY + 1, DAY + 3}, new double[]{10, 20, 30});
        PriceHistory history = PriceHistory.of(List.of(series("A", 1, 1, 1, 1), series("C", 1, 1, 1, 1), withHoliday), 500, 2);
        assertEquals(3, history.observations());
        assertEquals(0, history.returns(1)[1][2]);
        assertEquals(0.5, history.returns(1)[2][2]);
    }

    @Test
    void aDayThatMostMarketsWereClosedOnDoesNotCount() {
        CloseSeries sunday = new CloseSeries("B", new long[]{DAY, DAY + 1, DAY + 2, DAY + 3}, new double[]{10, 20, 25, 30});
        CloseSeries one = new CloseSeries("A", new long[]{DAY, DAY + 1, DAY + 3}, new double[]{1, 1, 1});
        CloseSeries other = new CloseSeries("C", new long[]{DAY, DAY + 1, DAY + 3}, new double[]{1, 1, 1});
        PriceHistory history = PriceHistory.of(List.of(one, other, sunday), 500, 2);
        assertEquals(2, history.observations());
        assertEquals(0.5, history.returns(1)[1][2]);
    }

    @Test
    void whatHasTooFewReturnsIsNamedAndLeftOut() {
        PriceHistory history = PriceHistory
                .of(List.of(series("A", 1, 2, 3, 4), Made.series("NEW", DAY + 2, 5, 6), new CloseSeries("NONE", new long[0], new double[0])), 500, 3);
        assertEquals(List.of("A"), history.symbols());
        assertNull(history.indexOf("NEW"));
        assertNull(history.shortenedBy());
        assertEquals(
                List.of(new PriceHistory.Missing("NEW", "it has 1 return from day to day, needs 3"),
                        new PriceHistory.Missing("NONE", "there are no closes of it")),
                history.missing());
    }

    @Test
    void whoeverBeganLastShortensItForAllAndIsNamed() {
        PriceHistory history = PriceHistory.of(List.of(series("A", 1, 2, 3, 4, 5), Made.series("YOUNG", DAY + 1, 5, 6, 7, 8)), 500, 3);
        assertEquals(3, history.observations());
        assertEquals("YOUNG", history.shortenedBy());
    }

    @Test
    void whatIsNotTradedAnyMoreIsNamedAndLeftOut() {
        PriceHistory history = PriceHistory.of(List.of(series("A", 1, 2, 3, 4, 5, 6, 7, 8, 9), series("B", 1, 2, 3, 4, 5, 6, 7, 8, 9), series("OLD", 1, 2, 3)),
                500, 2);
        assertEquals(List.of("A", "B"), history.symbols());
        assertEquals("its last close is of " + LocalDate.ofEpochDay(DAY + 2) + ", too long ago", history.missing().getFirst().reason());
    }

    @Test
    void whatLooksLikeASplitIsFound() {
        PriceHistory history = PriceHistory.of(List.of(series("A", 100, 101, 50.5, 51), series("B", 10, 13.9, 14, 20)), 500, 2);
        assertEquals(List.of(new PriceHistory.Move("A", LocalDate.ofEpochDay(DAY + 2), -0.5),
                new PriceHistory.Move("B", LocalDate.ofEpochDay(DAY + 3), 20 / 14.0 - 1)), history.movesOf(0.4));
    }

    @Test
    void withoutClosesThereIsNoHistory() {
        PriceHistory history = PriceHistory.of(List.of(), 500, 250);
        assertEquals(0, history.observations());
        assertEquals(List.of(), history.symbols());
    }

    @Test
    void closesOfNothingOrOutOfOrderAreNotTaken() {
        assertThrows(IllegalArgumentException.class, () -> series("A", 1, 0));
        assertThrows(IllegalArgumentException.class, () -> series("A", 1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new CloseSeries("A", new long[]{2, 2}, new double[]{1, 1}));
    }
}
