package io.portcullis.risk;

import io.portcullis.oms.core.RiskGate;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TrailingStop;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The risk gate: values an order, puts every check to it, and keeps the open exposure of each account. Belongs to the order core's thread; new limits come between
 * two commands.
 */
public final class PreTradeRisk implements RiskGate {

    private static final int BASIS_POINTS = 10_000;
    private static final Check[] CHECKS = {new OrderQuantityLimit(), new OrderNotionalLimit(), new PriceCollar(), new OpenExposureLimit()};

    private final Map<String, Money> exposures = new HashMap<>();
    private Limits limits;

    public PreTradeRisk(Limits limits) {
        this.limits = limits;
    }

    public void limits(Limits newLimits) {
        limits = newLimits;
    }

    /** What the account's open orders could still be executed for. */
    public Money exposure(String account) {
        return exposures.getOrDefault(account, Money.ZERO);
    }

    // The checks

    @Override
    public @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument, Market market, List<Objection> objections) {
        AccountLimits account = limitsFor(terms, instrument, objections);
        if (account == null) {
            return null;
        }
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            return checkStrategy(terms, strategy, order, account, market, objections);
        }
        Price live = market.reference(terms.symbol());
        Price reference = live == null ? instrument.referencePrice() : live;
        try {
            Price valuation = valuation(terms, instrument, reference);
            if (valuation == null) {
                objections.add(
                        new Objection(Refusal.NO_REFERENCE_PRICE, "there is no reference price of " + terms.symbol() + " to value a market order with"));
                return null;
            }
            return check(terms, order, account, worst(terms, instrument), valuation, reference, null, objections);
        } catch (ArithmeticException e) {
            return tooLarge(terms, objections);
        }
    }

    /** Of a multi-leg order: what its symbol stands for has no price of its own that we could know. */
    private @Nullable RiskFacts checkStrategy(OrderTerms terms, Strategy strategy, @Nullable ParentOrder order, AccountLimits account, Market market,
            List<Objection> objections) {
        LegValues values = LegValues.of(strategy, market, objections);
        try {
            return values == null ? null
                    : check(terms, order, account, terms.price(), values.valuation(terms, limits.marketOrderCushionBasisPoints()), values.netPrice(), values,
                            objections);
        } catch (ArithmeticException e) {
            return tooLarge(terms, objections);
        }
    }

    private static @Nullable RiskFacts tooLarge(OrderTerms terms, List<Objection> objections) {
        objections.add(new Objection(Refusal.VALUE_OVERFLOW, "OrderQty(38) " + terms.orderQty() + " at " + prices(terms) + " is too large to count with"));
        return null;
    }

    private @Nullable AccountLimits limitsFor(OrderTerms terms, Instrument instrument, List<Objection> objections) {
        String name = terms.account();
        if (name == null) {
            objections.add(new Objection(Refusal.MISSING_FIELD, "Account(1) is missing and session " + terms.session() + " has no default account"));
            return null;
        }
        AccountLimits account = limits.of(name);
        if (account == null) {
            objections.add(new Objection(Refusal.UNKNOWN_ACCOUNT, "Account(1) " + name + " is not known"));
        } else if (!account.currency().equals(instrument.currency())) {
            objections.add(
                    new Objection(Refusal.UNSUPPORTED_ORDER, "account " + name + " has limits in " + account.currency() + ", Symbol(55) " + instrument.symbol()
                            + " trades in " + instrument.currency()));
            return null;
        }
        return account;
    }

    /**
     * A limit order counts with its price, a buy that may be executed beyond that with the farthest price there, a sell with the reference if that is higher; one without a
     * price with the reference or, if that is higher, the stop price that it waits for, and a cushion. One that follows the market counts from where it begins: the stop price of a buy only falls from there.
     */
    private @Nullable Price valuation(OrderTerms terms, Instrument instrument, @Nullable Price reference) {
        Price price = terms.side().isBuy() ? worst(terms, instrument) : terms.price();
        if (price == null) {
            Price stopPx = stopPx(terms, instrument, reference);
            Price base = stopPx == null || reference != null && reference.compareTo(stopPx) > 0 ? reference : stopPx;
            return base == null ? null : new Price(Math.addExact(base.raw(), base.raw() / BASIS_POINTS * limits.marketOrderCushionBasisPoints()));
        }
        return reference == null || terms.side().isBuy() || price.compareTo(reference) >= 0 ? price : reference;
    }

    /** The limit, if there is no price as far beyond it as the order says: that is objected to elsewhere. */
    private static @Nullable Price worst(OrderTerms terms, Instrument instrument) {
        Price worst = DiscretionPrice.worst(terms.conditions(), terms.side().isBuy(), instrument.ticks());
        return worst == null ? terms.price() : worst;
    }

    /** Where one that follows the market begins, if that was left to the market. */
    private static @Nullable Price stopPx(OrderTerms terms, Instrument instrument, @Nullable Price reference) {
        Price given = terms.instructions().stopPx();
        Peg peg = terms.instructions().peg();
        return given != null || peg == null || !peg.isTrailingStop() || reference == null ? given
                : new TrailingStop(peg, terms.side().isBuy(), instrument.ticks()).stopPx(reference);
    }

    private static String prices(OrderTerms terms) {
        Price price = terms.price();
        Price stopPx = terms.instructions().stopPx();
        return (price == null ? "market" : price.toString()) + (stopPx == null ? "" : ", StopPx(99) " + stopPx);
    }

    private @Nullable RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, AccountLimits account, @Nullable Price worst, Price valuation,
            @Nullable Price reference, @Nullable LegValues legs, List<Objection> objections) {
        Money before = exposure(account.account());
        Quantity open = terms.orderQty();
        if (order != null) {
            before = account.account().equals(order.terms().account()) ? before.minus(contribution(order)) : before;
            open = open.minus(order.cumQty()).max(order.leavesQty());
        }
        CheckedOrder checked = new CheckedOrder(terms, account, worst, valuation, reference, legs, Money.of(open, valuation), before);
        int objectionsBefore = objections.size();
        for (Check check : CHECKS) {
            check.check(checked, objections);
        }
        return objections.size() > objectionsBefore ? null
                : new RiskFacts(valuation, account.priceCollarBasisPoints() == null ? null : reference, before, account.maxOpenExposure());
    }

    // The exposure

    @Override
    public void reserve(OrderTerms terms, RiskFacts facts) {
        add(terms.account(), Money.of(terms.orderQty(), facts.valuationPrice()));
    }

    @Override
    public void giveBack(OrderTerms terms, RiskFacts facts) {
        add(terms.account(), Money.of(terms.orderQty(), facts.valuationPrice()).negated());
    }

    @Override
    public void takeOut(ParentOrder order) {
        add(order, contribution(order).negated());
    }

    @Override
    public void putIn(ParentOrder order) {
        add(order, contribution(order));
    }

    /** While it is to become one of another account, it counts for both. */
    private void add(ParentOrder order, Money amount) {
        String account = order.terms().account();
        add(account, amount);
        ParentOrder.PendingReplace replace = order.pendingReplace();
        if (replace != null && !Objects.equals(replace.terms().account(), account)) {
            add(replace.terms().account(), amount);
        }
    }

    private void add(@Nullable String account, Money amount) {
        if (account != null && !amount.isZero()) {
            exposures.merge(account, amount, Money::plus);
        }
    }

    /** The larger of old and new while a replace is pending: larger quantity at the higher price. */
    private static Money contribution(ParentOrder order) {
        Quantity open = order.worstLeavesQty();
        return open.isPositive() ? Money.of(open, order.worstValuationPrice()) : Money.ZERO;
    }
}
