package io.portcullis.venues.exchange;

import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.venues.exchange.ExchangeReport.Last;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The executions that stand, by ExecID(17), with both sides of a trade together, so that they are taken back, and corrected, together. */
final class TradeLedger {

    /** One side of a trade, as it was told last. */
    record Execution(String execId, ExchangeOrder order, Last last) {

        /** The order would have more than it asked for. */
        private boolean isTooSmallFor(Quantity quantity) {
            return order.cumQty.minus(last.quantity()).plus(quantity).exceeds(order.orderQty);
        }
    }

    private final Map<String, Execution> byExecId = new HashMap<>();
    private final Map<String, List<String>> byMatch = new HashMap<>();

    void add(Execution execution) {
        byExecId.put(execution.execId, execution);
        String match = execution.last.trdMatchId();
        if (match != null) {
            byMatch.computeIfAbsent(match, _ -> new ArrayList<>(2)).add(execution.execId);
        }
    }

    /** Both sides of the trade, the one that is named first; one where the other is nobody's; none if there is no such execution, or it is taken back already. */
    List<Execution> take(String execId) {
        List<Execution> sides = sides(execId);
        for (Execution side : sides) {
            byExecId.remove(side.execId);
            String match = side.last.trdMatchId();
            if (match != null) {
                byMatch.remove(match);
            }
        }
        return sides;
    }

    /** As {@link #take}, but only if all that orders of both sides ask for allows the quantity. */
    List<Execution> takeToCorrect(String execId, Quantity quantity) {
        return sides(execId).stream().anyMatch(side -> side.isTooSmallFor(quantity)) ? List.of() : take(execId);
    }

    private List<Execution> sides(String execId) {
        Execution named = byExecId.get(execId);
        if (named == null) {
            return List.of();
        }
        List<Execution> sides = new ArrayList<>(2);
        sides.add(named);
        String match = named.last.trdMatchId();
        for (String other : match == null ? List.<String>of() : byMatch.getOrDefault(match, List.of())) {
            if (!other.equals(execId)) {
                sides.add(Objects.requireNonNull(byExecId.get(other)));
            }
        }
        return sides;
    }

    /** The order counts another quantity, at another price, for what it has had. */
    static void change(Execution side, Quantity quantity, Price price) {
        side.order.fill(Quantity.ZERO.minus(side.last.quantity()), side.last.price());
        side.order.fill(quantity, price);
    }
}
