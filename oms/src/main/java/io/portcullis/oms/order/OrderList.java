package io.portcullis.oms.order;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders that came in one NewOrderList(35=E), and how they are linked. Keeps how each stands, also of those that have left the state. Changed by events only. */
public final class OrderList {

    /** More do not come in one message: what one order does to all others must fit into a record. */
    public static final int MOST_ORDERS = 100;

    /** An order of the list, as it last stood. */
    public static final class Leg {

        final Event.Listed listed;
        ClOrdId clOrdId;
        OrderSummary stands;
        boolean isOpen = true;
        /** By what siblings have executed; what is canceled because of them is not counted. */
        Quantity reducedBy = Quantity.ZERO;
        boolean isFirstExecuted;
        boolean isCut;
        boolean isCalledBack;
        /** For each share as the client gave it, so many now. */
        Ratio shares = Ratio.ONE;

        Leg(Event.Listed listed, OrderSummary stands) {
            this.listed = listed;
            this.clOrdId = listed.clOrdId();
            this.stands = stands;
        }

        public long orderId() {
            return listed.orderId();
        }

        /** As last accepted. */
        public ClOrdId clOrdId() {
            return clOrdId;
        }

        /** ClOrdLinkID(583); null if the client gave none. */
        public @Nullable String link() {
            return listed.link();
        }

        /** Orders of one group act on each other; 0 if it is in none. */
        public int group() {
            return listed.group();
        }

        public OrdStatus ordStatus() {
            return stands.ordStatus();
        }

        public Quantity orderQty() {
            return stands.orderQty();
        }

        public Quantity cumQty() {
            return stands.cumQty();
        }

        public Quantity leavesQty() {
            return stands.leavesQty();
        }

        /** Null if nothing is executed. */
        public @Nullable Price avgPx() {
            return cumQty().isPositive() ? stands.traded().per(cumQty()) : null;
        }

        /** @see ParentOrder#isOpen() */
        public boolean isOpen() {
            return isOpen;
        }

        public boolean isFilled() {
            return cumQty().isPositive() && cumQty().compareTo(orderQty()) >= 0;
        }

        /** Of its group it was the first to be executed: in a list in which one order cancels the others it is the one that stays. */
        public boolean isFirstExecuted() {
            return isFirstExecuted;
        }

        /** What it would be for had its siblings executed nothing. */
        public Quantity fullQty() {
            return orderQty().plus(reducedBy);
        }

        /** How much less it is for because of what its siblings have executed. */
        public Quantity reducedBy() {
            return reducedBy;
        }

        /** For each share as the client gave it, so many since corporate actions have changed the order. */
        public Ratio shares() {
            return shares;
        }

        /** It was made as small as the order that it has waited for, which ended before it was filled. */
        public boolean isCut() {
            return isCut;
        }

        /** It was called back because of another order, or with all of its list: once, whatever the venue said. */
        public boolean isCalledBack() {
            return isCalledBack;
        }
    }

    final Event.OrderListAccepted terms;
    final List<Leg> legs = new ArrayList<>();
    boolean isExecuted;
    boolean isCancelRequested;
    boolean isDone;

    OrderList(Event.OrderListAccepted terms) {
        this.terms = terms;
        this.isExecuted = !terms.waitsForExecute();
        for (Event.Listed listed : terms.orders()) {
            legs.add(new Leg(listed, new OrderSummary(listed.orderId(), OrdStatus.NEW, listed.orderQty(), Quantity.ZERO, listed.orderQty(),
                    Money.ZERO)));
        }
    }

    /** As its client gave it. */
    public Event.OrderListAccepted terms() {
        return terms;
    }

    public long listId() {
        return terms.listId();
    }

    public Contingency contingency() {
        return terms.contingency();
    }

    /** In the order of ListSeqNo(67). */
    public List<Leg> legs() {
        return legs;
    }

    public Leg leg(long orderId) {
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).orderId() == orderId) {
                return legs.get(i);
            }
        }
        throw new IllegalStateException("order " + orderId + " is not of list " + listId());
    }

    /** The order that this one waits for; null if it waits for none. */
    public @Nullable Leg primaryOf(Leg leg) {
        return contingency().triggers() && leg != legs.getFirst() ? legs.getFirst() : null;
    }

    /** Nothing of it goes out before ListExecute(35=L) has come. */
    public boolean waitsForExecute() {
        return !isExecuted;
    }

    /** Whether an order of it comes in without going out: it waits for another one, or for ListExecute(35=L). */
    public boolean holdsBack(Leg leg) {
        return terms.waitsForExecute() || primaryOf(leg) != null;
    }

    /** ListCancelRequest(35=K) has come. */
    public boolean isCancelRequested() {
        return isCancelRequested;
    }

    public boolean isOpen() {
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).isOpen) {
                return true;
            }
        }
        return false;
    }

    /** All of its orders have ended, and the client was told so. */
    public boolean isDone() {
        return isDone;
    }

    /** One of its orders stands otherwise. */
    void after(ParentOrder order) {
        Leg leg = leg(order.orderId());
        leg.clOrdId = order.terms().clOrdId();
        leg.stands = order.summary();
        leg.isOpen = order.isOpen();
        leg.isFirstExecuted |= leg.cumQty().isPositive() && !hasExecuted(leg.group());
    }

    private boolean hasExecuted(int group) {
        for (int i = 0; i < legs.size(); i++) {
            if (legs.get(i).group() == group && legs.get(i).isFirstExecuted) {
                return true;
            }
        }
        return false;
    }
}
