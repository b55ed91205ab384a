package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.ExecType;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what our own people order about stray executions. What speaks against it is answered in words that name the field and the value. */
final class StraySettlement {

    private final ShardState state;
    private final Progress progress;
    private final Turn turn;

    StraySettlement(ShardState state, Progress progress, Turn turn) {
        this.state = state;
        this.progress = progress;
        this.turn = turn;
    }

    // Dismiss and deny

    void dismiss(Command.DismissStray c) {
        Stray stray = open(c.strayId());
        if (stray != null) {
            turn.emit(new Event.StraySettled(stray.strayId(), c.user(), c.reason()));
        }
    }

    void deny(Command.DenyStray c) {
        Stray stray = open(c.strayId());
        if (stray == null) {
            return;
        }
        Stray.Denial denial = stray.denial();
        if (stray.standing().isBusted()) {
            turn.answer("the venue has busted it: there is nothing to deny");
        } else if (denial != null) {
            turn.answer("it was denied to the venue already, by " + by(denial.user()) + ": DKReason(127) " + denial.dkReason().code() + ", " + denial.reason());
        } else {
            turn.emit(new Event.StrayDenied(stray.strayId(), c.dkReason(), c.user(), c.reason()));
        }
    }

    /** Null, and answered, if there is nothing to settle. */
    private @Nullable Stray open(long strayId) {
        Stray stray = state.strays().stray(strayId);
        Stray.Settlement settlement = stray == null ? null : stray.settlement();
        if (stray == null) {
            turn.answer("no such stray execution is kept");
        } else if (settlement != null) {
            turn.answer("it is settled already, " + (settlement.isAssigned() ? "assigned to an order by " : "by ") + by(settlement.user()) + ": "
                    + settlement.reason());
            return null;
        }
        return stray;
    }

    private static String by(@Nullable String user) {
        return user == null ? "the hub" : user;
    }

    // Assign

    void assign(Command.AssignStray c) {
        Stray stray = open(c.strayId());
        ParentOrder order = stray == null ? null : order(c.order());
        if (stray == null || order == null) {
            return;
        }
        String objection = objectionTo(c, stray, order);
        Price price = stray.standing().lastPx();
        if (objection != null || price == null) {
            turn.answer(objection == null ? "LastPx(31) is missing in what the venue reported: it can't be booked without a price" : objection);
            return;
        }
        ChildOrder child = childFor(stray, order);
        boolean wasLive = child.isLive();
        long execId = book(stray, child, price);
        turn.emit(new Event.StrayAssigned(stray.strayId(), order.orderId(), child.childId(), execId, c.user(), c.reason()));
        if (wasLive && !child.isAskedTooOften()) {
            turn.emit(new Event.ChildStatusRequested(child.currentRequestId(), child.childId()));
        }
        progress.of(order);
    }

    /** Null, and answered, if it names none or several. */
    private @Nullable ParentOrder order(Command.OrderName name) {
        ClOrdId clOrdId = name.clOrdId();
        List<ParentOrder> found = clOrdId == null ? byId(name.orderId()) : byClOrdId(clOrdId, name.session());
        if (found.size() > 1) {
            turn.answer("ClOrdID(11) " + clOrdId + " is used by several sessions, say which one's: "
                    + found.stream().map(order -> order.terms().session().value()).sorted().collect(Collectors.joining(", ")));
            return null;
        }
        if (found.isEmpty()) {
            turn.answer((clOrdId == null ? "no such order is known today"
                    : "no order with ClOrdID(11) " + clOrdId + (name.session() == null ? "" : " of session " + name.session()) + " is known today")
                    + "; what was settled on an earlier day can't be booked on");
            return null;
        }
        return found.getFirst();
    }

    private List<ParentOrder> byId(long orderId) {
        ParentOrder order = state.order(orderId);
        return order == null ? List.of() : List.of(order);
    }

    private List<ParentOrder> byClOrdId(ClOrdId clOrdId, @Nullable SessionKey session) {
        List<ParentOrder> found = new ArrayList<>();
        for (SessionState one : List.copyOf(state.sessions())) {
            ParentOrder order = session == null || session.equals(one.key()) ? state.order(one.key(), clOrdId) : null;
            if (order != null) {
                found.add(order);
            }
        }
        return found;
    }

