package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Quantity;
import java.util.HashSet;
import java.util.Set;

/** Which fills people have booked, or found an order for: no venue says that they are that order's. */
final class AssignedByHand {

    private final Set<Long> execIds = new HashSet<>();
    private final Set<Long> found = new HashSet<>();

    void after(Event event) {
        switch (event) {
            case Event.StrayAssigned e -> execIds.add(e.execId());
            case Event.FillCorrected e when execIds.contains(e.correctedExecId()) -> execIds.add(e.execId());
            case Event.ChildOrderFound e -> found.add(e.childId());
            case Event.FilledByHand e -> {
                found.add(e.childId());
                execIds.add(e.execId());
            }
            default -> {
                // not about them
            }
        }
    }

    void clear() {
        execIds.clear();
        found.clear();
    }

    /** It was never sent. */
    boolean isFound(ChildOrder child) {
        return found.contains(child.childId());
    }

    Quantity quantity(ChildOrder child) {
        Quantity sum = Quantity.ZERO;
        for (Fill fill : child.fills()) {
            sum = isStanding(fill) ? sum.plus(fill.lastQty()) : sum;
        }
        return sum;
    }

    Money value(ChildOrder child) {
        Money sum = Money.ZERO;
        for (Fill fill : child.fills()) {
            sum = isStanding(fill) ? sum.plus(Money.of(fill.lastQty(), fill.lastPx())) : sum;
        }
        return sum;
    }

    private boolean isStanding(Fill fill) {
        return execIds.contains(fill.execId()) && !fill.isBusted();
    }
}
