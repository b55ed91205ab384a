package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Background liquidity, from a seed: a few levels around a price that walks at random; in a dark pool, hidden interest at that price. */
final class MarketMaker {

    private static final int LEVELS = 5;
    private static final int MAX_LOTS = 20;
    private static final int QUOTED_LOT_SIZE = 100;

    private final SimulatedExchange exchange;
    private final boolean isDark;
    private final SplittableRandom random;
    private final Map<String, Long> middles = new HashMap<>();
    private final Map<String, List<ExchangeOrder>> quotes = new HashMap<>();

    MarketMaker(SimulatedExchange exchange, boolean isDark, long seed) {
        this.exchange = exchange;
        this.isDark = isDark;
        this.random = new SplittableRandom(seed);
    }

    /** One step of the walk, for every instrument. */
    void step() {
        for (Instrument instrument : exchange.instruments().all()) {
            Price reference = instrument.referencePrice();
            if (reference != null) {
                step(instrument, reference);
            }
        }
    }

    private void step(Instrument instrument, Price reference) {
        long tick = instrument.ticks().tickAt(reference).raw();
        long before = middles.getOrDefault(instrument.symbol(), reference.raw() / tick * tick);
        long pull = Long.signum(reference.raw() - before) * (random.nextInt(10) == 0 ? tick : 0);
        long middle = Math.max(tick * (LEVELS + 2), before + (random.nextInt(3) - 1) * tick + pull);
        middles.put(instrument.symbol(), middle);
        if (isDark) {
            hiddenInterest(instrument, middle);
        } else if (middle != before || random.nextInt(4) == 0 || !quotes.containsKey(instrument.symbol())) {
            quote(instrument, middle, tick);
        }
    }

    private void quote(Instrument instrument, long middle, long tick) {
        List<ExchangeOrder> old = quotes.getOrDefault(instrument.symbol(), List.of());
        old.forEach(exchange::withdraw);
        List<ExchangeOrder> fresh = new ArrayList<>(2 * LEVELS);
        for (int level = 1; level <= LEVELS; level++) {
            fresh.add(exchange.quote(instrument.symbol(), Side.BUY, quantity(instrument), new Price(middle - level * tick)));
            fresh.add(exchange.quote(instrument.symbol(), Side.SELL, quantity(instrument), new Price(middle + level * tick)));
        }
        quotes.put(instrument.symbol(), fresh);
    }

    private Quantity quantity(Instrument instrument) {
        return new Quantity(instrument.lot().raw() * QUOTED_LOT_SIZE * (1 + random.nextInt(MAX_LOTS)));
    }

    private void hiddenInterest(Instrument instrument, long middle) {
        for (ExchangeOrder order : exchange.openOrders()) {
            if (order.symbol.equals(instrument.symbol()) && random.nextInt(3) == 0) {
                exchange.meetHiddenInterest(order, quantity(instrument), new Price(middle));
            }
        }
    }
}
