package io.portcullis.server.hub;

import io.portcullis.admin.port.SessionsView.Rejects;
import io.portcullis.admin.port.SessionsView.Role;
import io.portcullis.admin.port.SessionsView.SessionRow;
import io.portcullis.admin.port.SessionsView.Standing;
import io.portcullis.admin.port.SessionsView.State;
import io.portcullis.admin.port.SessionsView.Traffic;
import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.OuchEntry;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.shard.Shard;
import io.portcullis.venues.link.LastLook;
import io.portcullis.venues.link.VenueLink;
import io.portcullis.venues.ouch.OuchMarks;
import io.portcullis.venues.ouch.OuchVenueLink;
import io.portcullis.venues.soup.SoupClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The one session of a venue that is sent orders by OUCH, and the connection to it. */
final class OuchLine implements VenueLines {

    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(30);
    private static final String PROTOCOL = "OUCH 4.2";
    private static final String WHENEVER = "always";

    private final OuchVenueLink link;
    private final FixEngine engine;
    private final SessionRows rows;
    private final SimulatedVenues simulated;
    private boolean isUsed = true;

    private OuchLine(OuchVenueLink link, FixEngine engine, SessionRows rows, SimulatedVenues simulated) {
        this.link = link;
        this.engine = engine;
        this.rows = rows;
        this.simulated = simulated;
    }

    /**
     * Not connected yet.
     *
     * @param data of the installation: what was sent last stands there, in {@code ouch}
     * @param routed whether orders are routed over it, for people; asked on its thread
     * @throws IOException if that can't be read or written
     */
    static OuchLine of(VenueEntry entry, Path data, FixEngine engine, SessionRows rows, SimulatedVenues simulated, Supplier<SessionRows.Routed> routed, Ids ids,
            InstantSource clock, LastLook lastLook, Shard shard) throws IOException {
        OuchMarks marks = OuchMarks.open(data.resolve("ouch").resolve(entry.id().value()));
        OuchVenueLink link = new OuchVenueLink(entry.id(), entry.session().key(), simulated.addressOf(entry, first(entry)), client(entry), terms(entry),
                engine.loop(),
                marks, ids, clock, lastLook, shard, failure -> engine.later(() -> {
                    throw new IllegalStateException("a link by OUCH has failed", failure);
                }));
        link.client().holdWhile(() -> !shard.hasRoom());
        rows.add(link.key(), () -> row(link, entry.id(), rows.node(), routed.get()), engine);
        return new OuchLine(link, engine, rows, simulated);
    }

    private static VenueConnection first(VenueEntry entry) {
        return entry.connections().getFirst();
    }

    @Override
    public OuchVenueLink link() {
        return link;
    }

    @Override
    public List<SessionKey> sessions() {
        return isUsed ? List.of(link.key()) : List.of();
    }

    @Override
    public VenueLink.State state(SessionKey session) {
        return link.state();
    }

    /** It is open from the beginning. */
    @Override
    public void open(VenueEntry venue, VenueConnection connection) {
    }

    @Override
    public boolean knows(SessionKey session) {
        return link.key().equals(session);
    }

    @Override
    public void goOn(SessionKey session, long lastMark, ShardState state, Consumer<FixSession> dialects) {
        if (!knows(session)) {
            return;
        }
        if (link.marks().isNew()) {
            link.marks().nothingToSendUpTo(lastMark);
        }
        link.resume(state.session(link.key()));
    }

    @Override
    public void start() {
        if (isUsed) {
            link.start();
        }
    }

    @Override
    public void hide() {
        isUsed = false;
        rows.hide(link.key());
    }

    /** Before it is connected. */
    @Override
    public void reachAgain(VenueEntry venue) {
        link.client().goTo(simulated.addressOf(venue, first(venue)), client(venue));
    }

    @Override
    public void takeBack(SessionKey session) {
        isUsed = true;
        rows.showAgain(link.key());
    }

    @Override
    public void takeAway(SessionKey session, String reason) {
        hide();
        link.stop(reason);
    }

    @Override
    public CompletableFuture<Void> change(VenueEntry venue, List<VenueConnection> changed, boolean isWholeVenue, Map<SessionKey, TlsTarget> tls,
            Consumer<FixSession> dialects) {
        if (venue.ouch() == null) {
            return CompletableFuture.failedFuture(new IllegalArgumentException(OTHER_PROTOCOL));
        }
        if (changed.isEmpty() && !isWholeVenue) {
            return CompletableFuture.completedFuture(null);
        }
        return link.stop("its settings change").thenRunAsync(() -> {
            link.goBy(terms(venue));
            reachAgain(venue);
        }, engine.loop());
    }

    private static SoupClient.Settings client(VenueEntry entry) {
        return ouch(entry).client(entry.id().value(), entry.reconnect(), LONGEST_RECONNECT);
    }

    private static OuchEntry ouch(VenueEntry entry) {
        return Objects.requireNonNull(entry.ouch());
    }

    private static OuchVenueLink.Terms terms(VenueEntry entry) {
        return new OuchVenueLink.Terms(entry.resendWithin(), ouch(entry).maxRequestsPerSecond(), ouch(entry).account());
    }

    /** On the loop. OUCH has no numbers of what we send, and no CompIDs: our name is that of the login, the venue's that of its session. */
    static SessionRow row(OuchVenueLink link, VenueId venue, String node, SessionRows.Routed routed) {
        SoupClient client = link.client();
        return new SessionRow(link.key(), Role.VENUE, PROTOCOL, client.username(), link.session().isEmpty() ? venue.value() : link.session(), state(link), 0,
                Math.toIntExact(link.nextNumber()), client.lastReceivedMillis(), client.lastSentMillis(), client.peer(), link.disconnectReason(),
                new Standing(SessionIntent.STARTED, null, WHENEVER, true, null, node, routed.drained(), routed.closed(), routed.phase()),
                new Traffic(0, link.waiting(), Rejects.NONE, Rejects.NONE, 0, 0), null);
    }

    private static State state(OuchVenueLink link) {
        return switch (link.state()) {
            case DISCONNECTED -> !link.client().isStarted() ? State.STOPPED : link.client().isConnected() ? State.CONNECTED : State.DISCONNECTED;
            case LOGGING_ON -> State.CONNECTED;
            case RECOVERING -> State.RESENDING;
            case TRADING -> State.LOGGED_ON;
        };
    }
}