    private static @Nullable String objectionTo(Command.AssignStray c, Stray stray, ParentOrder order) {
        Event.OrderTerms terms = order.terms();
        Quantity quantity = stray.standing().lastQty();
        if (stray.standing().isBusted()) {
            return "the venue has busted it: there is nothing to book";
        }
        if (stray.isOfLeg()) {
            return "it is of a single leg of a multi-leg order, which counts for no order: dismiss it when it is cleared up";
        }
        if (order.wasRefused()) {
            return "the order was refused and never went to a venue";
        }
        if (stray.orderId() != 0 && stray.orderId() != order.orderId()) {
            return "it corrects an execution of another order: only there it can be booked";
        }
        if (!stray.symbol().equals(terms.symbol())) {
            return "Symbol(55): the execution is of " + stray.symbol() + ", the order for " + terms.symbol();
        }
        if (stray.side() == null || stray.side().isBuy() != terms.side().isBuy()) {
            return "Side(54): the execution is a " + (stray.side() == null ? "side that the venue did not tell" : stray.side()) + ", the order a "
                    + terms.side();
        }
        if (!quantity.isPositive()) {
            return "LastQty(32) must be positive, was " + quantity;
        }
        if (order.adjusted() != null && LocalDate.ofInstant(Instant.ofEpochSecond(0, stray.time()), ZoneOffset.UTC).toEpochDay() < order.adjusted().exDay()) {
            return "the execution came before the ex-date of a corporate action that changed the order, and is of shares as they were then: dismiss it, and book what it "
                    + "is in new shares by hand";
        }
        if (isBooked(stray, order)) {
            return "the order has an execution of ExecID(17) " + stray.told().venueExecId() + " at " + stray.venue() + " already";
        }
        if (stray.denial() != null && !c.afterDenial()) {
            return "it was denied to the venue by DontKnowTrade(35=Q): agree with the venue that it stands, then assign it with after-denial";
        }
        Quantity filled = order.cumQty().plus(quantity);
        if (filled.exceeds(terms.orderQty()) && !c.overfill()) {
            return "OrderQty(38): the order is for " + terms.orderQty() + ", " + order.cumQty() + " is executed, and with this " + quantity + " it would be "
                    + filled + ": assign it with overfill if that is so";
        }
        return null;
    }

    private static boolean isBooked(Stray stray, ParentOrder order) {
        for (ChildOrder child : order.children()) {
            for (String execId : stray.execIds()) {
                if (child.venue().equals(stray.venue()) && child.fillOf(execId, stray.told().venueCumQty(), stray.told().tradeDate()) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The one whose execution is missed or, by the venue's own count, may have been executed so; else one that we never sent. */
    private ChildOrder childFor(Stray stray, ParentOrder order) {
        ChildOrder fitting = null;
        for (ChildOrder child : order.children()) {
            if (child.venue().equals(stray.venue())) {
                if (child.childId() == stray.told().childId() || stray.told().childId() == 0 && !child.missedQty().isZero()) {
                    return child;
                }
                fitting = isFor(stray, child) && (fitting == null || child.isLive()) ? child : fitting;
            }
        }
        return fitting == null ? found(stray, order) : fitting;
    }

    private static boolean isFor(Stray stray, ChildOrder child) {
        Quantity venueCumQty = stray.told().venueCumQty();
        return !child.isByHand() && !child.cumQty().plus(stray.standing().lastQty()).exceeds(child.orderQty())
                && (venueCumQty == null || venueCumQty.equals(child.cumQty().plus(stray.told().lastQty())));
    }

    private ChildOrder found(Stray stray, ParentOrder order) {
        Event.OrderTerms terms = order.terms();
        long childId = turn.nextId();
        turn.emit(new Event.ChildOrderFound(childId, order.orderId(), stray.venue(), stray.told().venueOrderId(), terms.ordType(), terms.timeInForce(),
                stray.standing().lastQty(), terms.ordType() == OrdType.MARKET ? null : terms.price()));
        ChildOrder child = state.childByRequest(childId);
        if (child == null) {
            throw new IllegalStateException("child order " + childId + " was not found after all");
        }
        return child;
    }

    /** What a correction tells of CumQty(14) is not what its execution will tell, should it come: that is then known by its name. @return our ExecID(17) of the fill */
    private long book(Stray stray, ChildOrder child, Price price) {
        long execId = turn.nextId();
        Event.StrayExecution told = stray.told();
        if (stray.execIds().size() == 1 && told.execType() == ExecType.TRADE) {
            turn.emit(new Event.OrderFilled(execId, child.childId(), told.venueExecId(), stray.standing().lastQty(), price, told.venueCumQty(),
                    told.tradeDate()));
        } else {
            String first = stray.execIds().getFirst();
            boolean hasCome = !stray.isAheadOfItsTrade();
            turn.emit(new Event.RevisedFillCame(execId, child.childId(), stray.strayId(), first, told.lastQty(), told.lastPx() == null ? price : told.lastPx(),
                    hasCome ? told.venueCumQty() : null, hasCome ? told.tradeDate() : null, stray.execIdsBut(first), stray.standing().lastQty(), price));
        }
        return execId;
    }
}
