package io.portcullis.server.simulation;

import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the venues' own books say of the executions that have been reported to the hub: what the core has booked has to be the same, however often and in whatever order. */
final class DeliveredExecutions {

    private final Collection<Link> venueLinks;
    private final Map<Long, Map<Long, ExecutionFact>> byChild = new HashMap<>();

    DeliveredExecutions(Collection<Link> venueLinks) {
        this.venueLinks = venueLinks;
    }

    void delivered(Link.Message message) {
        ExecutionFact fact = message.fact();
        if (fact != null) {
            byChild.computeIfAbsent(fact.childId(), child -> new HashMap<>()).merge(fact.number(), fact,
                    (known, told) -> told.version() > known.version() ? told : known);
        }
    }

    /** From what the hub is done with, by its own account. */
    void rebuild() {
        byChild.clear();
        for (Link link : venueLinks) {
            for (int i = 0; i < link.heard(); i++) {
                delivered(link.said(i));
            }
        }
    }

    /** What was closed is of the past. */
    void forgetAllBut(Collection<Long> childIds) {
        byChild.keySet().retainAll(childIds);
    }

    void check(ChildOrder child) {
        Quantity quantity = Quantity.ZERO;
        Money value = Money.ZERO;
        for (ExecutionFact fact : byChild.getOrDefault(child.childId(), Map.of()).values()) {
            quantity = quantity.plus(fact.quantity());
            value = value.plus(fact.value());
        }
        if (!quantity.equals(child.cumQty()) || !value.equals(child.traded())) {
            throw new BrokenInvariant(child.parent().orderId(),
                    "child order " + child.childId() + " counts " + child.cumQty() + " executed for " + child.traded() + ", " + child.venue()
                            + " has reported " + quantity + " for " + value + "; booked are " + child.fills());
        }
    }
}
