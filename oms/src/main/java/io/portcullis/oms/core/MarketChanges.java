package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.MarketAction;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.MarketFact.Source;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides how instruments may be traded: what people and venues say of it, and when a price has fallen so far that short sales are restricted (Regulation SHO Rule 201). What follows for orders that are
 * there is done in the same record, as far as there is room, and goes on with the next ones.
 */
final class MarketChanges {

    private static final int PER_COMMAND = 200;
    /** Regulation SHO Rule 201(b)(1): by ten percent or more. */
    private static final int TENTHS = 10;

    private final ShardState state;
    private final MarketStates states;
    private final MarketGate gate;
    private final OrdersKeptBack kept;
    private final OrdersToCancelInHalts toCancel;
    private final WorkedOutBands workedOut;
    private final StalePrices prices;
    private final CareOrders careOrders;
    private final Progress progress;
    private final Market market;
    private final Turn turn;
    /** Last trades that were as low when the trading day began: they are of an earlier one. */
    private final Map<String, Price> ofEarlierDays = new HashMap<>();

    MarketChanges(ShardState state, MarketGate gate, OrdersKeptBack kept, OrdersToCancelInHalts toCancel, StalePrices prices, CareOrders careOrders,
            Progress progress, Market market, Turn turn) {
        this.state = state;
        this.states = state.markets();
        this.gate = gate;
        this.kept = kept;
        this.toCancel = toCancel;
        this.workedOut = new WorkedOutBands(state, gate, prices, market, turn);
        this.prices = prices;
        this.careOrders = careOrders;
        this.progress = progress;
        this.market = market;
        this.turn = turn;
    }

