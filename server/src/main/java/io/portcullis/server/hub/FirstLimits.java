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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event log that knows no limits on orders, a new one or that of an earlier release, begins with those of {@code limits.csv}; one that knows none of risk metrics with those of {@code metric-limits.csv}.
 * From then on the log alone says which are in force.
 */
public final class FirstLimits {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final String USER = "portcullis";
    /** In one alert. */
    private static final int MOST_NAMES = 20;

    private FirstLimits() {
    }

    /**
     * Before anybody is let in.
     *
     * @param limits those of {@code limits.csv}: of a log that knows limits on metrics only those on orders are taken
     * @param ofMetrics those of {@code metric-limits.csv}: one that {@code limits.csv} sets, too, is left out
     * @param areMetricsWatched whether somebody holds limits against risk metrics here
     */
    public static void set(List<Limit> limits, List<Limit> ofMetrics, boolean areMetricsWatched, ShardState state, Shard shard) {
        boolean isNewToMetrics = state.limits().isNewToMetrics();
        List<Limit> taken = !state.limits().isNew() ? List.of() : limits.stream().filter(limit -> isNewToMetrics || !limit.key().isOfMetric()).toList();
        List<Limit> first = isNewToMetrics ? withMetrics(taken, ofMetrics) : taken;
        set(first, Set.copyOf(taken), shard);
        alertOfThoseThatAreNotSet(first, state.limits());
        if (isNewToMetrics) {
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

    private static List<Limit> withMetrics(List<Limit> limits, List<Limit> ofMetrics) {
        Set<LimitKey> there = limits.stream().map(Limit::key).collect(Collectors.toSet());
        return Stream.concat(limits.stream(), ofMetrics.stream().filter(limit -> !there.contains(limit.key()))).toList();
    }

    /** In one command where they fit: set one after the other an exception would let more pass than what is there. */
    private static void set(List<Limit> limits, Set<Limit> ofLimitsCsv, Shard shard) {
        List<Limit> inTurn = limits.size() <= Command.ChangeLimits.MOST ? limits : exceptionsFirst(limits);
        for (int from = 0; from < limits.size(); from += Command.ChangeLimits.MOST) {
            List<Limit> some = inTurn.subList(from, Math.min(limits.size(), from + Command.ChangeLimits.MOST));
            shard.accept(new Command.ChangeLimits(some.stream().map(limit -> new LimitChange(limit.key(), null, limit)).toList(), USER,
                    files(some, ofLimitsCsv) + ", with which this event log begins"));
        }
    }

    private static String files(List<Limit> limits, Set<Limit> ofLimitsCsv) {
        boolean areAll = ofLimitsCsv.containsAll(limits);
        return areAll ? "limits.csv" : limits.stream().noneMatch(ofLimitsCsv::contains) ? "metric-limits.csv" : "limits.csv and metric-limits.csv";
    }

    private static void alertOfThoseThatAreNotSet(List<Limit> limits, RiskLimits now) {
        List<String> missing = limits.stream().filter(limit -> !limit.equals(now.limit(limit.key()))).map(limit -> limit.key().toString()).toList();
        if (!missing.isEmpty()) {
            ALERTS.warn("{} limits of limits.csv and metric-limits.csv are not in force, refused or proposed (portcullis limit list): {}{}", missing.size(),
                    String.join(", ", missing.subList(0, Math.min(missing.size(), MOST_NAMES))), missing.size() > MOST_NAMES ? " and more" : "");
        }
    }

    /** So that none of them lets more pass than there is already, which somebody else would have to approve. */
    private static List<Limit> exceptionsFirst(List<Limit> limits) {
        return limits.stream().sorted(Comparator.comparing(limit -> limit.key().compared(), Scope.SAYING_MORE.reversed())).toList();
    }
}
