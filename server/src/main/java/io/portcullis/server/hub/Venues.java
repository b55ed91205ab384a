package io.portcullis.server.hub;

import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.settings.VenueTimes;
import io.portcullis.server.settings.VenuesFile;
import io.portcullis.server.shard.Shard;
import io.portcullis.venues.lastpoint.LastPoint;
import io.portcullis.venues.link.FixVenueLink;
import io.portcullis.venues.link.VenueLink;
import io.portcullis.venues.market.FixMarketData;
import io.portcullis.venues.market.MarketBooks;
import io.portcullis.venues.ouch.OuchVenueLink;
import io.portcullis.venues.routing.SmartRouter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The venues that the hub knows: their links, the connections to them, and what the router is told of them. Each step of a venue's coming, changing and going is a method
 * here; who decides on them is {@link VenueChanges}, whose thread calls them once the hub runs. Before, the one that starts it does.
 */
public final class Venues {

    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(30);

    /** A venue that may have orders. @param text its section, as it was written */
    record Venue(VenueEntry entry, String text, @Nullable FixVenueLink fix, @Nullable FixInitiator dial, @Nullable OuchVenueLink ouch) {

        VenueId id() {
            return entry.id();
        }

        /** Of one that speaks FIX, as the other two. */
        FixVenueLink link() {
            return Objects.requireNonNull(fix);
        }

        FixInitiator initiator() {
            return Objects.requireNonNull(dial);
        }

        FixSession session() {
            return link().session();
        }

        VenueLink anyLink() {
            return ouch == null ? link() : ouch;
        }

        void start() {
            if (ouch == null) {
                initiator().start();
            } else {
                ouch.start();
            }
        }
    }

    private final Installation installation;
    private final FixEngine engine;
    private final Shard shard;
    private final Outbox outbox;
    private final SessionRows rows;
    private final SimulatedVenues simulated;
    private final Ids ids;
    private final MarketBooks books;
    private final SmartRouter router;
    private final InstantSource clock;
    private final LastPoint lastPoint;
    private final TradingClock days;
    private final Path data;
    private final Map<VenueId, Venue> known = new LinkedHashMap<>();
    private final Map<VenueId, Venue> removed = new LinkedHashMap<>();

    public Venues(Installation installation, FixEngine engine, Shard shard, Outbox outbox, SessionRows rows, SimulatedVenues simulated, Ids ids,
            MarketBooks books,
            SmartRouter router, LastPoint lastPoint, TradingClock days, InstantSource clock) {
        this.installation = installation;
        this.engine = engine;
        this.shard = shard;
        this.outbox = outbox;
        this.rows = rows;
        this.simulated = simulated;
        this.ids = ids;
        this.books = books;
        this.router = router;
        this.lastPoint = lastPoint;
        this.days = days;
        this.clock = clock;
        this.data = installation.hub().data();
    }

    /** Opens those that the files name; none is connected yet. @throws IOException naming what can't be opened */
    public void open() throws IOException {
        VenuesFile file = installation.venuesFile();
        for (VenueEntry entry : file.venues()) {
            add(entry, file.text(entry.id()));
        }
        for (VenueEntry entry : file.left()) {
            add(entry, file.text(entry.id()));
        }
        days.venues(times(file.venues()));
    }

    private static Map<VenueId, VenueTimes> times(List<VenueEntry> venues) {
        Map<VenueId, VenueTimes> times = new LinkedHashMap<>();
        venues.forEach(venue -> times.put(venue.id(), venue.times()));
        return times;
    }

    /** In the order in which the router prefers them. */
    public List<VenueId> ids() {
        return List.copyOf(known.keySet());
    }

    List<Venue> all() {
        return List.copyOf(known.values());
    }

    @Nullable
    Venue venue(VenueId id) {
        return known.get(id);
    }

    /** Connects those that are not removed. */
    void start() {
        known.values().forEach(Venue::start);
    }

    // At the start

    /** It is not connected to. */
    void forget(VenueId id) {
        Venue venue = known.remove(id);
        if (venue != null) {
            removed.put(id, venue);
            hide(venue);
        }
    }

    private void hide(Venue venue) {
        if (venue.ouch == null) {
            rows.hide(venue.session());
        } else {
            rows.hide(venue.ouch.key());
        }
    }

