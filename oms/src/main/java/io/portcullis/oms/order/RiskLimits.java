package io.portcullis.oms.order;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitChange;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The limits that are in force, and what is proposed to become of them. A part of the state: events change it, and it holds no rule. */
public final class RiskLimits {

    /**
     * A limit as it stands.
     *
     * @param number by which facts about orders name it; it keeps it, also when it is removed and comes again
     * @param limit null if it is removed
     * @param user who wanted it so
     * @param approver null if nobody had to approve it
     * @param time since when, epoch nanoseconds
     */
    public record Standing(int number, LimitKey key, @Nullable Limit limit, String user, @Nullable String approver, String reason, long time) {
    }

    /** As much is lost somewhere as a limit allows. @param of where, each value as it is there */
    record LossReached(int limit, String of) {
    }

    /** A proposal that waits for its approval. @param time since when, epoch nanoseconds */
    public record Proposal(LimitFact.Proposed asked, long time) {
    }

    final Map<LimitKey, Standing> all = new LinkedHashMap<>();
    final Map<Long, Proposal> proposals = new LinkedHashMap<>();
    /** On this trading day. */
    final Set<LossReached> lossesReached = new LinkedHashSet<>();
    /** Likewise: so much that somebody was warned; of limits on margin, leverage and concentration, too. */
    final Set<LossReached> lossesWarned = new LinkedHashSet<>();
    private int version;

    /** In the order of their numbers, removed ones too. */
    public Collection<Standing> all() {
        return List.copyOf(all.values());
    }

    /** Those in force. */
    public List<Limit> inForce() {
        List<Limit> limits = new ArrayList<>();
        for (Standing standing : all.values()) {
            if (standing.limit != null) {
                limits.add(standing.limit);
            }
        }
        return limits;
    }

    /** Null if there never was one. */
    public @Nullable Standing standing(LimitKey key) {
        return all.get(key);
    }

    /** Null if none has that number. */
    public @Nullable Standing standing(int number) {
        for (Standing standing : all.values()) {
            if (standing.number == number) {
                return standing;
            }
        }
        return null;
    }

    /** Null if there is none. */
    public @Nullable Limit limit(LimitKey key) {
        Standing standing = all.get(key);
        return standing == null ? null : standing.limit;
    }

    /** Oldest first. */
    public Collection<Proposal> proposals() {
        return List.copyOf(proposals.values());
    }

    /** Null if there is none, or it has ended. */
    public @Nullable Proposal proposal(long id) {
        return proposals.get(id);
    }

    /** Whether a warning says that all of a limit on losses is used. */
    public static boolean isLossReached(Standing standing, LimitFact.Warned warned) {
        return standing.limit != null && standing.key.measure() == Measure.DAY_LOSS && warned.used().compareTo(standing.limit.amount()) >= 0;
    }

    /** It was said before on this trading day, and the limit has not become another since. */
    public boolean wasLossReached(LimitFact.Warned warned) {
        return lossesReached.contains(new LossReached(warned.limit(), warned.of()));
    }

    /** As much was told before on this trading day: that all of a limit on losses is used or, if less is, or by what prices make of other limits, that somebody had to be warned. */
    public boolean wasTold(LimitFact.Warned warned) {
        Standing standing = standing(warned.limit());
        LossReached loss = new LossReached(warned.limit(), warned.of());
        return standing != null && (isLossReached(standing, warned) ? lossesReached : lossesWarned).contains(loss);
    }

    /** Something of that was told. */
    public boolean hasTold() {
        return !lossesReached.isEmpty() || !lossesWarned.isEmpty();
    }

    /** No limit on orders was ever set. */
    public boolean isNew() {
        return all.keySet().stream().allMatch(LimitKey::isOfMetric);
    }

    /** No limit on a risk metric was ever set. */
    public boolean isNewToMetrics() {
        return all.keySet().stream().noneMatch(LimitKey::isOfMetric);
    }

    /** Those in force that are on risk metrics. */
    public List<Standing> ofMetrics() {
        return all.values().stream().filter(standing -> standing.limit != null && standing.key.isOfMetric()).toList();
    }

    /** Another one after each change. */
    public int version() {
        return version;
    }

    /** As the others are. */
    public void become(RiskLimits others) {
        all.clear();
        all.putAll(others.all);
        proposals.clear();
        proposals.putAll(others.proposals);
        lossesReached.clear();
        lossesReached.addAll(others.lossesReached);
        lossesWarned.clear();
        lossesWarned.addAll(others.lossesWarned);
        version++;
    }

    /** Whoever keeps limits of his own folds with it, too. */
    public void after(LimitFact fact, long time) {
        switch (fact) {
            case LimitFact.Changed f -> {
                proposals.remove(f.proposalId());
                f.changes().forEach(change -> change(change, f, time));
                version++;
            }
            case LimitFact.Proposed f -> proposals.put(f.proposalId(), new Proposal(f, time));
            case LimitFact.Ended f -> proposals.remove(f.proposalId());
            case LimitFact.Warned f -> {
                Standing standing = standing(f.limit());
                if (standing != null && (standing.key.measure() == Measure.DAY_LOSS || standing.key.measure().isOfPortfolios())) {
                    (isLossReached(standing, f) ? lossesReached : lossesWarned).add(new LossReached(f.limit(), f.of()));
                }
            }
            case LimitFact.LeftOut f -> {
                // changes no limit
            }
            case LimitFact.Restricting f -> {
                // changes no limit
            }
        }
    }

    private void change(LimitChange change, LimitFact.Changed f, long time) {
        Standing before = all.get(change.key());
        if (before != null) {
            lossesReached.removeIf(reached -> reached.limit == before.number);
            lossesWarned.removeIf(warned -> warned.limit == before.number);
        }
        put(new Standing(before == null ? all.size() + 1 : before.number, change.key(), change.after(), f.user(), f.approver(), f.reason(), time));
    }

    /** What is lost is counted anew. */
    void startDay() {
        lossesReached.clear();
        lossesWarned.clear();
    }

    void put(Standing standing) {
        all.put(standing.key, standing);
    }
}
