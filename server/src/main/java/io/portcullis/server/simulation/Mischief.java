package io.portcullis.server.simulation;

import io.portcullis.oms.command.Command;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.order.ParentOrder;
import io.portcullis.oms.order.Stray;
import io.portcullis.oms.types.DkReason;
import io.portcullis.oms.types.SessionAction;
import io.portcullis.oms.types.VenueAction;
import io.portcullis.oms.types.VenueId;
import java.util.List;
import java.util.Map;

/** What befalls a trading day: connections break, the hub dies, venues take things back, prices move, and operators do their part. */
final class Mischief {

    private enum Mishap {
        AT_A_VENUE, CONNECTION_LOST, DEATH, SNAPSHOT, HALT, CANCEL, DISK_FULL, STRAY, CLOSED_VENUE, OTHER_PHASE, OTHER_LIMIT, LOCATE, DRAINED_VENUE,
        STEERED_SESSION,
        NOTHING
    }

    private final SimulatedHub hub;
    private final List<Link> links;
    private final List<RandomVenue> venues;
    private final SimulatedMarket market;
    private final Weights<Mishap> mishaps;
    private final RandomDesk desk;
    private final RandomLimits limits;
    private final RandomLocates locates;
    private final RandomPhases phases;
    private final Timeline timeline;
    private final Trace trace;
    private final Chance chance;

    Mischief(SimulatedHub hub, List<Link> links, List<RandomVenue> venues, SimulatedMarket market, Profile profile, RandomDesk desk, Timeline timeline,
            Trace trace,
            Chance chance) {
        this.hub = hub;
        this.links = links;
        this.venues = venues;
        this.market = market;
        this.mishaps = mishaps(profile);
        this.desk = desk;
        this.limits = new RandomLimits(hub, market, timeline, chance);
        this.locates = new RandomLocates(hub, timeline, chance.another());
        this.phases = new RandomPhases(hub, venues, timeline, chance);
        this.timeline = timeline;
        this.trace = trace;
        this.chance = chance;
    }

    void goOnUntil(long end) {
        timeline.in(chance.between(Timeline.MILLI, 4 * Timeline.SECOND), () -> {
            if (timeline.now() < end) {
                happen();
                goOnUntil(end);
            }
        });
    }

    /** Nothing stands in the way any more. */
    void end() {
        hub.dieAfterEffects(-1);
        hub.logIsFull(false);
        hub.accept(new Command.ResumeTrading("OPS", "the day ends"));
        venues.forEach(venue -> {
            hub.accept(new Command.OpenVenue(venue.id()));
            resume(venue.id());
        });
        phases.end();
        desk.end();
    }

    private static Weights<Mishap> mishaps(Profile profile) {
        return new Weights<>(Map.ofEntries(Map.entry(Mishap.AT_A_VENUE, profile.weight(Emphasis.BUSTS, 40, 90)), Map.entry(Mishap.CONNECTION_LOST, 10),
                Map.entry(Mishap.DEATH, 2), Map.entry(Mishap.SNAPSHOT, 8), Map.entry(Mishap.HALT, 3), Map.entry(Mishap.CANCEL, 9),
                Map.entry(Mishap.DISK_FULL, 2), Map.entry(Mishap.STRAY, 6), Map.entry(Mishap.CLOSED_VENUE, profile.weight(Emphasis.CROSSES, 3, 25)),
                Map.entry(Mishap.OTHER_PHASE, 4), Map.entry(Mishap.OTHER_LIMIT, 5), Map.entry(Mishap.LOCATE, 5), Map.entry(Mishap.DRAINED_VENUE, 2),
                Map.entry(Mishap.STEERED_SESSION, 1),
                Map.entry(Mishap.NOTHING, 7)));
    }

    private void happen() {
        String symbol = market.move();
        hub.pricesShown(market.showing(symbol), symbol);
        hub.marketMoved(symbol);
        switch (mishaps.pick(chance)) {
            case AT_A_VENUE -> chance.pick(venues).mischief();
            case CONNECTION_LOST -> breakConnection(chance.pick(links));
            case DEATH -> die();
            case SNAPSHOT -> hub.takeSnapshot();
            case HALT -> halt();
            case CANCEL -> cancelAnOrder();
            case DISK_FULL -> fillTheDisk();
            case STRAY -> settleAStray();
            case CLOSED_VENUE -> closeAVenue();
            case OTHER_PHASE -> phases.change();
            case OTHER_LIMIT -> limits.act();
            case LOCATE -> locates.act();
            case DRAINED_VENUE -> drainAVenue();
            case STEERED_SESSION -> steerASession();
            case NOTHING -> {
                // only prices move
            }
        }
        for (int i = chance.between(0, 3); i > 0 && hub.isUp(); i--) {
            desk.act();
        }
    }

