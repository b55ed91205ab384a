package io.portcullis.risk;

import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the open orders of one scope, each value of which is given, what was executed and what is held there add up to, and the limits on it. */
final class Cell {

    private static final int PLACES = 8;
    private static final Price ONE = Price.of("1");

    /** Amounts of one currency. */
    private static final class InCurrency {
        private final String currency;
        private final Total all = new Total();
        private final Total buys = new Total();
        private final Total sells = new Total();
        private final Total executed = new Total();
        private final Total held = new Total();
        private final Total worth = new Total();
        private final Total worst = new Total();
        private final Total owned = new Total();
        private final Total margin = new Total();

        private InCurrency(String currency) {
            this.currency = currency;
        }

        private Money of(Measure measure) {
            return switch (measure) {
                case OPEN_BUY_NOTIONAL -> buys.money();
                case OPEN_SELL_NOTIONAL -> sells.money();
                case OPEN_NET_NOTIONAL -> buys.money().minus(sells.money());
                case DAY_NOTIONAL -> all.money().plus(executed.money());
                case DAY_EXECUTED_NOTIONAL -> executed.money();
                case LONG_NOTIONAL -> held.money().plus(buys.money());
                case SHORT_NOTIONAL -> sells.money().minus(held.money());
                case DAY_LOSS -> held.money().minus(worth.money());
                case MARGIN -> margin.money();
                case LEVERAGE, CONCENTRATION -> worst.money();
                default -> all.money();
            };
        }

        private void clearOpen() {
            all.clear();
            buys.clear();
            sells.clear();
        }

        private void clearWorst() {
            worst.clear();
            owned.clear();
            margin.clear();
        }

        private void clearBooked() {
            executed.clear();
            held.clear();
            worth.clear();
        }
    }

    private final String text;
    private final List<String> values;
    private final List<InCurrency> amounts = new ArrayList<>(1);
    private final Total quantity = new Total();
    private final Total bought = new Total();
    private final Total sold = new Total();
    private final Total both = new Total();
    private final Total executed = new Total();
    private final Total held = new Total();
    private long orders;
    private List<HeldLimit> limits = List.of();
    private int limitsVersion = -1;
    private boolean[] isWarnedOf = {};
    private boolean[] isReached = {};
    private final Bucket bucket = new Bucket();
    private Backing backing = Backing.NONE;
    private int unpriced;

    /** @param values in the order of the projection's dimensions */
    Cell(String text, List<String> values) {
        this.text = text;
        this.values = values;
    }

    /** Each value as it is here. */
    @Override
    public String toString() {
        return text;
    }

    List<String> values() {
        return values;
    }

    /** Those that hold here, as the last {@link #hold} has said. */
    List<HeldLimit> limits() {
        return limits;
    }

    /** How fast orders have come. */
    Bucket bucket() {
        return bucket;
    }

    boolean isOf(int version) {
        return limitsVersion == version;
    }

    /** Others from now on; of those that stay it is known whether they were warned of. */
    void hold(List<HeldLimit> now, int version) {
        boolean[] isWarned = new boolean[now.size()];
        boolean[] wasReached = new boolean[now.size()];
        for (int i = 0; i < isWarned.length; i++) {
            int before = limits.indexOf(now.get(i));
            isWarned[i] = before >= 0 && isWarnedOf[before];
            wasReached[i] = before >= 0 && isReached[before];
        }
        limits = now;
        limitsVersion = version;
        isWarnedOf = isWarned;
        isReached = wasReached;
    }

    /** What stands behind it, as long as these limits hold. */
    void backedBy(Backing by) {
        backing = by;
    }

    Backing backing() {
        return backing;
    }

    // What orders add up to

    void put(Contribution c, int sign) {
        orders += sign;
        InCurrency in = in(c.currency());
        add(quantity, c.quantity(), sign);
        add(bought, c.to(Measure.LONG_POSITION), sign);
        add(sold, c.to(Measure.SHORT_POSITION), sign);
        if (c.isBuy() && c.isSell()) {
            add(both, c.quantity(), sign);
        }
        add(in.all, c.notional(), sign);
        if (c.isBuy()) {
            add(in.buys, c.notional(), sign);
        }
        if (c.isSell()) {
            add(in.sells, c.notional(), sign);
        }
    }

    private static void add(Total total, Money amount, int sign) {
        if (sign > 0) {
            total.add(amount.high(), amount.low());
        } else {
            total.subtract(amount.high(), amount.low());
        }
    }

    private InCurrency in(String currency) {
        for (int i = 0; i < amounts.size(); i++) {
            if (amounts.get(i).currency.equals(currency)) {
                return amounts.get(i);
            }
        }
        InCurrency added = new InCurrency(currency);
        amounts.add(added);
        return added;
    }

    /** So much was executed on this trading day. */
    void execute(String currency, Money shares, Money value) {
        add(executed, shares, 1);
        add(in(currency).executed, value, 1);
    }

    /** So much more is held. @param sign -1 for less */
    void hold(String currency, Money shares, Money value, int sign) {
        add(held, shares, sign);
        add(in(currency).held, value, sign);
    }

    /** What is held there is worth so much more. */
    void worthMore(String currency, Money more) {
        add(in(currency).worth, more, 1);
    }

    /** So much could be there of an instrument in the worst case, and is. @param sign -1 for less */
    void countWorst(String currency, Money worst, Money owned, Money margin, boolean isUnpriced, int sign) {
        unpriced += isUnpriced ? sign : 0;
        if (worst.isZero() && owned.isZero()) {
            return;
        }
        InCurrency in = in(currency);
        add(in.worst, worst, sign);
        add(in.owned, owned, sign);
        add(in.margin, margin, sign);
    }

