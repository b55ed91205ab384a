package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.access.Denial;
import io.portcullis.oms.types.SessionIntent;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Changes an engine's sessions while it runs, without the others noticing: other settings, or closed to everybody for a while. May be called by any thread. */
public final class SessionChanges {

    private static final int LOGOUT_SECONDS = 3;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final FixEngine engine;

    SessionChanges(FixEngine engine) {
        this.engine = engine;
    }

    /**
     * Lets a session go by other settings: it is logged out, and may be logged on again when it does. A counterparty that may not be here by the other settings is cut, and
     * alerted.
     *
     * @return complete, on the event loop, when it goes by them; exceptionally if it goes by those from before, with what is wrong
     */
    public CompletableFuture<Void> change(FixSession session, FixSessionSettings changed) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        engine.later(() -> {
            Denial objection = session.counterparty().objectionBy(changed.access());
            if (objection != null) {
                session.counterparty().cut("it may not be logged on any more: " + objection.text());
            }
            session.logout("the session's settings are changed");
            whenDisconnected(session, () -> {
                try {
                    become(session, changed);
                    done.complete(null);
                } catch (IOException | IllegalArgumentException e) {
                    done.completeExceptionally(e);
                }
                logonIfIntended(session);
            });
        });
        return done;
    }

    private void become(FixSession session, FixSessionSettings changed) throws IOException {
        LogonAddress before = LogonAddress.of(session.settings());
        LogonAddress after = LogonAddress.of(changed);
        if (!after.equals(before) && engine.group().isTaken(after)) {
            throw new IllegalArgumentException("another session is open as " + after);
        }
        engine.requireRoomyBacklog(changed);
        session.become(changed);
        engine.addresses().remove(before, session);
        engine.addresses().put(after, session);
    }

    /** Whatever was done to it meanwhile, it is as its own people want it. */
    private static void logonIfIntended(FixSession session) {
        if (session.control().intent() == SessionIntent.STARTED) {
            session.logon();
        }
    }

    /** Nobody can log on to it any more; what it is given to send is kept. @param reason for whoever is logged on now */
    public void bar(FixSession session, String reason) {
        engine.later(() -> {
            engine.addresses().remove(LogonAddress.of(session.settings()), session);
            session.logout(reason);
            whenDisconnected(session, () -> {});
        });
    }

    /** It may be logged on to again, after {@link #bar}. */
    public void unbar(FixSession session) {
        engine.later(() -> {
            engine.addresses().put(LogonAddress.of(session.settings()), session);
            logonIfIntended(session);
        });
    }

    /** The counterparty has a little time to answer our Logout. */
    private void whenDisconnected(FixSession session, Runnable then) {
        whenDisconnected(session, TimeUnit.SECONDS.toNanos(LOGOUT_SECONDS) / LOOK_AGAIN_NANOS, then);
    }

    private void whenDisconnected(FixSession session, long looks, Runnable then) {
        if (session.isConnected() && looks > 0) {
            engine.later(() -> whenDisconnected(session, looks - 1, then), LOOK_AGAIN_NANOS);
            return;
        }
        if (session.isConnected()) {
            session.disconnect("not logged out within " + LOGOUT_SECONDS + " s");
        }
        then.run();
    }
}
