package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Origin;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.event.CareFact;
import io.portcullis.oms.event.DeskFact;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.EventRecord;
import io.portcullis.oms.instrument.Instruments;
import io.portcullis.oms.order.Care;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Cross;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Fill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Display;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.Money;
import io.portcullis.oms.types.OrdType;
import io.portcullis.oms.types.Price;
import io.portcullis.oms.types.Quantity;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.TimeInForce;
import io.portcullis.oms.types.VenuePhases;
import io.portcullis.risk.Accounts;
import io.portcullis.server.shard.StateFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What has to hold after every record of the log: looked at for each order that the record touches, and for all orders now and then. */
final class Invariants implements SimulatedHub.Watch {

    private static final int ALL_ORDERS_EVERY = 250;

    private final SimulatedHub hub;
    private final Map<SessionKey, Link> links;
    private final SimulationCounts counts;
    private final Occurrences occurrences;
    private final DeliveredExecutions delivered;
    private final LeftBehind leftBehind;
    private final CarriedOrders carried;
    private final AssignedByHand byHand;
    private final Exposures exposures;
    private final VenueExposures atVenues;
    private final BreakerChecks breakers = new BreakerChecks();
    private final LocateChecks locates = new LocateChecks();
    private final HaltChecks halts = new HaltChecks();
    private final ReconciliationChecks reconciliations = new ReconciliationChecks();
    private final Map<Long, Quantity> missed = new HashMap<>();
    private final Map<Long, Quantity> unannounced = new HashMap<>();
    private final Map<Long, Quantity> orderQty = new HashMap<>();
    private final Map<Long, Quantity> asked = new HashMap<>();
    private final Map<Long, Quantity> givenUp = new HashMap<>();
    private final Set<Long> triggered = new HashSet<>();
    private final Map<Long, Price> stopPrices = new HashMap<>();
    private final LinkChecks linked = new LinkChecks();
    private final LegChecks legs = new LegChecks();
    private final LedgerChecks ledger = new LedgerChecks();
    private final AdjustmentChecks adjustments = new AdjustmentChecks();
    private final KillChecks kills;
    private SimulatedHub.Core follower;

    Invariants(SimulatedHub hub, Map<SessionKey, Link> links, Supplier<Instruments> instruments, Accounts accounts, DeliveredExecutions delivered,
            LeftBehind leftBehind,
            CarriedOrders carried, AssignedByHand byHand, SimulationCounts counts, Occurrences occurrences) {
        this.hub = hub;
        this.links = links;
        this.exposures = new Exposures(instruments);
        this.atVenues = new VenueExposures(instruments);
        this.kills = new KillChecks(accounts, instruments);
        this.delivered = delivered;
        this.leftBehind = leftBehind;
        this.carried = carried;
        this.byHand = byHand;
        this.counts = counts;
        this.occurrences = occurrences;
        this.follower = hub.foldOfTheLog();
        delivered.rebuild();
    }

    // After a record

