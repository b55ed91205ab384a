package io.portcullis.server.simulation;

import io.portcullis.oms.core.Effect;
import io.portcullis.oms.core.Effect.ExecutionReport;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdStatus;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's orders as the reports tell them, added up by the client itself and compared with the totals in each report. */
final class ClientBook {

    /** An order as the client knows it. */
    static final class Told {
        final long orderId;
        final Map<Long, Fill> fills = new LinkedHashMap<>();
        final Set<Long> legExecIds = new HashSet<>();
        final Set<Long> fillsBefore = new HashSet<>();
        ExecutionReport last;
        ClOrdId clOrdId;
        OrdStatus ordStatus;
        /** What was executed before a corporate action, as the report of that counts it now; null if there was none. */
        @Nullable
        Quantity before;

        Told(ExecutionReport first, ClOrdId clOrdId) {
            this.orderId = first.orderId();
            this.last = first;
            this.clOrdId = clOrdId;
            this.ordStatus = first.ordStatus();
        }

        boolean isOpen() {
            return last.leavesQty().isPositive();
        }

        boolean hasEnded() {
            return isEnd(ordStatus);
        }
    }

    private record Fill(Quantity quantity, Price price) {
    }

    private final String name;
    private final Map<Long, Told> orders = new LinkedHashMap<>();
    private final Set<Long> execIds = new HashSet<>();

    ClientBook(String name) {
        this.name = name;
    }

    Collection<Told> orders() {
        return orders.values();
    }

    List<Told> openOrders() {
        List<Told> open = new ArrayList<>();
        for (Told order : orders.values()) {
            if (order.isOpen()) {
                open.add(order);
            }
        }
        return open;
    }

    @Nullable
    Told order(long orderId) {
        return orders.get(orderId);
    }

    void ordStatus(long orderId, OrdStatus ordStatus) {
        Told order = orders.get(orderId);
        if (order != null) {
            order.ordStatus = ordStatus;
        }
    }

    /** What was executed up to now is so many new shares. */
    void adjusted(ExecutionReport r) {
        Told order = orders.get(r.orderId());
        if (order == null) {
            throw broken(r, "an order that is not known is adjusted");
        }
        order.before = r.cumQty();
        order.fillsBefore.addAll(order.fills.keySet());
        order.fills.clear();
        order.last = r; // CumQty may fall
    }

    /** @return whether it is the first that is heard of the order */
    boolean report(ExecutionReport r) {
        if (!execIds.add(r.execId())) {
            throw broken(r, "ExecID " + r.execId() + " was used before");
        }
        Told order = orders.get(r.orderId());
        boolean isNew = order == null;
        if (order == null) {
            order = new Told(r, given(r));
            orders.put(r.orderId(), order);
        }
        boolean wasOver = order.hasEnded();
        boolean takesBack = count(order, r);
        checkTotals(order, r);
        if (!isNew && !takesBack && order.last.cumQty().exceeds(r.cumQty())) {
            throw broken(r, "CumQty falls from " + order.last.cumQty());
        }
        if (wasOver && r.ordStatus() != order.ordStatus && r.ordStatus() != OrdStatus.FILLED) {
            throw broken(r, "the order was " + order.ordStatus);
        }
        order.last = r;
        order.ordStatus = r.ordStatus();
        order.clOrdId = switch (r.execType()) {
            case PENDING_CANCEL, PENDING_REPLACE, CANCELED, REJECTED -> order.clOrdId;
            default -> given(r);
        };
        return isNew;
    }

    /** An execution of a single leg is told of the order as it stands, and nothing of it counts there. */
    void leg(Effect.LegExecution e) {
        ExecutionReport r = e.report();
        Told order = orders.get(r.orderId());
        if (!execIds.add(r.execId()) || !e.isTold()) {
            throw broken(r, "the execution of a leg was told before, or should not be told");
        }
        if (order == null || !order.last.cumQty().equals(r.cumQty()) || !order.last.orderQty().equals(r.orderQty())) {
            throw broken(r, "the execution of a leg counts in the order" + (order == null ? ", which there is not" : ": " + order.last));
        }
        boolean isNew = r.execType() == ExecType.TRADE;
        if (isNew == (r.execRefId() != 0) || !isNew && !order.legExecIds.remove(r.execRefId())) {
            throw broken(r, "ExecRefID names no execution of a leg that stands");
        }
        if (r.execType() != ExecType.TRADE_CANCEL) {
            order.legExecIds.add(r.execId());
        }
    }

