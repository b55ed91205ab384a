package io.portcullis.oms.core;

import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether an order may become what a replace asks for: by its own rules, and where its parts are now. */
final class ReplaceCheck {

    private final Routing routing;
    private final TermsAtVenues atVenues;
    private final Progress progress;

    ReplaceCheck(Routing routing, CrossRouting crosses, Progress progress, Turn turn) {
        this.routing = routing;
        this.atVenues = new TermsAtVenues(routing, crosses, turn);
        this.progress = progress;
    }

    /** What speaks against it; null if nothing does. */
    @Nullable
    Objection objection(ParentOrder order, OrderTerms asked) {
        Objection objection = objectionToAccount(order, asked);
        objection = objection == null ? objectionToType(order, asked) : objection;
        objection = objection == null ? objectionToStopPrice(order, asked) : objection;
        objection = objection == null ? objectionToTime(order, asked) : objection;
        objection = objection == null ? objectionToActivation(order, asked) : objection;
        objection = objection == null ? objectionToWish(order, asked) : objection;
        return objection == null && order.care() == null && isAnother(order, asked) ? objectionOfVenues(order, asked) : objection;
    }

    private static Objection object(String text) {
        return new Objection(Refusal.NOT_REPLACEABLE, text);
    }

    private static @Nullable Objection objectionToAccount(ParentOrder order, OrderTerms asked) {
        if (Objects.equals(asked.account(), order.terms().account()) || order.cumQty().isZero() && !order.missesExecutions()) {
            return order.care() == null || !order.hasLiveChild() || Objects.equals(asked.account(), order.terms().account()) ? null
                    : object("Account(1) of the order is " + order.terms().account() + " and cannot become " + asked.account()
                            + " while the desk has parts of it at venues");
        }
        return object("Account(1) of the order is " + order.terms().account() + " and cannot become " + asked.account() + ", because "
                + (order.cumQty().isZero() ? "some" : order.cumQty()) + " of it is executed");
    }

    private static @Nullable Objection objectionToType(ParentOrder order, OrderTerms asked) {
        OrdType from = order.terms().ordType();
        OrdType to = asked.ordType();
        if (from == to) {
            return null;
        }
        String change = "OrdType(40) of the order is " + from.code() + " and cannot become " + to.code();
        if (order.isTriggered()) {
            return object(change + ", because it was triggered");
        }
        boolean isPlain = to == OrdType.LIMIT || to == OrdType.MARKET;
        return !from.waitsForTrigger() && !isPlain ? object(change + ": it may become 1 or 2") : null;
    }

    private static @Nullable Objection objectionToStopPrice(ParentOrder order, OrderTerms asked) {
        if (!order.isTriggered()) {
            return null;
        }
        if (!Objects.equals(order.terms().instructions().stopPx(), asked.instructions().stopPx())) {
            return object("StopPx(99) of the order is " + order.terms().instructions().stopPx() + " and cannot become " + asked.instructions().stopPx()
                    + ", because it was triggered");
        }
        if (!Objects.equals(order.terms().instructions().peg(), asked.instructions().peg())) {
            return object("the order is one with " + ConditionsCheck.text(order.terms().instructions().peg()) + " and cannot become one with "
                    + ConditionsCheck.text(asked.instructions().peg()) + ", because it was triggered");
        }
        return null;
    }

    /** What rests may rest for another time. Of an order that is at no venue anything may become. */
    private static @Nullable Objection objectionToTime(ParentOrder order, OrderTerms asked) {
        TimeInForce from = order.terms().timeInForce();
        TimeInForce to = asked.timeInForce();
        if (from == to || order.isParked()) {
            return null;
        }
        String change = "TimeInForce(59) of the order is " + from.code() + " and cannot become " + to.code();
        return !from.rests() ? object(change) : to.rests() ? null : object(change + ": it may become 0, 1 or 6");
    }

    private @Nullable Objection objectionToActivation(ParentOrder order, OrderTerms asked) {
        Activation activation = asked.instructions().activation();
        Activation before = order.terms().instructions().activation();
        if (order.isHeld() && before != null) {
            return routing.couldEverBeTaken(asked.conditions()) ? null
                    : new Objection(Refusal.NO_VENUE, "no venue takes " + asked.symbol() + " orders" + ConditionsCheck.asking(asked.conditions()));
        }
        boolean isAsBefore = before != null && activation != null && activation.time() == 0 && Objects.equals(activation.trigger(), before.trigger());
        return activation == null || isAsBefore ? null : object("the order works already, and can't wait for " + ConditionsCheck.text(activation));
    }

    private static @Nullable Objection objectionToWish(ParentOrder order, OrderTerms asked) {
        RoutingWish before = order.terms().instructions().wish();
        RoutingWish wish = asked.instructions().wish();
        if (Objects.equals(before, wish)) {
            return null;
        }
        VenueId destination = wish == null ? null : wish.destination();
        boolean isElsewhere = !Objects.equals(before == null ? null : before.destination(), destination);
        return object((isElsewhere
                ? "ExDestination(100) of the order is " + (before == null || before.destination() == null ? "not said" : before.destination())
                        + " and cannot become " + destination
                : "TargetStrategy(847) of the order is " + (before == null || before.strategy() == null ? "not said" : before.strategy())
                        + " and cannot become "
                        + (wish == null ? null : wish.strategy()))
                + ": cancel it, and send another one");
    }

    private static boolean isAnother(ParentOrder order, OrderTerms asked) {
        OrderTerms terms = order.terms();
        return !asked.instructions().of(null).equals(terms.instructions().of(null)) || asked.ordType() != terms.ordType()
                || asked.timeInForce() != terms.timeInForce()
                || !Objects.equals(asked.account(), terms.account());
    }

    private @Nullable Objection objectionOfVenues(ParentOrder order, OrderTerms asked) {
        boolean goesOutAnew = order.isParked() && !asked.ordType().waitsForTrigger();
        for (ChildOrder child : order.children()) {
            if (!child.isLive()) {
                continue;
            }
            if (atVenues.makesWay(child, asked)) {
                goesOutAnew = true;
            } else if (!routing.isTakenBy(child.venue(), atVenues.wanted(child, asked.conditions()))) {
                return object("venue " + child.venue() + ", where the order is, takes no orders" + ConditionsCheck.asking(asked.conditions()));
            }
        }
        return goesOutAnew ? objectionToSendingItAnew(order, asked) : null;
    }

    private @Nullable Objection objectionToSendingItAnew(ParentOrder order, OrderTerms asked) {
        if (progress.isTakenBack(order)) {
            return object("the order cannot be sent out anew, as this replace would have it, because an execution of it was taken back");
        }
        boolean isTaken = asked.ordType().waitsForTrigger() ? routing.couldBeTaken(asked.conditions().onceTriggered())
                : routing.isTakenNow(order, asked) || routing.isTakenOnceReconciled(order, asked);
        return isTaken ? null
                : new Objection(Refusal.NO_VENUE,
                        "no venue that is connected takes " + asked.symbol() + " orders" + ConditionsCheck.asking(asked.conditions()) + " now"
                                + routing.reconciling());
    }
}
