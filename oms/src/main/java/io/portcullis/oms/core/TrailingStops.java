package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.instrument.TrailingStop;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Peg;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves the stop prices of trailing stop orders that are kept here behind the market, by whole ticks and never back; of those with a limit the limit as far. Also while trading
 * is halted, and while no venue would take them: only that they are triggered waits.
 */
final class TrailingStops {

    /**
     * The best price that was seen while more orders had to be moved than go into one record.
     *
     * @param before orders with a lower number were there when it was seen
     */
    private record Unfinished(Price price, long before) {
    }

    private final ParkedOrders parked;
    private final Market market;
    private final StalePrices prices;
    private final Turn turn;
    private final Map<String, Unfinished> unfinishedBuys = new HashMap<>();
    private final Map<String, Unfinished> unfinishedSells = new HashMap<>();

    TrailingStops(ParkedOrders parked, Market market, StalePrices prices, Turn turn) {
        this.parked = parked;
        this.market = market;
        this.prices = prices;
        this.turn = turn;
    }

    /**
     * Moves those that the present price moves, and those that a better one would have moved for which there was no room.
     *
     * @param most how many at most
     * @return how many less than {@code most}; 0 if there may be more
     */
    int follow(String symbol, boolean isBuy, int most) {
        Map<String, Unfinished> ofSide = isBuy ? unfinishedBuys : unfinishedSells;
        Unfinished unfinished = ofSide.isEmpty() ? null : ofSide.remove(symbol);
        Unfinished before = prices.areStale(symbol) ? null : unfinished;
        Instrument instrument = market.instruments().bySymbol(symbol);
        if (!parked.isTrailed(symbol, isBuy) || instrument == null) {
            return most;
        }
        Price price = prices.seen(symbol, isBuy);
        int left = most;
        if (before != null && (price == null || TrailingStop.isNearer(isBuy, before.price, price))) { // it moves stop prices nearer to the market
            left = follow(instrument, isBuy, before, ofSide, most);
            parked.lookAtLater(symbol); // by the present price some of them may be reached now
        }
        return left == 0 || price == null ? left : follow(instrument, isBuy, new Unfinished(price, turn.nextNumber()), ofSide, left);
    }

    private int follow(Instrument instrument, boolean isBuy, Unfinished seen, Map<String, Unfinished> ofSide, int most) {
        int left = follow(instrument, isBuy, seen, most);
        if (left == 0) {
            ofSide.put(instrument.symbol(), seen);
        }
        return left;
    }

    private int follow(Instrument instrument, boolean isBuy, Unfinished seen, int most) {
        List<Event.OrderTrailed> moves = new ArrayList<>(0);
        if (most > 0) {
            parked.eachTrailedBy(instrument.symbol(), isBuy, seen.price, order -> {
                Event.OrderTrailed move = order.orderId() < seen.before ? move(order, seen.price, instrument) : null;
                if (move != null) {
                    moves.add(move);
                }
                return moves.size() < most;
            });
        }
        moves.forEach(turn::emit);
        return most - moves.size();
    }

    private static Event.@Nullable OrderTrailed move(ParentOrder order, Price price, Instrument instrument) {
        TrailingStop trail = new TrailingStop(Objects.requireNonNull(order.terms().instructions().peg()), order.terms().side().isBuy(), instrument.ticks());
        Price stopPx = trail.stopPx(price);
        return stopPx == null ? null : moveTo(order, stopPx, limitAt(order.terms().conditions(), stopPx, trail));
    }

    /** Null if that is not nearer to the market. */
    private static Event.@Nullable OrderTrailed moveTo(ParentOrder order, Price stopPx, @Nullable Price limit) {
        Price present = order.terms().instructions().stopPx();
        boolean moves = present == null || TrailingStop.isNearer(order.terms().side().isBuy(), stopPx, present);
        return moves && (limit == null || limit.isPositive()) ? new Event.OrderTrailed(order.orderId(), stopPx, limit) : null;
    }

    /** As far from the stop price as it was. */
    private static @Nullable Price limitAt(Conditions conditions, Price stopPx, TrailingStop trail) {
        Price limit = moved(conditions.price(), conditions.instructions().stopPx(), stopPx);
        return limit == null ? null : trail.rounded(limit);
    }

