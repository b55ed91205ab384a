package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.LimitOverride;
import io.portcullis.oms.limit.Scope;
import io.portcullis.oms.order.Overrides.Standing;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Objection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds limits against an order, and lets it pass where an override says so against all that speak against it. */
final class OverrideGate {

    /** By which the order passes that was checked last, and against what. */
    private record Passing(Standing override, String approver, List<Objection> objections) {
    }

    private final ShardState state;
    private final RiskGate risk;
    private final KillGate scopes;
    private final Market market;
    private final Turn turn;
    private @Nullable Passing passing;
    /** Those that have come together, by their names: they are accepted together, or none of them is. */
    private final Map<ClOrdId, Passing> together = new HashMap<>();

    /** @param scopes know which orders are of a scope */
    OverrideGate(ShardState state, RiskGate risk, KillGate scopes, Market market, Turn turn) {
        this.state = state;
        this.risk = risk;
        this.scopes = scopes;
        this.market = market;
        this.turn = turn;
    }

    /** Adds to the turn's objections all that speaks against it and is not overridden; what risk used, if nothing does. */
    @Nullable
    RiskFacts check(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument) {
        passing = null;
        together.clear();
        return state.overrides().isEmpty() ? risk.check(terms, order, instrument, market, turn.objections)
                : risk.check(terms, order, instrument, market, turn.objections, objections -> {
                    passing = passingBy(terms, objections);
                    return passing != null;
                });
    }

    /** Several come together from now on. */
    void beginSeveral() {
        together.clear();
    }

    /** The same of one that comes with others, which may be let pass by the same override as those before it, as far as that is for several. */
    @Nullable
    RiskFacts checkOfSeveral(OrderTerms terms, @Nullable ParentOrder order, Instrument instrument) {
        return state.overrides().isEmpty() ? risk.check(terms, order, instrument, market, turn.objections)
                : risk.check(terms, order, instrument, market, turn.objections, objections -> {
                    Passing by = passingBy(terms, objections);
                    if (by != null) {
                        together.put(terms.clOrdId(), by);
                    }
                    return by != null;
                });
    }

    /** By the oldest override by which it passes; null if it passes by none. */
    private @Nullable Passing passingBy(OrderTerms terms, List<Objection> objections) {
        for (Standing standing : state.overrides().all()) {
            String approver = standing.approver();
            if (approver != null && standing.asked().what().until() > turn.time() && isLeft(standing) && isOn(standing.asked().what(), terms, objections)) {
                return new Passing(standing, approver, List.copyOf(objections));
            }
        }
        return null;
    }

    private boolean isLeft(Standing standing) {
        long before = together.values().stream().filter(by -> by.override.equals(standing)).count();
        return standing.used() + before < standing.asked().what().orders();
    }

    private boolean isOn(LimitOverride what, OrderTerms terms, List<Objection> objections) {
        return (what.clOrdId() == null || what.clOrdId().equals(terms.clOrdId())) && (what.upTo() == null || !terms.orderQty().exceeds(what.upTo()))
                && objections.stream().allMatch(objection -> what.refusals().contains(objection.refusal())) && isOf(what.scope(), terms);
    }

    /** A multi-leg order has nothing of its own that an instrument has, and no side: one of its legs may be in the scope, and another one not. */
    private boolean isOf(Scope scope, OrderTerms terms) {
        return (terms.instructions().strategy() == null || scope.dimensions().stream().noneMatch(OverrideGate::isOfOneInstrument))
                && scopes.covers(scope, terms);
    }

    private static boolean isOfOneInstrument(Dimension dimension) {
        return switch (dimension) {
            case CURRENCY, SECTOR, ASSET_CLASS, SYMBOL, SIDE -> true;
            case GROUP, CLIENT, DESK, ACCOUNT, SESSION, TRADER, ALGORITHM, VENUE -> false;
        };
    }

    /** The order that was checked last is accepted, or is being replaced. */
    void passed(long orderId) {
        Passing by = passing;
        passing = null;
        passed(orderId, by);
    }

    /** One of several is accepted, or is being replaced. */
    void passed(long orderId, ClOrdId clOrdId) {
        passed(orderId, together.remove(clOrdId));
    }

    private void passed(long orderId, @Nullable Passing by) {
        if (by != null) {
            turn.emit(new Event.OrderOverridden(orderId, by.override.asked().overrideId(), by.override.asked().user(), by.approver, by.objections));
        }
    }
}
