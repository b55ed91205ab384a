package io.portcullis.server.hub;

import io.netty.channel.EventLoop;
import io.portcullis.admin.port.SessionsView;
import io.portcullis.fix.sessions.engine.FixSession;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sessions as the console shows them: looked at four times a second on their own thread, handed over as a list that does not change. */
public final class SessionRows implements SessionsView {

    private static final int REFRESH_MILLIS = 250;

    private record Shown(FixSession session, Role role) {
    }

    private final List<Shown> shown = new ArrayList<>();
    private volatile List<SessionRow> rows = List.of();

    public void add(FixSession session, Role role) {
        shown.add(new Shown(session, role));
    }

    public void start(EventLoop loop) {
        loop.scheduleAtFixedRate(this::refresh, 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void refresh() {
        rows = shown.stream().map(SessionRows::row).toList();
    }

    private static SessionRow row(Shown shown) {
        FixSession s = shown.session;
        return new SessionRow(s.key(), shown.role,
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
        return rows;
    }
}
