package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.OrderList;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Contingency;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Instructions;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Originator;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.Side;
import io.portcullis.oms.types.Strategy;
import io.portcullis.oms.types.TimeInForce;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides about what clients ask for. Every request is answered, and a refusal names all that speaks against it. */
final class ClientRequests {

    /** Replaces of one order that wait for their turn. */
    private static final int MOST_QUEUED = 10;
    private static final Routing.Plan NO_PLAN = new Routing.Plan(new Conditions(OrdType.LIMIT, TimeInForce.DAY, Quantity.ZERO, null, 0), List.of());

    private final ShardState state;
    private AccountRights rights;
    private final Agreements agreements;
    private final OverrideGate overrides;
    private final Routing routing;
    private final ReplacedParts parts;
    private final Auctions auctions;
    private final RoutingWishes wishes;
    private final Triggers triggers;
    private final TrailingStops trailing;
    private final CareOrders careOrders;
    private final Progress progress;
    private final ReplaceCheck replaceCheck;
    private final LookAlikes lookAlikes;
    private final DueList due;
    private final MassRequests massRequests;
    private final OrderListRequests orderLists;
    private final CrossRequests crosses;
    private final Market market;
    private final KillGate kills;
    private final ClientKills clientKills;
    private final MarketChanges marketChanges;
    private final ShortSalePricing pricing;
    private final Turn turn;

    ClientRequests(ShardState state, AccountRights rights, Agreements agreements, OverrideGate overrides, Routing routing, ReplacedParts parts,
            Triggers triggers,
            TrailingStops trailing,
            CareOrders careOrders, Progress progress, MassRequests massRequests, OrderListRequests orderLists, CrossRequests crosses,
            CrossRouting crossRouting, LookAlikes lookAlikes, DueList due, Market market, KillGate kills, ClientKills clientKills,
            MarketChanges marketChanges, ShortSalePricing pricing, Turn turn) {
        this.state = state;
        this.rights = rights;
        this.agreements = agreements;
        this.overrides = overrides;
        this.routing = routing;
        this.parts = parts;
        this.auctions = new Auctions(state, routing);
        this.wishes = new RoutingWishes(agreements, routing);
        this.triggers = triggers;
        this.trailing = trailing;
        this.careOrders = careOrders;
        this.progress = progress;
        this.replaceCheck = new ReplaceCheck(routing, crossRouting, progress, turn);
        this.lookAlikes = lookAlikes;
        this.due = due;
        this.massRequests = massRequests;
        this.orderLists = orderLists;
        this.crosses = crosses;
        this.market = market;
        this.kills = kills;
        this.clientKills = clientKills;
        this.marketChanges = marketChanges;
        this.pricing = pricing;
        this.turn = turn;
    }

    /** Other rights from now on. */
    void rights(AccountRights other) {
        rights = other;
    }

    void decide(Command.FromClient command) {
        switch (command) {
            case Command.NewOrderSingle c -> newOrder(c, false);
            case Command.WithHandling c -> decide(c);
            case Command.ByOrderId c -> decide(c);
            case Command.OrderCancelRequest c -> cancel(c, state.order(c.origin().session(), c.origClOrdId()));
            case Command.OrderCancelReplaceRequest c -> replace(c, state.order(c.origin().session(), c.origClOrdId()), null);
            case Command.OrderStatusRequest c -> status(c, state.order(c.origin().session(), c.clOrdId()));
            case Command.OrderMassCancelRequest c -> massRequests.cancel(c);
            case Command.OrderMassStatusRequest c -> massRequests.status(c);
            case Command.PartyActionRequest c -> clientKills.decide(c);
            case Command.OfList c -> {
                overrides.beginSeveral();
                orderLists.decide(c, this::checkOfSeveral);
            }
            case Command.OfCross c -> {
                overrides.beginSeveral();
                crosses.decide(c, this::checkOfSeveral);
            }
            case Command.ClientNotice c -> turn.emit(new Event.ClientMessageNoted(c.origin().session(), c.msgType(), c.text(), c.alarm()));
            case Command.DontKnowTrade c -> denied(c);
            case Command.UnreadableRequest c -> turn.emit(new Event.MessageRefused(turn.nextId(), c.origin().session(), c.origin().msgSeqNum(), c.rejectAs(),
                    c.refMsgType(), c.refTag(), c.fixReason(), c.objection(), c.echo()));
        }
    }

