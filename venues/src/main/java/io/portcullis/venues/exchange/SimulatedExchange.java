package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.DiscretionPrice;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A matching engine with price-time priority, or a dark pool that matches at the middle. No sockets, clock or random of its own: time is handed in, and what it has to say
 * goes to a consumer, before a request returns. For one thread.
 */
public final class SimulatedExchange {

    private static final int UNKNOWN_SYMBOL = 1;
    private static final int UNKNOWN_ORDER_STATUS = 5;
    private static final int DUPLICATE_ORDER = 6;
    private static final int OTHER = 99;
    private static final int TOO_LATE = 0;
    private static final int UNKNOWN_ORDER = 1;

    /** One execution as the exchange keeps it, so that it can be taken back. */
    private record Trade(ExchangeOrder order, Last last) {
    }

    private final Instruments instruments;
    private final boolean isDark;
    private final String idPrefix;
    private final Consumer<ExchangeReport> reports;
    private final Map<String, OrderBook> books = new LinkedHashMap<>();
    private final Map<String, Map<String, ExchangeOrder>> byClOrdId = new HashMap<>();
    private final Map<String, ExchangeOrder> open = new LinkedHashMap<>();
    private final Map<String, Trade> trades = new HashMap<>();
    private final StopOrders stops = new StopOrders();
    private final Set<String> changed = new LinkedHashSet<>();
    private long ids;

    /**
     * @param isDark shows no book; orders meet at the middle that {@link #moveMiddle} says
     * @param idPrefix makes OrderIDs and ExecIDs unique over restarts
     */
    public SimulatedExchange(Instruments instruments, boolean isDark, String idPrefix, Consumer<ExchangeReport> reports) {
        this.instruments = instruments;
        this.isDark = isDark;
        this.idPrefix = idPrefix;
        this.reports = reports;
    }

    public Instruments instruments() {
        return instruments;
    }

    private String nextId() {
        return idPrefix + ++ids;
    }

    private Map<String, ExchangeOrder> ordersOf(String owner) {
        return byClOrdId.computeIfAbsent(owner, o -> new HashMap<>());
    }

    OrderBook book(String symbol) {
        return books.computeIfAbsent(symbol, s -> isDark ? new DarkPool() : new LitBook());
    }

    /** Symbols whose book has changed since this was asked last. */
    List<String> changedBooks() {
        List<String> symbols = new ArrayList<>(changed);
        changed.clear();
        return symbols;
    }

    /** OrderIDs of owners' orders that are open, oldest first. */
    public List<String> openOrderIds() {
        return List.copyOf(open.keySet());
    }

    // Requests

