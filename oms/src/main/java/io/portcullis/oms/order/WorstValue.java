package io.portcullis.oms.order;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;

/**
 * What the open quantity of an order may be worth at most, while a replace is not done: by the old terms or by the new ones, whichever is more. Where several venues have parts of it, one may go by the old terms while
 * another goes by the new ones already: then the larger quantity counts at the higher price. So it is where a venue has more of it than anybody has asked for, or at a higher price.
 */
public final class WorstValue {

    private WorstValue() {
    }

    public static Money of(ParentOrder order) {
        if (order.isBeyondAtVenues()) {
            return Money.of(order.worstLeavesQty(), order.worstValuationPrice());
        }
        ParentOrder.PendingReplace replace = order.pendingReplace;
        Quantity leaves = order.leavesQty();
        if (replace == null || order.ended != Ended.NOT) {
            return Money.of(leaves, order.valuationPrice);
        }
        return ofEither(leaves, order.valuationPrice, asked(replace.terms().orderQty(), order.cumQty), replace.valuationPrice(), replace.isSplit());
    }

    /** With a replace that is not accepted yet, for so much that would be open then, at such a price. */
    public static Money with(ParentOrder order, Quantity leaves, Price price) {
        boolean isSplit = order.isSplit() || order.isBeyondAtVenues();
        Money either = ofEither(order.worstLeavesQty(), order.worstValuationPrice(), leaves, price, isSplit);
        Money before = of(order);
        return either.exceeds(before) || isSplit ? either : before;
    }

    private static Quantity asked(Quantity orderQty, Quantity cumQty) {
        return orderQty.exceeds(cumQty) ? orderQty.minus(cumQty) : Quantity.ZERO;
    }

    private static Money ofEither(Quantity oldLeaves, Price oldPrice, Quantity newLeaves, Price newPrice, boolean isSplit) {
        if (isSplit) {
            return Money.of(oldLeaves.max(newLeaves), oldPrice.compareTo(newPrice) >= 0 ? oldPrice : newPrice);
        }
        Money byOld = Money.of(oldLeaves, oldPrice);
        Money byNew = Money.of(newLeaves, newPrice);
        return byOld.exceeds(byNew) ? byOld : byNew;
    }
}
