package io.portcullis.oms.order;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.PositionFact;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.VenueId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was executed on this trading day, and what accounts hold. A part of the state: events change it, and it holds no rule. Shares are counted as money is.
 * <p>
 * An order for several legs counts in each leg of shares; its net amount stands with the first of them. Legs of options and futures are not held here.
 */
public final class Ledger {

    /** Is told of what changes, as it changes. */
    public interface Follower {

        /**
         * More was executed or, if it is negative, less: an execution was busted or corrected.
         *
         * @param isOfToday the execution is of this trading day
         */
        void executed(Of of, Money quantity, Money value, boolean isOfToday);

        /**
         * A corporate action has made other shares of these: what the market said of them before is of the old ones.
         *
         * @param isForTheNextDay the market goes on with old shares until the day of {@link #dayStarts}
         */
        void adjusted(String symbol, boolean isForTheNextDay);

        /** They are called otherwise, and worth the same. */
        void renamed(String symbol);

        /** @param adjusted whose shares are others from this day on: what the market said of them before is of the old ones */
        void dayStarts(Collection<String> adjusted);

        /** All may be others. */
        void anew();
    }

    /** Of what. @param side never that of a strategy. @param originator null if nobody was named. @param venue null of what was agreed by hand */
    public record Of(String account, SessionKey session, String symbol, Side side, @Nullable Originator originator, @Nullable VenueId venue) {
    }

    /** What an account has of an instrument. */
    public record Held(String account, String symbol) {
    }

    /**
     * What there was when the trading day began.
     *
     * @param quantity negative if the account was short
     * @param price what a share was worth; null if that is not known
     */
    public record Start(Money quantity, @Nullable Price price) {

        static final Start NOTHING = new Start(Money.ZERO, null);

        /** What all of it was worth; nothing if that is not known. */
        public Money value() {
            return price == null ? Money.ZERO
                    : Money.of(quantity.decimal().multiply(new BigDecimal(price.toString())).setScale(PLACES, RoundingMode.HALF_EVEN));
        }
    }

    /** What changed hands. */
    public static final class Trades {

        final Of of;
        Money quantity = Money.ZERO;
        Money value = Money.ZERO;
        Money takenBack = Money.ZERO;
        Money valueTakenBack = Money.ZERO;

        Trades(Of of) {
            this.of = of;
        }

        public Of of() {
            return of;
        }

        /** Executed on this trading day. */
        public Money quantity() {
            return quantity;
        }

        /** Quantity times price of what was executed on this trading day. */
        public Money value() {
            return value;
        }

        /** By how much executions of earlier days were made more on this one or, if it is negative, less: by busts and corrections. */
        public Money takenBack() {
            return takenBack;
        }

        /** Likewise, quantity times price. */
        public Money valueTakenBack() {
            return valueTakenBack;
        }

        private void add(Money more, Money moreValue, boolean isOfToday) {
            if (isOfToday) {
                quantity = quantity.plus(more);
                value = value.plus(moreValue);
            } else {
                takenBack = takenBack.plus(more);
                valueTakenBack = valueTakenBack.plus(moreValue);
            }
        }
    }

    /**
     * What an account has of an instrument, and how it came to it.
     *
     * @param bought on this trading day, less what was taken back of purchases of earlier days
     * @param sold likewise
     */
    public record Position(Held held, Start start, Money bought, Money boughtValue, Money sold, Money soldValue) {

        /** Negative if the account is short. */
        public Money quantity() {
            return start.quantity.plus(bought).minus(sold);
        }
    }

    private static final int PLACES = 16;
    private static final Price ONE = Price.of("1");
    private static final Follower NOBODY = new Follower() {
        @Override
        public void executed(Of of, Money quantity, Money value, boolean isOfToday) {
            // nobody is there
        }

        @Override
        public void adjusted(String symbol, boolean isForTheNextDay) {
            // nobody is there
        }

        @Override
        public void renamed(String symbol) {
            // nobody is there
        }

        @Override
        public void dayStarts(Collection<String> adjusted) {
            // nobody is there
        }

        @Override
        public void anew() {
            // nobody is there
        }
    };

    final Map<Of, Trades> trades = new LinkedHashMap<>();
    final Map<Held, Start> starts = new LinkedHashMap<>();
    private Follower follower = NOBODY;

    // Questions

    /** In the order in which they came about. */
    public Collection<Trades> trades() {
        return trades.values();
    }

    /** With what the trading day began. */
    public Map<Held, Start> starts() {
        return starts;
    }

    /** All of them, those that are even now too, by account and symbol. */
    public List<Position> positions() {
        return asItIs().positions();
    }

    /** What the positions follow from as it is now: cheap to take, so that another thread can reckon with it. */
    public AsItWas asItIs() {
        List<Executed> executed = new ArrayList<>(trades.size());
        for (Trades each : trades.values()) {
            executed.add(new Executed(each.of, each.quantity, each.value, each.takenBack, each.valueTakenBack));
        }
        return new AsItWas(List.copyOf(starts.keySet()), List.copyOf(starts.values()), executed);
    }

