package io.portcullis.server.simulation;

import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the venues' own books say of the executions that have been reported to the hub: what the core has booked has to be the same, however often and in whatever order. */
final class DeliveredExecutions {

    private final Collection<Link> venueLinks;
    private final AssignedByHand byHand;
    private final Map<Long, Map<Long, ExecutionFact>> byChild = new HashMap<>();
    private final Map<Long, Set<Long>> traded = new HashMap<>();

    DeliveredExecutions(Collection<Link> venueLinks, AssignedByHand byHand) {
        this.venueLinks = venueLinks;
        this.byHand = byHand;
    }

    void delivered(Link.Message message) {
        ExecutionFact fact = message.fact();
        if (fact != null) {
            if (fact.version() == 0) {
                traded.computeIfAbsent(fact.childId(), child -> new HashSet<>()).add(fact.number());
            }
            byChild.computeIfAbsent(fact.childId(), child -> new HashMap<>()).merge(fact.number(), fact,
                    (known, told) -> told.version() > known.version() ? told : known);
        }
    }

    /** From what the hub is done with, by its own account. */
    void rebuild() {
        byChild.clear();
        traded.clear();
        for (Link link : venueLinks) {
            for (int i = 0; i < link.heard(); i++) {
                delivered(link.said(i));
            }
        }
    }

    /** What was closed is of the past. */
    void forgetAllBut(Collection<Long> childIds) {
        byChild.keySet().retainAll(childIds);
        traded.keySet().retainAll(childIds);
    }

    /** What was busted or corrected before it came counts when it has come. */
    void check(ChildOrder child) {
        Quantity quantity = byHand.quantity(child);
        Money value = byHand.value(child);
        Set<Long> come = traded.getOrDefault(child.childId(), Set.of());
        for (ExecutionFact fact : byChild.getOrDefault(child.childId(), Map.of()).values()) {
            quantity = come.contains(fact.number()) ? quantity.plus(fact.quantity()) : quantity;
            value = come.contains(fact.number()) ? value.plus(fact.value()) : value;
        }
        Quantity booked = child.fills().stream().filter(fill -> !fill.isBusted()).map(Fill::lastQty).reduce(Quantity.ZERO, Quantity::plus);
        if (!quantity.equals(child.parent().adjusted() == null ? child.cumQty() : booked) || !value.equals(child.traded())) {
            throw new BrokenInvariant(child.parent().orderId(),
                    "child order " + child.childId() + " counts " + child.cumQty() + " executed for " + child.traded() + ", " + child.venue()
                            + " has reported " + quantity + " for " + value + "; booked are " + child.fills());
        }
    }
}