    private void decide(Command.WithHandling c) {
        switch (c.request()) {
            case Command.NewOrderSingle request -> newOrder(request, c.isByHand());
            case Command.OrderCancelReplaceRequest request -> replace(request, state.order(c.origin().session(), request.origClOrdId()), c.isByHand());
            default -> decide(c.request());
        }
    }

    /** An order that has a ClOrdID(11) may be asked about by its OrderID(37), but not be touched by it. */
    private void decide(Command.ByOrderId c) {
        ParentOrder order = c.orderId() == 0 ? null : state.order(c.orderId());
        boolean isTheirs = order != null && order.terms().session().equals(c.origin().session());
        ParentOrder nameless = order != null && isTheirs && order.terms().clOrdId().isNone() ? order : null;
        switch (c.request()) {
            case Command.OrderStatusRequest request when isTheirs -> status(request, order);
            case Command.OrderCancelRequest request when nameless != null -> cancel(request, nameless);
            case Command.OrderCancelReplaceRequest request when nameless != null -> replace(request, nameless, null);
            case Command.WithHandling(Command.OrderCancelReplaceRequest request, boolean isByHand) when nameless != null -> replace(request, nameless,
                    isByHand);
            case Command.OrderCancelRequest request when isTheirs && !state.isUsed(c.origin().session(), request.clOrdId())
                    && state.order(request.origin().session(), request.origClOrdId()) == null -> refuse(order,
                            request.origin().session(), request.clOrdId(), request.origClOrdId(), ResponseTo.CANCEL, hasName(order, request.origClOrdId()));
            case Command.OrderCancelReplaceRequest request when isTheirs && !state.isUsed(c.origin().session(), request.clOrdId())
                    && state.order(request.origin().session(), request.origClOrdId()) == null -> refuse(
                            order, request.origin().session(), request.clOrdId(), request.origClOrdId(), ResponseTo.REPLACE,
                            hasName(order, request.origClOrdId()));
            default -> decide(c.request());
        }
    }

    private static @Nullable Objection hasName(@Nullable ParentOrder order, ClOrdId named) {
        return order == null ? null
                : new Objection(Refusal.UNKNOWN_ORDER,
                        "OrigClOrdID(41) must be " + order.terms().clOrdId() + ", the ClOrdID(11) of the order that OrderID(37) names, was " + named);
    }

    /** Nothing changes by it: the fill stands until its venue takes it back. */
    private void denied(Command.DontKnowTrade c) {
        SessionKey session = c.origin().session();
        ParentOrder named = c.orderId() == 0 ? null : state.order(c.orderId());
        ParentOrder order = named != null && named.terms().session().equals(session) ? named : null;
        String text = order == null ? "OrderID(37) " + c.toldOrderId() + (c.text().isEmpty() ? "" : ": " + c.text()) : c.text();
        turn.emit(
                new Event.TradeDenied(order == null ? 0 : order.orderId(), session, order == null ? 0 : fillOf(order, c), c.toldExecId(), c.dkReason(), text));
    }

    /** In FIX 4.0 an ExecID(17) is a number. 0 if none of the order's fills is called so. */
    private static long fillOf(ParentOrder order, Command.DontKnowTrade c) {
        for (ChildOrder child : order.children()) {
            for (Fill fill : child.fills()) {
                if (fill.execId() == c.execId() || c.toldExecId().equals(Long.toString(Ids.execNumber(fill.execId())))) {
                    return fill.execId();
                }
            }
        }
        return 0;
    }

    // NewOrderSingle(35=D)

    private void newOrder(Command.NewOrderSingle c, boolean isByHand) {
        SessionKey session = c.origin().session();
        ParentOrder known = state.order(session, c.clOrdId());
        if (known != null && c.possResend()) {
            turn.emit(new Event.StatusReported(turn.nextId(), known.orderId(), session, c.clOrdId(), c.symbol(), c.side(), null));
            return;
        }
        Conditions conditions = isByHand ? RoutingWishes.leftToPeople(c.conditions()) : c.conditions();
        OrderTerms terms = new OrderTerms(session, c.clOrdId(), c.account(), c.symbol(), c.side(), leftNow(conditions), c.carried());
        List<Objection> objections = turn.objections;
        if (known != null || state.isOfMassRequest(session, c.clOrdId())) {
            object(Refusal.DUPLICATE_CL_ORD_ID, "ClOrdID(11) " + c.clOrdId() + " was used before on this trading day");
        }
        if (!admit(terms, c.currency(), isByHand, null)) {
            turn.emit(new Event.OrderRefused(turn.nextId(), terms.carrying(null), List.copyOf(objections)));
        }
    }

