package io.portcullis.server.hub;

import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.event.Event;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.order.VenueStandings;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.Installation;
import io.portcullis.server.settings.VenueConnection;
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
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The venues that the hub knows: their links, the connections to them, and what the router is told of them. Each step of a venue's coming, changing and going is a method
 * here; who decides on them is {@link VenueChanges}, whose thread calls them once the hub runs. Before, the one that starts it does.
 */
public final class Venues {

    /** A venue that may have orders. @param text its section, as it was written */
    record Venue(VenueEntry entry, String text, VenueLines lines) {

        VenueId id() {
            return entry.id();
        }

        VenueLink link() {
            return lines.link();
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

    /** Whether a venue has such a session. @param session null for the first one */
    boolean has(VenueId id, @Nullable SessionKey session) {
        Venue venue = known.get(id);
        return venue != null && venue.entry.connections().stream().anyMatch(connection -> connection.key().equals(id.session(session)));
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
        known.values().forEach(venue -> venue.lines.start());
    }

    // At the start

    /** It is not connected to. */
    void forget(VenueId id) {
        Venue venue = known.remove(id);
        if (venue != null) {
            removed.put(id, venue);
            venue.lines.hide();
        }
    }

    /** A simulated one listens only now. */
    void reachAgain(VenueEntry entry) throws IOException {
        Venue venue = known.get(entry.id());
        if (venue != null) {
            venue.lines.reachAgain(entry);
        }
    }

    // One venue's steps

    private Venue add(VenueEntry entry, String text) throws IOException {
        VenueLines lines = lines(entry);
        outbox.add(lines.link());
        Venue venue = new Venue(entry, text, lines);
        for (VenueConnection connection : entry.connections()) {
            venue.lines.open(entry, connection);
        }
        known.put(entry.id(), venue);
        return venue;
    }

    private VenueLines lines(VenueEntry entry) throws IOException {
        VenueId id = entry.id();
        if (entry.ouch() != null) {
            return OuchLine.of(entry, data, engine, rows, simulated, () -> routed(id, entry.session().key()), ids, clock, lastPoint, shard);
        }
        FixVenueLink link = new FixVenueLink(id, entry.session(), engine, ids, entry.resendWithin(), clock, marketDataOf(entry), lastPoint, shard);
        return new FixLines(link, engine, rows, simulated, key -> () -> routed(id, key), this::marketDataOf);
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

    /** Of those that are removed, too: they may come back. */
    private Stream<OuchVenueLink> ouchLinks() {
        return Stream.concat(known.values().stream(), removed.values().stream()).map(Venue::link).filter(OuchVenueLink.class::isInstance)
                .map(OuchVenueLink.class::cast);
    }

    private SessionRows.Routed routed(VenueId id, SessionKey session) {
        VenueStandings venues = shard.state().venues();
        Event.VenueSteered drained = venues.closed(id);
        Event.VenueClosed closed = venues.outOfHours().get(id);
        SessionKey further = id.further(session);
        return new SessionRows.Routed(drained == null ? null : drained.user() + ": " + drained.reason(), closed == null ? null : closed.opens(),
                venues.isConnected(id, further) && !venues.takesNewOver(id, further) ? "gets new orders once it has told how its open ones stand"
                        : Phases.shown(venues, id));
    }

    private FixMarketData marketDataOf(VenueEntry entry) {
        return new FixMarketData(entry.id(), books, entry.marketData(), entry.status().isAsked());
    }

    /** Opens one that has come late, or has come back; it isn't connected yet. On the sessions' loop. @param dialects gives a session its dialect */
    Venue addLate(VenueEntry entry, String text, long lastMark, Consumer<FixSession> dialects) throws IOException {
        Venue venue = add(entry, text);
        venue.lines.sessions().forEach(session -> venue.lines.goOn(session, lastMark, shard.state(), dialects));
        return venue;
    }

    /** Opens those sessions of a venue that it did not have before; they aren't connected yet. On the sessions' loop. */
    void openFurther(Venue venue, VenueEntry entry, long lastMark, Consumer<FixSession> dialects) throws IOException {
        for (VenueConnection connection : entry.further()) {
            if (!venue.lines.knows(connection.key())) {
                venue.lines.open(entry, connection);
                venue.lines.goOn(connection.key(), lastMark, shard.state(), dialects);
            }
        }
    }

    /** One that was removed since the start is opened already. */
    @Nullable
    Venue takeBack(VenueId id) {
        Venue venue = removed.remove(id);
        if (venue != null) {
            known.put(id, venue);
            venue.entry.connections().forEach(connection -> venue.lines.takeBack(connection.key()));
        }
        return venue;
    }

    /**
     * Goes by other settings: those of its sessions for which something has changed are logged out, and connect as they say after {@link #connect}.
     *
     * @param tls of the sessions that are connected to over TLS
     * @param dialects gives a session its dialect
     * @return complete when it does; exceptionally if it goes by those from before
     */
    CompletableFuture<Void> change(Venue venue, VenueEntry entry, String text, Map<SessionKey, TlsTarget> tls, Consumer<FixSession> dialects) {
        known.put(entry.id(), new Venue(entry, text, venue.lines));
        List<VenueConnection> now = entry.connections();
        for (VenueConnection before : venue.entry.further()) {
            if (now.stream().noneMatch(each -> each.key().equals(before.key()))) {
                venue.lines.takeAway(before.key(), "the session is removed from the venue's settings");
            }
        }
        now.forEach(connection -> venue.lines.takeBack(connection.key()));
        boolean isWholeVenue = !venue.entry.isTheSameVenueAs(entry);
        List<VenueConnection> changed = now.stream().filter(connection -> isWholeVenue || !venue.entry.connections().contains(connection)).toList();
        return venue.lines.change(entry, changed, isWholeVenue, tls, dialects);
    }

    /** From now on nothing new goes over sessions of a venue that such settings do not name. On the shard's thread. */
    void usesOnly(VenueEntry entry) {
        shard.venueSessions(Installation.venueSessions(known.values().stream().map(venue -> venue.id().equals(entry.id()) ? entry : venue.entry).toList()));
    }

    /** From now on it is kept connected. */
    void connect(Venue venue) {
        venue.lines.start();
    }

    /** It goes by what it went by before. */
    void unchanged(Venue before) {
        known.put(before.id(), before);
        List<SessionKey> keys = before.entry.connections().stream().map(VenueConnection::key).toList();
        keys.forEach(before.lines::takeBack);
        before.lines.sessions().stream().filter(key -> !keys.contains(key))
                .forEach(key -> before.lines.takeAway(key, "the venue does not go by its changed settings"));
    }

    /** Nobody connects to it any more. */
    void takeAway(Venue venue, String reason) {
        known.remove(venue.id());
        removed.put(venue.id(), venue);
        venue.lines.sessions().forEach(session -> venue.lines.takeAway(session, reason));
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
        shard.venueSessions(Installation.venueSessions(venues.stream().map(Venue::entry).toList()));
        List<VenueEntry> entries = venues.stream().map(Venue::entry).toList();
        shard.tellExecutionsApartBy(Installation.executionKeys(entries));
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