    private void breakConnection(Link link) {
        trace.add(() -> link.key() + " loses its connection");
        link.disconnect(chance.oneOf(LogoffCause.values()), "connection lost");
        timeline.in(chance.between(Timeline.MILLI, 20 * Timeline.SECOND), link::connect);
    }

    private void die() {
        if (!hub.isUp()) {
            return;
        }
        if (chance.percent(30)) {
            hub.crash();
        } else {
            hub.dieAfterEffects(chance.between(0, 4));
        }
    }

    private void halt() {
        hub.accept(new Command.HaltTrading("OPS", "a drill"));
        timeline.in(chance.between(Timeline.SECOND, 15 * Timeline.SECOND), () -> hub.accept(new Command.ResumeTrading("OPS", "the drill is over")));
    }

    private void closeAVenue() {
        VenueId venue = chance.pick(venues).id();
        hub.accept(new Command.CloseVenue(venue, "soon"));
        timeline.in(chance.between(Timeline.SECOND, 15 * Timeline.SECOND), () -> hub.accept(new Command.OpenVenue(venue)));
    }

    private void drainAVenue() {
        VenueId venue = chance.pick(venues).id();
        hub.accept(new Command.SteerVenue(venue, VenueAction.DRAIN, "", "OPS", "it is slow"));
        timeline.in(chance.between(Timeline.SECOND, 15 * Timeline.SECOND), () -> resume(venue));
    }

    private void resume(VenueId venue) {
        hub.accept(new Command.SteerVenue(venue, VenueAction.RESUME, "", "OPS", "it answers again"));
    }

    private void steerASession() {
        Link link = chance.pick(links);
        SessionAction action = chance.oneOf(SessionAction.TEST_REQUEST, SessionAction.LOGOUT);
        hub.accept(new Command.SteerSession(link.key(), action, null, "", "OPS", "a drill"));
        if (action == SessionAction.LOGOUT) {
            breakConnection(link);
        }
    }

    private void cancelAnOrder() {
        List<ParentOrder> open = hub.core().state().openOrdersByAge();
        if (open.isEmpty()) {
            hub.accept(new Command.CancelOrder(4711, "OPS", "no such order"));
        } else {
            hub.accept(new Command.CancelOrder(chance.pick(open).orderId(), "OPS", "asked for by telephone"));
        }
    }

    /** Somebody finds an order for it, or denies or dismisses it. What a venue says late of an order of an earlier day belongs to none. */
    private void settleAStray() {
        List<Stray> strays = hub.core().state().strays().all();
        if (strays.isEmpty()) {
            hub.accept(new Command.DismissStray(4711, "OPS", "no such execution"));
            return;
        }
        long strayId = chance.pick(strays).strayId();
        switch (chance.between(0, 5)) {
            case 0 -> hub.accept(new Command.DismissStray(strayId, "OPS", "the venue's error"));
            case 1 -> hub.accept(new Command.DenyStray(strayId, chance.oneOf(DkReason.values()), "OPS", "not ours"));
            default -> assign(strayId);
        }
    }

    private void assign(long strayId) {
        List<ParentOrder> open = hub.core().state().openOrdersByAge().stream().filter(order -> !order.missesExecutions()).toList();
        Stray stray = hub.core().state().strays().stray(strayId);
        List<ParentOrder> alike = open.stream().filter(order -> stray != null && order.terms().symbol().equals(stray.symbol())).toList();
        if (!alike.isEmpty() && stray != null && stray.told().clOrdId().startsWith(VenueReports.FOREIGN)) {
            hub.accept(new Command.AssignStray(strayId, new Command.OrderName(chance.pick(alike).orderId(), null, null), chance.percent(30), chance.percent(50),
                    "OPS", "agreed by telephone"));
        }
    }

    private void fillTheDisk() {
        hub.logIsFull(true);
        timeline.in(chance.between(Timeline.SECOND, 10 * Timeline.SECOND), () -> hub.logIsFull(false));
    }
}
