package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.SideOfCross;
import io.portcullis.oms.core.OrderListRequests.EntryCheck;
import io.portcullis.oms.event.CrossFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.Event.ResponseTo;
import io.portcullis.oms.event.Event.RiskFacts;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Activation;
import io.portcullis.oms.types.ClOrdId;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.CrossType;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.Refusal;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides about what clients ask for by cross orders. A cross is accepted as a whole or refused as a whole, with all that speaks against each of its sides, and so is a replace. */
final class CrossRequests {

    /** What was found of one side of a new cross. */
    private record Checked(SideOfCross asked, OrderTerms terms, @Nullable RiskFacts risk, List<Objection> objections) {
    }

    /**
     * What was found of one side of a request.
     *
     * @param order null if there is no such side
     * @param risk of a replace, if nothing speaks against it
     */
    private record Named(SideOfCross asked, @Nullable ParentOrder order, @Nullable RiskFacts risk, @Nullable Objection objection) {
    }

    private final ShardState state;
    private final Agreements agreements;
    private final RiskGate risk;
    private final OverrideGate overrides;
    private final CrossRouting routing;
    private final ReplacedParts parts;
    private final Progress progress;
    private final Turn turn;

    CrossRequests(ShardState state, Agreements agreements, RiskGate risk, OverrideGate overrides, CrossRouting routing, ReplacedParts parts, Progress progress,
            Turn turn) {
        this.state = state;
        this.agreements = agreements;
        this.risk = risk;
        this.overrides = overrides;
        this.routing = routing;
        this.parts = parts;
        this.progress = progress;
        this.turn = turn;
    }

    void decide(Command.OfCross command, EntryCheck entry) {
        switch (command) {
            case Command.NewOrderCross c -> {
                Cross known = state.crosses().cross(c.origin().session(), c.name());
                if (known != null && c.possResend()) {
                    report(known, c);
                } else {
                    newCross(c, known, entry);
                }
            }
            case Command.CrossOrderCancelRequest c -> cancel(c);
            case Command.CrossOrderCancelReplaceRequest c -> replace(c, entry);
        }
    }

    /** How each side of it stands. */
    private void report(Cross known, Command.NewOrderCross c) {
        for (Cross.Side side : known.sides()) {
            ParentOrder order = state.order(side.orderId());
            if (order != null) {
                turn.emit(new Event.StatusReported(turn.nextId(), order.orderId(), c.origin().session(), new ClOrdId(order.clOrdIds().getFirst()),
                        order.terms().symbol(), order.terms().side(), null));
            }
        }
    }

    private static Objection unsupported(String text) {
        return new Objection(Refusal.UNSUPPORTED_CROSS, text);
    }

    // NewOrderCross(35=s)

    private void newCross(Command.NewOrderCross c, @Nullable Cross known, EntryCheck entry) {
        Objection ofCross = known != null ? usedBefore(c.name()) : objection(c);
        List<Checked> sides = check(c, entry);
        boolean isFine = ofCross == null && sides.stream().allMatch(side -> side.objections.isEmpty());
        Conditions conditions = c.sides().getFirst().conditions();
        List<Objection> full = new ArrayList<>(0);
        VenueId venue = isFine ? routing.venueFor(conditions, sides.stream().map(side -> side.terms).toList(),
                sides.stream().map(side -> Objects.requireNonNull(side.risk).valuationPrice()).toList(), full) : null;
        boolean isHeld = isFine && venue == null && mayWaitForOpening(c, conditions, sides.stream().map(side -> side.terms).toList());
        if (isFine && venue == null && !isHeld && !full.isEmpty()) {
            ofCross = ClientRequests.joined(full);
        } else if (isFine && venue == null && !isHeld) {
            ofCross = new Objection(Refusal.NO_VENUE,
                    "no venue that is connected takes cross orders of " + c.symbol() + ConditionsCheck.asking(conditions) + " now"
                            + routing.reconciling() + routing.closedAt(sides.stream().map(side -> side.terms).toList()));
        }
        if (isFine && ofCross == null) {
            accept(c, sides, venue);
        } else {
            refuse(c, ofCross, sides);
        }
    }

    private static Objection usedBefore(String name) {
        return new Objection(Refusal.DUPLICATE_CROSS_ID, "CrossID(548) " + name + " was used before on this trading day, or has open orders");
    }

