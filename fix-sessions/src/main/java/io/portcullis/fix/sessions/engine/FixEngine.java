package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.store.SpareSegments;
import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.MessageUtils;

/**
 * FIX sessions that share an event loop, such as those of a shard. Sessions are opened first; {@link FixAcceptor} and {@link FixInitiator} connect them; {@link #start()}
 * begins to run their timers. What the application throws stops the engine: connections are cut without a Logout, and {@code onFailure} is told.
 */
public final class FixEngine {

    private static final Logger LOG = LoggerFactory.getLogger(FixEngine.class);
    private static final int LOGOUT_SECONDS = 3;
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final FixEngineSettings settings;
    private final EventLoop loop;
    private final Consumer<Throwable> onFailure;
    private final Common common;
    private final Map<SessionKey, FixSession> sessions = new LinkedHashMap<>();
    private final Map<LogonAddress, FixSession> byAddress = new ConcurrentHashMap<>();
    private final Set<FixConnection> connections = new HashSet<>();
    private final List<FixConnection> toFlush = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();
    private @Nullable Future<?> timer;
    private volatile boolean isHeld;
    private LongConsumer turns = nanos -> {};
    private long readBegan;
    private long turnBegan;
    private boolean isStopping;
    private boolean hasFailed;

    /**
     * @param loop all sessions and their applications run on it
     * @param onFailure told once, on the loop, when the application has thrown; what it does then is up to the shard's owner
     */
    public FixEngine(FixEngineSettings settings, EventLoop loop, Consumer<Throwable> onFailure) {
        this(settings, loop, onFailure, new Common());
    }

    private FixEngine(FixEngineSettings settings, EventLoop loop, Consumer<Throwable> onFailure, Common common) {
        this.settings = settings;
        this.loop = loop;
        this.onFailure = onFailure;
        this.common = common;
        common.engines.add(this);
    }

    /** What engines beside each other share. */
    private static final class Common {

        private final List<FixEngine> engines = new CopyOnWriteArrayList<>();
        private final EngineCounts counts = new EngineCounts();
        private final ExecutorService background = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("fix-store-space").daemon().factory());
        private volatile BooleanSupplier isBusy = () -> false;
        private volatile SessionTemplates templates = SessionTemplates.NONE;
        private @Nullable SpareSegments spares;

        private synchronized SpareSegments spares(FixEngineSettings settings) throws IOException {
            SpareSegments known = spares;
            if (known == null) {
                known = new SpareSegments(settings.storeDirectory(), settings.segmentBytes(), settings.spareSegments(), () -> isBusy.getAsBoolean(),
                        background);
                spares = known;
            }
            return known;
        }

