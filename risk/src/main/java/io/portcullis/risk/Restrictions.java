package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is restricted: a multi-leg order is if one of its legs is. */
final class Restrictions {

    private final List<Projection> projections;
    private final InForce inForce;
    private final InstrumentClasses kinds;

    Restrictions(List<Projection> projections, InForce inForce, InstrumentClasses kinds) {
        this.projections = projections;
        this.inForce = inForce;
        this.kinds = kinds;
    }

    void checkLegs(OrderTerms terms, Strategy strategy, @Nullable Account account, List<Objection> objections) {
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            for (Projection projection : projections) {
                Cell cell = projection.restricts() ? projection.of(terms, leg.symbol(), side(leg, terms), account, kinds.of(leg.symbol()), inForce.version())
                        : null;
                HeldLimit restriction = cell == null ? null : restriction(cell);
                if (cell != null && restriction != null) {
                    objections.add(OrderChecks.restricted("leg " + (i + 1) + ": ", restriction, cell));
                }
            }
        }
    }

    /** What is done in a leg. */
    static Side side(Leg leg, OrderTerms terms) {
        return terms.side() == Side.OPPOSITE || terms.side() == Side.SELL ? leg.side().isBuy() ? Side.SELL : Side.BUY : leg.side();
    }

    /** By which an order is restricted; null if by none. */
    @Nullable
    HeldLimit of(OrderTerms terms, @Nullable Account account) {
        for (Projection projection : projections) {
            HeldLimit restriction = projection.restricts() ? of(projection, terms, account) : null;
            if (restriction != null) {
                return restriction;
            }
        }
        return null;
    }

    private @Nullable HeldLimit of(Projection projection, OrderTerms terms, @Nullable Account account) {
        HeldLimit restriction = restriction(projection.of(terms, account, kinds.of(terms), inForce.version()));
        Strategy strategy = terms.instructions().strategy();
        for (int i = 0; restriction == null && strategy != null && i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            restriction = restriction(projection.of(terms, leg.symbol(), side(leg, terms), account, kinds.of(leg.symbol()), inForce.version()));
        }
        return restriction;
    }

    private static @Nullable HeldLimit restriction(@Nullable Cell cell) {
        for (int i = 0; cell != null && i < cell.limits().size(); i++) {
            HeldLimit held = cell.limits().get(i);
            if (held.measure() == Measure.RESTRICTED) {
                return held.limit().isRestriction() ? held : null;
            }
        }
        return null;
    }

    /** How many of these orders are of what was restricted last, by the limits' numbers. */
    List<LimitFact.Affected> affected(List<ParentOrder> open, Function<OrderTerms, @Nullable Account> accounts) {
        Set<Integer> restricting = inForce.takeNewRestrictions();
        Map<Integer, Integer> counts = new TreeMap<>();
        for (ParentOrder order : open) {
            HeldLimit by = order.isOpen() ? of(order.terms(), accounts.apply(order.terms())) : null;
            if (by != null && restricting.contains(by.number())) {
                counts.merge(by.number(), 1, Integer::sum);
            }
        }
        List<LimitFact.Affected> affected = new ArrayList<>();
        counts.forEach((limit, orders) -> affected.add(new LimitFact.Affected(limit, orders)));
        return affected;
    }
}
