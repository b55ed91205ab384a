package io.portcullis.oms.order;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.SessionKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that came in one NewOrderCross(35=s), and live and end together at one venue. Changed by events only. */
public final class Cross {

    /** One of its orders. */
    public static final class Side {

        final long orderId;
        boolean isCalledBack;
        boolean isBeingCanceled;

        Side(long orderId) {
            this.orderId = orderId;
        }

        public long orderId() {
            return orderId;
        }

        /** Somebody wants it ended, or has wanted it since the last time that somebody wanted only the other side ended: it is not called back once more. */
        public boolean isCalledBack() {
            return isCalledBack;
        }
    }

    private final long crossId;
    private final SessionKey session;
    private final CrossFact.Accepted accepted;
    private final List<Side> sides = new ArrayList<>(2);
    final List<CrossFact.Requested> requests = new ArrayList<>(0);
    final List<CrossFact.Sent> sent = new ArrayList<>(1);
    String name;
    long venueName;

    Cross(long crossId, SessionKey session, CrossFact.Accepted accepted) {
        this.crossId = crossId;
        this.session = session;
        this.accepted = accepted;
        this.name = accepted.name();
        accepted.sides().forEach(side -> sides.add(new Side(side.orderId())));
    }

    /** By which the event log names it; the client is told it as HostCrossID(961). */
    public long crossId() {
        return crossId;
    }

    public SessionKey session() {
        return session;
    }

    /** As its client gave it. */
    public CrossFact.Accepted accepted() {
        return accepted;
    }

    public CrossTerms terms() {
        return accepted.terms();
    }

    /** CrossID(548) as last accepted. */
    public String name() {
        return name;
    }

    /** One or two, as in the client's message. */
    public List<Side> sides() {
        return sides;
    }

    public Side side(long orderId) {
        for (int i = 0; i < sides.size(); i++) {
            if (sides.get(i).orderId == orderId) {
                return sides.get(i);
            }
        }
        throw new IllegalStateException("order " + orderId + " is no side of cross " + crossId);
    }

    /** Null if it has one side only. */
    public @Nullable Side otherThan(Side side) {
        return sides.size() == 1 ? null : sides.get(0) == side ? sides.get(1) : sides.get(0);
    }

    /** CrossID(548) of the message in which the client gave that ClOrdID(11); that of the first one if it came in none. */
    public String nameOf(ClOrdId clOrdId) {
        for (CrossFact.Requested request : requests) {
            for (CrossFact.Side side : request.sides()) {
                if (side.clOrdId().equals(clOrdId)) {
                    return request.name();
                }
            }
        }
        return accepted.name();
    }

    /** Further fields of a side in the client's message that has that ClOrdID(11); null for none. */
    public @Nullable String fieldsOf(ClOrdId clOrdId) {
        for (CrossFact.Side side : accepted.sides()) {
            if (side.clOrdId().equals(clOrdId)) {
                return side.fields();
            }
        }
        for (CrossFact.Requested request : requests) {
            for (CrossFact.Side side : request.sides()) {
                if (side.clOrdId().equals(clOrdId)) {
                    return side.fields();
                }
            }
        }
        return null;
    }

    /** The number of the CrossID(548) by which its venue knows it now; 0 if it was never sent. */
    public long venueName() {
        return venueName;
    }

    /** What the venue was sent with that request in it; null if nothing was. */
    public CrossFact.@Nullable Sent sentWith(long requestId) {
        for (int i = sent.size() - 1; i >= 0; i--) {
            if (sent.get(i).requestIds().contains(requestId)) {
                return sent.get(i);
            }
        }
        return null;
    }

    // What events do to it

    void after(CrossFact fact) {
        switch (fact) {
            case CrossFact.Requested f -> requests.add(f);
            case CrossFact.Sent f -> {
                sent.add(f);
                venueName = f.message() == CrossFact.Message.NEW ? f.name() : venueName;
            }
            case CrossFact.Accepted f -> throw new IllegalStateException("cross " + crossId + " accepted again: " + f);
            case CrossFact.Refused f -> throw new IllegalStateException("cross " + crossId + " refused after it was accepted: " + f);
        }
    }

    /** Something has happened to one of its sides. */
    void after(Event event, ParentOrder order) {
        Side side = side(order.orderId);
        switch (event) {
            case Event.CancelRequested e -> wanted(side);
            case Event.CancelOrdered e -> wanted(side);
            case Event.OrderKilled e when !side.isBeingCanceled -> wanted(side);
            case Event.DeskActed e when e.fact() instanceof DeskFact.DeskCancelOrdered -> wanted(side);
            case Event.OrderAdjusted e when e.to().isCanceled() -> wanted(side);
            case Event.ExpiryDue e -> wanted(side);
            case Event.DisconnectCancelOrdered e -> wanted(side);
            case Event.MassCancelOrdered e -> wanted(side);
            case Event.LinkCancelOrdered e -> side.isCalledBack = true;
            case Event.OrderReplaced e -> name = nameOf(e.clOrdId());
            case Event.ChildOrderReplaced e -> {
                CrossFact.Sent message = sentWith(e.requestId());
                venueName = message == null ? venueName : message.name();
            }
            default -> {
                // what else becomes of a side is its own affair
            }
        }
        side.isBeingCanceled = order.pendingCancel != null;
    }

    private void wanted(Side side) {
        Side other = otherThan(side);
        side.isCalledBack = true;
        if (other != null && !other.isBeingCanceled) {
            other.isCalledBack = false;
        }
    }
}
