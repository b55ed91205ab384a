package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Strategy;
import io.portcullis.risk.PreTradeRisk;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is open of each account in each currency, added up from the orders: what risk counts with has to be the same. */
final class Exposures {

    private record Of(String account, String currency) {
    }

    /** @param also another account that the order is to be for: while that is not settled, it counts for both */
    private record Contribution(Of of, @Nullable Of also, Money amount) {
    }

    private final Supplier<Instruments> instruments;
    private final Map<Long, Contribution> ofOrders = new HashMap<>();
    private final Map<Of, Money> open = new HashMap<>();

    Exposures(Supplier<Instruments> instruments) {
        this.instruments = instruments;
    }

    void rebuild(ShardState state) {
        ofOrders.clear();
        open.clear();
        state.ordersByAge().forEach(this::update);
    }

    void update(ParentOrder order) {
        String account = order.terms().account();
        if (account == null) {
            return;
        }
        ParentOrder.PendingReplace replace = order.pendingReplace();
        String asked = replace == null ? null : replace.terms().account();
        String currency = currency(order.terms());
        Contribution now = new Contribution(new Of(account, currency), asked == null || asked.equals(account) ? null : new Of(asked, currency), amount(order));
        Contribution before = ofOrders.put(order.orderId(), now);
        if (before != null) {
            add(before, before.amount.negated());
        }
        add(now, now.amount);
    }

    private String currency(OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        String symbol = strategy == null ? terms.symbol() : strategy.legs().getFirst().symbol();
        Instrument instrument = instruments.get().bySymbol(symbol);
        return instrument == null ? "" : instrument.currency(); // of a refused order
    }

    private void add(Contribution contribution, Money amount) {
        open.merge(contribution.of, amount, Money::plus);
        if (contribution.also != null) {
            open.merge(contribution.also, amount, Money::plus);
        }
    }

    private static Money amount(ParentOrder order) {
        Quantity there = order.atVenues();
        ParentOrder.PendingReplace pending = order.ended() == Ended.NOT ? order.pendingReplace() : null;
        Quantity wanted = order.leavesQty().max(pending == null ? Quantity.ZERO : pending.terms().orderQty().minus(order.cumQty()));
        Price dearest = dearest(order);
        if (there.exceeds(wanted) || dearest != null) {
            Price price = pending == null ? order.valuationPrice() : higher(order.valuationPrice(), pending.valuationPrice());
            return Money.of(wanted.max(there), dearest == null ? price : higher(price, dearest));
        }
        if (order.ended() != Ended.NOT) {
            return Money.ZERO;
        }
        Money now = open(order, order.terms().orderQty(), order.valuationPrice());
        ParentOrder.PendingReplace replace = order.pendingReplace();
        if (replace == null) {
            return now;
        }
        Money asked = replace.isSplit()
                ? open(order, order.terms().orderQty().max(replace.terms().orderQty()), higher(order.valuationPrice(), replace.valuationPrice()))
                : open(order, replace.terms().orderQty(), replace.valuationPrice());
        return asked.exceeds(now) ? asked : now;
    }

    /** Of the prices at which venues have more of it than it is for: they have done what was given up. Null if none is above its own. */
    private static @Nullable Price dearest(ParentOrder order) {
        Price own = order.terms().price();
        ParentOrder.PendingReplace replace = order.pendingReplace();
        Price anew = replace == null ? own : replace.terms().price();
        if (own == null || anew == null || order.adjusted() != null || order.terms().instructions().strategy() != null
                || order.care() != null && !order.terms().side().isBuy()) {
            return null;
        }
        Price asked = higher(own, anew);
        return order.children().stream().filter(child -> child.isLive() && !child.conditions().hasMovingPrice()).map(ChildOrder::price).filter(Objects::nonNull)
                .filter(price -> price.compareTo(asked) > 0).max(Price::compareTo).orElse(null);
    }

    private static Price higher(Price one, Price other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Money open(ParentOrder order, Quantity total, Price price) {
        return total.exceeds(order.cumQty()) ? Money.of(total.minus(order.cumQty()), price) : Money.ZERO;
    }

    void check(PreTradeRisk risk) {
        open.forEach((of, amount) -> {
            if (of.currency.isEmpty()) {
                return;
            }
            Scope scope = new Scope(Map.of(Dimension.ACCOUNT, of.account, Dimension.CURRENCY, of.currency));
            Money counted = risk.used(new LimitKey(scope, Measure.OPEN_NOTIONAL), of.currency);
            if (!amount.equals(counted)) {
                throw new BrokenInvariant("risk counts " + counted + " as open in " + scope + ", its orders add up to " + amount);
            }
        });
    }
}
