package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.PartWorth;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.risk.PreTradeRisk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is at each venue, of each account and of each trader in each currency, added up from the parts of orders: what risk counts with has to be the same. */
final class VenueExposures {

    private static final Price ONE = Price.of("1");
    private static final Money ONE_PART = Money.of(Quantity.of(1), ONE);

    /** @param who as scopes have it */
    private record Of(String who, String currency, String venue) {

        private Scope scope() {
            return Scope.of(who + " currency=" + currency + " venue=" + venue);
        }

        private static String account(String name) {
            return "account=" + name;
        }

        private static String trader(String name) {
            return "trader=" + name;
        }
    }

    private record Open(Money parts, Money quantity, Money notional) {

        private static final Open NOTHING = new Open(Money.ZERO, Money.ZERO, Money.ZERO);

        private Open plus(Open more) {
            return new Open(parts.plus(more.parts), quantity.plus(more.quantity), notional.plus(more.notional));
        }

        private Open negated() {
            return new Open(parts.negated(), quantity.negated(), notional.negated());
        }
    }

    private record Part(Of of, Open open) {
    }

    private final Supplier<Instruments> instruments;
    private final Map<Long, List<Part>> ofOrders = new HashMap<>();
    private final Map<Of, Open> open = new HashMap<>();

    VenueExposures(Supplier<Instruments> instruments) {
        this.instruments = instruments;
    }

    void rebuild(ShardState state) {
        ofOrders.clear();
        open.clear();
        state.ordersByAge().forEach(this::update);
    }

    void update(ParentOrder order) {
        List<Part> now = new ArrayList<>();
        for (ChildOrder child : order.children()) {
            String account = child.account() == null ? order.terms().account() : child.account();
            String currency = currency(order);
            if (account != null && !currency.isEmpty()) {
                now.add(new Part(new Of(Of.account(account), currency, child.venue().value()), openOf(child)));
                traders(order).forEach(trader -> now.add(new Part(new Of(Of.trader(trader), currency, child.venue().value()), openOf(child))));
            }
        }
        List<Part> before = ofOrders.put(order.orderId(), now);
        if (before != null) {
            before.forEach(part -> open.merge(part.of, part.open.negated(), Open::plus));
        }
        now.forEach(part -> open.merge(part.of, part.open, Open::plus));
    }

