package io.portcullis.risk;

import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.SlidingCounts;
import io.portcullis.oms.order.SlidingCounts.Kind;
import io.portcullis.oms.types.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has come about lately of one scope, each value of which is given, for each time that some limit names and in each currency, and which limits were told of. */
final class Recent {

    private static final int PLACES = 8;

    private final Projection projection;
    private final @Nullable Long anewSince;
    private final Map<Long, Map<String, SlidingCounts>> byTime = new LinkedHashMap<>();
    private final Set<Integer> warnedOf = new HashSet<>();
    private final Set<Integer> reached = new HashSet<>();
    private final Set<Integer> leavesOut = new HashSet<>();

    /** @param anewSince what came until then does not count; null if all does */
    Recent(Projection projection, @Nullable Long anewSince) {
        this.projection = projection;
        this.anewSince = anewSince;
    }

    /** In which its cell is. */
    Projection projection() {
        return projection;
    }

    /** What was told of the other, of the same scope, is told of this one. */
    void toldAs(Recent other) {
        warnedOf.addAll(other.warnedOf);
        reached.addAll(other.reached);
        leavesOut.addAll(other.leavesOut);
    }

    /** Within that time, in nanoseconds. */
    SlidingCounts of(long within, String currency) {
        return byTime.computeIfAbsent(within, _ -> new LinkedHashMap<>()).computeIfAbsent(currency, _ -> {
            SlidingCounts counts = new SlidingCounts(within);
            if (anewSince != null) {
                counts.startAnew(anewSince);
            }
            return counts;
        });
    }

    boolean isOver(long now) {
        return byTime.values().stream().allMatch(each -> each.values().stream().allMatch(counts -> counts.isOver(now)));
    }

    /** How much of a limit is used; what came in another currency and can't be reckoned in the limit's is left out. */
    Money used(HeldLimit limit, long now, CurrencyRates rates) {
        Breaker breaker = limit.limit().breaker();
        Map<String, SlidingCounts> counts = breaker == null ? null : byTime.get(breaker.within().toNanos());
        return counts == null ? Money.ZERO : switch (limit.measure()) {
            case EXECUTIONS -> Money.of(BigDecimal.valueOf(count(counts, Kind.EXECUTIONS, now)));
            case REJECTS -> Money.of(BigDecimal.valueOf(count(counts, Kind.REJECTS, now)));
            case CANCELS -> Money.of(BigDecimal.valueOf(count(counts, Kind.CANCELS, now)));
            case REPLACES -> Money.of(BigDecimal.valueOf(count(counts, Kind.REPLACES, now)));
            case ORDERS_OUT_RATIO -> ratio(count(counts, Kind.ORDERS_OUT, now), count(counts, Kind.ORDERS_IN, now));
            case EXECUTED_NOTIONAL -> value(counts, limit.limit().currency(), now, rates);
            default -> Money.ZERO;
        };
    }

    private static long count(Map<String, SlidingCounts> counts, Kind kind, long now) {
        long count = 0;
        for (SlidingCounts each : counts.values()) {
            count += each.count(kind, now);
        }
        return count;
    }

    /** What goes out of an order that came earlier is measured against one. */
    private static Money ratio(long out, long in) {
        return Money.of(BigDecimal.valueOf(out).divide(BigDecimal.valueOf(Math.max(1, in)), PLACES, RoundingMode.DOWN));
    }

    private static Money value(Map<String, SlidingCounts> counts, @Nullable String wanted, long now, CurrencyRates rates) {
        Money sum = Money.ZERO;
        for (Map.Entry<String, SlidingCounts> each : counts.entrySet()) {
            Money reckoned = reckoned(each.getValue().value(now), each.getKey(), wanted, rates);
            sum = reckoned == null ? sum : sum.plus(reckoned);
        }
        return sum;
    }

    private static @Nullable Money reckoned(Money value, String currency, @Nullable String wanted, CurrencyRates rates) {
        return value.isZero() || currency.equals(wanted) ? value : Cell.reckoned(value, currency, wanted, rates);
    }

    /** A currency that a limit leaves out; null if there is none, or it was told and some is left out ever since. */
    @Nullable
    String newlyLeftOut(HeldLimit limit, long now, CurrencyRates rates) {
        if (limit.measure() != Measure.EXECUTED_NOTIONAL) {
            return null;
        }
        Breaker breaker = limit.limit().breaker();
        Map<String, SlidingCounts> counts = breaker == null ? null : byTime.get(breaker.within().toNanos());
        if (counts != null) {
            for (Map.Entry<String, SlidingCounts> each : counts.entrySet()) {
                if (reckoned(each.getValue().value(now), each.getKey(), limit.limit().currency(), rates) == null) {
                    return leavesOut.add(limit.number()) ? each.getKey() : null;
                }
            }
        }
        leavesOut.remove(limit.number());
        return null;
    }

    /** So much of a limit is used that it is to be told: it was not since less was. */
    boolean isNewly(HeldLimit limit, Money used) {
        boolean isNewlyReached = false;
        if (used.compareTo(limit.most()) >= 0) {
            isNewlyReached = reached.add(limit.number());
        } else {
            reached.remove(limit.number());
        }
        Money warnFrom = limit.warnFrom();
        boolean isDue = warnFrom != null && used.compareTo(warnFrom) >= 0 && warnedOf.add(limit.number());
        if (used.compareTo(limit.warnAgainBelow()) < 0) {
            warnedOf.remove(limit.number());
        }
        return isNewlyReached || isDue;
    }
}
