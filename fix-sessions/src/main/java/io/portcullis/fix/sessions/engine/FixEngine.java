package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.Denial;
import io.portcullis.fix.sessions.access.RefusedLogons;
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
import java.util.concurrent.Executor;
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
import quickfix.SystemTime;

/**
 * FIX sessions that share an event loop, such as those of a shard. Sessions are opened first; {@link FixAcceptor} and {@link FixInitiator} connect them; {@link #start()}
 * begins to run their timers. What the application throws stops the engine: connections are cut without a Logout, and {@code onFailure} is told.
 */
public final class FixEngine {

    private static final Logger LOG = LoggerFactory.getLogger(FixEngine.class);
    private static final int LOGOUT_SECONDS = 3;

    private final FixEngineSettings settings;
    private final EventLoop loop;
    private final Consumer<Throwable> onFailure;
    private final EngineGroup group;
    private final Map<SessionKey, FixSession> sessions = new LinkedHashMap<>();
    private final Map<LogonAddress, FixSession> byAddress = new ConcurrentHashMap<>();
    private final Set<FixConnection> connections = new HashSet<>();
    private final List<FixConnection> toFlush = new ArrayList<>();
    private final List<Runnable> closers = new ArrayList<>();
    private final SessionChanges changes = new SessionChanges(this);
    private final StandingCertificates certificates = new StandingCertificates(this, connections);
    private @Nullable Future<?> timer;
    private volatile boolean isHeld;
    private Runnable beforeStoresClose = () -> {};
    private LongConsumer turns = nanos -> {};
    private long readBegan;
    private long turnBegan;
    private boolean isStopping;
    private boolean isClosed;
    private boolean hasFailed;

    /**
     * @param loop all sessions and their applications run on it
     * @param onFailure told once, on the loop, when the application has thrown; what it does then is up to the shard's owner
     */
    public FixEngine(FixEngineSettings settings, EventLoop loop, Consumer<Throwable> onFailure) {
        this(settings, loop, onFailure, new EngineGroup());
    }

    private FixEngine(FixEngineSettings settings, EventLoop loop, Consumer<Throwable> onFailure, EngineGroup group) {
        this.settings = settings;
        this.loop = loop;
        this.onFailure = onFailure;
        this.group = group;
        group.join(this);
    }

    /**
     * An engine with the same settings and counts for sessions on another loop. Counterparties need not know: what one of both accepts is handed to the one whose session
     * the Logon(35=A) is for.
     */
    public FixEngine beside(EventLoop anotherLoop) {
        return new FixEngine(settings, anotherLoop, onFailure, group);
    }

    /**
     * Opens a session and its store; it isn't connected yet. Before {@link #start()}, or on the event loop.
     *
     * @throws IOException if its store can't be opened
     * @throws IllegalArgumentException if another session has its key, or its version and CompIDs
     */
    public FixSession open(FixSessionSettings sessionSettings, FixApplication application) throws IOException {
        LogonAddress address = LogonAddress.of(sessionSettings);
        if (group.knows(sessionSettings.key()) || group.isTaken(address)) {
            throw new IllegalArgumentException("session " + sessionSettings.key() + " (" + address + ") is open already");
        }
        requireRoomyBacklog(sessionSettings);
        FixSession session = FixSession.open(this, sessionSettings, application, group.spares(settings));
        sessions.put(sessionSettings.key(), session);
        byAddress.put(address, session);
        return session;
    }

    void requireRoomyBacklog(FixSessionSettings session) {
        int backlog = session.traffic().backlogBytes();
        if (backlog != 0 && backlog < 2 * settings.pauseBytes()) {
            throw new IllegalArgumentException("the backlog of session " + session.key() + " must be at least " + 2 * settings.pauseBytes()
                    + " bytes, or it is cut whenever it asks for what it missed; was " + backlog);
        }
    }

    /** What can be changed of its sessions while they run. */
    public SessionChanges changes() {
        return changes;
    }

    EngineGroup group() {
        return group;
    }

    boolean knows(SessionKey key) {
        return sessions.containsKey(key);
    }

    /** Under which a session can be logged on to. */
    Map<LogonAddress, FixSession> addresses() {
        return byAddress;
    }

    /** Who has no session may get one of these, in this engine and those beside it. */
    public void templates(SessionTemplates templates) {
        group.templates(templates);
    }

    SessionTemplates templates() {
        return group.templates();
    }

    /** Shows every message of the sessions that are opened from now on, in this engine and those beside it. */
    public void tap(MessageTap tap) {
        group.tap(tap);
    }

    MessageTap tap() {
        return group.tap();
    }

    /** For first messages that no session takes. */
    MessageTap.OfSession strangers() {
        return group.strangers();
    }

