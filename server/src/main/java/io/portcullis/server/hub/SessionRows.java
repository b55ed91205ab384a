package io.portcullis.server.hub;

import io.portcullis.admin.port.SessionsView;
import io.portcullis.fix.sessions.access.RefusedLogon;
import io.portcullis.fix.sessions.access.RefusedLogons;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.fix.sessions.engine.SessionCounts;
import io.portcullis.fix.sessions.wire.Secrets;
import io.portcullis.oms.types.SessionKey;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sessions as the console shows them: each looked at four times a second on its own thread, and handed over as a row that does not change. */
public final class SessionRows implements SessionsView {

    private static final int REFRESH_MILLIS = 250;

    /**
     * Whether orders are routed to a venue.
     *
     * @param drained who wants nothing new to be routed there, and why; null if the venue takes orders
     * @param closed when its trading hours begin again; null if it is in its hours
     * @param phase of its day; null if nothing is known of its auctions, or it is closed
     */
    record Routed(@Nullable String drained, @Nullable String closed, @Nullable String phase) {
        private static final Routed AS_EVER = new Routed(null, null, null);
    }

    private static final class Shown {

        private final FixSession session;
        private final Role role;
        private final String node;
        private final Supplier<Routed> routed;
        private volatile boolean isGone;
        private volatile @Nullable SessionRow row;

        Shown(FixSession session, Role role, String node, Supplier<Routed> routed) {
            this.session = session;
            this.role = role;
            this.node = node;
            this.routed = routed;
        }

        void refresh(RefusedLogons refusedLogons) {
            row = row(session, role, node, routed.get(), refusedLogons.last(session.key()));
        }
    }

    /** A session of another protocol than FIX. */
    private static final class Other {

        private final SessionKey key;
        private final Supplier<SessionRow> make;
        private final FixEngine besides;
        private volatile boolean isGone;
        private volatile @Nullable SessionRow row;

        Other(SessionKey key, Supplier<SessionRow> make, FixEngine besides) {
            this.key = key;
            this.make = make;
            this.besides = besides;
        }
    }

    private final List<Shown> shown = new CopyOnWriteArrayList<>();
    private final List<Other> others = new CopyOnWriteArrayList<>();
    private final String node;
    /** The same of all engines. */
    private volatile RefusedLogons refusedLogons = new RefusedLogons();

    /** @param node which of the installation's members this is */
    public SessionRows(String node) {
        this.node = node;
    }

    public void add(FixSession session, Role role) {
        shown.add(new Shown(session, role, node, () -> Routed.AS_EVER));
    }

    /** @param routed asked on the session's thread */
    void addVenue(FixSession session, Supplier<Routed> routed) {
        shown.add(new Shown(session, Role.VENUE, node, routed));
    }

    /** One of another protocol. @param make asked on the loop of that engine */
    void add(SessionKey key, Supplier<SessionRow> make, FixEngine besides) {
        others.add(new Other(key, make, besides));
    }

    /** Which of the installation's members this is. */
    String node() {
        return node;
    }

    /** As {@link #hide(FixSession)}. */
    void hide(SessionKey other) {
        others.stream().filter(one -> one.key.equals(other)).forEach(one -> one.isGone = true);
    }

    /** As {@link #showAgain(FixSession)}. */
    void showAgain(SessionKey other) {
        others.stream().filter(one -> one.key.equals(other)).forEach(one -> one.isGone = false);
    }

    /** It is not shown any more, and nobody steers it; its messages are still found by its name. By any thread. */
    void hide(FixSession session) {
        setGone(session, true);
    }

    /** After {@link #hide}. */
    void showAgain(FixSession session) {
        setGone(session, false);
    }

    private void setGone(FixSession session, boolean isGone) {
        shown.stream().filter(one -> one.session == session).forEach(one -> one.isGone = isGone);
    }

    /** Begins to look at those sessions of the engine that were added. */
    public void start(FixEngine engine) {
        refusedLogons = engine.refusedLogons();
        engine.loop().scheduleAtFixedRate(() -> refresh(engine), 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Of all sessions, in their order, those that have gone among them. By any thread. */
    List<String> names() {
        return shown.stream().map(one -> one.session.key().value()).toList();
    }

    /** The session of that name, if it was ever added. By any thread. */
    @Nullable
    FixSession session(String key) {
        for (Shown one : shown) {
            if (one.session.key().value().equals(key)) {
                return one.session;
            }
        }
        return null;
    }

    private void refresh(FixEngine engine) {
        for (Shown one : shown) {
            if (engine.has(one.session)) {
                one.refresh(engine.refusedLogons());
            }
        }
        others.stream().filter(one -> one.besides == engine).forEach(one -> one.row = one.make.get());
    }

    private static SessionRow row(FixSession s, Role role, String node, Routed routed, @Nullable RefusedLogon last) {
        return new SessionRow(s.key(), role,
                s.settings().version().settingName(),
                s.settings().senderCompId(), s.settings().targetCompId(), state(s), s.numbers().nextSenderMsgSeqNum(), s.numbers().nextTargetMsgSeqNum(),
                s.lastReceivedMillis(), s.facts().lastSentMillis(), s.isConnected() ? s.facts().remoteAddress() : null,
                textOrNull(s.facts().disconnectReason()),
                standing(s, node, routed),
                traffic(s), last == null ? null : refused(last));
    }

    private static Refused refused(RefusedLogon last) {
        return new Refused(last.time(), last.from(), last.denial().reason().name(), Secrets.readable(last.denial().text()), last.count());
    }

    private static Standing standing(FixSession s, String node, Routed routed) {
        return new Standing(s.control().intent(), textOrNull(s.control().intentReason()), s.settings().hours().toString(), s.isSessionTime(),
                textOrNull(s.facts().tlsIdentity()), node, routed.drained(), routed.closed(), routed.phase());
    }

    private static Traffic traffic(FixSession s) {
        SessionCounts counts = s.counts();
        return new Traffic(s.waitingBytes(), s.facts().waitingMessages(), rejects(counts::rejectsReceived), rejects(counts::rejectsSent),
                counts.resendsAskedOfUs(),
                counts.resendsWeAskedFor());
    }

    private static Rejects rejects(ToLongFunction<SessionCounts.Reject> count) {
        return new Rejects(count.applyAsLong(SessionCounts.Reject.MESSAGE), count.applyAsLong(SessionCounts.Reject.BUSINESS),
                count.applyAsLong(SessionCounts.Reject.ORDER), count.applyAsLong(SessionCounts.Reject.CANCEL));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static State state(FixSession s) {
        if (!s.isEnabled()) {
            return State.STOPPED;
        }
        if (s.isLoggedOn()) {
            return s.facts().isResending() ? State.RESENDING : State.LOGGED_ON;
        }
        return s.isConnected() ? State.CONNECTED : State.DISCONNECTED;
    }

    /** Null if no such session is shown. */
    @Nullable
    FixSession session(SessionKey key) {
        return shown.stream().filter(one -> !one.isGone).map(one -> one.session).filter(session -> session.key().equals(key)).findFirst().orElse(null);
    }

    @Override
    public List<Stranger> strangers() {
        return refusedLogons.strangers().stream().map(stranger -> new Stranger(stranger.name(), refused(stranger.last()))).toList();
    }

    @Override
    public List<SessionRow> sessions() {
        return Stream.concat(shown.stream().filter(one -> !one.isGone).map(one -> one.row), others.stream().filter(one -> !one.isGone).map(one -> one.row))
                .filter(Objects::nonNull).toList();
    }
}
