package io.portcullis.risk.metrics;

import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.PortfolioName;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.RiskLimits;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How much of a metric there may be: a limit made ready for being held against metrics.
 *
 * @param portfolio one, or each of a kind
 * @param most more than zero
 * @param currency of money, ISO 4217; null for what is none
 * @param warnPercent of it people are alerted from there on; 0 for not before it is reached
 * @param release who lets it be over once the orders of the portfolio are killed, because it is reached; null if nothing is killed
 * @param since when it is as it is, epoch nanoseconds
 */
public record MetricLimit(PortfolioName portfolio, Metric metric, BigDecimal most, @Nullable String currency, int warnPercent, @Nullable Release release,
        long since) {

    /** How much of it is used. */
    public enum Standing {
        BELOW, WARNED, REACHED
    }

    /** @throws NullPointerException if it is on no metric, or is removed */
    public static MetricLimit of(RiskLimits.Standing standing) {
        PortfolioMetric on = Objects.requireNonNull(standing.key().metric(), () -> standing.key() + " is on no metric");
        Limit limit = Objects.requireNonNull(standing.limit(), () -> standing.key() + " is removed");
        return new MetricLimit(on.portfolio(), Metric.of(on.name()), limit.most(), limit.currency(), limit.warnPercent(),
                limit.breaker() == null ? null : limit.breaker().release(), standing.time());
    }

    /** Once it is reached, the orders of the portfolio are killed. */
    public boolean kills() {
        return release != null;
    }

    /** Whether it holds for a portfolio: of limits on each and on that one alone, the latter is an exception from the former. */
    public boolean holdsFor(PortfolioName name, Collection<MetricLimit> all) {
        return portfolio.includes(name)
                && (!portfolio.value().equals(Scope.EACH) || all.stream().noneMatch(each -> each.portfolio.equals(name) && each.metric.equals(metric)));
    }

    /** @param used in the limit's own currency */
    public Standing of(double used) {
        double limit = most.doubleValue();
        return used >= limit ? Standing.REACHED : warnPercent > 0 && used >= limit * warnPercent / 100 ? Standing.WARNED : Standing.BELOW;
    }

    @Override
    public String toString() {
        return portfolio + " " + metric + " " + most.toPlainString() + (currency == null ? "" : " " + currency);
    }
}
