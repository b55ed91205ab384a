package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Auction;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import io.portcullis.oms.types.VenuePhases;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides what sessions, the clock and our own people bring. */
final class HouseCommands {

    /** How many orders one tick looks at: a long list is worked off over several, so that nobody else waits. */
    private static final int PER_TICK = 200;

    private final ShardState state;
    private final DueList due;
    private final VenueSessions sessions;
    private final DisconnectCancels disconnectCancels;
    private final MassRequests massRequests;
    private final Restatements restatements;
    private final HeldOrders heldOrders;
    private final LastPointStops lastPoint;
    private final Triggers triggers;
    private final StraySettlement strays;
    private final ClientRequests clientRequests;
    private final Contingencies contingencies;
    private final Activations activations;
    private final CareOrders careOrders;
    private final CorporateActionJob corporateActions;
    private final LimitChanges limitChanges;
    private final Positions positions;
    private final KillRequests kills;
    private final LocateChanges locateChanges;
    private final OverrideRequests overrides;
    private final MarketChanges marketChanges;
    private final Reconciliations reconciliations;
    private final DeskOrders deskOrders;
    private final BlockFills blockFills;
    private final Progress progress;
    private final Turn turn;

    HouseCommands(ShardState state, DueList due, VenueSessions sessions, DisconnectCancels disconnectCancels, MassRequests massRequests,
            Restatements restatements,
            HeldOrders heldOrders, Triggers triggers, StraySettlement strays, ClientRequests clientRequests, Contingencies contingencies,
            Activations activations, CareOrders careOrders, CorporateActionJob corporateActions, LimitChanges limitChanges, Positions positions,
            KillRequests kills, LocateChanges locateChanges, OverrideRequests overrides, MarketChanges marketChanges, Reconciliations reconciliations,
            DeskOrders deskOrders,
            BlockFills blockFills,
            Progress progress, Turn turn) {
        this.state = state;
        this.due = due;
        this.sessions = sessions;
        this.disconnectCancels = disconnectCancels;
        this.massRequests = massRequests;
        this.restatements = restatements;
        this.heldOrders = heldOrders;
        this.triggers = triggers;
        this.strays = strays;
        this.clientRequests = clientRequests;
        this.contingencies = contingencies;
        this.activations = activations;
        this.careOrders = careOrders;
        this.corporateActions = corporateActions;
        this.limitChanges = limitChanges;
        this.positions = positions;
        this.kills = kills;
        this.locateChanges = locateChanges;
        this.overrides = overrides;
        this.marketChanges = marketChanges;
        this.reconciliations = reconciliations;
        this.deskOrders = deskOrders;
        this.blockFills = blockFills;
        this.lastPoint = new LastPointStops(state, progress, turn);
        this.progress = progress;
        this.turn = turn;
    }

