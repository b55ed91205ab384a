package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.LegFact;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ExecType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to hold of multi-leg orders: each is at one venue at a time, has the legs that it came with, and what is reported of a leg is recorded once. */
final class LegChecks {

    private record Execution(long childId, LegFact.Which leg, String venueExecId) {
    }

    private final Set<Execution> executions = new HashSet<>();
    private final Map<Long, Object> legs = new HashMap<>();

    /** Nothing that is reported of a leg of an order that we know is lost. */
    void decided(Command command, ShardState state) {
        if (!(command instanceof Command.LegReport c) || c.report().execType() != ExecType.TRADE) {
            return;
        }
        ChildOrder child = state.childByRequest(c.report().requestId());
        if (child != null && child.conditions().instructions().strategy() != null
                && child.legFills().all().stream().noneMatch(fill -> fill.venueExecIds().contains(c.report().execId()))) {
            throw new BrokenInvariant(child.parent().orderId(), "an execution of a leg is lost: " + c);
        }
    }

    /** @param state null while the log is read again after a crash */
    void after(Event event, @Nullable ShardState state) {
        switch (event) {
            case Event.OrderAccepted e when e.terms().instructions().strategy() != null -> legs.put(e.orderId(), e.terms().instructions().strategy());
            case Event.OrderReplaced e -> checkSame(e.orderId(), e.instructions().strategy());
            case Event.ChildReplaceRequested e -> {
                ChildOrder child = state == null ? null : state.childByRequest(e.childId());
                if (child != null) {
                    checkSame(child.parent().orderId(), e.instructions().strategy());
                }
            }
            case Event.ChildOrderCreated e -> {
                checkSame(e.orderId(), e.instructions().strategy());
                ParentOrder order = state == null || e.instructions().strategy() == null ? null : state.order(e.orderId());
                if (order != null && order.children().stream().anyMatch(child -> child.childId() != e.childId() && child.isLive())) {
                    throw new BrokenInvariant(e.orderId(), "a multi-leg order is at two venues: " + Invariants.describe(order));
                }
            }
            case Event.LegReported e -> {
                if (e.fact() instanceof LegFact.Filled f && !executions.add(new Execution(e.childId(), f.leg(), f.venueExecId()))) {
                    throw new BrokenInvariant("an execution of a leg is recorded twice: " + e);
                }
            }
            default -> {
                // not about legs
            }
        }
    }

    private void checkSame(long orderId, @Nullable Object strategy) {
        if (!Objects.equals(legs.get(orderId), strategy)) {
            throw new BrokenInvariant(orderId, "order " + orderId + " has the legs " + strategy + ", and came with " + legs.get(orderId));
        }
    }

    void forget() {
        executions.clear();
        legs.clear();
    }
}
