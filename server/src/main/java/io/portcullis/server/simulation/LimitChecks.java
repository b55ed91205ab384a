package io.portcullis.server.simulation;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.LimitUse;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.event.LimitFact;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Limit;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Measure;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.RiskLimits;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Side;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds of limits: no order is accepted that was held against one that is used up, and nobody lets more pass alone. */
final class LimitChecks {

    private static final Set<Measure> EACH_ORDER_ADDS = EnumSet.of(Measure.OPEN_ORDERS, Measure.OPEN_QUANTITY, Measure.OPEN_NOTIONAL);

    private LimitChecks() {
    }

    static void check(Event event, EventRecord record, ShardState state) {
        long time = record.time();
        switch (event) {
            case Event.OrderOverridden e -> checkOverride(e, time);
            case Event.OrderAccepted e when isOverridden(e.orderId(), record) -> checkRestrictions(e, time, state.limits());
            case Event.OrderAccepted e -> {
                e.risk().uses().forEach(use -> check(e.orderId(), use, time, state.limits()));
                checkRestrictions(e, time, state.limits());
            }
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

    private static boolean isOverridden(long orderId, EventRecord record) {
        return record.events().stream().anyMatch(event -> event instanceof Event.OrderOverridden e && e.orderId() == orderId);
    }

    private static void checkOverride(Event.OrderOverridden e, long time) {
        for (Objection objection : e.objections()) {
            if (!LimitOverride.POSSIBLE.contains(objection.refusal())) {
                throw new BrokenInvariant(e.orderId(), "an order has passed at " + time + " by override " + e.overrideId() + " though " + objection);
            }
        }
        if (e.user().equals(e.approver())) {
            throw new BrokenInvariant(e.orderId(), "an order has passed by override " + e.overrideId() + ", which " + e.user() + " has approved alone");
        }
    }

    private static void check(long orderId, LimitUse use, long time, RiskLimits limits) {
        RiskLimits.Standing standing = limits.standing(use.limit());
        Limit limit = standing == null ? null : standing.limit();
        if (limit == null) {
            throw new BrokenInvariant(orderId, "an order was held against limit " + use.limit() + ", which is not in force");
        }
        if (limit.key().measure() == Measure.DAY_LOSS && use.used().compareTo(limit.amount()) >= 0) {
            throw new BrokenInvariant(orderId, "an order was accepted, though " + limit.key() + " is " + limit + " and " + use.used() + " is lost");
        }
        if (limit.key().measure().isOfExecuted() && use.used().compareTo(limit.amount()) >= 0) {
            throw new BrokenInvariant(orderId, "an order was accepted, though " + limit.key() + " is " + limit + " and " + use.used() + " was executed");
        }
        if (!limit.window().contains(time)) {
            throw new BrokenInvariant(orderId, "an order was held against " + limit.key() + ", which holds at other times: " + limit.window());
        }
        if (EACH_ORDER_ADDS.contains(limit.key().measure()) && use.used().exceeds(limit.amount())) {
            throw new BrokenInvariant(orderId, "an order was accepted, though " + limit.key() + " is " + limit + " and used " + use.used());
        }
    }

    /** Of those that say something of its account, session, symbol and side, those that say most must let it pass. */
    private static void checkRestrictions(Event.OrderAccepted e, long time, RiskLimits limits) {
        Map<Set<Dimension>, Limit> holding = new HashMap<>();
        for (Limit limit : limits.inForce()) {
            Scope scope = limit.key().scope();
            if (limit.key().measure() == Measure.RESTRICTED && limit.window().contains(time) && isAbout(scope, e.terms())) {
                holding.merge(scope.values().keySet(), limit,
                        (a, b) -> Scope.SAYING_MORE.compare(a.key().scope(), b.key().scope()) > 0 ? a : b);
            }
        }
        holding.values().stream().filter(Limit::isRestriction).findAny().ifPresent(limit -> {
            throw new BrokenInvariant(e.orderId(), "an order was accepted, though " + limit.key() + " is " + limit);
        });
    }

    /** Limits that look at who owns the account are checked elsewhere. */
    private static boolean isAbout(Scope scope, OrderTerms terms) {
        Originator originator = terms.instructions().originator();
        return scope.values().entrySet().stream().allMatch(each -> switch (each.getKey()) {
            case ACCOUNT -> is(each.getValue(), terms.account());
            case SESSION -> is(each.getValue(), terms.session().value());
            case TRADER -> originator != null && is(each.getValue(), originator.trader());
            case ALGORITHM -> originator != null && is(each.getValue(), originator.algorithm());
            case SYMBOL -> is(each.getValue(), terms.symbol());
            case SIDE -> is(each.getValue(), terms.side().isBuy() ? "buy" : terms.side() == Side.SELL || terms.side() == Side.OPPOSITE ? "sell" : "sell-short");
            case GROUP, CLIENT, DESK, CURRENCY, SECTOR, ASSET_CLASS, VENUE -> false;
        });
    }

    private static boolean is(String wanted, @Nullable String value) {
        return value != null && (wanted.equals(Scope.EACH) || wanted.equals(value));
    }
}
