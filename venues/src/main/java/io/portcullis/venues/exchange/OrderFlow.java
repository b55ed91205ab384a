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
import java.util.concurrent.TimeUnit;

/**
 * Orders of made-up members, from a seed: they come at random times, rest near the market, are canceled, or take what others show, so that there are trades without anybody's doing. What comes when is a function of the
 * seed, the symbol and the time at which it began, however often it is asked to go on.
 */
final class OrderFlow {

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int LOT_SIZE = 100;
    /** In ticks from the middle, beyond half the spread. */
    private static final int FARTHEST = 12;
    private static final int MOST_RESTING = 200;
    /** A time that was slept through is not made up for. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** Of one instrument. */
    private static final class Members {
        private final SplittableRandom random;
        private final List<ExchangeOrder> resting = new ArrayList<>();
        private double due;

        private Members(SplittableRandom random, long now) {
            this.random = random;
            this.due = now;
        }
    }

    private final SimulatedExchange exchange;
    private final ExchangeFlow flow;
    private final int volatilityPercent;
    private final long seed;
    private final Map<String, Members> bySymbol = new HashMap<>();

    /** @param flow with more than 0 orders per second */
    OrderFlow(SimulatedExchange exchange, ExchangeFlow flow, int volatilityPercent, long seed) {
        this.exchange = exchange;
        this.flow = flow;
        this.volatilityPercent = volatilityPercent;
        this.seed = seed;
    }

    /** Lets everything come that is due. @param now epoch nanoseconds */
    void step(long now) {
        for (Instrument instrument : exchange.instruments().all()) {
            Price reference = instrument.referencePrice();
            if (reference != null && exchange.engine().trading(instrument.symbol()).isContinuous()) {
                step(instrument, reference, now);
            }
        }
    }

    private void step(Instrument instrument, Price reference, long now) {
        Members members = bySymbol.computeIfAbsent(instrument.symbol(), symbol -> {
            Members made = new Members(new SplittableRandom(seed * 31 + symbol.hashCode()), now);
            made.due += gap(made.random);
            return made;
        });
        if (now - members.due > LONGEST_NANOS) {
            members.due = now;
        }
        while (members.due <= now) {
            comes(instrument, PriceWalk.middle(instrument, reference, (long) members.due, volatilityPercent), members);
            members.due += gap(members.random);
        }
    }

    /** Of a Poisson process. */
    private double gap(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble()) / flow.ordersPerSecond() * SECOND;
    }

    /** Each draws the same number of random ones, so that what others do there shifts nothing. */
    private void comes(Instrument instrument, Price middle, Members members) {
        int what = members.random.nextInt(100);
        boolean buys = members.random.nextBoolean();
        int distance = Math.min(members.random.nextInt(FARTHEST), members.random.nextInt(FARTHEST));
        double size = members.random.nextDouble();
        double which = members.random.nextDouble();
        members.resting.removeIf(order -> !order.isOpen());
        if (what < 25 || members.resting.size() >= MOST_RESTING) {
            if (!members.resting.isEmpty()) {
                exchange.engine().withdraw(members.resting.remove((int) (which * members.resting.size())));
            }
            return;
        }
        long tick = instrument.ticks().tickAt(middle).raw();
        boolean takes = what >= 80;
        long ticks = takes ? flow.spreadTicks() : -(flow.spreadTicks() / 2 + distance);
        long price = middle.raw() + (buys ? ticks : -ticks) * tick;
        if (price <= 0) {
            return;
        }
        ExchangeOrder order = exchange.engine().quote(instrument.symbol(), buys ? Side.BUY : Side.SELL, quantity(instrument, size), new Price(price),
                takes ? TimeInForce.IMMEDIATE_OR_CANCEL : TimeInForce.DAY);
        if (!takes && order.isOpen()) {
            members.resting.add(order);
        }
    }

    /** Exponential around the average: many small ones, few large ones. */
    private Quantity quantity(Instrument instrument, double random) {
        long hundreds = Math.max(1, Math.round(-Math.log(1 - random) * flow.orderLots()));
        return new Quantity(Math.multiplyExact(instrument.lot().raw(), LOT_SIZE * hundreds));
    }
}