    private static @Nullable Objection objection(Command.NewOrderCross c) {
        if (c.objection() != null) {
            return c.objection();
        }
        SideOfCross first = c.sides().getFirst();
        SideOfCross last = c.sides().getLast();
        if (c.sides().size() > 1 && first.side().isBuy() == last.side().isBuy()) {
            return unsupported("the sides of a cross must be one that buys and one that sells, Side(54) were " + first.side().code() + " and "
                    + last.side().code());
        }
        return first.conditions().ordType().waitsForTrigger()
                ? unsupported("OrdType(40) of a cross must be one that waits for no price, was " + first.conditions().ordType().code())
                : null;
    }

    private List<Checked> check(Command.NewOrderCross c, EntryCheck entry) {
        SessionKey session = c.origin().session();
        List<Checked> all = new ArrayList<>(2);
        Set<ClOrdId> names = new HashSet<>();
        for (SideOfCross side : c.sides()) {
            turn.objections.clear();
            if (!names.add(side.clOrdId()) || state.isUsed(session, side.clOrdId())) {
                turn.objections.add(duplicate(side.clOrdId()));
            }
            OrderTerms terms = new OrderTerms(session, side.clOrdId(), side.account(), c.symbol(), side.side(), side.conditions(), null);
            objectToWaiting(side);
            RiskFacts facts = entry.check(terms, c.currency(), null);
            Checked checked = new Checked(side, terms, turn.objections.isEmpty() ? facts : null, List.copyOf(turn.objections));
            all.add(checked);
            if (checked.risk != null) {
                risk.reserve(terms, checked.risk);
            }
        }
        for (Checked checked : all) {
            if (checked.risk != null) {
                risk.giveBack(checked.terms, checked.risk);
            }
        }
        return all;
    }

    private void objectToWaiting(SideOfCross side) {
        Activation activation = side.conditions().instructions().activation();
        if (activation != null) {
            turn.objections.add(unsupported(ConditionsCheck.text(activation) + " can't stand in a cross"));
        }
        if (side.conditions().instructions().discretion() != null) {
            turn.objections.add(unsupported(DiscretionCheck.text(side.conditions().instructions().discretion()) + " can't stand in a cross"));
        }
    }

    private static Objection duplicate(ClOrdId clOrdId) {
        return new Objection(Refusal.DUPLICATE_CL_ORD_ID, "ClOrdID(11) " + clOrdId + " was used before on this trading day");
    }

    private boolean mayWaitForOpening(Command.NewOrderCross c, Conditions conditions, List<OrderTerms> sides) {
        return c.terms().type() != CrossType.IMMEDIATE_OR_CANCEL && !conditions.timeInForce().isImmediate()
                && (agreements.with(c.origin().session()).practice().holdsUntilOpen() && routing.isTakenOnceOpen(conditions)
                        || routing.isTakenOnceReconciled(conditions, sides));
    }

    private void accept(Command.NewOrderCross c, List<Checked> sides, @Nullable VenueId venue) {
        long crossId = turn.nextId();
        List<Long> orderIds = new ArrayList<>(2);
        List<CrossFact.Side> named = new ArrayList<>(2);
        for (Checked side : sides) {
            orderIds.add(turn.nextId());
            named.add(new CrossFact.Side(orderIds.getLast(), side.terms.clOrdId(), side.asked.fields()));
        }
        turn.emit(new Event.CrossChanged(crossId, c.origin().session(), new CrossFact.Accepted(c.name(), c.terms(), named)));
        for (int i = 0; i < sides.size(); i++) {
            turn.emit(new Event.OrderAccepted(orderIds.get(i), sides.get(i).terms, Objects.requireNonNull(sides.get(i).risk), venue == null));
            overrides.passed(orderIds.get(i), sides.get(i).terms.clOrdId());
        }
        if (venue != null) {
            routing.create(orderIds, sides.stream().map(side -> side.terms.conditions()).toList(), venue);
        }
    }

    private void refuse(Command.NewOrderCross c, @Nullable Objection ofCross, List<Checked> sides) {
        Objection ofOther = new Objection(Refusal.CROSS_REFUSED, "its cross is refused: " + (ofCross == null ? ofFirst(sides) : ofCross.text()));
        List<Event.OrderRefused> refused = new ArrayList<>(2);
        List<CrossFact.Side> named = new ArrayList<>(2);
        for (Checked side : sides) {
            List<Objection> objections = new ArrayList<>(side.objections);
            if (ofCross != null) {
                objections.add(ofCross);
            }
            refused.add(new Event.OrderRefused(turn.nextId(), side.terms, objections.isEmpty() ? List.of(ofOther) : List.copyOf(objections)));
            named.add(new CrossFact.Side(refused.getLast().orderId(), side.terms.clOrdId(), side.asked.fields()));
        }
        turn.emit(new Event.CrossChanged(0, c.origin().session(), new CrossFact.Refused(c.name(), c.terms(), named)));
        refused.forEach(turn::emit);
    }

