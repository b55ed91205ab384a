package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.Denial;
import io.portcullis.fix.sessions.dialect.Dialect;
import io.portcullis.fix.sessions.dialect.Translator;
import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.store.SpareSegments;
import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.OutboundMessage;
import io.portcullis.fix.sessions.wire.StockMessages;
import io.portcullis.oms.command.Command.LogoffCause;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DefaultSessionFactory;
import quickfix.DefaultSessionScheduleFactory;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SystemTime;
import quickfix.field.ApplVerID;
import quickfix.field.BeginSeqNo;
import quickfix.field.MsgType;
import quickfix.field.SessionStatus;
import quickfix.field.Text;

/**
 * One FIX session, with QuickFIX/J's rules and our store, connection and messages. All methods are for the engine's event loop, or for any one thread before the engine
 * is started; {@link #isLoggedOn()}, {@link #key()} and {@link #settings()} for any thread.
 */
public final class FixSession {

    private static final int HEART_BT_INT = 108;

    private final FixEngine engine;
    private final SessionKey key;
    private final FixApplication application;
    private final EncodedMessage encoded;
    private final OutboundMessage outbound;
    private final SessionStore store;
    private final SessionLog log;
    private final Ending ending;
    private final Backlog backlog = new Backlog(() -> resendsLeft());
    private final OutOfTurnMessages outOfTurn;
    private volatile FixSessionSettings settings;
    private SessionCallbacks callbacks;
    private Resends resends;
    private volatile Session session;
    private SessionInput input;
    private HoursWatch hours;
    private final SessionNumbers numbers;
    private final SessionControl control;
    private final SessionCounts counts = new SessionCounts();
    private final MessageTap.OfSession tap;
    private @Nullable Translator translator;
    private @Nullable Recovery recovery;
    private LogonNumbers logonNumbers;
    private @Nullable RunningReset runningReset;
    private @Nullable FixConnection connection;
    private @Nullable Runnable onDisconnect;
    private boolean wasLoggedOn;
    private boolean isEndedByUs;
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
        this.numbers = new SessionNumbers(this, store, log);
        this.outOfTurn = new OutOfTurnMessages(engine.settings().outOfTurnLimit());
        this.control = new SessionControl(this, log);
        this.tap = engine.tap().of(key.value());
        goBy(settings);
        if (recovery != null) {
            backlog.begin(recovery.lacking());
        }
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
        resends = new Resends(engine, this, store, log, callbacks::mayResend);
        session = quickFixSession();
        control.steers(session);
        input = new SessionInput(engine, this, session, store, log);
        hours = new HoursWatch(this, chosen.hours(), log);
        logonNumbers = new LogonNumbers(this, session, chosen);
        runningReset = chosen.numbering().midSession() == Numbering.MidSession.LOGON ? new RunningReset(this, store, log) : null;
        recover();
    }

    private void recover() throws IOException {
        if (recovery != null) {
            recovery.close();
            recovery = null;
        }
        store.beforeReset(() -> {});
        if (settings.numbering().recovery() != Numbering.Recovery.NONE) {
            recovery = new Recovery(this, directory(engine, key), store, log, callbacks::mayResend);
        }
    }

    private static Path directory(FixEngine engine, SessionKey key) {
        return engine.settings().storeDirectory().resolve(key.value());
    }

    private Session quickFixSession() {
        String qualifier = settings.version().isFixt() ? settings.version().name() : ""; // several may have these CompIDs
        SessionID id = new SessionID(settings.version().beginString(), settings.senderCompId(), settings.targetCompId(), qualifier);
        try {
            return new DefaultSessionFactory(callbacks, ignored -> store, ignored -> outOfTurn, ignored -> log,
                    new StockMessages(), new DefaultSessionScheduleFactory()).create(id, QuickFixSettings.of(settings, id));
        } catch (ConfigError e) {
            throw new IllegalArgumentException("session " + settings.key() + ": " + e.getMessage(), e);
        }
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
        isEndedByUs = true;
        session.reset();
        afterCall();
    }

    /** Logs out and stays so until {@link #logon()}. @param reason for Text(58) */
    public void logout(String reason) {
        hours.operatorDecides();
        isEndedByUs = true;
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
        isEndedByUs = true;
        quickfixDisconnect(reason);
    }

    /** Cuts the connection at once, because its counterparty may not have it any more, and has people told. */
    void cut(String why) {
        alert("cut: " + why);
        ending.because(why);
        disconnect(why);
    }

    /** Somebody has to look at it. */
    void alert(String text) {
        log.alert(text);
    }

    /** What speaks, by these rules, against the counterparty that is connected; null if nothing does or none is. */
    @Nullable
    Denial objectionBy(AccessRules rules) {
        FixConnection to = connection;
        Admission known = to == null ? null : to.admission();
        if (known == null) {
            return null;
        }
        return settings.role() == FixSessionSettings.Role.ACCEPTOR ? rules.objectionTo(known.peer()) : rules.objectionTo(known.peer().certificate());
    }

    /** Whether messages that were missed are on their way: ours to the counterparty, in batches, or its to us. */
    public boolean isResending() {
        return resends.isUnfinished() || !outOfTurn.isEmpty();
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

    /** When the last message went to a connection, in epoch milliseconds; 0 if none did since the start. */
    public long lastSentMillis() {
        return lastSentMillis;
    }

    /** Why the connection was last closed, and why there is no other one, in words; empty if that has not happened since the start. */
    public String disconnectReason() {
        return ending.reason();
    }

    /** See {@link Ending#because}. */
    void endsBecause(String why) {
        ending.because(why);
    }

    /** See {@link Ending#triedInVain}. */
    void triedInVain(String why) {
        ending.triedInVain(why);
    }

    void weLogOut(Message logout) {
        if (!session.isLogoutReceived()) {
            ending.weLogOut(logout.getOptionalString(Text.FIELD).orElse(""));
        }
    }

    /**
     * Messages that wait for the counterparty: stored while it was away and not fetched, asked for and not sent again yet, or held back. After a restart, of what was stored
     * before, what it is not known to have; that is not kept for sessions without {@code recovery}.
     */
    public int waitingMessages() {
        return backlog.count();
    }

    /** @param heldBack how many messages wait for the store or for their turn, and have no number yet */
    public void alsoWaiting(IntSupplier heldBack) {
        backlog.heldBack(heldBack);
    }

    private int resendsLeft() {
        return resends.remaining();
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
        if (isEndedByUs || engine.isStopping() || engine.isHeld() || !session.isEnabled() || !session.isSessionTime()) {
            return LogoffCause.OURS;
        }
        if (session.isLogoutReceived()) {
            return LogoffCause.LOGOUT;
        }
        return ending.isHeartbeatTimeout() ? LogoffCause.HEARTBEAT_TIMEOUT : LogoffCause.LOST_CONNECTION;
    }

    /** Bytes that were sent and that the counterparty's side has not taken yet. */
    public long waitingBytes() {
        FixConnection to = connection;
        return to == null ? 0 : to.waitingBytes();
    }

    /** Where the counterparty is connected from or to; empty if it isn't. */
    public String remoteAddress() {
        FixConnection to = connection;
        return to == null ? "" : to.getRemoteAddress();
    }

    /** Whether the disk has no space for the store's next segment: {@link #send} will fail soon. */
    public boolean isStoreSpaceLow() {
        return store.isSpaceLow();
    }

    /** Writes the store to the disk and waits for it. May be called by any thread. @throws IOException if the disk fails */
    public void force() throws IOException {
        store.force();
    }

    FixEngine engine() {
        return engine;
    }

    /** Of the counterparty that is connected: what its certificate says and the protocol of TLS; empty if the connection is plain or there is none. */
    public String tlsIdentity() {
        FixConnection to = connection;
        Admission known = to == null ? null : to.admission();
        return known == null ? "" : known.peer().identity();
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

    /** @param whenLost is run whenever the session has lost its connection */
    void whenDisconnected(Runnable whenLost) {
        onDisconnect = whenLost;
    }

    /** Whether the session is up now by its schedule. May be called by any thread. */
    public boolean isSessionTime() {
        return hours.isUp();
    }

    boolean isFree() {
        return connection == null && !session.hasResponder();
    }

    /** A connection that was accepted and whose Logon is about to be received. */
    void attach(FixConnection newConnection, String logon) {
        hours.turn();
        connection = newConnection;
        ending.connected();
        String heartbeat = MessageUtils.getStringField(logon, HEART_BT_INT);
        if (heartbeat != null && heartbeat.length() <= 5 && heartbeat.chars().allMatch(Character::isDigit) && !heartbeat.isEmpty()) {
            session.setHeartBeatInterval(Integer.parseInt(heartbeat));
        }
        if (settings.version().isFixt()) {
            session.setTargetDefaultApplicationVersionID(new ApplVerID(settings.version().applVerId()));
        }
        session.setResponder(newConnection);
    }

    /** A connection that we opened. */
    void connected(FixConnection newConnection) {
        hours.turn();
        connection = newConnection;
        ending.connected();
        if (settings.version().isFixt()) {
            session.setTargetDefaultApplicationVersionID(new ApplVerID(settings.version().applVerId()));
        }
        session.setResponder(newConnection);
        turn();
    }

    void connectionLost(FixConnection lost) {
        if (lost == connection) {
            quickfixDisconnect(lost.closedBecause("the connection was closed by the counterparty or the network, without a Logout(35=5)"));
        }
    }

    void sent() {
        lastSentMillis = SystemTime.currentTimeMillis();
    }

    private void quickfixDisconnect(String reason) {
        try {
            session.disconnect(reason, false);
        } catch (IOException e) {
            log.onErrorEvent("while disconnecting: " + e);
        }
        afterCall();
    }

    void loggedOn() {
        wasLoggedOn = true;
        isEndedByUs = false;
        backlog.loggedOn();
        engine.loggedOn(this);
        if (recovery != null) {
            recovery.loggedOn();
        }
        logonNumbers.loggedOn();
    }

    /** Whether it was logged on since this was last asked. */
    boolean takeWasLoggedOn() {
        boolean was = wasLoggedOn;
        wasLoggedOn = false;
        return was;
    }

    void resendAsked(Message request) throws FieldNotFound {
        counts.resendAskedOfUs();
        backlog.asked();
        if (recovery != null) {
            recovery.asked(request.getInt(BeginSeqNo.FIELD));
        }
        resends.asked(request);
    }

    void refusedMessage() {
        engine.counts().refusedMessage();
        counts.sent(SessionCounts.Reject.MESSAGE);
    }

    void writable() {
        resends.goOn();
    }

    /** Timers: heartbeats, timeouts, the schedule. */
    void turn() {
        try {
            hours.turn();
            session.next();
            if (recovery != null) {
                recovery.turn();
            }
            if (runningReset != null) {
                runningReset.turn();
            }
            if (isLoggedOn()) {
                backlog.turn();
            }
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
        return refusal == null ? logonNumbers.refusal(logon) : refusal;
    }

    /** A Logon(35=A) that we send. */
    void completeLogon(Message logon) {
        logonNumbers.complete(logon, received());
    }

    /** A Heartbeat(35=0) or Logon(35=A) that is taken. */
    void heard(FixMessage message) {
        if (runningReset != null) {
            runningReset.heard(message);
        }
        if (recovery != null) {
            recovery.heard(message);
        }
    }

    /** What belonged to the old numbers is nothing under the new ones. */
    void numbersBeganAnew() {
        resends.stop();
        backlog.numbersBeganAnew();
        outOfTurn.clear();
        if (runningReset != null) {
            runningReset.numbersBeganAnew();
        }
    }

    /** Has the numbers begin anew without a logout, by our Logon; to be called until it is done. */
    void beginReset() {
        if (runningReset != null) {
            runningReset.begin();
        }
    }

    /** Null if the numbers never begin anew by our Logon in the middle of the session. */
    @Nullable
    RunningReset runningReset() {
        return runningReset;
    }

    /** The counterparty's answer to our Logon in the middle of the session. */
    void resetAnswered(RunningReset reset, FixMessage logon) {
        String refusal = reset.answered(logon);
        if (refusal == null) {
            callbacks.numbersBeganAnew(logon);
        } else {
            logoutAndDisconnect(refusal);
        }
    }

    void sendWhatWasMissed() {
        if (recovery != null) {
            recovery.settle();
        }
    }

    /** A message of the session layer that QuickFIX/J does not send of itself. */
    void sendOfSession(Message message) {
        session.send(message);
    }

    /** As if the counterparty had asked for all from that number on. */
    void sendAgainFrom(int number) {
        if (recovery != null) {
            recovery.asked(number);
        }
        backlog.asked();
        resends.sendAgain(number, numbers.nextSenderMsgSeqNum() - 1);
    }

    /** At the end of its hours: logs out, or disconnects if it isn't logged on. It may log on again when that is done. */
    void end(String reason) {
        ending.because(reason);
        if (isLoggedOn()) {
            session.logout(reason);
        } else {
            quickfixDisconnect(reason);
        }
    }

    /** After {@link #end}. */
    void mayLogOnAgain() {
        session.logon();
    }

    /** For what the session layer has no answer to. @param reason for Text(58) */
    void logoutAndDisconnect(String reason) {
        ending.because(reason);
        Message logout = new Message();
        logout.getHeader().setString(MsgType.FIELD, MsgType.LOGOUT);
        logout.setString(Text.FIELD, reason);
        session.send(logout);
        quickfixDisconnect(reason);
    }

    /**
     * Answers the Logon(35=A) of one who may not log on. Our Logout(35=5) has a number, because an honest counterparty counts it; theirs is not counted, because anybody may have
     * sent it: the counterparty is asked for it when it comes again, and fills the gap.
     */
    void refuse(Admission admission) {
        ending.because("the Logon(35=A) was refused: " + admission.refusal());
        logoutAndDisconnect(String.valueOf(admission.refusal()));
    }

    /** SessionStatus(1409) of our answer to a Logon, where there is something to say and the version has the field. */
    void sayStatus(Message answer) {
        FixConnection to = connection;
        Admission known = to == null ? null : to.admission();
        if (known != null && known.sessionStatus() != 0 && settings.version().isFixt() && !isLoggedOn()) {
            answer.setInt(SessionStatus.FIELD, known.sessionStatus());
        }
    }

    /** The session layer threw: not at our handler, which the callbacks would know. */
    void broken(String what, Exception e) {
        if (e.getCause() instanceof Error error) {
            engine.fail(error);
        } else if (callbacks.failure() == null) {
            log.onErrorEvent("can't go on with this connection after " + what + ": " + e);
            quickfixDisconnect("error in the session layer");
        }
    }

    /** After every call into QuickFIX/J's session: what it did not say otherwise. */
    void afterCall() {
        engine.stopIfFailed(callbacks.failure());
        if (connection != null && !session.hasResponder()) {
            connection = null;
            if (recovery != null) {
                recovery.disconnected();
            }
            backlog.disconnected(resends.remaining());
            resends.stop();
            if (runningReset != null) {
                runningReset.disconnected();
            }
            hours.disconnected();
            control.disconnected();
            if (onDisconnect != null) {
                onDisconnect.run();
            }
        }
        if (recovery != null && connection == null && recovery.isOwing()) {
            recovery.settle();
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
        if (recovery != null) {
            recovery.close();
        }
        session.close();
        store.close();
    }

    @Override
    public String toString() {
        return key.toString();
    }
}