    /** How an order came that has no ClOrdID(11): by which reference, who of ours has entered it, and why. */
    record ByTelephone(String reference, String user, String reason) {
    }

    /** An order that our people enter in its client's place: what speaks against it stands among the objections then. */
    void enter(OrderTerms terms, boolean isByHand, ByTelephone came) {
        admit(terms, null, isByHand, came);
    }

    /** @return false if something speaks against it, which then stands among the objections */
    private boolean admit(OrderTerms asked, @Nullable String currency, boolean isByHand, @Nullable ByTelephone came) {
        List<Objection> objections = turn.objections;
        boolean waits = asked.instructions().activation() != null;
        OrderTerms terms = isByHand || waits ? asked : priced(asked, null);
        RiskFacts facts = check(asked, terms, currency, null);
        if (isByHand) {
            CareOrders.check(terms.conditions(), objections);
        }
        Routing.Plan plan = objections.isEmpty() && facts != null && !isByHand && !waits ? routing.planFor(terms, facts.valuationPrice()) : NO_PLAN;
        boolean isParked = plan.isEmpty() && !plan.isFull() && !waits && terms.ordType().waitsForTrigger()
                && routing.couldBeTaken(terms.conditions().onceTriggered());
        boolean isHeld = objections.isEmpty() && plan.isEmpty() && !isParked && !isByHand && !waits
                && routing.mayWaitForOpening(terms, agreements.with(terms.session()).practice());
        boolean isKept = waits ? routing.couldEverBeTaken(terms.conditions()) : isParked || isHeld || isByHand;
        if (plan.isFull() && !isKept) {
            objections.addAll(plan.full());
        } else if (objections.isEmpty() && plan.isEmpty() && !isKept) {
            object(Refusal.NO_VENUE, "no venue that is connected takes " + terms.symbol() + " orders" + ConditionsCheck.asking(terms.conditions()) + " now"
                    + opensLater() + routing.reconciling() + auctions.takenLater(terms.conditions()) + routing.closedAt(terms));
        }
        Objection tooFar = isParked ? trailing.objectionTo(terms) : null;
        if (tooFar != null) {
            objections.add(tooFar);
        }
        if (facts == null || !objections.isEmpty()) {
            return false;
        }
        long orderId = turn.nextId();
        turn.emit(
                new Event.OrderAccepted(orderId, isParked ? trailing.begun(asked) : asked, facts, isParked || isHeld || !plan.isEmpty() && plan.isPartOf(terms),
                        routing.keepsTimeHere(plan)));
        overrides.passed(orderId);
        if (came != null) {
            turn.emit(new Event.DeskActed(orderId, new DeskFact.OrderEntered(came.reference()), came.user(), came.reason()));
        }
        pricing.tell(orderId, asked, terms);
        routing.create(orderId, plan);
        if (isByHand) {
            careOrders.stage(orderId);
        }
        if (isParked) {
            triggers.look(terms.symbol());
        }
        return true;
    }

    /** In words, the venues that are out of their hours; empty if none is. */
    private String opensLater() {
        StringBuilder text = new StringBuilder();
        for (Event.VenueClosed closed : state.venues().outOfHours().values()) {
            text.append(", ").append(closed.venue()).append(" is closed").append(closed.opens().isEmpty() ? "" : " until " + closed.opens());
        }
        return text.toString();
    }

    /** The terms on which such an order goes out: a restricted short sale may be priced otherwise, where that is agreed. */
    private OrderTerms priced(OrderTerms asked, @Nullable ParentOrder order) {
        if (!pricing.isAgreed(asked)) {
            return asked;
        }
        marketChanges.restrictIfLow(asked.symbol());
        return pricing.priced(asked, order);
    }