    private static String ofFirst(List<Checked> sides) {
        Checked first = sides.stream().filter(side -> !side.objections.isEmpty()).findFirst().orElseThrow();
        return ofSide(first.asked) + first.objections.getFirst().text();
    }

    private static String ofSide(SideOfCross side) {
        return "Side(54) " + side.side().code() + ", ClOrdID(11) " + side.clOrdId() + ": ";
    }

    // CrossOrderCancelRequest(35=u)

    /** A side of which nothing is open any more does not keep the other one from being canceled. */
    private void cancel(Command.CrossOrderCancelRequest c) {
        Cross cross = state.crosses().cross(c.origin().session(), c.origName());
        Objection ofCross = objectionToRequest(cross, c, c.origName());
        List<Named> sides = new ArrayList<>(2);
        for (SideOfCross side : c.sides()) {
            ParentOrder order = orderOf(cross, c.origin().session(), side);
            Objection objection = objectionTo(order, c, side, ofCross);
            if (objection == null && order != null && order.pendingCancel() != null) {
                objection = new Objection(Refusal.ALREADY_PENDING, "the order is already being canceled");
            }
            sides.add(new Named(side, order, null, objection));
        }
        boolean isFine = sides.stream().allMatch(side -> side.objection == null || side.objection.refusal() == Refusal.TOO_LATE);
        if (isFine) {
            accept(cross, c, sides);
        }
        refuse(c, sides.stream().filter(side -> !isFine || side.objection != null).toList(), c.origName(), ResponseTo.CANCEL);
    }

    private void accept(@Nullable Cross cross, Command.CrossOrderCancelRequest c, List<Named> sides) {
        List<Named> open = sides.stream().filter(side -> side.objection == null).toList();
        if (cross == null || open.isEmpty()) {
            return;
        }
        turn.emit(requested(cross, c, open));
        for (Named side : open) {
            ParentOrder order = Objects.requireNonNull(side.order);
            turn.emit(new Event.CancelRequested(pendingId(order), order.orderId(), side.asked.clOrdId(), order.terms().clOrdId()));
        }
        open.forEach(side -> progress.of(Objects.requireNonNull(side.order)));
    }

    private static Event.CrossChanged requested(Cross cross, Command.OfCross c, List<Named> sides) {
        return new Event.CrossChanged(cross.crossId(), cross.session(), new CrossFact.Requested(c.name(), sides.stream()
                .map(side -> new CrossFact.Side(Objects.requireNonNull(side.order).orderId(), side.asked.clOrdId(), side.asked.fields())).toList()));
    }

    private long pendingId(ParentOrder order) {
        return agreements.practiceFor(order).tellsPending() ? turn.nextId() : Event.NOT_TOLD;
    }

    /** What speaks against the request as a whole; null if nothing does. */
    private @Nullable Objection objectionToRequest(@Nullable Cross cross, Command.OfCross c, String origName) {
        if (cross == null) {
            return new Objection(Refusal.UNKNOWN_CROSS, "OrigCrossID(551) " + origName + " is not known");
        }
        if (state.crosses().cross(c.origin().session(), c.name()) != null) {
            return usedBefore(c.name());
        }
        if (c.objection() != null) {
            return c.objection();
        }
        if (!c.terms().equals(cross.terms())) {
            return new Objection(Refusal.NOT_REPLACEABLE,
                    "CrossType(549) and CrossPrioritization(550) of the cross are " + cross.terms().type().code() + " and "
                            + cross.terms().prioritization().code() + ", were " + c.terms().type().code() + " and " + c.terms().prioritization().code());
        }
        Set<Long> named = new HashSet<>();
        for (SideOfCross side : c.sides()) {
            ParentOrder order = orderOf(cross, c.origin().session(), side);
            if (order != null && !named.add(order.orderId())) {
                return unsupported("each side must be named once, ClOrdID(11) " + order.terms().clOrdId() + " is named twice");
            }
        }
        for (Cross.Side side : cross.sides()) {
            ParentOrder order = state.unsettledOrder(side.orderId());
            if (order != null && order.leavesQty().isPositive() && !named.contains(side.orderId())) {
                return unsupported("each side that is open must be named, ClOrdID(11) " + order.terms().clOrdId() + " is not");
            }
        }
        return null;
    }