    private static @Nullable Price moved(@Nullable Price limit, @Nullable Price from, Price to) {
        return limit == null || from == null ? limit : new Price(limit.raw() + (to.raw() - from.raw()));
    }

    /** What a venue that trails it shows of it: told to the client when it asks, and where it goes on from if the venue lets go of it. */
    void shownAt(ParentOrder order, Price stopPx, @Nullable Price limit) {
        Conditions had = order.terms().conditions();
        Price shown = had.price() == null ? null : limit == null ? moved(had.price(), had.instructions().stopPx(), stopPx) : limit;
        Event.OrderTrailed move = had.isTrailing() && !order.isTriggered() && stopPx.isPositive() ? moveTo(order, stopPx, shown) : null;
        if (move != null) {
            turn.emit(move);
        }
    }

    // How it begins

    /** With the stop price that belongs to the market now, if the client has left it to that; as they are if nothing is seen of the market. */
    OrderTerms begun(OrderTerms terms) {
        Conditions conditions = terms.conditions();
        return conditions.isTrailing() && conditions.instructions().stopPx() == null ? terms.replacedBy(terms.clOrdId(), begun(terms, conditions)) : terms;
    }

    private Conditions begun(OrderTerms terms, Conditions conditions) {
        Price price = prices.seen(terms.symbol(), terms.side().isBuy());
        Instrument instrument = market.instruments().bySymbol(terms.symbol());
        Peg peg = conditions.instructions().peg();
        if (price == null || instrument == null || peg == null) {
            return conditions;
        }
        Price stopPx = new TrailingStop(peg, terms.side().isBuy(), instrument.ticks()).stopPx(price);
        return stopPx == null ? conditions : conditions.with(conditions.instructions().withStopPx(stopPx));
    }

    /** What speaks against trailing it here: from where the market is, no price is that far away. Null if there is nothing, or nothing is seen of the market. */
    @Nullable
    Objection objectionTo(OrderTerms terms) {
        Conditions conditions = terms.conditions();
        Peg peg = conditions.instructions().peg();
        Price price = conditions.isTrailing() && peg != null && begun(terms).instructions().stopPx() == null
                ? prices.seen(terms.symbol(), terms.side().isBuy())
                : null;
        return price == null || peg == null ? null
                : new Objection(Refusal.INVALID_VALUE, "PegOffsetValue(211) of a trailing stop order that is kept here must leave a stop "
                        + "price above 0, the market being at " + price + ", was " + peg.offsetText());
    }

    /** What a replace asks for, with the stop price as it then is. By another distance it begins anew; by the same it goes on, and never back. */
    Conditions replacing(ParentOrder order, Conditions asked) {
        if (!asked.isTrailing()) {
            return asked;
        }
        if (isTrailedAlike(order, asked)) {
            return onTick(order, asked, goingOn(order, asked));
        }
        return asked.instructions().stopPx() == null && order.isParked() ? begun(order.terms(), asked) : asked;
    }

    /** Where the limit went along into a band of other ticks. */
    private Conditions onTick(ParentOrder order, Conditions asked, Conditions goingOn) {
        Price limit = goingOn.price();
        Peg peg = goingOn.instructions().peg();
        Instrument instrument = market.instruments().bySymbol(order.terms().symbol());
        return limit == null || peg == null || instrument == null || limit.equals(asked.price()) ? goingOn
                : goingOn.withPrice(new TrailingStop(peg, order.terms().side().isBuy(), instrument.ticks()).rounded(limit));
    }

    private static boolean isTrailedAlike(ParentOrder order, Conditions asked) {
        return Objects.equals(asked.instructions().peg(), order.terms().instructions().peg());
    }

    /** The conditions that are asked for, where the order is trailed as before, with a stop price not behind the one that it has; the limit keeps its distance until it counts. */
    static Conditions goingOn(ParentOrder order, Conditions asked) {
        Price present = order.terms().instructions().stopPx();
        Price wanted = asked.instructions().stopPx();
        if (present == null || !asked.isTrailing() || !isTrailedAlike(order, asked) || wanted == null && asked.ordType().hasPrice()) {
            return asked;
        }
        boolean isBehind = wanted == null || TrailingStop.isNearer(order.terms().side().isBuy(), present, wanted);
        return !isBehind ? asked : asked.trailedTo(present, order.isTriggered() ? asked.price() : moved(asked.price(), wanted, present));
    }
}
