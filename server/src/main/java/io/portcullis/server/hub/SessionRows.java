package io.portcullis.server.hub;

import io.portcullis.admin.port.SessionsView;
import io.portcullis.fix.sessions.engine.FixEngine;
import io.portcullis.fix.sessions.engine.FixSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sessions as the console shows them: each looked at four times a second on its own thread, and handed over as a row that does not change. */
public final class SessionRows implements SessionsView {

    private static final int REFRESH_MILLIS = 250;

    private static final class Shown {

        private final FixSession session;
        private final Role role;
        private volatile @Nullable SessionRow row;

        Shown(FixSession session, Role role) {
            this.session = session;
            this.role = role;
        }

        void refresh() {
            row = row(session, role);
        }
    }

    private final List<Shown> shown = new ArrayList<>();

    public void add(FixSession session, Role role) {
        shown.add(new Shown(session, role));
    }

    /** Begins to look at those sessions of the engine that were added. */
    public void start(FixEngine engine) {
        List<Shown> its = shown.stream().filter(one -> engine.sessions().contains(one.session)).toList();
        engine.loop().scheduleAtFixedRate(() -> its.forEach(Shown::refresh), 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static SessionRow row(FixSession s, Role role) {
        return new SessionRow(s.key(), role,
                s.settings().version().isFixt() ? s.settings().version().name().replace("FIX5", "FIX.5.") : s.settings().version().beginString(),
                s.settings().senderCompId(), s.settings().targetCompId(), state(s), s.nextSenderMsgSeqNum(), s.nextTargetMsgSeqNum(),
                s.lastReceivedMillis(), s.lastSentMillis(), s.isConnected() ? s.remoteAddress() : null, textOrNull(s.disconnectReason()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static State state(FixSession s) {
        if (!s.isEnabled()) {
            return State.STOPPED;
        }
        if (s.isLoggedOn()) {
            return s.isResending() ? State.RESENDING : State.LOGGED_ON;
        }
        return s.isConnected() ? State.CONNECTED : State.DISCONNECTED;
    }

    @Override
    public List<SessionRow> sessions() {
        return shown.stream().map(one -> one.row).filter(Objects::nonNull).toList();
    }
}
