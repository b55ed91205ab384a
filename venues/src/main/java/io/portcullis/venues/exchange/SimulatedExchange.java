package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A matching engine with price-time priority and auctions, or a dark pool that matches at the middle. No sockets, clock or random of its own: time is handed in, and what it has
 * to say goes to a consumer, before a request returns. For one thread.
 */
public final class SimulatedExchange {

    /** Who sees what everybody may see. */
    interface Tape {

        void traded(String symbol, Quantity quantity, Price price);

        /** Another phase, or other price bands. */
        default void standsAnew(String symbol) {
            // not everybody cares
        }
    }

    /** Which of two orders ends that must not be executed against each other. */
    public enum SelfMatch {
        CANCEL_NEWEST, CANCEL_OLDEST, CANCEL_BOTH
    }

    private static final String TAKES = "it would take from the book, which ExecInst(18)=6 forbids";
    private static final int UNKNOWN_SYMBOL = 1;
    private static final int UNKNOWN_ORDER_STATUS = 5;
    private static final int DUPLICATE_ORDER = 6;
    private static final int TOO_LATE = 0;
    private static final int OTHER = 99;
    private final boolean isDark;
    private final ReportMaker told;
    private final MatchingEngine engine;

    private final Map<String, Map<String, ExchangeOrder>> byClOrdId = new HashMap<>();

    private final TradeLedger trades = new TradeLedger();
    private OrderChecks checks;

    /**
     * @param isDark shows no book; orders meet at the middle that {@link #moveMiddle} says
     * @param idPrefix makes OrderIDs and ExecIDs unique over restarts
     */
    public SimulatedExchange(Instruments instruments, boolean isDark, String idPrefix, Consumer<ExchangeReport> reports) {
        this.isDark = isDark;
        this.told = new ReportMaker(idPrefix, reports);
        this.engine = new MatchingEngine(instruments, isDark, told, trades);
        this.checks = new OrderChecks(isDark, Set.of());
    }

    /** Orders for these are taken at any time, for others only while such an auction is called. Without it: none. */
    public void hasAuctions(Set<Auction> auctions) {
        checks = new OrderChecks(isDark, Set.copyOf(auctions));
    }

    /** What is done with orders of one SelfMatchPreventionID(2362) that meet. Without it the newest is canceled. */
    public void preventsBy(SelfMatch policy) {
        engine.preventsBy(policy);
    }

    void tellTrades(Tape tape) {
        engine.tellTrades(tape);
    }

    boolean isDark() {
        return isDark;
    }

    public Instruments instruments() {
        return engine.instruments();
    }

    private Map<String, ExchangeOrder> ordersOf(String owner) {
        return byClOrdId.computeIfAbsent(owner, o -> new HashMap<>());
    }

    /** Books, phases and bands; and what an operator of the exchange does with them. */
    MatchingEngine engine() {
        return engine;
    }

    /** OrderIDs of owners' orders that are open, oldest first. */
    public List<String> openOrderIds() {
        return engine.openOrders().stream().map(order -> order.orderId).toList();
    }

    // Requests

    /**
     * @param isRepeated the owner says that it may have sent it before: if so, it is told how the order stands
     * @param now epoch nanoseconds
     */
    public void accept(ExchangeRequest request, boolean isRepeated, long now) {
        ExchangeOrder known = ordersOf(request.owner()).get(request.clOrdId());
        if (isRepeated && known != null) {
            told.execution(known, ExecType.ORDER_STATUS, request.clOrdId(), null, null);
            return;
        }
        switch (request) {
            case ExchangeRequest.NewCross r -> newCross(r, now);
            case ExchangeRequest.CancelCross r -> r.sides().forEach(this::cancel);
            case ExchangeRequest.ReplaceCross r -> replaceCross(r);
            case ExchangeRequest.NewOrder r -> newOrder(r, now);
            case ExchangeRequest.Cancel r -> cancel(r);
            case ExchangeRequest.Replace r -> replace(r);
            case ExchangeRequest.Status r -> status(r, known);
        }
    }

