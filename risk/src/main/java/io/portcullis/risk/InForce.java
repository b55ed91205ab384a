package io.portcullis.risk;

import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.order.RiskLimits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of the limits on orders hold at a time, until when that stays so, and what is restricted anew by it. */
final class InForce {

    private long until = Long.MIN_VALUE;
    private int version;
    private final List<RiskLimits.Standing> holding = new ArrayList<>();
    private Set<Integer> restrictions = Set.of();
    private final Set<Integer> newRestrictions = new HashSet<>();

    /** Whether those that hold are the same as when they were last worked out. @param time epoch nanoseconds */
    boolean isStillSo(long time) {
        return time < until;
    }

    /** @param time epoch nanoseconds */
    void workOut(RiskLimits limits, long time) {
        until = Long.MAX_VALUE;
        version++;
        holding.clear();
        Set<Integer> restricting = new HashSet<>();
        for (RiskLimits.Standing standing : limits.all()) {
            Limit limit = standing.limit();
            if (limit == null || limit.key().isOfMetric()) {
                continue;
            }
            until = Math.min(until, limit.window().nextChange(time));
            if (limit.window().contains(time)) {
                holding.add(standing);
                if (limit.isRestriction()) {
                    restricting.add(standing.number());
                }
            }
        }
        restricting.stream().filter(number -> !restrictions.contains(number)).forEach(newRestrictions::add);
        newRestrictions.retainAll(restricting);
        restrictions = restricting;
    }

    List<RiskLimits.Standing> holding() {
        return holding;
    }

    /** Another one whenever others may hold. */
    int version() {
        return version;
    }

    boolean hasNewRestrictions() {
        return !newRestrictions.isEmpty();
    }

    /** By the numbers of the limits; they are new no more. */
    Set<Integer> takeNewRestrictions() {
        Set<Integer> taken = Set.copyOf(newRestrictions);
        newRestrictions.clear();
        return taken;
    }
}
