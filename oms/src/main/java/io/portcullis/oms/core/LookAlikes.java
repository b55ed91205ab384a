package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.RecentOrders;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds new orders that look like one that came a moment ago, whatever their ClOrdIDs(11): for the same account, symbol, side, quantity, price and type. One that ended without
 * an execution is nobody's twin: whoever asks for it again wants it. Keeps the orders of the longest window; an index of the state and not part of it. Each order is looked at once, however many alike have ended before.
 */
final class LookAlikes {

    /** By what orders look alike. @param strategy the legs of a multi-leg order */
    private record Likeness(@Nullable String account, String symbol, Side side, Quantity orderQty, OrdType ordType, @Nullable Price price,
            @Nullable Price stopPx, @Nullable Strategy strategy) {

        static Likeness of(OrderTerms terms) {
            return new Likeness(terms.account(), terms.symbol(), terms.side(), terms.orderQty(), terms.ordType(), terms.price(),
                    terms.instructions().stopPx(), terms.instructions().strategy());
        }
    }

    private record Seen(Likeness likeness, long orderId, long time) {
    }

    private final ShardState state;
    private final Turn turn;
    /** Of each the newest last; those that were found to have ended without an execution are not there any more. */
    private final Map<Likeness, ArrayDeque<Seen>> byLikeness = new HashMap<>();
    /** They come back if they are executed after all. */
    private final Long2ObjectHashMap<Seen> endedInVain = new Long2ObjectHashMap<>();
    private final ArrayDeque<Seen> all = new ArrayDeque<>();
    private final ArrayDeque<Event.LookAlikeNoticed> warnings = new ArrayDeque<>();
    private LookAlikeRules rules = LookAlikeRules.NONE;
    private long longest;

    LookAlikes(ShardState state, Turn turn) {
        this.state = state;
        this.turn = turn;
    }

    /** Others from now on: what came before is looked up in the state, which has the terms of now and not those that an order came with. */
    void rules(LookAlikeRules others) {
        rules = others;
        longest = others.longestNanos();
        all.clear();
        byLikeness.clear();
        endedInVain.clear();
        if (longest > 0) {
            List<ParentOrder> recent = RecentOrders.within(state, longest);
            recent.forEach(order -> add(order.orderId(), order.terms(), order.acceptedTime()));
        }
    }

    // Deciding

    /** Adds an objection if such an order is to be refused. */
    void check(OrderTerms terms, List<Objection> objections) {
        LookAlikeRules.Rule rule = rules.of(terms.account());
        if (longest == 0 || !rule.refuses()) {
            return;
        }
        Seen other = latest(Likeness.of(terms), rule.window(), turn.time());
        if (other != null) {
            objections.add(
                    new Objection(Refusal.LOOK_ALIKE, "OrderQty(38) " + terms.orderQty() + " of Symbol(55) " + terms.symbol() + " looks like " + inWords(other)
                            + ": same account, side, quantity, price and type within " + text(rule.window())));
        }
    }

    private String inWords(Seen other) {
        ParentOrder order = state.order(other.orderId);
        String name = order == null || order.clOrdIds().isEmpty() ? "another order" : "the order with ClOrdID(11) " + order.clOrdIds().getFirst();
        return name + ", " + text(Duration.ofNanos(turn.time() - other.time)) + " before";
    }

    /** {@code 1.5s}. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis / 1_000 + "." + "%03d".formatted(millis % 1_000).replaceAll("0+$", "") + "s";
    }

    private @Nullable Seen latest(Likeness likeness, Duration window, long time) {
        ArrayDeque<Seen> alike = byLikeness.get(likeness);
        if (alike == null) {
            return null;
        }
        for (Seen newest = alike.peekLast(); newest != null && time - newest.time < window.toNanos(); newest = alike.peekLast()) {
            if (isSomebodysTwin(newest.orderId)) {
                return newest;
            }
            endedInVain.put(newest.orderId, alike.removeLast());
        }
        return null;
    }

    private boolean isSomebodysTwin(long orderId) {
        ParentOrder order = state.order(orderId);
        return order != null && (order.ended() == Ended.NOT || order.cumQty().isPositive());
    }

    /** What was accepted and looked like another is told. */
    void settle() {
        while (!warnings.isEmpty()) {
            turn.emit(warnings.remove());
        }
    }

    // Following

    void after(Event event, long time) {
        if (!endedInVain.isEmpty() && event instanceof Event.OfChild e) {
            comeBack(state.childByRequest(e.childId()));
        }
        if (longest == 0 || !(event instanceof Event.OrderAccepted e)) {
            return;
        }
        forgetBefore(time - longest);
        LookAlikeRules.Rule rule = rules.of(e.terms().account());
        if (!rule.refuses() && !rule.window().isZero()) {
            Seen other = latest(Likeness.of(e.terms()), rule.window(), time);
            if (other != null) {
                warnings.add(new Event.LookAlikeNoticed(e.orderId(), other.orderId, time - other.time));
            }
        }
        add(e.orderId(), e.terms(), time);
    }

    /** An execution that came late makes its order somebody's twin. */
    private void comeBack(@Nullable ChildOrder child) {
        Seen seen = child == null ? null : endedInVain.get(child.parent().orderId());
        if (seen != null && isSomebodysTwin(seen.orderId)) {
            endedInVain.remove(seen.orderId);
            ArrayDeque<Seen> alike = byLikeness.computeIfAbsent(seen.likeness, likeness -> new ArrayDeque<>(1));
            List<Seen> byAge = new ArrayList<>(alike);
            byAge.add(seen);
            byAge.sort(Comparator.comparingLong(Seen::time).thenComparingLong(Seen::orderId));
            alike.clear();
            alike.addAll(byAge);
        }
    }

    /** They were told before. */
    void forgetWarnings() {
        warnings.clear();
    }

    private void add(long orderId, OrderTerms terms, long time) {
        if (rules.of(terms.account()).window().isZero()) {
            return;
        }
        Seen seen = new Seen(Likeness.of(terms), orderId, time);
        all.add(seen);
        byLikeness.computeIfAbsent(seen.likeness, likeness -> new ArrayDeque<>(1)).add(seen);
    }

    private void forgetBefore(long time) {
        while (!all.isEmpty() && all.element().time <= time) {
            Seen oldest = all.remove();
            endedInVain.remove(oldest.orderId);
            ArrayDeque<Seen> alike = byLikeness.get(oldest.likeness);
            if (alike != null) {
                if (oldest.equals(alike.peek())) {
                    alike.remove();
                }
                if (alike.isEmpty()) {
                    byLikeness.remove(oldest.likeness);
                }
            }
        }
    }

    // Telling

    static Effect.Alert alert(Event.LookAlikeNoticed e, long mark, ParentOrder order, @Nullable ParentOrder other) {
        String name = other == null || other.clOrdIds().isEmpty() ? "another order" : "the order with ClOrdID(11) " + other.clOrdIds().getFirst();
        return new Effect.Alert(mark, "the order looks like " + name + ", " + text(Duration.ofNanos(e.ageNanos())) + " before", order.terms().session(), null,
                order.terms().clOrdId(), e.orderId(), 0);
    }
}
