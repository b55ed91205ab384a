package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.Session;
import quickfix.field.BeginSeqNo;

/**
 * Keeps what the two sides of a session have of each other's messages together, over lost connections and numbers that begin anew: says in order to each of its parts what
 * happens. Goes by one set of the session's settings; belongs to the session's loop.
 */
final class Continuity {

    private final FixSession owner;
    private final SessionCallbacks callbacks;
    private final Backlog backlog;
    private final OutOfTurnMessages outOfTurn;
    private final Resends resends;
    private final LogonNumbers logonNumbers;
    private final @Nullable RunningReset runningReset;
    private final @Nullable Recovery recovery;

    /**
     * @param directory of the session's files
     * @param session of these settings
     * @throws IOException if a file can't be opened
     */
    Continuity(FixSession owner, Path directory, SessionStore store, SessionLog log, Session session, SessionCallbacks callbacks, OutOfTurnMessages outOfTurn)
            throws IOException {
        FixSessionSettings settings = owner.settings();
        this.owner = owner;
        this.callbacks = callbacks;
        this.backlog = owner.backlog();
        this.outOfTurn = outOfTurn;
        this.resends = new Resends(owner.engine(), owner, store, log, callbacks::mayResend);
        this.logonNumbers = new LogonNumbers(owner, session, settings);
        this.runningReset = settings.numbering().midSession() == Numbering.MidSession.LOGON ? new RunningReset(owner, store, log) : null;
        store.beforeReset(() -> {});
        this.recovery = settings.numbering().recovery() == Numbering.Recovery.NONE ? null : new Recovery(owner, directory, store, log, callbacks::mayResend);
    }

    /** Null if the numbers never begin anew by our Logon in the middle of the session. */
    @Nullable
    RunningReset runningReset() {
        return runningReset;
    }

    /** Null if what was missed when numbers begin anew is gone. */
    @Nullable
    Recovery recovery() {
        return recovery;
    }

    /** How many messages the counterparty is not known to have. */
    int lacking() {
        return recovery == null ? 0 : recovery.lacking();
    }

    boolean isResending() {
        return resends.isUnfinished() || !outOfTurn.isEmpty();
    }

    /** Messages that were asked for and are still to go out. */
    int resendsLeft() {
        return resends.remaining();
    }

    /** Why the numbers of a Logon(35=A) are not taken; null if they are. */
    @Nullable
    String refusalOfLogon(FixMessage logon) {
        return logonNumbers.refusal(logon);
    }

    /** A Logon(35=A) that we send. */
    void completeLogon(Message logon) {
        logonNumbers.complete(logon, owner.received());
    }

    void loggedOn() {
        backlog.loggedOn();
        if (recovery != null) {
            recovery.loggedOn();
        }
        logonNumbers.loggedOn();
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

    /** A ResendRequest(35=2). */
    void resendAsked(Message request) throws FieldNotFound {
        owner.counts().resendAskedOfUs();
        backlog.asked();
        if (recovery != null) {
            recovery.asked(request.getInt(BeginSeqNo.FIELD));
        }
        resends.asked(request);
    }

    /** As if the counterparty had asked for all from that number on. */
    void sendAgainFrom(int number) {
        if (recovery != null) {
            recovery.asked(number);
        }
        backlog.asked();
        resends.sendAgain(number, owner.numbers().nextSenderMsgSeqNum() - 1);
    }

    /** The connection takes more. */
    void writable() {
        resends.goOn();
    }

    /** Once a second. */
    void turn() {
        if (recovery != null) {
            recovery.turn();
        }
        if (runningReset != null) {
            runningReset.turn();
        }
        if (owner.isLoggedOn()) {
            backlog.turn();
        }
    }

    /** Has the numbers begin anew without a logout, by our Logon; to be called until it is done. */
    void beginReset() {
        if (runningReset != null) {
            runningReset.begin();
        }
    }

    /** The counterparty's answer to our Logon in the middle of the session. */
    void resetAnswered(RunningReset reset, FixMessage logon) {
        String refusal = reset.answered(logon);
        if (refusal == null) {
            callbacks.numbersBeganAnew(logon);
        } else {
            owner.counterparty().logoutAndDisconnect(refusal);
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

    /** What was missed under the old numbers gets new ones. */
    void sendWhatWasMissed() {
        if (recovery != null && recovery.isOwing()) {
            recovery.settle();
        }
    }

    void disconnected() {
        if (recovery != null) {
            recovery.disconnected();
        }
        backlog.disconnected(resends.remaining());
        resends.stop();
        if (runningReset != null) {
            runningReset.disconnected();
        }
    }

    void close() throws IOException {
        if (recovery != null) {
            recovery.close();
        }
    }
}