    void decide(Command.FromHouse command) {
        switch (command) {
            case Command.SessionLoggedOn c -> turn.emit(reconciliations.loggedOn(c));
            case Command.SessionLoggedOff c -> loggedOff(c);
            case Command.HeldOrder c -> heldOrders.overtaken(c);
            case Command.StoppedAtLastPoint c -> lastPoint.decide(c);
            case Command.TooManyOrdersOut c -> lastPoint.decide(c);
            case Command.HubRestarted c -> disconnectCancels.restarted();
            case Command.MarketMoved c -> {
                marketChanges.look(c.symbol());
                triggers.look(c.symbol());
                activations.look(c.symbol());
            }
            case Command.PricesSeen c -> turn.seen(c);
            case Command.ClockTick c -> tick(c);
            case Command.HaltTrading c -> halt(c);
            case Command.ResumeTrading c -> unlessHeldUp(() -> resume(c));
            case Command.SteerSession c -> steer(c);
            case Command.SteerVenue c -> steer(c);
            case Command.WorkOrder c -> careOrders.work(c);
            case Command.ActForClient c -> deskOrders.decide(c);
            case Command.FillBlock c -> blockFills.book(c);
            case Command.CancelOrder c -> cancel(c);
            case Command.AssignStray c -> strays.assign(c);
            case Command.DismissStray c -> strays.dismiss(c);
            case Command.DenyStray c -> strays.deny(c);
            case Command.StartDay c -> unlessHeldUp(() -> startDay(c));
            case Command.EndDay c -> endDay(c);
            case Command.OpenVenue c -> open(c);
            case Command.CloseVenue c -> close(c);
            case Command.BeginPhase c -> begin(c);
            case Command.BeginVenueDay c -> begin(c);
            case Command.ApplyCorporateAction c -> corporateActions.apply(c);
            case Command.ChangeLimits c -> limitChanges.change(c);
            case Command.SettleLimits c -> limitChanges.settle(c);
            case Command.EnterPositions c -> positions.enter(c);
            case Command.Kill c -> kills.decide(c);
            case Command.TripBreaker c -> kills.trip(c);
            case Command.RehearseKill c -> kills.rehearse(c);
            case Command.ReleaseKill c -> kills.release(c);
            case Command.SettleRelease c -> kills.settle(c);
            case Command.AskOverride c -> overrides.ask(c);
            case Command.SettleOverride c -> overrides.settle(c);
            case Command.WithdrawOverride c -> overrides.withdraw(c);
            case Command.AddLocate c -> locateChanges.add(c);
            case Command.WithdrawLocate c -> locateChanges.withdraw(c);
            case Command.SteerMarket c -> marketChanges.steer(c);
        }
    }

    /** Nothing goes out before a corporate action has had its turn with every order. */
    private void unlessHeldUp(Runnable command) {
        String why = corporateActions.holdsUp();
        if (why == null) {
            command.run();
        } else {
            turn.answer(why);
        }
    }

    private void loggedOff(Command.SessionLoggedOff c) {
        SessionState session = state.session(c.session());
        if (session != null && session.isLoggedOn()) {
            turn.emit(new Event.SessionLoggedOff(c.session(), c.venue(), c.reason()));
            disconnectCancels.loggedOff(c.session(), c.cause());
        }
    }

    private void tick(Command.ClockTick c) {
        turn.valueAnew();
        kills.goOn();
        askForAnswers(c);
        clientRequests.goOn();
        reconcile();
        expire();
        routeWhatWasHeldUp();
        disconnectCancels.go();
        triggers.goOn();
        contingencies.goOn();
        activations.goOn();
        massRequests.goOn();
        corporateActions.goOn();
        limitChanges.expire();
        locateChanges.expire();
        overrides.expire();
        marketChanges.goOn();
        restatements.goOn();
    }

    private void askForAnswers(Command.ClockTick c) {
        int asked = 0;
        while (asked < PER_TICK && turn.hasRoom()) {
            ChildOrder child = due.answers().next(turn.time(), c.unsent());
            if (child == null) {
                return;
            }
            if (sessions.isToBeCanceledAnew(child)) {
                asked++;
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
                continue;
            }
            if (!child.owesAnAnswer() || !sessions.isReached(child)) {
                continue;
            }
            asked++;
            if (isOverdueLeg(child)) {
                turn.emit(new Event.ChildCancelRequested(turn.nextId(), child.childId()));
            } else if (!child.isAskedTooOften()) {
                turn.emit(new Event.ChildStatusRequested(child.currentRequestId(), child.childId(), child.isToBeAskedAnew()));
            } else {
                turn.emit(new Event.VenueMessageNoted(child.venue(), "", "",
                        "does not answer for child order " + child.childId() + ", asked several times", true));
            }
        }
    }

    /** Its venue has said that it has it, and not how it ended: more of the order waits for that. */
    private static boolean isOverdueLeg(ChildOrder child) {
        return child.isLiveLeg() && child.isAcknowledged() && !child.hasPendingRequest() && !child.isUnconfirmed() && child.whyNotCanceled() == null;
    }

