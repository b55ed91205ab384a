package io.portcullis.server.hub;

import io.portcullis.fix.sessions.access.TlsTarget;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.order.ShardState;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.server.settings.VenueConnection;
import io.portcullis.server.settings.VenueEntry;
import io.portcullis.venues.link.VenueLink;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A venue's sessions and the connections to them, whatever protocol they speak. One that is taken away stays open, since it knows what was told over it, and nobody connects to it.
 */
interface VenueLines {

    String OTHER_PROTOCOL = "protocol can't change while the venue is there: remove it, and add it under another name";

    VenueLink link();

    /** Those that are used, the first one first. */
    List<SessionKey> sessions();

    VenueLink.State state(SessionKey session);

    /** Opens a session that the venue's settings name; it isn't connected yet. @throws IOException naming what can't be opened */
    void open(VenueEntry venue, VenueConnection connection) throws IOException;

    /** Whether it was opened since the start, used or not. */
    boolean knows(SessionKey session);

    /**
     * A session that has come late goes on where it was; what was decided before it was there is not for it, unless it was there before.
     *
     * @param lastMark behind all that was decided
     * @param dialects gives a FIX session its dialect
     */
    void goOn(SessionKey session, long lastMark, ShardState state, Consumer<FixSession> dialects);

    /** From now on they are kept connected. */
    void start();

    /** They are not used before {@link #takeBack}. Before any of them is connected. */
    void hide();

    /** The same venue elsewhere: a simulated one listens only once it is started. */
    void reachAgain(VenueEntry venue) throws IOException;

    /** After {@link #takeAway} or {@link #hide}. */
    void takeBack(SessionKey session);

    /** Nobody connects to it any more. */
    void takeAway(SessionKey session, String reason);

    /**
     * Sessions go by other settings: they are logged out, and connect as they say after {@link #start}.
     *
     * @param isWholeVenue more has changed than some sessions
     * @param tls of those that are connected to over TLS
     * @param dialects gives a FIX session its dialect
     * @return complete when they do; exceptionally if one of them goes by those from before
     */
    CompletableFuture<Void> change(VenueEntry venue, List<VenueConnection> changed, boolean isWholeVenue, Map<SessionKey, TlsTarget> tls,
            Consumer<FixSession> dialects);
}