    @Override
    public void decided(Command command, EventRecord record, List<Effect> effects, SimulatedHub.Core core) {
        checkThatTheFoldTellsTheSame(record, effects);
        checkAnswer(command, record, effects);
        leftBehind.decided(command, record, core.state());
        carried.decided(record, core.state());
        Set<Long> touched = new LinkedHashSet<>();
        Origin origin = record.consumed();
        if (origin != null && command instanceof Command.FromVenue) {
            Link link = link(origin.session());
            Link.Message message = link.said(link.heard() - 1);
            delivered.delivered(message);
            touch(message, core.state(), touched);
        }
        checkThatTheDeskHasSentIt(record, core.state());
        for (Event event : record.events()) {
            note(event, core.state());
            byHand.after(event);
            adjustments.after(event);
            linked.after(event, core.state());
            legs.after(event, core.state());
            touch(event, core.state(), touched);
            counts.count(event);
            LimitChecks.check(event, record, core.state());
            ledger.after(event);
            kills.after(event, record.time(), core.state());
            breakers.after(event, record, core.state());
            OutageChecks.after(event, record.time(), hub.pricesSeen(), hub.venues(), core.state());
            locates.note(event);
            halts.after(event, core.state());
            reconciliations.after(event);
        }
        occurrences.note(record, core.state());
        legs.decided(command, core.state());
        CrossChecks.check(record, effects, core.state());
        for (long orderId : touched) {
            Cross cross = core.state().crosses().of(orderId);
            if (cross != null) {
                CrossChecks.check(cross, core.state());
            }
        }
        if (!core.orders().isBehind()) {
            linked.check(core.state());
            kills.check(core.state());
        }
        for (long orderId : touched) {
            ParentOrder order = core.state().order(orderId);
            if (order != null) {
                check(order);
                exposures.update(order);
                atVenues.update(order);
                ledger.update(order);
                locates.update(order);
            }
        }
        record.events().forEach(locates::check);
        if (record.events().stream().anyMatch(Event.DayStarted.class::isInstance)) {
            exposures.rebuild(core.state());
            atVenues.rebuild(core.state());
            locates.startDay(core.state().ordersByAge());
            forgetOldChildren(core.state());
            adjustments.forgetAllBut(core.state());
        }
        exposures.check(core.risk());
        atVenues.check(core.risk());
        atVenues.check(record, core.state(), core.risk());
        if (record.position() % ALL_ORDERS_EVERY == 0) {
            checkAll(core);
        }
    }

    private Link link(SessionKey key) {
        Link link = links.get(key);
        if (link == null) {
            throw new BrokenInvariant("a message of session " + key + ", which there is not");
        }
        return link;
    }

    private void checkThatTheFoldTellsTheSame(EventRecord record, List<Effect> effects) {
        List<Effect> folded = follower.orders().fold(record);
        if (!folded.equals(effects)) {
            throw new BrokenInvariant("record " + record.position() + " told " + effects + ", folded it tells " + folded);
        }
    }

    /** A request that by agreement is not told as pending is answered when its venues have answered; orders are reported some at a time. */
    private static boolean isAnsweredLater(Event event) {
        return event instanceof Event.CancelRequested cancel && cancel.execId() == Event.NOT_TOLD
                || event instanceof Event.ReplaceRequested replace && replace.execId() == Event.NOT_TOLD
                || event instanceof Event.ReplaceQueued
                || event instanceof Event.MassStatusAccepted status && status.orders() > 0;
    }

    private static void checkAnswer(Command command, EventRecord record, List<Effect> effects) {
        if (!(command instanceof Command.FromClient) || command instanceof Command.ClientNotice || command instanceof Command.DontKnowTrade
                || record.events().stream().anyMatch(Invariants::isAnsweredLater)) {
            return;
        }
        Origin origin = ((Command.FromClient) command).origin();
        if (effects.stream().noneMatch(e -> e instanceof Effect.ToClient to && to.session().equals(origin.session()))) {
            throw new BrokenInvariant(command + " was not answered");
        }
    }

