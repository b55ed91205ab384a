package io.portcullis.oms.core;

import io.portcullis.oms.event.Adjustment;
import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TickTable;
import io.portcullis.oms.order.Adjusted;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.CorporateActions;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CorporateAction;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a corporate action would make of the orders that are there. Only questions: nothing is changed. */
public final class CorporateActionPlan {

    private static final Price LEAST_DIVIDEND = Price.of("0.01");
    private static final long FNV_BASIS = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    /** What becomes of an order. */
    public enum Outcome {
        ADJUSTED, CANCELED,
        /** It stays as it is, and its client is told nothing. */
        AS_IT_IS
    }

    /**
     * An order of that symbol that was there before the ex-date, as it is and as it would be.
     *
     * @param before its terms as they are
     * @param cumQty executed, as it is counted now
     * @param cumQtyThen executed, as it would be counted
     * @param to what would be made of it; null if it stays as it is
     * @param remarks what is odd about it, each in words; empty for most
     */
    public record Row(ParentOrder order, Conditions before, Quantity cumQty, Outcome outcome, @Nullable Adjustment to, Quantity cumQtyThen,
            List<String> remarks) {
    }

    private final ShardState state;
    private final Market market;
    private final CorporateActionRules rules;
    private final CorporateAction action;
    private final boolean cancelsOrders;
    private final long time;

    private CorporateActionPlan(ShardState state, Market market, CorporateActionRules rules, CorporateAction action, boolean cancelsOrders, long time) {
        this.state = state;
        this.market = market;
        this.rules = rules;
        this.action = action;
        this.cancelsOrders = cancelsOrders;
        this.time = time;
    }

    /** @param time now, epoch nanoseconds */
    public static CorporateActionPlan of(CorporateAction action, ShardState state, Market market, CorporateActionRules rules, long time) {
        return new CorporateActionPlan(state, market, rules, action, action.isReverseSplit() && rules.cancelsOnReverseSplit(), time);
    }

    /** Of one that is being applied, as was decided when it began. */
    static CorporateActionPlan of(CorporateActions.Standing standing, ShardState state, Market market, CorporateActionRules rules, long time) {
        return new CorporateActionPlan(state, market, rules, standing.started().terms(), standing.started().cancelsOrders(), time);
    }

    /** What speaks against applying it now, each time in a sentence; null if nothing does. */
    public @Nullable String objection() {
        CorporateActions.Standing known = state.corporateActions().standing(action.id());
        CorporateActions.Standing running = state.corporateActions().running();
        if (known != null) {
            return known.started().terms().equals(action)
                    ? "the " + action.text() + " was applied already, by " + known.started().user() + ": " + known.started().reason() + ". "
                            + known.adjusted() + " adjusted, " + known.canceled() + " canceled"
                            + (known.isDone() ? "" : " so far, and the others have their turn")
                    : "another " + action.kind().text() + " of " + action.symbol() + " was applied for " + action.exDate() + ": "
                            + known.started().terms().text();
        }
        if (running != null) {
            return "the " + running.started().terms().text() + " is being applied: try again when it is done";
        }
        String objection = objectionToTerms();
        return objection == null ? objectionToTime() : objection;
    }

    /** What speaks against it whenever it is applied; null if nothing does. */
    @Nullable
    String objectionToTerms() {
        Instrument before = market.instruments().bySymbol(action.symbol());
        Instrument then = market.instruments().bySymbol(action.symbolThen());
        Price amount = action.amount();
        if (before == null) {
            return "symbol " + action.symbol() + " is not known";
        }
        if (then == null) {
            return "symbol " + action.symbolThen() + " is not known: it has to stand in the instruments before orders can have it";
        }
        if (!then.currency().equals(before.currency())) {
            return "symbol " + then.symbol() + " trades in " + then.currency() + ", and " + before.symbol() + " in " + before.currency();
        }
        return amount != null && amount.compareTo(LEAST_DIVIDEND) < 0
                ? "amount must be at least " + LEAST_DIVIDEND + ", was " + amount + ": for less no order is adjusted (FINRA Rule 5330 (a))"
                : null;
    }

    private @Nullable String objectionToTime() {
        LocalDate today = state.tradingDay();
        if (today == null || state.dayEnded() != null) {
            return today == null || action.exDate().isAfter(today) ? null
                    : "ex-date " + action.exDate() + " must be later than trading day " + today + ", which has ended: it is the next one";
        }
        if (action.exDate().isAfter(today)) {
            return "ex-date " + action.exDate() + " is later than trading day " + today + ", which goes on: apply it when that has ended";
        }
        return state.halt() != null ? null
                : "trading day " + today + " goes on: a corporate action is applied between two trading days, or while trading is halted";
    }

