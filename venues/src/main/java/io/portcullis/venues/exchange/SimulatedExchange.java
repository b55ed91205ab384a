package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.TimeInForce;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A matching engine with price-time priority, or a dark pool whose orders meet hidden interest at the middle. No sockets, clock or random of its own: time is handed in, and
 * what it has to say goes to a consumer. For one thread.
 */
public final class SimulatedExchange {

    private static final int UNKNOWN_SYMBOL = 1;
    private static final int DUPLICATE_ORDER = 6;
    private static final int OTHER = 99;
    private static final int TOO_LATE = 0;
    private static final int UNKNOWN_ORDER = 1;
    private static final int UNKNOWN_ORDER_STATUS = 5;

    /** A new order as the exchange understands it. */
    record NewOrder(String owner, String clOrdId, String symbol, Side side, OrdType ordType, TimeInForce timeInForce, Quantity orderQty, @Nullable Price price,
            long expireTime) {
    }

    private final Instruments instruments;
    private final boolean isDark;
    private final String idPrefix;
    private final Consumer<ExchangeReport> reports;
    private final Map<String, MatchingBook> books = new LinkedHashMap<>();
    private final Map<String, Map<String, ExchangeOrder>> byClOrdId = new HashMap<>();
    private final Map<String, ExchangeOrder> open = new LinkedHashMap<>();
    private final Map<String, ExchangeReport.Trade> trades = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private long ids;

    /**
     * @param idPrefix makes OrderIDs and ExecIDs unique over restarts and exchanges
     * @param isDark shows no book, and matches only through {@link #meetHiddenInterest}
     */
    SimulatedExchange(Instruments instruments, boolean isDark, String idPrefix, Consumer<ExchangeReport> reports) {
        this.instruments = instruments;
        this.isDark = isDark;
        this.idPrefix = idPrefix;
        this.reports = reports;
    }

    private String nextId() {
        return idPrefix + ++ids;
    }

    Instruments instruments() {
        return instruments;
    }

    MatchingBook book(String symbol) {
        return books.computeIfAbsent(symbol, s -> new MatchingBook());
    }

    /** Symbols whose book has changed since this was asked last. */
    List<String> changedBooks() {
        List<String> symbols = new ArrayList<>(changed);
        changed.clear();
        return symbols;
    }

    /** Clients' orders that are open, oldest first. */
    List<ExchangeOrder> openOrders() {
        return new ArrayList<>(open.values());
    }

    // Requests

    /** @param isRepeated the client says that it may have sent it before: if it did, it is told how the order stands */
    void newOrder(NewOrder n, boolean isRepeated) {
        if (isRepeated && ordersOf(n.owner).containsKey(n.clOrdId)) {
            status(n.owner, n.clOrdId, n.symbol, n.side);
            return;
        }
        ExchangeOrder order = new ExchangeOrder(n.owner, nextId(), n.clOrdId, n.symbol, n.side, n.ordType, n.timeInForce, n.orderQty, n.price, n.expireTime);
        Instrument instrument = instruments.bySymbol(n.symbol);
        if (instrument == null) {
            reject(order, UNKNOWN_SYMBOL, "Symbol(55) " + n.symbol + " is not traded here");
        } else if (ordersOf(n.owner).putIfAbsent(n.clOrdId, order) != null) {
            reject(order, DUPLICATE_ORDER, "ClOrdID(11) " + n.clOrdId + " was used before");
        } else if (!n.orderQty.isPositive() || !n.orderQty.isMultipleOf(instrument.lot())) {
            reject(order, OTHER, "OrderQty(38) must be a positive multiple of " + instrument.lot() + ", was " + n.orderQty);
        } else if (n.ordType == OrdType.LIMIT && (n.price == null || !n.price.isPositive())) {
            reject(order, OTHER, "Price(44) must be positive, was " + n.price);
        } else {
            accept(order);
        }
    }

    private Map<String, ExchangeOrder> ordersOf(String owner) {
        return byClOrdId.computeIfAbsent(owner, o -> new HashMap<>());
    }

    private void reject(ExchangeOrder order, int reason, String text) {
        order.ended = OrdStatus.REJECTED;
        execution(order, ExecType.REJECTED, order.clOrdId, null, null, Quantity.ZERO, null, reason, text);
    }

