package io.portcullis.server.bench;

import org.HdrHistogram.Histogram;

/**
 * What the client saw of one load.
 *
 * @param sent orders sent
 * @param filled orders whose final fill came
 * @param rejected orders that were refused, and messages that were rejected
 * @param strange reports of a final fill for an order that wasn't open: filled twice, or never sent
 * @param filledInTime final fills that came while orders were still to be sent, that is within the load's duration
 * @param latencies from the moment the order was due to be sent to the receipt of its final fill, in ns
 */
record Outcome(Load load, long sent, long filled, long rejected, long strange, long filledInTime, Histogram latencies) {

    double perSecond() {
        return filledInTime / (load.duration().toNanos() / 1e9);
    }

    /** Whether the hub went along with the load; if not, its latencies measure a queue and depend on how long the load was. */
    boolean keptUp() {
        return switch (load) {
            case Load.Window _ -> true;
            case Load.FixedRate rate -> filledInTime >= rate.orders() * 0.95;
        };
    }

    /** Whether every order was filled, once; if not, the figures are worth nothing. */
    boolean isSound() {
        return filled == sent && rejected == 0 && strange == 0;
    }

    double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
