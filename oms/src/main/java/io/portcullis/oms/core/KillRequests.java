package io.portcullis.oms.core;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.event.KillFact;
import io.portcullis.oms.event.LimitFact.Ending;
import io.portcullis.oms.instrument.Market;
import io.portcullis.oms.limit.Dimension;
import io.portcullis.oms.limit.Release;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.ChildOrder;
import io.portcullis.oms.order.Ended;
import io.portcullis.oms.order.Kill;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what our people kill (SEC 15c3-5, RTS 6 Article 12). From the fact on that says so nothing new goes out; the orders that are there have their turns over as many
 * records as it takes, so that nobody else waits and a crash forgets none. It is over when a second person agrees.
 */
final class KillRequests {

    /** How many orders are canceled at one go, before others have their turn. */
    private static final int PER_TURN = 200;
    private static final int MOST_IN_FORCE = 200;
    /** How many are told when one kill is done: who asks for it more often is told of the first ones. */
    private static final int MOST_AWAITED = 100;

    private final ShardState state;
    private AccountRights rights;
    private final KillGate gate;
    private final OrdersToKill toKill;
    private final Routing routing;
    private final CareOrders careOrders;
    private final Progress progress;
    private final Market market;
    private final Turn turn;
    private LimitRules rules = LimitRules.DEFAULT;

    KillRequests(ShardState state, AccountRights rights, KillGate gate, OrdersToKill toKill, Routing routing, CareOrders careOrders, Progress progress,
            Market market, Turn turn) {
        this.state = state;
        this.rights = rights;
        this.gate = gate;
        this.toKill = toKill;
        this.routing = routing;
        this.careOrders = careOrders;
        this.progress = progress;
        this.market = market;
        this.turn = turn;
    }

    /** Other rights from now on. */
    void rights(AccountRights other) {
        rights = other;
    }

    /** Who is needed to let orders pass again is who is needed to let more pass. */
    void rules(LimitRules changed) {
        rules = changed;
    }

    void decide(Command.Kill c) {
        Kill before = state.kills().on(c.subset());
        boolean isKilled = state.kills().areOn(c.subset(), Release.BY_TWO_PERSONS);
        String objection = objectionToKill(c.subset());
        if (objection != null) {
            turn.answer(objection);
            return;
        }
        kill(c.subset(), c.user(), c.reason());
        if (before != null && isKilled) {
            turn.answer(c.subset() + " is killed already, kill " + before.killId() + ", by " + before.ordered().user() + ": " + before.ordered().reason());
        }
    }

    /** Whether a kill is on exactly such orders, which two persons let be over. */
    boolean areKilled(Subset subset) {
        return state.kills().areOn(subset, Release.BY_TWO_PERSONS);
    }

    /** Null if nothing speaks against it, as where it is killed already. */
    @Nullable
    String objectionToKill(Subset subset) {
        String objection = state.kills().on(subset) == null ? objectionTo(subset) : null;
        return objection != null || state.kills().on(subset) != null || state.kills().inForce().size() < MOST_IN_FORCE ? objection
                : MOST_IN_FORCE + " kills are in force already: kill more at once, or release some";
    }

    /** Nothing speaks against it. What is killed already stays so, and its venues are asked once more; what fewer persons could let go is killed anew. */
    void kill(Subset subset, String user, String reason) {
        Kill before = state.kills().on(subset);
        if (before == null || !state.kills().areOn(subset, Release.BY_TWO_PERSONS)) {
            turn.emit(new Event.KillTold(ordered(turn.nextId(), subset, user, reason, Release.BY_TWO_PERSONS)));
        } else {
            toKill.tryAgain(before);
        }
        cancelNext();
    }

    /** Who has asked for that kill, and was told that it is accepted, is told when none of its orders can be executed any more. */
    void await(Subset subset, SessionKey session, KillFact.Asked asked) {
        Kill kill = state.kills().on(subset);
        if (kill != null && kill.awaited().size() < MOST_AWAITED) {
            turn.emit(new Event.KillTold(new KillFact.Awaited(kill.killId(), session, asked)));
        }
    }

