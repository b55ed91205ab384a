package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Ratio;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has to hold of orders that corporate actions have changed: each once by each, and what was executed counts as so many new shares, added up here once more. */
final class AdjustmentChecks {

    private static final MathContext PRECISE = new MathContext(60, RoundingMode.HALF_EVEN);
    private static final BigDecimal NEARLY = new BigDecimal("1e-20");

    private record Executed(long orderId, long childId, BigDecimal quantity) {
    }

    private final Set<String> adjustments = new HashSet<>();
    private final Map<Long, Executed> executed = new HashMap<>();
    private final Map<Long, BigDecimal> speaks = new HashMap<>();
    private final Map<Long, Long> parentOf = new HashMap<>();

    void after(Event event) {
        switch (event) {
            case Event.ChildOrderCreated e -> parentOf.put(e.childId(), e.orderId());
            case Event.ChildOrderFound e -> parentOf.put(e.childId(), e.orderId());
            case Event.FilledByHand e -> {
                parentOf.put(e.childId(), e.orderId());
                executed(e.execId(), e.childId(), e.lastQty());
            }
            case Event.OrderFilled e -> executed(e.execId(), e.childId(), e.lastQty());
            case Event.RevisedFillCame e -> {
                Quantity revised = e.revisedQty();
                if (revised != null) {
                    executed(e.execId(), e.childId(), revised);
                }
            }
            case Event.FillBusted e -> executed.remove(e.bustedExecId());
            case Event.FillCorrected e -> corrected(e);
            case Event.OrderAdjusted e -> adjusted(e);
            case Event.ChildOrderAdjusted e -> speaks.remove(e.childId());
            default -> {
                // changes no quantity
            }
        }
    }

    private void executed(long execId, long childId, Quantity quantity) {
        executed.put(execId,
                new Executed(parentOf.getOrDefault(childId, 0L), childId, of(quantity).multiply(speaks.getOrDefault(childId, BigDecimal.ONE), PRECISE)));
    }

    private static BigDecimal of(Quantity quantity) {
        return new BigDecimal(quantity.toString());
    }

    /** As long as the venue's words were the same for both. */
    private void corrected(Event.FillCorrected e) {
        executed.remove(e.correctedExecId());
    }

    private void adjusted(Event.OrderAdjusted e) {
        if (!adjustments.add(e.orderId() + " " + e.to().action())) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is adjusted again: " + e);
        }
        if (e.to().isCanceled()) {
            return;
        }
        Ratio shares = e.to().shares();
        BigDecimal by = BigDecimal.valueOf(shares.to()).divide(BigDecimal.valueOf(shares.from()), PRECISE);
        executed.replaceAll((_, one) -> one.orderId == e.orderId() ? new Executed(one.orderId, one.childId, one.quantity.multiply(by, PRECISE)) : one);
        parentOf.forEach((childId, orderId) -> {
            if (orderId == e.orderId()) {
                speaks.merge(childId, by, (before, ratio) -> before.multiply(ratio, PRECISE));
            }
        });
    }

    /** Of an order none of whose executions was corrected. */
    void check(ParentOrder order) {
        boolean isCorrected = order.children().stream().flatMap(child -> child.fills().stream())
                .anyMatch(fill -> !fill.isBusted() && !executed.containsKey(fill.execId()));
        if (order.adjusted() == null || isCorrected) {
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (Executed one : executed.values()) {
            sum = one.orderId == order.orderId() ? sum.add(one.quantity) : sum;
        }
        BigDecimal difference = sum.subtract(of(order.cumQty()));
        if (difference.compareTo(NEARLY.negate()) < 0 || difference.compareTo(BigDecimal.ONE) >= 0) {
            throw new BrokenInvariant(order.orderId(), "order " + order.orderId() + " counts " + order.cumQty() + " executed, it was " + sum.toPlainString()
                    + ": " + Invariants.describe(order));
        }
    }

    /** How many shares of the order that many at the venue may be. */
    Quantity ofOrder(ChildOrder child, Quantity atVenue) {
        BigDecimal by = speaks.get(child.childId());
        return by == null ? atVenue : Quantity.of(of(atVenue).multiply(by, PRECISE).setScale(8, RoundingMode.UP).toPlainString());
    }

    /** The log was cut by a crash, or is another one's: what it says now. */
    void forget() {
        adjustments.clear();
        executed.clear();
        speaks.clear();
        parentOf.clear();
    }

    /** What left the state is of no more interest. */
    void forgetAllBut(ShardState state) {
        Set<Long> known = new HashSet<>();
        state.ordersByAge().forEach(order -> known.add(order.orderId()));
        executed.values().removeIf(one -> !known.contains(one.orderId));
        parentOf.entrySet().removeIf(entry -> {
            boolean isGone = !known.contains(entry.getValue());
            if (isGone) {
                speaks.remove(entry.getKey());
            }
            return isGone;
        });
    }
}
