package io.portcullis.oms.order;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;

/**
 * What a part of an order counts with at its venue: what may be executed there, and what was executed there and is not told, at the price that its order is valued at or, if that is higher, at its own limit. While a replace is
 * not done it counts with its old terms or with the new ones, whichever are more.
 */
public final class PartWorth {

    private PartWorth() {
    }

    /** The price of one share of a part on such conditions. @param valuation of the order. The net price of a multi-leg order says nothing of its legs' worth */
    public static Price price(Price valuation, Conditions part) {
        Price limit = part.price();
        return limit == null || part.instructions().strategy() != null || valuation.compareTo(limit) >= 0 ? valuation : limit;
    }

    /** In shares of its order. */
    public static Quantity quantity(ChildOrder child) {
        return child.ofOrder(child.worstLeavesQty()).plus(child.ofOrder(child.missedQty()));
    }

    public static Money of(ChildOrder child) {
        ParentOrder order = child.parent;
        ParentOrder.PendingReplace ofOrder = order.pendingReplace;
        ChildOrder.PendingReplace replace = child.pendingReplace;
        if (replace == null) {
            boolean mayBeOnBoth = ofOrder != null && ofOrder.isFannedOut();
            return worth(child, child.leavesQty(), child.conditions, mayBeOnBoth ? order.worstValuationPrice() : order.valuationPrice);
        }
        Money byOld = worth(child, child.leavesQty(), child.conditions, order.valuationPrice);
        Money byNew = worth(child, child.leavesQty(replace.orderQty()), replace.conditions(),
                ofOrder == null ? order.valuationPrice : ofOrder.valuationPrice());
        return byOld.exceeds(byNew) ? byOld : byNew;
    }

    /** After a corporate action the limit that the venue knows may be of other shares. */
    private static Money worth(ChildOrder child, Quantity leaves, Conditions conditions, Price valuation) {
        Quantity quantity = child.ofOrder(leaves).plus(child.ofOrder(child.missedQty));
        return Money.of(quantity, child.parent.adjusted == null ? price(valuation, conditions) : valuation);
    }
}
