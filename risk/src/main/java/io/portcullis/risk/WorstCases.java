package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What each account could have of each instrument in the worst case: all that is bid for bought, or all that is offered sold, whichever leaves more. What only makes a position smaller adds nothing. It is added up in
 * the cells of the scopes on which there are limits of that; where there are none, nothing is kept.
 */
final class WorstCases {

    /**
     * What is counted together. Multi-leg orders count apart from the shares, as what their Symbol(55) says may be anything.
     *
     * @param symbol Symbol(55) of the orders
     * @param firstLeg of multi-leg orders, by which their instrument is known: its LegSymbol(600); null of all others
     */
    record Key(String account, String symbol, @Nullable String firstLeg) {

        static Key of(String account, OrderTerms terms) {
            Strategy strategy = terms.instructions().strategy();
            return new Key(account, terms.symbol(), strategy == null ? null : strategy.legs().getFirst().symbol());
        }

        private static Key of(Ledger.Held held) {
            return new Key(held.account(), held.symbol(), null);
        }
    }

    /** What an account has of an instrument, and what is open there. Shares are counted as money is. */
    private static final class Line {
        private final Ledger.Of of;
        private Money held = Money.ZERO;
        /** Of a share that is held, the last one known. */
        private @Nullable Price price;
        private Money bought = Money.ZERO;
        private Money boughtValue = Money.ZERO;
        private Money sold = Money.ZERO;
        private Money soldValue = Money.ZERO;
        private Money legs = Money.ZERO;
        private Counted counted;

        private Line(Key key, InstrumentClass kind) {
            of = new Ledger.Of(key.account, NO_SESSION, key.symbol, Side.BUY, null, null);
            counted = new Counted(kind, Money.ZERO, Money.ZERO, Money.ZERO, false);
        }

        private boolean isEmpty() {
            return held.isZero() && bought.isZero() && boughtValue.isZero() && sold.isZero() && soldValue.isZero() && legs.isZero();
        }

        private void put(Contribution c, int sign) {
            if (c.isBuy() && c.isSell()) {
                legs = plus(legs, c.notional(), sign);
            } else if (c.isBuy()) {
                bought = plus(bought, c.quantity(), sign);
                boughtValue = plus(boughtValue, c.notional(), sign);
            } else {
                sold = plus(sold, c.quantity(), sign);
                soldValue = plus(soldValue, c.notional(), sign);
            }
        }

        private static Money plus(Money sum, Money amount, int sign) {
            return sign > 0 ? sum.plus(amount) : sum.minus(amount);
        }

        private Money owned() {
            return price == null || held.isZero() ? Money.ZERO : rounded(held.decimal().multiply(new BigDecimal(price.toString())));
        }

        private Money worst() {
            Money owned = owned();
            Money ifBought = side(held, owned, bought, boughtValue);
            Money ifSold = side(held.negated(), owned.negated(), sold, soldValue);
            return (ifBought.exceeds(ifSold) ? ifBought : ifSold).plus(legs);
        }

        /** @param held negative if so much of what is asked for only makes the other side smaller */
        private static Money side(Money held, Money owned, Money asked, Money value) {
            if (!held.isNegative()) {
                return owned.plus(value);
            }
            Money beyond = asked.plus(held);
            return beyond.isNegative() || beyond.isZero() ? Money.ZERO
                    : rounded(value.decimal().multiply(beyond.decimal()).divide(asked.decimal(), PLACES, RoundingMode.UP));
        }
    }

    /** What the cells of that kind of instrument count of a line. */
    private record Counted(InstrumentClass kind, Money worst, Money owned, Money margin, boolean isUnpriced) {

        private void in(Cell cell, int sign) {
            cell.countWorst(kind.currency(), worst, owned, margin, isUnpriced, sign);
        }
    }

    /**
     * What an order would make of a line, in the currency of its instrument.
     *
     * @param without if the order was not there
     * @param now with what the order counts with already
     * @param after with what is asked for
     */
    record Asked(String currency, Money without, Money now, Money after, BigDecimal marginRate) {

        /** Whoever asks for no more may have it, however much is used. */
        boolean isMore() {
            return after.exceeds(now);
        }

        /** What has to be put up for each. */
        Asked margin() {
            return new Asked(currency, marginOf(without, marginRate), marginOf(now, marginRate), marginOf(after, marginRate), BigDecimal.ONE);
        }
    }

    private static final int PLACES = 16;
    private static final SessionKey NO_SESSION = new SessionKey("-");

    private final InForce limits;
    private final InstrumentClasses kinds;
    private final Function<String, @Nullable Account> accountOf;
    private final Function<String, @Nullable Price> priceOf;
    private final Function<String, @Nullable Price> closeOf;
    private final Supplier<RiskSettings> settings;
    private final Map<Key, Line> lines = new LinkedHashMap<>();
    private List<Projection> projections = List.of();

    /** @param priceOf the live price of a share; null if there is none, or if it is of other shares @param closeOf the last close; likewise */
    WorstCases(InForce limits, InstrumentClasses kinds, Function<String, @Nullable Account> accountOf, Function<String, @Nullable Price> priceOf,
            Function<String, @Nullable Price> closeOf, Supplier<RiskSettings> settings) {
        this.limits = limits;
        this.kinds = kinds;
        this.accountOf = accountOf;
        this.priceOf = priceOf;
        this.closeOf = closeOf;
        this.settings = settings;
    }

