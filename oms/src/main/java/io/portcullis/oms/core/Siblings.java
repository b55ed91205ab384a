package io.portcullis.oms.core;

import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.OrderList.Leg;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What other orders of its list have taken from an order: nothing of that may go to a venue any more, also where nobody had the time to make the order smaller. */
final class Siblings {

    private final ShardState state;
    private final Market market;

    Siblings(ShardState state, Market market) {
        this.state = state;
        this.market = market;
    }

    /** Whether the order has to be called back, or made smaller, before any of it may go to a venue. */
    boolean claim(ParentOrder order) {
        OrderList list = state.lists().isEmpty() ? null : state.lists().of(order.orderId());
        if (list == null) {
            return false;
        }
        Leg leg = list.leg(order.orderId());
        Leg primary = list.primaryOf(leg);
        boolean isOrphan = primary != null && !primary.isOpen() && !primary.cumQty().isPositive();
        return list.isCancelRequested() || isOrphan || isToBeCut(leg, primary) || leg.group() != 0 && due(list, leg, order).isPositive();
    }

    /** Its primary has ended before it was filled, and the order could not be made smaller yet. */
    private static boolean isToBeCut(Leg leg, @Nullable Leg primary) {
        return primary != null && !primary.isOpen() && !primary.isFilled() && primary.cumQty().isPositive() && !leg.isCut();
    }

    /** How much less the order has to be, beyond what it was made smaller by already; all that is open if it has to be called back. */
    Quantity due(OrderList list, Leg leg, ParentOrder order) {
        return switch (list.contingency().amongSiblings()) {
            case ONE_CANCELS_OTHER -> firstExecutedBut(list, leg) == null ? Quantity.ZERO : order.leavesQty();
            case ONE_UPDATES_OTHER, ONE_UPDATES_OTHER_PROPORTIONALLY -> Shares.up(taken(list, leg), lotOf(order)).minus(leg.reducedBy()).max(Quantity.ZERO);
            case NONE, ONE_TRIGGERS_OTHER, BRACKET -> throw new IllegalStateException("orders of " + list.contingency() + " are no siblings");
        };
    }

    /** The first order of its group that was executed, unless it is this one; null if there is none. */
    static @Nullable Leg firstExecutedBut(OrderList list, Leg leg) {
        for (Leg other : list.legs()) {
            if (other.isFirstExecuted() && other.group() == leg.group() && other != leg) {
                return other;
            }
        }
        return null;
    }

    private static BigDecimal taken(OrderList list, Leg leg) {
        BigDecimal taken = BigDecimal.ZERO;
        boolean isProportional = list.contingency() == Contingency.ONE_UPDATES_OTHER_PROPORTIONALLY;
        for (Leg other : list.legs()) {
            if (other != leg && other.group() == leg.group() && other.cumQty().isPositive()) {
                taken = taken.add(isProportional ? Shares.of(leg.fullQty(), other.cumQty(), other.fullQty()) : inSharesOf(leg, other));
            }
        }
        return taken;
    }

    /** What another order has executed before a corporate action is in shares as they were then, if it has ended before. */
    private static BigDecimal inSharesOf(Leg leg, Leg other) {
        return leg.shares().equals(other.shares()) ? BigDecimal.valueOf(other.cumQty().raw())
                : BigDecimal.valueOf(leg.shares().down(other.shares().inverse().down(other.cumQty(), new Quantity(1)), new Quantity(1)).raw());
    }

    Quantity lotOf(ParentOrder order) {
        Instrument instrument = market.instruments().bySymbol(order.terms().symbol());
        return instrument == null ? new Quantity(1) : instrument.lot();
    }
}
