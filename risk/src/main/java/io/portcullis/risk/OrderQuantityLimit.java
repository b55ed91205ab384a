package io.portcullis.risk;

import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import java.util.List;

/** The size of one order (RTS 6 Article 15(1)(c), SEC 15c3-5(c)(1)(ii)). */
final class OrderQuantityLimit implements Check {

    @Override
    public void check(CheckedOrder order, List<Objection> objections) {
        Quantity limit = order.limits().maxOrderQty();
        if (limit != null && order.terms().orderQty().exceeds(limit)) {
            objections.add(
                    new Objection(Refusal.ORDER_QUANTITY_LIMIT, "OrderQty(38) must not exceed " + limit + " for account " + order.limits().account() + ", was "
                            + order.terms().orderQty()));
        }
    }
}
