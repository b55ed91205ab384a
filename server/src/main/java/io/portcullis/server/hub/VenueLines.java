package io.portcullis.server.hub;

import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.venues.link.FixVenueLink;
import io.portcullis.venues.link.VenueSession;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The FIX sessions of one venue and the connections to them: what of a venue is FIX. One that is taken away stays open, since its store knows what was told over it, and nobody connects to it.
 */
final class VenueLines {

    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(30);

    /** What a line does for its being added, changed and taken away. */
    private static final class Line {
        private final FixSession session;
        private final FixInitiator initiator;
        private boolean isUsed = true;

        private Line(FixSession session, FixInitiator initiator) {
            this.session = session;
            this.initiator = initiator;
        }
    }

    private final FixVenueLink link;
    private final FixEngine engine;
    private final SessionRows rows;
    private final SimulatedVenues simulated;
    private final Function<SessionKey, Supplier<SessionRows.Routed>> routed;
    private final Map<SessionKey, Line> lines = new LinkedHashMap<>();

    /** @param routed whether orders are routed over a session, for people; asked on the session's thread */
    VenueLines(FixVenueLink link, FixEngine engine, SessionRows rows, SimulatedVenues simulated, Function<SessionKey, Supplier<SessionRows.Routed>> routed) {
        this.link = link;
        this.engine = engine;
        this.rows = rows;
        this.simulated = simulated;
        this.routed = routed;
    }

    FixVenueLink link() {
        return link;
    }

    /** Those that are used, the first one first. */
    List<FixSession> sessions() {
        return lines.values().stream().filter(line -> line.isUsed).map(line -> line.session).toList();
    }

    /** Opens a session that the venue's settings name; it isn't connected yet. @throws IOException naming what can't be opened */
    FixSession open(VenueEntry venue, VenueConnection connection) throws IOException {
        VenueSession known = link.session(connection.key());
        FixSession session = known == null ? link.open(connection.session()).session() : known.session();
        rows.addVenue(session, routed.apply(connection.key()));
        lines.put(connection.key(), new Line(session, new FixInitiator(engine, session, simulated.addressOf(venue, connection), connection.reconnect(),
                LONGEST_RECONNECT, Doors.to(venue, connection))));
        return session;
    }

    /** Whether it was opened since the start, used or not. */
    boolean knows(SessionKey key) {
        return lines.containsKey(key);
    }

    private List<Line> used() {
        return lines.values().stream().filter(line -> line.isUsed).toList();
    }

    /** From now on they are kept connected. */
    void start() {
        used().forEach(line -> line.initiator.start());
    }

    /** They are not used before {@link #takeBack}. Before any of them is connected. */
    void hide() {
        used().forEach(line -> {
            line.isUsed = false;
            rows.hide(line.session);
        });
    }

    /** The same venue elsewhere: a simulated one listens only once it is started. */
    void reachAgain(VenueEntry venue) throws IOException {
        for (VenueConnection connection : venue.connections()) {
            Line line = lines.get(connection.key());
            if (line != null) {
                line.initiator.goTo(simulated.addressOf(venue, connection), connection.reconnect(), Doors.to(venue, connection));
            }
        }
    }

    /** After {@link #takeAway} or {@link #hide}. */
    void takeBack(SessionKey key) {
        Line line = lines.get(key);
        if (line != null && !line.isUsed) {
            line.isUsed = true;
            rows.showAgain(line.session);
            engine.changes().unbar(line.session);
        }
    }

    /** Nobody connects to it any more. */
    void takeAway(SessionKey key, String reason) {
        Line line = lines.get(key);
        if (line != null && line.isUsed) {
            line.isUsed = false;
            rows.hide(line.session);
            engine.later(line.initiator::stop);
            engine.changes().bar(line.session, reason);
        }
    }

    /**
     * Sessions go by other settings: they are logged out, and connect as they say after {@link #start}.
     *
     * @param tls of those that are connected to over TLS
     * @param dialects gives a session its dialect
     * @return complete when they do; exceptionally if one of them goes by those from before
     */
    CompletableFuture<Void> change(VenueEntry venue, List<VenueConnection> changed, Map<SessionKey, TlsTarget> tls, Consumer<FixSession> dialects) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (VenueConnection connection : changed) {
            Line line = lines.get(connection.key());
            if (line != null) {
                engine.later(line.initiator::stop);
                all.add(engine.changes().change(line.session, connection.session())
                        .thenRun(() -> goBy(line, venue, connection, tls.get(connection.key()), dialects)));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private void goBy(Line line, VenueEntry venue, VenueConnection connection, @Nullable TlsTarget tls, Consumer<FixSession> dialects) {
        VenueSession session = link.session(connection.key());
        if (session != null) {
            link.goByChanges(session);
        }
        dialects.accept(line.session);
        line.initiator.goTo(simulated.addressOf(venue, connection), connection.reconnect(), tls);
    }
}
