package io.portcullis.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.portcullis.admin.port.LimitsDesk.OnOrder;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitKey;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.limit.Window;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Side;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusedOrderTest {

    /** Orders of the desk come at 09:00. */
    private final Desk desk = new Desk(10);

    private static OnOrder limit(Measure measure, @Nullable String daily) {
        Window window = Window.of(daily, null, null);
        Limit limit = new Limit(new LimitKey(Scope.of("account=*"), measure), new BigDecimal("1000"), measure.unit() == Measure.Unit.MONEY ? "USD" : null, 0,
                window);
        return new OnOrder("account=ACC1", limit, null, 0);
    }

    private List<RefusedOrder.Result> results(Refusal refusal, String text, OnOrder... on) {
        long orderId = desk.refuse(Desk.terms("CLIENT1", "A", "IBM", Side.BUY, 5, null), refusal, text);
        return RefusedOrder.checks(desk.readModel.order(orderId).orElseThrow(), List.of(on)).stream().map(RefusedOrder.Check::result).toList();
    }

    @Test
    void aLimitThatDidNotHoldThenWasNotPassed() {
        assertEquals(List.of(RefusedOrder.Result.FAILED, RefusedOrder.Result.PASSED, RefusedOrder.Result.DID_NOT_HOLD),
                results(Refusal.OPEN_EXPOSURE_LIMIT, "the limit account=ACC1 open-notional is 1000 USD, used 999, requested 500, allowed 1",
                        limit(Measure.OPEN_NOTIONAL, null), limit(Measure.ORDER_QUANTITY, "08:00-10:00 UTC"), limit(Measure.OPEN_ORDERS, "09:30-10:00 UTC")));
    }

    @Test
    void wantOfAPriceForOneLimitKeepsNoOtherFromBeingLookedAt() {
        OnOrder[] on = {limit(Measure.MARGIN, null), limit(Measure.ORDER_QUANTITY, null)};
        assertEquals(List.of(RefusedOrder.Result.FAILED, RefusedOrder.Result.PASSED), results(Refusal.NO_REFERENCE_PRICE,
                "there is no price of XYZ in account ACC1, so that what is held can't be held against the limit account=ACC1 margin", on));
        assertEquals(List.of(RefusedOrder.Result.NOT_LOOKED_AT, RefusedOrder.Result.NOT_LOOKED_AT),
                results(Refusal.NO_REFERENCE_PRICE, "there is no reference price of IBM to value a market order with", on));
    }
}