    private record Executed(Of of, Money quantity, Money value, Money takenBack, Money valueTakenBack) {
    }

    /** What there was at a moment. Never changed; any thread. */
    public static final class AsItWas {

        private final List<Held> held;
        private final List<Start> starts;
        private final List<Executed> executed;

        private AsItWas(List<Held> held, List<Start> starts, List<Executed> executed) {
            this.held = held;
            this.starts = starts;
            this.executed = executed;
        }

        /** All of them, those that are even too, by account and symbol. */
        public List<Position> positions() {
            Map<Held, Position> all = new LinkedHashMap<>();
            for (int i = 0; i < held.size(); i++) {
                all.put(held.get(i), new Position(held.get(i), starts.get(i), Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO));
            }
            for (Executed each : executed) {
                Held of = new Held(each.of.account, each.of.symbol);
                Position before = all.getOrDefault(of, new Position(of, Start.NOTHING, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO));
                Money quantity = each.quantity.plus(each.takenBack);
                Money value = each.value.plus(each.valueTakenBack);
                all.put(of, each.of.side.isBuy()
                        ? new Position(of, before.start, before.bought.plus(quantity), before.boughtValue.plus(value), before.sold, before.soldValue)
                        : new Position(of, before.start, before.bought, before.boughtValue, before.sold.plus(quantity), before.soldValue.plus(value)));
            }
            return all.values().stream().sorted((a, b) -> {
                int byAccount = a.held.account.compareTo(b.held.account);
                return byAccount != 0 ? byAccount : a.held.symbol.compareTo(b.held.symbol);
            }).toList();
        }
    }

    /** With what the trading day began there. */
    public Start start(String account, String symbol) {
        return starts.getOrDefault(new Held(account, symbol), Start.NOTHING);
    }

    /** Of which somebody has some, in their alphabetical order. */
    public Collection<String> symbolsHeld() {
        TreeSet<String> symbols = new TreeSet<>();
        positions().stream().filter(position -> !position.quantity().isZero()).forEach(position -> symbols.add(position.held.symbol));
        return symbols;
    }

    /** Whoever follows is told of all that happens from now on. There is one at a time. */
    public void follow(Follower by) {
        follower = by;
    }

    // Changes

    /**
     * One of its child orders was executed, or an execution of it was busted or corrected, or it was something else.
     *
     * @param originator who was responsible for the order when it was executed; null for nobody
     * @param venue where it was; null of what was agreed by hand
     * @param isOfToday it is about an execution of this trading day
     * @param cumQty executed of the order before
     * @param traded likewise, quantity times price
     * @param actions what has made the shares others for the next day already, it may not have made of the order
     * @param today as {@link java.time.LocalDate#toEpochDay()}
     */
    void executed(ParentOrder order, @Nullable Originator originator, @Nullable VenueId venue, boolean isOfToday, Quantity cumQty, Money traded,
            CorporateActions actions, long today) {
        if (order.cumQty.equals(cumQty) && order.traded.equals(traded)) {
            return;
        }
        book(order.terms, originator, venue, isOfToday, order.cumQty.minus(cumQty), order.traded.minus(traded), ahead(order, actions, today));
    }

    /** Those that are done for the next trading day, and not with that order: it was over, or has not had its turn. */
    private static List<CorporateAction> ahead(ParentOrder order, CorporateActions actions, long today) {
        List<CorporateAction> ahead = List.of();
        for (CorporateActions.Standing standing : actions.all.values()) {
            CorporateAction action = standing.started().terms();
            if (isForTheNextDay(action, today) && (order.adjusted == null || !order.adjusted.isBy(standing.started().action()))) {
                ahead = new ArrayList<>(ahead);
                ahead.add(action);
            }
        }
        return ahead;
    }

    /** The market trades on new terms from its ex-date on: what was executed on that day was executed on these, even if the action is applied late. */
    private static boolean isForTheNextDay(CorporateAction action, long today) {
        return action.exDate().toEpochDay() > today;
    }

