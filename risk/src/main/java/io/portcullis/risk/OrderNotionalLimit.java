package io.portcullis.risk;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.List;

/** The value of one order (RTS 6 Article 15(1)(b), SEC 15c3-5(c)(1)(ii)). */
final class OrderNotionalLimit implements Check {

    @Override
    public void check(CheckedOrder order, List<Objection> objections) {
        Money limit = order.limits().maxOrderNotional();
        if (limit == null) {
            return;
        }
        Money notional = Money.of(order.terms().orderQty(), order.valuationPrice());
        if (notional.exceeds(limit)) {
            objections.add(new Objection(Refusal.ORDER_NOTIONAL_LIMIT,
                    "the order's value must not exceed " + limit + " " + order.limits().currency() + " for account "
                            + order.limits().account() + ", was " + notional + " (OrderQty(38) " + order.terms().orderQty() + " at " + order.valuationPrice()
                            + ")"));
        }
    }
}
