package io.portcullis.oms.core;

import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Price;
import java.util.List;

/**
 * Lets orders begin to work, each once, when their time has come or the price is there that they wait for. Where nothing new goes out then, or no venue takes it, a time that
 * has come stays so and is tried again each second; a price has to be there still.
 */
final class Activations {

    /** In one record: what is more waits for the next one. */
    private static final int PER_COMMAND = 200;
    private static final int MOST_LOOKS = 10 * PER_COMMAND;
    private static final long TRY_AGAIN_NANOS = 1_000_000_000;

    private final OrdersToActivate waiting;
    private final StalePrices prices;
    private final Releases releases;
    private final Turn turn;
    private boolean isBehind;

    Activations(OrdersToActivate waiting, StalePrices prices, Releases releases, Turn turn) {
        this.waiting = waiting;
        this.prices = prices;
        this.releases = releases;
        this.turn = turn;
    }

    /** At the end of each command: what came with it may have nothing to wait for. */
    void settle() {
        for (int i = 0; i < PER_COMMAND && turn.hasRoom() && waiting.hasDue(turn.time()); i++) {
            ParentOrder order = waiting.nextDue(turn.time());
            if (order != null) {
                timeHasCome(order);
            }
        }
        isBehind = waiting.hasDue(turn.time());
        for (String symbol = waiting.nextToLookAt(); symbol != null && turn.hasRoom(); symbol = waiting.nextToLookAt()) {
            look(symbol);
        }
    }

    /** What could not be let go when its price came. */
    void goOn() {
        if (!turn.sendsNothingNew()) {
            waiting.lookAtAllLater();
        }
    }

    /** Whether there was no room for all whose time has come. */
    boolean isBehind() {
        return isBehind;
    }

    private void timeHasCome(ParentOrder order) {
        Activation activation = order.terms().instructions().activation();
        if (activation != null && activation.trigger() != null) {
            waiting.watch(order.orderId(), activation.trigger());
        } else if (!releases.letGo(order, null, false)) {
            waiting.tryAgainAt(turn.time() + TRY_AGAIN_NANOS, order.orderId());
        }
    }

    /** Looks at the orders that wait for a price of the symbol. */
    void look(String symbol) {
        if (!waiting.isWatched(symbol) || turn.sendsNothingNew()) {
            return;
        }
        for (Activation.Sees sees : waiting.seen(symbol)) {
            Price price = prices.seen(symbol, sees);
            if (price != null) {
                letGoWhatIsReachedBy(price, symbol, sees);
            }
        }
    }

    /** What no venue takes now is set aside for a moment, so that it does not hold up those behind it. */
    private void letGoWhatIsReachedBy(Price price, String symbol, Activation.Sees sees) {
        List<ParentOrder> reached = waiting.reachedBy(symbol, sees, price, PER_COMMAND);
        for (int looks = 0; looks < MOST_LOOKS && !reached.isEmpty(); looks += PER_COMMAND) {
            for (ParentOrder order : reached) {
                if (!turn.hasRoom()) {
                    return;
                }
                if (!releases.letGo(order, null, false)) {
                    waiting.setAsideUntil(turn.time() + TRY_AGAIN_NANOS, order.orderId());
                }
            }
            reached = waiting.reachedBy(symbol, sees, price, PER_COMMAND);
        }
    }
}
