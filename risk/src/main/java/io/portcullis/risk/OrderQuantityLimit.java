package io.portcullis.risk;

import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.math.BigDecimal;
import java.util.List;

/** The size of one order (RTS 6 Article 15(1)(c), SEC 15c3-5(c)(1)(ii)). */
final class OrderQuantityLimit implements Check {

    @Override
    public void check(CheckedOrder order, List<Objection> objections) {
        Quantity limit = order.limits().maxOrderQty();
        Strategy strategy = order.terms().instructions().strategy();
        if (limit != null && strategy != null) {
            checkLegs(order, strategy, limit, objections);
        } else if (limit != null && order.terms().orderQty().exceeds(limit)) {
            objections.add(
                    new Objection(Refusal.ORDER_QUANTITY_LIMIT, "OrderQty(38) must not exceed " + limit + " for account " + order.limits().account() + ", was "
                            + order.terms().orderQty()));
        }
    }

    /** Of each leg, in its own units. */
    private static void checkLegs(CheckedOrder order, Strategy strategy, Quantity limit, List<Objection> objections) {
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            BigDecimal quantity = leg.quantityOf(order.terms().orderQty());
            if (quantity.compareTo(new BigDecimal(limit.toString())) > 0) {
                objections.add(new Objection(Refusal.ORDER_QUANTITY_LIMIT,
                        "leg " + (i + 1) + ": LegRatioQty(623) times OrderQty(38) must not exceed " + limit + " for account " + order.limits().account()
                                + ", was "
                                + quantity.stripTrailingZeros().toPlainString()));
            }
        }
    }
}