    private static ClOrdId given(ExecutionReport r) {
        ClOrdId clOrdId = r.clOrdId();
        if (clOrdId == null) {
            throw new BrokenInvariant("a report without ClOrdID: " + r);
        }
        return clOrdId;
    }

    /** @return whether CumQty may fall by it */
    private boolean count(Told order, ExecutionReport r) {
        return switch (r.execType()) {
            case TRADE -> {
                order.fills.put(r.execId(), new Fill(r.lastQty(), price(r)));
                yield false;
            }
            case TRADE_CANCEL -> {
                remove(order, r);
                yield true;
            }
            case TRADE_CORRECT -> {
                correct(order, r);
                yield true;
            }
            default -> false;
        };
    }

    private void correct(Told order, ExecutionReport r) {
        boolean isOfBefore = order.fillsBefore.contains(r.execRefId());
        remove(order, r);
        if (isOfBefore) {
            order.fillsBefore.add(r.execId()); // in shares as they were then: its fraction counts with those of the others
            order.before = r.cumQty().minus(sum(order));
        } else {
            order.fills.put(r.execId(), new Fill(r.lastQty(), price(r)));
        }
    }

    private void remove(Told order, ExecutionReport r) {
        if (order.fillsBefore.remove(r.execRefId())) {
            order.before = r.cumQty().minus(sum(order)).minus(r.lastQty()); // a fraction of it may count otherwise without that one
        } else if (order.fills.remove(r.execRefId()) == null) {
            throw broken(r, "ExecRefID names no execution that stands");
        }
    }

    private Price price(ExecutionReport r) {
        Price price = r.lastPx();
        if (price == null) {
            throw broken(r, "LastPx is missing");
        }
        return price;
    }

    private static Quantity sum(Told order) {
        Quantity sum = Quantity.ZERO;
        for (Fill fill : order.fills.values()) {
            sum = sum.plus(fill.quantity);
        }
        return sum;
    }

    private void checkTotals(Told order, ExecutionReport r) {
        Quantity before = order.before;
        Quantity sum = before == null ? Quantity.ZERO : before;
        Money value = Money.ZERO;
        for (Fill fill : order.fills.values()) {
            sum = sum.plus(fill.quantity);
            value = value.plus(Money.of(fill.quantity, fill.price));
        }
        long fraction = before == null ? 0 : order.fills.size(); // each execution in shares as they were then is told in whole units
        if (Math.abs(sum.raw() - r.cumQty().raw()) > fraction) {
            throw broken(r, "the fills add up to " + sum);
        }
        String average = sum.isZero() ? null
                : new BigDecimal(value.toString()).divide(new BigDecimal(sum.toString()), 8, RoundingMode.HALF_UP)
                        .stripTrailingZeros().toPlainString();
        Price told = r.avgPx();
        if (before == null && !java.util.Objects.equals(average, told == null ? null : new BigDecimal(told.toString()).stripTrailingZeros().toPlainString())) {
            throw broken(r, "the average price of the fills is " + average);
        }
        boolean isOver = r.leavesQty().isZero();
        if (r.leavesQty().compareTo(Quantity.ZERO) < 0 || !isOver && !r.cumQty().plus(r.leavesQty()).equals(r.orderQty())) {
            throw broken(r, "OrderQty is not CumQty plus LeavesQty");
        }
        if (isOver && (r.ordStatus() == OrdStatus.NEW || r.ordStatus() == OrdStatus.PARTIALLY_FILLED)) {
            throw broken(r, "LeavesQty is zero");
        }
        boolean hasEnded = isEnd(r.ordStatus());
        if (!isOver && (hasEnded || r.ordStatus() == OrdStatus.FILLED)) {
            throw broken(r, "LeavesQty is not zero");
        }
    }

    private static boolean isEnd(OrdStatus status) {
        return status == OrdStatus.CANCELED || status == OrdStatus.EXPIRED || status == OrdStatus.REJECTED || status == OrdStatus.DONE_FOR_DAY;
    }

    private BrokenInvariant broken(ExecutionReport r, String what) {
        return new BrokenInvariant(r.orderId(), name + " is told what can't be, " + what + ": " + r);
    }
}