    /**
     * Adds all that speaks against such an order and is not overridden; what risk used, if nothing does.
     *
     * @param asked as it was asked for
     * @param terms on which it goes out
     */
    private @Nullable RiskFacts check(OrderTerms asked, OrderTerms terms, @Nullable String currency, @Nullable ParentOrder order) {
        Instrument instrument = instrumentIfFine(asked, terms, currency, order);
        return instrument == null ? null : overrides.check(terms, order, instrument);
    }

    /** Likewise, of one that comes with others. */
    private @Nullable RiskFacts checkOfSeveral(OrderTerms terms, @Nullable String currency, @Nullable ParentOrder order) {
        Instrument instrument = instrumentIfFine(terms, terms, currency, order);
        return instrument == null ? null : overrides.checkOfSeveral(terms, order, instrument);
    }

    /** Adds what speaks against such an order, before limits are held against it; null if something does. */
    private @Nullable Instrument instrumentIfFine(OrderTerms terms, OrderTerms goingOut, @Nullable String currency, @Nullable ParentOrder order) {
        if (turn.logIsFull()) {
            object(Refusal.LOG_SPACE, "the event log has no room for new orders");
        }
        Event.TradingHalted halt = state.halt();
        if (halt != null) {
            object(Refusal.HALTED, "trading is halted: " + halt.reason());
        }
        if (!kills.isOpen()) {
            objectIfKilled(terms, order);
        }
        marketChanges.check(goingOut, order, turn.objections);
        Event.DayEnded ended = state.dayEnded();
        if (ended != null) {
            object(Refusal.TRADING_DAY_OVER, "trading day " + ended.tradingDay() + " is over: " + ended.reason());
        }
        int before = turn.objections.size();
        Objection noRight = rights.objectionTo(terms.session(), terms.account());
        if (noRight != null) {
            turn.objections.add(noRight);
        }
        Instrument instrument = instrument(terms);
        if (instrument == null) {
            return null;
        }
        ConditionsCheck.check(terms.conditions(), terms.side().isBuy(), instrument, turn.time(), turn.objections);
        Objection tooLate = auctions.objectionTo(terms, order);
        if (tooLate != null) {
            turn.objections.add(tooLate);
        }
        Activation activation = terms.instructions().activation();
        if (activation != null && activation.trigger() != null && market.instruments().bySymbol(activation.trigger().symbol()) == null) {
            object(Refusal.UNKNOWN_SYMBOL, "TriggerSymbol(1103) " + activation.trigger().symbol() + " is not known");
        }
        if (currency != null && !currency.equals(instrument.currency())) {
            object(Refusal.WRONG_CURRENCY, "Currency(15) must be " + instrument.currency() + " for Symbol(55) " + terms.symbol() + ", was " + currency);
        }
        if (order == null) {
            lookAlikes.check(terms, turn.objections);
            objectIfOfNobody(terms);
            wishes.check(terms, turn.objections);
        }
        return turn.objections.size() == before ? instrument : null;
    }

    /** Who has given an order by telephone the desk knows. */
    private void objectIfOfNobody(OrderTerms terms) {
        Originator originator = terms.instructions().originator();
        if ((originator == null || originator.trader() == null) && !terms.clOrdId().isNone() && agreements.with(terms.session()).traders().areRequired()) {
            object(Refusal.TRADER_MISSING,
                    "NoPartyIDs(453) with PartyRole(452) 11, 36 or 12, or SenderSubID(50) where that is agreed, must name the trader, session "
                            + terms.session() + " has to say who that is");
        }
    }

    private void objectIfKilled(OrderTerms terms, @Nullable ParentOrder order) {
        Objection ofOrder = order == null ? null : kills.objectionTo(order);
        Objection killed = ofOrder == null ? kills.objectionTo(terms) : ofOrder;
        if (killed != null) {
            turn.objections.add(killed);
        }
    }

    /** Null, with an objection, if it is not known. */
    private @Nullable Instrument instrument(OrderTerms terms) {
        Strategy strategy = terms.instructions().strategy();
        if (strategy != null) {
            return StrategyCheck.instrument(terms, strategy, market.instruments(), turn.objections);
        }
        if (terms.side().isOfStrategies()) {
            object(Refusal.INVALID_VALUE, "Side(54) must be 1, 2, 5 or 6, was " + terms.side().code() + ", which is for multi-leg orders");
        }
        Instrument instrument = market.instruments().bySymbol(terms.symbol());
        if (instrument == null) {
            object(Refusal.UNKNOWN_SYMBOL, "Symbol(55) " + terms.symbol() + " is not known");
        }
        return instrument;
    }

