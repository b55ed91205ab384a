package io.portcullis.admin.readmodel;

import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event.Listed;
import io.portcullis.oms.event.Event.OrderListAccepted;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.OrderSummary;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.CrossTerms;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the order blotter: a parent order as it stood after a record.
 *
 * @param orderId OrderID(37)
 * @param terms as last agreed with the client
 * @param unconfirmed how many child orders a venue owes an answer for
 * @param children how many child orders there were
 * @param received when the order came, epoch nanoseconds
 * @param updated when a record last touched it, epoch nanoseconds
 * @param position of that record: of two rows of one order the one with the higher position is the newer
 * @param text why it was refused, rejected, canceled or expired; empty otherwise
 * @param trigger null for orders that wait for no stop price
 * @param list null for orders that came by themselves
 * @param cross null for orders that are no side of a cross
 * @param care null for orders that nobody works by hand
 * @param reference by which the desk calls an order that was given by telephone; empty for others
 */
public record OrderRow(String orderId, OrderTerms terms, OrderSummary summary, int unconfirmed, int children, long received, long updated, long position,
        String text, @Nullable Trigger trigger, @Nullable InList list, @Nullable InCross cross, @Nullable CareStanding care, String reference) {

    /**
     * The list that an order came in.
     *
     * @param name ListID(66)
     * @param link ClOrdLinkID(583); null if the client gave none
     * @param role how it depends on the others, in words; empty if it does not
     * @param isWaiting nothing of it has gone out yet, because it waits for another order or for ListExecute(35=L)
     * @param others the other orders of the list
     */
    public record InList(String name, Contingency contingency, @Nullable String link, String role, boolean isWaiting, List<Other> others) {

        static InList of(OrderListAccepted list, long orderId, Ids ids, boolean isWaiting) {
            int place = 0;
            while (list.orders().get(place).orderId() != orderId) {
                place++;
            }
            Listed itself = list.orders().get(place);
            List<Other> others = new ArrayList<>(list.orders().size());
            for (Listed other : list.orders()) {
                if (other != itself) {
                    others.add(new Other(ids.orderId(other.orderId()), other.clOrdId().value(), other.group() != 0 && other.group() == itself.group()));
                }
            }
            return new InList(list.name(), list.contingency(), itself.link(), role(list, itself, place), isWaiting, List.copyOf(others));
        }

        private static String role(OrderListAccepted list, Listed itself, int place) {
            String among = itself.group() == 0 ? "" : switch (list.contingency().amongSiblings()) {
                case ONE_CANCELS_OTHER -> "one cancels the other";
                case ONE_UPDATES_OTHER -> "one updates the other";
                case ONE_UPDATES_OTHER_PROPORTIONALLY -> "one updates the other proportionally";
                case NONE, ONE_TRIGGERS_OTHER, BRACKET -> "";
            };
            if (!list.contingency().triggers()) {
                return among;
            }
            return place == 0 ? "triggers the others" : "waits for " + list.orders().getFirst().clOrdId() + (among.isEmpty() ? "" : ", " + among);
        }
    }

    /**
     * The cross that an order is a side of.
     *
     * @param name CrossID(548) as the client gave it first
     * @param others the other side; none if the cross has one only
     */
    public record InCross(String name, CrossTerms terms, List<Other> others) {

        static InCross of(CrossFact.Accepted cross, long orderId, Ids ids) {
            return new InCross(cross.name(), cross.terms(), cross.sides().stream().filter(side -> side.orderId() != orderId)
                    .map(side -> new Other(ids.orderId(side.orderId()), side.clOrdId().value(), true)).toList());
        }
    }

    /** @param isSibling whether the two act on each other */
    public record Other(String orderId, String clOrdId, boolean isSibling) {
    }

    /**
     * How an order stands that people work.
     *
     * @param owner who works it; null if it is nobody's
     * @param isLocked what the client asks for waits
     * @param holdsFills executions from now on are not told to the client until they are released
     * @param held ExecIDs(17) of those that it is not told yet
     * @param atVenues how much of it is open at venues
     */
    public record CareStanding(@Nullable String owner, boolean isLocked, boolean holdsFills, List<String> held, Quantity atVenues) {
    }

    /** What an order that waits for its stop price does. */
    public enum Trigger {
        /** A venue waits for it. */
        AT_VENUE,
        /** It is kept here. */
        PARKED,
        /** It was reached. */
        TRIGGERED
    }

    /** Whether anything of it may still trade. */
    public boolean isOpen() {
        return summary.leavesQty().isPositive();
    }

    /** AvgPx(6), rounded half up to eight places; null before the first fill. */
    public @Nullable Price avgPx() {
        return averagePrice(summary);
    }

    static @Nullable Price averagePrice(OrderSummary summary) {
        return summary.cumQty().isPositive() ? summary.traded().per(summary.cumQty()) : null;
    }
}
