package io.portcullis.venues.exchange;

import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.types.Leg;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Multi-leg orders at a lit exchange: one is executed as soon as the best quotes of its legs give its net price, for as much as these quotes show. The quotes stay: somebody
 * else takes the other side at their prices.
 */
final class StrategyOrders {

    private static final Quantity ONE = Quantity.of(1);

    /** What an execution comes to. */
    record Deal(Quantity quantity, Price net, List<Price> legPrices) {
    }

    private StrategyOrders() {
    }

    /** What speaks against such an order; null if nothing does. */
    static @Nullable String problemOf(ExchangeOrder order, Strategy strategy, Instruments instruments, boolean isDark) {
        if (isDark) {
            return "multi-leg orders are not taken here";
        }
        for (Leg leg : strategy.legs()) {
            if (instruments.bySymbol(leg.symbol()) == null) {
                return "LegSymbol(600) " + leg.symbol() + " is not traded here";
            }
        }
        if (order.ordType.hasPrice() == (order.price == null)) {
            return "Price(44) must be given for limit orders only";
        }
        return order.orderQty.isPositive() ? null : "OrderQty(38) must be positive, was " + order.orderQty;
    }

    /** Null if the quotes don't allow it. @param bookOf an instrument's, by its symbol; null while it is not traded continuously */
    static @Nullable Deal deal(ExchangeOrder order, Strategy strategy, Function<String, @Nullable OrderBook> bookOf) {
        Money net = Money.ZERO;
        long quantity = order.leavesQty().raw() / ONE.raw();
        List<Price> prices = new ArrayList<>();
        for (Leg leg : strategy.legs()) {
            boolean isBought = leg.sideIn(order.side).isBuy();
            LitBook book = bookOf.apply(leg.symbol()) instanceof LitBook lit ? lit : null;
            Price price = book == null ? null : book.best(!isBought);
            if (book == null || price == null) {
                return null;
            }
            quantity = Math.min(quantity, book.shownAtBest(!isBought).raw() / leg.ratio().raw());
            Money value = Money.of(leg.ratio(), price);
            net = leg.side().isBuy() ? net.plus(value) : net.minus(value);
            prices.add(price);
        }
        Price at = net.per(ONE);
        return quantity > 0 && order.accepts(at) ? new Deal(Quantity.of(quantity), at, prices) : null;
    }
}