        private synchronized void leave(FixEngine closed) {
            engines.remove(closed);
            SpareSegments unused = spares;
            if (engines.isEmpty()) {
                if (unused != null) {
                    unused.close();
                }
                background.shutdown();
            }
        }
    }

    /**
     * An engine with the same settings and counts for sessions on another loop. Counterparties need not know: what one of both accepts is handed to the one whose session
     * the Logon(35=A) is for.
     */
    public FixEngine beside(EventLoop anotherLoop) {
        return new FixEngine(settings, anotherLoop, onFailure, common);
    }

    /**
     * Opens a session and its store; it isn't connected yet. Before {@link #start()}, or on the event loop.
     *
     * @throws IOException if its store can't be opened
     * @throws IllegalArgumentException if another session has its key, or its version and CompIDs
     */
    public FixSession open(FixSessionSettings sessionSettings, FixApplication application) throws IOException {
        LogonAddress address = LogonAddress.of(sessionSettings);
        if (common.engines.stream().anyMatch(engine -> engine.sessions.containsKey(sessionSettings.key()) || engine.byAddress.containsKey(address))) {
            throw new IllegalArgumentException("session " + sessionSettings.key() + " (" + address + ") is open already");
        }
        requireRoomyBacklog(sessionSettings);
        FixSession session = FixSession.open(this, sessionSettings, application, common.spares(settings));
        sessions.put(sessionSettings.key(), session);
        byAddress.put(address, session);
        return session;
    }

    private void requireRoomyBacklog(FixSessionSettings session) {
        int backlog = session.traffic().backlogBytes();
        if (backlog != 0 && backlog < 2 * settings.pauseBytes()) {
            throw new IllegalArgumentException("the backlog of session " + session.key() + " must be at least " + 2 * settings.pauseBytes()
                    + " bytes, or it is cut whenever it asks for what it missed; was " + backlog);
        }
    }

    /**
     * Lets a session go by other settings: it is logged out, and may be logged on again when it does; no other session notices. May be called by any thread.
     *
     * @return complete, on the event loop, when it goes by them; exceptionally if it goes by those from before, with what is wrong
     */
    public CompletableFuture<Void> change(FixSession session, FixSessionSettings changed) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        later(() -> {
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

    /** Whatever was done to it meanwhile, it is as its own people want it. */
    private static void logonIfIntended(FixSession session) {
        if (session.control().intent() == SessionIntent.STARTED) {
            session.logon();
        }
    }

    private void become(FixSession session, FixSessionSettings changed) throws IOException {
        LogonAddress before = LogonAddress.of(session.settings());
        LogonAddress after = LogonAddress.of(changed);
        if (!after.equals(before) && common.engines.stream().anyMatch(engine -> engine.byAddress.containsKey(after))) {
            throw new IllegalArgumentException("another session is open as " + after);
        }
        requireRoomyBacklog(changed);
        session.become(changed);
        byAddress.remove(before, session);
        byAddress.put(after, session);
    }

    /** Nobody can log on to it any more; what it is given to send is kept. May be called by any thread. @param reason for whoever is logged on now */
    public void bar(FixSession session, String reason) {
        later(() -> {
            byAddress.remove(LogonAddress.of(session.settings()), session);
            session.logout(reason);
            whenDisconnected(session, () -> {});
        });
    }

    /** It may be logged on to again, after {@link #bar}. May be called by any thread. */
    public void unbar(FixSession session) {
        later(() -> {
            byAddress.put(LogonAddress.of(session.settings()), session);
            logonIfIntended(session);
        });
    }

    /** The counterparty has a little time to answer our Logout. */
    private void whenDisconnected(FixSession session, Runnable then) {
        whenDisconnected(session, TimeUnit.SECONDS.toNanos(LOGOUT_SECONDS) / LOOK_AGAIN_NANOS, then);
    }

    private void whenDisconnected(FixSession session, long looks, Runnable then) {
        if (session.isConnected() && looks > 0) {
            later(() -> whenDisconnected(session, looks - 1, then), LOOK_AGAIN_NANOS);
            return;
        }
        if (session.isConnected()) {
            session.disconnect("not logged out within " + LOGOUT_SECONDS + " s");
        }
        then.run();
    }

    /** Who has no session may get one of these, in this engine and those beside it. */
    public void templates(SessionTemplates templates) {
        common.templates = templates;
    }

    SessionTemplates templates() {
        return common.templates;
    }

    /** @throws IllegalArgumentException if there is no such session */
    public FixSession session(SessionKey key) {
        FixSession session = sessions.get(key);
        if (session == null) {
            throw new IllegalArgumentException("no session " + key + ", there are " + sessions.keySet());
        }
        return session;
    }

    /** Whether the session is one of this engine's, and not of one beside it. */
    public boolean has(FixSession session) {
        return session.engine() == this;
    }

    /** In the order in which they were opened. */
    public Collection<FixSession> sessions() {
        return Collections.unmodifiableCollection(sessions.values());
    }

    /** Starts the sessions' timers. */
    public void start() {
        timer = loop.scheduleAtFixedRate(this::everySecond, 1, 1, TimeUnit.SECONDS);
    }

    private void everySecond() {
        run(() -> {
            for (FixSession session : sessions.values()) {
                if (!hasFailed) {
                    session.turn();
                }
            }
        });
    }

    /** Work of our own on the loop: what it throws is our bug, and would only be logged there. */
    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Work that may block, such as the look-up of a name; what it gives is taken on the loop. */
    <T> void inBackground(Supplier<T> work, Consumer<T> then) {
        common.background.execute(() -> {
            T result = work.get();
            later(() -> then.accept(result));
        });
    }

    /** For work that may block, in its order. */
    Executor background() {
        return common.background;
    }

    /** Work for the thread that makes files ready: how urgent it is, for one. */
    public void runInBackground(Runnable work) {
        common.background.execute(work);
    }

    /** While this says yes, nothing is made ready in advance that isn't needed soon. */
    public void giveWayWhile(BooleanSupplier isBusy) {
        common.isBusy = isBusy;
    }

    /** Later on the loop, in this turn or the next; what the work throws stops the engine. May be called by any thread. */
    public void later(Runnable work) {
        loop.execute(() -> run(work));
    }

    /** As {@link #later(Runnable)}, not before so many nanoseconds. */
    public void later(Runnable work, long nanos) {
        loop.schedule(() -> run(work), nanos, TimeUnit.NANOSECONDS);
    }

    /** Logs all sessions out, waits a little for the answers, then closes connections and stores. The future is complete when all is closed. */
    public CompletableFuture<Void> stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        loop.execute(() -> {
            isStopping = true;
            runClosers();
            if (!hasFailed) {
                sessions.values().forEach(session -> session.logout("the service is stopping"));
            }
            closeWhenLoggedOut(System.nanoTime() + TimeUnit.SECONDS.toNanos(LOGOUT_SECONDS), stopped);
        });
        return stopped;
    }

    private void closeWhenLoggedOut(long deadline, CompletableFuture<Void> stopped) {
        boolean isOut = sessions.values().stream().noneMatch(FixSession::isConnected);
        if (isOut || hasFailed || System.nanoTime() - deadline > 0) {
            closeAll(stopped);
        } else {
            loop.schedule(() -> closeWhenLoggedOut(deadline, stopped), 20, TimeUnit.MILLISECONDS);
        }
    }

    private void closeAll(CompletableFuture<Void> stopped) {
        stopTimer();
        try {
            for (FixSession session : sessions.values()) {
                if (!hasFailed) {
                    session.disconnect("not logged out within " + LOGOUT_SECONDS + " s");
                }
                session.close();
            }
            cutConnections();
            common.leave(this);
            stopped.complete(null);
        } catch (IOException | RuntimeException e) {
            stopped.completeExceptionally(e);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void cutConnections() {
        sessions.values().forEach(FixSession::abort);
        List.copyOf(connections).forEach(FixConnection::abort);
    }

    private void runClosers() {
        closers.forEach(Runnable::run);
        closers.clear();
    }

    /**
     * Whether messages are left unread, because nobody could take them: at once, on the loop even before the next message of those that were read together. What the
     * counterparties send waits in their connections; what we send goes out. A session that is held for longer than its counterparty may be silent is disconnected,
     * as if the line had failed, and goes on without loss. May be called by any thread.
     */
    public void holdReading(boolean hold) {
        isHeld = hold;
        later(() -> List.copyOf(connections).forEach(FixConnection::readOrHold));
    }

    boolean isHeld() {
        return isHeld;
    }

    /** May be read by any thread. */
    public EngineCounts counts() {
        return common.counts;
    }

    /** {@link System#nanoTime()} when the read began whose messages are being handled; 0 while none are. */
    public long readBeganNanos() {
        return readBegan;
    }

    /** @param listener told on the loop of each turn in which something was read and answered: nanoseconds from the begin of the read until the socket had the answer */
    public void measureTurns(LongConsumer listener) {
        turns = listener;
    }

    void readBegins() {
        readBegan = System.nanoTime();
    }

    void readEnds() {
        readBegan = 0;
    }

    /** The loop on which everything runs. */
    public EventLoop loop() {
        return loop;
    }

    FixEngineSettings settings() {
        return settings;
    }

    boolean isStopping() {
        return isStopping || hasFailed;
    }

    void mustRun() {
        if (hasFailed) {
            throw new IllegalStateException("the FIX engine has stopped after an error");
        }
    }

    /** @param closer run on the loop when the engine stops or fails */
    void onStop(Runnable closer) {
        closers.add(closer);
    }

    void stopIfFailed(@Nullable Throwable failure) {
        if (failure != null) {
            fail(failure);
        }
    }

    /** Our bug: nothing more is received or sent. */
    void fail(Throwable failure) {
        if (hasFailed) {
            return;
        }
        hasFailed = true;
        LOG.error("the FIX engine stops: an error of our own must not be followed by guesses", failure);
        stopTimer();
        runClosers();
        cutConnections();
        onFailure.accept(failure);
    }

    void opened(FixConnection connection) {
        connections.add(connection);
    }

    void closed(FixConnection connection) {
        connections.remove(connection);
    }

    void loggedOn(FixSession session) {
        LOG.atInfo().addKeyValue("session", session.key()).log("{} is logged on from {}", session, session.remoteAddress());
    }

    /**
     * The acceptor session that a Logon is for, here or in an engine beside this one; where only its application version is another one, a session that will say so. Null if
     * there is none. May be called by any thread.
     */
    @Nullable
    FixSession acceptor(LogonAddress address) {
        for (FixEngine each : common.engines) {
            FixSession session = each.byAddress.get(address);
            if (session != null) {
                return session.settings().role() == FixSessionSettings.Role.ACCEPTOR ? session : null;
            }
        }
        return address.isFixt() ? acceptorInAnotherVersion(address) : null;
    }

    private @Nullable FixSession acceptorInAnotherVersion(LogonAddress address) {
        for (FixEngine each : common.engines) {
            for (Map.Entry<LogonAddress, FixSession> known : each.byAddress.entrySet()) {
                if (known.getKey().isBetweenTheSameAs(address) && known.getValue().settings().role() == FixSessionSettings.Role.ACCEPTOR) {
                    return known.getValue();
                }
            }
        }
        return null;
    }

    /** Finds the session that a first message is for, once more: in the meantime it may have been connected. @return null if it is refused, and the connection closed */
    @Nullable
    FixSession sessionOfLogon(FixConnection connection, ByteBuf in, int length) {
        String text = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        if (!MessageUtils.isLogon(text)) {
            return refuse(connection, "its first message is not a Logon");
        }
        LogonAddress address = LogonAddress.of(text);
        FixSession session = acceptor(address);
        if (session == null || sessions.get(session.key()) != session) {
            return refuse(connection, "there is no session " + Violation.shown(address.toString()) + " to log on to");
        }
        if (!connection.isAdmittedTo(session)) {
            return refuse(connection, "it was not let in as session " + session);
        }
        if (!session.isEnabled()) {
            return refuse(connection, "session " + session + " is " + session.control().intent().name().toLowerCase(Locale.ROOT)
                    + reasonText(session.control().intentReason()));
        }
        if (!session.isFree()) {
            return refuse(connection, "session " + session + " is connected already, from " + session.remoteAddress());
        }
        session.attach(connection, text);
        return session;
    }

    private static String reasonText(String reason) {
        return reason.isEmpty() ? "" : ", by " + reason;
    }

    private @Nullable FixSession refuse(FixConnection connection, String reason) {
        common.counts.refusedConnection();
        connection.close(reason);
        return null;
    }

    /** All connections that got something to send in this turn of the loop are flushed once, at its end. */
    void flushAtEndOfTurn(FixConnection connection) {
        if (toFlush.isEmpty()) {
            turnBegan = readBegan;
            later(this::flushAll);
        }
        toFlush.add(connection);
    }

    private void flushAll() {
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flush();
        }
        toFlush.clear();
        if (turnBegan != 0) {
            turns.accept(System.nanoTime() - turnBegan);
        }
    }
}
