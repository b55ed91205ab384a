package io.portcullis.oms.core;

import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.Event.OrderTerms;
import io.portcullis.oms.event.VenueLook;
import io.portcullis.oms.instrument.Book;
import io.portcullis.oms.instrument.Instrument;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Adjusting;
import io.portcullis.oms.types.Conditions;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Objection;
import io.portcullis.oms.types.OnHalt;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.RoutingWish;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.collections.Hashing;
import org.jspecify.annotations.Nullable;

/** Puts orders to the router, checks what it says, and creates the child orders. */
final class Routing {

    /**
     * Where an order, or a part of it, goes.
     *
     * @param conditions on which it goes there, for what the routes add up to
     * @param routes none if no venue takes it now
     * @param full the limits by which venues that would take it have no room for it, if that is why there are no routes
     * @param reasons why the routes are these, of each venue that there is; null if there is nothing to explain
     */
    record Plan(Conditions conditions, List<Router.Route> routes, List<Objection> full, Router.@Nullable Reasons reasons) {

        Plan(Conditions conditions, List<Router.Route> routes) {
            this(conditions, routes, List.of());
        }

        Plan(Conditions conditions, List<Router.Route> routes, List<Objection> full) {
            this(conditions, routes, full, null);
        }

        Plan because(Router.Reasons others) {
            return new Plan(conditions, routes, full, others);
        }

        boolean isEmpty() {
            return routes.isEmpty();
        }

        /** Venues would take it, and may not have it by the limits on what is there. */
        boolean isFull() {
            return routes.isEmpty() && !full.isEmpty();
        }

        /** In words, by which limits no venue has room for it. */
        String fullText() {
            return textOf(full);
        }

        /** Only as much as may be seen goes out, because no venue would hide the rest. */
        boolean isPartOf(OrderTerms terms) {
            return terms.instructions().display() != null && conditions.instructions().display() == null;
        }
    }

    /** In words, by which limits venues have no room. */
    static String textOf(List<Objection> full) {
        return full.stream().map(Objection::text).distinct().collect(Collectors.joining("; "));
    }

    private List<VenueId> venues;
    private final ShardState state;
    private final Router router;
    private final VenueRoom room;
    private final Market market;
    private final KillGate kills;
    private final MarketGate markets;
    private final VenueSessions sessions;
    private final Turn turn;
    private Set<VenueId> takingOrders = Set.of();
    private List<VenueId> usable = List.of();
    private Set<VenueId> adjusting = Set.of();
    private Tries tries = Tries.DEFAULT;

    Routing(List<VenueId> venues, ShardState state, Router router, VenueRoom room, Market market, KillGate kills, MarketGate markets,
            VenueSessions sessions, Turn turn) {
        this.venues = List.copyOf(venues);
        this.state = state;
        this.router = router;
        this.room = room;
        this.market = market;
        this.kills = kills;
        this.markets = markets;
        this.sessions = sessions;
        this.turn = turn;
    }

    /** Others, or in another order, from now on. Each child order says which one it went to. */
    void venues(List<VenueId> changed) {
        venues = List.copyOf(changed);
        takingOrders = Set.of();
        usable = List.of();
    }

    /** How often an order is tried, from now on. */
    void tries(Tries others) {
        tries = others;
    }

    /** They adjust by themselves what corporate actions change, and are told what they shall leave as it is. */
    void adjusting(Set<VenueId> those) {
        adjusting = those;
    }

    /** Where a new order would go; empty if no venue takes it now. @param valuation the price of one share at which it counts */
    Plan planFor(OrderTerms terms, Price valuation) {
        return planFor(terms, terms.conditions(), usable(), valuation, Set.of());
    }

    /** Where the rest of an order would go: not to a venue that has already let go of a part of it. */
    Plan planFor(ParentOrder order, Quantity quantity) {
        return planFor(order.terms(), asLeft(order, quantity), usable(order, !order.waitsForTrigger()), order.valuationPrice(), spent(order));
    }

    /** MinQty(110) is of the first execution: what is left after one has none. */
    private static Conditions asLeft(ParentOrder order, Quantity quantity) {
        Conditions left = order.working().withQty(quantity);
        Quantity minQty = left.instructions().minQty();
        if (minQty == null || order.cumQty().isZero() && !minQty.exceeds(quantity)) {
            return left;
        }
        return left.with(left.instructions().withMinQty(order.cumQty().isZero() ? quantity : null));
    }

