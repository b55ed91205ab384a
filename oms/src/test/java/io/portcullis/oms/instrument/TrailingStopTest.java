package io.portcullis.oms.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the stop price of a trailing stop order belongs. */
class TrailingStopTest {

    private static final TickTable TICKS = new TickTable(List.of(new TickTable.Band(Price.of("0"), Price.of("0.01")),
            new TickTable.Band(Price.of("10"), Price.of("0.05")), new TickTable.Band(Price.of("100"), Price.of("0.5"))));

    private static TrailingStop trail(boolean isBuy, String offset, Peg.OffsetType type) {
        return new TrailingStop(new Peg(Peg.Follows.TRAILING_STOP, Price.of(offset).raw(), type), isBuy, TICKS);
    }

    @ParameterizedTest
    @CsvSource({"SELL, 2, PRICE, 50, 48", "BUY, 2, PRICE, 50, 52", "SELL, -2, PRICE, 50, 48", "SELL, 0.03, PRICE, 50, 49.95", "BUY, 0.03, PRICE, 50, 50.05",
        "SELL, 150, BASIS_POINTS, 50, 49.25", "BUY, 150, BASIS_POINTS, 50, 50.75", "SELL, 123, BASIS_POINTS, 50, 49.35", "BUY, 123, BASIS_POINTS, 50, 50.65",
        "SELL, 12.5, BASIS_POINTS, 8, 7.99", "SELL, 3, TICKS, 50, 49.85", "BUY, 3, TICKS, 8, 8.03", "BUY, 0.2, PRICE, 99.95, 100.5",
        "SELL, 0.5, PRICE, 100.5, 100"})
    void itIsAsFarFromTheMarketAsWasAskedAndOffTickFarther(String side, String offset, Peg.OffsetType type, String market, String stopPx) {
        assertEquals(Price.of(stopPx), trail(side.equals("BUY"), offset, type).stopPx(Price.of(market)));
    }

    @ParameterizedTest
    @CsvSource({"SELL, 50, PRICE, 50", "SELL, 60, PRICE, 50", "SELL, 9999, BASIS_POINTS, 0.01", "BUY, 92233720368, PRICE, 50"})
    void thereIsNoneBelowZeroOrBeyondAllPrices(String side, String offset, Peg.OffsetType type, String market) {
        assertEquals(null, trail(side.equals("BUY"), offset, type).stopPx(Price.of(market)));
    }

    @Test
    void thePriceFromWhichOnItMovesIsNeverTooFarAndExactWhereTheTickStays() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            boolean isBuy = random.nextBoolean();
            Peg.OffsetType type = Peg.OffsetType.values()[random.nextInt(3)];
            long offset = type == Peg.OffsetType.PRICE ? random.nextLong(1, 300_000_000L)
                    : type == Peg.OffsetType.TICKS ? 100_000_000L * random.nextInt(1, 30) : random.nextLong(100_000_000L, 100_000_000L * 500);
            TrailingStop trail = new TrailingStop(new Peg(Peg.Follows.TRAILING_STOP, offset, type), isBuy, TICKS);
            Price market = TICKS.roundedDown(new Price(random.nextLong(900_000_000L, 13_000_000_000L)));
            Price stopPx = trail.stopPx(market);
            if (stopPx == null) {
                continue;
            }
            long from = trail.movesAt(stopPx);
            String what = trail + " at " + market + " stop " + stopPx + " moves at " + new Price(from);
            for (int step = 0; step < 40; step++) {
                Price at = new Price(market.raw() + (isBuy ? -step : step) * 1_000_000L);
                Price then = trail.stopPx(at);
                boolean moves = then != null && TrailingStop.isNearer(isBuy, then, stopPx);
                boolean isFrom = isBuy ? at.raw() <= from : at.raw() >= from;
                assertTrue(!moves || isFrom, what + ", and is " + then + " at " + at);
                boolean isInOneBand = TICKS.tickAt(new Price(market.raw() - 2_000_000_000L)).equals(TICKS.tickAt(new Price(market.raw() + 2_000_000_000L)));
                assertTrue(!isInOneBand || moves == isFrom, what + ", and is " + then + " at " + at);
            }
        }
    }
}
