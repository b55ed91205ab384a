package io.portcullis.risk.metrics;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How much of a metric there may be.
 *
 * @param portfolio one, or each of a kind
 * @param most more than zero
 * @param currency of money, ISO 4217; null for what is none
 * @param warnPercent of it people are alerted from there on; 0 for not before it is reached
 * @param kills once it is reached, the orders of the portfolio are killed
 */
public record MetricLimit(PortfolioName portfolio, Metric metric, BigDecimal most, @Nullable String currency, int warnPercent, boolean kills) {

    /** How much of it is used. */
    public enum Standing {
        BELOW, WARNED, REACHED
    }

    /** @throws IllegalArgumentException naming what can't be */
    public MetricLimit {
        if (most.signum() <= 0) {
            throw new IllegalArgumentException("limit must be more than 0, was " + most.toPlainString());
        }
        if ((currency != null) != metric.isMoney()) {
            throw new IllegalArgumentException(metric + (metric.isMoney() ? " needs a currency, was without" : " has no currency, was with " + currency));
        }
        if (warnPercent < 0 || warnPercent > 99) {
            throw new IllegalArgumentException("warn-percent must be from 1 to 99, or empty, was " + warnPercent);
        }
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