    /** The same, once a replace has given it other terms, to other venues than these. @param valuation the price of one share at which it counts then */
    Plan planFor(ParentOrder order, OrderTerms asked, Quantity quantity, Price valuation, Set<VenueId> but) {
        Conditions conditions = order.isTriggered() ? asked.conditions().onceTriggered() : asked.conditions().onceActive();
        List<VenueId> others = usable(order, !asked.ordType().waitsForTrigger()).stream().filter(venue -> !but.contains(venue)).toList();
        return planFor(asked, conditions.withQty(quantity), others, valuation, spent(order));
    }

    /** Where an order that waits for its stop price would go, had it been reached. */
    Plan planOnceTriggered(ParentOrder order) {
        Quantity unrouted = order.workingQty().minus(order.atVenues());
        return planFor(order.terms(), order.terms().conditions().onceTriggered().withQty(unrouted), usable(order, true), order.valuationPrice(), spent(order));
    }

    /** Where a part goes that a person sends out, whatever venues have let go of before: to that venue or, if it is null, where the router says. */
    Plan planFor(OrderTerms terms, Conditions part, @Nullable VenueId venue, Price valuation) {
        if (venue == null) {
            return planFor(terms, part, usable(), valuation, null);
        }
        if (!usable().contains(venue) || !isTakenNowBy(venue, part) || kills.whyNotAt(venue, terms) != null || !markets.isOpen(venue, terms, part)) {
            return new Plan(part, List.of());
        }
        List<Objection> full = new ArrayList<>(0);
        boolean hasRoom = !room.isBounded() || room.of(terms, part, valuation, List.of(venue), full) == null;
        return new Plan(part, hasRoom ? List.of(new Router.Route(venue, part.orderQty(), null, null)) : List.of(), full);
    }

    /** All of them, connected or not, for people. */
    String namesOfVenues() {
        return venues.stream().map(VenueId::value).collect(Collectors.joining(", "));
    }

    /** In words, the venues that get nothing new yet since they are back; empty if there are none. */
    String reconciling() {
        return venues.stream().filter(state.venues()::isReconciling).map(venue -> ", " + venue + " is asked about its open orders since it is back")
                .collect(Collectors.joining());
    }

    /** In words, the kills and halts by which it goes to some of the venues not; empty if there is none. */
    String closedAt(OrderTerms terms) {
        return venues.stream().flatMap(venue -> Stream.of(Optional.ofNullable(kills.whyNotAt(venue, terms)), Optional.ofNullable(markets.haltAt(venue, terms))))
                .flatMap(Optional::stream).distinct().map(text -> "; " + text).collect(Collectors.joining());
    }

    /** Whether the router knows how to route what TargetStrategy(847) asks for so. */
    boolean hasStrategy(String targetStrategy) {
        return router.hasStrategy(targetStrategy);
    }

    /** Whether it is one of them. */
    boolean knows(VenueId venue) {
        return venues.contains(venue);
    }

    /**
     * As it is, to venues that take it so; where none does and only a part may be seen, such a part. Never to one where it is killed or halted.
     *
     * @param valuation null if it does not matter whether venues have room for it
     * @param spent as in {@link Router.Request}
     */
    private Plan planFor(OrderTerms terms, Conditions conditions, List<VenueId> connected, @Nullable Price valuation, @Nullable Set<VenueId> spent) {
        List<VenueId> usable = markets.open(kills.open(connected, terms), terms, conditions);
        Plan plan = routesFor(terms, conditions, usable, valuation, spent);
        if (!plan.isEmpty() || plan.isFull() || conditions.instructions().display() == null || conditions.ordType().waitsForTrigger()) {
            return withThoseLeftOut(plan, terms, connected);
        }
        return withThoseLeftOut(routesFor(terms, partOf(conditions, conditions.instructions().display(), terms.symbol()), usable, valuation, spent), terms,
                connected);
    }

