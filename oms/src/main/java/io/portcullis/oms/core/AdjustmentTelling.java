package io.portcullis.oms.core;

import io.portcullis.oms.event.CorporateActionFact;
import io.portcullis.oms.order.Adjusted;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is told otherwise because of corporate actions: executions of old shares, to a client whose order is for new ones. */
final class AdjustmentTelling {

    void tell(CorporateActionFact fact, Consumer<String> alert) {
        switch (fact) {
            case CorporateActionFact.Started f -> alert
                    .accept(f.terms().text() + " is applied to " + f.orders() + (f.orders() == 1 ? " order by " : " orders by ") + f.user() + ": "
                            + f.reason());
            case CorporateActionFact.Done f -> alert.accept("corporate action " + f.action() + " is applied to all orders");
        }
    }

    /** LastQty(32) of an execution that was just booked. */
    Quantity executed(ChildOrder child, long execId, Quantity lastQty) {
        Adjusted adjusted = child.parent().adjusted();
        return adjusted == null ? lastQty : adjusted.added(child, execId, lastQty);
    }

    /** LastQty(32) of one that was corrected. */
    Quantity corrected(ChildOrder child, long execId, Quantity lastQty) {
        Adjusted adjusted = child.parent().adjusted();
        return adjusted == null ? lastQty : adjusted.inNewShares(child, execId, lastQty);
    }

    /** LastPx(31). */
    @Nullable
    Price at(ChildOrder child, long execId, @Nullable Price lastPx) {
        Adjusted adjusted = child.parent().adjusted();
        return adjusted == null || lastPx == null ? lastPx : adjusted.inNewShares(child, execId, lastPx);
    }
}
