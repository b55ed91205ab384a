package io.portcullis.admin.port;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Risk metrics as they were reckoned last. Estimates: they are no part of what decides orders. Complete on any thread. */
public interface RiskMetricsView {

    /**
     * All of them at one moment.
     *
     * @param time epoch nanoseconds
     * @param tookMillis how long they took
     * @param currency ISO 4217, of all amounts where nothing else is said
     * @param troubles in words: what could not be looked at
     */
    record Snapshot(long time, long tookMillis, String currency, History history, List<PortfolioRow> portfolios, List<LimitRow> limits, List<String> troubles) {
    }

    /**
     * What they are reckoned from.
     *
     * @param from of the first close; null without any, like until
     * @param observations returns from one day to the next
     * @param shortenedBy the instrument that has no more; null if that is as many as are asked for
     * @param benchmark of beta; null for none
     * @param paths of the simulation
     */
    record History(@Nullable LocalDate from, @Nullable LocalDate until, int observations, @Nullable String shortenedBy, @Nullable String benchmark, int paths) {
    }

    /**
     * One portfolio: {@code firm}, {@code client=ACME} and so on.
     *
     * @param capital null if nothing, or not all of it, is known; so is leverage then
     * @param beta as a part of the net exposure; null if that says nothing
     * @param betaExposure what is gained if the benchmark doubles; null without a benchmark
     * @param gained since the day began
     * @param drawdown by how much less that is than at its best moment of the day; null while something that was traded today has no live price
     * @param gainUnknown symbols of which it is not known what they have gained
     */
    record PortfolioRow(String name, double bought, double owed, @Nullable Double capital, @Nullable Double leverage, @Nullable Double beta,
            @Nullable Double betaExposure,
            double gained, @Nullable Double drawdown, List<String> gainUnknown, List<TailRow> tails, List<SectorRow> sectors, List<WorstRow> worst,
            List<StressRow> stress,
            Matrix correlations, List<UncoveredRow> uncovered) {
    }

    /** Value at risk and expected shortfall by a method, at a level in per cent, within so many days. @param standardError null where nothing is simulated */
    record TailRow(String method, String level, int days, double valueAtRisk, double expectedShortfall, @Nullable Double standardError) {
    }

    /** Exposure to a sector; an empty name stands for all of which none is said. */
    record SectorRow(String name, double bought, double owed) {
    }

    /** The days of the history on which what is held now would have lost most. */
    record WorstRow(int days, LocalDate from, LocalDate until, double gain) {
    }

    /** What a scenario would bring. @param untouched symbols that it says nothing of */
    record StressRow(String scenario, double gain, List<String> untouched) {
    }

    /** Correlations, in the order of the symbols. @param leftOut how many instruments are not in it, of which less is held */
    record Matrix(List<String> symbols, int leftOut, Cells cells) {
    }

    /** Numbers of a matrix. */
    interface Cells {

        /** Not a number where one of the two has not moved. */
        double of(int row, int column);
    }

    /** What has no history, no price or no rate. @param value null without a price or a rate */
    record UncoveredRow(String symbol, String quantity, @Nullable Double value, String reason) {
    }

    /**
     * How a limit of a metric is used by a portfolio.
     *
     * @param scope of the limit: that portfolio, or each of its kind
     * @param limit as it is written
     * @param used in the limit's currency; null if it is not known
     * @param standing BELOW, WARNED, REACHED or UNKNOWN
     */
    record LimitRow(String scope, String portfolio, String metric, String limit, @Nullable String currency, int warnPercent, boolean kills,
            @Nullable Double used,
            String standing) {
    }

    /** A close. @param adjusted of shares as they are now; null if nobody has adjusted it */
    record Close(String symbol, LocalDate day, BigDecimal close, @Nullable BigDecimal adjusted) {
    }

    /** Which closes of a symbol there are. @param ofMarket those that the hub has kept by itself */
    record Coverage(String symbol, LocalDate first, LocalDate last, long closes, long ofMarket) {
    }

    /** Empty until they were reckoned for the first time. */
    Optional<Snapshot> last();

    /** They are reckoned anew now. */
    CompletionStage<Snapshot> anew();

    /** By symbol. */
    CompletionStage<List<Coverage>> closes();

    /** What was there of the same symbols and days is replaced. */
    CompletionStage<OperatorCommands.Answer> enter(List<Close> closes, OperatorCommands.Instruction instruction);
}
