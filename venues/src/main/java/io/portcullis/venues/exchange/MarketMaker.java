package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Background liquidity, from a seed: some levels on either side of a price that walks, and now and then somebody who trades at the best of them; in a dark pool, hidden
 * interest at that price.
 */
final class MarketMaker {

    private static final int MAX_LOTS = 20;
    private static final int MAX_TRADED_LOTS = 3;
    private static final int QUOTED_LOT_SIZE = 100;
    /** Of so many steps without a move of the price, one renews the quotes. */
    private static final int QUIET_STEPS = 10;
    /** Of so many steps, one has a trade, or hidden interest. */
    private static final int STEPS_PER_TRADE = 4;

    private record Quotes(Price middle, List<ExchangeOrder> orders) {
    }

    private final SimulatedExchange exchange;
    private final boolean isDark;
    private final int levels;
    private final int volatilityPercent;
    private final int spreadTicks;
    private final SplittableRandom random;
    private final Map<String, Quotes> quotes = new HashMap<>();

    /** As usual. */
    MarketMaker(SimulatedExchange exchange, boolean isDark, long seed) {
        this(exchange, isDark, seed, ExchangeConduct.USUAL_DEPTH, ExchangeConduct.USUAL_VOLATILITY, ExchangeFlow.USUAL_SPREAD);
    }

    /**
     * @param levels of a side that it quotes
     * @param volatilityPercent of how far prices walk usually
     * @param spreadTicks from its best bid to its best offer
     */
    MarketMaker(SimulatedExchange exchange, boolean isDark, long seed, int levels, int volatilityPercent, int spreadTicks) {
        this.spreadTicks = spreadTicks;
        this.levels = levels;
        this.volatilityPercent = volatilityPercent;
        this.exchange = exchange;
        this.isDark = isDark;
        this.random = new SplittableRandom(seed);
    }

    /** Looks at every instrument that has a reference price. @param now epoch nanoseconds */
    void step(long now) {
        for (Instrument instrument : exchange.instruments().all()) {
            Price reference = instrument.referencePrice();
            if (reference != null && exchange.engine().trading(instrument.symbol()).isContinuous()) {
                step(instrument, PriceWalk.middle(instrument, reference, now, volatilityPercent));
            }
        }
    }

    private void step(Instrument instrument, Price middle) {
        if (isDark) {
            hiddenInterest(instrument, middle);
            return;
        }
        Quotes old = quotes.get(instrument.symbol());
        if (old == null || !old.middle.equals(middle) || isOneIn(QUIET_STEPS)) {
            if (old != null) {
                old.orders.forEach(exchange.engine()::withdraw);
            }
            quotes.put(instrument.symbol(), quote(instrument, middle));
        }
        if (isOneIn(STEPS_PER_TRADE)) {
            trade(instrument, middle);
        }
    }

    private Quotes quote(Instrument instrument, Price middle) {
        long tick = instrument.ticks().tickAt(middle).raw();
        List<ExchangeOrder> orders = new ArrayList<>(2 * levels);
        for (int level = 0; level < levels; level++) {
            long below = (spreadTicks / 2 + level) * tick;
            if (middle.raw() > below) {
                orders.add(quote(instrument, Side.BUY, middle.raw() - below));
            }
            orders.add(quote(instrument, Side.SELL, middle.raw() + (above() + level) * tick));
        }
        return new Quotes(middle, orders);
    }

    private int above() {
        return spreadTicks - spreadTicks / 2;
    }

    private ExchangeOrder quote(Instrument instrument, Side side, long price) {
        return exchange.engine().quote(instrument.symbol(), side, quantity(instrument, MAX_LOTS), new Price(price), TimeInForce.DAY);
    }

    /** Somebody takes a little of the best level: a client's order that rests there has its chance. */
    private void trade(Instrument instrument, Price middle) {
        boolean buys = random.nextBoolean();
        long tick = instrument.ticks().tickAt(middle).raw();
        exchange.engine().quote(instrument.symbol(), buys ? Side.BUY : Side.SELL, quantity(instrument, MAX_TRADED_LOTS),
                new Price(Math.max(tick, middle.raw() + (buys ? above() : -(spreadTicks / 2)) * tick)), TimeInForce.IMMEDIATE_OR_CANCEL);
    }

    private void hiddenInterest(Instrument instrument, Price middle) {
        exchange.engine().moveMiddle(instrument.symbol(), middle, isOneIn(STEPS_PER_TRADE) ? quantity(instrument, MAX_LOTS) : Quantity.ZERO,
                isOneIn(STEPS_PER_TRADE) ? quantity(instrument, MAX_LOTS) : Quantity.ZERO);
    }

    private Quantity quantity(Instrument instrument, int maxLots) {
        return new Quantity(Math.multiplyExact(instrument.lot().raw(), QUOTED_LOT_SIZE * (1L + random.nextInt(maxLots))));
    }

    private boolean isOneIn(int steps) {
        return random.nextInt(steps) == 0;
    }
}