    /**
     * What reaches a limit at which such orders end. What is killed already stays so, unless that is over more easily, and no number of kills is too many. A value that nobody could write, such as a symbol with
     * a blank, can't be killed: its orders are refused by the limit, and the desk knows.
     *
     * @param release who lets it be over
     */
    void kill(String of, String by, String reason, Release release) {
        Subset subset = Subset.ofOrNull(of);
        if (subset != null && !state.kills().areOn(subset, release)) {
            turn.emit(new Event.KillTold(ordered(turn.nextId(), subset, by, reason, release)));
            cancelNext();
        }
    }

    /** What somebody outside has measured, such as a risk metric or a feed of prices. */
    void trip(Command.TripBreaker c) {
        Kill before = state.kills().areOn(c.subset(), c.release()) ? state.kills().on(c.subset()) : null;
        String objection = before == null ? objectionTo(c.subset()) : null;
        if (before != null) {
            turn.answer(c.subset() + " is killed already, kill " + before.killId() + ", by " + before.ordered().user() + ": " + before.ordered().reason());
        } else if (objection != null) {
            turn.answer(objection);
        } else {
            turn.emit(new Event.KillTold(ordered(turn.nextId(), c.subset(), c.metric(), c.reason(), c.release())));
            cancelNext();
        }
    }

    private KillFact.Ordered ordered(long killId, Subset subset, String user, String reason, Release release) {
        List<Dimension> holders = subset.scope().dimensions().stream().filter(KillRequests::isOfHolders).toList();
        List<String> accounts = holders.isEmpty() ? List.of()
                : gate.holders().accounts().stream()
                        .filter(account -> holders.stream().allMatch(of -> String.valueOf(subset.scope().value(of)).equals(gate.holders().holder(of, account))))
                        .toList();
        List<String> symbols = gate.symbolsOf(subset.scope());
        return new KillFact.Ordered(killId, subset, accounts, user, reason, release)
                .with(symbols.subList(0, Math.min(symbols.size(), KillFact.MOST_SYMBOLS)));
    }

    private static boolean isOfHolders(Dimension dimension) {
        return switch (dimension) {
            case GROUP, CLIENT, DESK -> true;
            case ACCOUNT, SESSION, TRADER, ALGORITHM, CURRENCY, SECTOR, ASSET_CLASS, SYMBOL, SIDE, VENUE -> false;
        };
    }

    /** A name that nobody knows is a mistake, and a mistake is to be heard of at once. */
    @Nullable
    String objectionTo(Subset subset) {
        for (Dimension dimension : subset.scope().dimensions()) {
            String value = String.valueOf(subset.scope().value(dimension));
            if (!isKnown(dimension, value)) {
                return dimension.text() + " " + value + " is not known" + (isOfHolders(dimension) ? ": no account belongs to it" : "");
            }
        }
        VenueId venue = subset.venue();
        boolean isKnown = venue == null || routing.knows(venue)
                || isOfAnOrder(order -> order.children().stream().anyMatch(child -> child.venue().equals(venue)));
        return isKnown ? null : "venue " + venue + " is not known: it must be one of " + routing.namesOfVenues();
    }

    private boolean isKnown(Dimension dimension, String value) {
        return switch (dimension) {
            case GROUP, CLIENT, DESK -> gate.holders().accounts().stream().anyMatch(account -> value.equals(gate.holders().holder(dimension, account)));
            case ACCOUNT -> gate.holders().accounts().contains(value) || rights.bySession().values().stream().anyMatch(accounts -> accounts.contains(value))
                    || isOfAnOrder(order -> value.equals(order.terms().account()));
            case SESSION -> rights.bySession().containsKey(new SessionKey(value)) || isOfAnOrder(order -> value.equals(order.terms().session().value()));
            case CURRENCY -> market.instruments().all().stream().anyMatch(instrument -> instrument.currency().equals(value));
            case SECTOR -> market.instruments().all().stream().anyMatch(instrument -> value.equals(instrument.traits().sector()));
            case ASSET_CLASS -> market.instruments().all().stream().anyMatch(instrument -> value.equals(instrument.traits().assetClass()));
            case SYMBOL -> market.instruments().bySymbol(value) != null || isOfAnOrder(order -> value.equals(order.terms().symbol()));
            case TRADER, ALGORITHM -> true; // who they are clients say, and nobody here keeps a list of them
            case SIDE -> true; // a scope has no others
            case VENUE -> routing.knows(new VenueId(value));
        };
    }

