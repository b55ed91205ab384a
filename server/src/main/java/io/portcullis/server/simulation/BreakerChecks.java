package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds of limits on executions within a time: where as many have come as one allows, its scope is killed, and nothing is killed by it where fewer have. Each execution is counted here by
 * itself, with its time.
 */
final class BreakerChecks {

    private static final Set<Dimension> KNOWN = Set.of(Dimension.ACCOUNT, Dimension.SESSION, Dimension.TRADER, Dimension.ALGORITHM, Dimension.SYMBOL,
            Dimension.SIDE);
    private static final long LONGEST_NANOS = 2 * 3_600 * Timeline.SECOND;

    private record Execution(long position, long time, OrderTerms terms) {
    }

    private final Deque<Execution> executions = new ArrayDeque<>();
    private final Map<String, Long> releasedAt = new HashMap<>();
    private final Map<Long, String> killedBy = new HashMap<>();

    void after(Event event, EventRecord record, ShardState state) {
        switch (event) {
            case Event.OrderFilled e -> executed(e.childId(), record, state);
            case Event.RevisedFillCame e -> executed(e.childId(), record, state);
            case Event.KillTold e when e.fact() instanceof KillFact.Ordered f -> {
                killedBy.put(f.killId(), f.subset().toString());
                checkReason(f, record.time(), state);
            }
            case Event.KillTold e when e.fact() instanceof KillFact.Released f && killedBy.containsKey(f.killId()) -> releasedAt.put(killedBy.get(f.killId()),
                    record.time());
            default -> {
                // not about them
            }
        }
    }

    private void executed(long childId, EventRecord record, ShardState state) {
        ChildOrder child = state.childByRequest(childId);
        if (child == null) {
            return;
        }
        forgetOld(record.time());
        OrderTerms terms = child.parent().terms();
        executions.add(new Execution(record.position(), record.time(), terms));
        for (RiskLimits.Standing standing : state.limits().all()) {
            Limit limit = standing.limit();
            Breaker breaker = limit == null ? null : limit.breaker();
            if (limit != null && breaker != null && limit.key().measure() == Measure.EXECUTIONS && limit.window().contains(record.time())
                    && KNOWN.containsAll(limit.key().scope().values().keySet()) && isOf(limit.key().scope(), terms)
                    && !hasException(limit, terms, record.time(), state)) {
                checkKilled(limit, breaker, actual(limit.key().scope(), terms), Math.max(standing.time(), record.time() - breaker.within().toNanos()),
                        record.time(),
                        state);
            }
        }
    }

    private void forgetOld(long time) {
        while (!executions.isEmpty() && executions.getFirst().time < time - LONGEST_NANOS) {
            executions.removeFirst();
        }
    }

    /** What was to be logged there died with the hub. */
    void forgetFrom(long position) {
        while (!executions.isEmpty() && executions.getLast().position >= position) {
            executions.removeLast();
        }
    }

    private static boolean hasException(Limit limit, OrderTerms terms, long time, ShardState state) {
        return state.limits().inForce().stream().anyMatch(other -> other.key().measure() == Measure.EXECUTIONS && other.window().contains(time)
                && !other.key().equals(limit.key()) && other.key().scope().values().keySet().equals(limit.key().scope().values().keySet())
                && isOf(other.key().scope(), terms));
    }

    private void checkKilled(Limit limit, Breaker breaker, Scope scope, long from, long time, ShardState state) {
        long released = releasedAt.getOrDefault(scope.toString(), Long.MIN_VALUE);
        long since = released == Long.MIN_VALUE ? from : Math.max(from, released + breaker.within().toNanos() / 16);
        long count = count(scope, since, time);
        if (count >= limit.most().longValueExact() && state.kills().on(new Subset(scope, null)) == null) {
            throw new BrokenInvariant(scope + " had " + count + " executions since " + since + " and is not killed, though " + limit.key() + " is " + limit);
        }
    }

    /** What is killed by one limit on executions had as many. */
    private void checkReason(KillFact.Ordered f, long time, ShardState state) {
        Scope scope = f.subset().scope();
        if (!f.user().equals("limits") || !f.reason().contains(" " + Measure.EXECUTIONS.text() + " is ") || !KNOWN.containsAll(scope.values().keySet())) {
            return;
        }
        long fewest = Long.MAX_VALUE;
        for (Limit limit : state.limits().inForce()) {
            Breaker breaker = limit.breaker();
            if (breaker != null && limit.key().measure() == Measure.EXECUTIONS && limit.key().scope().values().keySet().equals(scope.values().keySet())) {
                long within = breaker.within().toNanos() / 16 * 17;
                fewest = Math.min(fewest, limit.most().longValueExact() - count(scope, time - within, time));
            }
        }
        if (fewest > 0) {
            throw new BrokenInvariant(scope + " is killed for its executions: " + fewest + " more had to come");
        }
    }

    private long count(Scope scope, long from, long time) {
        long count = 0;
        for (Iterator<Execution> newestFirst = executions.descendingIterator(); newestFirst.hasNext();) {
            Execution execution = newestFirst.next();
            if (execution.time <= from) {
                break;
            }
            count += execution.time <= time && isOf(scope, execution.terms) ? 1 : 0;
        }
        return count;
    }

    private static Scope actual(Scope scope, OrderTerms terms) {
        EnumMap<Dimension, String> values = new EnumMap<>(Dimension.class);
        scope.values().keySet().forEach(dimension -> values.put(dimension, String.valueOf(value(dimension, terms))));
        return new Scope(values);
    }

    private static boolean isOf(Scope scope, OrderTerms terms) {
        return scope.values().entrySet().stream().allMatch(each -> {
            String value = value(each.getKey(), terms);
            return value != null && (each.getValue().equals(Scope.EACH) || each.getValue().equals(value));
        });
    }

    private static @Nullable String value(Dimension dimension, OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        Originator originator = terms.instructions().originator();
        return switch (dimension) {
            case ACCOUNT -> terms.account();
            case SESSION -> terms.session().value();
            case TRADER -> originator == null ? null : originator.trader();
            case ALGORITHM -> originator == null ? null : originator.algorithm();
            case SYMBOL -> strategy == null ? terms.symbol() : strategy.legs().getFirst().symbol();
            case SIDE -> switch (terms.side()) {
                case BUY, AS_DEFINED -> "buy";
                case SELL, OPPOSITE -> "sell";
                case SELL_SHORT, SELL_SHORT_EXEMPT -> "sell-short";
            };
            case GROUP, CLIENT, DESK, CURRENCY, SECTOR, ASSET_CLASS, VENUE -> null;
        };
    }
}
