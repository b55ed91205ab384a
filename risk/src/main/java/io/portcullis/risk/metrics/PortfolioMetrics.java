package io.portcullis.risk.metrics;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a portfolio.
 *
 * @param leverage gross exposure divided by the capital; null without capital
 * @param beta null without a benchmark that has a history
 * @param tails each method at each level for each number of days; none if nothing of the portfolio has a history
 * @param worst the days of the history on which what is held now would have lost most; likewise
 * @param stress what each scenario would do, in the order of the scenarios
 * @param uncovered what is in the exposure and the scenarios, and in nothing else, because there is no history of it
 */
public record PortfolioMetrics(Portfolio portfolio, Exposure exposure, @Nullable Double leverage, @Nullable Beta beta, List<TailRisk> tails,
        List<WorstDays> worst, List<StressScenario.Outcome> stress, Correlations correlations, List<Uncovered> uncovered) {

    /** From a close until another. @param gain of what is held now; negative if it is a loss */
    public record WorstDays(int days, LocalDate from, LocalDate until, double gain) {
    }

    /** A holding without a history. @param reason in words */
    public record Uncovered(Holding holding, String reason) {
    }

    /** Null if there is none. */
    public @Nullable TailRisk tail(Method method, Level level, int days) {
        return tails.stream().filter(each -> each.method() == method && each.level() == level && each.days() == days).findFirst().orElse(null);
    }

    /** The largest value at risk of all methods; null if there is none. */
    public @Nullable Double largestValueAtRisk(Level level, int days) {
        return tails.stream().filter(each -> each.level() == level && each.days() == days).map(TailRisk::valueAtRisk).max(Double::compare).orElse(null);
    }

    /** The largest expected shortfall of all methods; null if there is none. */
    public @Nullable Double largestShortfall(Level level, int days) {
        return tails.stream().filter(each -> each.level() == level && each.days() == days).map(TailRisk::expectedShortfall).max(Double::compare).orElse(null);
    }
}