    /** The reasons name each venue that there is, in configured order. @param connected those that were not left out for the order's or their own sake */
    private Plan withThoseLeftOut(Plan plan, OrderTerms terms, List<VenueId> connected) {
        Router.Reasons reasons = plan.reasons();
        if (reasons == null || reasons.venues().size() == venues.size()) {
            return plan;
        }
        List<VenueLook> all = new ArrayList<>(venues.size());
        int asked = 0;
        for (VenueId venue : venues) {
            boolean wasAsked = asked < reasons.venues().size() && reasons.venues().get(asked).venue().equals(venue);
            all.add(wasAsked ? reasons.venues().get(asked++) : VenueLook.leftOut(venue, whyLeftOut(venue, terms, connected)));
        }
        return plan.because(new Router.Reasons(reasons.strategy(), reasons.rule(), all));
    }

    private VenueLook.Verdict whyLeftOut(VenueId venue, OrderTerms terms, List<VenueId> connected) {
        if (!usable().contains(venue)) {
            return state.venues().closed(venue) != null ? VenueLook.Verdict.DRAINED
                    : state.venues().outOfHours().containsKey(venue) ? VenueLook.Verdict.CLOSED
                            : state.venues().isReconciling(venue) ? VenueLook.Verdict.RECONCILING : VenueLook.Verdict.AWAY;
        }
        if (!isWished(venue, terms.conditions())) {
            return VenueLook.Verdict.NOT_WISHED;
        }
        if (!connected.contains(venue)) {
            return VenueLook.Verdict.GAVE_BACK;
        }
        return kills.whyNotAt(venue, terms) != null ? VenueLook.Verdict.KILLED
                : markets.haltAt(venue, terms) != null ? VenueLook.Verdict.HALTED : VenueLook.Verdict.NOT_TAKEN;
    }

    /** Where parts have other sizes each time, nobody shall guess them; the event says which one it was. */
    private Conditions partOf(Conditions conditions, Display display, String symbol) {
        long size = display.highest().raw();
        if (display.isRandom()) {
            Instrument instrument = market.instruments().bySymbol(symbol);
            long lot = instrument == null ? 1 : instrument.lot().raw();
            long steps = (size - display.lowest().raw()) / lot + 1;
            size = display.lowest().raw() + Math.floorMod(Hashing.hash(turn.time() ^ turn.nextNumber()), (int) Math.min(steps, Integer.MAX_VALUE)) * lot;
        }
        return conditions.withQty(conditions.orderQty().min(new Quantity(size))).with(conditions.instructions().withDisplay(null));
    }

    /** Whether one of all venues, connected or not, takes an order on such conditions, or a part of it. */
    boolean couldBeTaken(Conditions conditions) {
        for (VenueId venue : venues) {
            if (couldBeTakenBy(venue, conditions)) {
                return true;
            }
        }
        return false;
    }

    /** All venues, connected or not, that take an order on such conditions, or a part of it, or what it is once it waits for nothing. Not those that our people closed. */
    List<VenueId> thatTakeInTheEnd(Conditions conditions) {
        Conditions active = conditions.onceActive();
        return venues.stream().filter(venue -> state.venues().closed(venue) == null && (couldBeTakenBy(venue, active)
                || active.ordType().waitsForTrigger() && couldBeTakenBy(venue, active.onceTriggered()))).toList();
    }

    private boolean couldBeTakenBy(VenueId venue, Conditions conditions) {
        return isTakenBy(venue, conditions) || isTakenBy(venue, conditions.with(conditions.instructions().withDisplay(null)));
    }

    /** The same of an order that still waits for something, and may then wait for its stop price, too. */
    boolean couldEverBeTaken(Conditions conditions) {
        Conditions active = conditions.onceActive();
        return couldBeTaken(active) || active.ordType().waitsForTrigger() && couldBeTaken(active.onceTriggered());
    }

    /** Whether a venue that is out of its trading hours, or takes no orders for the auction yet, takes an order on such conditions, or a part of it, once it does. */
    boolean isTakenOnceOpen(Conditions conditions) {
        return isTakenOnceOpen(conditions, List.of());
    }

