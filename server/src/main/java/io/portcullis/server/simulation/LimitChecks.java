package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.LimitUse;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** What holds of limits: no order is accepted that was held against one that is used up, and nobody lets more pass alone. */
final class LimitChecks {

    private static final Set<Measure> EACH_ORDER_ADDS = EnumSet.of(Measure.OPEN_ORDERS, Measure.OPEN_QUANTITY, Measure.OPEN_NOTIONAL);

    private LimitChecks() {
    }

    static void check(Event event, ShardState state) {
        switch (event) {
            case Event.OrderAccepted e -> e.risk().uses().forEach(use -> check(e.orderId(), use, state.limits()));
            case Event.LimitsTold e when e.fact() instanceof LimitFact.Changed f && f.proposalId() != 0 -> {
                if (f.approver() == null || Objects.equals(f.approver(), f.user())) {
                    throw new BrokenInvariant("limits were changed by " + f.user() + ", approved by " + f.approver());
                }
            }
            default -> {
                // not about limits
            }
        }
    }

    private static void check(long orderId, LimitUse use, RiskLimits limits) {
        RiskLimits.Standing standing = limits.standing(use.limit());
        Limit limit = standing == null ? null : standing.limit();
        if (limit == null) {
            throw new BrokenInvariant(orderId, "an order was held against limit " + use.limit() + ", which is not in force");
        }
        if (limit.key().measure() == Measure.DAY_LOSS && use.used().compareTo(limit.amount()) >= 0) {
            throw new BrokenInvariant(orderId, "an order was accepted, though " + limit.key() + " is " + limit + " and " + use.used() + " is lost");
        }
        if (EACH_ORDER_ADDS.contains(limit.key().measure()) && use.used().exceeds(limit.amount())) {
            throw new BrokenInvariant(orderId, "an order was accepted, though " + limit.key() + " is " + limit + " and used " + use.used());
        }
    }
}
