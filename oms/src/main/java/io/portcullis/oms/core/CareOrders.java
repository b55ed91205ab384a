package io.portcullis.oms.core;

import io.portcullis.oms.command.CareAction;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.Adjusted;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides what our own people do with orders that they work, HandlInst(21)=3. What speaks against it is answered in words that name the field and the value. Whoever has
 * claimed an order works it, and nobody else.
 */
final class CareOrders {

    private static final String OF_OURS = "by hand ";

    private final ShardState state;
    private final RiskGate risk;
    private final Routing routing;
    private final Progress progress;
    private final Market market;
    private final KillGate kills;
    private final MarketGate markets;
    private final Turn turn;

    CareOrders(ShardState state, RiskGate risk, Routing routing, Progress progress, Market market, KillGate kills, MarketGate markets, Turn turn) {
        this.kills = kills;
        this.markets = markets;
        this.state = state;
        this.risk = risk;
        this.routing = routing;
        this.progress = progress;
        this.market = market;
        this.turn = turn;
    }

    // What clients ask for

    /** Adds what speaks against an order on such conditions being worked by people: they are told no more than price and quantity. */
    static void check(Conditions conditions, List<Objection> objections) {
        Activation activation = conditions.instructions().activation();
        if (activation != null) {
            objections.add(new Objection(Refusal.NO_CARE_ORDER, "HandlInst(21) 3 is for orders that the desk works at once, was with "
                    + ConditionsCheck.text(activation)));
        } else if (!conditions.arePlain()) {
            objections.add(
                    new Objection(Refusal.NO_CARE_ORDER, "HandlInst(21) 3 is for market and limit orders without further instructions, was"
                            + ConditionsCheck.asking(conditions)));
        }
        if (conditions.timeInForce().isImmediate()) {
            objections.add(new Objection(Refusal.NO_CARE_ORDER,
                    "HandlInst(21) 3 is for orders that wait for the desk, was with TimeInForce(59) " + conditions.timeInForce().code()));
        }
    }

    /** From now on it waits for the desk. */
    void stage(long orderId) {
        turn.emit(new Event.OrderWorked(orderId, new CareFact.Staged(), null, ""));
    }

    /** Its time is over, which waits for nobody: what the client has asked for and waits comes to nothing. */
    void timeIsOver(ParentOrder order) {
        deny(order, Refusal.TOO_LATE, "the order's time is over");
    }

    /** The house cancels it, which waits for nobody either. */
    void canceledByHouse(ParentOrder order) {
        deny(order, Refusal.DESK_REFUSED, "the broker cancels the order");
    }

    /** A trading day begins: nothing of the one before stays untold. */
    boolean tellWhatIsHeld() {
        for (ParentOrder order : state.openOrdersByAge()) {
            if (order.hasHeldFills()) {
                if (!turn.hasRoom()) {
                    return false;
                }
                progress.releaseHeldFills(order, "a trading day begins");
            }
        }
        return true;
    }

    // What the desk orders

    void work(Command.WorkOrder c) {
        ParentOrder order = state.order(c.orderId());
        Care care = order == null ? null : order.care();
        if (order == null) {
            turn.answer("no such order is known today");
        } else if (care == null) {
            turn.answer("HandlInst(21) of the order is not 3: it is no care order, and goes to venues by itself");
        } else {
            String objection = objectionTo(c, care);
            objection = objection == null ? work(order, care, c) : objection;
            if (objection != null) {
                turn.answer(objection);
            }
        }
    }

    private static @Nullable String objectionTo(Command.WorkOrder c, Care care) {
        String owner = care.owner();
        if (c.action() instanceof CareAction.Claim) {
            return null;
        }
        return owner == null ? "the order is nobody's: claim it first" : owner.equals(c.user()) ? null : "the order is " + owner + "'s, not " + c.user() + "'s";
    }

