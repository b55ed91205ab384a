package io.portcullis.server.simulation;

import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.risk.PreTradeRisk;
import java.util.HashMap;
import java.util.Map;

/** The open exposure of each account, added up from the orders: what risk counts with has to be the same. */
final class Exposures {

    private record Contribution(String account, Money amount) {
    }

    private final Map<Long, Contribution> ofOrders = new HashMap<>();
    private final Map<String, Money> ofAccounts = new HashMap<>();

    void rebuild(ShardState state) {
        ofOrders.clear();
        ofAccounts.clear();
        state.ordersByAge().forEach(this::update);
    }

    void update(ParentOrder order) {
        String account = order.terms().account();
        if (account == null) {
            return;
        }
        Contribution now = new Contribution(account, amount(order));
        Contribution before = ofOrders.put(order.orderId(), now);
        Money change = before == null ? now.amount : now.amount.minus(before.amount);
        ofAccounts.merge(account, change, Money::plus);
    }

    private static Money amount(ParentOrder order) {
        if (order.ended() != Ended.NOT) {
            return Money.ZERO;
        }
        Quantity total = order.terms().orderQty();
        Price price = order.valuationPrice();
        ParentOrder.PendingReplace replace = order.pendingReplace();
        if (replace != null) {
            total = total.max(replace.terms().orderQty());
            price = price.compareTo(replace.valuationPrice()) >= 0 ? price : replace.valuationPrice();
        }
        return total.exceeds(order.cumQty()) ? Money.of(total.minus(order.cumQty()), price) : Money.ZERO;
    }

    void check(PreTradeRisk risk) {
        ofAccounts.forEach((account, exposure) -> {
            if (!risk.exposure(account).equals(exposure)) {
                throw new BrokenInvariant("risk counts an open exposure of " + risk.exposure(account) + " for account " + account
                        + ", its orders add up to " + exposure);
            }
        });
    }
}