    /** A simulated one listens only now. */
    void reachAgain(VenueEntry entry) throws IOException {
        Venue venue = known.get(entry.id());
        if (venue != null && venue.ouch != null) {
            OuchLines.goTo(venue.ouch, entry, simulated.addressOf(entry));
        } else if (venue != null) {
            venue.initiator().goTo(simulated.addressOf(entry), entry.reconnect(), Doors.to(entry));
        }
    }

    /** Of those that are connected to. */
    List<VenueLink> links() {
        return known.values().stream().map(Venue::anyLink).toList();
    }

    // One venue's steps

    private Venue add(VenueEntry entry, String text) throws IOException {
        if (entry.ouch() != null) {
            return addOuch(entry, text);
        }
        FixVenueLink link = new FixVenueLink(entry.id(), entry.session(), engine, ids, entry.resendWithin(), clock, marketDataOf(entry), lastPoint, shard);
        outbox.add(link);
        rows.addVenue(link.session(), () -> routed(entry.id()));
        FixInitiator initiator = new FixInitiator(engine, link.session(), simulated.addressOf(entry), entry.reconnect(), LONGEST_RECONNECT, Doors.to(entry));
        Venue venue = new Venue(entry, text, link, initiator, null);
        known.put(entry.id(), venue);
        return venue;
    }

    private Venue addOuch(VenueEntry entry, String text) throws IOException {
        OuchVenueLink link = OuchLines.open(entry, simulated.addressOf(entry), data, engine, ids, clock, lastPoint, shard);
        outbox.add(link);
        rows.add(link.key(), () -> OuchLines.row(link, entry.id(), rows.node(), routed(entry.id())), engine);
        Venue venue = new Venue(entry, text, null, null, link);
        known.put(entry.id(), venue);
        return venue;
    }

    /** Those that don't speak FIX: by their session's name, the mark of what was sent last. What was decided up to {@code lastMark} is not sent by one whose file is new. */
    public Map<SessionKey, Long> sentByOuch(long lastMark) {
        Map<SessionKey, Long> sent = new LinkedHashMap<>();
        ouchLinks().forEach(link -> {
            if (link.marks().isNew()) {
                link.marks().nothingToSendUpTo(lastMark);
            }
            sent.put(link.key(), link.marks().last());
        });
        return sent;
    }

    /** Those that don't speak FIX go on behind what the log says was done. */
    public void resumeOuch(ShardState state) {
        ouchLinks().forEach(link -> link.resume(state.session(link.key())));
    }

    /** Logs out of those that don't speak FIX. @return complete when that is done */
    public CompletableFuture<Void> stopOuch() {
        return CompletableFuture.allOf(ouchLinks().map(link -> link.stop("the hub stops")).toArray(CompletableFuture<?>[]::new));
    }

    private Stream<OuchVenueLink> ouchLinks() {
        return known.values().stream().map(Venue::ouch).filter(Objects::nonNull);
    }

    private SessionRows.Routed routed(VenueId id) {
        Event.VenueSteered drained = shard.state().venues().closed(id);
        Event.VenueClosed closed = shard.state().venues().outOfHours().get(id);
        return new SessionRows.Routed(drained == null ? null : drained.user() + ": " + drained.reason(), closed == null ? null : closed.opens(),
                shard.state().venues().isReconciling(id) ? "gets new orders once it has told how its open ones stand"
                        : Phases.shown(shard.state().venues(), id));
    }

    private FixMarketData marketDataOf(VenueEntry entry) {
        return new FixMarketData(entry.id(), books, entry.marketData(), entry.status().isAsked());
    }

    /** Opens one that has come late, or has come back; it isn't connected yet. On the sessions' loop. @param dialects gives the session its dialect */
    Venue addLate(VenueEntry entry, String text, long lastMark, Consumer<FixSession> dialects) throws IOException {
        Venue venue = add(entry, text);
        if (venue.ouch != null) {
            if (venue.ouch.marks().isNew()) {
                venue.ouch.marks().nothingToSendUpTo(lastMark);
            }
            venue.ouch.resume(shard.state().session(venue.ouch.key()));
            return venue;
        }
        FixSession session = venue.session();
        if (session.numbers().isNew()) {
            session.numbers().nothingToTellUpTo(lastMark);
            session.numbers().begin();
        }
        SessionState before = shard.state().session(session.key());
        if (before != null) {
            session.numbers().expectAtLeast(before.generation(), before.consumed());
            SessionSteering.resume(session, before);
        }
        dialects.accept(session);
        return venue;
    }

