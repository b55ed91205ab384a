package io.portcullis.oms.order;

import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Breaker;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.order.SlidingCounts.Kind;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What has come about lately, as far as some limit says within which time: executions, rejects, orders that came in and that went out. A part of the state: events change it, and it holds
 * no rule.
 */
public final class Activity {

    /** Is told of what changes, as it changes. */
    public interface Follower {

        /**
         * One more has come.
         *
         * @param within the time for which it is counted, in nanoseconds
         * @param orderId 0 if it is of none
         * @param value what an execution comes to; zero of all else
         * @param time epoch nanoseconds
         */
        void counted(long within, Of of, Kind kind, long orderId, Money value, long time);

        /** What a kill was on counts anew. @param time epoch nanoseconds */
        void startedAnew(String scope, long time);

        /** All may be others. */
        void anew();
    }

    /** Of whom and what. What is null is not known, or there were too many. @param side never that of a strategy */
    public record Of(SessionKey session, @Nullable String account, @Nullable String symbol, @Nullable Side side, @Nullable Originator originator) {

        private Of ofNobody() {
            return new Of(session, account, symbol, side, null);
        }
    }

    /** Of each time so many are told apart; what comes on top counts for its session and symbol, from which its currency follows, and beyond twice as many for its session alone. */
    private static final int MOST = 10_000;
    /** Traders and algorithms are whatever clients call them: however many names one makes up, there is room for the accounts of the others. */
    private static final int MOST_WITH_ORIGINATORS = 5_000;
    /** What is out may be so over a weekend, and longer, after a kill for it was released. */
    private static final long LONGEST_OUTAGE = Duration.ofDays(7).toNanos();
    private static final Follower NOBODY = new Follower() {
        @Override
        public void counted(long within, Of of, Kind kind, long orderId, Money value, long time) {
            // nobody is there
        }

        @Override
        public void startedAnew(String scope, long time) {
            // nobody is there
        }

        @Override
        public void anew() {
            // nobody is there
        }
    };

    /** By their times in nanoseconds. */
    final SortedMap<Long, Map<Of, SlidingCounts>> byTime = new TreeMap<>();
    /** When what was killed there was released. */
    final Map<String, Long> anewSince = new LinkedHashMap<>();
    /** In which sixteenth of a time it was looked last what of it is over. */
    final Map<Long, Long> swept = new LinkedHashMap<>();
    private Follower follower = NOBODY;

    // Questions

    /** No limit wants to know. */
    public boolean isIdle() {
        return byTime.isEmpty();
    }

    /** In nanoseconds, the shortest first. */
    public Collection<Long> times() {
        return byTime.keySet();
    }

    /** What was counted within that time. */
    public Map<Of, SlidingCounts> within(long time) {
        return byTime.getOrDefault(time, Map.of());
    }

    /** When what was killed there was released, epoch nanoseconds; null if that does not matter any more. */
    public @Nullable Long anewSince(String scope) {
        return anewSince.get(scope);
    }

    /** Whoever follows is told of all that happens from now on. There is one at a time. */
    public void follow(Follower by) {
        follower = by;
    }

    // Changes

    /** @param limits those that are in force now */
    void after(LimitFact fact, RiskLimits limits) {
        if (!(fact instanceof LimitFact.Changed)) {
            return;
        }
        TreeSet<Long> wanted = new TreeSet<>();
        boolean killsAny = false;
        for (Limit limit : limits.inForce()) {
            Breaker breaker = limit.breaker();
            killsAny |= limit.key().measure().isBreaker();
            if (breaker != null && limit.key().measure().isOfRecent()) {
                wanted.add(breaker.within().toNanos());
            }
        }
        if (!killsAny) {
            anewSince.clear();
        }
        if (!wanted.equals(byTime.keySet())) {
            byTime.keySet().retainAll(wanted);
            swept.keySet().retainAll(wanted);
            wanted.forEach(time -> byTime.computeIfAbsent(time, _ -> new LinkedHashMap<>()));
            follower.anew();
        }
    }

