package io.portcullis.risk.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of all portfolios at one moment, over one history and over the same simulated paths, so that they can be compared and added up. May be asked again when they hold something else: what follows from the
 * history alone is kept.
 */
public final class MetricsRun {

    /** For how many days there is a value at risk. */
    public static final List<Integer> HORIZONS = List.of(1, 5);

    private static final int PATHS_AT_ONCE = 256;

    /**
     * How it is reckoned.
     *
     * @param paths of the simulation, 1,000 at least: less would leave no tail
     * @param seed the same gives the same paths
     * @param benchmark symbol for beta; null for none
     */
    public record Settings(int paths, long seed, @Nullable String benchmark) {

        public static final int FEWEST_PATHS = 1_000;

        public Settings {
            if (paths < FEWEST_PATHS) {
                throw new IllegalArgumentException("there must be at least " + FEWEST_PATHS + " paths, was " + paths);
            }
        }
    }

    private final PriceHistory history;
    private final Settings settings;
    private final Runnable between;
    private final double[][] covariances;
    private final double[][] correlations;
    private final List<double[][]> returns = new ArrayList<>();
    private final Map<String, String> reasons = new HashMap<>();

    /** @param between called now and then, so that whoever is more urgent gets the processor */
    public MetricsRun(PriceHistory history, Settings settings, Runnable between) {
        this.history = history;
        this.settings = settings;
        this.between = between;
        this.covariances = history.symbols().isEmpty() ? new double[0][0] : history.covariances();
        this.correlations = PriceHistory.correlations(covariances);
        HORIZONS.forEach(days -> returns.add(history.returns(days)));
        history.missing().forEach(missing -> reasons.put(missing.symbol(), missing.reason()));
    }

    /** In the order of the portfolios. */
    public List<PortfolioMetrics> of(Collection<Portfolio> portfolios, List<StressScenario> scenarios) {
        List<Covered> all = portfolios.stream().map(this::covered).toList();
        simulate(all.stream().filter(each -> each.indices.length > 0).toList());
        List<PortfolioMetrics> metrics = new ArrayList<>();
        for (Covered each : all) {
            metrics.add(metrics(each, scenarios));
            between.run();
        }
        return metrics;
    }

    /** The part of a portfolio that has a history. */
    private static final class Covered {

        final Portfolio portfolio;
        final int[] indices;
        final double[] values;
        final List<PortfolioMetrics.Uncovered> uncovered;
        final List<WorstLosses> simulated = new ArrayList<>();

        Covered(Portfolio portfolio, List<Holding> covered, int[] indices, List<PortfolioMetrics.Uncovered> uncovered) {
            this.portfolio = portfolio;
            this.indices = indices;
            this.values = covered.stream().mapToDouble(Holding::value).toArray();
            this.uncovered = uncovered;
        }

        double gain(double[] returns) {
            double gain = 0;
            for (int i = 0; i < indices.length; i++) {
                gain += values[i] * returns[indices[i]];
            }
            return gain;
        }

        double[] gains(double[][] scenarios) {
            return Arrays.stream(scenarios).mapToDouble(this::gain).toArray();
        }
    }

    private Covered covered(Portfolio portfolio) {
        List<Holding> covered = new ArrayList<>();
        List<PortfolioMetrics.Uncovered> uncovered = new ArrayList<>();
        for (Holding each : portfolio.holdings()) {
            if (history.indexOf(each.symbol()) != null) {
                covered.add(each);
            } else {
                uncovered.add(new PortfolioMetrics.Uncovered(each, reasons.getOrDefault(each.symbol(), "there are no closes of it")));
            }
        }
        int[] indices = covered.stream().mapToInt(each -> Objects.requireNonNull(history.indexOf(each.symbol()))).toArray();
        return new Covered(portfolio, covered, indices, uncovered);
    }

    private void simulate(List<Covered> portfolios) {
        for (Covered each : portfolios) {
            HORIZONS.forEach(days -> each.simulated.add(new WorstLosses(settings.paths)));
        }
        if (portfolios.isEmpty()) {
            return;
        }
        new MonteCarlo(covariances, settings.seed).simulate(settings.paths, HORIZONS.stream().mapToInt(Integer::intValue).toArray(),
                (path, horizon, moved) -> {
                    for (Covered each : portfolios) {
                        each.simulated.get(horizon).add(-each.gain(moved));
                    }
                    if (horizon == 0 && path % PATHS_AT_ONCE == 0) {
                        between.run();
                    }
                });
    }

    private PortfolioMetrics metrics(Covered covered, List<StressScenario> scenarios) {
        Portfolio portfolio = covered.portfolio;
        Exposure exposure = Exposure.of(portfolio.holdings());
        List<TailRisk> tails = new ArrayList<>();
        List<PortfolioMetrics.WorstDays> worst = new ArrayList<>();
        for (int horizon = 0; horizon < HORIZONS.size() && covered.indices.length > 0; horizon++) {
            double[] gains = covered.gains(returns.get(horizon));
            if (gains.length > 0) {
                addTails(covered, horizon, gains, tails);
                worst.add(worst(gains, HORIZONS.get(horizon)));
            }
        }
        return new PortfolioMetrics(portfolio, exposure, portfolio.capital() == null ? null : exposure.leverage(portfolio.capital()), beta(covered),
                tails, worst, scenarios.stream().map(scenario -> scenario.on(portfolio.holdings())).toList(),
                Correlations.of(history, correlations, covered.indices, covered.values), covered.uncovered);
    }

    private void addTails(Covered covered, int horizon, double[] gains, List<TailRisk> tails) {
        int days = HORIZONS.get(horizon);
        LossDistribution historical = new LossDistribution(Arrays.stream(gains).map(gain -> -gain).toArray());
        NormalLosses normal = normal(covered).within(days);
        LossDistribution simulated = covered.simulated.get(horizon).distribution();
        for (Level level : Level.values()) {
            tails.add(historical.at(Method.HISTORICAL, level, days, false));
            tails.add(normal.at(level, days));
            tails.add(simulated.at(Method.MONTE_CARLO, level, days, true));
        }
    }

    private NormalLosses normal(Covered covered) {
        double[][] own = new double[covered.indices.length][covered.indices.length];
        for (int i = 0; i < own.length; i++) {
            for (int j = 0; j < own.length; j++) {
                own[i][j] = covariances[covered.indices[i]][covered.indices[j]];
            }
        }
        return NormalLosses.of(covered.values, own);
    }

    private PortfolioMetrics.WorstDays worst(double[] gains, int days) {
        int worst = 0;
        for (int i = 1; i < gains.length; i++) {
            worst = gains[i] < gains[worst] ? i : worst;
        }
        return new PortfolioMetrics.WorstDays(days, history.days().get(worst), history.days().get(worst + days), gains[worst]);
    }

    private @Nullable Beta beta(Covered covered) {
        Integer benchmark = settings.benchmark == null ? null : history.indexOf(settings.benchmark);
        if (benchmark == null || covered.indices.length == 0) {
            return null;
        }
        double[][] daily = returns.getFirst();
        Exposure exposure = Exposure.of(covered.portfolio.holdings().stream().filter(each -> history.indexOf(each.symbol()) != null).toList());
        return Beta.of(covered.gains(daily), Arrays.stream(daily).mapToDouble(day -> day[benchmark]).toArray(), exposure);
    }
}
