package io.portcullis.oms.core;

import io.portcullis.oms.command.Command.VenueReport;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.Quantity;
import org.jspecify.annotations.Nullable;

/** What venues' reports of different kinds say of an order in the same way. */
final class Findings {

    private final Turn turn;

    Findings(Turn turn) {
        this.turn = turn;
    }

    void note(VenueReport c, String text, boolean alarm) {
        turn.emit(new Event.VenueMessageNoted(c.venue(), c.clOrdId(), c.execId(), text, alarm));
    }

    static String textOf(VenueReport c) {
        String text = c.text();
        return text == null ? "" : c.venue() + ": " + text;
    }

    /** Whatever a venue reports of an order, it has it. Some give it a new OrderID(37) with a replace, or with each report, and want the last one named. */
    void acknowledgeByTheWay(ChildOrder child, VenueReport c) {
        if (!child.isAcknowledged() || !c.venueOrderId().isEmpty() && !c.venueOrderId().equals(child.venueOrderId())) {
            turn.emit(new Event.ChildOrderAcknowledged(child.childId(), c.venueOrderId()));
        }
    }

    /** The venue has the order on other terms than we do: how it now stands there is said by the answer, which can't be an older report that comes again. */
    void ask(ChildOrder child) {
        turn.emit(new Event.ChildStatusRequested(child.currentRequestId(), child.childId()));
    }

    /** The order is over at the venue: what it executed by its own count has to have been reported. */
    void missed(ChildOrder child, @Nullable Quantity venueCumQty) {
        if (venueCumQty != null && venueCumQty.exceeds(child.cumQty())) {
            turn.emit(new Event.ExecutionMissed(child.childId(), venueCumQty.minus(child.cumQty())));
        }
    }
}