    private void accept(ExchangeOrder order) {
        execution(order, ExecType.NEW, order.clOrdId, null, null, Quantity.ZERO, null, -1, null);
        boolean mustFillAtOnce = order.timeInForce == TimeInForce.FILL_OR_KILL;
        if (!isDark && (!mustFillAtOnce || book(order.symbol).executable(order).compareTo(order.orderQty) >= 0)) {
            match(order);
        }
        if (!order.isOpen()) {
            return;
        }
        if (mustFillAtOnce || order.timeInForce == TimeInForce.IMMEDIATE_OR_CANCEL || order.ordType == OrdType.MARKET && !isDark) {
            end(order, OrdStatus.CANCELED, ExecType.CANCELED, order.clOrdId, null, "nothing more to execute against");
        } else {
            rest(order);
        }
    }

    private void rest(ExchangeOrder order) {
        open.put(order.orderId, order);
        if (!isDark) {
            book(order.symbol).rest(order);
            changed.add(order.symbol);
        }
    }

    private void match(ExchangeOrder order) {
        book(order.symbol).match(order, (resting, incoming, quantity, price) -> {
            traded(resting, quantity, price);
            traded(incoming, quantity, price);
            changed.add(order.symbol);
        });
    }

    private void traded(ExchangeOrder order, Quantity quantity, Price price) {
        if (!order.isOpen()) {
            open.remove(order.orderId);
        }
        if (order.owner.isEmpty()) {
            return;
        }
        String execId = nextId();
        trades.put(execId, new ExchangeReport.Trade(execId, order, quantity, price));
        reports.accept(
                new ExchangeReport.Execution(order.owner, order.orderId, execId, null, ExecType.TRADE, order.ordStatus(), order.clOrdId, null, order.symbol,
                        order.side, order.ordType, order.timeInForce, order.expireTime, order.orderQty, order.price, quantity, price, order.leavesQty(),
                        order.cumQty, order.avgPx(), -1, null));
    }

    void cancel(String owner, String clOrdId, String origClOrdId) {
        ExchangeOrder order = ordersOf(owner).get(origClOrdId);
        if (refusedRequest(order, owner, clOrdId, origClOrdId, false) || order == null) {
            return;
        }
        ordersOf(owner).put(clOrdId, order);
        end(order, OrdStatus.CANCELED, ExecType.CANCELED, clOrdId, origClOrdId, null);
    }

    /** @return whether it was refused */
    private boolean refusedRequest(@Nullable ExchangeOrder order, String owner, String clOrdId, String origClOrdId, boolean isForReplace) {
        if (order == null) {
            reports.accept(new ExchangeReport.CancelReject(owner, "NONE", clOrdId, origClOrdId, OrdStatus.REJECTED, isForReplace, UNKNOWN_ORDER,
                    "OrigClOrdID(41) " + origClOrdId + " is not known"));
        } else if (ordersOf(owner).containsKey(clOrdId)) {
            reports.accept(new ExchangeReport.CancelReject(owner, order.orderId, clOrdId, origClOrdId, order.ordStatus(), isForReplace, DUPLICATE_ORDER,
                    "ClOrdID(11) " + clOrdId + " was used before"));
        } else if (!order.isOpen()) {
            reports.accept(new ExchangeReport.CancelReject(owner, order.orderId, clOrdId, origClOrdId, order.ordStatus(), isForReplace, TOO_LATE,
                    "the order is " + order.ordStatus()));
        } else {
            return false;
        }
        return true;
    }

    /** Less quantity at the same price keeps its place in the queue; anything else goes to its end. */
    void replace(String owner, String clOrdId, String origClOrdId, Quantity orderQty, @Nullable Price price) {
        ExchangeOrder order = ordersOf(owner).get(origClOrdId);
        if (refusedRequest(order, owner, clOrdId, origClOrdId, true) || order == null) {
            return;
        }
        ordersOf(owner).put(clOrdId, order);
        boolean keepsPlace = orderQty.compareTo(order.orderQty) <= 0 && java.util.Objects.equals(price, order.price);
        if (!keepsPlace) {
            takeOff(order);
        }
        order.clOrdId = clOrdId;
        order.orderQty = orderQty.max(order.cumQty);
        order.price = price == null ? order.price : price;
        execution(order, ExecType.REPLACED, clOrdId, origClOrdId, null, Quantity.ZERO, null, -1, null);
        changed.add(order.symbol);
        if (!order.isOpen()) {
            takeOff(order);
        } else if (!keepsPlace) {
            if (!isDark) {
                match(order);
            }
            if (order.isOpen()) {
                rest(order);
            }
        }
    }

    private void takeOff(ExchangeOrder order) {
        open.remove(order.orderId);
        if (!isDark) {
            book(order.symbol).remove(order);
            changed.add(order.symbol);
        }
    }

