package io.portcullis.server.bench;

import io.portcullis.risk.metrics.CloseSeries;
import io.portcullis.risk.metrics.Holding;
import io.portcullis.risk.metrics.MetricsRun;
import io.portcullis.risk.metrics.Portfolio;
import io.portcullis.risk.metrics.PortfolioMetrics;
import io.portcullis.risk.metrics.PriceHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** All metrics of portfolios over 200 instruments, 500 days' returns and 10,000 paths: the first holds all of them, the others 20 each. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
@State(Scope.Thread)
public class MetricsBenchmark {

    private static final int INSTRUMENTS = 200;
    private static final int DAYS = 501;
    private static final int HELD = 20;
    private static final int PATHS = 10_000;

    @Param({"1", "100"})
    public int portfolios;

    private final List<CloseSeries> closes = new ArrayList<>();
    private final List<Portfolio> all = new ArrayList<>();

    /** Each instrument moves with a market and by itself. */
    @Setup
    public void make() {
        Random random = new Random(7);
        long[] days = new long[DAYS];
        double[] market = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            days[day] = 20_000 + day;
            market[day] = 0.01 * random.nextGaussian();
        }
        List<Holding> holdings = new ArrayList<>();
        for (int i = 0; i < INSTRUMENTS; i++) {
            double[] series = new double[DAYS];
            double close = 100;
            for (int day = 0; day < DAYS; day++) {
                close *= Math.exp(market[day] + 0.015 * random.nextGaussian());
                series[day] = close;
            }
            closes.add(new CloseSeries("S" + i, days, series));
            holdings.add(new Holding("S" + i, 1_000_000 * random.nextGaussian(), "USD", "SECTOR" + i % 11));
        }
        all.add(new Portfolio("firm", holdings, null));
        for (int i = 1; i < portfolios; i++) {
            int from = i * 7 % (INSTRUMENTS - HELD);
            all.add(new Portfolio("account=" + i, holdings.subList(from, from + HELD), null));
        }
    }

    @Benchmark
    public List<PortfolioMetrics> run() {
        return new MetricsRun(PriceHistory.of(closes, DAYS - 1, 250), new MetricsRun.Settings(PATHS, 1, "S0"), () -> {}).of(all, List.of());
    }
}
