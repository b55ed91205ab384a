package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LocateFact;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Quantity;
import java.util.HashMap;
import java.util.Map;

/** What holds of short sales of the account that needs locates: whenever one is accepted, what is open and what was executed on that day is no more than all that was located. */
final class LocateChecks {

    /** @param executed on this day, while it was of that account */
    private record Used(String symbol, boolean isOfAccount, Quantity cumQty, Quantity executed, Quantity open) {

        private Quantity quantity() {
            return executed.plus(open);
        }
    }

    private final Map<Long, Used> ofOrders = new HashMap<>();
    private final Map<String, Quantity> used = new HashMap<>();
    private final Map<String, Quantity> located = new HashMap<>();

    /** @param orders of earlier days */
    void startDay(Iterable<ParentOrder> orders) {
        ofOrders.clear();
        used.clear();
        located.clear();
        orders.forEach(this::update);
    }

    void note(Event event) {
        if (event instanceof Event.LocatesTold told && told.fact() instanceof LocateFact.Added added) {
            located.merge(added.locate().symbol(), added.locate().quantity(), Quantity::plus);
        }
    }

    /** As it is after a record. */
    void update(ParentOrder order) {
        if (!order.terms().side().isShort() || order.terms().instructions().strategy() != null) {
            return;
        }
        boolean isOfAccount = RandomLocates.ACCOUNT.equals(order.terms().account());
        Used was = ofOrders.get(order.orderId());
        Quantity executed = was == null ? Quantity.ZERO : was.executed;
        if (was != null && was.isOfAccount && isOfAccount) {
            executed = executed.plus(order.cumQty().minus(was.cumQty)).max(Quantity.ZERO);
        }
        Quantity open = isOfAccount ? order.worstLeavesQty() : Quantity.ZERO;
        Used now = new Used(order.terms().symbol(), isOfAccount, order.cumQty(), executed, open);
        ofOrders.put(order.orderId(), now);
        if (was != null) {
            used.merge(was.symbol, Quantity.ZERO.minus(was.quantity()), Quantity::plus);
        }
        used.merge(now.symbol, now.quantity(), Quantity::plus);
    }

    /** After the orders that a record is about were noted. */
    void check(Event event) {
        if (event instanceof Event.OrderAccepted e && e.terms().side().isShort() && e.terms().instructions().strategy() == null
                && RandomLocates.ACCOUNT.equals(e.terms().account())) {
            String symbol = e.terms().symbol();
            Quantity there = located.getOrDefault(symbol, Quantity.ZERO);
            if (used.getOrDefault(symbol, Quantity.ZERO).exceeds(there)) {
                throw new BrokenInvariant(e.orderId(), "a short sale was accepted, though only " + there + " of " + symbol + " was located on that day and "
                        + used.get(symbol) + " is open or executed");
            }
        }
    }
}
