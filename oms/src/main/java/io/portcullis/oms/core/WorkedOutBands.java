package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.MarketFact;
import io.portcullis.oms.event.MarketFact.Source;
import io.portcullis.oms.instrument.BandRule;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Bands;
import io.portcullis.oms.types.Price;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Works out price bands where neither a venue nor people have told any, from a reference price as the Limit Up-Limit Down plan has it: the first trade of the day, then the mean of the last five minutes, once that is one percent
 * away and the last one has held for thirty seconds. Before the first trade there are none, and none while the instrument is halted: the price may be anywhere then. Bands are facts of the log with the reference
 * price; the trades are an index and not a part of the state.
 */
final class WorkedOutBands {

    private static final long SECOND = 1_000_000_000L;
    private static final long WINDOW = 300 * SECOND;
    private static final long LEAST_HOLD = 30 * SECOND;
    private static final long PARTS_OF_A_MOVE = 100;
    private static final int PER_COMMAND = 200;

    /** The last trade of a second. */
    private record Trade(long time, Price price) {
    }

    /** Of one instrument. */
    private static final class Seen {
        /** What was seen before it was time, or first of all: it may be of an earlier day. Null while none was seen. */
        @Nullable
        Price before;
        /** Each holds until the next one; the first may be older than the window. */
        final ArrayDeque<Trade> trades = new ArrayDeque<>();
        /** Of those that were there when the mean was looked at last, and since. */
        private long lowest = Long.MAX_VALUE;
        private long highest = Long.MIN_VALUE;

        /** How old the first one is nobody says: markets that have just been connected show their last one. */
        boolean isOfNow(Price trade) {
            if (trades.isEmpty() && before == null) {
                before = trade;
            }
            return !trades.isEmpty() || !trade.equals(before);
        }

        /** Otherwise no mean of them is so far away. */
        boolean hasOneAsFarAway(Price reference, long distance) {
            return lowest <= reference.raw() - distance || highest >= reference.raw() + distance;
        }

        private void reach(Price price) {
            lowest = Math.min(lowest, price.raw());
            highest = Math.max(highest, price.raw());
        }

        void add(long time, Price price) {
            reach(price);
            Trade last = trades.peekLast();
            if (last != null && last.price.equals(price)) {
                return;
            }
            if (last != null && last.time / SECOND == time / SECOND) {
                trades.removeLast();
                trades.add(new Trade(last.time, price));
            } else {
                trades.add(new Trade(time, price));
            }
        }

        /** By how long each price was the last one; the price itself if there was but one. */
        Price mean(long time) {
            long from = time - WINDOW;
            while (trades.size() > 1 && second(trades).time <= from) {
                trades.removeFirst();
            }
            lowest = Long.MAX_VALUE;
            highest = Long.MIN_VALUE;
            trades.forEach(trade -> reach(trade.price));
            Trade previous = trades.getFirst();
            long begin = Math.max(from, previous.time);
            if (time <= begin) {
                return trades.getLast().price;
            }
            BigInteger sum = BigInteger.ZERO;
            long since = begin;
            for (Trade trade : trades) {
                if (trade != previous) {
                    sum = sum.add(BigInteger.valueOf(previous.price.raw()).multiply(BigInteger.valueOf(trade.time - since)));
                    since = trade.time;
                    previous = trade;
                }
            }
            sum = sum.add(BigInteger.valueOf(previous.price.raw()).multiply(BigInteger.valueOf(time - since)));
            return new Price(sum.divide(BigInteger.valueOf(time - begin)).longValueExact());
        }

        private static Trade second(ArrayDeque<Trade> trades) {
            Iterator<Trade> all = trades.iterator();
            all.next();
            return all.next();
        }
    }

    private final MarketStates states;
    private final ShardState state;
    private final MarketGate gate;
    private final StalePrices prices;
    private final Market market;
    private final Turn turn;
    private final Map<String, Seen> bySymbol = new HashMap<>();
    private final ArrayDeque<String> toLookAt = new ArrayDeque<>();
    private int told;

    WorkedOutBands(ShardState state, MarketGate gate, StalePrices prices, Market market, Turn turn) {
        this.state = state;
        this.states = state.markets();
        this.gate = gate;
        this.prices = prices;
        this.market = market;
        this.turn = turn;
    }

    private @Nullable BandRule ruleOf(String symbol) {
        Instrument instrument = market.instruments().bySymbol(symbol);
        return instrument == null ? null : gate.rules().bands().of(instrument);
    }

    boolean isWatched(String symbol) {
        return ruleOf(symbol) != null;
    }