    /**
     * Venues may execute orders that they have said to be over, or do replaces that they have shown as never received: nothing on our side can hold that up, so it may go
     * beyond what the client wanted.
     */
    private void note(Event event, ShardState state) {
        switch (event) {
            case Event.ChildReplaceRequested e -> asked.put(e.requestId(), e.orderQty());
            case Event.ChildRequestRejected e when asked.containsKey(e.requestId()) -> {
                if (e.why() == Event.RejectedBecause.LOST) {
                    givenUp.merge(e.childId(), asked.get(e.requestId()), Quantity::max);
                }
                asked.remove(e.requestId());
            }
            case Event.ChildOrderCreated e -> {
                orderQty.put(e.childId(), e.orderQty());
                checkThatNothingGoesOutTooEarly(e, state);
            }
            case Event.OrderAccepted e -> waits(e.orderId(), e.terms().instructions().stopPx());
            case Event.OrderReplaced e -> {
                waits(e.orderId(), e.instructions().stopPx());
                if (e.account() != null) {
                    checkThatNothingIsExecuted(e, state);
                }
            }
            case Event.OrderAdjusted e -> adjusted(e, state);
            case Event.ChildOrderAdjusted e -> {
                orderQty.put(e.childId(), e.orderQty());
                ChildOrder child = state.childByRequest(e.childId());
                missed.put(e.childId(), child == null ? Quantity.ZERO : child.missedQty());
            }
            case Event.DeskActed e when e.fact() instanceof DeskFact.OrderChanged f -> waits(e.orderId(), f.conditions().instructions().stopPx());
            case Event.OrderTrailed e -> checkThatItDoesNotMoveBack(e, state);
            case Event.OrderTriggered e -> checkThatItWasReached(e, state);
            case Event.OrderReduced e -> unannounced.merge(e.orderId(), e.by(), Quantity::plus); // venues are only then told
            case Event.ChildOrderFound e -> orderQty.put(e.childId(), e.orderQty());
            case Event.ChildOrderReplaced e -> replaced(e, state);
            case Event.ExecutionMissed e -> {
                missed.put(e.childId(), e.quantity());
                allowGivenUp(state.childByRequest(e.childId()), e.quantity());
            }
            case Event.OrderFilled e -> filled(e.childId(), e.lastQty(), state);
            case Event.RevisedFillCame e -> {
                Quantity revisedQty = e.revisedQty();
                if (revisedQty != null) {
                    filled(e.childId(), revisedQty, state);
                }
            }
            default -> {
                // not about executions
            }
        }
    }

