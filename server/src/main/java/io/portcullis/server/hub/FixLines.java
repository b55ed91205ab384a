package io.portcullis.server.hub;

import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixInitiator;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.order.SessionState;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.venues.link.FixVenueLink;
import io.portcullis.venues.link.MarketDataReader;
import io.portcullis.venues.link.VenueLink;
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

/** The FIX sessions of one venue and the connections to them: what of a venue is FIX. */
final class FixLines implements VenueLines {

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
    private final Function<VenueEntry, MarketDataReader> marketData;
    private final Map<SessionKey, Line> lines = new LinkedHashMap<>();

    /**
     * @param routed whether orders are routed over a session, for people; asked on the session's thread
     * @param marketData reads what a venue with such settings tells of its market
     */
    FixLines(FixVenueLink link, FixEngine engine, SessionRows rows, SimulatedVenues simulated, Function<SessionKey, Supplier<SessionRows.Routed>> routed,
            Function<VenueEntry, MarketDataReader> marketData) {
        this.link = link;
        this.marketData = marketData;
        this.engine = engine;
        this.rows = rows;
        this.simulated = simulated;
        this.routed = routed;
    }

    @Override
    public FixVenueLink link() {
        return link;
    }

    @Override
    public List<SessionKey> sessions() {
        return lines.values().stream().filter(line -> line.isUsed).map(line -> line.session.key()).toList();
    }

    @Override
    public VenueLink.State state(SessionKey session) {
        VenueSession of = link.session(session);
        return of == null ? VenueLink.State.DISCONNECTED : of.state();
    }

    @Override
    public void open(VenueEntry venue, VenueConnection connection) throws IOException {
        VenueSession known = link.session(connection.key());
        FixSession session = known == null ? link.open(connection.session()).session() : known.session();
        rows.addVenue(session, routed.apply(connection.key()));
        lines.put(connection.key(), new Line(session, new FixInitiator(engine, session, simulated.addressOf(venue, connection), connection.reconnect(),
                LONGEST_RECONNECT, Doors.to(venue, connection))));
    }

    @Override
    public boolean knows(SessionKey key) {
        return lines.containsKey(key);
    }

    @Override
    public void goOn(SessionKey key, long lastMark, ShardState state, Consumer<FixSession> dialects) {
        Line line = lines.get(key);
        if (line == null) {
            return;
        }
        FixSession session = line.session;
        if (session.numbers().isNew()) {
            session.numbers().nothingToTellUpTo(lastMark);
            session.numbers().begin();
        }
        SessionState before = state.session(key);
        if (before != null) {
            session.numbers().expectAtLeast(before.generation(), before.consumed());
            SessionSteering.resume(session, before);
        }
        dialects.accept(session);
    }

    private List<Line> used() {
        return lines.values().stream().filter(line -> line.isUsed).toList();
    }

    @Override
    public void start() {
        used().forEach(line -> line.initiator.start());
    }

    @Override
    public void hide() {
        used().forEach(line -> {
            line.isUsed = false;
            rows.hide(line.session);
        });
    }

    @Override
    public void reachAgain(VenueEntry venue) throws IOException {
        for (VenueConnection connection : venue.connections()) {
            Line line = lines.get(connection.key());
            if (line != null) {
                line.initiator.goTo(simulated.addressOf(venue, connection), connection.reconnect(), Doors.to(venue, connection));
            }
        }
    }

    @Override
    public void takeBack(SessionKey key) {
        Line line = lines.get(key);
        if (line != null && !line.isUsed) {
            line.isUsed = true;
            rows.showAgain(line.session);
            engine.changes().unbar(line.session);
        }
    }

    @Override
    public void takeAway(SessionKey key, String reason) {
        Line line = lines.get(key);
        if (line != null && line.isUsed) {
            line.isUsed = false;
            rows.hide(line.session);
            engine.later(line.initiator::stop);
            engine.changes().bar(line.session, reason);
        }
    }

    @Override
    public CompletableFuture<Void> change(VenueEntry venue, List<VenueConnection> changed, boolean isWholeVenue, Map<SessionKey, TlsTarget> tls,
            Consumer<FixSession> dialects) {
        if (venue.ouch() != null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(OTHER_PROTOCOL));
        }
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (VenueConnection connection : changed) {
            Line line = lines.get(connection.key());
            if (line != null) {
                engine.later(line.initiator::stop);
                all.add(engine.changes().change(line.session, connection.session())
                        .thenRun(() -> goBy(line, venue, connection, tls.get(connection.key()), dialects)));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> {
            if (isWholeVenue) {
                link.goBy(venue.resendWithin(), marketData.apply(venue));
            }
        });
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