    /** While it is to be another one's, it is both one's. */
    private static Set<String> traders(ParentOrder order) {
        ParentOrder.PendingReplace replace = order.pendingReplace();
        return Stream.of(order.terms(), replace == null ? order.terms() : replace.terms()).map(terms -> terms.instructions().originator())
                .filter(Objects::nonNull).map(Originator::trader).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private String currency(ParentOrder order) {
        Strategy strategy = order.terms().instructions().strategy();
        Instrument instrument = instruments.get().bySymbol(strategy == null ? order.terms().symbol() : strategy.legs().getFirst().symbol());
        return instrument == null ? "" : instrument.currency();
    }

    /** Counted once more where no corporate action lies between its venue's words and ours. */
    private static Open openOf(ChildOrder child) {
        Quantity quantity = PartWorth.quantity(child);
        if (child.parent().adjusted() == null) {
            Quantity largest = child.pendingReplace() == null ? child.orderQty() : child.orderQty().max(child.pendingReplace().orderQty());
            Quantity left = child.ended() == Ended.NOT ? largest.minus(child.cumQty()).max(child.missedQty()) : child.missedQty();
            if (!left.equals(quantity)) {
                throw new BrokenInvariant(child.parent().orderId(), "part " + child.childId() + " counts with " + quantity + ", at its venue are " + left);
            }
        }
        return quantity.isPositive() ? new Open(ONE_PART, Money.of(quantity, ONE), PartWorth.of(child)) : Open.NOTHING;
    }

    void check(PreTradeRisk risk) {
        open.forEach((of, now) -> {
            check(of, Measure.OPEN_ORDERS, now.parts, risk);
            check(of, Measure.OPEN_QUANTITY, now.quantity, risk);
            check(of, Measure.OPEN_NOTIONAL, now.notional, risk);
        });
    }

    /** With what was executed, as the ledger has it. */
    void check(ShardState state, PreTradeRisk risk) {
        check(risk);
        Map<Of, Money> executed = new HashMap<>();
        for (Ledger.Trades trades : state.ledger().trades()) {
            Instrument instrument = instruments.get().bySymbol(trades.of().symbol());
            if (trades.of().venue() != null && instrument != null) {
                executed.merge(new Of(Of.account(trades.of().account()), instrument.currency(), trades.of().venue().value()), trades.quantity(), Money::plus);
            }
        }
        executed.forEach((of, quantity) -> {
            check(of, Measure.DAY_EXECUTED_QUANTITY, quantity, risk);
            check(of, Measure.DAY_QUANTITY, quantity.plus(open.getOrDefault(of, Open.NOTHING).quantity), risk);
        });
    }

    /** Whatever goes out, the limits on what is at its venue are kept by it. */
    void check(EventRecord record, ShardState state, PreTradeRisk risk) {
        List<Limit> limits = record.events().stream().noneMatch(Event.ChildOrderCreated.class::isInstance) ? List.of()
                : state.limits().inForce().stream().filter(limit -> limit.key().scope().value(Dimension.VENUE) != null)
                        .filter(limit -> !limit.key().measure().isOfExecuted() && limit.window().contains(record.time())).toList();
        for (Event event : limits.isEmpty() ? List.<Event>of() : record.events()) {
            ChildOrder child = event instanceof Event.ChildOrderCreated e ? state.childByRequest(e.childId()) : null;
            if (child != null) {
                limits.forEach(limit -> check(limit, child, limits, risk));
            }
        }
    }

    private static void check(Limit limit, ChildOrder child, List<Limit> all, PreTradeRisk risk) {
        Scope actual = actual(limit.key().scope(), child);
        boolean isExcepted = actual != null && all.stream().anyMatch(other -> other.key().measure() == limit.key().measure()
                && other.key().scope().isCaseOf(limit.key().scope()) && (other.key().scope().equals(actual) || actual.isCaseOf(other.key().scope())));
        Money used = actual == null || isExcepted ? null : risk.used(new LimitKey(actual, limit.key().measure()), limit.currency());
        if (used != null && used.exceeds(limit.amount())) {
            throw new BrokenInvariant(child.parent().orderId(),
                    "part " + child.childId() + " has gone to " + child.venue() + ", though " + limit.key() + " is " + limit + " and " + used
                            + " is used of it there");
        }
    }

    /** With the part's values; null if it is none of them, or is told apart by what the order does not say. */
    private static @Nullable Scope actual(Scope scope, ChildOrder child) {
        Map<Dimension, String> values = new EnumMap<>(Dimension.class);
        Originator originator = child.parent().terms().instructions().originator();
        for (Map.Entry<Dimension, String> each : scope.values().entrySet()) {
            Side side = child.parent().terms().side();
            String value = switch (each.getKey()) {
                case VENUE -> child.venue().value();
                case ACCOUNT -> child.account();
                case SYMBOL -> child.parent().terms().symbol();
                case SIDE -> side.isBuy() ? "buy" : side == Side.SELL || side == Side.OPPOSITE ? "sell" : "sell-short";
                case TRADER -> originator == null ? null : originator.trader();
                case ALGORITHM -> originator == null ? null : originator.algorithm();
                case GROUP, CLIENT, DESK, SESSION, CURRENCY, SECTOR, ASSET_CLASS -> null;
            };
            if (value == null || !each.getValue().equals(Scope.EACH) && !each.getValue().equals(value)) {
                return null;
            }
            values.put(each.getKey(), value);
        }
        return new Scope(values);
    }

    private static void check(Of of, Measure measure, Money amount, PreTradeRisk risk) {
        Money counted = risk.used(new LimitKey(of.scope(), measure), measure.unit() == Measure.Unit.MONEY ? of.currency : null);
        if (!amount.equals(counted)) {
            throw new BrokenInvariant("risk counts " + counted + " as " + measure.text() + " of " + of.scope() + ", its parts add up to " + amount);
        }
    }
}