    void after(KillFact fact, @Nullable Kill before, RiskLimits limits, long time) {
        if (fact instanceof KillFact.Released && before != null && before.ordered.subset().venue() == null
                && limits.inForce().stream().anyMatch(each -> each.key().measure().isBreaker())) {
            String scope = before.ordered.subset().scope().toString();
            long longest = Math.max(LONGEST_OUTAGE, isIdle() ? 0 : 2 * byTime.lastKey());
            anewSince.values().removeIf(since -> since < time - longest);
            anewSince.put(scope, time);
            follower.startedAnew(scope, time);
        }
    }

    /**
     * @param order that it is about, the first one of a list that was refused; null if it is about none, or that is not known
     * @param isKilled a kill that is in force is about that order, or was
     */
    void after(Event event, @Nullable ParentOrder order, boolean isKilled, long time) {
        switch (event) {
            case Event.OrderFilled e -> executed(order, Money.of(e.lastQty(), e.lastPx()), time);
            case Event.RevisedFillCame e -> executed(order, Money.of(e.lastQty(), e.lastPx()), time);
            case Event.OrderAccepted e -> count(of(e.terms()), Kind.ORDERS_IN, e.orderId(), Money.ZERO, time);
            case Event.ReplaceRequested e -> {
                cameIn(order, time);
                count(order, Kind.REPLACES, time);
            }
            case Event.CancelRequested e -> count(order, Kind.CANCELS, time);
            case Event.DeskActed e when e.fact() instanceof DeskFact.ChangeOrdered f && f.because() != RestatedBecause.REPRICED -> cameIn(order, time);
            case Event.OrderWorked e when e.fact() instanceof CareFact.PartRouted -> cameIn(order, time);
            case Event.ChildOrderCreated e -> wentOut(order, time);
            case Event.ChildReplaceRequested e -> wentOut(order, time);
            case Event.ChildOrderRejected e -> count(order, Kind.REJECTS, time);
            case Event.OrderRefused e when isReject(e.objections()) -> count(known(of(e.terms()), e.objections()), Kind.REJECTS, e.orderId(), Money.ZERO,
                    time);
            case Event.OrderListRefused e when isReject(List.of(e.objection())) -> count(order == null ? ofSession(e.session()) : of(order.terms),
                    Kind.REJECTS, 0, Money.ZERO, time);
            case Event.RequestRefused e when e.responseTo() == Event.ResponseTo.REPLACE && isReject(List.of(e.objection())) && !isKilled
                    && !isBeingStopped(order) -> count(
                            order == null ? ofSession(e.session()) : of(order.terms), Kind.REJECTS, e.orderId(), Money.ZERO, time);
            default -> {
                // is not counted
            }
        }
    }

    /** Before the order is folded: what a venue refuses, or an execution has overtaken, was counted when it came. @param order that it is about; null if that is not known */
    void before(Event.RequestRefused e, @Nullable ParentOrder order, long time) {
        if (isBeingStopped(order) || order != null && isPending(e, order)) {
            return;
        }
        count(order == null ? ofSession(e.session()) : of(order.terms), e.responseTo() == Event.ResponseTo.REPLACE ? Kind.REPLACES : Kind.CANCELS, e.orderId(),
                Money.ZERO, time);
    }

    private static boolean isPending(Event.RequestRefused e, ParentOrder order) {
        return e.responseTo() == Event.ResponseTo.REPLACE ? order.pendingReplace != null && e.clOrdId().equals(order.pendingReplace.terms().clOrdId())
                : order.pendingCancel != null && e.clOrdId().equals(order.pendingCancel.clOrdId());
    }

