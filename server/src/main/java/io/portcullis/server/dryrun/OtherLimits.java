package io.portcullis.server.dryrun;

import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.order.RiskLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Limits that are tried in place of those that there were.
 *
 * @param tried empty for one that there would not have been
 * @param areAll there would have been no others; otherwise those are as they were at each moment
 */
public record OtherLimits(Map<LimitKey, Optional<Limit>> tried, boolean areAll) {

    /** What would have to become of limits for it. */
    List<LimitChange> from(RiskLimits real) {
        Map<LimitKey, Optional<Limit>> wanted = new LinkedHashMap<>(tried);
        if (areAll) {
            real.inForce().stream().filter(limit -> !limit.key().isOfMetric()).forEach(limit -> wanted.putIfAbsent(limit.key(), Optional.empty()));
        }
        List<LimitChange> changes = new ArrayList<>();
        wanted.forEach((key, limit) -> {
            Optional<Limit> now = Optional.ofNullable(real.limit(key));
            if (!now.equals(limit)) {
                changes.add(new LimitChange(key, now.orElse(null), limit.orElse(null)));
            }
        });
        return changes;
    }
}
