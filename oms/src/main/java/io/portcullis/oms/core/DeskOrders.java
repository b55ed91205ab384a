package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.DeskAction;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RestatedBecause;
import io.portcullis.oms.types.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * Decides what our own people do in a client's place: enter an order that was given by telephone (FIX 4.4 Volume 4, E.1.a), change or cancel one (E.1.b to E.1.d). It is
 * checked as what the client asks for over FIX is; what speaks against it is answered to them, and the client hears nothing of it.
 */
final class DeskOrders {

    private final ShardState state;
    private final ClientRequests requests;
    private final CareOrders careOrders;
    private final Progress progress;
    private final Turn turn;

    DeskOrders(ShardState state, ClientRequests requests, CareOrders careOrders, Progress progress, Turn turn) {
        this.state = state;
        this.requests = requests;
        this.careOrders = careOrders;
        this.progress = progress;
        this.turn = turn;
    }

    void decide(Command.ActForClient c) {
        String objection = switch (c.action()) {
            case DeskAction.Enter a -> enter(a, c);
            case DeskAction.Change a -> change(a, c);
            case DeskAction.Cancel a -> cancel(a, c);
        };
        if (objection != null) {
            turn.answer(objection);
        }
    }

    /** @return what speaks against it; null if it is done */
    private @Nullable String enter(DeskAction.Enter a, Command.ActForClient c) {
        ParentOrder known = state.order(a.session(), ClOrdId.ofReference(a.reference()));
        if (known != null) {
            return "reference " + a.reference() + " was used before for session " + a.session() + ": that order is " + known.ordStatus() + ", " + known.cumQty()
                    + " of " + known.terms().orderQty() + " " + known.terms().symbol() + " executed, and this one is not entered";
        }
        OrderTerms terms = new OrderTerms(a.session(), ClOrdId.NONE, a.account(), a.symbol(), a.side(), a.conditions(), null);
        requests.enter(terms, a.isByHand(), new ClientRequests.ByTelephone(a.reference(), c.user(), c.reason()));
        return turn.objections.isEmpty() ? null : ClientRequests.joined(turn.objections).text();
    }

    private @Nullable String change(DeskAction.Change a, Command.ActForClient c) {
        ParentOrder order = state.order(a.orderId());
        if (order == null) {
            return "no such order is known today";
        }
        Conditions asked = asked(order, a);
        String objection = objectionToTouching(order, c.user());
        objection = objection == null ? objectionToChange(order, a, asked) : objection;
        if (objection != null) {
            return objection;
        }
        Objection ofOrder = requests.change(order, asked, (conditions, facts) -> new Event.DeskActed(order.orderId(),
                new DeskFact.ChangeOrdered(conditions, facts, a.because()), c.user(), c.reason()));
        return ofOrder == null ? null : ofOrder.text();
    }

    private static Conditions asked(ParentOrder order, DeskAction.Change a) {
        Conditions now = order.terms().conditions();
        Quantity orderQty = a.orderQty() == null ? now.orderQty() : a.orderQty();
        Price price = a.price() == null ? now.price() : a.price();
        OrdType ordType = a.price() != null && now.ordType() == OrdType.MARKET ? OrdType.LIMIT : now.ordType();
        TimeInForce timeInForce = a.timeInForce() == null ? now.timeInForce() : a.timeInForce();
        return new Conditions(ordType, timeInForce, orderQty, price, a.timeInForce() == null ? now.expireTime() : a.expireTime(), now.instructions());
    }

    private static @Nullable String objectionToChange(ParentOrder order, DeskAction.Change a, Conditions asked) {
        Conditions now = order.terms().conditions();
        if (asked.equals(now)) {
            return "nothing would change: the order is for " + now.orderQty() + (now.price() == null ? "" : " at " + now.price()) + ", TimeInForce(59) "
                    + now.timeInForce().code() + " already";
        }
        if (a.because() == RestatedBecause.DECLINE && !(asked.orderQty().compareTo(now.orderQty()) < 0 && asked.areButForQty(now))) {
            return "what is declined in part is for less than OrderQty(38) " + now.orderQty() + " and otherwise as it is, was for " + asked.orderQty()
                    + (asked.areButForQty(now) ? "" : " on other terms");
        }
        return order.queuedReplaces().isEmpty() ? null
                : "the client has asked for a replace that waits for its turn, ClOrdID(11) " + order.queuedReplaces().getFirst().clOrdId();
    }

    /** Whoever has claimed a care order works it, and nobody else. */
    private static @Nullable String objectionToTouching(ParentOrder order, String user) {
        Care care = order.care();
        String owner = care == null ? null : care.owner();
        if (owner != null && !owner.equals(user)) {
            return "the order is " + owner + "'s, not " + user + "'s";
        }
        return order.leavesQty().isPositive() ? null : "the order is not open: it is " + order.ordStatus();
    }

    private @Nullable String cancel(DeskAction.Cancel a, Command.ActForClient c) {
        ParentOrder order = state.order(a.orderId());
        if (order == null) {
            return "no such order is known today";
        }
        String objection = objectionToTouching(order, c.user());
        if (objection != null) {
            return objection;
        }
        if (a.because() == RestatedBecause.DECLINE) {
            return "an order is canceled because its client has asked for it or because the broker wants it so, was because it is declined in part";
        }
        if (order.waitsForDesk()) {
            careOrders.canceledByHouse(order);
        }
        if (order.pendingCancel() != null) {
            return "the order is already being canceled";
        }
        turn.emit(new Event.DeskActed(order.orderId(), new DeskFact.DeskCancelOrdered(a.because()), c.user(), c.reason()));
        progress.of(order);
        return null;
    }
}