    private boolean isOfAnOrder(Predicate<ParentOrder> which) {
        return state.openOrdersByAge().stream().anyMatch(which);
    }

    // What it is on

    /** Whether orders still wait for being canceled. */
    boolean isBehind() {
        return toKill.hasNext();
    }

    void goOn() {
        addSymbols();
        cancelNext();
        expire();
        releaseThoseThatAreOver();
    }

    private void cancelNext() {
        for (int i = 0; i < PER_TURN && turn.hasRoom(); i++) {
            OrdersToKill.Turned next = toKill.next();
            if (next == null) {
                return;
            }
            cancel(next.kill(), next.order());
        }
    }

    private void cancel(Kill kill, ParentOrder order) {
        if (order.waitsForDesk()) {
            careOrders.canceledByHouse(order);
        }
        if (order.pendingCancel() == null) {
            toKill.canceledByKill(order.orderId());
        }
        turn.emit(new Event.OrderKilled(order.orderId(), kill.killId()));
        progress.of(order);
    }

    /** Somebody else has ordered the cancel of an order before its turn has come: the kills that are on it are about it, too. */
    void canceledBeside(ParentOrder order) {
        for (Kill kill : state.kills().inForce()) {
            if (!kill.awaits(order.orderId()) && gate.isOn(kill.ordered(), order)) {
                turn.emit(new Event.OrderKilled(order.orderId(), kill.killId()));
            }
        }
    }

    /** At the end of each command: what it has brought to an end is said. */
    void settle() {
        for (Kill kill : state.kills().inForce()) {
            if (kill.workedOffTime() == 0 && !toKill.hasNext()) {
                turn.emit(new Event.KillTold(new KillFact.WorkedOff(kill.killId(), kill.orders())));
            }
            if (kill.workedOffTime() != 0 && kill.flatTime() == 0 && kill.outstanding() == 0) {
                turn.emit(new Event.KillTold(new KillFact.Flat(kill.killId(), kill.orders())));
            }
            if (kill.flatTime() != 0 && !kill.awaited().isEmpty()) {
                tellWhoAwaits(kill);
            }
        }
    }

    private void tellWhoAwaits(Kill kill) {
        for (KillFact.Awaited each : List.copyOf(kill.awaited())) {
            if (!turn.hasRoom()) {
                return;
            }
            turn.emit(new Event.KillTold(new KillFact.Completed(kill.killId(), turn.nextId(), each.session(), each.asked(), kill.orders())));
        }
    }

    /** Those for which there was no room when it was ordered. */
    private void addSymbols() {
        for (Kill kill : state.kills().inForce()) {
            if (!kill.hasAllSymbols() && turn.hasRoom()) {
                List<String> missing = gate.symbolsOf(kill.ordered().subset().scope()).stream().filter(symbol -> !kill.ordered().symbols().contains(symbol))
                        .toList();
                boolean areAll = missing.size() <= KillFact.MOST_SYMBOLS;
                turn.emit(new Event.KillTold(new KillFact.SymbolsAdded(kill.killId(), areAll ? missing : missing.subList(0, KillFact.MOST_SYMBOLS), areAll)));
                return; // the next ones in the next record
            }
        }
    }

    // Release

    void release(Command.ReleaseKill c) {
        Kill kill = state.kills().kill(c.killId());
        KillFact.ReleaseProposed proposed = kill == null ? null : kill.proposed();
        if (kill == null) {
            turn.answer(notInForce(c.killId()));
        } else if (isOneEnough(kill)) {
            release(kill, c.user(), c.reason());
        } else if (proposed != null) {
            turn.answer("user " + proposed.user() + " has proposed to release kill " + c.killId() + " already: somebody else has to approve it");
        } else {
            turn.emit(new Event.KillTold(new KillFact.ReleaseProposed(c.killId(), c.user(), c.reason(), turn.time() + rules.proposalsExpire().toNanos())));
        }
    }

