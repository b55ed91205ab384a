package io.portcullis.risk;

import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.Ledger;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts what was executed, and what accounts hold, into the cells, as the ledger has it. */
final class BookedShares implements Ledger.Follower {

    /** What is held of one instrument, and what that was taken to be worth the last time that somebody looked. */
    private static final class Holding {
        private Money quantity = Money.ZERO;
        private Money worth = Money.ZERO;
        /** It is not known what it was worth when the day began: then nobody knows what was lost. */
        private boolean isOfUnknownWorth;
    }

    private static final int PLACES = 16;
    private static final SessionKey NO_SESSION = new SessionKey("-");

    private final List<Projection> projections;
    private final InForce limits;
    private final InstrumentClasses kinds;
    private final Function<String, @Nullable Account> accountOf;
    private final Function<String, @Nullable Price> priceOf;
    private final Map<Ledger.Held, Holding> holdings = new LinkedHashMap<>();
    /** Of instruments whose shares were made others: of the old ones, until the market has another. */
    private final Map<String, Price> oldPrices = new HashMap<>();
    /** Their shares are others from a day on that has not begun: all that the market says is of the old ones. */
    private final Set<String> ahead = new HashSet<>();
    /** Their shares are others since this day, and the market has said nothing of them yet: what it says first may be of the old ones. */
    private final Set<String> unseen = new HashSet<>();
    private final WorstCases worst;
    private Ledger ledger = new Ledger();

    BookedShares(List<Projection> projections, InForce limits, InstrumentClasses kinds, Function<String, @Nullable Account> accountOf,
            Function<String, @Nullable Price> priceOf, WorstCases worst) {
        this.worst = worst;
        this.projections = projections;
        this.limits = limits;
        this.kinds = kinds;
        this.accountOf = accountOf;
        this.priceOf = priceOf;
    }

    void follow(Ledger followed) {
        ledger = followed;
        followed.follow(this);
        anew();
    }

    @Override
    public void executed(Ledger.Of of, Money quantity, Money value, boolean isOfToday) {
        InstrumentClass kind = kinds.of(of.symbol());
        Account account = accountOf.apply(of.account());
        for (int i = 0; i < projections.size(); i++) {
            Cell traded = projections.get(i).of(of, false, account, kind, limits.version());
            if (traded != null && isOfToday) {
                traded.execute(kind.currency(), quantity, value);
            }
            Cell held = projections.get(i).of(of, true, account, kind, limits.version());
            if (held != null) {
                held.hold(kind.currency(), quantity, value, of.side().isBuy() ? 1 : -1);
                held.worthMore(kind.currency(), of.side().isBuy() ? value : value.negated());
            }
        }
        hold(new Ledger.Held(of.account(), of.symbol()), of.side().isBuy() ? quantity : quantity.negated(), of.side().isBuy() ? value : value.negated());
    }

    @Override
    public void anew() {
        projections.forEach(projection -> projection.cells().forEach(Cell::clearBooked));
        worst.clearHeld();
        holdings.clear();
        ledger.starts().forEach(this::hold);
        for (Ledger.Trades trades : ledger.trades()) {
            executed(trades.of(), trades.quantity(), trades.value(), true);
            executed(trades.of(), trades.takenBack(), trades.valueTakenBack(), false);
        }
        valueAnew();
    }

    private void hold(Ledger.Held held, Ledger.Start start) {
        Ledger.Of of = new Ledger.Of(held.account(), NO_SESSION, held.symbol(), Side.BUY, null, null);
        InstrumentClass kind = kinds.of(held.symbol());
        for (Projection projection : projections) {
            Cell cell = projection.of(of, true, accountOf.apply(held.account()), kind, limits.version());
            if (cell != null) {
                cell.hold(kind.currency(), start.quantity(), start.value(), 1);
                cell.worthMore(kind.currency(), start.value());
            }
        }
        hold(held, start.quantity(), start.value());
        if (start.price() == null) {
            Objects.requireNonNull(holdings.get(held)).isOfUnknownWorth = true;
        }
    }

    /** The process begins: what the market said of such shares is not known any more. @param today null before the first day, likewise the day before it */
    void follow(CorporateActions actions, @Nullable LocalDate dayBefore, @Nullable LocalDate today) {
        if (dayBefore != null && today != null) {
            ahead.addAll(actions.symbolsBetween(today, LocalDate.MAX));
            unseen.addAll(actions.symbolsBetween(dayBefore, today));
        }
    }

    @Override
    public void adjusted(String symbol, boolean isForTheNextDay) {
        if (isForTheNextDay) {
            ahead.add(symbol);
        }
        doubt(symbol);
    }

    @Override
    public void renamed(String symbol) {
        Price price = priceOf.apply(symbol);
        if (price != null) {
            oldPrices.put(symbol, price);
        }
    }

    @Override
    public void dayStarts(Collection<String> adjusted) {
        unseen.clear();
        ahead.removeAll(adjusted);
        adjusted.forEach(this::doubt);
    }

    private void doubt(String symbol) {
        Price price = priceOf.apply(symbol);
        if (price == null) {
            unseen.add(symbol);
        } else {
            oldPrices.put(symbol, price);
        }
    }

    /** The market still shows the price of before a corporate action, or it can't be told whether it does. */
    boolean isOfOldShares(String symbol) {
        if (ahead.contains(symbol)) {
            return true;
        }
        if (oldPrices.isEmpty() && unseen.isEmpty()) {
            return false;
        }
        Price price = priceOf.apply(symbol);
        if (price != null && unseen.remove(symbol)) {
            oldPrices.put(symbol, price);
        }
        return price != null && price.equals(oldPrices.get(symbol));
    }

    /** What comes is worth what was paid for it, until it is valued anew. */
    private void hold(Ledger.Held held, Money quantity, Money value) {
        Holding holding = holdings.computeIfAbsent(held, each -> new Holding());
        holding.quantity = holding.quantity.plus(quantity);
        holding.worth = holding.worth.plus(value);
        worst.hold(held, quantity, value);
    }

    /** All that is held is worth what the market says now. What has no price stays as it is. @return whether all has one */
    boolean valueAnew() {
        boolean isAllPriced = true;
        for (Map.Entry<Ledger.Held, Holding> entry : holdings.entrySet()) {
            Ledger.Held held = entry.getKey();
            Holding holding = entry.getValue();
            Price live = priceOf.apply(held.symbol());
            isAllPriced &= live != null || holding.quantity.isZero();
            Price price = holding.isOfUnknownWorth ? null : live;
            if (price != null && !isOfOldShares(held.symbol())) {
                oldPrices.remove(held.symbol());
            } else {
                price = null;
            }
            Money worth = price == null ? holding.worth : worth(holding.quantity, price);
            if (!worth.equals(holding.worth)) {
                Money more = worth.minus(holding.worth);
                holding.worth = worth;
                worthMore(held, more);
            }
        }
        return isAllPriced;
    }

    private static Money worth(Money quantity, Price price) {
        return quantity.isZero() ? Money.ZERO
                : Money.of(quantity.decimal().multiply(new BigDecimal(price.toString())).setScale(PLACES, RoundingMode.HALF_EVEN));
    }

    private void worthMore(Ledger.Held held, Money more) {
        Ledger.Of of = new Ledger.Of(held.account(), NO_SESSION, held.symbol(), Side.BUY, null, null);
        InstrumentClass kind = kinds.of(held.symbol());
        for (Projection projection : projections) {
            Cell cell = projection.of(of, true, accountOf.apply(held.account()), kind, limits.version());
            if (cell != null) {
                cell.worthMore(kind.currency(), more);
            }
        }
    }
}
