package io.portcullis.fix.sessions.engine;

import io.netty.buffer.ByteBuf;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.store.SpareSegments;
import io.portcullis.fix.sessions.wire.EncodedMessage;
import io.portcullis.fix.sessions.wire.FixBody;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.OutboundMessage;
import io.portcullis.fix.sessions.wire.StockMessages;
import io.portcullis.oms.types.SessionKey;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DefaultSessionFactory;
import quickfix.DefaultSessionScheduleFactory;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SystemTime;
import quickfix.field.ApplVerID;
import quickfix.field.MsgType;
import quickfix.field.Text;

/**
 * One FIX session, with QuickFIX/J's rules and our store, connection and messages. All methods are for the engine's event loop, or for any one thread before the engine
 * is started; {@link #isLoggedOn()}, {@link #key()} and {@link #settings()} for any thread.
 */
public final class FixSession {

    private static final int HEART_BT_INT = 108;

    private final FixEngine engine;
    private final FixSessionSettings settings;
    private final EncodedMessage encoded = new EncodedMessage();
    private final OutboundMessage outbound = new OutboundMessage(encoded);
    private final SessionStore store;
    private final SessionLog log;
    private final SessionCallbacks callbacks;
    private final Session session;
    private final SessionInput input;
    private final OutOfTurnMessages outOfTurn;
    private @Nullable FixConnection connection;
    private @Nullable Runnable onDisconnect;
    private boolean wasLoggedOn;
    private long lastReceivedMillis;
    private long lastSentMillis;

    FixSession(FixEngine engine, FixSessionSettings settings, FixApplication application, SpareSegments spares) throws IOException {
        this.engine = engine;
        this.settings = settings;
        Path directory = engine.settings().storeDirectory().resolve(settings.key().value());
        this.store = new SessionStore(directory, encoded, spares);
        this.log = new SessionLog(settings.key());
        this.callbacks = new SessionCallbacks(this, application, log);
        this.outOfTurn = new OutOfTurnMessages(engine.settings().outOfTurnLimit());
        this.session = quickFixSession();
        this.input = new SessionInput(engine, this, session, store, log);
    }

    private Session quickFixSession() throws IOException {
        SessionID id = new SessionID(settings.version().beginString(), settings.senderCompId(), settings.targetCompId());
        try {
            return new DefaultSessionFactory(callbacks, ignored -> store, ignored -> outOfTurn, ignored -> log,
                    new StockMessages(), new DefaultSessionScheduleFactory()).create(id, QuickFixSettings.of(settings, id));
        } catch (ConfigError e) {
            store.close();
            throw new IllegalArgumentException("session " + settings.key() + ": " + e.getMessage(), e);
        }
    }

    public SessionKey key() {
        return settings.key();
    }

    public FixSessionSettings settings() {
        return settings;
    }

    /** Whether both sides have sent and received a Logon(35=A). */
    public boolean isLoggedOn() {
        return session.isLoggedOn();
    }