    private boolean isOneEnough(Kill kill) {
        return !rules.needsSecondPerson() || isCoolDownOver(kill);
    }

    /** What somebody has proposed needs nobody any more. */
    private void release(Kill kill, String user, String reason) {
        KillFact.ReleaseProposed proposed = kill.proposed();
        if (proposed != null) {
            end(proposed, Ending.WITHDRAWN, user, "one person is enough now");
        }
        turn.emit(new Event.KillTold(new KillFact.Released(kill.killId(), user, null, reason)));
    }

    /** Those that are over by themselves, once none of their orders can be executed any more, and what they were for is over. */
    private void releaseThoseThatAreOver() {
        for (Kill kill : state.kills().inForce()) {
            Release release = kill.ordered().release();
            if (release.by() == Release.By.ALONE && kill.flatTime() != 0 && isCoolDownOver(kill) && turn.hasRoom() && !turn.lasts(kill)) {
                release(kill, kill.ordered().user(), "its cool-down is over: " + release);
            }
        }
    }

    private boolean isCoolDownOver(Kill kill) {
        return kill.ordered().release().isByOneAfter(Duration.ofNanos(turn.time() - kill.since()));
    }

    void settle(Command.SettleRelease c) {
        Kill kill = state.kills().kill(c.killId());
        KillFact.ReleaseProposed proposed = kill == null ? null : kill.proposed();
        if (kill == null) {
            turn.answer(notInForce(c.killId()));
        } else if (proposed == null) {
            turn.answer("nobody has proposed to release kill " + c.killId() + ", or that was declined or has expired");
        } else if (!c.isApproved()) {
            end(proposed, proposed.user().equals(c.user()) ? Ending.WITHDRAWN : Ending.DECLINED, c.user(), c.reason());
        } else if (proposed.user().equals(c.user())) {
            turn.answer("user " + c.user() + " has proposed it: somebody else has to approve it");
        } else {
            turn.emit(new Event.KillTold(new KillFact.Released(c.killId(), proposed.user(), c.user(), proposed.reason())));
        }
    }

    private static String notInForce(long killId) {
        return "kill " + killId + " is not in force: it was released, or there was none";
    }

    /** What nobody has approved in time. */
    private void expire() {
        for (Kill kill : state.kills().inForce()) {
            KillFact.ReleaseProposed proposed = kill.proposed();
            if (proposed != null && proposed.expires() <= turn.time() && turn.hasRoom()) {
                end(proposed, Ending.EXPIRED, "the clock", "nobody has approved it");
            }
        }
    }

    private void end(KillFact.ReleaseProposed proposed, Ending how, String user, String reason) {
        turn.emit(new Event.KillTold(new KillFact.ReleaseEnded(proposed.killId(), how, user, reason)));
    }

    // Rehearsal

    void rehearse(Command.RehearseKill c) {
        String objection = objectionTo(c.subset());
        if (objection != null) {
            turn.answer(objection);
        } else {
            rehearse(c.subset(), c.user(), c.reason());
        }
    }

    /** Nothing speaks against it. */
    void rehearse(Subset subset, String user, String reason) {
        long killId = turn.nextId();
        KillFact.Ordered kill = ordered(killId, subset, user, reason, Release.BY_TWO_PERSONS);
        List<Long> orderIds = new ArrayList<>();
        Map<String, Integer> parts = new TreeMap<>();
        for (ParentOrder order : state.openOrdersByAge()) {
            if (order.ended() == Ended.NOT && gate.isOn(kill, order)) {
                orderIds.add(order.orderId());
                order.children().stream().filter(ChildOrder::isLive).forEach(child -> parts.merge(child.venue().value(), 1, Integer::sum));
            }
        }
        turn.emit(new Event.KillTold(new KillFact.Rehearsed(killId, subset, orderIds.size(),
                orderIds.subList(0, Math.min(orderIds.size(), KillFact.MOST_NAMED)),
                parts.entrySet().stream().map(each -> new KillFact.AtVenue(each.getKey(), each.getValue())).toList(), user, reason)));
    }
}
