package io.portcullis.venues.link;

import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.FixSessionSettings;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.oms.command.Command;
import io.portcullis.oms.core.Effect;
import io.portcullis.oms.types.Ids;
import io.portcullis.oms.types.SessionKey;
import io.portcullis.oms.types.VenueId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link to one venue over one or more FIX sessions. The core says which of them a request goes over; what the venue says may come over any. Market data comes over one that is up, and over
 * another one when that is lost. Belongs to the shard's thread.
 */
public final class FixVenueLink implements VenueLink {

    private static final Logger LOG = LoggerFactory.getLogger(FixVenueLink.class);

    private final VenueId venue;
    private final FixEngine engine;
    private final Ids ids;
    private final InstantSource clock;
    private final LastLook lastLook;
    private final Consumer<Command> core;
    private final Map<SessionKey, VenueSession> sessions = new LinkedHashMap<>();
    private final VenueSession first;
    private Duration resendWithin;
    private MarketDataReader marketData;
    private @Nullable VenueSession shows;

    /**
     * @param settings of its first session, which has the venue's name
     * @param resendWithin an order that is older is not sent when its session is up at last, but given up, nor sent again when the venue asks for it, but asked about
     * @param lastLook may stop what goes out
     * @param core decides and logs a command before it returns
     * @throws IOException if the session's store can't be opened
     */
    public FixVenueLink(VenueId venue, FixSessionSettings settings, FixEngine engine, Ids ids, Duration resendWithin, InstantSource clock,
            MarketDataReader marketData, LastLook lastLook,
            Consumer<Command> core) throws IOException {
        this.venue = venue;
        this.engine = engine;
        this.ids = ids;
        this.resendWithin = resendWithin;
        this.clock = clock;
        this.marketData = marketData;
        this.lastLook = lastLook;
        this.core = core;
        this.first = open(settings);
    }

    /** Another session. @throws IOException if its store can't be opened */
    public VenueSession open(FixSessionSettings settings) throws IOException {
        VenueSession session = new VenueSession(this, settings, engine, ids, clock, lastLook, core);
        sessions.put(settings.key(), session);
        return session;
    }

    @Override
    public VenueId venue() {
        return venue;
    }

    /** Its first one. */
    public FixSession session() {
        return first.session();
    }

    /** Null if no such session was ever opened. */
    public @Nullable VenueSession session(SessionKey key) {
        return sessions.get(key);
    }

    /** That of the session that is furthest. */
    @Override
    public State state() {
        State best = State.DISCONNECTED;
        for (VenueSession session : sessions.values()) {
            best = session.state().compareTo(best) > 0 ? session.state() : best;
        }
        return best;
    }

    /** Over its first session. */
    @Override
    public void send(Effect.ToVenue request) {
        first.send(request);
    }

    /** One that is not opened any more has sent what it was given, before it was taken away: no other session sends that again. */
    @Override
    public void send(Effect.OverSession request) {
        VenueSession session = sessions.get(request.session());
        if (session == null) {
            LOG.atWarn().addKeyValue("venue", venue).log("session {} of venue {} is not configured any more: a request for it is only in the event log",
                    request.session(), venue);
        } else {
            session.send(request.request());
        }
    }

    @Override
    public void withdraw(Effect.Withdrawal withdrawal) {
        sessions.values().forEach(session -> session.withdraw(withdrawal));
    }

    @Override
    public long firstWaiting() {
        long firstWaiting = Long.MAX_VALUE;
        for (VenueSession session : sessions.values()) {
            firstWaiting = Math.min(firstWaiting, session.firstWaiting());
        }
        return firstWaiting;
    }

    @Override
    public void retry() {
        sessions.values().forEach(VenueSession::retry);
    }

    /** To be called when the venue goes by other settings, while none of its sessions has a connection. */
    public void goBy(Duration otherResendWithin, MarketDataReader otherMarketData) {
        resendWithin = otherResendWithin;
        marketData = otherMarketData;
        sessions.values().forEach(VenueSession::goByChanges);
    }

    /** Likewise of a single session. */
    public void goByChanges(VenueSession session) {
        session.goByChanges();
    }

    /** An order that is older is not sent again. */
    Duration resendWithin() {
        return resendWithin;
    }

    // From its sessions

    /** It has logged on. */
    void loggedOn(VenueSession session) {
        if (shows == null) {
            shows = session;
            marketData.connected(session.session());
        }
    }

    void loggedOut(VenueSession session) {
        if (shows != session) {
            return;
        }
        marketData.disconnected();
        shows = null;
        for (VenueSession other : sessions.values()) {
            if (other != session && other.isLoggedOn()) {
                loggedOn(other);
                return;
            }
        }
    }

    /** Messages of it are lost. */
    void gap(VenueSession session) {
        if (shows == session) {
            marketData.gap();
        }
    }

    /**
     * What comes late over a session that was asked before is of then.
     *
     * @return false if the message is no market data, and no reject of a request for it that is dealt with here
     */
    boolean readsMarketData(VenueSession session, FixMessage message) {
        return shows == session ? marketData.read(message) : switch (message.msgType()) {
            case "W", "X", "Y" -> true;
            default -> false;
        };
    }
}