    private void object(Refusal refusal, String text) {
        turn.objections.add(new Objection(refusal, text));
    }

    /** A time that has come is nothing to wait for. */
    private Conditions leftNow(Conditions conditions) {
        Activation activation = conditions.instructions().activation();
        return activation == null ? conditions : conditions.with(conditions.instructions().withActivation(activation.leftAt(turn.time())));
    }

    // OrderCancelRequest(35=F)

    private void cancel(Command.OrderCancelRequest c, @Nullable ParentOrder order) {
        SessionKey session = c.origin().session();
        Objection objection = objection(order, session, c.clOrdId(), c.origClOrdId(), c.symbol(), c.side());
        if (objection == null && order != null) {
            progress.releaseHeldFills(order, "");
        }
        if (objection == null && order != null && !order.leavesQty().isPositive()) {
            objection = tooLate(order);
        } else if (objection == null && order != null && order.pendingCancel() != null) {
            objection = new Objection(Refusal.ALREADY_PENDING, "the order is already being canceled");
        }
        if (objection != null || order == null) {
            refuse(order, session, c.clOrdId(), c.origClOrdId(), ResponseTo.CANCEL, objection);
            return;
        }
        turn.emit(new Event.CancelRequested(pendingId(order), order.orderId(), c.clOrdId(), order.terms().clOrdId()));
        progress.of(order);
    }

    private long pendingId(ParentOrder order) {
        return agreements.practiceFor(order).tellsPending() ? turn.nextId() : Event.NOT_TOLD;
    }

    private void refuse(@Nullable ParentOrder order, SessionKey session, ClOrdId clOrdId, ClOrdId origClOrdId, ResponseTo responseTo,
            @Nullable Objection objection) {
        Objection why = objection == null ? new Objection(Refusal.UNKNOWN_ORDER, "OrigClOrdID(41) " + origClOrdId + " is not known") : objection;
        ClOrdId lastAccepted = order == null ? origClOrdId : order.terms().clOrdId();
        turn.emit(new Event.RequestRefused(order == null ? 0 : order.orderId(), session, clOrdId, lastAccepted, responseTo, why));
    }

    /** What speaks against touching the order at all; null if nothing does. */
    private @Nullable Objection objection(@Nullable ParentOrder order, SessionKey session, ClOrdId clOrdId, ClOrdId origClOrdId, String symbol, Side side) {
        if (order == null) {
            return new Objection(Refusal.UNKNOWN_ORDER, "OrigClOrdID(41) " + origClOrdId + " is not known");
        }
        if (state.isUsed(session, clOrdId)) {
            return new Objection(Refusal.DUPLICATE_CL_ORD_ID, "ClOrdID(11) " + clOrdId + " was used before on this trading day");
        }
        if (!order.terms().symbol().equals(symbol) && (order.adjusted() == null || !order.adjusted().wasCalled(symbol))) {
            return new Objection(Refusal.NOT_REPLACEABLE, "Symbol(55) of the order is " + order.terms().symbol() + ", was " + symbol);
        }
        if (order.terms().side() != side) {
            return new Objection(Refusal.NOT_REPLACEABLE, "Side(54) of the order is " + order.terms().side().code() + ", was " + side.code());
        }
        return objectionOfCross(order);
    }

    /** One side alone is not touched. */
    private @Nullable Objection objectionOfCross(ParentOrder order) {
        Cross cross = state.crosses().of(order.orderId());
        return cross == null ? null
                : new Objection(Refusal.SIDE_OF_CROSS, "the order is a side of cross " + cross.name()
                        + ", whose sides are canceled together by CrossOrderCancelRequest(35=u) and replaced by CrossOrderCancelReplaceRequest(35=t)");
    }

    static Objection tooLate(ParentOrder order) {
        return new Objection(Refusal.TOO_LATE, "the order is " + order.ordStatus());
    }

    // OrderCancelReplaceRequest(35=G)

