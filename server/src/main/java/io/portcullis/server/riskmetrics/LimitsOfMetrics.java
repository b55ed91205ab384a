package io.portcullis.server.riskmetrics;

import io.portcullis.oms.order.RiskLimits;
import io.portcullis.risk.metrics.MetricLimit;
import java.util.List;

/**
 * The limits on risk metrics as the log had them at some time. They are looked for among all limits only after one of these has changed: whoever looks them up holds up orders.
 *
 * @param version of the limits
 */
record LimitsOfMetrics(int version, List<RiskLimits.Standing> standings) {

    /** Before they were looked up. */
    static final LimitsOfMetrics NOT_KNOWN = new LimitsOfMetrics(Integer.MIN_VALUE, List.of());

    /** This one if nothing has changed. On the shard's thread. */
    LimitsOfMetrics now(RiskLimits limits) {
        return limits.version() == version ? this : new LimitsOfMetrics(limits.version(), limits.ofMetrics());
    }

    /** Those that hold then. @param time epoch nanoseconds */
    List<MetricLimit> at(long time) {
        return standings.stream().filter(standing -> standing.limit() != null && standing.limit().window().contains(time)).map(MetricLimit::of).toList();
    }
}
