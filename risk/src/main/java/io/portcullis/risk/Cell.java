package io.portcullis.risk;

import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the open orders of one scope add up to, each value of which is given, and the limits on it. */
final class Cell {

    private static final int PLACES = 8;
    private static final Price ONE = Price.of("1");

    /** Amounts of one currency. */
    private static final class InCurrency {
        private final String currency;
        private final Total all = new Total();
        private final Total buys = new Total();
        private final Total sells = new Total();

        private InCurrency(String currency) {
            this.currency = currency;
        }

        private Money of(Measure measure) {
            return switch (measure) {
                case OPEN_BUY_NOTIONAL -> buys.money();
                case OPEN_SELL_NOTIONAL -> sells.money();
                case OPEN_NET_NOTIONAL -> buys.money().minus(sells.money());
                default -> all.money();
            };
        }
    }

    private final String text;
    private final List<String> values;
    private final List<InCurrency> amounts = new ArrayList<>(1);
    private final Total quantity = new Total();
    private long orders;
    private List<HeldLimit> limits = List.of();
    private int limitsVersion = -1;
    private boolean[] isWarnedOf = {};
    private final Bucket bucket = new Bucket();

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

    void hold(List<HeldLimit> now, int version) {
        limits = now;
        limitsVersion = version;
        isWarnedOf = new boolean[now.size()];
    }

    // What orders add up to

    void put(Contribution c, int sign) {
        orders += sign;
        InCurrency in = in(c.currency());
        add(quantity, c.quantity(), sign);
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

    void clear() {
        orders = 0;
        quantity.clear();
        amounts.clear();
    }

    /**
     * How much of a limit is used.
     *
     * @param currency of the limit; null if it is on no money
     * @return null if what is open in another currency can't be reckoned in that one
     */
    @Nullable
    Money used(Measure measure, @Nullable String currency, CurrencyRates rates) {
        return switch (measure) {
            case OPEN_ORDERS -> Money.of(Quantity.of(orders), ONE);
            case OPEN_QUANTITY -> quantity.money();
            case OPEN_NOTIONAL, OPEN_BUY_NOTIONAL, OPEN_SELL_NOTIONAL, OPEN_NET_NOTIONAL -> sum(measure, currency, rates);
            case ORDER_QUANTITY, ORDER_NOTIONAL, PRICE_DEVIATION, ORDER_RATE -> Money.ZERO;
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
        boolean isDue = !isWarnedOf[index] && used.abs().compareTo(from) >= 0;
        isWarnedOf[index] = isDue || isWarnedOf[index] && used.abs().compareTo(held.warnAgainBelow()) >= 0;
        return isDue;
    }
}
