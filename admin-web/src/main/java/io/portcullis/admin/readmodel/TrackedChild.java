package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A child order as far as it is shown. */
final class TrackedChild {

    final TrackedOrder parent;
    Event.ChildOrderCreated created;
    private final long createdAt;
    private OrderSummary summary;
    private @Nullable Price price;
    private @Nullable String venueOrderId;
    private boolean acknowledged;
    private boolean wasSent = true;
    private boolean requestPending;
    private boolean inDoubt;
    private long updated;
    private String text = "";

    TrackedChild(TrackedOrder parent, Event.ChildOrderCreated created, long time) {
        this.parent = parent;
        this.created = created;
        this.createdAt = time;
        this.updated = time;
        this.price = created.price();
        this.summary = new OrderSummary(created.childId(), OrdStatus.PENDING_NEW, created.orderQty(), Quantity.ZERO, created.orderQty(), Money.ZERO);
    }

    /** One of a shard that was recovered: when it was created, and what quote it was created for, is in the log only. */
    static TrackedChild recovered(TrackedOrder parent, ChildOrder child, long time) {
        TrackedChild tracked = new TrackedChild(parent, new Event.ChildOrderCreated(child.childId(), child.parent().orderId(), child.venue(),
                child.conditions(), null, null, child.session()), time);
        tracked.summary = child.summary();
        tracked.venueOrderId = child.venueOrderId();
        tracked.acknowledged = child.isAcknowledged();
        tracked.wasSent = child.wasSent();
        tracked.requestPending = child.hasPendingRequest();
        tracked.inDoubt = child.isUnconfirmed();
        return tracked;
    }

    void stand(OrderSummary now, long time) {
        summary = now;
        updated = time;
    }

    void acknowledged(String orderIdOfVenue) {
        venueOrderId = orderIdOfVenue;
        known();
    }

    /** It is there without our doing: what it executed was assigned by hand. */
    void found(String orderIdOfVenue) {
        wasSent = false;
        acknowledged(orderIdOfVenue);
    }

    /** What it executed, told or not, shows that the stop price of its order was reached. */
    void executed() {
        if (wasSent) {
            parent.waits(OrderRow.Trigger.TRIGGERED);
        }
    }

    /** The venue has shown that it has the order. */
    void known() {
        acknowledged = true;
        inDoubt &= requestPending;
    }

    /** A cancel or a replace is on its way to the venue. */
    void requested() {
        requestPending = true;
    }

    void requestAnswered() {
        requestPending = false;
        known();
    }

    void replaced(Conditions now) {
        price = now.price();
        created = new Event.ChildOrderCreated(created.childId(), created.orderId(), created.venue(), now.withQty(created.orderQty()), created.quotePrice(),
                created.quoteQty(), created.session());
        requestAnswered();
    }

    /** Requests about it go over that session of its venue from now on. @param session null for the first one */
    void moved(@Nullable SessionKey session) {
        created = new Event.ChildOrderCreated(created.childId(), created.orderId(), created.venue(), created.conditions(), created.quotePrice(),
                created.quoteQty(), session);
    }

    boolean goesOver(VenueId venue, SessionKey session) {
        return created.venue().equals(venue) && Objects.equals(created.session(), venue.further(session));
    }

    /** Its venue has it on other terms, by itself. */
    void adjusted(Conditions now) {
        price = now.price();
        known();
    }

    void ended(String why) {
        text = why;
        requestAnswered();
    }

    void questioned() {
        inDoubt = true;
    }

    void questionAnswered() {
        inDoubt = false;
    }

    /** Its session with the venue went down: an answer that was still on its way may never come. */
    void venueLost() {
        inDoubt |= !acknowledged || requestPending;
    }

    Quantity leavesQty() {
        return summary.leavesQty();
    }

    boolean isUnconfirmed() {
        return inDoubt && summary.leavesQty().isPositive();
    }

    OrderDetail.Child view(String venueClOrdId) {
        return new OrderDetail.Child(venueClOrdId, created, price, summary, venueOrderId, isUnconfirmed(), createdAt, updated, text);
    }
}
