package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that nobody sees meet each other, and hidden interest, at the middle of the market: the oldest first, whatever their limits, if these allow the price. */
final class DarkPool implements OrderBook {

    private final List<ExchangeOrder> orders = new ArrayList<>();
    private @Nullable Price middle;
    private Quantity hiddenToBuy = Quantity.ZERO;
    private Quantity hiddenToSell = Quantity.ZERO;
    private @Nullable Price lastTrade;

    /** The market has moved, and other hidden interest is there: orders that rest may now meet it, or each other. */
    void move(Price newMiddle, Quantity newToBuy, Quantity newToSell, Meetings meetings) {
        middle = newMiddle;
        hiddenToBuy = newToBuy;
        hiddenToSell = newToSell;
        for (ExchangeOrder order : List.copyOf(orders)) {
            match(order, meetings);
        }
        orders.removeIf(order -> !order.isOpen());
    }

    @Override
    public Quantity executable(ExchangeOrder incoming) {
        Price at = middle;
        if (at == null || !incoming.accepts(at)) {
            return Quantity.ZERO;
        }
        Quantity sum = incoming.side.isBuy() ? hiddenToSell : hiddenToBuy;
        for (ExchangeOrder resting : orders) {
            sum = meets(resting, incoming, at) && !resting.isOfTheSame(incoming) ? sum.plus(resting.leavesQty()) : sum;
        }
        return sum;
    }

    private static boolean meets(ExchangeOrder resting, ExchangeOrder incoming, Price at) {
        return resting.side.isBuy() != incoming.side.isBuy() && resting.accepts(at);
    }

    @Override
    public void match(ExchangeOrder incoming, Meetings meetings) {
        Price at = middle;
        if (at == null || !incoming.accepts(at)) {
            return;
        }
        for (ExchangeOrder resting : List.copyOf(orders)) {
            Quantity quantity = resting.leavesQty().min(incoming.leavesQty());
            if (quantity.isPositive() && meets(resting, incoming, at)) {
                if (resting.isOfTheSame(incoming)) {
                    meetings.selfMatch(resting, incoming);
                    continue;
                }
                resting.fill(quantity, at);
                incoming.fill(quantity, at);
                lastTrade = at;
                meetings.traded(resting, incoming, quantity, at);
            }
        }
        orders.removeIf(order -> !order.isOpen());
        matchHidden(incoming, at, meetings);
    }

    private void matchHidden(ExchangeOrder incoming, Price at, Meetings meetings) {
        Quantity quantity = incoming.leavesQty().min(incoming.side.isBuy() ? hiddenToSell : hiddenToBuy);
        if (!quantity.isPositive()) {
            return;
        }
        if (incoming.side.isBuy()) {
            hiddenToSell = hiddenToSell.minus(quantity);
        } else {
            hiddenToBuy = hiddenToBuy.minus(quantity);
        }
        incoming.fill(quantity, at);
        lastTrade = at;
        meetings.traded(null, incoming, quantity, at);
    }

    @Override
    public void rest(ExchangeOrder order) {
        orders.add(order);
    }

    @Override
    public void remove(ExchangeOrder order) {
        orders.remove(order);
    }

    @Override
    public boolean takesMarketOrders() {
        return true;
    }

    @Override
    public @Nullable Price lastTrade() {
        return lastTrade;
    }
}