    /** For a first message that its session does not take. @param admission null if nobody knows whose it is */
    MessageTap.OfSession tapOf(@Nullable Admission admission) {
        FixSession meant = admission == null ? null : sessions.get(admission.session());
        return meant == null ? group.strangers() : meant.tap();
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
            certificates.turn();
        });
    }

    /** Work of our own on the loop: what it throws is our bug, and would only be logged there. */
    private void run(Runnable work) {
        if (isClosed) {
            return; // it may send, and there is no store to send from
        }
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    /** Work that may block, such as the look-up of a name; what it gives is taken on the loop. */
    <T> void inBackground(Supplier<T> work, Consumer<T> then) {
        group.background().execute(() -> {
            T result = work.get();
            later(() -> then.accept(result));
        });
    }

    /** For work that may block, in its order. */
    Executor background() {
        return group.background();
    }

    /** For what takes long in a TLS handshake, and the judging of certificates. */
    Executor handshakes() {
        return group.handshakes();
    }

    /** Work for the thread that makes files ready, and for each that shakes hands, before anything else: how urgent it is, for one. */
    public void runInBackground(Runnable work) {
        group.background().execute(work);
        group.onHandshakeThread(work);
    }

    /** While this says yes, nothing is made ready in advance that isn't needed soon. */
    public void giveWayWhile(BooleanSupplier isBusy) {
        group.giveWayWhile(isBusy);
    }

    /** Later on the loop, in this turn or the next, not at all once the stores are closed; what the work throws stops the engine. May be called by any thread. */
    public void later(Runnable work) {
        loop.execute(() -> run(work));
    }

    /** As {@link #later(Runnable)}, not before so many nanoseconds. */
    public void later(Runnable work, long nanos) {
        loop.schedule(() -> run(work), nanos, TimeUnit.NANOSECONDS);
    }

    /** @param last run on the loop when the engine stops in order, when no session is connected any more: the last who can send. What is sent is stored. */
    public void beforeStoresClose(Runnable last) {
        beforeStoresClose = last;
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
        if (isClosed) {
            stopped.complete(null);
            return;
        }
        stopTimer();
        try {
            tellLast();
        } catch (RuntimeException e) {
            closeStoresAfter(e, stopped);
            return;
        }
        try {
            closeStores();
            stopped.complete(null);
        } catch (IOException | RuntimeException e) {
            stopped.completeExceptionally(e);
        }
    }

    /** What follows from the end of one may be told to another, so all stores are open until all have ended. */
    private void tellLast() {
        if (!hasFailed) {
            sessions.values().stream().filter(FixSession::isConnected)
                    .forEach(session -> session.disconnect("not logged out within " + LOGOUT_SECONDS + " s"));
            beforeStoresClose.run();
        }
    }

    private void closeStoresAfter(RuntimeException failure, CompletableFuture<Void> stopped) {
        try {
            closeStores();
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
        }
        stopped.completeExceptionally(failure);
    }

    private void closeStores() throws IOException {
        isClosed = true;
        cutConnections();
        for (FixSession session : sessions.values()) {
            session.close();
        }
        group.leave(this);
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
        return group.counts();
    }

    /** Who was not let in, at these engines' doors; may be read by any thread. */
    public RefusedLogons refusedLogons() {
        return group.refusedLogons();
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
        LOG.atInfo().addKeyValue("session", session.key()).log("{} is logged on from {}", session, session.facts().remoteAddress());
    }

    /** Finds the session that a first message is for, once more: in the meantime it may have been connected. @return null if it is refused, and the connection closed */
    @Nullable
    FixSession sessionOfLogon(FixConnection connection, ByteBuf in, int length) {
        String text = in.toString(in.readerIndex(), length, StandardCharsets.ISO_8859_1);
        if (!MessageUtils.isLogon(text)) {
            return refuse(connection, "its first message is not a Logon");
        }
        LogonAddress address = LogonAddress.of(text);
        FixSession session = group.acceptor(address);
        if (session == null || sessions.get(session.key()) != session) {
            return refuse(connection, "there is no session " + Violation.shown(address.toString()) + " to log on to");
        }
        if (!connection.isAdmittedTo(session)) {
            return refuse(connection, "it was not let in as session " + session);
        }
        if (!session.isEnabled()) {
            return refuse(connection, session, Denial.Reason.STOPPED, "session " + session + " is "
                    + session.control().intent().name().toLowerCase(Locale.ROOT) + reasonText(session.control().intentReason()));
        }
        if (!session.isFree()) {
            return refuse(connection, session, Denial.Reason.TOO_MANY, "session " + session + " is connected already, from " + session.facts().remoteAddress());
        }
        session.counterparty().comes(connection, text);
        return session;
    }

    private static String reasonText(String reason) {
        return reason.isEmpty() ? "" : ", by " + reason;
    }

    private @Nullable FixSession refuse(FixConnection connection, FixSession session, Denial.Reason reason, String text) {
        Admission known = connection.admission();
        String from = known == null ? connection.getRemoteAddress() : known.peer().address().getHostAddress();
        refusedLogons().add(session.key(), from, new Denial(reason, text), SystemTime.currentTimeMillis());
        return refuse(connection, text);
    }

    private @Nullable FixSession refuse(FixConnection connection, String reason) {
        group.counts().refusedConnection();
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
