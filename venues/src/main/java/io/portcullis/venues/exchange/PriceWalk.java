package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.types.Price;

/**
 * Where the middle of an instrument's market is at a time: a smooth walk around its reference price, a function of symbol and time only. So all simulated venues, in one
 * process or in several, trade around the same prices, and go on where they were after a restart.
 */
final class PriceWalk {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int BASIS_POINTS = 10_000;
    /** Noise is counted in thousandths of its amplitude. */
    private static final int FULL = 1_000;

    private record Wave(long periodNanos, int amplitudeBasisPoints) {
    }

    private static final Wave[] WAVES = {new Wave(8 * NANOS_PER_SECOND, 3), new Wave(90 * NANOS_PER_SECOND, 15), new Wave(1_200 * NANOS_PER_SECOND, 60)};

    private PriceWalk() {
    }

    /** A multiple of the tick at the reference price; within one percent of it. @param now epoch nanoseconds */
    static Price middle(Instrument instrument, Price reference, long now) {
        return middle(instrument, reference, now, ExchangeConduct.USUAL_VOLATILITY);
    }

    /** That many percent as far from the reference price, at any time. */
    static Price middle(Instrument instrument, Price reference, long now, int volatilityPercent) {
        long offset = 0;
        for (int i = 0; i < WAVES.length; i++) {
            offset += WAVES[i].amplitudeBasisPoints * noise(instrument.symbol().hashCode() * 31L + i, now, WAVES[i].periodNanos);
        }
        long tick = instrument.ticks().tickAt(reference).raw();
        long middle = reference.raw() + reference.raw() / BASIS_POINTS * (offset * volatilityPercent / 100) / FULL;
        return new Price(Math.max(1, middle / tick) * tick);
    }

    /** From -1000 to 1000: random at each multiple of the period, straight in between. */
    private static long noise(long seed, long now, long period) {
        long step = Math.floorDiv(now, period);
        long from = randomAt(seed, step);
        long to = randomAt(seed, step + 1);
        return from + (to - from) * (Math.floorMod(now, period) / (period / FULL)) / FULL;
    }

    private static long randomAt(long seed, long step) {
        long x = seed * 0x9E3779B97F4A7C15L + step * 0xD1B54A32D192ED03L;
        x = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
        x = (x ^ x >>> 32) * 0xD6E8FEB86659FD93L;
        return Math.floorMod(x ^ x >>> 32, 2 * FULL + 1) - FULL;
    }
}