    /** @param isByHand what HandlInst(21) says; null if nothing */
    private void replace(Command.OrderCancelReplaceRequest c, @Nullable ParentOrder order, @Nullable Boolean isByHand) {
        SessionKey session = c.origin().session();
        Objection objection = objection(order, session, c.clOrdId(), c.origClOrdId(), c.symbol(), c.side());
        if (objection == null && order != null) {
            objection = StrategyCheck.objectionToReplace(order, c.conditions().instructions().strategy());
            objection = objection == null ? objectionToHandling(order, c, isByHand) : objection;
        }
        if (objection != null || order == null) {
            refuse(order, session, c.clOrdId(), c.origClOrdId(), ResponseTo.REPLACE, objection);
            return;
        }
        Event.ReplaceQueued asked = new Event.ReplaceQueued(order.orderId(), c.clOrdId(), c.origClOrdId(), c.conditions(), c.account(), c.currency());
        boolean hasToWait = order.pendingReplace() != null || !order.queuedReplaces().isEmpty();
        if (hasToWait && order.pendingCancel() == null && order.queuedReplaces().size() < MOST_QUEUED && agreements.practiceFor(order).queuesReplaces()) {
            turn.emit(asked);
        } else {
            replace(order, asked);
        }
    }

    /** Those that have waited until the one before them was done. */
    void goOn() {
        while (turn.hasRoom()) {
            ParentOrder order = due.nextWithQueuedReplace();
            if (order == null) {
                return;
            }
            turn.objections.clear();
            replace(order, order.queuedReplaces().getFirst());
        }
    }

    private void replace(ParentOrder order, Event.ReplaceQueued c) {
        progress.releaseHeldFills(order, "");
        SessionKey session = order.terms().session();
        Conditions conditions = ofOrder(order, trailing.replacing(order, leftNow(c.conditions())));
        OrderTerms asked = order.terms().replacedBy(c.clOrdId(), conditions).forAccount(c.account());
        OrderTerms terms = priced(asked, order);
        Objection objection = objectionToReplace(order, c, terms.conditions());
        if (objection != null) {
            refuse(order, session, c.clOrdId(), c.origClOrdId(), ResponseTo.REPLACE, objection);
            return;
        }
        RiskFacts facts = check(asked, terms, c.currency(), order);
        objectIfVenuesAreFull(order, terms, facts);
        Objection tooFar = order.isParked() ? trailing.objectionTo(terms) : null;
        if (tooFar != null) {
            turn.objections.add(tooFar);
        }
        if (facts == null || !turn.objections.isEmpty()) {
            refuse(order, session, c.clOrdId(), c.origClOrdId(), ResponseTo.REPLACE, joined(turn.objections));
            return;
        }
        turn.emit(
                new Event.ReplaceRequested(pendingId(order), order.orderId(), c.clOrdId(), order.terms().clOrdId(), terms.conditions(), facts,
                        Objects.equals(terms.account(), order.terms().account()) ? null : terms.account()));
        overrides.passed(order.orderId());
        progress.of(order);
        if (order.isParked()) {
            triggers.look(order.terms().symbol());
        }
    }

    /** Before anything is asked of venues; of what waits for its turn they are asked once more when it comes. */
    private void objectIfVenuesAreFull(ParentOrder order, OrderTerms terms, @Nullable RiskFacts facts) {
        if (facts != null && turn.objections.isEmpty()) {
            turn.objections.addAll(parts.objections(order, terms, facts.valuationPrice()));
        }
    }

    /** Whoever is not named stays responsible, and where it is not said the order stays. */
    private static Conditions ofOrder(ParentOrder order, Conditions asked) {
        Instructions before = order.terms().instructions();
        return asked.of(Originator.ofReplace(asked.instructions().originator(), before.originator()))
                .wishing(RoutingWish.ofReplace(asked.instructions().wish(), before.wish()));
    }

    /** What becomes of the conditions that are asked for, and by what risk has let them pass. */
    interface Wish {
        Event of(Conditions conditions, RiskFacts facts);
    }

