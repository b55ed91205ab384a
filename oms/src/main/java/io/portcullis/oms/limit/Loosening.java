package io.portcullis.oms.limit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether changes of limits let more pass: whether at some time, now or later, some order would be held against a limit on more than before, or against none where there was one.
 * In doubt they do.
 */
public final class Loosening {

    /** When a limit holds from now on. */
    private record Timed(Limit limit, Window window) {
    }

    private final Map<String, ScopeIndex<Timed>> before = new HashMap<>();
    private final Map<String, ScopeIndex<Timed>> after = new HashMap<>();

    private Loosening(Collection<Limit> inForce, List<LimitChange> changes, Instant now) {
        Set<String> kinds = new HashSet<>();
        Set<LimitKey> changed = new HashSet<>();
        for (LimitChange change : changes) {
            kinds.add(change.key().kind());
            changed.add(change.key());
            put(change.after(), after, now);
        }
        for (Limit limit : inForce) {
            if (kinds.contains(limit.key().kind())) {
                put(limit, before, now);
                if (!changed.contains(limit.key())) {
                    put(limit, after, now);
                }
            }
        }
    }

    private static void put(@Nullable Limit limit, Map<String, ScopeIndex<Timed>> index, Instant now) {
        Window rest = limit == null ? null : limit.window().from(now);
        if (limit != null && rest != null) {
            index.computeIfAbsent(limit.key().kind(), _ -> new ScopeIndex<>()).put(limit.key().compared(), new Timed(limit, rest));
        }
    }

    /** @param inForce before the changes */
    public static boolean isIn(List<LimitChange> changes, Collection<Limit> inForce, Instant now) {
        Loosening loosening = new Loosening(inForce, changes, now);
        return changes.stream().anyMatch(loosening::letsMorePass);
    }

    /** For orders of its scope, and for those of a case of it of which another limit says something, too. */
    private boolean letsMorePass(LimitChange change) {
        ScopeIndex<Timed> limits = before.get(change.key().kind());
        if (limits == null || isUtmost(change.after())) {
            return false;
        }
        List<List<String>> about = new ArrayList<>();
        about.add(ScopeIndex.values(change.key().compared()));
        about.addAll(limits.cases(about.getFirst()));
        return about.stream().anyMatch(values -> isMore(limits.about(values), then(change.key(), values)));
    }

    /** Nothing can be less than that. */
    private static boolean isUtmost(@Nullable Limit limit) {
        return limit != null && limit.most().signum() == 0 && limit.window().isAlways();
    }

    private List<Timed> then(LimitKey key, List<String> values) {
        ScopeIndex<Timed> limits = after.get(key.kind());
        return limits == null ? List.of() : limits.about(values);
    }

    /** @param now limits on the same, of which the first one holds whose time it is */
    private static boolean isMore(List<Timed> now, List<Timed> then) {
        for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).limit.isPermission() && isMoreThan(now.get(i), now.subList(0, i), then)) {
                return true;
            }
            if (now.get(i).window.isAlways()) {
                return false;
            }
        }
        return false;
    }

    /** @param instead of it these hold while it is their time */
    private static boolean isMoreThan(Timed limit, List<Timed> instead, List<Timed> then) {
        for (Timed other : then) {
            if (instead.stream().anyMatch(each -> each.window.covers(other.window))) {
                continue;
            }
            if (isHigher(other.limit, limit.limit) && other.window.mayOverlap(limit.window)) {
                return true;
            }
            if (other.window.covers(limit.window)) {
                return false;
            }
        }
        return instead.stream().noneMatch(each -> each.window.covers(limit.window));
    }

    private static boolean isHigher(Limit limit, Limit other) {
        return !Objects.equals(limit, other) && limit.isHigherThan(other);
    }
}