    /**
     * What is refused because all else is stopped, for want of something of ours, or because venues are full, maybe of what others have there, says nothing of who has sent it; nor does what another order of its
     * list or cross is refused for.
     */
    private static boolean isReject(List<Objection> objections) {
        for (int i = 0; i < objections.size(); i++) {
            Refusal refusal = objections.get(i).refusal();
            switch (refusal) {
                case KILLED, HALTED, TRADING_DAY_OVER, INSTRUMENT_HALTED, NO_REFERENCE_PRICE, NO_CURRENCY_RATE, LIMIT_DATA_MISSING, VENUE_LIMIT, OUTAGE_LIMIT,
                        LIST_REFUSED, CROSS_REFUSED -> {
                    return false;
                }
                default -> {
                    if (refusal.fault() == Refusal.Fault.US) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Others than its client end it, such as a kill that crosses the replace. */
    private static boolean isBeingStopped(@Nullable ParentOrder order) {
        return order != null && order.pendingCancel != null && order.pendingCancel.by() == ParentOrder.CancelBy.HOUSE;
    }

    /** Names that nobody knows are not kept: anybody could make up as many as he likes. */
    private static Of known(Of of, List<Objection> objections) {
        String account = of.account;
        String symbol = of.symbol;
        for (int i = 0; i < objections.size(); i++) {
            switch (objections.get(i).refusal()) {
                case UNKNOWN_ACCOUNT, ACCOUNT_NOT_ALLOWED -> account = null;
                case UNKNOWN_SYMBOL, UNKNOWN_LEG_SYMBOL -> symbol = null;
                default -> {
                    // says nothing of names
                }
            }
        }
        return new Of(of.session, account, symbol, of.side, of.originator);
    }

    private static Of ofSession(SessionKey session) {
        return new Of(session, null, null, null, null);
    }

    private void executed(@Nullable ParentOrder order, Money value, long time) {
        if (order != null) {
            count(of(order.terms), Kind.EXECUTIONS, order.orderId, value.abs(), time);
        }
    }

    private void count(@Nullable ParentOrder order, Kind kind, long time) {
        if (order != null) {
            count(of(order.terms), kind, order.orderId, Money.ZERO, time);
        }
    }

    /** Of several legs in the symbol of the first. */
    private static Of of(OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        return new Of(terms.session(), terms.account(), strategy == null ? terms.symbol() : strategy.legs().getFirst().symbol(),
                terms.side().ofOneInstrument(), terms.instructions().originator());
    }

    private void cameIn(@Nullable ParentOrder order, long time) {
        if (order != null) {
            order.lastOutTime = time;
            count(order, Kind.ORDERS_IN, time);
        }
    }

    /** What was kept here may go out all at once, for a good reason: the first that goes out of an order in each such time since it came is as if the order came then. */
    private void wentOut(@Nullable ParentOrder order, long time) {
        if (order == null) {
            return;
        }
        Of of = of(order.terms);
        long age = time - order.acceptedTime;
        long ageThen = Math.max(0, order.lastOutTime - order.acceptedTime);
        for (Map.Entry<Long, Map<Of, SlidingCounts>> each : byTime.entrySet()) {
            long within = each.getKey();
            if (age / within > ageThen / within) {
                count(within, each.getValue(), of, Kind.ORDERS_IN, order.orderId, Money.ZERO, time);
            }
            count(within, each.getValue(), of, Kind.ORDERS_OUT, order.orderId, Money.ZERO, time);
        }
        order.lastOutTime = time;
    }

    private void count(Of of, Kind kind, long orderId, Money value, long time) {
        for (Map.Entry<Long, Map<Of, SlidingCounts>> each : byTime.entrySet()) {
            count(each.getKey(), each.getValue(), of, kind, orderId, value, time);
        }
    }

    private void count(long within, Map<Of, SlidingCounts> all, Of of, Kind kind, long orderId, Money value, long time) {
        Of known = known(of, within, all, time);
        all.computeIfAbsent(known, _ -> new SlidingCounts(within)).add(kind, value, time);
        follower.counted(within, known, kind, orderId, value, time);
    }

    private Of known(Of of, long within, Map<Of, SlidingCounts> all, long time) {
        if (all.containsKey(of)) {
            return of;
        }
        sweep(within, all, time);
        if (of.originator != null && all.size() >= MOST_WITH_ORIGINATORS) {
            return known(of.ofNobody(), within, all, time);
        }
        if (all.size() < MOST) {
            return of;
        }
        Of less = new Of(of.session, null, of.symbol, null, null);
        return all.size() < 2 * MOST || all.containsKey(less) ? less : ofSession(of.session);
    }

    /** What is over is forgotten, once in each sixteenth of the time. */
    private void sweep(long within, Map<Of, SlidingCounts> all, long time) {
        long part = time / (within / SlidingCounts.PARTS);
        if (!Objects.equals(swept.put(within, part), part)) {
            all.values().removeIf(counts -> counts.isOver(time));
        }
    }
}
