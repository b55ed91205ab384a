package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.dialect.Translator;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.store.SpareSegments;
import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.OutboundMessage;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.Session;
import quickfix.SystemTime;

/**
 * One FIX session, with QuickFIX/J's rules and our store, connection and messages. All methods are for the engine's event loop, or for any one thread before the engine
 * is started; {@link #isLoggedOn()}, {@link #key()} and {@link #settings()} for any thread.
 */
public final class FixSession {

    private final FixEngine engine;
    private final SessionKey key;
    private final FixApplication application;
    private final EncodedMessage encoded;
    private final OutboundMessage outbound;
    private final SessionStore store;
    private final SessionLog log;
    private final Ending ending;
    private final SessionFacts facts;
    private final Counterparty counterparty;
    private final Backlog backlog = new Backlog(() -> resendsLeft());
    private final OutOfTurnMessages outOfTurn;
    private volatile FixSessionSettings settings;
    private SessionCallbacks callbacks;
    private Continuity continuity;
    private volatile Session session;
    private SessionInput input;
    private HoursWatch hours;
    private final SessionNumbers numbers;
    private final SessionControl control;
    private final SessionCounts counts = new SessionCounts();
    private final MessageTap.OfSession tap;
    private @Nullable Translator translator;
    /** Of the continuity, at hand for each message. */
    private @Nullable Recovery recovery;
    /** Likewise. */
    private @Nullable RunningReset runningReset;
    private @Nullable FixConnection connection;
    private long lastReceivedMillis;
    private long lastSentMillis;

    private FixSession(FixEngine engine, FixSessionSettings settings, FixApplication application, EncodedMessage encoded, SessionStore store)
            throws IOException {
        this.engine = engine;
        this.key = settings.key();
        this.application = application;
        this.encoded = encoded;
        this.outbound = new OutboundMessage(encoded);
        this.store = store;
        this.ending = new Ending(this);
        this.log = new SessionLog(key, ending, encoded);
        this.facts = new SessionFacts(this, ending);
        this.counterparty = new Counterparty(this, ending, log);
        this.numbers = new SessionNumbers(this, store, log);
        this.outOfTurn = new OutOfTurnMessages(engine.settings().outOfTurnLimit());
        this.control = new SessionControl(this, log);
        this.tap = engine.tap().of(key.value());
        goBy(settings);
        backlog.begin(continuity.lacking());
    }