    /** Orders that were carried over the night are asked about before their clients are told that they go on, and what an auction should have ended. */
    private void reconcile() {
        for (int i = 0; i < PER_TICK && turn.hasRoom(); i++) {
            ChildOrder child = due.nextToReconcile(turn.time());
            if (child == null) {
                return;
            }
            if (sessions.isReached(child)) {
                turn.emit(new Event.ChildStatusRequested(child.currentRequestId(), child.childId(), true));
            }
        }
    }

    private void expire() {
        for (int i = 0; i < PER_TICK && turn.hasRoom(); i++) {
            ParentOrder order = due.nextExpired(turn.time());
            if (order == null) {
                return;
            }
            if (order.waitsForDesk()) {
                careOrders.timeIsOver(order);
            }
            turn.emit(new Event.ExpiryDue(order.orderId()));
            progress.of(order);
        }
    }

    private void routeWhatWasHeldUp() {
        for (int i = 0; i < PER_TICK && turn.hasRoom() && !turn.sendsNothingNew() && due.hasHeldUp(); i++) {
            ParentOrder order = due.nextHeldUp(turn.time());
            if (order != null) {
                progress.of(order);
            }
        }
    }

    private void halt(Command.HaltTrading c) {
        if (state.halt() == null) {
            turn.emit(new Event.TradingHalted(c.user(), c.reason()));
        } else {
            turn.answer("trading is halted already: " + state.halt().reason());
        }
    }

    private void resume(Command.ResumeTrading c) {
        if (state.halt() != null) {
            turn.emit(new Event.TradingResumed(c.user(), c.reason()));
        } else {
            turn.answer("trading is not halted");
        }
    }

    private void steer(Command.SteerSession c) {
        SessionState session = state.session(c.session());
        Event.SessionSteered before = session == null ? null : session.intended();
        String objection = objectionTo(c, session == null ? SessionIntent.STARTED : session.intent());
        if (objection == null) {
            turn.emit(new Event.SessionSteered(c.session(), c.action(), c.expected(), c.detail(), c.user(), c.reason()));
        } else {
            turn.answer(objection + (before == null ? "" : ", by " + before.user() + ": " + before.reason()));
        }
    }

    private static @Nullable String objectionTo(Command.SteerSession c, SessionIntent intent) {
        String session = "session " + c.session();
        return switch (c.action()) {
            case START -> switch (intent) {
                case STARTED -> session + " is started already";
                case STOPPED -> null;
                case DISABLED -> session + " is disabled and has to be enabled first";
            };
            case STOP -> switch (intent) {
                case STARTED -> null;
                case STOPPED -> session + " is stopped already";
                case DISABLED -> session + " is disabled, which is more than stopped";
            };
            case ENABLE -> intent == SessionIntent.DISABLED ? null : session + " is not disabled";
            case DISABLE -> intent == SessionIntent.DISABLED ? session + " is disabled already" : null;
            case LOGOUT, SET_NUMBERS, RESET, GAP_FILL, TEST_REQUEST -> null;
        };
    }

    private void steer(Command.SteerVenue c) {
        Event.VenueSteered closed = state.venues().closed(c.venue());
        String objection = objectionTo(c, closed);
        if (objection == null) {
            turn.emit(new Event.VenueSteered(c.venue(), c.action(), c.detail(), c.user(), c.reason()));
        } else {
            turn.answer("venue " + c.venue() + " " + objection);
        }
    }

    private @Nullable String objectionTo(Command.SteerVenue c, Event.@Nullable VenueSteered closed) {
        String why = closed == null ? "" : ", by " + closed.user() + ": " + closed.reason();
        boolean isRemoved = closed != null && closed.action() == VenueAction.REMOVE;
        return switch (c.action()) {
            case ADD -> null;
            case CHANGE -> isRemoved ? "is removed" + why : null;
            case DRAIN -> isRemoved ? "is removed" + why : closed != null ? "is drained already" + why : null;
            case RESUME -> isRemoved ? "is removed" + why : closed == null ? "is not drained" : null;
            case REMOVE -> isRemoved ? "is removed already" + why : objectionToRemoval(c.venue(), closed != null);
        };
    }

