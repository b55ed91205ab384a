package io.portcullis.oms.core;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Quantity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Books one execution that was agreed for several care orders together: each gets its share at the price of the whole, all in one record, or none does. Shares are by
 * what is open of each and at no venue.
 */
final class BlockFills {

    private final ShardState state;
    private final CareOrders careOrders;
    private final Market market;
    private final Turn turn;

    BlockFills(ShardState state, CareOrders careOrders, Market market, Turn turn) {
        this.state = state;
        this.careOrders = careOrders;
        this.market = market;
        this.turn = turn;
    }

    void book(Command.FillBlock c) {
        List<ParentOrder> orders = new ArrayList<>();
        String objection = c.orderIds().size() < 2 ? "a block is of two orders or more, was of " + c.orderIds().size() : null;
        for (long orderId : c.orderIds()) {
            ParentOrder order = state.order(orderId);
            objection = objection == null ? objectionTo(order, orderId, orders, c.user()) : objection;
            if (order != null) {
                orders.add(order);
            }
        }
        objection = objection == null ? book(orders, c) : objection;
        if (objection != null) {
            turn.answer(objection);
        }
    }

    private static @Nullable String objectionTo(@Nullable ParentOrder order, long orderId, List<ParentOrder> before, String user) {
        String name = "OrderID(37) " + orderId;
        Care care = order == null ? null : order.care();
        if (order == null) {
            return name + " is of no order that is known today";
        }
        if (care == null) {
            return name + ": HandlInst(21) of the order is not 3: it is no care order";
        }
        if (!user.equals(care.owner())) {
            return name + (care.owner() == null ? " is nobody's: claim it first" : " is " + care.owner() + "'s, not " + user + "'s");
        }
        if (before.contains(order)) {
            return name + " is named twice";
        }
        ParentOrder first = before.isEmpty() ? order : before.getFirst();
        return first.terms().symbol().equals(order.terms().symbol()) && first.terms().side() == order.terms().side() ? null
                : name + " is a " + order.terms().side() + " of " + order.terms().symbol() + ", the first order of the block a " + first.terms().side() + " of "
                        + first.terms().symbol();
    }

    private @Nullable String book(List<ParentOrder> orders, Command.FillBlock c) {
        CareAction.Fill whole = c.fill();
        List<Quantity> open = orders.stream().map(order -> order.leavesQty().minus(order.atVenues()).max(Quantity.ZERO)).toList();
        Quantity most = open.stream().reduce(Quantity.ZERO, Quantity::plus);
        if (!whole.lastQty().isPositive() || whole.lastQty().exceeds(most)) {
            return "LastQty(32) must be positive and at most " + most + ", which is open of these orders and at no venue, was " + whole.lastQty();
        }
        Instrument instrument = market.instruments().bySymbol(orders.getFirst().terms().symbol());
        List<Quantity> shares = ProRata.shares(whole.lastQty(), open, instrument == null ? Quantity.of(1) : instrument.lot());
        for (int i = 0; i < shares.size(); i++) {
            String objection = shares.get(i).isZero() ? null : careOrders.objectionToFill(orders.get(i), share(whole, shares.get(i)));
            if (objection != null) {
                return "OrderID(37) " + orders.get(i).orderId() + ": " + objection;
            }
        }
        for (int i = 0; i < shares.size(); i++) {
            if (shares.get(i).isPositive()) {
                careOrders.book(orders.get(i), share(whole, shares.get(i)), c.user(), c.reason());
            }
        }
        return null;
    }

    private static CareAction.Fill share(CareAction.Fill whole, Quantity share) {
        return new CareAction.Fill(share, whole.lastPx(), whole.counterparty(), whole.tradeTime(), whole.reference(), whole.confirmed());
    }
}
