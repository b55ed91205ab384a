package io.portcullis.risk.metrics;

import io.portcullis.oms.limit.PortfolioMetric;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One number of a portfolio that may be limited. Written as {@code var-99-1d} or {@code es-97.5-5d}, the largest of all methods, {@code historical-var-99-1d} by one of them, {@code gross}, {@code net},
 * {@code gross-leverage}, {@code drawdown}, {@code sector:Energy} or {@code stress:crash}.
 */
public sealed interface Metric {

    /** The largest of some methods. @param method null for all */
    record Tail(boolean isShortfall, @Nullable Method method, Level level, int days) implements Metric {

        @Override
        public @Nullable Double of(PortfolioMetrics portfolio, @Nullable Double drawdown) {
            return portfolio.tails().stream().filter(each -> each.level() == level && each.days() == days && (method == null || each.method() == method))
                    .map(each -> isShortfall ? each.expectedShortfall() : each.valueAtRisk()).max(Comparator.naturalOrder()).orElse(null);
        }

        @Override
        public String toString() {
            return (method == null ? "" : method.text() + "-") + (isShortfall ? "es" : "var") + "-" + level.text() + "-" + days + "d";
        }
    }

    /** A number that every portfolio has. */
    enum Whole implements Metric {
        GROSS, NET, LEVERAGE, DRAWDOWN;

        @Override
        public @Nullable Double of(PortfolioMetrics portfolio, @Nullable Double drawdown) {
            return switch (this) {
                case GROSS -> portfolio.exposure().gross();
                case NET -> Math.abs(portfolio.exposure().net());
                case LEVERAGE -> portfolio.leverage();
                case DRAWDOWN -> drawdown;
            };
        }

        @Override
        public String toString() {
            return this == LEVERAGE ? "gross-leverage" : name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a sector has of the gross exposure. */
    record Sector(String name) implements Metric {

        @Override
        public @Nullable Double of(PortfolioMetrics portfolio, @Nullable Double drawdown) {
            Exposure.OfSector sector = portfolio.exposure().bySector().get(name);
            return sector == null ? 0.0 : sector.bought() + sector.owed();
        }

        @Override
        public String toString() {
            return "sector:" + name;
        }
    }

    /** What is lost in a scenario. */
    record Stress(String scenario) implements Metric {

        @Override
        public @Nullable Double of(PortfolioMetrics portfolio, @Nullable Double drawdown) {
            return portfolio.stress().stream().filter(each -> each.name().equals(scenario)).map(each -> Math.max(0, -each.gain())).findFirst().orElse(null);
        }

        @Override
        public String toString() {
            return "stress:" + scenario;
        }
    }

    /**
     * One as it is written.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    static Metric of(String text) {
        Metric named = ofName(text);
        if (named != null) {
            return named;
        }
        for (Method method : Method.values()) {
            if (text.startsWith(method.text() + "-")) {
                return tail(method, text.substring(method.text().length() + 1));
            }
        }
        return tail(null, text);
    }

    private static @Nullable Metric ofName(String text) {
        for (Whole each : Whole.values()) {
            if (each.toString().equals(text)) {
                return each;
            }
        }
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        if (colon < 0 || name.isEmpty()) {
            return null;
        }
        return switch (text.substring(0, colon)) {
            case "sector" -> new Sector(name);
            case "stress" -> new Stress(name);
            default -> null;
        };
    }

    /** {@code var-97.5-5d} or {@code es-97.5-5d}. */
    private static Metric tail(@Nullable Method method, String text) {
        for (Level level : Level.values()) {
            for (int days : MetricsRun.HORIZONS) {
                Tail shortfall = new Tail(true, null, level, days);
                if (text.equals(shortfall.toString()) || text.equals(new Tail(false, null, level, days).toString())) {
                    return new Tail(text.equals(shortfall.toString()), method, level, days);
                }
            }
        }
        throw new IllegalArgumentException("must be " + PortfolioMetric.ALLOWED);
    }

    /**
     * What it is there.
     *
     * @param drawdown by how much less was gained on this day than at its best moment, zero or more; null if that is not known
     * @return in the currency in which all is reckoned, or, of leverage, how many times; null if it is not known
     */
    @Nullable
    Double of(PortfolioMetrics portfolio, @Nullable Double drawdown);

    /** It is an amount of money. */
    default boolean isMoney() {
        return this != Whole.LEVERAGE;
    }
}