    /** @throws IOException if its store can't be opened */
    static FixSession open(FixEngine engine, FixSessionSettings settings, FixApplication application, SpareSegments spares) throws IOException {
        EncodedMessage encoded = new EncodedMessage();
        SessionStore store = new SessionStore(directory(engine, settings.key()), encoded, spares);
        try {
            return new FixSession(engine, settings, application, encoded, store);
        } catch (IllegalArgumentException | IOException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Goes by other settings from now on; its numbers and messages stay. Not while it is connected.
     *
     * @throws IllegalArgumentException naming what is wrong with them: it goes by the settings from before then
     * @throws IOException if a file that they need can't be opened: likewise
     */
    void become(FixSessionSettings changed) throws IOException {
        FixSessionSettings before = settings;
        Dialect spoken = dialect();
        session.close();
        try {
            continuity.close();
            goBy(changed);
        } catch (IllegalArgumentException | IOException e) {
            goBy(before);
            if (spoken != null) {
                dialect(spoken);
            }
            throw e;
        }
    }

    private void goBy(FixSessionSettings chosen) throws IOException {
        settings = chosen;
        translator = null;
        callbacks = new SessionCallbacks(this, application, log);
        session = QuickFixSettings.session(chosen, callbacks, store, outOfTurn, log);
        control.steers(session);
        input = new SessionInput(engine, this, session, store, log);
        hours = new HoursWatch(this, chosen.hours(), log);
        continuity = new Continuity(this, directory(engine, key), store, log, session, callbacks, outOfTurn);
        recovery = continuity.recovery();
        runningReset = continuity.runningReset();
    }

    private static Path directory(FixEngine engine, SessionKey key) {
        return engine.settings().storeDirectory().resolve(key.value());
    }

    public SessionKey key() {
        return key;
    }

    public FixSessionSettings settings() {
        return settings;
    }

    /** Whether both sides have sent and received a Logon(35=A). */
    public boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    /**
     * Stores a message and, if the session is logged on, sends it. Header and trailer are added here. What may have been told before its message was lost, because the store
     * was damaged, says so by PossResend(97).
     *
     * @param mark the event that the message tells, for {@link SessionNumbers#lastMark()}; 0 for none
     * @return whether it went to the connection; if not, the counterparty will ask for it when it logs on
     * @throws IOException if it could not even be stored, for want of disk space: it has no number, and nobody was told
     */
    public boolean send(FixBody body, long mark) throws IOException {
        Translator rules = translator;
        FixBody told = rules == null ? body : rules.out(body);
        return send(outbound.with(mark != 0 && mark <= store.highestMark() ? told.possResend() : told), mark);
    }

    /** What was sent once, and by the session's dialect then. */
    void sendAsItWas(FixBody body) throws IOException {
        send(outbound.with(body), 0);
    }

    /** As {@link #send(FixBody, long)}, for a message of QuickFIX/J's. */
    public boolean send(Message message, long mark) throws IOException {
        engine.mustRun();
        int before = store.storedCount();
        store.nextMark(mark);
        boolean isSent = session.send(message);
        store.nextMark(0);
        engine.stopIfFailed(callbacks.failure());
        if (store.storedCount() == before) {
            throw new IOException("a message of session " + key + " could not be stored");
        }
        if (recovery != null) {
            recovery.sent();
        }
        if (!isSent) {
            backlog.storedOnly();
        }
        return isSent;
    }

    /**
     * The dialect that is spoken from the next message on, in both directions.
     *
     * @throws IllegalArgumentException if it is of another version
     */
    public void dialect(Dialect dialect) {
        if (dialect.version() != settings.version()) {
            throw new IllegalArgumentException(
                    "dialect " + dialect + " is of " + dialect.version() + ", session " + settings.key() + " speaks " + settings.version());
        }
        translator = new Translator(dialect, log::alert);
        input.holdAgainst(dialect.dictionary(), settings.validation().with(dialect.tolerance()));
    }

    /** The dialect that is spoken; null where it is the standard's. */
    public @Nullable Dialect dialect() {
        Translator rules = translator;
        return rules == null ? null : rules.dialect();
    }

    /** Of the order that is being received: fields that the dialect keeps with it; null if there are none. */
    public @Nullable String keptFields() {
        Translator rules = translator;
        return rules == null ? null : rules.kept();
    }

    @Nullable
    Translator translator() {
        return translator;
    }

    /** Its sequence numbers, and how far it has told what the event log tells. */
    public SessionNumbers numbers() {
        return numbers;
    }

    /** For an operator: both numbers back to 1; a session that is logged on logs out first, and resets when that is answered. */
    public void resetSequenceNumbers() {
        counterparty.weEnd();
        session.reset();
        afterCall();
    }

    /** Logs out and stays so until {@link #logon()}. @param reason for Text(58) */
    public void logout(String reason) {
        hours.operatorDecides();
        counterparty.weEnd();
        ending.because(reason);
        session.logout(reason);
        turn();
    }

    /** Logs on again after {@link #logout}, or lets the counterparty. */
    public void logon() {
        hours.operatorDecides();
        session.logon();
        turn();
    }

    /** Whether the session may be logged on: not after {@link #logout}. */
    public boolean isEnabled() {
        return session.isEnabled();
    }

    /** Whether the session has a connection, logged on or not. */
    public boolean isConnected() {
        return connection != null;
    }

    /** Closes the connection without a Logout(35=5). An initiator connects again. */
    public void disconnect(String reason) {
        counterparty.weEnd();
        counterparty.disconnect(reason);
    }

    /** Somebody has to look at it. */
    void alert(String text) {
        log.alert(text);
    }

    /** How it stands, for people. */
    public SessionFacts facts() {
        return facts;
    }

    /** What an operator may do with it. */
    public SessionControl control() {
        return control;
    }

    public SessionCounts counts() {
        return counts;
    }

    /** Runs the work on the session's loop. By any thread. */
    public void later(Runnable work) {
        engine.later(work);
    }

    /** When the last whole message came, in epoch milliseconds; 0 if none did since the start. */
    public long lastReceivedMillis() {
        return lastReceivedMillis;
    }

    long lastSentMillis() {
        return lastSentMillis;
    }

    /** @param heldBack how many messages wait for the store or for their turn, and have no number yet */
    public void alsoWaiting(IntSupplier heldBack) {
        backlog.heldBack(heldBack);
    }

    private int resendsLeft() {
        return continuity.resendsLeft();
    }

    Backlog backlog() {
        return backlog;
    }

    /** Leaves what the counterparty sends unread for so long. Without effect if the session has no connection. */
    public void pauseReading(long millis) {
        FixConnection from = connection;
        if (from != null) {
            from.pause(millis);
        }
    }

    /** Later on the session's loop, not before so many milliseconds; what the work throws stops the engine. */
    public void later(Runnable work, long millis) {
        engine.later(work, TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** What ends the session, while the application is told of it. */
    public LogoffCause logoffCause() {
        return counterparty.logoffCause();
    }

    /** Bytes that were sent and that the counterparty's side has not taken yet. */
    public long waitingBytes() {
        FixConnection to = connection;
        return to == null ? 0 : to.waitingBytes();
    }

    /** Writes the store to the disk and waits for it. May be called by any thread. @throws IOException if the disk fails */
    public void force() throws IOException {
        store.force();
    }

    FixEngine engine() {
        return engine;
    }

    /** Who is at the other end. */
    Counterparty counterparty() {
        return counterparty;
    }

    Continuity continuity() {
        return continuity;
    }

    Session quickFix() {
        return session;
    }

    @Nullable
    FixConnection connection() {
        return connection;
    }

    EncodedMessage encoded() {
        return encoded;
    }

    MessageTap.OfSession tap() {
        return tap;
    }

    /** Whether the session is up now by its schedule. May be called by any thread. */
    public boolean isSessionTime() {
        return hours.isUp();
    }

    boolean isFree() {
        return connection == null && !session.hasResponder();
    }

    /** It has a connection; nothing was said there yet. */
    void connectedBy(FixConnection newConnection) {
        hours.turn();
        connection = newConnection;
        ending.connected();
    }

    void sent() {
        lastSentMillis = SystemTime.currentTimeMillis();
    }

    void loggedOn() {
        counterparty.loggedOn();
        engine.loggedOn(this);
        continuity.loggedOn();
    }

    void refusedMessage() {
        engine.counts().refusedMessage();
        counts.sent(SessionCounts.Reject.MESSAGE);
    }

    /** Timers: heartbeats, timeouts, the schedule. */
    void turn() {
        try {
            hours.turn();
            session.next();
            continuity.turn();
        } catch (IOException | RuntimeException e) {
            broken("session timer", e);
        }
        store.retrySpace();
        afterCall();
    }

    /** One whole message. */
    void receive(ByteBuf in, int length) {
        SessionClock.Moment moment = SessionClock.moment();
        moment.stand();
        try {
            lastReceivedMillis = SystemTime.currentTimeMillis();
            input.receive(in, length);
            afterCall();
            if (runningReset != null) {
                runningReset.goOn();
            }
        } finally {
            moment.pass();
        }
    }

    /** Something like a message, which may be answered but not taken. */
    void receiveGarbled(ByteBuf in, int length, String problem) {
        input.receiveGarbled(in, length, problem);
        afterCall();
    }

    /** The message that is being received, or was last. */
    FixMessage received() {
        return input.current();
    }

    /** Why a Logon(35=A) is not taken now; null if it is. */
    @Nullable
    String refusalOfLogon(FixMessage logon) {
        String refusal = hours.refusal();
        return refusal == null ? continuity.refusalOfLogon(logon) : refusal;
    }

    /** Null if the numbers never begin anew by our Logon in the middle of the session. */
    @Nullable
    RunningReset runningReset() {
        return runningReset;
    }

    /** A message of the session layer that QuickFIX/J does not send of itself. */
    void sendOfSession(Message message) {
        session.send(message);
    }

    /** The session layer threw: not at our handler, which the callbacks would know. */
    void broken(String what, Exception e) {
        if (e.getCause() instanceof Error error) {
            engine.fail(error);
        } else if (callbacks.failure() == null) {
            log.onErrorEvent("can't go on with this connection after " + what + ": " + e);
            counterparty.disconnect("error in the session layer");
        }
    }

    /** After every call into QuickFIX/J's session: what it did not say otherwise. */
    void afterCall() {
        engine.stopIfFailed(callbacks.failure());
        if (connection != null && !session.hasResponder()) {
            connection = null;
            continuity.disconnected();
            hours.disconnected();
            control.disconnected();
            counterparty.disconnected();
        }
        if (connection == null) {
            continuity.sendWhatWasMissed();
        }
    }

    void abort() {
        FixConnection open = connection;
        connection = null;
        if (open != null) {
            open.abort();
        }
    }

    void close() throws IOException {
        continuity.close();
        session.close();
        store.close();
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
