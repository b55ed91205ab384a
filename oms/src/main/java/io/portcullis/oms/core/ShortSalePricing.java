package io.portcullis.oms.core;

import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.MarketStates;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prices short sales one tick above the best bid that may not go out at the price that their clients want, where that is agreed with them (Regulation SHO Rule 201(c)). Up only, and never below what the
 * client has asked for: a sale that waits for nothing but a price rests at one that is allowed. Only limit orders that may rest have a price to move.
 */
final class ShortSalePricing {

    private static final int MOST_TOLD_OF = 1_000;

    private final ShardState state;
    private final MarketGate gate;
    private final Agreements agreements;
    private final RiskGate risk;
    private final Routing routing;
    private final Market market;
    private final Turn turn;
    /** Orders that a limit keeps here. After a restart they are told of again. */
    private final Set<Long> toldOf = new HashSet<>();

    ShortSalePricing(ShardState state, MarketGate gate, Agreements agreements, RiskGate risk, Routing routing, Market market, Turn turn) {
        this.state = state;
        this.gate = gate;
        this.agreements = agreements;
        this.risk = risk;
        this.routing = routing;
        this.market = market;
        this.turn = turn;
    }

    /** They are asked for what depends on the bid: whether short sales are restricted should be looked at before. */
    boolean isAgreed(OrderTerms terms) {
        return terms.side() == Side.SELL_SHORT && agreements.with(terms.session()).practice().repricesShortSales() && mayBePriced(terms.conditions());
    }

    private static boolean mayBePriced(Conditions conditions) {
        return conditions.ordType() == OrdType.LIMIT && conditions.timeInForce().rests() && conditions.instructions().strategy() == null
                && conditions.instructions().discretion() == null;
    }

    /**
     * The terms on which such an order goes out.
     *
     * @param order whose terms shall be replaced; null for a new order
     * @return the same if it may go out as it is, or has no price that may be moved
     */
    OrderTerms priced(OrderTerms terms, @Nullable ParentOrder order) {
        boolean isLeftAsItIs = order != null && (order.care() != null || MarketGate.isLessAtItsPrice(order.terms(), terms)) || isPricedLater(terms, order);
        return isLeftAsItIs ? terms : raised(terms);
    }

    /**
     * Such an order waits for its time, for a price or for another order of its list: it is priced when it goes out, and nothing speaks against its price before.
     *
     * @param order whose terms shall be replaced; null for a new order
     */
    boolean isPricedLater(OrderTerms terms, @Nullable ParentOrder order) {
        return isAgreed(terms) && (order == null ? terms.instructions().activation() != null : order.care() == null && order.isHeld());
    }

    private OrderTerms raised(OrderTerms terms) {
        if (!isAgreed(terms) || gate.ofShortSale(terms, terms.conditions()) == null) {
            return terms;
        }
        Price allowed = lowestAllowed(terms.symbol());
        return allowed == null ? terms : terms.replacedBy(terms.clOrdId(), terms.conditions().withPrice(allowed));
    }

    /** The first multiple of the tick above the best bid; null if no bid is seen. */
    private @Nullable Price lowestAllowed(String symbol) {
        Price bid = market.best(symbol, true);
        Instrument instrument = market.instruments().bySymbol(symbol);
        if (bid == null || instrument == null) {
            return null;
        }
        try {
            Price next = new Price(Math.addExact(instrument.ticks().roundedDown(bid).raw(), instrument.ticks().tickAt(bid).raw()));
            Price down = instrument.ticks().roundedDown(next);
            return down.compareTo(bid) > 0 ? down : new Price(Math.addExact(down.raw(), instrument.ticks().tickAt(next).raw()));
        } catch (ArithmeticException e) {
            return null; // higher than prices go
        }
    }

    /** A new order, accepted in this record as its client has sent it, is told at the price at which it goes out. */
    void tell(long orderId, OrderTerms accepted, OrderTerms priced) {
        if (!priced.equals(accepted)) {
            turn.emit(changed(orderId, priced));
        }
    }

    /** The desk is told why in the same words as one whose order is refused. */
    private Event.DeskActed changed(long orderId, OrderTerms priced) {
        return new Event.DeskActed(orderId,
                new DeskFact.OrderChanged(turn.nextId(), priced.clOrdId(), priced.conditions(), RestatedBecause.REPRICED, false), null, why(priced));
    }

    private String why(OrderTerms terms) {
        MarketStates.Standing standing = state.markets().of(terms.symbol());
        MarketStates.Restricted restricted = standing == null ? null : standing.shortSales();
        return "best bid " + market.best(terms.symbol(), true) + (restricted == null ? "" : ", restricted by " + restricted.source().text());
    }

    /**
     * Prices an order that would go out now, and may not at its price. It stays as it is, and here, while a part of it is at a venue, when it is about to be canceled or replaced, when no venue would take it, and when
     * a limit speaks against the higher price by which no override has let it pass.
     *
     * @return whether it may go out now
     */
    boolean reprice(ParentOrder order) {
        if (!isAgreed(order.terms()) || order.care() != null || order.hasLiveChild() || order.pendingCancel() != null || order.pendingReplace() != null
                || state.crosses().of(order.orderId()) != null) {
            return false;
        }
        OrderTerms priced = raised(order.terms());
        Instrument instrument = market.instruments().bySymbol(priced.symbol());
        if (priced.equals(order.terms()) || instrument == null || !routing.isTakenNow(order, priced)) {
            return false;
        }
        List<Objection> objections = new ArrayList<>(0);
        RiskFacts facts = risk.checkUnasked(priced, order, instrument, market, objections,
                against -> against.stream().allMatch(objection -> state.overrides().letPass(order.orderId(), objection.refusal())));
        if (facts == null || !objections.isEmpty()) {
            tellOnce(order, objections);
            return false;
        }
        toldOf.remove(order.orderId());
        turn.emit(new Event.DeskActed(order.orderId(), new DeskFact.ChangeOrdered(priced.conditions(), facts, RestatedBecause.REPRICED), null, why(priced)));
        turn.emit(changed(order.orderId(), priced));
        return true;
    }

    /** The desk has to know that it stays here; it is looked at each second. */
    private void tellOnce(ParentOrder order, List<Objection> objections) {
        if (objections.isEmpty() || turn.logIsFull()) {
            return;
        }
        if (toldOf.size() >= MOST_TOLD_OF) {
            toldOf.removeIf(id -> state.unsettledOrder(id) == null);
        }
        if (toldOf.add(order.orderId())) {
            turn.emit(new Event.DeskActed(order.orderId(), new DeskFact.ChangeFailed(
                    "it can't be priced above the best bid and waits here: " + ClientRequests.joined(objections).text()), null, ""));
        }
    }
}
