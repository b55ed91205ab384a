package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import io.portcullis.venues.exchange.ExchangeReport.Liquidity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The books of the exchange, and what happens in them: continuous trading, auctions, halts and price bands. It does what it is told to: whether an order may be taken is for
 * others to know.
 */
final class MatchingEngine {

    private final Instruments instruments;
    private final boolean isDark;
    private final ReportMaker told;
    private final TradeLedger trades;
    private final Map<String, OrderBook> books = new LinkedHashMap<>();
    private final Map<String, ExchangeOrder> open = new LinkedHashMap<>();
    private final StopOrders stops = new StopOrders();
    private final Map<String, Set<ExchangeOrder>> pegged = new HashMap<>();
    /** Orders for an auction that has not begun, oldest first. */
    private final Set<ExchangeOrder> forAuctions = new LinkedHashSet<>();
    private final Map<String, Trading> tradings = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final List<SimulatedExchange.Tape> tapes = new ArrayList<>();
    private final OrderBook.Meetings meetings = new OrderBook.Meetings() {
        @Override
        public void traded(@Nullable ExchangeOrder resting, ExchangeOrder incoming, Quantity quantity, Price price) {
            filled(resting, incoming, quantity, price);
        }

        @Override
        public void selfMatch(ExchangeOrder resting, ExchangeOrder incoming) {
            prevent(resting, incoming);
        }
    };
    private SimulatedExchange.SelfMatch selfMatch = SimulatedExchange.SelfMatch.CANCEL_NEWEST;

    /** @param trades is told of executions */
    MatchingEngine(Instruments instruments, boolean isDark, ReportMaker told, TradeLedger trades) {
        this.instruments = instruments;
        this.isDark = isDark;
        this.told = told;
        this.trades = trades;
    }

    void preventsBy(SimulatedExchange.SelfMatch policy) {
        selfMatch = policy;
    }

    void tellTrades(SimulatedExchange.Tape tape) {
        tapes.add(tape);
    }

    Instruments instruments() {
        return instruments;
    }

    /** Null if it is not open. */
    @Nullable
    ExchangeOrder open(String orderId) {
        return open.get(orderId);
    }

    OrderBook.Meetings meetings() {
        return meetings;
    }

    /** What is shown of it may be another now. */
    void touched(String symbol) {
        changed.add(symbol);
    }

    /** It waits for an auction that has not begun. */
    boolean isForLater(ExchangeOrder order) {
        return forAuctions.contains(order);
    }

    /** An order that was accepted. */
    void enter(ExchangeOrder order) {
        if (order.waits()) {
            open.put(order.orderId, order);
            stops.add(order);
        } else {
            execute(order);
        }
        settle(order.symbol);
    }

    /** As its reports left it, after a restart: without a trade. */
    void restore(ExchangeOrder order) {
        if (!order.isOpen()) {
            return;
        }
        if (order.strategy != null || order.waits() || order.timeInForce.isForAuction()) {
            open.put(order.orderId, order);
        }
        if (order.strategy != null) {
            return;
        }
        if (order.waits()) {
            stops.add(order);
        } else if (order.timeInForce.isForAuction()) {
            forAuctions.add(order);
        } else {
            rest(order);
        }
    }

    OrderBook book(String symbol) {
        return books.computeIfAbsent(symbol, _ -> isDark ? new DarkPool() : new LitBook(lotOf(symbol)));
    }

    Quantity lotOf(String symbol) {
        Instrument instrument = instruments.bySymbol(symbol);
        return instrument == null ? new Quantity(1) : instrument.lot();
    }

    Trading trading(String symbol) {
        return tradings.getOrDefault(symbol, Trading.USUAL);
    }

    /** What is seen of a side, raw quantities by raw prices, the best first; nothing at a dark exchange and while orders are collected for an auction. */
    Map<Long, Long> shown(String symbol, boolean isBid, int depth) {
        return trading(symbol).phase() != Trading.Phase.CALL && book(symbol) instanceof LitBook lit ? lit.shown(isBid, depth) : Map.of();
    }

    /** What the auction that orders are collected for would come to; null if there is none, or it would execute nothing. */
    @Nullable
    Uncross indicative(String symbol) {
        return trading(symbol).phase() == Trading.Phase.CALL && book(symbol) instanceof LitBook lit ? lit.indicative(reference(symbol, lit)) : null;
    }

    private @Nullable Price reference(String symbol, LitBook lit) {
        Instrument instrument = instruments.bySymbol(symbol);
        return lit.lastTrade() != null ? lit.lastTrade() : instrument == null ? null : instrument.referencePrice();
    }

    /** Symbols whose book has changed since this was asked last. */
    List<String> changedBooks() {
        List<String> symbols = new ArrayList<>(changed);
        changed.clear();
        return symbols;
    }