    private @Nullable String objectionToRemoval(VenueId venue, boolean isDrained) {
        int open = state.openAt(venue);
        if (open == 0) {
            return null;
        }
        String orders = open + " open order" + (open == 1 ? "" : "s");
        return isDrained ? "is drained and still has " + orders + ": it is removed when they are done"
                : "has " + orders + " and stays: drain it first, and it is removed when they are done";
    }

    private void cancel(Command.CancelOrder c) {
        ParentOrder order = state.order(c.orderId());
        if (order == null) {
            turn.answer("no such order is known today");
        } else if (!order.leavesQty().isPositive()) {
            turn.answer("the order is " + order.ordStatus());
        } else if (order.pendingCancel() != null) {
            turn.answer("the order is already being canceled");
        } else {
            if (order.waitsForDesk()) {
                careOrders.canceledByHouse(order);
            }
            turn.emit(new Event.CancelOrdered(order.orderId(), c.user(), c.reason()));
            progress.of(order);
        }
    }

    private void startDay(Command.StartDay c) {
        if (state.tradingDay() != null && !c.tradingDay().isAfter(state.tradingDay())) {
            turn.answer("trading day " + state.tradingDay() + " has begun already");
        } else if (careOrders.tellWhatIsHeld()) {
            turn.emit(new Event.DayStarted(c.tradingDay()));
            positions.mark();
        } else {
            turn.answer("trading day " + c.tradingDay() + " can't begin yet: clients are still being told of executions of the day before");
        }
    }

    private void endDay(Command.EndDay c) {
        Event.DayEnded before = state.dayEnded();
        if (!c.tradingDay().equals(state.tradingDay())) {
            turn.answer(
                    "trading day " + c.tradingDay() + " can't be ended: " + (state.tradingDay() == null ? "none has begun" : "it is " + state.tradingDay()));
        } else if (before == null || isAnyLeft()) {
            turn.emit(new Event.DayEnded(c.tradingDay(), c.user(), c.reason()));
        } else {
            turn.answer("trading day " + c.tradingDay() + " has ended already, by " + before.user() + ": " + before.reason()
                    + ". None of its day orders is left that nobody is letting expire");
        }
    }

    /** An order that the end of its day should have ended, and did not. */
    private boolean isAnyLeft() {
        return state.openOrdersByAge().stream().anyMatch(order -> order.isOpen() && order.pendingCancel() == null
                && !order.terms().timeInForce().isGoodTill() && due.isOver(order, turn.time()));
    }

    private void open(Command.OpenVenue c) {
        if (state.venues().outOfHours().containsKey(c.venue())) {
            turn.emit(new Event.VenueOpened(c.venue()));
        } else {
            turn.answer("venue " + c.venue() + " is open");
        }
    }

    private void close(Command.CloseVenue c) {
        if (state.venues().outOfHours().containsKey(c.venue())) {
            turn.answer("venue " + c.venue() + " is closed");
        } else {
            turn.emit(new Event.VenueClosed(c.venue(), c.opens()));
        }
    }

    private void begin(Command.BeginVenueDay c) {
        if (Objects.equals(c.day(), state.venues().day(c.venue()))) {
            turn.answer("venue " + c.venue() + " is in that trading day already");
        } else {
            turn.emit(new Event.VenueDayChanged(c.venue(), c.day()));
        }
    }

    private void begin(Command.BeginPhase c) {
        VenuePhases before = state.venues().phases(c.venue());
        if (before == null ? c.phases().auctions().isEmpty() : before.equals(c.phases())) {
            turn.answer("venue " + c.venue() + " is in that phase already");
            return;
        }
        Auction ended = before == null || before.now() == c.phases().now() ? null : before.now();
        turn.emit(new Event.VenuePhaseBegan(c.venue(), c.phases(), ended));
    }
}