    /**
     * @param isRepeated the owner says that it may have sent it before: if so, it is told how the order stands
     * @param now epoch nanoseconds
     */
    public void accept(ExchangeRequest request, boolean isRepeated, long now) {
        ExchangeOrder known = ordersOf(request.owner()).get(request.clOrdId());
        if (isRepeated && known != null) {
            execution(known, ExecType.ORDER_STATUS, request.clOrdId(), null, null);
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
        ExchangeOrder order = new ExchangeOrder(nextId(), n);
        Instrument instrument = instruments.bySymbol(n.symbol());
        if (instrument == null && order.strategy == null) {
            reject(order, UNKNOWN_SYMBOL, "Symbol(55) " + n.symbol() + " is not traded here");
            return;
        }
        if (ordersOf(n.owner()).putIfAbsent(n.clOrdId(), order) != null) {
            reject(order, DUPLICATE_ORDER, "ClOrdID(11) " + n.clOrdId() + " was used before");
            return;
        }
        Peg peg = n.conditions().instructions().peg();
        order.discretionPrice = instrument == null ? null : discretionPrice(order.side, n.conditions(), instrument);
        String problem = order.strategy != null ? StrategyOrders.problemOf(order, order.strategy, instruments, isDark)
                : peg != null || order.ordType == OrdType.PEGGED
                        ? "pegged and trailing stop orders are not taken here, OrdType(40) was " + order.ordType.code()
                        : problemOf(order, Objects.requireNonNull(instrument), now);
        if (problem != null) {
            reject(order, OTHER, problem);
        } else {
            accept(order);
        }
    }

    /** Both sides, or none. */
    private void newCross(ExchangeRequest.NewCross c, long now) {
        List<ExchangeOrder> sides = c.sides().stream().map(side -> new ExchangeOrder(nextId(), side)).toList();
        Instrument instrument = instruments.bySymbol(c.sides().getFirst().symbol());
        String problem = instrument == null ? "Symbol(55) " + c.sides().getFirst().symbol() + " is not traded here" : Crossing.problemOf(c);
        for (ExchangeOrder side : sides) {
            if (problem == null && instrument != null) {
                boolean isUsed = ordersOf(c.owner()).containsKey(side.clOrdId);
                problem = isUsed ? "ClOrdID(11) " + side.clOrdId + " was used before" : problemOf(side, instrument, now);
            }
        }
        for (ExchangeOrder side : sides) {
            if (problem != null) {
                reject(side, OTHER, problem);
            } else {
                ordersOf(c.owner()).put(side.clOrdId, side);
                execution(side, ExecType.NEW, side.clOrdId, null, null);
            }
        }
        if (problem == null) {
            Crossing.execute(c.terms(), sides, book(sides.getFirst().symbol), this::filled);
            sides.stream().filter(ExchangeOrder::isOpen).forEach(side -> goOn(side, c.terms().type()));
            trigger(sides.getFirst().symbol);
        }
    }

    /** What is left of a side when the cross was executed. */
    private void goOn(ExchangeOrder side, CrossType type) {
        if (type == CrossType.ONE_SIDE) {
            execute(side);
        } else {
            end(side, OrdStatus.CANCELED, side.clOrdId, null, "what is left of the cross");
        }
    }

    /** All that is asked for, or nothing. */
    private void replaceCross(ExchangeRequest.ReplaceCross c) {
        String problem = null;
        for (ExchangeRequest.Replace side : c.sides()) {
            ExchangeOrder order = ordersOf(c.owner()).get(side.origClOrdId());
            Instrument instrument = order == null ? null : instruments.bySymbol(order.symbol);
            problem = problem != null ? problem
                    : order == null || instrument == null || !order.isOpen() ? "OrigClOrdID(41) " + side.origClOrdId() + " is not open"
                            : problemOf(side.orderQty(), side.price(), instrument);
        }
        for (ExchangeRequest.Replace side : c.sides()) {
            ExchangeOrder order = ordersOf(c.owner()).get(side.origClOrdId());
            if (problem == null || order == null) {
                replace(side);
            } else {
                refuse(order, side, side.origClOrdId(), order.isOpen() ? OTHER : TOO_LATE, problem);
            }
        }
    }

    private @Nullable String problemOf(ExchangeOrder order, Instrument instrument, long now) {
        if (order.timeInForce == TimeInForce.GOOD_TILL_DATE && order.expireTime <= now) {
            return "ExpireTime(126) must be in the future";
        }
        if (order.ordType.isPricedByItsVenue()) {
            return "OrdType(40) must be 1, 2, 3, 4 or J, was " + order.ordType.code();
        }
        if (order.timeInForce.isForAuction()) {
            return "there is no auction here: TimeInForce(59) must be 0, 1, 3, 4 or 6, was " + order.timeInForce.code();
        }
        if (order.ordType.hasPrice() == (order.price == null)) {
            return "Price(44) must be given for limit orders only";
        }
        if (order.ordType.waitsForTrigger() == (order.stopPx == null)) {
            return "StopPx(99) must be given for stop orders only";
        }
        if (order.ordType.waitsForTrigger() && isDark) {
            return "OrdType(40) must be 1 or 2, was " + order.ordType.code();
        }
        return problemOf(order.orderQty, order.price, instrument);
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

    private static @Nullable String problemOf(Quantity orderQty, @Nullable Price price, Instrument instrument) {
        if (!orderQty.isPositive() || !orderQty.isMultipleOf(instrument.lot())) {
            return "OrderQty(38) must be a positive multiple of " + instrument.lot() + ", was " + orderQty;
        }
        if (price != null && (!price.isPositive() || !price.isMultipleOf(instrument.ticks().tickAt(price)))) {
            return "Price(44) must be a positive multiple of " + instrument.ticks().tickAt(price) + ", was " + price;
        }
        return null;
    }

    private void reject(ExchangeOrder order, int reason, String text) {
        order.ended = OrdStatus.REJECTED;
        reports.accept(new ExchangeReport.Execution(order.owner, nextId(), null, ExecType.REJECTED, order.clOrdId, null, order.facts(), null, reason, text));
    }

    private void accept(ExchangeOrder order) {
        execution(order, ExecType.NEW, order.clOrdId, null, null);
        if (order.waits()) {
            open.put(order.orderId, order);
            stops.add(order);
        } else {
            execute(order);
        }
        trigger(order.symbol);
    }

    /** As long as there are any, those that the last trade triggers; they may bring it about that others are. */
    private void trigger(String symbol) {
        OrderBook book = book(symbol);
        for (ExchangeOrder next = stops.triggeredBy(symbol, book.lastTrade()); next != null; next = stops.triggeredBy(symbol, book.lastTrade())) {
            stops.remove(next);
            next.isTriggered = true;
            execution(next, ExecType.TRIGGERED, next.clOrdId, null, "StopPx(99) was reached");
            execute(next);
        }
    }

    /** To be called now and then: the quotes of legs may have moved to where a multi-leg order wants them. */
    void executeStrategies() {
        for (ExchangeOrder order : List.copyOf(open.values())) {
            if (order.strategy != null) {
                meetQuotes(order, order.strategy);
            }
        }
    }

    private void execute(ExchangeOrder order, Strategy strategy) {
        meetQuotes(order, strategy);
        if (order.isOpen() && order.timeInForce.isImmediate()) {
            end(order, OrdStatus.CANCELED, order.clOrdId, null, "the quotes of the legs allow no more");
        } else if (order.isOpen()) {
            open.put(order.orderId, order);
        }
    }

    private void meetQuotes(ExchangeOrder order, Strategy strategy) {
        StrategyOrders.Deal deal = StrategyOrders.deal(order, strategy, this::book);
        if (deal == null || order.timeInForce == TimeInForce.FILL_OR_KILL && deal.quantity().compareTo(order.orderQty) < 0) {
            return;
        }
        order.fill(deal.quantity(), deal.net());
        filled(order, deal.quantity(), deal.net());
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            Quantity quantity = Quantity.of(leg.quantityOf(deal.quantity()).toPlainString());
            reports.accept(new ExchangeReport.Execution(order.owner, nextId(), null, ExecType.TRADE, order.clOrdId, null, order.facts(),
                    new Last(quantity, deal.legPrices().get(i)), -1, null, leg));
        }
    }

    private void execute(ExchangeOrder order) {
        if (order.strategy != null) {
            execute(order, order.strategy);
            return;
        }
        OrderBook book = book(order.symbol);
        boolean isAllOrNothing = order.timeInForce == TimeInForce.FILL_OR_KILL;
        if (!isAllOrNothing || book.executable(order).compareTo(order.orderQty) >= 0) {
            book.match(order, this::filled);
        }
        if (!order.isOpen()) {
            return;
        }
        if (isAllOrNothing || order.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL || order.price == null && !book.takesMarketOrders()) {
            end(order, OrdStatus.CANCELED, order.clOrdId, null, "nothing more to execute against");
        } else {
            rest(order);
        }
    }

    private void rest(ExchangeOrder order) {
        open.put(order.orderId, order);
        book(order.symbol).rest(order);
        changed.add(order.symbol);
    }

    private void takeOff(ExchangeOrder order) {
        open.remove(order.orderId);
        stops.remove(order);
        book(order.symbol).remove(order);
        changed.add(order.symbol);
    }

    private void filled(ExchangeOrder order, Quantity quantity, Price price) {
        changed.add(order.symbol);
        if (!order.isOpen()) {
            open.remove(order.orderId);
        }
        if (!order.isNobodys()) {
            Last last = new Last(quantity, price);
            trades.put(execution(order, ExecType.TRADE, null, last), new Trade(order, last));
        }
    }

    private void cancel(ExchangeRequest.Cancel r) {
        ExchangeOrder order = ordersOf(r.owner()).get(r.origClOrdId());
        if (order == null || !isAcceptable(order, r, r.origClOrdId())) {
            refuseIfUnknown(order, r, r.origClOrdId());
            return;
        }
        ordersOf(r.owner()).put(r.clOrdId(), order);
        end(order, OrdStatus.CANCELED, r.clOrdId(), r.origClOrdId(), null);
    }

    /** Less quantity at the same price keeps its place in the queue; anything else goes to its end. What is filled already is not undone. */
    private void replace(ExchangeRequest.Replace r) {
        ExchangeOrder order = ordersOf(r.owner()).get(r.origClOrdId());
        if (order == null || !isAcceptable(order, r, r.origClOrdId())) {
            refuseIfUnknown(order, r, r.origClOrdId());
            return;
        }
        Instrument instrument = instruments.bySymbol(order.symbol);
        String problem = order.strategy != null ? r.orderQty().isPositive() ? null : "OrderQty(38) must be positive, was " + r.orderQty()
                : instrument == null ? "Symbol(55) " + order.symbol + " is not traded any more" : problemOf(r.orderQty(), r.price(), instrument);
        boolean waits = order.waits();
        if (problem != null) {
            refuse(order, r, r.origClOrdId(), OTHER, problem);
            return;
        }
        ordersOf(r.owner()).put(r.clOrdId(), order);
        Price price = r.price() == null ? order.price : r.price();
        Price discretionPrice = instrument == null ? null : discretionPrice(order, r, price, instrument);
        boolean keepsPlace = waits || r.orderQty().compareTo(order.orderQty) <= 0 && Objects.equals(price, order.price)
                && Objects.equals(discretionPrice, order.discretionPrice);
        boolean isDone = r.orderQty().compareTo(order.cumQty) <= 0;
        if (!keepsPlace || isDone) {
            takeOff(order);
        }
        order.clOrdId = r.clOrdId();
        order.orderQty = r.orderQty().max(order.cumQty);
        order.price = price;
        order.discretionPrice = discretionPrice;
        order.stopPx = r.stopPx() == null ? order.stopPx : r.stopPx();
        changed.add(order.symbol);
        execution(order, ExecType.REPLACED, r.clOrdId(), r.origClOrdId(), null);
        if (order.strategy != null && !isDone) {
            execute(order, order.strategy);
        } else if (!keepsPlace && !isDone) {
            book(order.symbol).match(order, this::filled);
            if (order.isOpen()) {
                rest(order);
            }
        }
        trigger(order.symbol);
    }

    /** Whether the order may be canceled or replaced; if not, that is told. */
    private boolean isAcceptable(ExchangeOrder order, ExchangeRequest request, String origClOrdId) {
        if (ordersOf(request.owner()).containsKey(request.clOrdId())) {
            refuse(order, request, origClOrdId, DUPLICATE_ORDER, "ClOrdID(11) " + request.clOrdId() + " was used before");
            return false;
        }
        if (!order.isOpen()) {
            refuse(order, request, origClOrdId, TOO_LATE, "the order is " + order.ordStatus());
            return false;
        }
        return true;
    }

    private void refuseIfUnknown(@Nullable ExchangeOrder order, ExchangeRequest request, String origClOrdId) {
        if (order == null) {
            reports.accept(new ExchangeReport.CancelReject(request.owner(), "NONE", request.clOrdId(), origClOrdId, OrdStatus.REJECTED,
                    request instanceof ExchangeRequest.Replace, UNKNOWN_ORDER, "OrigClOrdID(41) " + origClOrdId + " is not known"));
        }
    }

    private void refuse(ExchangeOrder order, ExchangeRequest request, String origClOrdId, int reason, String text) {
        reports.accept(new ExchangeReport.CancelReject(order.owner, order.orderId, request.clOrdId(), origClOrdId, order.ordStatus(),
                request instanceof ExchangeRequest.Replace, reason, text));
    }

    private void status(ExchangeRequest.Status r, @Nullable ExchangeOrder order) {
        if (order != null) {
            execution(order, ExecType.ORDER_STATUS, r.clOrdId(), null, null);
            return;
        }
        ExchangeReport.OrderFacts nothing = new ExchangeReport.OrderFacts("NONE", OrdStatus.REJECTED, r.symbol(), r.side(), OrdType.LIMIT, TimeInForce.DAY, 0,
                Quantity.ZERO, null, null, Quantity.ZERO, Quantity.ZERO, new Price(0));
        reports.accept(new ExchangeReport.Execution(r.owner(), nextId(), null, ExecType.ORDER_STATUS, r.clOrdId(), null, nothing, null, UNKNOWN_ORDER_STATUS,
                "unknown order"));
    }

    private void end(ExchangeOrder order, OrdStatus how, String clOrdId, @Nullable String origClOrdId, @Nullable String text) {
        takeOff(order);
        order.ended = how;
        execution(order, how == OrdStatus.EXPIRED ? ExecType.EXPIRED : ExecType.CANCELED, clOrdId, origClOrdId, text);
    }

    private void execution(ExchangeOrder order, ExecType execType, String clOrdId, @Nullable String origClOrdId, @Nullable String text) {
        if (!order.isNobodys()) {
            reports.accept(new ExchangeReport.Execution(order.owner, nextId(), null, execType, clOrdId, origClOrdId, order.facts(), null, -1, text));
        }
    }

    /** @return the ExecID */
    private String execution(ExchangeOrder order, ExecType execType, @Nullable String execRefId, Last last) {
        String execId = nextId();
        String text = execType == ExecType.TRADE ? null : "by the exchange";
        reports.accept(new ExchangeReport.Execution(order.owner, execId, execRefId, execType, order.clOrdId, null, order.facts(), last, -1, text));
        return execId;
    }

    // What the exchange does of itself

    /** Orders whose time is over. @param now epoch nanoseconds */
    public void expire(long now) {
        for (ExchangeOrder order : List.copyOf(open.values())) {
            if (order.timeInForce == TimeInForce.GOOD_TILL_DATE && order.expireTime <= now) {
                end(order, OrdStatus.EXPIRED, order.clOrdId, null, "ExpireTime(126) has come");
            }
        }
    }

    /** The trading day is over, and with it orders for the day. */
    public void endDay() {
        for (ExchangeOrder order : List.copyOf(open.values())) {
            if (order.timeInForce == TimeInForce.DAY) {
                end(order, OrdStatus.EXPIRED, order.clOrdId, null, "the trading day is over");
            }
        }
    }

    /** The exchange cancels an order that nobody asked it to cancel. @return false if there is no such open order */
    public boolean cancelUnsolicited(String orderId, String text) {
        ExchangeOrder order = open.get(orderId);
        if (order == null) {
            return false;
        }
        end(order, OrdStatus.CANCELED, order.clOrdId, null, text);
        return true;
    }

    /** The exchange takes a trade back. A filled order is not open again. @return false if there is no such trade, or it is taken back already */
    public boolean bust(String execId) {
        Trade trade = trades.remove(execId);
        if (trade == null) {
            return false;
        }
        change(trade, Quantity.ZERO, trade.last.price());
        execution(trade.order, ExecType.TRADE_CANCEL, execId, trade.last);
        return true;
    }

    /**
     * The exchange corrects a trade: from now on it has another ExecID.
     *
     * @return false if there is no such trade, or the order is not large enough for the new quantity
     */
    public boolean correct(String execId, Quantity quantity, Price price) {
        Trade trade = trades.get(execId);
        if (trade == null || !quantity.isPositive() || trade.order.cumQty.minus(trade.last.quantity()).plus(quantity).exceeds(trade.order.orderQty)) {
            return false;
        }
        trades.remove(execId);
        change(trade, quantity, price);
        Last corrected = new Last(quantity, price);
        trades.put(execution(trade.order, ExecType.TRADE_CORRECT, execId, corrected), new Trade(trade.order, corrected));
        return true;
    }

    private void change(Trade trade, Quantity quantity, Price price) {
        ExchangeOrder order = trade.order;
        boolean wasOpen = order.isOpen();
        order.fill(Quantity.ZERO.minus(trade.last.quantity()), trade.last.price());
        order.fill(quantity, price);
        if (!wasOpen && order.ended == null && order.isOpen()) {
            order.ended = OrdStatus.CANCELED;
        } else if (wasOpen && !order.isOpen()) {
            takeOff(order);
        }
        changed.add(order.symbol);
    }

    // Background liquidity

    /** An order of nobody's: trades, and rests if it is not {@code IMMEDIATE_OR_CANCEL}; nobody is told. Not for a dark exchange. */
    ExchangeOrder quote(String symbol, Side side, Quantity quantity, Price price, TimeInForce timeInForce) {
        ExchangeOrder order = new ExchangeOrder(nextId(),
                new ExchangeRequest.NewOrder(ExchangeOrder.NOBODY, "", symbol, side, OrdType.LIMIT, timeInForce, quantity, price, 0));
        OrderBook book = book(symbol);
        book.match(order, this::filled);
        if (order.isOpen() && timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL) {
            book.rest(order);
        }
        changed.add(symbol);
        trigger(symbol);
        return order;
    }

    void withdraw(ExchangeOrder quote) {
        if (quote.isOpen()) {
            book(quote.symbol).remove(quote);
            quote.ended = OrdStatus.CANCELED;
            changed.add(quote.symbol);
        }
    }

    /** At a dark exchange: the middle of the market is here, and so much hidden interest. Without effect at a lit one. */
    public void moveMiddle(String symbol, Price middle, Quantity hiddenToBuy, Quantity hiddenToSell) {
        if (book(symbol) instanceof DarkPool pool) {
            pool.move(middle, hiddenToBuy, hiddenToSell, this::filled);
        }
    }

    // After a restart

    /** An order as its reports left it, with all the ClOrdIDs by which it is known. */
    void restore(ExchangeOrder order, List<String> clOrdIds) {
        clOrdIds.forEach(clOrdId -> ordersOf(order.owner).put(clOrdId, order));
        if (order.isOpen() && order.waits()) {
            open.put(order.orderId, order);
            stops.add(order);
        } else if (order.isOpen() && order.strategy != null) {
            open.put(order.orderId, order);
        } else if (order.isOpen()) {
            rest(order);
        }
    }

    void restore(String execId, ExchangeOrder order, Last last) {
        trades.put(execId, new Trade(order, last));
    }
}