    private void newOrder(ExchangeRequest.NewOrder n, long now) {
        ExchangeOrder order = new ExchangeOrder(told.nextId(), n);
        Instrument instrument = engine.instruments().bySymbol(n.symbol());
        if (instrument == null && order.strategy == null) {
            told.reject(order, UNKNOWN_SYMBOL, "Symbol(55) " + n.symbol() + " is not traded here");
            return;
        }
        if (ordersOf(n.owner()).putIfAbsent(n.clOrdId(), order) != null) {
            told.reject(order, DUPLICATE_ORDER, "ClOrdID(11) " + n.clOrdId() + " was used before");
            return;
        }
        order.discretionPrice = instrument == null ? null : discretionPrice(order.side, n.conditions(), instrument);
        String problem = order.strategy != null ? StrategyOrders.problemOf(order, order.strategy, engine.instruments(), isDark)
                : problemOf(order, Objects.requireNonNull(instrument), now);
        if (problem != null) {
            told.reject(order, OTHER, problem);
        } else {
            told.execution(order, ExecType.NEW, order.clOrdId, null, null);
            engine.enter(order);
        }
    }

    /** Both sides, or none. */
    private void newCross(ExchangeRequest.NewCross c, long now) {
        List<ExchangeOrder> sides = c.sides().stream().map(side -> new ExchangeOrder(told.nextId(), side)).toList();
        Instrument instrument = engine.instruments().bySymbol(c.sides().getFirst().symbol());
        String problem = instrument == null ? "Symbol(55) " + c.sides().getFirst().symbol() + " is not traded here" : Crossing.problemOf(c);
        for (ExchangeOrder side : sides) {
            if (problem == null && instrument != null) {
                boolean isUsed = ordersOf(c.owner()).containsKey(side.clOrdId);
                problem = isUsed ? "ClOrdID(11) " + side.clOrdId + " was used before"
                        : !engine.trading(side.symbol).isContinuous() ? "crosses are not taken now: " + side.symbol + " is not traded continuously"
                                : problemOf(side, instrument, now);
            }
        }
        for (ExchangeOrder side : sides) {
            if (problem != null) {
                told.reject(side, OTHER, problem);
            } else {
                ordersOf(c.owner()).put(side.clOrdId, side);
                told.execution(side, ExecType.NEW, side.clOrdId, null, null);
            }
        }
        if (problem == null) {
            Crossing.execute(c.terms(), sides, engine.book(sides.getFirst().symbol), engine.meetings());
            sides.stream().filter(ExchangeOrder::isOpen).forEach(side -> goOn(side, c.terms().type()));
            engine.settle(sides.getFirst().symbol);
        }
    }

    /** What is left of a side when the cross was executed. */
    private void goOn(ExchangeOrder side, CrossType type) {
        if (type == CrossType.ONE_SIDE) {
            engine.execute(side);
        } else {
            engine.end(side, OrdStatus.CANCELED, side.clOrdId, null, "what is left of the cross");
        }
    }

    /** All that is asked for, or nothing. */
    private void replaceCross(ExchangeRequest.ReplaceCross c) {
        String problem = null;
        for (ExchangeRequest.Replace side : c.sides()) {
            ExchangeOrder order = ordersOf(c.owner()).get(side.origClOrdId());
            Instrument instrument = order == null ? null : engine.instruments().bySymbol(order.symbol);
            problem = problem != null ? problem
                    : order == null || instrument == null || !order.isOpen() ? "OrigClOrdID(41) " + side.origClOrdId() + " is not open"
                            : OrderChecks.problemOf(order.side, side.orderQty(), side.price(), instrument, engine.trading(order.symbol).bands());
        }
        for (ExchangeRequest.Replace side : c.sides()) {
            ExchangeOrder order = ordersOf(c.owner()).get(side.origClOrdId());
            if (problem == null || order == null) {
                replace(side);
            } else {
                told.refuse(order, side, side.origClOrdId(), order.isOpen() ? OTHER : TOO_LATE, problem);
            }
        }
    }

    private @Nullable String problemOf(ExchangeOrder order, Instrument instrument, long now) {
        Trading trading = engine.trading(order.symbol);
        String problem = checks.problemOf(order, instrument, trading, now);
        return problem != null ? problem : order.extras.postOnly() && trading.isContinuous() && engine.wouldTake(order) ? TAKES : null;
    }

    /** Null for an order that leaves none. */
    private static @Nullable Price discretionPrice(Side side, Conditions conditions, Instrument instrument) {
        return conditions.instructions().discretion() == null ? null : DiscretionPrice.worst(conditions, side.isBuy(), instrument.ticks());
    }

    private static @Nullable Price discretionPrice(ExchangeOrder order, ExchangeRequest.Replace r, @Nullable Price price, Instrument instrument) {
        return r.discretion() == null ? null
                : discretionPrice(order.side, new Conditions(order.ordType, order.timeInForce, r.orderQty(), price, 0,
                        Instructions.NONE.withDiscretion(r.discretion())), instrument);
    }

