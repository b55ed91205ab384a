package io.portcullis.server.hub;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.ShardState;
import io.portcullis.server.shard.Shard;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An event log that knows no limits, a new one or that of an earlier release, begins with those of {@code limits.csv}. From then on the log alone says which are in force. */
public final class FirstLimits {

    private static final Logger ALERTS = LoggerFactory.getLogger("io.portcullis.alerts");
    private static final String USER = "portcullis";

    private FirstLimits() {
    }

    /** Before anybody is let in. */
    public static void set(List<Limit> limits, ShardState state, Shard shard) {
        if (state.limits().isNew() && !limits.isEmpty()) {
            List<Limit> exceptionsFirst = limits.size() <= Command.ChangeLimits.MOST ? limits : exceptionsFirst(limits);
            for (int from = 0; from < limits.size(); from += Command.ChangeLimits.MOST) {
                List<Limit> some = exceptionsFirst.subList(from, Math.min(limits.size(), from + Command.ChangeLimits.MOST));
                shard.accept(new Command.ChangeLimits(some.stream().map(limit -> new LimitChange(limit.key(), null, limit)).toList(), USER,
                        "limits.csv, with which this event log begins"));
            }
        }
        if (state.limits().inForce().isEmpty()) {
            ALERTS.warn("no limit is in force: limits.csv has none, or all were removed; portcullis limit sets them");
        }
    }

    /** So that none of them lets more pass than there is already, which somebody else would have to approve. */
    private static List<Limit> exceptionsFirst(List<Limit> limits) {
        return limits.stream().sorted(Comparator.comparing(limit -> limit.key().scope(), Scope.SAYING_MORE.reversed())).toList();
    }
}