    /** By its ClOrdID(11) or, where the message has none, by its Side(54); null if the cross has no such side. */
    private @Nullable ParentOrder orderOf(@Nullable Cross cross, SessionKey session, SideOfCross side) {
        if (cross == null) {
            return null;
        }
        if (side.origClOrdId() != null) {
            ParentOrder order = state.order(session, side.origClOrdId());
            return order != null && state.crosses().of(order.orderId()) == cross ? order : null;
        }
        for (Cross.Side each : cross.sides()) {
            ParentOrder order = state.order(each.orderId());
            if (order != null && order.terms().side() == side.side()) {
                return order;
            }
        }
        return null;
    }

    /** Whatever else there is: one with a name that was used before must not be taken for the answer to the request that has it. */
    private @Nullable Objection objectionTo(@Nullable ParentOrder order, Command.OfCross c, SideOfCross asked, @Nullable Objection ofCross) {
        return ofCross == null || order != null && isUsed(c, asked) ? objectionTo(order, c, asked) : ofCross;
    }

    private boolean isUsed(Command.OfCross c, SideOfCross asked) {
        boolean isTwice = c.sides().stream().filter(side -> side.clOrdId().equals(asked.clOrdId())).count() > 1;
        return isTwice || state.isUsed(c.origin().session(), asked.clOrdId());
    }

    /** What speaks against a request about this side, of whatever kind; null if nothing does. */
    private @Nullable Objection objectionTo(@Nullable ParentOrder order, Command.OfCross c, SideOfCross asked) {
        if (order == null) {
            return new Objection(Refusal.UNKNOWN_ORDER,
                    asked.origClOrdId() == null ? "the cross has no side with Side(54) " + asked.side().code()
                            : "OrigClOrdID(41) " + asked.origClOrdId() + " is no side of the cross");
        }
        if (isUsed(c, asked)) {
            return duplicate(asked.clOrdId());
        }
        if (!order.terms().symbol().equals(c.symbol())) {
            return new Objection(Refusal.NOT_REPLACEABLE, "Symbol(55) of the order is " + order.terms().symbol() + ", was " + c.symbol());
        }
        if (order.terms().side() != asked.side()) {
            return new Objection(Refusal.NOT_REPLACEABLE,
                    "Side(54) of the order is " + order.terms().side().code() + ", was " + asked.side().code());
        }
        return order.leavesQty().isPositive() ? null : ClientRequests.tooLate(order);
    }

    /** Each side is answered by an OrderCancelReject(35=9): one against which nothing speaks is told what speaks against the other. */
    private void refuse(Command.OfCross c, List<Named> sides, String origName, ResponseTo responseTo) {
        SessionKey session = c.origin().session();
        for (Named side : sides) {
            ParentOrder order = side.order;
            ClOrdId orig = side.asked.origClOrdId();
            ClOrdId lastAccepted = order != null ? order.terms().clOrdId() : orig == null ? new ClOrdId(origName) : orig;
            Objection objection = side.objection == null ? ofOther(sides) : side.objection;
            turn.emit(new Event.RequestRefused(order == null ? 0 : order.orderId(), session, side.asked.clOrdId(), lastAccepted, responseTo, objection));
        }
    }

    private static Objection ofOther(List<Named> sides) {
        Named other = sides.stream().filter(side -> side.objection != null).findFirst().orElseThrow();
        return new Objection(Refusal.CROSS_REFUSED, "the request is refused: " + ofSide(other.asked) + Objects.requireNonNull(other.objection).text());
    }

    // CrossOrderCancelReplaceRequest(35=t)

