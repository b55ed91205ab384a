package io.portcullis.server.simulation;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Ledger.Held;
import io.portcullis.oms.order.Ledger.Position;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Strategy;
import io.portcullis.risk.PreTradeRisk;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What each account holds, added up once more from what orders have executed and what was entered; of instruments that no corporate action has changed. */
final class LedgerChecks {

    private final Map<Long, BigDecimal> executed = new HashMap<>();
    private final Map<Held, BigDecimal> holds = new HashMap<>();
    private final Set<String> changed = new HashSet<>();

    void after(Event event) {
        switch (event) {
            case Event.PositionsTold e when e.fact() instanceof PositionFact.Entered entered -> entered.entries()
                    .forEach(entry -> add(entry.account(), entry.symbol(), entry.after().minus(entry.before()).decimal()));
            case Event.CorporateActionTold e when e.fact() instanceof CorporateActionFact.Started started -> {
                changed.add(started.terms().symbol());
                changed.add(started.terms().symbolThen());
            }
            default -> {
                // executions are seen at their orders
            }
        }
    }

    /** A record has touched it. */
    void update(ParentOrder order) {
        BigDecimal now = new BigDecimal(order.cumQty().toString());
        BigDecimal before = executed.put(order.orderId(), now);
        BigDecimal more = before == null ? now : now.subtract(before);
        OrderTerms terms = order.terms();
        String account = terms.account();
        if (more.signum() == 0 || account == null) {
            return;
        }
        Strategy strategy = terms.instructions().strategy();
        if (strategy == null) {
            add(account, terms.symbol(), terms.side().isBuy() ? more : more.negate());
            return;
        }
        for (Leg leg : strategy.legs()) {
            if (!leg.isOption() && !leg.isFuture()) {
                BigDecimal ofLeg = more.multiply(new BigDecimal(leg.ratio().toString()));
                add(account, leg.symbol(), leg.sideIn(terms.side()).isBuy() ? ofLeg : ofLeg.negate());
            }
        }
    }

    private void add(String account, String symbol, BigDecimal quantity) {
        holds.merge(new Held(account, symbol), quantity, BigDecimal::add);
    }

    /** The end of the log was lost: from now on it is what the rest says. */
    void rebuild(ShardState state) {
        executed.clear();
        holds.clear();
        state.ordersByAge().forEach(order -> executed.put(order.orderId(), new BigDecimal(order.cumQty().toString())));
        state.ledger().positions().forEach(position -> holds.put(position.held(), position.quantity().decimal()));
    }

    void check(ShardState state, PreTradeRisk risk) {
        Map<Held, BigDecimal> kept = new HashMap<>();
        for (Position position : state.ledger().positions()) {
            kept.put(position.held(), position.quantity().decimal());
        }
        Map<Held, BigDecimal> bids = bids(state);
        holds.forEach((held, quantity) -> {
            BigDecimal counted = kept.getOrDefault(held, BigDecimal.ZERO);
            if (changed.contains(held.symbol())) {
                return;
            }
            if (counted.compareTo(quantity) != 0) {
                throw new BrokenInvariant(held + " is taken to be " + counted + ", executions and what was entered add up to " + quantity);
            }
            Money used = risk.used(new LimitKey(new Scope(Map.of(Dimension.ACCOUNT, held.account(), Dimension.SYMBOL, held.symbol())), Measure.LONG_POSITION),
                    null);
            BigDecimal most = quantity.add(bids.getOrDefault(held, BigDecimal.ZERO));
            if (used != null && used.decimal().compareTo(most) != 0) {
                throw new BrokenInvariant("risk counts with a position of " + used + " as " + held + ", it may become " + most);
            }
        });
    }

    private static Map<Held, BigDecimal> bids(ShardState state) {
        Map<Held, BigDecimal> bids = new HashMap<>();
        for (ParentOrder order : state.openOrdersByAge()) {
            OrderTerms terms = order.terms();
            if (terms.side().isBuy() && terms.instructions().strategy() == null) {
                ParentOrder.PendingReplace replace = order.pendingReplace();
                Quantity largest = replace == null ? terms.orderQty() : terms.orderQty().max(replace.terms().orderQty());
                Quantity asked = order.ended() == Ended.NOT ? largest.minus(order.cumQty()).max(Quantity.ZERO) : Quantity.ZERO;
                BigDecimal open = new BigDecimal(asked.max(order.atVenues()).toString());
                add(bids, terms.account(), terms.symbol(), open);
                if (replace != null && !Objects.equals(replace.terms().account(), terms.account())) {
                    add(bids, replace.terms().account(), terms.symbol(), open);
                }
            }
        }
        return bids;
    }

    private static void add(Map<Held, BigDecimal> to, @Nullable String account, String symbol, BigDecimal quantity) {
        if (account != null) {
            to.merge(new Held(account, symbol), quantity, BigDecimal::add);
        }
    }
}
