package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderFlowTest {

    private static final long MILLI = 1_000_000L;
    private static final long START = 1_790_000_000_000L * MILLI;

    private record Seen(List<String> trades, String book) {
    }

    /** A minute of ten orders a second. */
    private static Seen flow(long seed, int stepMillis, int volatility, int lots) {
        Floor floor = new Floor(false);
        List<String> trades = new ArrayList<>();
        floor.exchange.engine().tellTrades((symbol, quantity, price) -> trades.add(symbol + " " + quantity + " at " + price));
        OrderFlow flow = new OrderFlow(floor.exchange, new ExchangeFlow(seed, 10, lots, 2, null), volatility, seed);
        for (int millis = 0; millis <= 60_000; millis += stepMillis) {
            flow.step(START + millis * MILLI);
        }
        return new Seen(trades, floor.exchange.engine().shown(Floor.SYMBOL, true, 50) + " " + floor.exchange.engine().shown(Floor.SYMBOL, false, 50));
    }

    @Test
    void oneSeedMakesTheSameOrdersHoweverOftenItIsLookedAtAndAnotherSeedOthers() {
        Seen seen = flow(1, 100, 100, 5);
        assertEquals(seen, flow(1, 100, 100, 5));
        assertEquals(seen, flow(1, 1_000, 100, 5));
        assertNotEquals(seen, flow(2, 100, 100, 5));
    }

    @Test
    void tradesHappenByThemselvesAndOrdersRestOnEitherSide() {
        Seen seen = flow(1, 100, 100, 5);
        assertTrue(seen.trades.size() > 30, seen.trades.toString());
        assertTrue(seen.trades.stream().distinct().count() > 10, seen.trades.toString());
        assertTrue(seen.book.matches("\\{\\d.*\\} \\{\\d.*\\}"), seen.book);
    }

    @Test
    void sizeAndVolatilityAreAsTheyAreSet() {
        assertTrue(volume(flow(1, 100, 100, 50)) > 4 * volume(flow(1, 100, 100, 5)));
        assertTrue(prices(flow(1, 100, 1_000, 5)) > prices(flow(1, 100, 0, 5)));
    }

    private static long volume(Seen seen) {
        return seen.trades.stream().mapToLong(trade -> Quantity.of(trade.split(" ")[1]).raw()).sum();
    }

    private static long prices(Seen seen) {
        return seen.trades.stream().map(trade -> trade.split(" ")[3]).distinct().count();
    }
}
