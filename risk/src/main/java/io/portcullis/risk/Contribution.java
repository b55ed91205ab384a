package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * What one order adds to what is open, for the worst case.
 *
 * @param isBuy a multi-leg order is both: its legs don't make up for each other
 * @param quantity as money has it
 */
record Contribution(String currency, boolean isBuy, boolean isSell, Money quantity, Money notional) {

    private static final Price ONE = Price.of("1");
    private static final Money ONE_ORDER = Money.of(Quantity.of(1), ONE);

    /** @param worth of what is open */
    static Contribution of(String currency, OrderTerms terms, Quantity open, Money worth) {
        boolean isMultileg = terms.instructions().strategy() != null;
        return new Contribution(currency, isMultileg || terms.side().isBuy(), isMultileg || !terms.side().isBuy(), Money.of(open, ONE), worth);
    }

    /** What it adds to what a limit is on, in its own currency. */
    Money to(Measure measure) {
        return switch (measure) {
            case OPEN_ORDERS -> ONE_ORDER;
            case OPEN_QUANTITY, DAY_QUANTITY -> quantity;
            case OPEN_NOTIONAL, DAY_NOTIONAL -> notional;
            case OPEN_BUY_QUANTITY -> isBuy ? quantity : Money.ZERO;
            case OPEN_SELL_QUANTITY -> isSell ? quantity : Money.ZERO;
            case OPEN_NET_QUANTITY -> isBuy && isSell ? Money.ZERO : isBuy ? quantity : quantity.negated();
            case LONG_POSITION -> isBuy && !isSell ? quantity : Money.ZERO;
            case SHORT_POSITION -> isSell && !isBuy ? quantity : Money.ZERO;
            case LONG_NOTIONAL -> isBuy ? notional : Money.ZERO;
            case SHORT_NOTIONAL -> isSell ? notional : Money.ZERO;
            case OPEN_BUY_NOTIONAL -> isBuy ? notional : Money.ZERO;
            case OPEN_SELL_NOTIONAL -> isSell ? notional : Money.ZERO;
            case OPEN_NET_NOTIONAL -> isBuy && isSell ? Money.ZERO : isBuy ? notional : notional.negated();
            case ORDER_QUANTITY, ORDER_ADV, ORDER_NOTIONAL, ORDER_VOLATILITY, PRICE_DEVIATION, RESTRICTED, ORDER_RATE, DAY_EXECUTED_QUANTITY,
                    DAY_EXECUTED_NOTIONAL, DAY_LOSS, MARGIN, LEVERAGE, CONCENTRATION, EXECUTIONS, EXECUTED_NOTIONAL, REJECTS, ORDERS_OUT_RATIO, CANCELS,
                    REPLACES, STALE_PRICES, VENUE_AWAY, VENUE_HALTS, METRIC -> Money.ZERO;
        };
    }

    /** The same in the currency of the limit; null if its rate is not known. */
    @Nullable
    Money to(Measure measure, @Nullable String wanted, CurrencyRates rates) {
        Money own = to(measure);
        return wanted == null || currency.equals(wanted) || own.isZero() ? own : Cell.reckoned(own, currency, wanted, rates);
    }
}