    private void book(OrderTerms terms, @Nullable Originator originator, @Nullable VenueId venue, boolean ofToday, Quantity quantity, Money value,
            List<CorporateAction> ahead) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy == null) {
            book(new Of(accountOf(terms), terms.session(), terms.symbol(), terms.side().ofOneInstrument(), originator, venue), Money.of(quantity, ONE), value,
                    ofToday,
                    ahead);
            return;
        }
        Money left = value;
        for (Leg leg : strategy.legs()) {
            if (!leg.isOption() && !leg.isFuture()) {
                Side side = leg.sideIn(terms.side());
                book(new Of(accountOf(terms), terms.session(), leg.symbol(), side.ofOneInstrument(), originator, venue), Money.of(leg.quantityOf(quantity)),
                        side.isBuy() == terms.side().isBuy() ? left : left.negated(), ofToday,
                        ahead);
                left = Money.ZERO;
            }
        }
    }

    private static String accountOf(OrderTerms terms) {
        String account = terms.account();
        return account == null ? "" : account;
    }

    private void book(Of traded, Money quantity, Money value, boolean isOfToday, List<CorporateAction> ahead) {
        String symbolThen = traded.symbol;
        Money then = quantity;
        for (int i = 0; i < ahead.size(); i++) {
            if (ahead.get(i).symbol().equals(symbolThen)) {
                then = scaled(then, ahead.get(i).shares());
                symbolThen = ahead.get(i).symbolThen();
            }
        }
        Of of = symbolThen.equals(traded.symbol) ? traded : new Of(traded.account, traded.session, symbolThen, traded.side, traded.originator, traded.venue);
        trades.computeIfAbsent(of, Trades::new).add(then, value, isOfToday);
        follower.executed(of, then, value, isOfToday);
    }

    /** @param today as {@link java.time.LocalDate#toEpochDay()} */
    void after(CorporateActionFact fact, long today) {
        if (fact instanceof CorporateActionFact.Started started) {
            adjust(started.terms(), isForTheNextDay(started.terms(), today));
        }
    }

    void after(PositionFact fact) {
        switch (fact) {
            case PositionFact.Entered f -> f.entries()
                    .forEach(entry -> put(new Held(entry.account(), entry.symbol()), new Start(entry.after(), entry.price())));
            case PositionFact.Marked f -> {
                Map<String, Price> marks = new LinkedHashMap<>();
                f.marks().forEach(mark -> marks.put(mark.symbol(), mark.price()));
                starts.replaceAll((held, start) -> marks.containsKey(held.symbol) ? new Start(start.quantity, marks.get(held.symbol)) : start);
            }
        }
        follower.anew();
    }

    /**
     * All that is there is what the new day begins with.
     *
     * @param adjusted of which shares are others from this day on: until the evening before the market still moved the price of the old ones
     */
    void startDay(Collection<String> adjusted) {
        follower.dayStarts(adjusted);
        List<Position> all = positions();
        starts.clear();
        all.forEach(each -> put(each.held, new Start(each.quantity(), priceOf(each))));
        trades.clear();
        follower.anew();
    }

    /** As it was, or else what was paid for it, until a price of this day is told. */
    private static @Nullable Price priceOf(Position position) {
        Money bought = position.bought;
        Money sold = position.sold;
        boolean isOfPurchases = !bought.isNegative() && !bought.isZero();
        Money quantity = isOfPurchases ? bought : sold;
        if (position.start.price != null || quantity.isNegative() || quantity.isZero()) {
            return position.start.price;
        }
        BigDecimal value = (isOfPurchases ? position.boughtValue : position.soldValue).decimal();
        return Price.of(value.divide(quantity.decimal(), 8, RoundingMode.HALF_UP).toPlainString());
    }

    private void put(Held held, Start start) {
        if (start.quantity.isZero()) {
            starts.remove(held);
        } else {
            starts.put(held, start);
        }
    }

    /**
     * From now on there are so many shares of another name; fractions are paid in cash.
     *
     * @param isOfThisDayToo what was executed on this trading day is of old shares, too
     */
    private void adjust(CorporateAction action, boolean isOfThisDayToo) {
        List<Held> held = starts.keySet().stream().filter(each -> each.symbol.equals(action.symbol())).toList();
        for (Held each : held) {
            Start start = Objects.requireNonNull(starts.remove(each));
            Held then = new Held(each.account, action.symbolThen());
            Start there = starts.getOrDefault(then, Start.NOTHING);
            Price price = start.price == null ? there.price : new Price(action.shares().pricedDown(start.price.raw()));
            put(then, new Start(scaled(start.quantity, action.shares()).plus(there.quantity), price));
        }
        List<Trades> traded = isOfThisDayToo ? trades.values().stream().filter(each -> each.of.symbol.equals(action.symbol())).toList() : List.of();
        for (Trades each : traded) {
            trades.remove(each.of);
            Trades then = trades.computeIfAbsent(new Of(each.of.account, each.of.session, action.symbolThen(), each.of.side, each.of.originator, each.of.venue),
                    Trades::new);
            then.add(scaled(each.quantity, action.shares()), each.value, true);
            then.add(scaled(each.takenBack, action.shares()), each.valueTakenBack, false);
        }
        if (action.kind() == CorporateAction.Kind.SYMBOL) {
            follower.renamed(action.symbol());
            follower.renamed(action.symbolThen());
        } else {
            follower.adjusted(action.symbol(), isOfThisDayToo);
        }
        if (!held.isEmpty() || !traded.isEmpty()) {
            follower.anew();
        }
    }

    /** In whole shares, unless fractions were held. */
    private static Money scaled(Money quantity, Ratio ratio) {
        if (ratio.isOne()) {
            return quantity;
        }
        BigDecimal shares = quantity.decimal();
        boolean isWhole = shares.stripTrailingZeros().scale() <= 0;
        return Money.of(shares.multiply(BigDecimal.valueOf(ratio.to())).divide(BigDecimal.valueOf(ratio.from()), isWhole ? 0 : PLACES, RoundingMode.DOWN));
    }
}