    /**
     * The first venue, in configured order, that takes a cross on such conditions now, as it is, and has room for both sides; null if none does.
     *
     * @param sides the terms of each
     * @param valuations the price at which a share of each counts
     * @param full the limits by which venues that would take it have no room for it are added to it
     */
    @Nullable
    VenueId venueForCross(Conditions conditions, List<OrderTerms> sides, List<Price> valuations, List<Objection> full) {
        for (VenueId venue : usable()) {
            if (takesCross(venue, conditions) && isInPhase(venue, conditions)
                    && sides.stream().allMatch(side -> kills.whyNotAt(venue, side) == null && markets.isOpen(venue, side, conditions))
                    && hasRoomForAll(venue, sides, valuations, full)) {
                return venue;
            }
        }
        return null;
    }

    /** What is there of the one side counts when the other is looked at. */
    private boolean hasRoomForAll(VenueId venue, List<OrderTerms> sides, List<Price> valuations, List<Objection> full) {
        boolean hasRoom = true;
        for (int i = 0; room.isBounded() && i < sides.size(); i++) {
            hasRoom &= room.of(sides.get(i), sides.get(i).conditions(), valuations.get(i), List.of(venue), full) == null;
            room.reserve(sides.get(i), venue, sides.get(i).conditions(), valuations.get(i), 1);
        }
        for (int i = 0; room.isBounded() && i < sides.size(); i++) {
            room.reserve(sides.get(i), venue, sides.get(i).conditions(), valuations.get(i), -1);
        }
        return hasRoom;
    }

    /** What goes out by a plan counts at its venues, until it is given back: what goes out with it finds less room. @param sign -1 to give it back */
    void reserve(OrderTerms terms, Plan plan, Price valuation, int sign) {
        room.reserve(terms, plan, valuation, sign);
    }

    /** Whether an order on such conditions may go to several venues. */
    boolean maySplit(Conditions conditions) {
        return router.maySplit(conditions);
    }

    /** Likewise of a cross. */
    boolean isCrossTakenOnceOpen(Conditions conditions) {
        for (VenueId venue : venues) {
            if (isToOpenFor(venue, conditions) && takesCross(venue, conditions)) {
                return true;
            }
        }
        return false;
    }

    private boolean takesCross(VenueId venue, Conditions conditions) {
        return router.takesCrosses(venue) && isTakenAsItIs(venue, conditions);
    }

    /** Whether a new order that no venue takes now is kept until one opens or is reconciled, or until its instrument may be traded so. */
    boolean mayWaitForOpening(OrderTerms terms, OrderPractice practice) {
        if (terms.timeInForce().isImmediate()) {
            return false;
        }
        return practice.holdsUntilOpen() && isTakenOnceOpen(terms.conditions()) || isTakenOnceReconciled(terms, terms.conditions(), List.of())
                || markets.waitsHere(terms) && couldBeTaken(terms.conditions())
                || markets.rules().holdsInHalts() && isTakenOnceNotHalted(terms, terms.conditions(), List.of());
    }

    /** Whether such a venue takes what is left of the order, and has not let go of it before. */
    boolean isTakenOnceOpen(ParentOrder order) {
        List<VenueId> but = venues.stream().filter(venue -> hasLetGo(order, venue, order.isTriggered())).toList();
        return isTakenOnceOpen(order.working(), but) || isTakenOnceReconciled(order.terms(), order.working(), but)
                || order.children().isEmpty() && isTakenOnceConnected(order.working());
    }

    /** Whether a venue at which its instrument is halted takes what is left of the order once it goes on there, and has not let go of it before. */
    boolean isTakenOnceNotHalted(ParentOrder order) {
        return isTakenOnceNotHalted(order.terms(), order.working(), venues.stream().filter(venue -> hasLetGo(order, venue, order.isTriggered())).toList());
    }

    private boolean isTakenOnceNotHalted(OrderTerms terms, Conditions conditions, List<VenueId> but) {
        for (VenueId venue : venues) {
            if (isToGoOnFor(venue, terms, conditions) && !but.contains(venue) && couldBeTakenBy(venue, conditions)) {
                return true;
            }
        }
        return false;
    }

    private boolean isToGoOnFor(VenueId venue, OrderTerms terms, Conditions conditions) {
        return markets.haltAt(venue, terms) != null && state.venues().closed(venue) == null && kills.whyNotAt(venue, terms) == null
                && state.venues().stageFor(venue, conditions.timeInForce()) != Stage.OVER;
    }