    /** Orders are canceled, and not adjusted. */
    public boolean cancelsOrders() {
        return cancelsOrders;
    }

    /** Of all orders that it is about, oldest first; none where its terms can't be. */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        if (objectionToTerms() != null) {
            return rows;
        }
        for (ParentOrder order : state.openOrdersByAge()) {
            if (isAbout(order)) {
                rows.add(row(order));
            }
        }
        return rows;
    }

    /** What was shown: another one says that something has changed since. */
    public String digest(List<Row> rows) {
        long hash = hashed(FNV_BASIS, action.text() + cancelsOrders);
        for (Row row : rows) {
            hash = hashed(hash, row.order.orderId() + " " + row.before + " " + row.cumQty + " " + row.outcome + " " + row.to + " " + row.cumQtyThen + ";");
        }
        return HexFormat.of().toHexDigits(hash);
    }

    /** FNV-1a, of 64 bits. */
    private static long hashed(long from, String text) {
        long hash = from;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private boolean isAbout(ParentOrder order) {
        return (order.terms().symbol().equals(action.symbol()) || hasSuchLeg(order)) && order.leavesQty().isPositive()
                && order.day() < action.exDate().toEpochDay();
    }

    private boolean hasSuchLeg(ParentOrder order) {
        Strategy strategy = order.terms().instructions().strategy();
        return strategy != null && strategy.legs().stream().anyMatch(leg -> leg.symbol().equals(action.symbol()));
    }

    /** It has its turn still to come. */
    boolean isToDo(ParentOrder order) {
        Adjusted adjusted = order.adjusted();
        return isAbout(order) && (adjusted == null || !adjusted.isBy(action.id())) && row(order).to != null;
    }

    /** What becomes of an order now. */
    Row row(ParentOrder order) {
        List<String> remarks = new ArrayList<>();
        Conditions before = order.terms().conditions();
        boolean isOver = !before.timeInForce().isGoodTill() || before.timeInForce() == TimeInForce.GOOD_TILL_DATE && before.expireTime() <= time;
        if (isOver) {
            remarks.add("its time is over, and it is not adjusted: its venue has not let go of it");
            return new Row(order, before, order.cumQty(), Outcome.AS_IT_IS, null, order.cumQty(), remarks);
        }
        remarkHowItStands(order, remarks);
        try {
            return row(order, before, remarks);
        } catch (ArithmeticException e) {
            return canceled(order, "it would be too large to count with", remarks);
        }
    }

    private Row row(ParentOrder order, Conditions before, List<String> remarks) {
        Instrument then = instrument(action.symbolThen());
        if (cancelsOrders) {
            return canceled(order, "", remarks);
        }
        if (before.instructions().strategy() != null) {
            return canceled(order, "it is for several instruments, whose ratios and net price would not be what was asked for", remarks);
        }
        if (state.crosses().of(order.orderId()) != null) {
            return canceled(order, "it is a side of a cross, whose sides have to fit each other", remarks);
        }
        AdjustedConditions adjusted = new AdjustedConditions(action, order.terms().side().isBuy(), then.ticks(), then.lot());
        Conditions prices = adjusted.of(before, order.isTriggered());
        Quantity unit = unitOf(order, then);
        Quantity cumQty = action.shares().isOne() ? order.cumQty() : action.shares().down(order.cumQty(), unit);
        boolean isForNoMore = action.shares().isIncrease() && !before.instructions().adjusting().increases();
        Quantity orderQty = isForNoMore ? cumQty.plus(order.leavesQty()) : inLots(before.orderQty(), then.lot(), remarks);
        String without = AdjustedConditions.without(prices);
        if (without != null || orderQty.compareTo(cumQty) <= 0) {
            return canceled(order, without == null ? "nothing of it is left: OrderQty(38) would be " + orderQty : without, remarks);
        }
        Conditions to = fitted(prices.withQty(orderQty));
        if (to.equals(before) && action.kind() == CorporateAction.Kind.DIVIDEND) {
            remarkWhyNotReduced(before, order, remarks);
            return new Row(order, before, order.cumQty(), Outcome.AS_IT_IS, null, order.cumQty(), remarks);
        }
        Adjustment adjustment = new Adjustment(action.id(), false, action.symbolThen(), to, action.shares(), valuation(order, to, then.ticks()), unit,
                action.exDate(),
                action.text());
        return new Row(order, before, order.cumQty(), Outcome.ADJUSTED, adjustment, cumQty, remarks);
    }

    /** Whoever executes fractions of shares counts them after it, too. */
    private static Quantity unitOf(ParentOrder order, Instrument then) {
        Quantity whole = AdjustedConditions.executedIn(then.lot());
        return order.cumQty().isMultipleOf(whole) ? whole : new Quantity(1);
    }

    private Instrument instrument(String symbol) {
        return Objects.requireNonNull(market.instruments().bySymbol(symbol), () -> "symbol " + symbol + " is not known any more");
    }

    /** In whole lots: what is beyond them is dropped, and said. */
    private Quantity inLots(Quantity orderQty, Quantity lot, List<String> remarks) {
        Quantity whole = action.shares().down(orderQty, lot);
        Quantity exact = action.shares().down(orderQty, new Quantity(1));
        if (!whole.equals(exact)) {
            remarks.add("OrderQty(38) would be " + exact + ": " + exact.minus(whole) + " is no whole lot of " + lot + " and is dropped");
        }
        return whole;
    }

    /** No part that may be seen, and no least part, is more than the whole. */
    private static Conditions fitted(Conditions c) {
        Quantity minQty = c.instructions().minQty();
        boolean isTooMuch = c.instructions().display() != null && c.instructions().display().highest().exceeds(c.orderQty());
        Conditions fitted = isTooMuch ? c.with(c.instructions().withDisplay(Display.of(c.orderQty()))) : c;
        return minQty != null && minQty.exceeds(c.orderQty()) ? fitted.with(fitted.instructions().withMinQty(c.orderQty())) : fitted;
    }

    /** As it was valued: at its limit, or beyond it where it leaves discretion, or at a price of the market that becomes another as the shares do. */
    private Price valuation(ParentOrder order, Conditions to, TickTable ticksThen) {
        boolean isBuy = order.terms().side().isBuy();
        Instrument before = market.instruments().bySymbol(order.terms().symbol());
        Price price = before == null || !isBuy ? order.terms().price() : DiscretionPrice.worst(order.terms().conditions(), true, before.ticks());
        Price then = isBuy ? DiscretionPrice.worst(to, true, ticksThen) : to.price();
        return order.valuationPrice().equals(price) && then != null ? then : new Price(action.shares().pricedUp(order.valuationPrice().raw()));
    }

    private Row canceled(ParentOrder order, String why, List<String> remarks) {
        String text = action.text() + (why.isEmpty() ? ": open orders are canceled" : ": " + why);
        Adjustment to = new Adjustment(action.id(), true, order.terms().symbol(), order.terms().conditions(), action.shares(), order.valuationPrice(),
                new Quantity(1), action.exDate(), text);
        if (!why.isEmpty()) {
            remarks.add(why);
        }
        return new Row(order, order.terms().conditions(), order.cumQty(), Outcome.CANCELED, to, order.cumQty(), remarks);
    }

    // What is odd

    private void remarkHowItStands(ParentOrder order, List<String> remarks) {
        if (order.pendingReplace() != null || !order.queuedReplaces().isEmpty()) {
            remarks.add("a replace that is not done is refused");
        }
        if (order.pendingCancel() != null) {
            remarks.add("it is being canceled");
        }
        if (order.missesExecutions()) {
            remarks.add("a venue counts more executed than it has reported");
        }
        for (ChildOrder child : order.children()) {
            if (child.isLive()) {
                remarks.add(child.leavesQty() + " at " + child.venue() + switch (rules.at(child.venue())) {
                    case KEEPS -> ": taken back, and sent anew when trading begins";
                    case ADJUSTS -> ", which adjusts it by itself";
                    case CANCELS -> ", which cancels it: sent anew when trading begins";
                } + (state.venues().isConnected(child.venue(), child.session()) ? "" : "; not connected now"));
            }
        }
        Quantity unit = unitOf(order, instrument(action.symbolThen()));
        if (!cancelsOrders && !action.shares().down(order.cumQty(), unit).equals(action.shares().up(order.cumQty(), unit))) {
            remarks.add("CumQty(14) would have a fraction of a share, which is dropped");
        }
    }

    private static void remarkWhyNotReduced(Conditions before, ParentOrder order, List<String> remarks) {
        remarks.add(!before.instructions().adjusting().reduces() ? "ExecInst(18) F: it is not reduced"
                : (order.terms().side().isBuy() ? "a stop order to buy" : "an order to sell") + " is not reduced (FINRA Rule 5330 (d))");
    }
}