    /** They are added up there from now on. @return whether that is somewhere new, so that all has to be put in anew */
    boolean addUpIn(List<Projection> wanted) {
        boolean isNew = !projections.containsAll(wanted);
        projections = wanted;
        return isNew;
    }

    /** Whether some limit asks for them. */
    boolean isOn() {
        return !projections.isEmpty();
    }

    /** Nothing is open, and nothing is held. */
    void clear() {
        lines.clear();
    }

    // What is open

    void put(Key key, InstrumentClass kind, Contribution contribution, int sign) {
        if (isOn()) {
            Line line = line(key, kind);
            line.put(contribution, sign);
            settle(line, kind);
            leaveOut(key, line);
        }
    }

    /** Leaves all as it is. @param own what the order counts with there already; null if nothing */
    Asked ask(Key key, InstrumentClass kind, @Nullable Contribution own, Contribution asked) {
        Line line = lines.get(key);
        if (line == null) {
            line = new Line(key, kind);
        } else {
            settle(line, kind);
        }
        Money now = line.worst();
        if (own != null) {
            line.put(own, -1);
        }
        Money without = line.worst();
        line.put(asked, 1);
        Money after = line.worst();
        line.put(asked, -1);
        if (own != null) {
            line.put(own, 1);
        }
        return new Asked(kind.currency(), without, now, after, settings.get().marginRate(kind));
    }

    // What is held

    /** So much more. @param value at which it came */
    void hold(Ledger.Held held, Money quantity, Money value) {
        if (!isOn()) {
            return;
        }
        Key key = Key.of(held);
        InstrumentClass kind = kinds.of(held.symbol());
        Line line = line(key, kind);
        line.held = line.held.plus(quantity);
        if (line.price == null && !quantity.isZero() && !value.isZero()) {
            line.price = Price.of(value.decimal().divide(quantity.decimal(), PLACES / 2, RoundingMode.HALF_UP).abs().toPlainString());
        }
        settle(line, kind);
        leaveOut(key, line);
    }

    /** It will be put in anew. */
    void clearHeld() {
        for (Line line : lines.values()) {
            if (!line.held.isZero() || line.price != null) {
                line.held = Money.ZERO;
                line.price = null;
                settle(line, line.counted.kind);
            }
        }
        lines.values().removeIf(Line::isEmpty);
    }

    /** What is held is worth what the market says now. */
    void valueAnew() {
        for (Line line : lines.values()) {
            if (!line.held.isZero()) {
                settle(line, line.counted.kind);
            }
        }
    }

    /** Of what nobody knows what it is worth, as account and symbol; null if all there has a price. */
    @Nullable
    String unpricedIn(Projection projection, Cell cell) {
        for (Line line : lines.values()) {
            if (line.counted.isUnpriced && cellOf(line, projection, line.counted.kind) == cell) {
                return line.of.symbol() + (line.counted.kind.currency().isEmpty() ? " (not known as an instrument any more)" : "") + " in account "
                        + line.of.account();
            }
        }
        return null;
    }

    /** How many there are. */
    int lines() {
        return lines.size();
    }

    private Line line(Key key, InstrumentClass kind) {
        Line line = lines.get(key);
        if (line == null) {
            line = new Line(key, kind);
            lines.put(key, line);
        }
        return line;
    }

    private void leaveOut(Key key, Line settled) {
        if (settled.isEmpty()) {
            lines.remove(key);
        }
    }

    /** The cells count it as it is now. */
    private void settle(Line line, InstrumentClass kind) {
        if (!line.held.isZero()) {
            Price live = priceOf.apply(line.of.symbol());
            line.price = live != null ? live : line.price != null ? line.price : closeOf.apply(line.of.symbol());
        }
        Money worst = line.worst();
        Counted now = kind.currency().isEmpty() ? new Counted(kind, Money.ZERO, Money.ZERO, Money.ZERO, !line.held.isZero() || !worst.isZero())
                : new Counted(kind, worst, line.owned().abs(), marginOf(worst, settings.get().marginRate(kind)),
                        !line.held.isZero() && line.price == null);
        Counted before = line.counted;
        if (now.equals(before)) {
            return;
        }
        line.counted = now;
        for (int i = 0; i < projections.size(); i++) {
            Cell to = cellOf(line, projections.get(i), kind);
            Cell from = kind.equals(before.kind) ? to : cellOf(line, projections.get(i), before.kind);
            if (from != null) {
                before.in(from, -1);
            }
            if (to != null) {
                now.in(to, 1);
            }
        }
    }

    private @Nullable Cell cellOf(Line line, Projection projection, InstrumentClass kind) {
        return projection.of(line.of, true, accountOf.apply(line.of.account()), kind, limits.version());
    }

    private static Money marginOf(Money worth, BigDecimal rate) {
        return worth.isZero() ? worth : rounded(worth.decimal().multiply(rate));
    }

    private static Money rounded(BigDecimal amount) {
        return Money.of(amount.setScale(PLACES, RoundingMode.UP));
    }
}
