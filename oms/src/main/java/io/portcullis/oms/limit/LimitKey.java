package io.portcullis.oms.limit;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which a limit is known: there is one on each measure of a scope, and one on each metric of a portfolio.
 *
 * @param scope whose orders it is on; the firm's if it is on a metric, which looks at no orders
 * @param metric null unless the measure is {@link Measure#METRIC}
 */
public record LimitKey(Scope scope, Measure measure, @Nullable PortfolioMetric metric) {

    /** @throws IllegalArgumentException if it is on a metric and on orders */
    public LimitKey {
        if ((measure == Measure.METRIC) != (metric != null) || metric != null && !scope.equals(Scope.FIRM)) {
            throw new IllegalArgumentException(
                    "a limit is on a measure of orders, or on a metric of a portfolio, was on " + scope + " " + measure + " " + metric);
        }
    }

    /** Of one on orders. */
    public LimitKey(Scope scope, Measure measure) {
        this(scope, measure, null);
    }

    /** Of one on a risk metric. */
    public LimitKey(PortfolioMetric metric) {
        this(Scope.FIRM, Measure.METRIC, metric);
    }

    /**
     * One as it is written.
     *
     * @param scope of a metric the portfolio
     * @throws IllegalArgumentException naming what of it can't be understood
     */
    public static LimitKey of(String scope, String measure) {
        Measure ofOrders = Measure.of(measure);
        if (ofOrders != null) {
            return new LimitKey(Scope.of(scope), ofOrders);
        }
        return new LimitKey(new PortfolioMetric(PortfolioName.of(scope.strip()), checkedMeasure(measure)));
    }

    /**
     * The same text, if it is a measure or a metric.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public static String checkedMeasure(String text) {
        if (Measure.of(text) == null && !PortfolioMetric.isName(text)) {
            throw new IllegalArgumentException("must be one of " + Arrays.stream(Measure.values()).filter(each -> each != Measure.METRIC).map(Measure::text)
                    .collect(Collectors.joining(", ")) + ", or of risk metrics " + PortfolioMetric.ALLOWED);
        }
        return text;
    }

    /** Whether it is on a risk metric: nothing of it decides orders. */
    public boolean isOfMetric() {
        return metric != null;
    }

    /** As it is written; of a metric the portfolio. */
    public String scopeText() {
        return metric == null ? scope.toString() : metric.portfolio().toString();
    }

    /** As it is written; of a metric its name. */
    public String measureText() {
        return metric == null ? measure.text() : metric.name();
    }

    /** What the amount is in. */
    public Measure.Unit unit() {
        return metric == null ? measure.unit() : metric.unit();
    }

    /** Of those on the same measure and the same kind of things, by what it says of them exceptions are found. */
    public Scope compared() {
        return metric == null || metric.portfolio().equals(PortfolioName.FIRM) ? scope : new Scope(Map.of(Dimension.ACCOUNT, metric.portfolio().value()));
    }

    /** Only those of one kind can be exceptions from each other. */
    String kind() {
        return metric == null ? measure.text() + " " + scope.dimensions() : metric.name() + " " + metric.portfolio().kind();
    }

    @Override
    public String toString() {
        return scopeText() + " " + measureText();
    }
}
