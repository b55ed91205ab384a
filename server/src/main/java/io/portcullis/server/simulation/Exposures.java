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
import org.jspecify.annotations.Nullable;

/** The open exposure of each account, added up from the orders: what risk counts with has to be the same. */
final class Exposures {

    /** @param also another account that the order is to be for: while that is not settled, it counts for both */
    private record Contribution(String account, @Nullable String also, Money amount) {
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
        ParentOrder.PendingReplace replace = order.pendingReplace();
        String asked = replace == null ? null : replace.terms().account();
        Contribution now = new Contribution(account, asked == null || asked.equals(account) ? null : asked, amount(order));
        Contribution before = ofOrders.put(order.orderId(), now);
        if (before != null) {
            add(before, before.amount.negated());
        }
        add(now, now.amount);
    }

    private void add(Contribution contribution, Money amount) {
        ofAccounts.merge(contribution.account, amount, Money::plus);
        if (contribution.also != null) {
            ofAccounts.merge(contribution.also, amount, Money::plus);
        }
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
