package io.portcullis.risk.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Closes that are made up, the same for a seed. */
final class Made {

    static final long FIRST_DAY = 20_000;

    private Made() {
    }

    /** Each moves with a market that has 1 % deviation a day, and by itself with 1 % times its number. */
    static List<CloseSeries> closes(long seed, int instruments, int days) {
        Random random = new Random(seed);
        double[] market = new double[days];
        for (int day = 0; day < days; day++) {
            market[day] = 0.01 * random.nextGaussian();
        }
        List<CloseSeries> all = new ArrayList<>();
        for (int i = 0; i < instruments; i++) {
            double[] closes = new double[days];
            double close = 100;
            for (int day = 0; day < days; day++) {
                close *= Math.exp(market[day] + 0.01 * (1 + i % 3) * random.nextGaussian());
                closes[day] = close;
            }
            all.add(series("S" + i, FIRST_DAY, closes));
        }
        return all;
    }

    /** On consecutive days. */
    static CloseSeries series(String symbol, long firstDay, double... closes) {
        long[] days = new long[closes.length];
        for (int day = 0; day < days.length; day++) {
            days[day] = firstDay + day;
        }
        return new CloseSeries(symbol, days, closes);
    }

    static Holding holding(String symbol, double value) {
        return new Holding(symbol, value, "USD", null);
    }
}
