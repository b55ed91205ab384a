package io.portcullis.server.hub;

import io.portcullis.admin.port.SessionsView.Rejects;
import io.portcullis.admin.port.SessionsView.Role;
import io.portcullis.admin.port.SessionsView.SessionRow;
import io.portcullis.admin.port.SessionsView.Standing;
import io.portcullis.admin.port.SessionsView.State;
import io.portcullis.admin.port.SessionsView.Traffic;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.VenueId;
import io.portcullis.server.settings.OuchEntry;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.server.shard.Shard;
import io.portcullis.venues.link.LastLook;
import io.portcullis.venues.ouch.OuchMarks;
import io.portcullis.venues.ouch.OuchVenueLink;
import io.portcullis.venues.soup.SoupClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Venues that speak OUCH: how their links are opened and changed, and shown among the sessions. */
final class OuchLines {

    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(30);
    private static final String PROTOCOL = "OUCH 4.2";
    private static final String WHENEVER = "always";

    private OuchLines() {
    }

    /** Not connected yet. @param data of the installation: what was sent last stands there, in {@code ouch} @throws IOException if that can't be read or written */
    static OuchVenueLink open(VenueEntry entry, InetSocketAddress address, Path data, FixEngine engine, Ids ids, InstantSource clock, LastLook lastLook,
            Shard shard) throws IOException {
        OuchMarks marks = OuchMarks.open(data.resolve("ouch").resolve(entry.id().value()));
        return new OuchVenueLink(entry.id(), entry.session().key(), address, client(entry), terms(entry), engine.loop(), marks, ids, clock, lastLook, shard,
                failure -> engine.later(() -> {
                    throw new IllegalStateException("a link by OUCH has failed", failure);
                }));
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

    /** Before it is connected. */
    static void goTo(OuchVenueLink link, VenueEntry entry, InetSocketAddress address) {
        link.client().goTo(address, client(entry));
    }

    /** Logs out, and goes by other settings when it is started again. @param address asked when it is logged out @return complete when it does */
    static CompletableFuture<Void> change(OuchVenueLink link, VenueEntry entry, FixEngine engine, Supplier<InetSocketAddress> address) {
        return link.stop("its settings change").thenRunAsync(() -> {
            link.goBy(terms(entry));
            goTo(link, entry, address.get());
        }, engine.loop());
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