    /** Its market has moved, or time has passed. */
    void look(String symbol) {
        MarketStates.Standing standing = states.of(symbol);
        MarketStates.Banded bands = standing == null ? null : standing.bands();
        boolean isTold = bands != null && bands.reference() == null || standing != null && standing.hasNoBandsWorkedOut();
        BandRule rule = isTold ? null : ruleOf(symbol);
        boolean isTime = rule != null && gate.rules().bands().areInForce(turn.time()) && state.dayEnded() == null
                && (standing == null || standing.haltEverywhere() == null);
        if (rule == null || !isTime) {
            forget(symbol, ruleOf(symbol) != null);
            if (bands != null && bands.reference() != null) {
                tell(new MarketFact.BandsWorkedOut(symbol, null, null, new Source("market data", null,
                        rule == null ? "none are worked out" : "not while it is halted or out of hours")));
            }
            return;
        }
        Price trade = prices.seen(symbol, Activation.Sees.LAST_TRADE);
        Seen seen = bySymbol.computeIfAbsent(symbol, _ -> seenSince(bands));
        if (trade == null || !trade.isPositive() || !seen.isOfNow(trade)) {
            return;
        }
        seen.add(turn.time(), trade);
        workOut(symbol, rule, seen, bands);
    }

    /** After a start, the reference price that stands is what was seen. */
    private Seen seenSince(MarketStates.@Nullable Banded bands) {
        Seen seen = new Seen();
        if (bands != null && bands.reference() != null) {
            seen.add(turn.time() - WINDOW, bands.reference());
        }
        return seen;
    }

    private void forget(String symbol, boolean isToComeAgain) {
        if (isToComeAgain) {
            Seen seen = bySymbol.computeIfAbsent(symbol, _ -> new Seen());
            seen.trades.clear();
            seen.before = market.lastTrade(symbol);
        } else {
            bySymbol.remove(symbol);
        }
    }

    private void workOut(String symbol, BandRule rule, Seen seen, MarketStates.@Nullable Banded before) {
        Instrument instrument = market.instruments().bySymbol(symbol);
        if (instrument == null) {
            return;
        }
        Price held = before == null ? null : before.reference();
        Price reference = held == null || before == null ? seen.trades.getLast().price : next(held, before.referenceTime(), seen);
        boolean isDoubled = gate.rules().bands().areDoubled(turn.time());
        Bands bands = rule.around(reference, instrument.referencePrice(), isDoubled, instrument.ticks());
        if (bands != null && (before == null || !bands.equals(before.bands()))) {
            tell(new MarketFact.BandsWorkedOut(symbol, bands, reference,
                    new Source("market data", null, rule + (isDoubled ? " doubled" : "") + " around " + reference)));
        }
    }

    /** The room that is kept in a full log is for the end of orders: the bands are looked at again with the next second. */
    private void tell(MarketFact.BandsWorkedOut fact) {
        if (!turn.logIsFull()) {
            turn.emit(new Event.MarketTold(fact));
            told++;
        }
    }

    private Price next(Price held, long since, Seen seen) {
        long move = Math.ceilDiv(held.raw(), PARTS_OF_A_MOVE);
        if (turn.time() - since < LEAST_HOLD || !seen.hasOneAsFarAway(held, move)) {
            return held;
        }
        Price mean = seen.mean(turn.time());
        return Math.abs(mean.raw() - held.raw()) >= move ? mean : held;
    }

    /** With each second: the mean goes on without a trade, and hours end. So much moves in one record; the rest goes on with the next one. */
    void goOn() {
        if (toLookAt.isEmpty()) {
            for (MarketStates.Standing standing : states.all()) {
                if (areWorkedOut(standing)) {
                    toLookAt.add(standing.symbol());
                }
            }
        }
        for (told = 0; told < PER_COMMAND && turn.hasRoom() && !toLookAt.isEmpty();) {
            String symbol = toLookAt.remove();
            if (areWorkedOut(states.of(symbol))) {
                look(symbol);
            }
        }
    }

    private static boolean areWorkedOut(MarketStates.@Nullable Standing standing) {
        return standing != null && standing.bands() != null && standing.bands().reference() != null;
    }

    /** Some have not had their turn of this second. */
    boolean isBehind() {
        return !toLookAt.isEmpty();
    }

    void after(Event event) {
        switch (event) {
            case Event.DayStarted _ -> beginDay();
            case Event.MarketTold e when e.fact() instanceof MarketFact.Halted f && f.isEverywhere() && bySymbol.containsKey(f.symbol()) -> forget(f.symbol(),
                    true);
            default -> {
                // is seen when its market moves
            }
        }
    }

    /** Last trades are of an earlier day. */
    private void beginDay() {
        bySymbol.clear();
        for (Instrument instrument : market.instruments().all()) {
            if (gate.rules().bands().of(instrument) != null) {
                forget(instrument.symbol(), true);
            }
        }
    }
}
