package io.portcullis.risk;

import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import java.util.List;

/** All that an account could still be executed on, buys and sells added up (SEC 15c3-5(c)(1)(i), RTS 6 Article 15(4)). */
final class OpenExposureLimit implements Check {

    @Override
    public void check(CheckedOrder order, List<Objection> objections) {
        Money limit = order.limits().maxOpenExposure();
        if (limit == null) {
            return;
        }
        Money after = order.exposureBefore().plus(order.openNotional());
        if (after.exceeds(limit)) {
            objections.add(
                    new Objection(Refusal.OPEN_EXPOSURE_LIMIT, "the open exposure of account " + order.limits().account() + " must not exceed " + limit + " "
                            + order.limits().currency() + ", is " + order.exposureBefore() + " and would be " + after));
        }
    }
}