    /** An order that waits for its stop price goes out as such, or when it was reached. */
    private static void checkThatNothingGoesOutTooEarly(Event.ChildOrderCreated e, ShardState state) {
        ParentOrder order = state.order(e.orderId());
        if (state.sendsNothingNew() || state.venues().outOfHours().containsKey(e.venue()) || state.venues().closed(e.venue()) != null) {
            throw new BrokenInvariant(e.orderId(), "of order " + e.orderId() + " " + e.orderQty() + " goes to " + e.venue()
                    + " while trading is halted, the trading day is over, or the venue is closed or drained");
        }
        if (state.venues().stageFor(e.venue(), e.timeInForce()) != VenuePhases.Stage.TAKES) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " goes to " + e.venue() + ", whose auction is over or takes no orders yet");
        }
        if (order != null && order.isHeld()) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " goes to " + e.venue() + " before its time: " + describe(order));
        }
        if (order != null) {
            checkThatNoMoreIsShown(e, order);
            if (order.care() == null) {
                checkItsTime(e, order, state.venues().dayAt(e.venue(), state.today()));
            }
        }
        if (order != null && order.terms().ordType().waitsForTrigger() && order.isTriggered() == e.conditions().ordType().waitsForTrigger()) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " goes to " + e.venue() + " as " + e.conditions() + ": " + describe(order));
        }
    }

    private void adjusted(Event.OrderAdjusted e, ShardState state) {
        if (!e.to().isCanceled()) {
            waits(e.orderId(), e.to().conditions().instructions().stopPx());
            unannounced.computeIfPresent(e.orderId(), (_, quantity) -> e.to().shares().up(quantity, new Quantity(1)));
            ParentOrder order = state.order(e.orderId());
            Quantity dropped = order == null ? Quantity.ZERO : order.cumQty().plus(order.atVenues()).minus(order.terms().orderQty());
            if (dropped.isPositive()) {
                unannounced.merge(e.orderId(), dropped, Quantity::plus); // what is no whole lot any more: venues are only then told
            }
        }
    }

    private void waits(long orderId, @Nullable Price stopPx) {
        if (stopPx == null) {
            stopPrices.remove(orderId);
        } else {
            stopPrices.put(orderId, stopPx);
        }
    }

    private void checkThatItDoesNotMoveBack(Event.OrderTrailed e, ShardState state) {
        ParentOrder order = state.order(e.orderId());
        Price before = stopPrices.put(e.orderId(), e.stopPx());
        if (order == null || !order.terms().conditions().isTrailing() || triggered.contains(e.orderId())
                || (e.price() == null) != (order.terms().price() == null)) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is no trailing stop any more, or none with such a limit: " + e);
        }
        if (before != null && (order.terms().side().isBuy() ? e.stopPx().compareTo(before) >= 0 : e.stopPx().compareTo(before) <= 0)) {
            throw new BrokenInvariant(e.orderId(), "the stop price of order " + e.orderId() + " moves back from " + before + ": " + e);
        }
    }

    /** It goes out for its own time or, good for longer, for the day; and not to a venue that had it for this day already. For the account that it is for. */
    private static void checkItsTime(Event.ChildOrderCreated e, ParentOrder order, long today) {
        TimeInForce wanted = order.working().timeInForce();
        boolean isLeg = wanted.rests() && e.timeInForce() == TimeInForce.IMMEDIATE_OR_CANCEL;
        boolean isItsTime = isLeg || (e.timeInForce() == wanted ? e.expireTime() == order.working().expireTime()
                : wanted.isGoodTill() && e.timeInForce() == TimeInForce.DAY);
        checkThatNothingOvertakesLegs(e, order, isLeg);
        boolean hadIt = order.children().stream().anyMatch(child -> child.childId() != e.childId() && child.venue().equals(e.venue())
                && child.endedBeforeItsOrder() && child.timeInForce() == TimeInForce.DAY && child.day() >= today && !child.endedBeforeItWasTriggered());
        boolean isForItsAccount = order.children().stream().allMatch(child -> child.childId() != e.childId()
                || Objects.equals(child.account(), order.terms().account()));
        if (!isItsTime || hadIt || !isForItsAccount) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " goes to " + e.venue() + " as " + e.conditions()
                    + (hadIt ? ", which had it today" : "") + ": " + describe(order));
        }
    }

    /** What is left of an order waits until all of its legs have ended; only others that go out with it may be out. None takes at a worse price than its order. */
    private static void checkThatNothingOvertakesLegs(Event.ChildOrderCreated e, ParentOrder order, boolean isLeg) {
        boolean isOvertaken = order.children().stream()
                .anyMatch(child -> child.childId() != e.childId() && child.isLiveLeg()
                        && !(isLeg && Ids.positionOf(child.childId()) == Ids.positionOf(e.childId())));
        Price limit = order.working().price();
        Price price = e.conditions().price();
        boolean isBeyond = isLeg
                && (limit == null || price == null || (order.terms().side().isBuy() ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0));
        if (isOvertaken || isBeyond) {
            throw new BrokenInvariant(e.orderId(), "of order " + e.orderId() + " " + e.conditions() + " goes to " + e.venue()
                    + (isBeyond ? " beyond its limit: " : " while legs of it are out: ") + describe(order));
        }
    }

    private static void checkThatNothingIsExecuted(Event.OrderReplaced e, ShardState state) {
        ParentOrder order = state.order(e.orderId());
        if (order == null || !order.cumQty().isZero()
                || order.children().stream().anyMatch(child -> child.isLive() && !Objects.equals(child.account(), e.account()))) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is for account " + e.account() + " from now on"
                    + (order == null ? "" : ": " + describe(order)));
        }
    }

    /** Nothing of an order that people work goes out unless one of them has said so. */
    private static void checkThatTheDeskHasSentIt(EventRecord record, ShardState state) {
        for (Event event : record.events()) {
            ParentOrder order = event instanceof Event.ChildOrderCreated e ? state.order(e.orderId()) : null;
            if (order != null && order.care() != null && record.events().stream()
                    .noneMatch(one -> one instanceof Event.OrderWorked e && e.orderId() == order.orderId() && e.fact() instanceof CareFact.PartRouted)) {
                throw new BrokenInvariant(order.orderId(), "nobody has sent out " + event + ": " + describe(order));
            }
        }
    }

    /** What waits to be told are executions that stand. */
    private static void checkHeldFills(ParentOrder order) {
        Care care = order.care();
        if (care == null) {
            return;
        }
        for (Care.HeldFill held : care.held()) {
            if (order.children().stream().flatMap(child -> child.fills().stream())
                    .noneMatch(fill -> fill.execId() == held.execId() && !fill.isBusted() && fill.lastQty().equals(held.quantity()))) {
                throw new BrokenInvariant(order.orderId(), held + " waits to be told, and does not stand: " + describe(order));
            }
        }
        if (order.ended() != Ended.NOT && order.hasHeldFills()) {
            throw new BrokenInvariant(order.orderId(), "the order has ended, and its client is not told of all executions: " + describe(order));
        }
    }

    private void checkThatItWasReached(Event.OrderTriggered e, ShardState state) {
        ParentOrder order = state.order(e.orderId());
        Price stopPx = stopPrices.get(e.orderId());
        if (order == null || stopPx == null || !triggered.add(e.orderId())) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is triggered again, or waits for nothing");
        }
        boolean isRising = order.terms().side().isBuy() != (order.terms().ordType() == OrdType.MARKET_IF_TOUCHED);
        if (isRising ? e.price().compareTo(stopPx) < 0 : e.price().compareTo(stopPx) > 0) {
            throw new BrokenInvariant(e.orderId(), "order " + e.orderId() + " is triggered by " + e.price() + ": " + describe(order));
        }
    }

    private void filled(long childId, Quantity lastQty, ShardState state) {
        Quantity wasMissed = missed.getOrDefault(childId, Quantity.ZERO);
        Quantity covered = wasMissed.min(lastQty);
        missed.put(childId, wasMissed.minus(covered));
        ChildOrder child = state.childByRequest(childId);
        if (child != null && child.ended() != Ended.NOT) {
            unannounced.merge(child.parent().orderId(), adjustments.ofOrder(child, lastQty.minus(covered)), Quantity::plus);
        } else {
            allowGivenUp(child, lastQty);
        }
    }

    /** More than it was for, but not more than a replace would have made of it that we had given up. */
    private void allowGivenUp(@Nullable ChildOrder child, Quantity executed) {
        if (child == null) {
            return;
        }
        Quantity all = child.cumQty().plus(child.missedQty());
        if (all.exceeds(child.orderQty()) && !all.exceeds(givenUp.getOrDefault(child.childId(), Quantity.ZERO))) {
            unannounced.merge(child.parent().orderId(), adjustments.ofOrder(child, all.minus(child.orderQty()).min(executed)), Quantity::plus);
        }
    }

    private void replaced(Event.ChildOrderReplaced e, ShardState state) {
        Quantity wanted = asked.remove(e.requestId());
        Quantity before = orderQty.put(e.childId(), e.orderQty());
        ChildOrder child = state.childByRequest(e.childId());
        if (child == null || before == null) {
            return;
        }
        Quantity most = before.max(child.cumQty()).max(wanted == null ? Quantity.ZERO : wanted);
        if (e.orderQty().exceeds(most)) {
            unannounced.merge(child.parent().orderId(), adjustments.ofOrder(child, e.orderQty().minus(most)), Quantity::plus);
        }
    }

    private static void touch(Link.Message message, ShardState state, Set<Long> touched) {
        ExecutionFact fact = message.fact();
        ChildOrder child = fact == null ? null : state.childByRequest(fact.childId());
        if (child != null) {
            touched.add(child.parent().orderId());
        }
    }

    private static void touch(Event event, ShardState state, Set<Long> touched) {
        switch (event) {
            case Event.OfOrder e -> touched.add(e.orderId());
            case Event.OfChild e -> {
                ChildOrder child = state.childByRequest(e.childId());
                if (child != null) {
                    touched.add(child.parent().orderId());
                }
            }
            case Event.StrayAssigned e -> touched.add(e.orderId());
            default -> {
                // no order's
            }
        }
    }

    private void forgetOldChildren(ShardState state) {
        List<Long> children = new ArrayList<>();
        state.ordersByAge().forEach(order -> order.children().forEach(child -> children.add(child.childId())));
        delivered.forgetAllBut(children);
    }

    // After a crash

    @Override
    public void recovered(SimulatedHub.Core core, boolean isWhole) {
        if (isWhole) {
            checkSame("the hub after the crash", core.state(), "the hub before it", follower.state());
        } else {
            follower = hub.foldOfTheLog();
            linked.forget();
            hub.eachEvent(event -> linked.after(event, null));
            legs.forget();
            hub.eachEvent(event -> legs.after(event, null));
            adjustments.forget();
            hub.eachEvent(adjustments::after);
            halts.forget();
            hub.eachEvent(halts::note);
            triggered.clear();
            stopPrices.clear();
            core.state().ordersByAge().forEach(order -> waits(order.orderId(), order.terms().instructions().stopPx()));
            core.state().ordersByAge().stream().filter(ParentOrder::isTriggered).forEach(order -> triggered.add(order.orderId()));
        }
        delivered.rebuild();
        byHand.clear();
        hub.eachEvent(byHand::after);
        leftBehind.recovered(core.state(), isWhole);
        carried.recovered(core.state(), isWhole);
        forgetOldChildren(core.state());
        exposures.rebuild(core.state());
        atVenues.rebuild(core.state());
        if (!isWhole) {
            reconciliations.rebuild(core.state());
            ledger.rebuild(core.state());
            breakers.forgetFrom(core.state().position() + 1);
            locates.startDay(core.state().ordersByAge());
            hub.eachEvent(locates::note);
        }
        checkAll(core);
    }

    // At any time

    /** All orders, and the state that the whole log folds to. */
    void checkAll(SimulatedHub.Core core) {
        core.state().ordersByAge().forEach(this::check);
        exposures.check(core.risk());
        atVenues.check(core.state(), core.risk());
        ledger.check(core.state(), core.risk());
        checkSame("the core", core.state(), "the fold of the log", follower.state());
    }

    static void checkSame(String oneName, ShardState one, String otherName, ShardState other) {
        String hash = StateFile.hash(one);
        String otherHash = StateFile.hash(other);
        if (!hash.equals(otherHash)) {
            throw new BrokenInvariant("the state of " + oneName + " is " + hash + ", that of " + otherName + " is " + otherHash);
        }
    }

    private void check(ParentOrder order) {
        checkQuantities(order);
        checkHeldFills(order);
        if (order.isParked() && order.hasLiveChild()) {
            throw new BrokenInvariant(order.orderId(), "order " + order.orderId() + " is kept here and at a venue: " + describe(order));
        }
        Quantity cumQty = Quantity.ZERO;
        Money traded = Money.ZERO;
        Quantity worst = Quantity.ZERO;
        for (ChildOrder child : order.children()) {
            checkFills(child);
            delivered.check(child);
            cumQty = cumQty.plus(child.cumQty());
            traded = traded.plus(child.traded());
            worst = worst.plus(order.adjusted() == null ? child.cumQty() : Quantity.ZERO).plus(adjustments.ofOrder(child, worstLeaves(child)))
                    .plus(adjustments.ofOrder(child, child.missedQty()));
        }
        adjustments.check(order);
        if (order.adjusted() != null) {
            cumQty = order.cumQty(); // checked by itself
            worst = worst.plus(cumQty);
        }
        if (!cumQty.equals(order.cumQty()) || !traded.equals(order.traded())) {
            throw new BrokenInvariant(order.orderId(),
                    "order " + order.orderId() + " counts " + order.cumQty() + " executed for " + order.traded() + ", its children " + cumQty
                            + " for " + traded);
        }
        ParentOrder.PendingReplace replace = order.pendingReplace();
        Quantity wanted = replace == null ? order.terms().orderQty() : order.terms().orderQty().max(replace.terms().orderQty());
        Quantity rounded = order.adjusted() == null ? Quantity.ZERO : Quantity.of(1 + order.children().size()); // each part may have a fraction too much
        Quantity allowed = wanted.plus(rounded).plus(unannounced.getOrDefault(order.orderId(), Quantity.ZERO));
        if (worst.exceeds(allowed)) {
            throw new BrokenInvariant(order.orderId(), "of order " + order.orderId() + " for " + wanted + " " + worst + " is executed or could be, " + allowed
                    + " with what venues executed behind our back: " + describe(order));
        }
    }

    /** Where only a part may be seen, what goes out in whole is no more than that. What was out already when the client changed it is changed or waits for its end. */
    private static void checkThatNoMoreIsShown(Event.ChildOrderCreated e, ParentOrder order) {
        Display display = order.terms().instructions().display();
        if (display != null && e.conditions().instructions().display() == null && e.orderQty().exceeds(display.highest())) {
            throw new BrokenInvariant(e.orderId(), "of order " + e.orderId() + " " + e.orderQty() + " is shown at " + e.venue() + ": " + describe(order));
        }
    }

    private static Quantity worstLeaves(ChildOrder child) {
        if (child.ended() != Ended.NOT) {
            return Quantity.ZERO;
        }
        ChildOrder.PendingReplace replace = child.pendingReplace();
        Quantity total = replace == null ? child.orderQty() : child.orderQty().max(replace.orderQty());
        return total.minus(child.cumQty()).minus(child.missedQty()).max(Quantity.ZERO);
    }

    private static void checkQuantities(ParentOrder order) {
        Quantity leavesQty = order.leavesQty();
        boolean adds = order.cumQty().plus(leavesQty).equals(order.terms().orderQty());
        if (leavesQty.compareTo(Quantity.ZERO) < 0 || leavesQty.isPositive() && (!adds || order.ended() != Ended.NOT)
                || leavesQty.isZero() && order.ended() == Ended.NOT && order.terms().orderQty().exceeds(order.cumQty())) {
            throw new BrokenInvariant(order.orderId(),
                    "order " + order.orderId() + ": OrderQty " + order.terms().orderQty() + " is not CumQty " + order.cumQty()
                            + " plus LeavesQty " + leavesQty + ", ended " + order.ended());
        }
    }

    private static void checkFills(ChildOrder child) {
        Quantity sum = Quantity.ZERO;
        for (Fill fill : child.fills()) {
            sum = fill.isBusted() ? sum : sum.plus(fill.lastQty());
        }
        if (!sum.equals(child.cumQty()) && child.parent().adjusted() == null) {
            throw new BrokenInvariant(child.parent().orderId(),
                    "child order " + child.childId() + " counts " + child.cumQty() + " executed, its fills add up to " + sum);
        }
    }

    /** For messages: an order with what its children are at. */
    static String describe(ParentOrder order) {
        StringBuilder text = new StringBuilder("order " + order.orderId() + " " + order.terms() + " " + order.ordStatus() + " ended " + order.ended() + " cum "
                + order.cumQty() + " leaves " + order.leavesQty() + " cancel " + order.pendingCancel() + " replace " + order.pendingReplace());
        for (ChildOrder child : order.children()) {
            text.append("\n  child ").append(child.childId()).append(' ').append(child.venue()).append(' ').append(child.ordStatus()).append(" ended ")
                    .append(child.ended()).append(" qty ").append(child.orderQty()).append(" cum ").append(child.cumQty()).append(" missed ")
                    .append(child.missedQty()).append(" cancel ").append(child.pendingCancelId()).append(" replace ").append(child.pendingReplace());
        }
        return text.toString();
    }
}