    /** Adds what speaks against an order on such terms. @param order whose terms shall be replaced; null for a new order */
    void check(OrderTerms terms, @Nullable ParentOrder order, List<Objection> objections) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            strategy.legs().stream().filter(leg -> leg.side() == Side.SELL_SHORT).forEach(leg -> restrictIfLow(leg.symbol()));
        } else if (terms.side() == Side.SELL_SHORT) {
            restrictIfLow(terms.symbol());
        }
        gate.check(terms, order, objections);
    }

    // What people say

    void steer(Command.SteerMarket c) {
        String symbol = c.symbol();
        if (market.instruments().bySymbol(symbol) == null && states.of(symbol) == null) {
            turn.answer("symbol " + symbol + " is not known");
            return;
        }
        Source source = new Source(c.user(), null, c.reason());
        MarketStates.Standing standing = states.of(symbol);
        String objection = objectionTo(c.action(), symbol, standing);
        if (objection != null) {
            turn.answer(objection);
            return;
        }
        turn.emit(new Event.MarketTold(switch (c.action()) {
            case MarketAction.Halt _ -> new MarketFact.Halted(symbol, true, source);
            case MarketAction.Resume _ -> new MarketFact.Resumed(symbol, source);
            case MarketAction.SetBands a -> new MarketFact.BandsSet(symbol, a.bands(), source);
            case MarketAction.LiftBands _ -> new MarketFact.BandsLifted(symbol, source);
            case MarketAction.RestrictShortSales _ -> new MarketFact.ShortSalesRestricted(symbol, state.tradingDay(), null, null, source);
            case MarketAction.FreeShortSales _ -> new MarketFact.ShortSalesFree(symbol, source);
        }));
    }

    private @Nullable String objectionTo(MarketAction action, String symbol, MarketStates.@Nullable Standing standing) {
        return switch (action) {
            case MarketAction.Halt _ -> haltOfPeople(standing) == null ? null : symbol + " is halted already, by " + haltOfPeople(standing);
            case MarketAction.Resume _ -> standing == null || standing.halts().isEmpty() ? symbol + " is not halted" : null;
            case MarketAction.SetBands a -> standing != null && standing.bands() != null && standing.bands().reference() == null
                    && a.bands().equals(standing.bands().bands())
                            ? symbol + " has these price bands already, by " + standing.bands().source().text()
                            : null;
            case MarketAction.LiftBands _ -> standing == null || standing.bands() == null ? symbol + " has no price bands" : null;
            case MarketAction.RestrictShortSales _ -> !gate.isTested(symbol)
                    ? "short sales of " + symbol + " are not restricted by Rule 201: short-sale-price-test-markets does not name its primary market"
                    : standing != null && standing.shortSales() != null && standing.shortSales().daysLeft() > 1
                            ? "short sales of " + symbol + " are restricted already, by " + standing.shortSales().source().text()
                            : null;
            case MarketAction.FreeShortSales _ -> standing == null || standing.shortSales() == null ? "short sales of " + symbol + " are not restricted" : null;
        };
    }

    private static @Nullable String haltOfPeople(MarketStates.@Nullable Standing standing) {
        return standing == null ? null
                : standing.halts().stream().filter(halt -> halt.source().venue() == null).map(halt -> halt.source().text()).findAny().orElse(null);
    }

    // What venues say: SecurityStatus(35=f)

    void told(Command.SecurityStatus c) {
        if (market.instruments().bySymbol(c.symbol()) == null) {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "MsgType(35) f: Symbol(55) " + c.symbol() + " is not known", false));
            return;
        }
        Source source = new Source(c.venue().value(), c.venue(), c.text());
        MarketStates.Standing standing = states.of(c.symbol());
        MarketStates.Halt before = standing == null ? null
                : standing.halts().stream().filter(halt -> c.venue().equals(halt.source().venue())).findAny().orElse(null);
        switch (c.trading()) {
            case HALTED, NOT_HERE -> {
                boolean isEverywhere = c.trading() == Command.SecurityStatus.Trading.HALTED && gate.rules().haltingAll().contains(c.venue());
                if (before == null || before.isEverywhere() != isEverywhere) {
                    turn.emit(new Event.MarketTold(new MarketFact.Halted(c.symbol(), isEverywhere, source)));
                }
            }
            case GOES_ON -> {
                if (before != null) {
                    turn.emit(new Event.MarketTold(new MarketFact.Resumed(c.symbol(), source)));
                }
            }
            case UNSAID -> {
                // prices, imbalances and such
            }
        }
        if (gate.rules().givingBands().contains(c.venue())) {
            bands(c, source);
        }
    }

    private void bands(Command.SecurityStatus c, Source source) {
        if (c.low() == null && c.high() == null) {
            return;
        }
        try {
            Bands bands = new Bands(c.low(), c.high());
            MarketStates.Standing standing = states.of(c.symbol());
            if (standing == null || standing.bands() == null || standing.bands().reference() != null || !bands.equals(standing.bands().bands())) {
                turn.emit(new Event.MarketTold(new MarketFact.BandsSet(c.symbol(), bands, source)));
            }
        } catch (IllegalArgumentException e) {
            turn.emit(new Event.VenueMessageNoted(c.venue(), "", "", "MsgType(35) f of " + c.symbol() + ": " + e.getMessage(), true));
        }
    }

    // What the price says

    /** Whether there is something to be done about it now that its market has moved. */
    boolean isWatched(String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        return standing != null && standing.shortSales() != null && kept.isWatched(symbol) || isToBeRestricted(symbol)
                || workedOut.isWatched(symbol);
    }

    /** The market of the instrument has moved. */
    void look(String symbol) {
        restrictIfLow(symbol);
        workedOut.look(symbol);
        MarketStates.Standing standing = states.of(symbol);
        if (standing != null && standing.shortSales() != null) {
            kept.look(symbol);
        }
    }

    /** Short sales are restricted from the trade on that is ten percent or more below the last close, on a day of which they are not yet. */
    void restrictIfLow(String symbol) {
        Instrument instrument = isToBeRestricted(symbol) ? market.instruments().bySymbol(symbol) : null;
        Price trade = prices.seen(symbol, Activation.Sees.LAST_TRADE);
        if (instrument != null && trade != null && isLow(trade, instrument.referencePrice())) {
            turn.emit(new Event.MarketTold(new MarketFact.ShortSalesRestricted(symbol, state.tradingDay(), trade, instrument.referencePrice(),
                    new Source("market data", null, "last trade " + trade + ", last close " + instrument.referencePrice()))));
        }
    }

    private boolean isToBeRestricted(String symbol) {
        if (!gate.isTested(symbol)) {
            return false;
        }
        Instrument instrument = market.instruments().bySymbol(symbol);
        Price trade = market.lastTrade(symbol);
        MarketStates.Standing standing = states.of(symbol);
        boolean isOfToday = standing != null && standing.shortSales() != null && standing.shortSales().daysLeft() > 1;
        return !isOfToday && instrument != null && trade != null && isLow(trade, instrument.referencePrice()) && !trade.equals(ofEarlierDays.get(symbol));
    }

    private static boolean isLow(Price trade, @Nullable Price close) {
        return close != null && close.raw() - trade.raw() >= Math.ceilDiv(close.raw(), TENTHS);
    }

    void after(Event event) {
        kept.after(event);
        toCancel.after(event);
        workedOut.after(event);
        if (event instanceof Event.DayStarted) {
            ofEarlierDays.clear();
            if (!gate.rules().priceTestMarkets().isEmpty()) {
                for (Instrument instrument : market.instruments().all()) {
                    Price trade = market.lastTrade(instrument.symbol());
                    if (trade != null && isLow(trade, instrument.referencePrice())) {
                        ofEarlierDays.put(instrument.symbol(), trade);
                    }
                }
            }
        }
    }

    // What follows

    /** At the end of each command. */
    void settle() {
        if (kept.isEmpty() && toCancel.isEmpty()) {
            return;
        }
        for (int i = 0; i < PER_COMMAND && turn.hasRoom(); i++) {
            ParentOrder order = toCancel.next();
            if (order == null) {
                break;
            }
            cancel(order);
        }
        for (int i = 0; i < PER_COMMAND && turn.hasRoom(); i++) {
            ParentOrder order = kept.nextToLookAt();
            if (order == null) {
                return;
            }
            progress.of(order);
        }
    }

    /** With each second: a bid may be gone without a word. */
    void goOn() {
        workedOut.goOn();
        for (MarketStates.Standing standing : states.all()) {
            if (standing.shortSales() != null && kept.isWatched(standing.symbol())) {
                kept.look(standing.symbol());
            }
        }
    }

    /** Whether there was no room for all that follows. */
    boolean isBehind() {
        return !kept.isEmpty() || !toCancel.isEmpty() || workedOut.isBehind();
    }

    /** One that is a side of a cross is its venue's business: it is executed with the other one or not at all. */
    private void cancel(ParentOrder order) {
        MarketStates.Halt halt = haltOf(order);
        if (halt == null || state.crosses().of(order.orderId()) != null) {
            return;
        }
        if (order.waitsForDesk()) {
            careOrders.canceledByHouse(order);
        }
        turn.emit(new Event.DeskActed(order.orderId(), new DeskFact.DeskCancelOrdered(RestatedBecause.TRADING_HALT), null,
                MarketGate.text(order.terms().symbol(), halt)));
        progress.of(order);
    }

    private MarketStates.@Nullable Halt haltOf(ParentOrder order) {
        Strategy strategy = order.terms().instructions().strategy();
        if (strategy == null) {
            MarketStates.Standing standing = states.of(order.terms().symbol());
            return standing == null ? null : standing.haltEverywhere();
        }
        return strategy.legs().stream().map(leg -> states.of(leg.symbol())).filter(Objects::nonNull).map(MarketStates.Standing::haltEverywhere)
                .filter(Objects::nonNull).findFirst().orElse(null);
    }
}