    /** @return what speaks against it; null if it is done */
    private @Nullable String work(ParentOrder order, Care care, Command.WorkOrder c) {
        return switch (c.action()) {
            case CareAction.Claim a -> claim(order, care, a, c);
            case CareAction.GiveBack _ -> done(order, new CareFact.GivenBack(), c);
            case CareAction.PassOn a -> a.to().equals(c.user()) ? "the order is " + a.to() + "'s already" : done(order, new CareFact.PassedOn(a.to()), c);
            case CareAction.Lock _ -> care.isLocked() ? "the order is locked already"
                    : order.isOpen() ? done(order, new CareFact.Locked(), c) : isNot("open", order);
            case CareAction.Unlock _ -> care.isLocked() ? done(order, new CareFact.Unlocked(), c) : "the order is not locked";
            case CareAction.DenyRequest _ -> denyRequest(order, c);
            case CareAction.RoutePart a -> route(order, a, c);
            case CareAction.CallBack a -> callBack(order, a, c);
            case CareAction.Fill a -> fill(order, a, c);
            case CareAction.Bust a -> bust(order, a, c);
            case CareAction.Correct a -> correct(order, a, c);
            case CareAction.HoldFills _ -> care.holdsFills() ? "the order's executions are held back already" : done(order, new CareFact.FillsHeld(), c);
            case CareAction.ReleaseFills a -> release(order, care, a, c);
        };
    }

    private @Nullable String done(ParentOrder order, CareFact fact, Command.WorkOrder c) {
        say(order, fact, c);
        progress.of(order);
        return null;
    }

    private void say(ParentOrder order, CareFact fact, Command.WorkOrder c) {
        turn.emit(new Event.OrderWorked(order.orderId(), fact, c.user(), c.reason()));
    }

    private static String isNot(String what, ParentOrder order) {
        return "the order is not " + what + ": it is " + order.ordStatus();
    }

    // Whose it is

    private @Nullable String claim(ParentOrder order, Care care, CareAction.Claim a, Command.WorkOrder c) {
        String owner = care.owner();
        if (c.user().equals(owner)) {
            return "the order is " + owner + "'s already";
        }
        if (owner != null && !a.takeOver()) {
            return "the order is " + owner + "'s: who has to work it all the same takes it over";
        }
        return done(order, new CareFact.Claimed(), c);
    }

    // What the client asks for

    private @Nullable String denyRequest(ParentOrder order, Command.WorkOrder c) {
        if (!order.waitsForDesk()) {
            return "nothing that the client has asked for waits for the desk";
        }
        say(order, new CareFact.RequestDenied(), c);
        deny(order, Refusal.DESK_REFUSED, "the desk refuses it: " + c.reason());
        progress.of(order);
        return null;
    }

