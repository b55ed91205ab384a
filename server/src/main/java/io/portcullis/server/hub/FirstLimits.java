package io.portcullis.server.hub;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.PortfolioMetric;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.server.shard.Shard;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event log that knows no limits, a new one or that of an earlier release, begins with those of {@code limits.csv}; one that knows none of risk metrics with those of {@code metric-limits.csv}. From then on the
 * log alone says which are in force.
 */
public final class FirstLimits {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final String USER = "portcullis";

    private FirstLimits() {
    }

    /**
     * Before anybody is let in.
     *
     * @param ofMetrics those of {@code metric-limits.csv}: one that {@code limits.csv} sets, too, is left out
     * @param areMetricsWatched whether somebody holds limits against risk metrics here
     */
    public static void set(List<Limit> limits, List<Limit> ofMetrics, boolean areMetricsWatched, ShardState state, Shard shard) {
        boolean isNewToMetrics = state.limits().isNewToMetrics();
        if (state.limits().isNew()) {
            set(limits, "limits.csv", shard);
        }
        if (isNewToMetrics) {
            Set<LimitKey> there = state.limits().ofMetrics().stream().map(RiskLimits.Standing::key).collect(Collectors.toSet());
            set(ofMetrics.stream().filter(limit -> !there.contains(limit.key())).toList(), "metric-limits.csv", shard);
            ofMetrics.forEach(limit -> ofMetrics.stream().filter(each -> isHigherException(limit, each)).forEach(each -> ALERTS.warn(
                    "metric-limits.csv: {} is {}, an exception from {}, which is {}: in earlier releases both held", limit.key(), limit, each.key(), each)));
        }
        if (!areMetricsWatched && !state.limits().ofMetrics().isEmpty()) {
            ALERTS.warn("limits of risk metrics are in force, and nobody looks at them: [risk-metrics] on = no");
        }
        if (state.limits().inForce().stream().allMatch(limit -> limit.key().isOfMetric())) {
            ALERTS.warn("no limit on orders is in force: limits.csv has none, or all were removed; portcullis limit sets them");
        }
    }

    private static boolean isHigherException(Limit limit, Limit each) {
        PortfolioMetric of = limit.key().metric();
        PortfolioMetric from = each.key().metric();
        return of != null && from != null && of.name().equals(from.name()) && !of.portfolio().equals(from.portfolio())
                && from.portfolio().includes(of.portfolio())
                && limit.isHigherThan(each);
    }

    private static void set(List<Limit> limits, String file, Shard shard) {
        List<Limit> inTurn = limits.size() <= Command.ChangeLimits.MOST ? limits : exceptionsFirst(limits);
        for (int from = 0; from < limits.size(); from += Command.ChangeLimits.MOST) {
            List<Limit> some = inTurn.subList(from, Math.min(limits.size(), from + Command.ChangeLimits.MOST));
            shard.accept(new Command.ChangeLimits(some.stream().map(limit -> new LimitChange(limit.key(), null, limit)).toList(), USER,
                    file + ", with which this event log begins"));
        }
    }

    /** So that none of them lets more pass than there is already, which somebody else would have to approve. */
    private static List<Limit> exceptionsFirst(List<Limit> limits) {
        return limits.stream().sorted(Comparator.comparing(limit -> limit.key().compared(), Scope.SAYING_MORE.reversed())).toList();
    }
}