    /**
     * A change that our people order in the client's place: it is checked as a replace is.
     *
     * @param wish how the wish is recorded
     * @return what speaks against it; null if it is under way
     */
    @Nullable
    Objection change(ParentOrder order, Conditions conditions, Wish wish) {
        ClOrdId clOrdId = order.terms().clOrdId();
        Conditions asked = ofOrder(order, trailing.replacing(order, leftNow(conditions)));
        Objection ofCross = objectionOfCross(order);
        Objection objection = ofCross != null ? ofCross
                : objectionToReplace(order, new Event.ReplaceQueued(order.orderId(), clOrdId, clOrdId, conditions, null, null), asked);
        if (objection != null) {
            return objection;
        }
        if (order.care() != null) {
            CareOrders.check(asked, turn.objections);
        }
        OrderTerms terms = order.terms().replacedBy(clOrdId, asked);
        RiskFacts facts = check(terms, terms, null, order);
        objectIfVenuesAreFull(order, terms, facts);
        if (facts == null || !turn.objections.isEmpty()) {
            return joined(turn.objections);
        }
        turn.emit(wish.of(asked, facts));
        overrides.passed(order.orderId());
        progress.of(order);
        if (order.isParked()) {
            triggers.look(order.terms().symbol());
        }
        return null;
    }

    private @Nullable Objection objectionToHandling(ParentOrder order, Command.OrderCancelReplaceRequest c, @Nullable Boolean isByHand) {
        boolean isCare = order.care() != null;
        if (isByHand != null && isByHand != isCare) {
            return new Objection(Refusal.NOT_REPLACEABLE,
                    isCare ? "HandlInst(21) of the order is 3 and cannot become 1 or 2" : "HandlInst(21) of the order is 1 or 2 and cannot become 3");
        }
        if (isCare) {
            CareOrders.check(c.conditions(), turn.objections);
        }
        return turn.objections.isEmpty() ? null : joined(turn.objections);
    }

    private @Nullable Objection objectionToReplace(ParentOrder order, Event.ReplaceQueued c, Conditions asked) {
        if (!order.leavesQty().isPositive() && !mayGrowAgain(order, c.orderQty())) {
            return tooLate(order);
        }
        if (order.pendingCancel() != null || order.pendingReplace() != null) {
            return new Objection(Refusal.ALREADY_PENDING, order.pendingCancel() == null && order.queuedReplaces().size() >= MOST_QUEUED
                    ? "the order is being replaced, and " + MOST_QUEUED + " further replaces wait already"
                    : "the order is already being canceled or replaced");
        }
        if (due.isOver(order, turn.time())) {
            return new Objection(Refusal.TOO_LATE, "the time of the order is over, TimeInForce(59) " + order.terms().timeInForce().code());
        }
        return replaceCheck.objection(order, order.terms().replacedBy(c.clOrdId(), asked).forAccount(c.account()));
    }

    /**
     * One that is filled, by agreement: FIX 4.4 Volume 4, C.1.c. An order that may not rest has had its moment, and one of which an execution was taken back is not
     * routed again. What depends on it in its list has been followed up.
     */
    private boolean mayGrowAgain(ParentOrder order, Quantity orderQty) {
        return order.ended() == Ended.NOT && orderQty.exceeds(order.cumQty()) && agreements.practiceFor(order).replacesFilled() && !order.hasBustedFill()
                && !isLinked(order)
                && switch (order.terms().timeInForce()) {
                    case DAY -> state.tradingDay() != null && order.day() == state.tradingDay().toEpochDay();
                    case GOOD_TILL_CANCEL, GOOD_TILL_DATE -> true;
                    case IMMEDIATE_OR_CANCEL, FILL_OR_KILL, AT_THE_OPENING, AT_THE_CLOSE, AT_CROSSING, GOOD_FOR_AUCTION -> false;
                };
    }

    private boolean isLinked(ParentOrder order) {
        OrderList list = state.lists().of(order.orderId());
        return list != null && list.contingency() != Contingency.NONE;
    }

    /** Of the first kind, with the texts of all. */
    static Objection joined(List<Objection> objections) {
        StringBuilder text = new StringBuilder();
        for (Objection objection : objections) {
            text.append(text.isEmpty() ? "" : "; ").append(objection.text());
        }
        return new Objection(objections.get(0).refusal(), text.toString());
    }

    // OrderStatusRequest(35=H)

    private void status(Command.OrderStatusRequest c, @Nullable ParentOrder order) {
        SessionKey session = c.origin().session();
        turn.emit(new Event.StatusReported(turn.nextId(), order == null ? 0 : order.orderId(), session, c.clOrdId(), c.symbol(), c.side(), c.ordStatusReqId()));
    }
}