    /** Likewise of a cross that was kept. @param sides the terms of each */
    boolean isCrossTakenOnceNotHalted(Conditions conditions, List<OrderTerms> sides) {
        return venues.stream().anyMatch(venue -> takesCross(venue, conditions) && sides.stream().allMatch(side -> isToGoOnFor(venue, side, conditions)));
    }

    /** A venue that has opened may log on a moment later: what was kept for it, and was never out, waits for that, too. */
    private boolean isTakenOnceConnected(Conditions conditions) {
        return venues.stream().anyMatch(venue -> isAway(venue, conditions) && couldBeTakenBy(venue, conditions));
    }

    private boolean isTakenOnceReconciled(OrderTerms terms, Conditions conditions, List<VenueId> but) {
        for (VenueId venue : venues) {
            if (isReconcilingFor(venue, terms, conditions) && !but.contains(venue) && couldBeTakenBy(venue, conditions)) {
                return true;
            }
        }
        return false;
    }

    /** Only that keeps it from the venue. */
    private boolean isReconcilingFor(VenueId venue, OrderTerms terms, Conditions conditions) {
        return state.venues().isReconciling(venue) && state.venues().closed(venue) == null && !state.venues().outOfHours().containsKey(venue)
                && isInPhase(venue, conditions) && kills.whyNotAt(venue, terms) == null && markets.haltAt(venue, terms) == null;
    }

    private boolean isAway(VenueId venue, Conditions conditions) {
        return (!state.venues().isConnected(venue) || state.venues().isReconciling(venue)) && state.venues().closed(venue) == null
                && isInPhase(venue, conditions);
    }

    /** The same of a cross. @param sides the terms of each */
    boolean isCrossTakenOnceReconciled(Conditions conditions, List<OrderTerms> sides) {
        return venues.stream().anyMatch(
                venue -> takesCross(venue, conditions) && sides.stream().allMatch(side -> isReconcilingFor(venue, side, conditions)));
    }

    /** The same of a cross that was kept. */
    boolean isCrossTakenOnceConnected(Conditions conditions) {
        return venues.stream().anyMatch(venue -> isAway(venue, conditions) && takesCross(venue, conditions));
    }

    private boolean isTakenOnceOpen(Conditions conditions, List<VenueId> but) {
        for (VenueId venue : venues) {
            if (isToOpenFor(venue, conditions) && !but.contains(venue) && couldBeTakenBy(venue, conditions)) {
                return true;
            }
        }
        return false;
    }

    private boolean isToOpenFor(VenueId venue, Conditions conditions) {
        if (state.venues().closed(venue) != null) {
            return false;
        }
        Stage stage = state.venues().stageFor(venue, conditions.timeInForce());
        return stage != Stage.OVER && (stage == Stage.NOT_YET || state.venues().outOfHours().containsKey(venue));
    }

    private boolean isTakenNowBy(VenueId venue, Conditions conditions) {
        return isTakenBy(venue, conditions) && isInPhase(venue, conditions);
    }

    private boolean isInPhase(VenueId venue, Conditions conditions) {
        return !conditions.timeInForce().isForAuction() || state.venues().stageFor(venue, conditions.timeInForce()) == Stage.TAKES;
    }

    /** Whether the venue takes an order on such conditions: as it is or, of one that outlives the day, for the day. */
    boolean isTakenBy(VenueId venue, Conditions conditions) {
        return isWished(venue, conditions)
                && (isTakenAsItIs(venue, conditions) || conditions.timeInForce().isGoodTill() && isTakenAsItIs(venue, conditions.forTheDay()));
    }

    /** The client wants it there, or does not say where. */
    private static boolean isWished(VenueId venue, Conditions conditions) {
        RoutingWish wish = conditions.instructions().wish();
        return wish == null || wish.destination() == null || wish.destination().equals(venue);
    }

    private boolean isTakenAsItIs(VenueId venue, Conditions conditions) {
        return isTakenAnywhere(venue, conditions) || router.isTakenBy(venue, conditions);
    }

    /** For the day, any venue takes a plain order, but for those that take limit orders only. */
    private boolean isTakenAnywhere(VenueId venue, Conditions conditions) {
        return conditions.timeInForce() == TimeInForce.DAY && conditions.arePlain()
                && (conditions.ordType() == OrdType.LIMIT || !router.takesLimitOrdersOnly(venue));
    }

