package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Price;
import org.agrona.collections.LongHashSet;

/**
 * Decides when orders that are kept here are triggered, each once, and sends them on. Not while trading, or its instrument, is halted or the trading day is over, and not while no venue would take them: they are looked
 * at again with the next price, or when a venue takes orders again. One that no venue would take does not hold up those behind it; one for which venues have no room is looked at again each second.
 */
final class Triggers {

    /** In one record: what is more waits for the next one. */
    private static final int PER_COMMAND = 200;
    /** How many that no venue would take are passed by, until those behind them have to wait, too. */
    private static final int MAX_PASSED_BY = 200;
    /** How many for which venues have no room are set aside in one record: what is more waits for the next one. */
    private static final int MAX_SET_ASIDE = 200;
    private static final long TRY_AGAIN_NANOS = 1_000_000_000;

    private enum Outcome {
        TRIGGERED,
        /** Venues have no room for it by the limits on what is there, which may be so for long. */
        FULL,
        /** No venue takes it now, or it will not be there any more in a moment. */
        WAITS
    }

    private final ShardState state;
    private final ParkedOrders parked;
    private final DueList due;
    private final Routing routing;
    private final StalePrices prices;
    private final TrailingStops trailing;
    private final Siblings siblings;
    private final KillGate kills;
    private final MarketGate markets;
    private final Turn turn;
    private final LongHashSet passedBy = new LongHashSet();

    Triggers(ShardState state, ParkedOrders parked, DueList due, Routing routing, StalePrices prices, TrailingStops trailing, Siblings siblings,
            KillGate kills, MarketGate markets, Turn turn) {
        this.state = state;
        this.parked = parked;
        this.due = due;
        this.routing = routing;
        this.prices = prices;
        this.trailing = trailing;
        this.siblings = siblings;
        this.kills = kills;
        this.markets = markets;
        this.turn = turn;
    }

    /** Looks at the orders of a symbol. */
    void look(String symbol) {
        if (!parked.isWatched(symbol) || turn.logIsFull() || state.dayEnded() != null || markets.isHalted(symbol)) {
            return;
        }
        int left = PER_COMMAND;
        if (state.halt() == null) {
            left = look(symbol, true, left);
            left = look(symbol, false, left);
        }
        left = trailing.follow(symbol, true, left);
        if (trailing.follow(symbol, false, left) == 0) {
            parked.lookAtLater(symbol);
        }
    }

    private int look(String symbol, boolean isBuy, int most) {
        Price price = prices.seen(symbol, isBuy);
        int left = most;
        int full = 0;
        passedBy.clear();
        while (price != null && left > 0 && passedBy.size() < MAX_PASSED_BY) {
            ParentOrder order = parked.reachedBy(symbol, isBuy, price, passedBy);
            if (order == null) {
                return left;
            }
            if (full == MAX_SET_ASIDE) {
                parked.lookAtLater(symbol);
                return left;
            }
            if (!turn.hasRoom()) {
                return 0;
            }
            switch (release(order, price)) {
                case TRIGGERED -> left--;
                case FULL -> {
                    parked.setAsideUntil(turn.time() + TRY_AGAIN_NANOS, order.orderId());
                    full++;
                }
                case WAITS -> passedBy.add(order.orderId());
            }
        }
        return left;
    }

    private Outcome release(ParentOrder order, Price price) {
        if (!order.isParked()) {
            throw new IllegalStateException("order " + order.orderId() + " is to be triggered, and is not kept here");
        }
        if (isEnding(order)) {
            if (isItsTurnToCome(order)) {
                parked.lookAtLater(order.terms().symbol());
            }
            return Outcome.WAITS;
        }
        if (kills.stops(order)) {
            return Outcome.WAITS; // canceled in a moment
        }
        if (siblings.claim(order)) {
            parked.lookAtLater(order.terms().symbol());
            return Outcome.WAITS;
        }
        if (!order.workingQty().isPositive()) {
            return Outcome.WAITS; // looked at again when some of it is let go
        }
        Routing.Plan plan = routing.planOnceTriggered(order);
        if (plan.isEmpty()) {
            return plan.isFull() ? Outcome.FULL : Outcome.WAITS;
        }
        turn.emit(new Event.OrderTriggered(turn.nextId(), order.orderId(), price));
        routing.create(order.orderId(), plan);
        return Outcome.TRIGGERED;
    }

    /** Its time is over, or its cancel is accepted, and it is only not its turn yet. */
    private boolean isEnding(ParentOrder order) {
        SessionState session = state.session(order.terms().session());
        return due.isOver(order, turn.time()) || session != null && session.isAboutToCancel(order);
    }

    /** It will be ended by itself. One whose expiry came while it was being canceled in vain waits for nothing more: to look at it again would never end. */
    private boolean isItsTurnToCome(ParentOrder order) {
        SessionState session = state.session(order.terms().session());
        return due.hasMoreToExpire(turn.time()) || session != null && session.isAboutToCancel(order);
    }

    /** Goes on where one command was not enough, and looks again at what was set aside. */
    void goOn() {
        parked.takeUpAgain(turn.time());
        String symbol = parked.nextToLookAt();
        if (symbol != null) {
            look(symbol);
        }
    }
}