    private void deny(ParentOrder order, Refusal refusal, String text) {
        ParentOrder.PendingReplace replace = order.pendingReplace();
        if (replace != null && !order.isChangedByDesk()) {
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), replace.terms().clOrdId(), replace.origClOrdId(), ResponseTo.REPLACE,
                    new Objection(refusal, text)));
        }
        ParentOrder.PendingCancel cancel = order.pendingCancel();
        ClOrdId request = cancel == null ? null : cancel.clOrdId();
        if (request != null) {
            turn.emit(new Event.RequestRefused(order.orderId(), order.terms().session(), request, order.terms().clOrdId(), ResponseTo.CANCEL,
                    new Objection(refusal, text)));
        } else if (cancel != null) {
            turn.emit(new Event.CancelFailed(order.orderId(), text));
        }
    }

    // Parts

    private @Nullable String route(ParentOrder order, CareAction.RoutePart a, Command.WorkOrder c) {
        String objection = objectionToParts(order);
        objection = objection == null ? objectionTo(order, a.conditions()) : objection;
        if (objection != null) {
            return objection;
        }
        Objection ofMarket = markets.objectionTo(order.terms(), a.conditions());
        if (ofMarket != null) {
            return ofMarket.text();
        }
        Routing.Plan plan = routing.planFor(order.terms(), a.conditions(), a.venue(), order.valuationPrice());
        if (plan.isFull()) {
            return plan.fullText();
        }
        if (plan.isEmpty()) {
            String killed = a.venue() == null ? null : kills.whyNotAt(a.venue(), order.terms());
            killed = killed != null || a.venue() == null ? killed : markets.haltAt(a.venue(), order.terms());
            return killed != null ? killed
                    : a.venue() == null ? "no venue that is connected takes " + order.terms().symbol() + " orders now" + routing.reconciling()
                            : "venue " + a.venue() + " takes no orders now: it is not connected, drained, or none of " + routing.namesOfVenues()
                                    + routing.reconciling();
        }
        say(order, new CareFact.PartRouted(a.conditions(), a.venue()), c);
        routing.create(order.orderId(), plan);
        return null;
    }

    private @Nullable String objectionToParts(ParentOrder order) {
        Event.TradingHalted halt = state.halt();
        if (!order.leavesQty().isPositive()) {
            return isNot("open", order);
        }
        if (order.pendingCancel() != null || order.pendingReplace() != null) {
            return "the order is being canceled or replaced: nothing new of it goes to venues until that is done";
        }
        if (halt != null) {
            return "trading is halted: " + halt.reason();
        }
        Objection killed = kills.objectionTo(order);
        if (killed != null) {
            return killed.text();
        }
        Event.DayEnded ended = state.dayEnded();
        if (ended != null) {
            return "trading day " + ended.tradingDay() + " is over: " + ended.reason();
        }
        return turn.logIsFull() ? "the event log has no room for new orders" : null;
    }

    private @Nullable String objectionTo(ParentOrder order, Conditions part) {
        OrderTerms terms = order.terms();
        Instrument instrument = market.instruments().bySymbol(terms.symbol());
        if (instrument == null) {
            return "Symbol(55) " + terms.symbol() + " is not known any more";
        }
        if (!part.arePlain()) {
            return "OrdType(40) of a part must be 1 or 2, was " + part.ordType().code();
        }
        List<Objection> objections = new ArrayList<>();
        ConditionsCheck.check(part, terms.side().isBuy(), instrument, turn.time(), objections);
        if (!objections.isEmpty()) {
            return texts(objections);
        }
        Quantity unrouted = order.leavesQty().minus(order.atVenues()).max(Quantity.ZERO);
        if (part.orderQty().exceeds(unrouted)) {
            return "OrderQty(38) of the part must be at most " + unrouted + ", which is at no venue, was " + part.orderQty();
        }
        if (!isWithin(terms, part)) {
            return part.price() == null ? "OrdType(40) of the part must be 2: the order has a limit of " + terms.price() + ", a market order has none"
                    : beyond("Price(44) of the part", part.price(), terms);
        }
        Quantity worked = order.cumQty().plus(order.atVenues()).plus(part.orderQty());
        risk.check(terms.replacedBy(terms.clOrdId(), part.withQty(worked).of(terms.instructions().originator())), order, instrument, market, objections);
        objections.removeIf(objection -> state.overrides().letPass(order.orderId(), objection.refusal()));
        return objections.isEmpty() ? null : texts(objections);
    }

    /** Whether what is at a venue on such conditions can't be executed at a worse price than the order allows. */
    static boolean isWithin(OrderTerms terms, Conditions part) {
        Price limit = terms.price();
        return limit == null || part.ordType() != OrdType.MARKET && part.price() != null && !isWorse(part.price(), limit, terms);
    }

    private static boolean isWorse(Price price, Price limit, OrderTerms terms) {
        int difference = price.compareTo(limit);
        return terms.side().isBuy() ? difference > 0 : difference < 0;
    }

    private static String beyond(String field, Price price, OrderTerms terms) {
        return field + " must be at " + (terms.side().isBuy() ? "most " : "least ") + terms.price() + ", the order's limit, was " + price;
    }

    private static String texts(List<Objection> objections) {
        return objections.stream().map(Objection::text).collect(Collectors.joining("; "));
    }

    private @Nullable String callBack(ParentOrder order, CareAction.CallBack a, Command.WorkOrder c) {
        for (ChildOrder child : order.children()) {
            if (child.childId() == a.childId()) {
                if (!child.isLive()) {
                    return "the part is not open at " + child.venue() + ": it is " + child.ordStatus();
                }
                if (child.hasPendingRequest()) {
                    return "the part is being called back or changed at " + child.venue() + " already";
                }
                say(order, new CareFact.PartCalledBack(child.childId()), c);
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
                return null;
            }
        }
        return "the order has no such part";
    }

    // Executions

    private @Nullable String fill(ParentOrder order, CareAction.Fill a, Command.WorkOrder c) {
        String objection = objectionToFill(order, a);
        if (objection == null) {
            book(order, a, c.user(), c.reason());
        }
        return objection;
    }

    /** Nothing may speak against it. */
    void book(ParentOrder order, CareAction.Fill a, String user, String reason) {
        long childId = turn.nextId();
        long execId = turn.nextId();
        turn.emit(new Event.FilledByHand(execId, childId, order.orderId(), a.counterparty(), a.reference().isEmpty() ? OF_OURS + execId : a.reference(),
                a.lastQty(), a.lastPx(), tradeTime(a), user, reason));
        progress.of(order);
    }

    private long tradeTime(CareAction.Fill a) {
        return a.tradeTime() == 0 ? turn.time() : a.tradeTime();
    }

    /** What speaks against such an execution by hand; null if nothing does. */
    @Nullable
    String objectionToFill(ParentOrder order, CareAction.Fill a) {
        return objectionTo(order, a, tradeTime(a));
    }

    private @Nullable String objectionTo(ParentOrder order, CareAction.Fill a, long tradeTime) {
        if (!order.leavesQty().isPositive()) {
            return isNot("open", order);
        }
        String objection = objectionTo(order, a.lastQty(), a.lastPx(), Quantity.ZERO, a.confirmed());
        if (objection != null) {
            return objection;
        }
        if (tradeTime > turn.time()) {
            return "TransactTime(60) of the execution must not be later than now, " + ConditionsCheck.utc(turn.time()) + ", was "
                    + ConditionsCheck.utc(tradeTime);
        }
        if (tradeTime < order.acceptedTime()) {
            return "TransactTime(60) of the execution must not be earlier than the order, " + ConditionsCheck.utc(order.acceptedTime()) + ", was "
                    + ConditionsCheck.utc(tradeTime);
        }
        return isBooked(order, a.counterparty(), a.reference())
                ? "the order has an execution with " + a.counterparty() + " that is called " + a.reference() + " already"
                : null;
    }

    private static boolean isBooked(ParentOrder order, VenueId counterparty, String reference) {
        for (ChildOrder child : order.children()) {
            if (child.venue().equals(counterparty) && !reference.isEmpty() && child.fillKnownAs(reference) != null) {
                return true;
            }
        }
        return false;
    }

    /** @param before what it was for, if it was told already */
    private @Nullable String objectionTo(ParentOrder order, Quantity lastQty, Price lastPx, Quantity before, boolean isConfirmed) {
        if (!lastQty.isPositive()) {
            return "LastQty(32) must be positive, was " + lastQty;
        }
        if (!lastPx.isPositive()) {
            return "LastPx(31) must be positive, was " + lastPx;
        }
        ParentOrder.PendingReplace replace = order.pendingReplace();
        Quantity orderQty = replace == null ? order.terms().orderQty() : order.terms().orderQty().min(replace.terms().orderQty());
        Quantity taken = order.cumQty().minus(before).plus(order.atVenues());
        Quantity most = orderQty.minus(taken).max(Quantity.ZERO);
        if (lastQty.exceeds(most)) {
            return "LastQty(32) must be at most " + most + ", was " + lastQty + ": the order is for " + orderQty + ", of which " + taken
                    + " is executed or at venues otherwise";
        }
        Price limit = order.terms().price();
        return limit == null || isConfirmed || !isWorse(lastPx, limit, order.terms()) ? null
                : beyond("LastPx(31)", lastPx, order.terms()) + "; if it stands all the same, order it with confirmed";
    }

    private @Nullable String bust(ParentOrder order, CareAction.Bust a, Command.WorkOrder c) {
        ChildOrder child = childOf(order, a.execId());
        Fill fill = child == null ? null : fillOf(child, a.execId());
        if (child == null || fill == null) {
            return "ExecID(17) " + a.execId() + " is of no execution of the order";
        }
        String objection = objectionToRevision(child, fill, a.confirmed());
        if (objection != null) {
            return objection;
        }
        say(order, new CareFact.FillTakenBack(fill.execId()), c);
        long execId = turn.nextId();
        turn.emit(new Event.FillBusted(execId, child.childId(), fill.execId(), OF_OURS + execId));
        progress.of(order);
        return null;
    }

    private @Nullable String correct(ParentOrder order, CareAction.Correct a, Command.WorkOrder c) {
        ChildOrder child = childOf(order, a.execId());
        Fill fill = child == null ? null : fillOf(child, a.execId());
        if (child == null || fill == null) {
            return "ExecID(17) " + a.execId() + " is of no execution of the order";
        }
        String objection = objectionToRevision(child, fill, a.confirmed());
        if (objection == null && fill.lastQty().equals(a.lastQty()) && fill.lastPx().equals(a.lastPx())) {
            objection = "the execution is for " + fill.lastQty() + " at " + fill.lastPx() + " already";
        }
        objection = objection == null ? objectionTo(order, a, child, fill) : objection;
        if (objection != null) {
            return objection;
        }
        say(order, new CareFact.FillPutRight(fill.execId()), c);
        long execId = turn.nextId();
        turn.emit(new Event.FillCorrected(execId, child.childId(), fill.execId(), OF_OURS + execId, a.lastQty(), a.lastPx()));
        progress.of(order);
        return null;
    }

    /** An execution of before a split is corrected in shares as they were then, and counts for the order as what they are now. */
    private @Nullable String objectionTo(ParentOrder order, CareAction.Correct a, ChildOrder child, Fill fill) {
        Adjusted adjusted = order.adjusted();
        if (adjusted == null) {
            return objectionTo(order, a.lastQty(), a.lastPx(), fill.lastQty(), a.confirmed());
        }
        Quantity lastQty = adjusted.inNewShares(child, fill.execId(), a.lastQty());
        String objection = objectionTo(order, lastQty, adjusted.inNewShares(child, fill.execId(), a.lastPx()),
                adjusted.inNewShares(child, fill.execId(), fill.lastQty()), a.confirmed());
        return objection == null || lastQty.equals(a.lastQty()) ? objection : "in shares as they are since the corporate action, " + objection;
    }

    private static @Nullable String objectionToRevision(ChildOrder child, Fill fill, boolean isConfirmed) {
        if (fill.isBusted()) {
            return "the execution is busted already";
        }
        return child.isByHand() || isConfirmed ? null
                : "the execution was reported by " + child.venue() + ", which should take it back itself; if you know better, order it with confirmed";
    }

    private static @Nullable ChildOrder childOf(ParentOrder order, long execId) {
        for (ChildOrder child : order.children()) {
            if (fillOf(child, execId) != null) {
                return child;
            }
        }
        return null;
    }

    private static @Nullable Fill fillOf(ChildOrder child, long execId) {
        for (Fill fill : child.fills()) {
            if (fill.execId() == execId) {
                return fill;
            }
        }
        return null;
    }

    // What the client is told later

    private @Nullable String release(ParentOrder order, Care care, CareAction.ReleaseFills a, Command.WorkOrder c) {
        if (!care.holdsFills() && care.held().isEmpty()) {
            return "the order's executions are not held back";
        }
        for (long execId : a.execIds()) {
            if (!care.isHeld(execId)) {
                return "ExecID(17) " + execId + " is of no execution of the order that is held back";
            }
        }
        List<Care.HeldFill> released = care.held().stream().filter(fill -> a.execIds().isEmpty() || a.execIds().contains(fill.execId())).toList();
        return done(order, Progress.released(released, a.execIds().isEmpty()), c);
    }
}
