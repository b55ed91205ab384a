package io.portcullis.venues.routing;

import io.portcullis.oms.order.VenueFigures;
import io.portcullis.oms.types.Price;

/**
 * What it is worth, for each share, that a venue does well by what was measured of it. Zero: it does not count. Of a venue of which fewer than {@link VenueFigures#ENOUGH} were measured nothing counts.
 *
 * @param latency that it answers a millisecond earlier
 * @param miss that a share which it shows, and is sent for, is executed, and not missed
 * @param rest that a share which rests there is executed
 */
public record Weights(Price latency, Price miss, Price rest) {

    /** For each of them. */
    public static final Price MOST = Price.of("1000");
    public static final Weights NONE = new Weights(new Price(0), new Price(0), new Price(0));
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MOST_MICROS = 60_000_000;

    public Weights {
        for (Price weight : new Price[]{latency, miss, rest}) {
            if (weight.raw() < 0 || weight.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("must be from 0 to " + MOST + ", was " + weight);
            }
        }
    }

    /** What taking a share there costs beside price and fee: times 10<sup>8</sup>, and not negative. */
    long ofTaking(VenueFigures f) {
        long late = f.acknowledgements() < VenueFigures.ENOUGH ? 0
                : latency.raw() * Math.min(f.latencyNanos() / NANOS_PER_MICRO, MOST_MICROS) / MICROS_PER_MILLI;
        long missed = f.legs() < VenueFigures.ENOUGH ? 0
                : miss.raw() * (VenueFigures.ONE - Math.min(f.filledMillionths(), VenueFigures.ONE)) / VenueFigures.ONE;
        return late + missed;
    }

    /** What letting a share rest there costs beside fee and queue: likewise. */
    long ofResting(VenueFigures f) {
        return f.rested() < VenueFigures.ENOUGH ? 0 : rest.raw() * (VenueFigures.ONE - Math.min(f.restedMillionths(), VenueFigures.ONE)) / VenueFigures.ONE;
    }
}