    private void cancel(ExchangeRequest.Cancel r) {
        ExchangeOrder order = ordersOf(r.owner()).get(r.origClOrdId());
        if (order == null || !isAcceptable(order, r, r.origClOrdId())) {
            told.refuseIfUnknown(order, r, r.origClOrdId());
            return;
        }
        ordersOf(r.owner()).put(r.clOrdId(), order);
        engine.end(order, OrdStatus.CANCELED, r.clOrdId(), r.origClOrdId(), null);
        engine.settle(order.symbol);
    }

    /** Less quantity at the same price keeps its place in the queue; anything else goes to its end. What is filled already is not undone. */
    private void replace(ExchangeRequest.Replace r) {
        ExchangeOrder order = ordersOf(r.owner()).get(r.origClOrdId());
        if (order == null || !isAcceptable(order, r, r.origClOrdId())) {
            told.refuseIfUnknown(order, r, r.origClOrdId());
            return;
        }
        String problem = problemOf(order, r);
        if (problem != null) {
            told.refuse(order, r, r.origClOrdId(), OTHER, problem);
            return;
        }
        ordersOf(r.owner()).put(r.clOrdId(), order);
        Instrument instrument = engine.instruments().bySymbol(order.symbol);
        Price price = r.price() != null ? r.price() : order.isPegged() ? order.pegLimit : order.price;
        Price discretionPrice = instrument == null ? null : discretionPrice(order, r, price, instrument);
        Display display = r.display() == null ? order.extras.display() : r.display();
        boolean isInBook = !order.waits() && !engine.isForLater(order);
        boolean keepsPlace = !isInBook || r.orderQty().compareTo(order.orderQty) <= 0 && Objects.equals(price, order.isPegged() ? order.pegLimit : order.price)
                && Objects.equals(discretionPrice, order.discretionPrice) && Objects.equals(display, order.extras.display());
        boolean isDone = r.orderQty().compareTo(order.cumQty) <= 0;
        if (!keepsPlace || isDone) {
            engine.takeOff(order);
        }
        order.clOrdId = r.clOrdId();
        order.orderQty = r.orderQty().max(order.cumQty);
        if (order.isPegged()) {
            order.pegLimit = price;
            order.price = keepsPlace ? order.price : null;
        } else {
            order.price = price;
        }
        order.extras = order.extras.with(display);
        order.discretionPrice = discretionPrice;
        order.stopPx = r.stopPx() == null ? order.stopPx : r.stopPx();
        engine.touched(order.symbol);
        told.execution(order, ExecType.REPLACED, r.clOrdId(), r.origClOrdId(), null);
        if (order.strategy != null && !isDone) {
            engine.execute(order, order.strategy);
        } else if (!keepsPlace && !isDone) {
            engine.execute(order);
        }
        engine.settle(order.symbol);
    }

    private @Nullable String problemOf(ExchangeOrder order, ExchangeRequest.Replace r) {
        if (order.strategy != null) {
            return r.orderQty().isPositive() ? null : "OrderQty(38) must be positive, was " + r.orderQty();
        }
        Instrument instrument = engine.instruments().bySymbol(order.symbol);
        if (instrument == null) {
            return "Symbol(55) " + order.symbol + " is not traded any more";
        }
        Trading trading = engine.trading(order.symbol);
        if (trading.phase() == Trading.Phase.HALTED) {
            return "trading in " + order.symbol + " is halted";
        }
        String problem = OrderChecks.problemOf(order.side, r.orderQty(), r.price(), instrument, trading.bands());
        if (problem == null && !isDark && r.display() != null && !r.display().equals(order.extras.display())) {
            problem = OrderChecks.problemOf(r.display(), order, r.orderQty(), instrument.lot());
        }
        boolean wouldTake = order.extras.postOnly() && r.price() != null && trading.isContinuous() && engine.isTakenAt(r.price(), order);
        return problem != null ? problem : wouldTake ? TAKES : null;
    }

    /** Whether the order may be canceled or replaced; if not, that is told. */
    private boolean isAcceptable(ExchangeOrder order, ExchangeRequest request, String origClOrdId) {
        if (ordersOf(request.owner()).containsKey(request.clOrdId())) {
            told.refuse(order, request, origClOrdId, DUPLICATE_ORDER, "ClOrdID(11) " + request.clOrdId() + " was used before");
            return false;
        }
        if (!order.isOpen()) {
            told.refuse(order, request, origClOrdId, TOO_LATE, "the order is " + order.ordStatus());
            return false;
        }
        return true;
    }