    /** On what conditions the venue gets an order that it takes: one that outlives the day for the day only, if the venue has no other orders. */
    Conditions asTakenBy(VenueId venue, Conditions asked) {
        boolean isForIt = asked.instructions().adjusting() == Adjusting.ALL || adjusting.contains(venue);
        Conditions adjusted = isForIt ? asked : asked.with(asked.instructions().with(Adjusting.ALL));
        Conditions conditions = adjusted.with(adjusted.instructions().with(OnHalt.UNSAID).of(null).wishing(null)); // what becomes of it in a halt, whose it is and where it goes is seen to here
        return !conditions.timeInForce().isGoodTill() || isTakenAsItIs(venue, conditions) || !isTakenAsItIs(venue, conditions.forTheDay()) ? conditions
                : conditions.forTheDay();
    }

    /** Whether the venue changes type and time of an order that it has from the one to the other. */
    boolean isChangedBy(VenueId venue, Conditions from, Conditions to) {
        return from.ordType() == to.ordType() && from.timeInForce() == to.timeInForce() || router.isChangedBy(venue, from, to);
    }

    /** Whether a venue gets it for less time than the order has. */
    boolean keepsTimeHere(Plan plan) {
        if (!plan.conditions().timeInForce().isGoodTill()) {
            return false;
        }
        for (int i = 0; i < plan.routes().size(); i++) {
            if (plan.routes().get(i).leg() == null && !isTakenAsItIs(plan.routes().get(i).venue(), plan.conditions())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the order, on other terms, would go to a venue now, had it room: those that it is at may have it again. */
    boolean isTakenNow(ParentOrder order, OrderTerms asked) {
        Quantity left = asked.orderQty().minus(order.cumQty());
        return !left.isPositive()
                || !planFor(asked, asked.conditions().onceActive().withQty(left), usable(order, !asked.ordType().waitsForTrigger()), null, null).isEmpty();
    }

    /** Whether a venue that is asked about what it has would get the order, on other terms, once it has answered. */
    boolean isTakenOnceReconciled(ParentOrder order, OrderTerms asked) {
        List<VenueId> but = venues.stream().filter(venue -> hasLetGo(order, venue, !asked.ordType().waitsForTrigger())).toList();
        return !asked.timeInForce().isImmediate() && isTakenOnceReconciled(asked, asked.conditions().onceActive(), but);
    }

    /** Nobody has it now, and its time goes on: a venue that had it for the day, or another one that is away, may have it on another day. */
    boolean mayBeTakenLater(ParentOrder order) {
        boolean isCarriedHere = order.children().stream().anyMatch(ChildOrder::endedBeforeItsOrder);
        return isCarriedHere && givenBack(order) < tries.perOrder() && venues.stream().anyMatch(venue -> isTakenBy(venue, order.working()) && order.children()
                .stream().filter(child -> child.venue().equals(venue) && isGivenBack(child, order)).count() < tries.perVenue());
    }

    private long givenBack(ParentOrder order) {
        return order.children().stream().filter(child -> isGivenBack(child, order)).count();
    }

    private static boolean isGivenBack(ChildOrder child, ParentOrder order) {
        return !child.endedBeforeItsOrder() && hasLetGo(child, order.isTriggered());
    }

    /** In words, how often venues have given back parts of it, where they may do so more than once; empty otherwise. */
    String triesOf(ParentOrder order) {
        return tries.perVenue() == 1 || givenBack(order) < 2 ? "" : "; venues have given back " + givenBack(order) + " parts of it";
    }

    private List<VenueId> ableOf(List<VenueId> usable, Conditions conditions) {
        for (int i = 0; i < usable.size(); i++) {
            if (!isTakenNowBy(usable.get(i), conditions)) {
                return usable.stream().filter(venue -> isTakenNowBy(venue, conditions)).toList();
            }
        }
        return usable;
    }

    private Plan routesFor(OrderTerms terms, Conditions conditions, List<VenueId> usable, @Nullable Price valuation, @Nullable Set<VenueId> spent) {
        List<VenueId> able = ableOf(usable, conditions);
        if (able.isEmpty()) {
            return new Plan(conditions, List.of());
        }
        boolean isBounded = valuation != null && room.isBounded();
        List<Objection> full = isBounded ? new ArrayList<>(0) : List.of();
        List<Quantity> most = valuation != null && isBounded
                ? room.of(terms, spent == null ? conditions : atDearestLeg(terms, conditions, able), valuation, able, full)
                : null;
        Router.Decision decision = router
                .decide(new Router.Request(terms.symbol(), terms.side(), conditions, able, most, terms, spent, state.routing().figures()), market);
        List<Router.Route> routes = decision.routes();
        if (!routes.isEmpty() && routes.getFirst().leg() == null) {
            checkConservation(conditions.orderQty(), routes);
        } else if (!routes.isEmpty()) {
            checkLegs(conditions, terms, routes, spent);
        }
        if (most != null) {
            checkRoom(routes, able, most);
        }
        if (routes.size() > 1 && conditions.instructions().strategy() != null) {
            throw new IllegalStateException("the router splits a multi-leg order: " + routes);
        }
        return new Plan(conditions, routes, routes.isEmpty() ? full : List.of(), routes.isEmpty() || venues.size() == 1 ? null : decision.reasons());
    }

    /** A leg of an order to sell has the price of what it takes, which may be above the order's limit and what it is valued at. */
    private Conditions atDearestLeg(OrderTerms terms, Conditions conditions, List<VenueId> able) {
        Price dearest = conditions.price();
        if (dearest == null || terms.side().isBuy() || !mayHaveLegs(conditions)) {
            return conditions;
        }
        for (int i = 0; i < able.size(); i++) {
            Book book = market.book(able.get(i), terms.symbol());
            if (book != null && book.levels(true) > 0 && book.price(true, 0) > dearest.raw()) {
                dearest = new Price(book.price(true, 0));
            }
        }
        return conditions.immediateAt(dearest);
    }

    /** No venue gets more than it may. */
    private static void checkRoom(List<Router.Route> routes, List<VenueId> venues, List<Quantity> most) {
        for (int i = 0; i < routes.size(); i++) {
            Router.Route route = routes.get(i);
            Quantity room = most.get(venues.indexOf(route.venue()));
            if (route.quantity().exceeds(room)) {
                throw new IllegalStateException("the router sends " + route.quantity() + " to " + route.venue() + ", which may get " + room);
            }
        }
    }

    /** The last look before an order leaves: what goes out is exactly what was to go out. */
    private static void checkConservation(Quantity quantity, List<Router.Route> routes) {
        Quantity sum = sumOf(routes);
        if (sum.compareTo(quantity) != 0 || routes.stream().anyMatch(route -> route.leg() != null)) {
            throw new IllegalStateException("the router made " + sum + " out of " + quantity + ": " + routes);
        }
    }

    private static Quantity sumOf(List<Router.Route> routes) {
        Quantity sum = Quantity.ZERO;
        for (int i = 0; i < routes.size(); i++) {
            Router.Route route = routes.get(i);
            if (!route.quantity().isPositive()) {
                throw new IllegalStateException("the router sends " + route.quantity() + " to " + route.venue());
            }
            sum = sum.plus(route.quantity());
        }
        return sum;
    }

    /** Legs take no more than was to go out, and at no worse price. */
    private static void checkLegs(Conditions conditions, OrderTerms terms, List<Router.Route> routes, @Nullable Set<VenueId> spent) {
        Price limit = conditions.price();
        if (spent == null || limit == null || !mayHaveLegs(conditions) || sumOf(routes).exceeds(conditions.orderQty())) {
            throw new IllegalStateException("the router makes legs of an order that may have none, or too large ones: " + routes);
        }
        for (Router.Route route : routes) {
            Router.Leg leg = route.leg();
            boolean isBeyond = leg == null || (terms.side().isBuy() ? leg.limit().compareTo(limit) > 0 : leg.limit().compareTo(limit) < 0);
            if (isBeyond || spent.contains(route.venue())) {
                throw new IllegalStateException("the router sends a leg beyond the limit, or where none may go: " + route);
            }
        }
    }

    /** Whether what is there at once may be taken by parts that don't rest, though the order does. */
    private static boolean mayHaveLegs(Conditions conditions) {
        return conditions.arePlain() && conditions.ordType() == OrdType.LIMIT && conditions.timeInForce().rests();
    }

    /** Venues that have given back what they did not fill of a leg as often as they, or all of them together, may. */
    private Set<VenueId> spent(ParentOrder order) {
        Map<VenueId, Integer> back = new HashMap<>(0);
        int everywhere = 0;
        for (ChildOrder child : order.children()) {
            if (child.isSpentLeg()) {
                back.merge(child.venue(), 1, Integer::sum);
                everywhere++;
            }
        }
        if (everywhere >= tries.perOrder()) {
            return Set.copyOf(venues);
        }
        back.values().removeIf(times -> times < tries.perVenue());
        return Set.copyOf(back.keySet());
    }

    /** In configured order. */
    private List<VenueId> usable() {
        if (takingOrders != state.venues().takingOrders()) {
            takingOrders = state.venues().takingOrders();
            usable = venues.stream().filter(takingOrders::contains).toList();
        }
        return usable;
    }

    private List<VenueId> usable(ParentOrder order, boolean waitsForNothing) {
        return usable().stream().filter(venue -> !hasLetGo(order, venue, waitsForNothing)).toList();
    }

    /** As often as it, or all venues together, may. It does not speak against a venue that it gave back what the order's list had called back. */
    private boolean hasLetGo(ParentOrder order, VenueId venue, boolean waitsForNothing) {
        boolean isOfList = state.lists().of(order.orderId()) != null;
        int there = 0;
        int everywhere = 0;
        for (ChildOrder child : order.children()) {
            if (hasLetGo(child, waitsForNothing) && !child.mayComeAgain(state.venues().dayAt(child.venue(), state.today()))
                    && !(isOfList && child.wasCalledBack())) {
                everywhere++;
                there += child.venue().equals(venue) ? 1 : 0;
            }
        }
        return there >= tries.perVenue() || everywhere >= tries.perOrder();
    }

    /** One that did not wait for the stop price may well take what the order is once it waits for none any more. A leg that found no more to take speaks against no venue. */
    private static boolean hasLetGo(ChildOrder child, boolean waitsForNothing) {
        return child.ended() != Ended.NOT && !(child.isLeg() && child.ended() != Ended.REJECTED) && child.wasSent() && !child.madeWay()
                && !(waitsForNothing && child.endedBeforeItWasTriggered());
    }

    void create(long orderId, Plan plan) {
        List<Router.Route> routes = plan.routes();
        explain(orderId, plan);
        for (int i = 0; i < routes.size(); i++) {
            Router.Route route = routes.get(i);
            create(orderId, asRouted(route, plan.conditions()), route, sessions.forNew(route.venue()));
        }
    }

    private void create(long orderId, Conditions conditions, Router.Route route, @Nullable SessionKey session) {
        turn.emit(new Event.ChildOrderCreated(turn.nextId(), orderId, route.venue(), conditions, route.quotePrice(), route.quoteQty(), session));
    }

    /** Each side of a cross goes there as a whole, over one session: it is one message. @param conditions of each */
    void createCross(List<Long> orderIds, List<Conditions> conditions, VenueId venue) {
        SessionKey session = sessions.forNew(venue);
        for (int i = 0; i < orderIds.size(); i++) {
            Router.Route route = new Router.Route(venue, conditions.get(i).orderQty(), null, null);
            create(orderIds.get(i), asRouted(route, conditions.get(i)), route, session);
        }
    }

    private Conditions asRouted(Router.Route route, Conditions conditions) {
        Router.Leg leg = route.leg();
        if (leg == null) {
            return asTakenBy(route.venue(), conditions).withQty(route.quantity());
        }
        Conditions immediate = asTakenBy(route.venue(), conditions.immediateAt(leg.limit())).withQty(route.quantity());
        return leg.minQty() == null ? immediate : immediate.with(immediate.instructions().withMinQty(leg.minQty()));
    }

    private void explain(long orderId, Plan plan) {
        ParentOrder order = state.order(orderId);
        Router.Reasons reasons = plan.reasons();
        if (order != null && reasons != null) {
            Event.OrderRouted routed = turn.asFits(
                    new Event.OrderRouted(orderId, order.terms().side(), plan.conditions().orderQty(), reasons.strategy(), reasons.rule(), reasons.venues()));
            if (routed != null) {
                turn.emit(routed);
            }
        }
    }
}