    private void replace(Command.CrossOrderCancelReplaceRequest c, EntryCheck entry) {
        Cross cross = state.crosses().cross(c.origin().session(), c.origName());
        Objection ofCross = objectionToRequest(cross, c, c.origName());
        List<Named> sides = new ArrayList<>(2);
        for (SideOfCross asked : c.sides()) {
            ParentOrder order = orderOf(cross, c.origin().session(), asked);
            SideOfCross side = order == null ? asked : asked.on(asked.conditions().of(order.terms().instructions().originator())); // whose it is stays
            Objection objection = objectionTo(order, c, side, ofCross);
            Named named = objection == null && order != null ? check(c, side, order, entry) : new Named(side, order, null, objection);
            sides.add(named);
            reserve(named);
        }
        sides.forEach(this::giveBack);
        if (cross == null || sides.stream().anyMatch(side -> side.objection != null)) {
            refuse(c, sides, c.origName(), ResponseTo.REPLACE);
            return;
        }
        turn.emit(requested(cross, c, sides));
        for (Named side : sides) {
            ParentOrder order = Objects.requireNonNull(side.order);
            turn.emit(new Event.ReplaceRequested(pendingId(order), order.orderId(), side.asked.clOrdId(), order.terms().clOrdId(), side.asked.conditions(),
                    Objects.requireNonNull(side.risk)));
            overrides.passed(order.orderId(), side.asked.clOrdId());
        }
        sides.forEach(side -> progress.of(Objects.requireNonNull(side.order)));
    }

    private Named check(Command.CrossOrderCancelReplaceRequest c, SideOfCross asked, ParentOrder order, EntryCheck entry) {
        Objection objection = objectionToReplace(asked, order);
        if (objection != null) {
            return new Named(asked, order, null, objection);
        }
        turn.objections.clear();
        objectToWaiting(asked);
        OrderTerms terms = order.terms().replacedBy(asked.clOrdId(), asked.conditions());
        RiskFacts facts = entry.check(terms, c.currency(), order);
        if (facts != null && turn.objections.isEmpty()) {
            turn.objections.addAll(parts.objections(order, terms, facts.valuationPrice()));
        }
        return new Named(asked, order, facts, turn.objections.isEmpty() ? null : ClientRequests.joined(turn.objections));
    }

    /** The other side is checked with this one as it may be at most. */
    private void reserve(Named side) {
        ParentOrder order = side.order;
        if (order != null && side.risk != null) {
            risk.takeOut(order);
            risk.reserve(atMost(side, order), valuedAtMost(side.risk, order));
            parts.reserve(order, askedOf(side, order), side.risk.valuationPrice(), 1);
        }
    }

    private void giveBack(Named side) {
        ParentOrder order = side.order;
        if (order != null && side.risk != null) {
            risk.giveBack(atMost(side, order), valuedAtMost(side.risk, order));
            parts.reserve(order, askedOf(side, order), side.risk.valuationPrice(), -1);
            risk.putIn(order);
        }
    }

    private static OrderTerms askedOf(Named side, ParentOrder order) {
        return order.terms().replacedBy(side.asked.clOrdId(), side.asked.conditions());
    }

    private static OrderTerms atMost(Named side, ParentOrder order) {
        Conditions asked = side.asked.conditions();
        return order.terms().replacedBy(side.asked.clOrdId(), asked.withQty(asked.orderQty().max(order.terms().orderQty()).minus(order.cumQty())));
    }

    private static RiskFacts valuedAtMost(RiskFacts facts, ParentOrder order) {
        boolean isMore = facts.valuationPrice().compareTo(order.valuationPrice()) >= 0;
        return isMore ? facts : new RiskFacts(order.valuationPrice(), facts.referencePrice(), facts.uses());
    }

    private static @Nullable Objection objectionToReplace(SideOfCross asked, ParentOrder order) {
        boolean isAsked = order.children().stream().anyMatch(ChildOrder::hasPendingRequest);
        if (order.pendingCancel() != null || order.pendingReplace() != null || isAsked) {
            return new Objection(Refusal.ALREADY_PENDING, "the order is already being canceled or replaced");
        }
        Conditions now = order.terms().conditions();
        if (!asked.conditions().equals(now.withQty(asked.conditions().orderQty()).withPrice(asked.conditions().price()))) {
            return new Objection(Refusal.NOT_REPLACEABLE, "of a cross only OrderQty(38) and Price(44) can be replaced");
        }
        if (asked.account() != null && !asked.account().equals(order.terms().account())) {
            return new Objection(Refusal.NOT_REPLACEABLE,
                    "Account(1) of the order is " + order.terms().account() + " and cannot become " + asked.account());
        }
        return asked.conditions().orderQty().exceeds(order.cumQty()) ? null
                : new Objection(Refusal.NOT_REPLACEABLE,
                        "OrderQty(38) must be more than is executed, " + order.cumQty() + ", was " + asked.conditions().orderQty());
    }
}