    private void status(ExchangeRequest.Status r, @Nullable ExchangeOrder order) {
        if (order != null) {
            told.execution(order, ExecType.ORDER_STATUS, r.clOrdId(), null, null);
            return;
        }
        told.unknown(r, UNKNOWN_ORDER_STATUS);
    }

    // What the exchange does of itself

    /** Orders whose time is over. @param now epoch nanoseconds */
    public void expire(long now) {
        for (ExchangeOrder order : engine.openOrders()) {
            if (order.timeInForce == TimeInForce.GOOD_TILL_DATE && order.expireTime <= now) {
                engine.end(order, OrdStatus.EXPIRED, order.clOrdId, null, "ExpireTime(126) has come");
            }
        }
        engine.settleAll();
    }

    /** The trading day is over, and with it orders for the day. */
    public void endDay() {
        for (ExchangeOrder order : engine.openOrders()) {
            if (order.timeInForce == TimeInForce.DAY || order.timeInForce.isForAuction()) {
                engine.end(order, OrdStatus.EXPIRED, order.clOrdId, null, "the trading day is over");
            }
        }
        engine.settleAll();
    }

    /** The exchange cancels an order that nobody asked it to cancel. @return false if there is no such open order */
    public boolean cancelUnsolicited(String orderId, String text) {
        ExchangeOrder order = engine.open(orderId);
        if (order == null) {
            return false;
        }
        engine.end(order, OrdStatus.CANCELED, order.clOrdId, null, text);
        engine.settle(order.symbol);
        return true;
    }

    /** The exchange takes a trade back, from both sides. A filled order is not open again. @return false if there is no such trade, or it is taken back already */
    public boolean bust(String execId) {
        List<TradeLedger.Execution> sides = trades.take(execId);
        for (TradeLedger.Execution side : sides) {
            engine.change(side, Quantity.ZERO, side.last().price());
            told.execution(side.order(), ExecType.TRADE_CANCEL, side.execId(), side.last());
        }
        return !sides.isEmpty();
    }

    /**
     * The exchange corrects a trade, for both sides: from now on each has another ExecID.
     *
     * @return false if there is no such trade, or an order is not large enough for the new quantity
     */
    public boolean correct(String execId, Quantity quantity, Price price) {
        List<TradeLedger.Execution> sides = quantity.isPositive() ? trades.takeToCorrect(execId, quantity) : List.of();
        for (TradeLedger.Execution side : sides) {
            engine.change(side, quantity, price);
            Last corrected = new Last(quantity, price, side.last().trdMatchId(), side.last().liquidity());
            trades.add(new TradeLedger.Execution(told.execution(side.order(), ExecType.TRADE_CORRECT, side.execId(), corrected), side.order(), corrected));
        }
        return !sides.isEmpty();
    }

    // What it does of itself though it should not, see BadHabits

    /** Null if it is not known. */
    @Nullable
    ExchangeOrder order(String owner, String clOrdId) {
        return ordersOf(owner).get(clOrdId);
    }

    /** Half of what is open, in whole lots, one at least. */
    Quantity halfOf(ExchangeOrder order) {
        long lot = engine.lotOf(order.symbol).raw();
        return new Quantity(Math.max(lot, order.leavesQty().raw() / 2 / lot * lot));
    }

    void reject(ExchangeRequest.NewOrder request, String text) {
        ExchangeOrder order = new ExchangeOrder(told.nextId(), request);
        ordersOf(request.owner()).put(request.clOrdId(), order);
        told.reject(order, OTHER, text);
    }

    /** The order is for so much less, which nobody asked for. */
    void restate(ExchangeOrder order, Quantity less) {
        if (less.compareTo(order.leavesQty()) < 0) {
            order.orderQty = order.orderQty.minus(less);
            engine.touched(order.symbol);
            told.execution(order, ExecType.RESTATED, order.clOrdId, null, "the exchange makes it smaller");
        }
    }

    /** An order as its reports left it, with all the ClOrdIDs by which it is known. */
    void restore(ExchangeOrder order, List<String> clOrdIds) {
        clOrdIds.forEach(clOrdId -> ordersOf(order.owner).put(clOrdId, order));
        engine.restore(order);
    }

    void restore(TradeLedger.Execution execution) {
        trades.add(execution);
    }
}
