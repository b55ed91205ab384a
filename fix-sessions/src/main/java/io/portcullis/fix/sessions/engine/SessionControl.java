package io.portcullis.fix.sessions.engine;

import io.portcullis.oms.types.SessionIntent;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.Session;
import quickfix.SystemTime;
import quickfix.field.GapFillFlag;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NewSeqNo;
import quickfix.field.OrigSendingTime;
import quickfix.field.PossDupFlag;
import quickfix.field.SenderCompID;
import quickfix.field.SendingTime;
import quickfix.field.TargetCompID;

/** What an operator may do with a session, and how he wants it to be. Asks no questions: whether it is wise is for the caller to know. Belongs to the session's loop. */
public final class SessionControl {

    private final FixSession owner;
    private final SessionLog log;
    private @Nullable Session session;
    private SessionIntent intent = SessionIntent.STARTED;
    private String intentReason = "";
    private boolean isBackAfterLogout;
    private String testId = "";
    private @Nullable CompletableFuture<Long> testAnswer;
    private long testSentMillis;
    private long doneGeneration;
    private int doneUpTo;

    SessionControl(FixSession owner, SessionLog log) {
        this.owner = owner;
        this.log = log;
    }

    /** The session goes by other settings from now on, and stays as it is meant to be. */
    void steers(Session changed) {
        session = changed;
        if (intent != SessionIntent.STARTED) {
            changed.logout();
        }
    }

    private Session session() {
        return Objects.requireNonNull(session);
    }

    /** How our own people want the session. */
    public SessionIntent intent() {
        return intent;
    }

    /** Who wants it so, and why; empty if nobody ever said anything. */
    public String intentReason() {
        return intentReason;
    }

    /** It may log on. @param reason for whoever looks at the session */
    public void start(String reason) {
        intent = SessionIntent.STARTED;
        intentReason = reason;
        isBackAfterLogout = false;
        owner.logon();
    }

    /**
     * Logs out and keeps it so: connections that would log on are cut.
     *
     * @param toBe stopped or disabled
     * @param reason for whoever looks at the session
     * @param text for Text(58) of the Logout(35=5)
     */
    public void stop(SessionIntent toBe, String reason, String text) {
        intent = toBe;
        intentReason = reason;
        isBackAfterLogout = false;
        logout(text, (toBe == SessionIntent.DISABLED ? "disabled by " : "stopped by ") + reason);
    }

    /**
     * Logs out; once the connection is closed it may log on again.
     *
     * @param reason for whoever looks at the session
     * @param text for Text(58)
     */
    public void logoutOnce(String reason, String text) {
        isBackAfterLogout = intent == SessionIntent.STARTED;
        logout(text, "logged out by " + reason);
    }

    private void logout(String text, String why) {
        owner.counterparty().endsBecause(why);
        if (owner.isLoggedOn()) {
            owner.logout(text);
        } else {
            session().logout(text);
            if (owner.isConnected()) {
                owner.disconnect(why);
            }
        }
        if (!owner.isConnected()) {
            disconnected();
        }
    }

    /** The session has no connection any more. */
    void disconnected() {
        if (isBackAfterLogout) {
            isBackAfterLogout = false;
            session().logon();
        }
        failTest("the connection was closed before it was answered");
    }

    /**
     * Tells the counterparty by SequenceReset(35=4) that it will not get some messages.
     *
     * @param from MsgSeqNum(34) of the first
     * @param to of the last; it was sent already
     * @return whether it was sent: not without a session that is logged on
     */
    public boolean gapFill(int from, int to) {
        FixConnection connection = owner.connection();
        if (connection == null || !owner.isLoggedOn()) {
            return false;
        }
        Message gap = new Message();
        Message.Header header = gap.getHeader();
        header.setString(quickfix.field.BeginString.FIELD, owner.settings().version().beginString());
        header.setString(MsgType.FIELD, MsgType.SEQUENCE_RESET);
        header.setInt(MsgSeqNum.FIELD, from);
        header.setBoolean(PossDupFlag.FIELD, true);
        header.setString(SenderCompID.FIELD, owner.settings().senderCompId());
        header.setString(TargetCompID.FIELD, owner.settings().targetCompId());
        header.setUtcTimeStamp(SendingTime.FIELD, SystemTime.getLocalDateTime());
        header.setUtcTimeStamp(OrigSendingTime.FIELD, SystemTime.getLocalDateTime());
        gap.setBoolean(GapFillFlag.FIELD, true);
        gap.setInt(NewSeqNo.FIELD, to + 1);
        String text = gap.toString();
        log.onEvent("gap fill from " + from + " to " + to + " by an operator");
        log.onOutgoing(text);
        return connection.send(text);
    }

    /**
     * Sends a TestRequest(35=1).
     *
     * @return how many milliseconds the answer took; fails if the connection is closed before, or if it can't be sent
     */
    public CompletionStage<Long> testRequest() {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        failTest("another test request was sent after it");
        if (!owner.isLoggedOn()) {
            answer.completeExceptionally(new IOException("the session is not logged on"));
            return answer;
        }
        testAnswer = answer;
        testSentMillis = SystemTime.currentTimeMillis();
        testId = "DESK-" + testSentMillis;
        session().generateTestRequest(testId);
        return answer;
    }

    private void failTest(String why) {
        CompletableFuture<Long> waiting = testAnswer;
        testAnswer = null;
        if (waiting != null) {
            waiting.completeExceptionally(new IOException(why));
        }
    }

    /** @param testReqId TestReqID(112) of a Heartbeat(35=0); null if it has none */
    void heartbeat(@Nullable String testReqId) {
        CompletableFuture<Long> waiting = testAnswer;
        if (waiting != null && testId.equals(testReqId)) {
            testAnswer = null;
            waiting.complete(SystemTime.currentTimeMillis() - testSentMillis);
        }
    }

    /**
     * To be said when the expected number is set back: messages up to that number were done, and are not to be done again if they come with PossDupFlag(43).
     *
     * @param generation of the numbering that this is about
     */
    public void doneUpTo(long generation, int number) {
        doneGeneration = generation;
        doneUpTo = number;
    }

    /** Whether a message with that number was done before the expected number was set back. */
    public boolean wasDone(int msgSeqNum) {
        return msgSeqNum <= doneUpTo && doneGeneration == owner.numbers().generation();
    }
}
