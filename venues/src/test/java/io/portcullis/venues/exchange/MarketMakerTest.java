package io.portcullis.venues.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketMakerTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long START = 1_790_000_000L * SECOND;
    private static final Instrument ACME = Objects.requireNonNull(Floor.INSTRUMENTS.bySymbol(Floor.SYMBOL));
    private static final Price REFERENCE = Objects.requireNonNull(ACME.referencePrice());

    @Test
    void thePriceWalksInTicksAndStaysWithinAPercentOfTheReference() {
        Set<Price> prices = new HashSet<>();
        Price before = PriceWalk.middle(ACME, REFERENCE, START);
        for (int i = 0; i < 24 * 3600; i++) {
            Price price = PriceWalk.middle(ACME, REFERENCE, START + i * SECOND);
            prices.add(price);
            assertTrue(price.isMultipleOf(Price.of("0.01")), price.toString());
            assertTrue(Math.abs(price.raw() - before.raw()) <= Price.of("0.02").raw(), before + " to " + price);
            assertTrue(Math.abs(price.raw() - REFERENCE.raw()) <= REFERENCE.raw() / 100, price.toString());
            before = price;
        }
        assertTrue(prices.size() > 5, prices.toString());
    }

    @Test
    void oneSeedQuotesTheSameAndAnotherOtherQuantities() {
        assertEquals(quotes(1), quotes(1));
        assertNotEquals(quotes(1), quotes(2));
    }

    private static List<String> quotes(long seed) {
        Floor floor = new Floor(false);
        MarketMaker maker = new MarketMaker(floor.exchange, false, seed);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            maker.step(START + i * SECOND);
            Map<Long, Long> bids = floor.exchange.engine().shown(Floor.SYMBOL, true, 10);
            Map<Long, Long> offers = floor.exchange.engine().shown(Floor.SYMBOL, false, 10);
            assertTrue(bids.size() >= 4 && offers.size() >= 4, "seed " + seed + " step " + i);
            assertTrue(bids.keySet().iterator().next() < offers.keySet().iterator().next(), "seed " + seed + " step " + i);
            seen.add(bids.entrySet().iterator().next() + " " + offers.entrySet().iterator().next());
        }
        return seen;
    }

    @Test
    void anOrderThatRestsAtTheBestPriceIsFilledInTime() {
        Floor floor = new Floor(false);
        MarketMaker maker = new MarketMaker(floor.exchange, false, 1);
        maker.step(START);
        Price bid = new Price(PriceWalk.middle(ACME, REFERENCE, START).raw() - Price.of("0.01").raw());
        floor.happens("new b1 BUY 3000 " + bid + " DAY");

        for (int i = 1; i <= 1_000 && !floor.exchange.openOrderIds().isEmpty(); i++) {
            maker.step(START + i * SECOND);
        }

        assertEquals(List.of(), floor.exchange.openOrderIds());
        List<Quantity> fills = floor.reports.stream().map(r -> ((ExchangeReport.Execution) r).last()).filter(Objects::nonNull)
                .map(ExchangeReport.Last::quantity)
                .toList();
        assertTrue(fills.size() > 1, fills.toString());
        assertEquals(Quantity.of(3_000), fills.stream().reduce(Quantity.ZERO, Quantity::plus));
    }

    @Test
    void anOrderInTheDarkMeetsHiddenInterestInTime() {
        Floor floor = new Floor(true);
        MarketMaker maker = new MarketMaker(floor.exchange, true, 1);
        floor.happens("new s1 SELL 3000 9.00 DAY");

        for (int i = 0; i < 1_000 && !floor.exchange.openOrderIds().isEmpty(); i++) {
            maker.step(START + i * SECOND);
        }

        assertEquals(List.of(), floor.exchange.openOrderIds());
    }
}
