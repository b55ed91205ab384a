package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.limit.Subset;
import io.portcullis.oms.order.Kill;
import java.util.List;
import java.util.stream.Stream;

/** Those who kill orders of all kinds, rehearse it, and let it be over again: two of them, or not in time. */
final class RandomKills {

    private static final List<String> OFFICERS = List.of("ann", "bob", "carl");
    private static final List<String> SUBSETS = List.of("firm", "sector=TECH", "asset-class=equity", "group=G", "client=B", "trader=T1", "algorithm=ALGO1",
            "account=B-USD trader=T2", "client=C side=buy", "desk=D",
            "account=A-USD",
            "account=B-USD side=sell",
            "side=sell-short", "session=CLIENT1", "currency=EUR", "client=NOBODY");

    private final SimulatedHub hub;
    private final List<RandomVenue> venues;
    private final SimulatedMarket market;
    private final Timeline timeline;
    private final Chance chance;

    RandomKills(SimulatedHub hub, List<RandomVenue> venues, SimulatedMarket market, Timeline timeline, Chance chance) {
        this.hub = hub;
        this.venues = venues;
        this.market = market;
        this.timeline = timeline;
        this.chance = chance;
    }

    /** In some of the days. Clients kill, too, and no day has nobody who lets it be over. */
    void goOnUntil(long end) {
        if (chance.percent(40)) {
            actLater(end);
        }
        lookLater(end);
    }

    private void lookLater(long end) {
        timeline.in(chance.between(Timeline.SECOND, 20 * Timeline.SECOND), () -> {
            if (timeline.now() < end) {
                letGoNow();
                lookLater(end);
            }
        });
    }

    private void actLater(long end) {
        timeline.in(chance.between(Timeline.SECOND, 90 * Timeline.SECOND), () -> {
            if (timeline.now() < end) {
                act();
                actLater(end);
            }
        });
    }

    private void act() {
        if (!hub.isUp()) {
            return;
        }
        Subset subset = subset();
        if (chance.percent(15)) {
            hub.accept(new Command.RehearseKill(subset, chance.pick(OFFICERS), "a rehearsal"));
            return;
        }
        hub.accept(new Command.Kill(subset, chance.pick(OFFICERS), "at random"));
        if (chance.percent(20)) {
            timeline.in(chance.between(Timeline.MILLI, Timeline.SECOND), () -> hub.accept(new Command.Kill(subset, chance.pick(OFFICERS), "once more")));
        }
        timeline.in(chance.between(Timeline.MILLI, 15 * Timeline.SECOND), this::letGo);
    }

    private Subset subset() {
        String scope = chance.percent(30) ? "symbol=" + chance.pick(List.copyOf(market.instruments().all())).symbol() : chance.pick(SUBSETS);
        return Subset.of(chance.percent(30) ? scope + " venue=" + chance.pick(venues).id() : scope);
    }

    /** Some of them: a step of each, be it none. */
    private void letGo() {
        letGoNow();
        if (hub.isUp() && !hub.core().state().kills().isEmpty()) {
            timeline.in(chance.between(Timeline.MILLI, 5 * Timeline.SECOND), this::letGo);
        }
    }

    private void letGoNow() {
        if (!hub.isUp()) {
            return;
        }
        for (Kill kill : hub.core().state().kills().inForce()) {
            hub.accept(kill.proposed() == null ? new Command.ReleaseKill(kill.killId(), chance.pick(OFFICERS), "it is over")
                    : new Command.SettleRelease(kill.killId(), chance.percent(70), chance.pick(OFFICERS), "seen"));
        }
    }

    /** Nothing stands in the way any more. */
    void end() {
        for (Kill kill : List.copyOf(hub.core().state().kills().inForce())) {
            hub.accept(new Command.ReleaseKill(kill.killId(), "ann", "the day ends"));
            Stream.of("bob", "carl").forEach(user -> hub.accept(new Command.SettleRelease(kill.killId(), true, user, "seen")));
        }
    }
}