    /** Something that is held there has no price. */
    boolean hasUnpriced() {
        return unpriced > 0;
    }

    /** What could be there in the worst case or, of a limit on margin, what has to be put up for it; null if it can't be reckoned. */
    @Nullable
    Money worst(Measure measure, @Nullable String currency, CurrencyRates rates) {
        return sum(measure, currency, rates);
    }

    /** What the portfolio to which it belongs holds beside it, in the base currency; null if it can't be reckoned. */
    @Nullable
    Money ownedElsewhere(CurrencyRates rates) {
        Cell portfolio = backing.portfolio();
        Money all = portfolio == null ? null : portfolio.owned(rates);
        Money here = owned(rates);
        return portfolio == null ? Money.ZERO : all == null || here == null ? null : all.minus(here);
    }

    private @Nullable Money owned(CurrencyRates rates) {
        Money sum = Money.ZERO;
        for (InCurrency in : amounts) {
            Money owned = in.owned.money();
            Money reckoned = owned.isZero() || in.currency.equals(rates.base()) ? owned : reckoned(owned, in.currency, rates.base(), rates);
            if (reckoned == null) {
                return null;
            }
            sum = sum.plus(reckoned);
        }
        return sum;
    }

    /** No worst case is counted. */
    void clearWorst() {
        unpriced = 0;
        amounts.forEach(InCurrency::clearWorst);
    }

    /** Nothing is open. */
    void clearOpen() {
        orders = 0;
        quantity.clear();
        bought.clear();
        sold.clear();
        both.clear();
        amounts.forEach(InCurrency::clearOpen);
    }

    /** Nothing was executed, and nothing is held. */
    void clearBooked() {
        executed.clear();
        held.clear();
        amounts.forEach(InCurrency::clearBooked);
        Arrays.fill(isReached, false);
    }

    /**
     * How much of a limit is used.
     *
     * @param currency of the limit; null if it is on no money
     * @return less than zero of a position that is the other way, or of what is open on balance of sells; null if what there is in another currency can't be reckoned in that one
     */
    @Nullable
    Money used(Measure measure, @Nullable String currency, CurrencyRates rates) {
        return switch (measure) {
            case OPEN_ORDERS -> Money.of(Quantity.of(orders), ONE);
            case OPEN_QUANTITY -> quantity.money();
            case OPEN_BUY_QUANTITY -> bought.money().plus(both.money());
            case OPEN_SELL_QUANTITY -> sold.money().plus(both.money());
            case OPEN_NET_QUANTITY -> bought.money().minus(sold.money());
            case DAY_QUANTITY -> quantity.money().plus(executed.money());
            case DAY_EXECUTED_QUANTITY -> executed.money();
            case LONG_POSITION -> held.money().plus(bought.money());
            case SHORT_POSITION -> sold.money().minus(held.money());
            case OPEN_NOTIONAL, OPEN_BUY_NOTIONAL, OPEN_SELL_NOTIONAL, OPEN_NET_NOTIONAL, DAY_NOTIONAL, DAY_EXECUTED_NOTIONAL, LONG_NOTIONAL, SHORT_NOTIONAL,
                    DAY_LOSS, MARGIN -> sum(measure, currency, rates);
            case LEVERAGE, CONCENTRATION -> {
                Money worst = sum(measure, rates.base(), rates);
                yield worst == null ? null : PortfolioChecks.used(measure, this, worst, rates);
            }
            case ORDER_QUANTITY, ORDER_ADV, ORDER_NOTIONAL, ORDER_VOLATILITY, PRICE_DEVIATION, RESTRICTED, ORDER_RATE, EXECUTIONS, EXECUTED_NOTIONAL, REJECTS,
                    ORDERS_OUT_RATIO, CANCELS, REPLACES, STALE_PRICES, VENUE_AWAY, VENUE_HALTS, METRIC -> Money.ZERO;
        };
    }

    private @Nullable Money sum(Measure measure, @Nullable String currency, CurrencyRates rates) {
        Money sum = Money.ZERO;
        for (int i = 0; i < amounts.size(); i++) {
            InCurrency in = amounts.get(i);
            Money of = in.of(measure);
            Money reckoned = of.isZero() || in.currency.equals(currency) ? of : reckoned(of, in.currency, currency, rates);
            if (reckoned == null) {
                return null;
            }
            sum = sum.isZero() ? reckoned : sum.plus(reckoned);
        }
        return sum;
    }

    /** An amount in another currency; null if its rate is not known. */
    static @Nullable Money reckoned(Money amount, String from, @Nullable String to, CurrencyRates rates) {
        BigDecimal rate = to == null ? null : rates.rate(from, to);
        return rate == null ? null : Money.of(amount.decimal().multiply(rate).setScale(PLACES, RoundingMode.UP));
    }

    // Warnings

    /** Whether so much is used of a limit that a warning is due which was not given yet. */
    boolean isWarningDue(int index, CurrencyRates rates) {
        HeldLimit held = limits.get(index);
        Money from = held.warnFrom();
        Money used = from == null ? null : used(held.measure(), held.limit().currency(), rates);
        if (from == null || used == null) {
            return false;
        }
        Money size = held.size(used);
        boolean isDue = !isWarnedOf[index] && size.compareTo(from) >= 0;
        isWarnedOf[index] = isDue || isWarnedOf[index] && size.compareTo(held.warnAgainBelow()) >= 0;
        return isDue;
    }

    /** Whether all of a limit is used since the last time this was asked. */
    boolean isNewlyReached(int index, CurrencyRates rates) {
        HeldLimit held = limits.get(index);
        Money used = used(held.measure(), held.limit().currency(), rates);
        boolean was = isReached[index];
        isReached[index] = used != null && held.size(used).compareTo(held.most()) >= 0;
        return isReached[index] && !was;
    }
}