    private void end(ExchangeOrder order, OrdStatus how, ExecType execType, String clOrdId, @Nullable String origClOrdId, @Nullable String text) {
        if (order.price != null || isDark) {
            takeOff(order);
        }
        order.ended = how;
        execution(order, execType, clOrdId, origClOrdId, null, Quantity.ZERO, null, -1, text);
    }

    void status(String owner, String clOrdId, String symbol, Side side) {
        ExchangeOrder order = ordersOf(owner).get(clOrdId);
        if (order == null) {
            reports.accept(new ExchangeReport.Execution(owner, "NONE", nextId(), null, ExecType.ORDER_STATUS, OrdStatus.REJECTED, clOrdId, null, symbol, side,
                    OrdType.LIMIT, TimeInForce.DAY, 0,
                    Quantity.ZERO, null, Quantity.ZERO, null, Quantity.ZERO, Quantity.ZERO, new Price(0), UNKNOWN_ORDER_STATUS, "unknown order"));
        } else {
            execution(order, ExecType.ORDER_STATUS, order.clOrdId, null, null, Quantity.ZERO, null, -1, null);
        }
    }

    private void execution(ExchangeOrder order, ExecType execType, String clOrdId, @Nullable String origClOrdId, @Nullable String execRefId, Quantity lastQty,
            @Nullable Price lastPx, int ordRejReason, @Nullable String text) {
        if (order.owner.isEmpty()) {
            return;
        }
        reports.accept(new ExchangeReport.Execution(order.owner, order.orderId, nextId(), execRefId, execType, order.ordStatus(), clOrdId, origClOrdId,
                order.symbol,
                order.side, order.ordType, order.timeInForce, order.expireTime, order.orderQty, order.price, lastQty, lastPx, order.leavesQty(), order.cumQty,
                order.avgPx(), ordRejReason, text));
    }

    // After a restart

    /** An order as its last report left it. Clients' ClOrdIDs that it had are given beside it. */
    void restore(ExchangeOrder order, List<String> clOrdIds) {
        clOrdIds.forEach(clOrdId -> ordersOf(order.owner).put(clOrdId, order));
        if (order.isOpen()) {
            rest(order);
        }
    }

    void restore(ExchangeReport.Trade trade) {
        trades.put(trade.execId(), trade);
    }

    // What comes from elsewhere

    /** Orders whose time is over. @param now epoch nanoseconds */
    void expire(long now) {
        for (ExchangeOrder order : openOrders()) {
            if (order.timeInForce == TimeInForce.GOOD_TILL_DATE && order.expireTime <= now) {
                end(order, OrdStatus.EXPIRED, ExecType.EXPIRED, order.clOrdId, null, null);
            }
        }
    }

    /** A market maker's order: rests or trades, and is told nothing. */
    ExchangeOrder quote(String symbol, Side side, Quantity quantity, Price price) {
        ExchangeOrder order = new ExchangeOrder("", nextId(), "", symbol, side, OrdType.LIMIT, TimeInForce.DAY, quantity, price, 0);
        match(order);
        if (order.isOpen()) {
            book(symbol).rest(order);
            changed.add(symbol);
        }
        return order;
    }

    void withdraw(ExchangeOrder quote) {
        if (quote.isOpen()) {
            book(quote.symbol).remove(quote);
            quote.ended = OrdStatus.CANCELED;
            changed.add(quote.symbol);
        }
    }

    /** In the dark: an order meets interest that nobody saw, if its limit allows. */
    void meetHiddenInterest(ExchangeOrder order, Quantity quantity, Price price) {
        Price limit = order.price;
        boolean isAcceptable = limit == null || (order.side.isBuy() ? price.compareTo(limit) <= 0 : price.compareTo(limit) >= 0);
        if (isDark && order.isOpen() && isAcceptable && quantity.isPositive()) {
            Quantity part = quantity.min(order.leavesQty());
            order.fill(part, price);
            traded(order, part, price);
        }
    }

    /** The exchange takes a trade back. @return false if there is no such trade, or it is taken back already */
    boolean bust(String execId) {
        ExchangeReport.Trade trade = trades.remove(execId);
        if (trade == null) {
            return false;
        }
        ExchangeOrder order = trade.order();
        boolean wasOpen = order.isOpen();
        order.cumQty = order.cumQty.minus(trade.quantity());
        order.traded = order.traded.minus(trade.value());
        if (!wasOpen && order.ended == null) {
            order.ended = OrdStatus.CANCELED;
        }
        execution(order, ExecType.TRADE_CANCEL, order.clOrdId, null, execId, trade.quantity(), trade.price(), -1, "busted by the exchange");
        return true;
    }
}
