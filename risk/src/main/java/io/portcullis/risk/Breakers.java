package io.portcullis.risk;

import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.Activity;
import io.portcullis.oms.order.SlidingCounts;
import io.portcullis.oms.order.SlidingCounts.Kind;
import io.portcullis.oms.types.Money;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Limits on what comes about within a time: adds up what the state has counted in the scopes that they are on, and says which of them are reached. */
final class Breakers implements Activity.Follower {

    /** Ticks come each second, and faster while there is much to do. */
    private static final long BETWEEN_LOOKS_NANOS = 900_000_000;

    private final List<Projection> projections;
    private final InForce limits;
    private final InstrumentClasses kinds;
    private final Function<String, @Nullable Account> accountOf;
    private final Deque<LimitFact> warnings;
    private final Map<Cell, Recent> recent = new LinkedHashMap<>();
    private Activity activity = new Activity();
    private CurrencyRates rates = CurrencyRates.NONE;
    private long now;
    private long lastLooked;
    private boolean isToCatchUp = true;

    /** @param warnings to which is added what is to be told */
    Breakers(List<Projection> projections, InForce limits, InstrumentClasses kinds, Function<String, @Nullable Account> accountOf,
            Deque<LimitFact> warnings) {
        this.projections = projections;
        this.limits = limits;
        this.kinds = kinds;
        this.accountOf = accountOf;
        this.warnings = warnings;
    }

    void follow(Activity followed, long time) {
        activity = followed;
        now = time;
        isToCatchUp = true;
        followed.follow(this);
        anew();
    }

    void at(long time, CurrencyRates others) {
        now = time;
        rates = others;
    }

    /** What was used when the state was written was told then: not a second time after a restart. What is reached and not killed yet is found by the next look. */
    void catchUp() {
        if (isToCatchUp) {
            isToCatchUp = false;
            recent.forEach((cell, there) -> cell.limits().stream().filter(this::isOn).forEach(limit -> there.isNewly(limit, there.used(limit, now, rates))));
        }
    }

    boolean isOn(HeldLimit limit) {
        return limit.measure().isOfRecent();
    }

    /** How much of a limit is used there; what came in another currency and can't be reckoned in the limit's is left out. */
    Money used(Cell cell, HeldLimit limit) {
        Recent there = recent.get(cell);
        return there == null ? Money.ZERO : there.used(limit, now, rates);
    }

    /** The same of the limit that holds there; null if there is none. */
    @Nullable
    Money used(Cell cell, Measure measure) {
        for (HeldLimit limit : cell.limits()) {
            if (limit.measure() == measure) {
                return used(cell, limit);
            }
        }
        return null;
    }

    // Following

    @Override
    public void counted(long within, Activity.Of of, Kind kind, long orderId, Money value, long time) {
        now = time;
        InstrumentClass traded = kinds.of(of.symbol());
        Account account = of.account() == null ? null : accountOf.apply(of.account());
        for (int i = 0; i < projections.size(); i++) {
            Cell cell = projections.get(i).hasBreakers() ? projections.get(i).of(of, account, traded, limits.version()) : null;
            if (cell != null) {
                Recent there = at(projections.get(i), cell);
                there.of(within, traded.currency()).add(kind, value, time);
                look(cell, there, within, orderId);
            }
        }
    }

    private Recent at(Projection projection, Cell cell) {
        return recent.computeIfAbsent(cell, each -> new Recent(projection, activity.anewSince(each.toString())));
    }

    private void look(Cell cell, Recent there, long within, long orderId) {
        for (int i = 0; i < cell.limits().size(); i++) {
            HeldLimit limit = cell.limits().get(i);
            Breaker breaker = limit.limit().breaker();
            Money used = breaker == null || breaker.within().toNanos() != within ? null : there.used(limit, now, rates);
            if (used != null && there.isNewly(limit, used)) {
                warnings.add(new LimitFact.Warned(limit.number(), orderId, cell.toString(), used));
            }
            if (used != null) {
                tellOfLeftOut(cell, there, limit);
            }
        }
    }

    private void tellOfLeftOut(Cell cell, Recent there, HeldLimit limit) {
        String currency = there.newlyLeftOut(limit, now, rates);
        if (currency != null) {
            warnings.add(new LimitFact.LeftOut(limit.number(), cell.toString(), currency));
        }
    }

    @Override
    public void startedAnew(String scope, long time) {
        warnings.removeIf(told -> told instanceof LimitFact.Warned warned && warned.of().equals(scope) && isOfBreaker(warned.limit()));
        recent.keySet().removeIf(cell -> cell.toString().equals(scope));
        addAll(scope);
    }

    private boolean isOfBreaker(int number) {
        return limits.holding().stream().anyMatch(standing -> standing.number() == number && standing.key().measure().isOfRecent());
    }

    /** Also when other limits hold: what came before counts for them. What was told is not told again. */
    @Override
    public void anew() {
        Map<Cell, Recent> before = Map.copyOf(recent);
        recent.clear();
        addAll(null);
        recent.forEach((cell, there) -> {
            Recent then = before.get(cell);
            if (then != null) {
                there.toldAs(then);
            }
            if (!isToCatchUp) {
                activity.times().forEach(within -> look(cell, there, within, 0));
            }
        });
    }

    /** @param only null for all */
    private void addAll(@Nullable String only) {
        for (long within : activity.times()) {
            activity.within(within).forEach((of, counts) -> add(within, of, counts, only));
        }
    }

    private void add(long within, Activity.Of of, SlidingCounts counts, @Nullable String only) {
        InstrumentClass traded = kinds.of(of.symbol());
        Account account = of.account() == null ? null : accountOf.apply(of.account());
        for (Projection projection : projections) {
            Cell cell = projection.hasBreakers() ? projection.of(of, account, traded, limits.version()) : null;
            if (cell != null && (only == null || cell.toString().equals(only))) {
                at(projection, cell).of(within, traded.currency()).add(counts);
            }
        }
    }

    /** Once a second, or so: what is reached is told again, as somebody may have to do something about it still. */
    void timePassed() {
        if (recent.isEmpty() || now - lastLooked < BETWEEN_LOOKS_NANOS) {
            return;
        }
        lastLooked = now;
        recent.values().removeIf(there -> there.isOver(now));
        recent.forEach(this::lookAgain);
    }

    private void lookAgain(Cell cell, Recent there) {
        List<HeldLimit> held = there.projection().of(cell.values(), limits.version()).limits();
        for (int i = 0; i < held.size(); i++) {
            HeldLimit limit = held.get(i);
            Money used = isOn(limit) ? there.used(limit, now, rates) : null;
            if (used != null && (there.isNewly(limit, used) || used.compareTo(limit.most()) >= 0)) {
                warnings.add(new LimitFact.Warned(limit.number(), 0, cell.toString(), used));
            }
            tellOfLeftOut(cell, there, limit);
        }
    }
}