    List<ExchangeOrder> openOrders() {
        return List.copyOf(open.values());
    }

    boolean wouldTake(ExchangeOrder order) {
        return book(order.symbol).executable(order).isPositive();
    }

    /** As long as there are any: stop orders that the last trade triggers, pegged orders that the best prices move, orders that waited until there was enough. */
    void settle(String symbol) {
        boolean goesOn = true;
        while (goesOn && trading(symbol).isContinuous()) {
            goesOn = trigger(symbol) || movePegged(symbol) || executeWaiting(symbol);
        }
    }

    private boolean trigger(String symbol) {
        ExchangeOrder next = stops.triggeredBy(symbol, book(symbol).lastTrade());
        if (next == null) {
            return false;
        }
        stops.remove(next);
        next.isTriggered = true;
        told.execution(next, ExecType.TRIGGERED, next.clOrdId, null, "StopPx(99) was reached");
        execute(next);
        return true;
    }

    private boolean movePegged(String symbol) {
        Instrument instrument = instruments.bySymbol(symbol);
        if (instrument == null || !(book(symbol) instanceof LitBook book)) {
            return false;
        }
        Bands bands = trading(symbol).bands();
        for (ExchangeOrder order : pegged.getOrDefault(symbol, Set.of())) {
            Price price = Pegs.price(order, book.best(true), book.best(false), instrument);
            price = price != null && bands != null && bands.areExceededBy(order.side.isBuy(), price) ? null : price;
            if (!Objects.equals(price, order.price)) {
                book.remove(order);
                order.price = price;
                if (price != null) {
                    matchAndRest(order, book);
                }
                return true;
            }
        }
        return false;
    }

    private boolean executeWaiting(String symbol) {
        ExchangeOrder order = book(symbol) instanceof LitBook lit ? lit.nextThatHasEnough() : null;
        if (order == null) {
            return false;
        }
        book(symbol).remove(order);
        matchAndRest(order, book(symbol));
        return true;
    }

    private void matchAndRest(ExchangeOrder order, OrderBook book) {
        match(order, book);
        if (order.isOpen()) {
            book.rest(order);
        }
        changed.add(order.symbol);
    }

