package io.portcullis.risk;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShortSales;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.Strategy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * No more is sold short than was located (Regulation SHO Rule 203(b)(1)): what is open of an account's short sales in a symbol, for the worst case, and what was executed of them
 * on this trading day is never more than its locates. What the client has located by itself is another matter, where that is agreed.
 */
final class ShortSaleCheck {

    /** Open short sales of one account in one symbol. */
    private static final class Open {
        private Quantity ours = Quantity.ZERO;
        private Quantity onClientsLocates = Quantity.ZERO;
    }

    private final Map<String, Map<String, Open>> open = new HashMap<>();
    private ShortSales sales = new ShortSales();

    void follow(ShortSales followed) {
        sales = followed;
    }

    // What is open

    void clear() {
        open.clear();
    }

    /** @param sign 1 if it is open now, -1 if it is no more */
    void put(OrderTerms terms, Quantity quantity, int sign) {
        String account = terms.account();
        if (!terms.side().isShort() || account == null) {
            return;
        }
        Open there = open.computeIfAbsent(account, _ -> new HashMap<>()).computeIfAbsent(terms.symbol(), _ -> new Open());
        if (terms.instructions().isLocated()) {
            there.onClientsLocates = sign > 0 ? there.onClientsLocates.plus(quantity) : there.onClientsLocates.minus(quantity);
        } else {
            there.ours = sign > 0 ? there.ours.plus(quantity) : there.ours.minus(quantity);
        }
    }

    /** Of which our locates have to be enough. */
    Quantity open(String account, String symbol, Locates needed) {
        Open there = open.getOrDefault(account, Map.of()).get(symbol);
        return there == null ? Quantity.ZERO : needed == Locates.OURS ? there.ours.plus(there.onClientsLocates) : there.ours;
    }

    /** The same of what was executed on this trading day. */
    Quantity executed(String account, String symbol, Locates needed) {
        return sales.executed(account, symbol, needed == Locates.OURS);
    }

    // The check

    /**
     * Holds an order, or what is to become of one, against what was located.
     *
     * @param order whose terms shall be replaced; null for a new order
     * @param asked for how much it could be executed
     * @param time of the request, epoch nanoseconds
     */
    void check(OrderTerms terms, @Nullable ParentOrder order, Quantity asked, Account account, long time, List<Objection> objections) {
        if (account.locates() == Locates.NOT_NEEDED) {
            return;
        }
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            checkLegs(terms, strategy, account, objections);
        } else if (terms.side().isShort() && !isOnClientsLocate(terms, account)) {
            check(terms, own(terms, order, account), asked, account, time, objections);
        }
    }

    /** Locates are of shares, and not of ratios of them. */
    private static void checkLegs(OrderTerms terms, Strategy strategy, Account account, List<Objection> objections) {
        for (int i = 0; i < strategy.legs().size(); i++) {
            Leg leg = strategy.legs().get(i);
            if (leg.side().isShort() || terms.side().isShort()) {
                objections.add(new Objection(Refusal.NOT_LOCATED,
                        "leg " + (i + 1) + ": account " + account.name() + " needs locates for short sales, and a multi-leg order can't be made on one"));
                return;
            }
        }
    }

    private static boolean isOnClientsLocate(OrderTerms terms, Account account) {
        return account.locates() == Locates.OF_CLIENT_OR_OURS && terms.instructions().isLocated();
    }

    /** What the order has of the same locates already. */
    private static Quantity own(OrderTerms terms, @Nullable ParentOrder order, Account account) {
        return order == null || !terms.side().equals(order.terms().side()) || !account.name().equals(order.terms().account())
                || !terms.symbol().equals(order.terms().symbol()) || isOnClientsLocate(order.terms(), account) ? Quantity.ZERO : order.worstLeavesQty();
    }

    private void check(OrderTerms terms, Quantity own, Quantity asked, Account account, long time, List<Objection> objections) {
        if (!asked.exceeds(own)) {
            return; // whoever asks for less may have it, however much is located
        }
        String symbol = terms.symbol();
        Quantity executed = executed(account.name(), symbol, account.locates());
        Quantity located = sales.located(account.name(), symbol, time).plus(sales.covered(account.name(), symbol).min(executed));
        Quantity used = open(account.name(), symbol, account.locates()).minus(own).plus(executed);
        if (used.plus(asked).exceeds(located)) {
            objections.add(new Objection(Refusal.NOT_LOCATED, "short sales of account=" + account.name() + " symbol=" + symbol + ": located " + located
                    + ", used " + used + ", requested " + asked + ", allowed " + located.minus(used).max(Quantity.ZERO)));
        }
    }
}