    /**
     * Stores a message and, if the session is logged on, sends it. Header and trailer are added here.
     *
     * @param mark the event that the message tells, for {@link #lastMark()}; 0 for none
     * @return whether it went to the connection; if not, the counterparty will ask for it when it logs on
     * @throws IOException if it could not even be stored, for want of disk space: it has no number, and nobody was told
     */
    public boolean send(FixBody body, long mark) throws IOException {
        return send(outbound.with(body), mark);
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
            throw new IOException("a message of session " + settings.key() + " could not be stored");
        }
        return isSent;
    }

    /** MsgSeqNum(34) of the next message that is sent. */
    public int nextSenderMsgSeqNum() {
        return store.getNextSenderMsgSeqNum();
    }

    /** MsgSeqNum(34) that is expected next. */
    public int nextTargetMsgSeqNum() {
        return store.getNextTargetMsgSeqNum();
    }

    /** For an operator. @throws IOException if it can't be stored */
    public void setNextSenderMsgSeqNum(int next) throws IOException {
        log.onEvent("next sender number set from " + nextSenderMsgSeqNum() + " to " + next);
        store.setNextSenderMsgSeqNum(next);
    }

    /** For an operator. */
    public void setNextTargetMsgSeqNum(int next) {
        log.onEvent("next expected number set from " + nextTargetMsgSeqNum() + " to " + next);
        store.setNextTargetMsgSeqNum(next);
    }

    /** For an operator: both numbers back to 1; a session that is logged on logs out first, and resets when that is answered. */
    public void resetSequenceNumbers() {
        session.reset();
        engine.stopIfFailed(callbacks.failure());
    }

    /** Creation time of the session's numbering in epoch milliseconds: another one whenever the numbers are reset. */
    public long generation() {
        return store.generation();
    }

    /** The highest mark of any message that was ever stored; 0 for none. Survives resets of the numbers. */
    public long lastMark() {
        return store.lastMark();
    }

    /** Whether it has had no store yet of which somebody has said that it may begin: a session that was added, or one whose files are gone. */
    public boolean isNew() {
        return store.isNew();
    }

    /** Marks up to this one count as told; see {@link #lastMark()}. A session that is new stays so until {@link #begin()}. */
    public void nothingToTellUpTo(long mark) {
        store.nothingToTellUpTo(mark);
    }

    /** From now on it isn't new any more, also after a restart. */
    public void begin() {
        store.keepLastMark();
    }

    /**
     * To be called at the start, with what the event log knows: the message with that number was consumed, so the next one is expected, if that isn't known already.
     * Without effect if the numbers were reset since.
     */
    public void expectAtLeast(long generationOfLog, int lastConsumed) {
        if (generationOfLog == generation() && lastConsumed >= nextTargetMsgSeqNum()) {
            log.onEvent("the event log has consumed " + lastConsumed + ", the store expected " + nextTargetMsgSeqNum());
            store.setNextTargetMsgSeqNum(lastConsumed + 1);
        }
    }

    /** Logs out and stays so until {@link #logon()}. @param reason for Text(58) */
    public void logout(String reason) {
        session.logout(reason);
        turn();
    }

    /** Logs on again after {@link #logout}, or lets the counterparty. */
    public void logon() {
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
        quickfixDisconnect(reason);
    }

    /** Whether messages that were missed are on their way: ours to the counterparty, in batches, or its to us. */
    public boolean isResending() {
        return input.isResending() || !outOfTurn.isEmpty();
    }

    /** When the last whole message came, in epoch milliseconds; 0 if none did since the start. */
    public long lastReceivedMillis() {
        return lastReceivedMillis;
    }

    /** When the last message went to a connection, in epoch milliseconds; 0 if none did since the start. */
    public long lastSentMillis() {
        return lastSentMillis;
    }

    /** Why the connection was last closed, in words; empty if that has not happened since the start. */
    public String disconnectReason() {
        return log.disconnectReason();
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

    @Nullable
    FixConnection connection() {
        return connection;
    }

    EncodedMessage encoded() {
        return encoded;
    }

    /** @param whenLost is run whenever the session has lost its connection */
    void whenDisconnected(Runnable whenLost) {
        onDisconnect = whenLost;
    }

    boolean isSessionTime() {
        return session.isSessionTime();
    }

    boolean isFree() {
        return connection == null && !session.hasResponder();
    }

    /** A connection that was accepted and whose Logon is about to be received. */
    void attach(FixConnection newConnection, String logon) {
        connection = newConnection;
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
        connection = newConnection;
        if (settings.version().isFixt()) {
            session.setTargetDefaultApplicationVersionID(new ApplVerID(settings.version().applVerId()));
        }
        session.setResponder(newConnection);
        turn();
    }

    void connectionLost(FixConnection lost) {
        if (lost == connection) {
            quickfixDisconnect(lost.closedBecause("the connection was closed by the counterparty or the network"));
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
        engine.loggedOn(this);
    }

    /** Whether it was logged on since this was last asked. */
    boolean takeWasLoggedOn() {
        boolean was = wasLoggedOn;
        wasLoggedOn = false;
        return was;
    }

    void refusedMessage() {
        engine.counts().refusedMessage();
    }

    void writable() {
        input.resendMoreSoon();
    }

    /** Timers: heartbeats, timeouts, the schedule. */
    void turn() {
        try {
            session.next();
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
        } finally {
            moment.pass();
        }
    }

    /** The message that is being received, or was last. */
    FixMessage received() {
        return input.current();
    }

    /** For what the session layer has no answer to. @param reason for Text(58) */
    void logoutAndDisconnect(String reason) {
        Message logout = new Message();
        logout.getHeader().setString(MsgType.FIELD, MsgType.LOGOUT);
        logout.setString(Text.FIELD, reason);
        session.send(logout);
        quickfixDisconnect(reason);
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
            input.stopResending();
            if (onDisconnect != null) {
                onDisconnect.run();
            }
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
        session.close();
    }

    @Override
    public String toString() {
        return settings.key().toString();
    }
}