    /** If there is enough for it. */
    private void match(ExchangeOrder order, OrderBook book) {
        Quantity least = order.timeInForce == TimeInForce.FILL_OR_KILL ? order.leavesQty() : order.leastExecution();
        if (least.isZero() || book.executable(order).compareTo(least) >= 0) {
            book.match(order, meetings);
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

    void execute(ExchangeOrder order, Strategy strategy) {
        meetQuotes(order, strategy);
        if (order.isOpen() && order.timeInForce.isImmediate()) {
            end(order, OrdStatus.CANCELED, order.clOrdId, null, "the quotes of the legs allow no more");
        } else if (order.isOpen()) {
            open.put(order.orderId, order);
        }
    }

    private void meetQuotes(ExchangeOrder order, Strategy strategy) {
        StrategyOrders.Deal deal = StrategyOrders.deal(order, strategy, symbol -> trading(symbol).isContinuous() ? book(symbol) : null);
        if (deal == null || order.timeInForce == TimeInForce.FILL_OR_KILL && deal.quantity().compareTo(order.orderQty) < 0) {
            return;
        }
        order.fill(deal.quantity(), deal.net());
        changed.add(order.symbol);
        filled(order, new Last(deal.quantity(), deal.net()));
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            Quantity quantity = Quantity.of(leg.quantityOf(deal.quantity()).toPlainString());
            told.leg(order, leg, new Last(quantity, deal.legPrices().get(i)));
        }
    }

    void execute(ExchangeOrder order) {
        if (order.strategy != null) {
            execute(order, order.strategy);
            return;
        }
        if (order.timeInForce.isForAuction() && !isCalledFor(order)) {
            open.put(order.orderId, order);
            forAuctions.add(order);
            return;
        }
        if (!trading(order.symbol).isContinuous() || order.isPegged()) {
            rest(order);
            return;
        }
        OrderBook book = book(order.symbol);
        match(order, book);
        if (!order.isOpen()) {
            return;
        }
        if (order.timeInForce.isImmediate() || order.price == null && !book.takesMarketOrders()) {
            end(order, OrdStatus.CANCELED, order.clOrdId, null, "nothing more to execute against");
        } else {
            rest(order);
        }
    }

    private boolean isCalledFor(ExchangeOrder order) {
        Auction auction = trading(order.symbol).auction();
        return auction != null && auction.isFor(order.timeInForce);
    }

    /** A pegged order comes into the book where the best prices put it, see {@link #settle}. */
    private void rest(ExchangeOrder order) {
        open.put(order.orderId, order);
        if (order.isPegged()) {
            pegged.computeIfAbsent(order.symbol, _ -> new LinkedHashSet<>()).add(order);
        } else {
            book(order.symbol).rest(order);
        }
        changed.add(order.symbol);
    }

    void takeOff(ExchangeOrder order) {
        open.remove(order.orderId);
        stops.remove(order);
        pegged.getOrDefault(order.symbol, new LinkedHashSet<>()).remove(order);
        forAuctions.remove(order);
        book(order.symbol).remove(order);
        changed.add(order.symbol);
    }

    private void filled(@Nullable ExchangeOrder resting, ExchangeOrder incoming, Quantity quantity, Price price) {
        changed.add(incoming.symbol);
        tapes.forEach(tape -> tape.traded(incoming.symbol, quantity, price));
        boolean isOfTwo = resting != null && !resting.isNobodys() && !incoming.isNobodys();
        String trdMatchId = isOfTwo ? told.nextId() : null;
        boolean isAuction = !trading(incoming.symbol).isContinuous();
        if (resting != null) {
            filled(resting, new Last(quantity, price, trdMatchId, isAuction ? Liquidity.AUCTION : Liquidity.ADDED));
        }
        filled(incoming, new Last(quantity, price, trdMatchId, isAuction ? Liquidity.AUCTION : Liquidity.REMOVED));
    }

    private void filled(ExchangeOrder order, Last last) {
        if (!order.isOpen()) {
            open.remove(order.orderId);
            pegged.getOrDefault(order.symbol, new LinkedHashSet<>()).remove(order);
        }
        if (!order.isNobodys()) {
            trades.add(new TradeLedger.Execution(told.execution(order, ExecType.TRADE, null, last), order, last));
        }
    }

    private void prevent(ExchangeOrder resting, ExchangeOrder incoming) {
        String text = "it would be executed against an order of the same SelfMatchPreventionID(2362), " + incoming.extras.selfMatchId();
        if (selfMatch != SimulatedExchange.SelfMatch.CANCEL_NEWEST) {
            end(resting, OrdStatus.CANCELED, resting.clOrdId, null, text);
        }
        if (selfMatch != SimulatedExchange.SelfMatch.CANCEL_OLDEST) {
            end(incoming, OrdStatus.CANCELED, incoming.clOrdId, null, text);
        }
    }

    /** Whether an order would be executed at once if it had that price. */
    boolean isTakenAt(Price price, ExchangeOrder order) {
        Price before = order.price;
        order.price = price;
        boolean isTaken = wouldTake(order);
        order.price = before;
        return isTaken;
    }

    void end(ExchangeOrder order, OrdStatus how, String clOrdId, @Nullable String origClOrdId, @Nullable String text) {
        takeOff(order);
        order.ended = how;
        told.execution(order, how == OrdStatus.EXPIRED ? ExecType.EXPIRED : ExecType.CANCELED, clOrdId, origClOrdId, text);
    }

    void settleAll() {
        List.copyOf(changed).forEach(this::settle);
    }

    void change(TradeLedger.Execution side, Quantity quantity, Price price) {
        ExchangeOrder order = side.order();
        boolean wasOpen = order.isOpen();
        TradeLedger.change(side, quantity, price);
        if (!wasOpen && order.ended == null && order.isOpen()) {
            order.ended = OrdStatus.CANCELED;
        } else if (wasOpen && !order.isOpen()) {
            takeOff(order);
        }
        changed.add(order.symbol);
    }

    /** Nothing is executed any more, and orders may only be canceled; those that want to be canceled in a halt are. */
    void halt(String symbol) {
        stand(symbol, trading(symbol).in(Trading.Phase.HALTED, null));
        for (ExchangeOrder order : List.copyOf(open.values())) {
            if (order.symbol.equals(symbol) && order.extras.onHalt() == OnHalt.CANCEL) {
                end(order, OrdStatus.CANCELED, order.clOrdId, null, "trading is halted");
            }
        }
    }

    /** Orders are collected for an auction, and nothing is executed until {@link #goOn(String)}. @return false for a dark exchange, which has none */
    boolean call(String symbol, Auction auction) {
        if (isDark) {
            return false;
        }
        pegged.getOrDefault(symbol, Set.of()).forEach(order -> {
            book(symbol).remove(order);
            order.price = null;
        });
        stand(symbol, trading(symbol).in(Trading.Phase.CALL, auction));
        for (ExchangeOrder order : List.copyOf(forAuctions)) {
            if (order.symbol.equals(symbol) && auction.isFor(order.timeInForce)) {
                forAuctions.remove(order);
                rest(order);
            }
        }
        return true;
    }

    /** Trading goes on continuously, after an auction of the orders that were collected. What is left of those for the auction only, and of those without a limit, ends. */
    void goOn(String symbol) {
        Trading before = trading(symbol);
        if (book(symbol) instanceof LitBook lit && !before.isContinuous()) {
            Uncross auction = lit.indicative(reference(symbol, lit));
            if (auction != null) {
                lit.uncross(auction, meetings);
            }
            for (ExchangeOrder order : lit.all()) {
                if (order.timeInForce.isForAuction()) {
                    end(order, OrdStatus.EXPIRED, order.clOrdId, null, "the auction is over");
                } else if (order.price == null) {
                    end(order, OrdStatus.CANCELED, order.clOrdId, null, "the auction left it, and it has no limit");
                }
            }
        }
        stand(symbol, before.in(Trading.Phase.CONTINUOUS, null));
        settle(symbol);
    }

    /** After a restart: what was collected for an auction of which nobody knows any more is executed, as at its end. Without effect on books that nothing was collected in. */
    void endAuctions() {
        books.forEach((symbol, book) -> {
            if (book instanceof LitBook) {
                tradings.put(symbol, trading(symbol).in(Trading.Phase.CALL, null));
            }
        });
        List.copyOf(books.keySet()).forEach(this::goOn);
    }

    /** Nothing is executed outside of these prices any more; orders that would buy or sell beyond them are canceled. @param bands null for none */
    void bound(String symbol, @Nullable Bands bands) {
        stand(symbol, trading(symbol).within(bands));
        if (book(symbol) instanceof LitBook lit) {
            lit.bounds(bands);
            Set<ExchangeOrder> all = new LinkedHashSet<>(lit.all());
            open.values().stream().filter(order -> order.symbol.equals(symbol)).forEach(all::add);
            for (ExchangeOrder order : all) {
                if (bands != null && order.price != null && !order.isPegged() && bands.areExceededBy(order.side.isBuy(), order.price)) {
                    end(order, OrdStatus.CANCELED, order.clOrdId, null, "its Price(44) is outside of the price bands, " + bands);
                }
            }
            settle(symbol);
        }
    }

    private void stand(String symbol, Trading trading) {
        tradings.put(symbol, trading);
        changed.add(symbol);
        tapes.forEach(tape -> tape.standsAnew(symbol));
    }

    /** Nobody takes the other side, at the order's price or, where it has none, at the last one. Without effect if there is no price at all. */
    void fill(ExchangeOrder order, Quantity quantity) {
        Price price = order.price != null ? order.price : priceOf(order.symbol);
        if (price == null || !quantity.isPositive() || quantity.exceeds(order.leavesQty())) {
            return;
        }
        order.fill(quantity, price);
        if (!order.isOpen()) {
            takeOff(order);
        }
        filled(null, order, quantity, price);
    }

    private @Nullable Price priceOf(String symbol) {
        Instrument instrument = instruments.bySymbol(symbol);
        Price last = book(symbol).lastTrade();
        return last != null ? last : instrument == null ? null : instrument.referencePrice();
    }

    /** An order of nobody's: trades, and rests if it is not {@code IMMEDIATE_OR_CANCEL}; nobody is told. Without effect but in continuous trading. Not for a dark exchange. */
    ExchangeOrder quote(String symbol, Side side, Quantity quantity, Price price, TimeInForce timeInForce) {
        ExchangeOrder order = new ExchangeOrder(told.nextId(),
                new ExchangeRequest.NewOrder(ExchangeOrder.NOBODY, "", symbol, side, OrdType.LIMIT, timeInForce, quantity, price, 0));
        Trading trading = trading(symbol);
        if (!trading.isContinuous() || trading.bands() != null && trading.bands().areExceededBy(side.isBuy(), price)) {
            order.ended = OrdStatus.CANCELED;
            return order;
        }
        OrderBook book = book(symbol);
        book.match(order, meetings);
        if (order.isOpen() && timeInForce != TimeInForce.IMMEDIATE_OR_CANCEL) {
            book.rest(order);
        }
        changed.add(symbol);
        settle(symbol);
        return order;
    }

    void withdraw(ExchangeOrder quote) {
        if (quote.isOpen()) {
            book(quote.symbol).remove(quote);
            quote.ended = OrdStatus.CANCELED;
            changed.add(quote.symbol);
            settle(quote.symbol);
        }
    }

    /** At a dark exchange: the middle of the market is here, and so much hidden interest. Without effect at a lit one. */
    void moveMiddle(String symbol, Price middle, Quantity hiddenToBuy, Quantity hiddenToSell) {
        if (book(symbol) instanceof DarkPool pool && trading(symbol).isContinuous()) {
            pool.move(middle, hiddenToBuy, hiddenToSell, meetings);
        }
    }
}
