package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.exchange.ExchangeReport.Execution;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import io.portcullis.venues.exchange.ExchangeReport.OrderFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes orders and trades again of the reports that they gave. */
final class Restoration {

    private record Known(ExchangeOrder order, List<String> clOrdIds) {
    }

    private final Map<String, Known> orders = new LinkedHashMap<>();
    private final Map<String, TradeLedger.Execution> trades = new LinkedHashMap<>();

    /** @param reports in the order in which they were made */
    Restoration(List<Execution> reports) {
        for (Execution report : reports) {
            if (report.execType() != ExecType.REJECTED) {
                add(report);
            }
        }
    }

    private void add(Execution e) {
        OrderFacts now = e.order();
        Known known = orders.computeIfAbsent(now.orderId(), orderId -> new Known(orderOf(e), new ArrayList<>()));
        ExchangeOrder order = known.order;
        if (!known.clOrdIds.contains(e.clOrdId())) {
            known.clOrdIds.add(e.clOrdId());
        }
        if (losesItsPlace(order, e)) {
            orders.remove(now.orderId());
            orders.put(now.orderId(), known);
        }
        order.orderQty = now.orderQty();
        if (order.isPegged()) {
            order.pegLimit = now.price();
        } else {
            order.price = now.price();
        }
        order.extras = now.extras();
        order.discretionPrice = now.discretionPrice();
        order.stopPx = now.stopPx();
        order.isTriggered |= e.execType() == ExecType.TRIGGERED || e.last() != null;
        order.clOrdId = e.execType() == ExecType.REPLACED ? e.clOrdId() : order.clOrdId;
        order.ended = now.ordStatus() == OrdStatus.CANCELED || now.ordStatus() == OrdStatus.EXPIRED ? now.ordStatus() : null;
        Last last = e.last();
        if (last != null && e.leg() == null) {
            trade(order, e, last);
        }
    }

    /** In the queue, to those that are there by then: it is triggered, or replaced by more than a smaller quantity. */
    private static boolean losesItsPlace(ExchangeOrder before, Execution e) {
        OrderFacts now = e.order();
        Price price = before.isPegged() ? before.pegLimit : before.price;
        boolean isLess = now.orderQty().compareTo(before.orderQty) <= 0 && Objects.equals(now.price(), price)
                && Objects.equals(now.discretionPrice(), before.discretionPrice) && Objects.equals(now.extras().display(), before.extras.display());
        return e.execType() == ExecType.TRIGGERED || e.execType() == ExecType.REPLACED && !before.waits() && !isLess;
    }

    private static ExchangeOrder orderOf(Execution e) {
        OrderFacts o = e.order();
        return new ExchangeOrder(o.orderId(), new ExchangeRequest.NewOrder(e.owner(), e.clOrdId(), o.symbol(), o.side(),
                new Conditions(o.ordType(), o.timeInForce(), o.orderQty(), o.price(), o.expireTime(),
                        o.strategy() == null ? Instructions.NONE : Instructions.multileg(o.strategy()))));
    }

    private void trade(ExchangeOrder order, Execution e, Last last) {
        TradeLedger.Execution old = e.execRefId() == null ? null : trades.remove(e.execRefId());
        if (old != null) {
            order.fill(Quantity.ZERO.minus(old.last().quantity()), old.last().price());
        }
        if (e.execType() != ExecType.TRADE_CANCEL) {
            order.fill(last.quantity(), last.price());
            trades.put(e.execId(), new TradeLedger.Execution(e.execId(), order, last));
        }
    }

    /** Into an exchange that has none of them yet. */
    void into(SimulatedExchange exchange) {
        orders.values().forEach(known -> exchange.restore(known.order, known.clOrdIds));
        trades.values().forEach(exchange::restore);
    }
}