    /** One that was removed since the start is opened already. */
    @Nullable
    Venue takeBack(VenueId id) {
        Venue venue = removed.remove(id);
        if (venue != null) {
            known.put(id, venue);
            if (venue.ouch != null) {
                rows.showAgain(venue.ouch.key());
                return venue;
            }
            rows.showAgain(venue.session());
            engine.changes().unbar(venue.session());
        }
        return venue;
    }

    /**
     * Goes by other settings: logs out, and connects as they say after {@link #connect}.
     *
     * @param dialects gives the session its dialect
     * @return complete when it does; exceptionally if it goes by those from before
     */
    CompletableFuture<Void> change(Venue venue, VenueEntry entry, String text, @Nullable TlsTarget tls, Consumer<FixSession> dialects) {
        if ((entry.ouch() == null) != (venue.ouch == null)) {
            return CompletableFuture
                    .failedFuture(new IllegalArgumentException("protocol can't change while the venue is there: remove it, and add it under another name"));
        }
        known.put(entry.id(), new Venue(entry, text, venue.fix, venue.dial, venue.ouch));
        if (venue.ouch != null) {
            return OuchLines.change(venue.ouch, entry, engine, () -> simulated.addressOf(entry));
        }
        engine.later(venue.initiator()::stop);
        return engine.changes().change(venue.session(), entry.session()).thenRun(() -> {
            venue.link().goBy(entry.resendWithin(), marketDataOf(entry));
            dialects.accept(venue.session());
            venue.initiator().goTo(simulated.addressOf(entry), entry.reconnect(), tls);
        });
    }

    /** From now on it is kept connected. */
    void connect(Venue venue) {
        venue.start();
    }

    /** It goes by what it went by before. */
    void unchanged(Venue before) {
        known.put(before.id(), before);
    }

    /** Nobody connects to it any more. */
    void takeAway(Venue venue, String reason) {
        known.remove(venue.id());
        removed.put(venue.id(), venue);
        hide(venue);
        if (venue.ouch != null) {
            venue.ouch.stop(reason);
            return;
        }
        engine.later(venue.initiator()::stop);
        engine.changes().bar(venue.session(), reason);
    }

    // All of them

    /** From now on the router prefers them in this order. Those that it doesn't name come last. */
    void prefer(List<VenueId> order) {
        Map<VenueId, Venue> before = new LinkedHashMap<>(known);
        known.clear();
        order.forEach(id -> {
            Venue venue = before.remove(id);
            if (venue != null) {
                known.put(id, venue);
            }
        });
        known.putAll(before);
    }

    /** Tells the core and the router of them. On the shard's thread, or while nothing runs there. */
    void tellRouting(List<Venue> venues) {
        router.policy(installation.routingPolicy(venues.stream().map(Venue::entry).toList()));
        shard.venues(venues.stream().map(Venue::id).toList());
        List<VenueEntry> entries = venues.stream().map(Venue::entry).toList();
        shard.denyStraysOf(Installation.denied(entries));
        shard.reconcileAllBut(Installation.notReconciled(entries));
        shard.adjustBy(Installation.corporateActionRules(entries, shard.corporateActionRules().cancelsOnReverseSplit()));
        shard.tradeBy(Installation.marketRules(installation.hub().risk(), entries));
        days.venues(times(entries));
    }

    /** Keeps what has to be known of them at the next start, whatever the settings say then. */
    void keep() throws IOException {
        VenuesFile.keep(data, texts().values());
    }

    /** As the other one, with the section of a venue that is about to be added or changed. */
    void keep(VenueId coming, String text) throws IOException {
        Map<VenueId, String> texts = texts();
        texts.put(coming, text);
        VenuesFile.keep(data, texts.values());
    }

    private Map<VenueId, String> texts() {
        Map<VenueId, String> texts = new LinkedHashMap<>();
        known.values().forEach(venue -> texts.put(venue.id(), venue.text));
        return texts;
    }
}
