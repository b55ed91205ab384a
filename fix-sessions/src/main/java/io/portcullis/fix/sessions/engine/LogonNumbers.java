package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.schedule.Numbering;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionStateListener;
import quickfix.field.DefaultApplVerID;
import quickfix.field.EncryptMethod;
import quickfix.field.HeartBtInt;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NextExpectedMsgSeqNum;
import quickfix.field.ResetSeqNumFlag;

/**
 * What Logon(35=A) says of sequence numbers: ResetSeqNumFlag(141) as agreed, also in the middle of a session, and NextExpectedMsgSeqNum(789) in both directions.
 *
 * <p>QuickFIX/J sends all that a counterparty misses by 789 at one go; here it goes in batches, as for a ResendRequest(35=2). A counterparty that sends too high a number is
 * still asked for what is missing: whether it has understood our 789 can't be known, and what comes twice is marked. And QuickFIX/J does not answer when the side that
 * was connected to has the numbers begin anew.
 */
final class LogonNumbers implements SessionStateListener {

    private final FixSession owner;
    private final Session session;
    private final FixSessionSettings settings;
    private final Numbering numbering;
    private int missedFrom;
    private boolean mustAnswerReset;

    LogonNumbers(FixSession owner, Session session, FixSessionSettings settings) {
        this.owner = owner;
        this.session = session;
        this.settings = settings;
        this.numbering = settings.numbering();
        session.addStateListener(this);
    }

    private boolean isInitiator() {
        return settings.role() == FixSessionSettings.Role.INITIATOR;
    }

    /** @return why that Logon of the counterparty can't be taken; null if it can */
    @Nullable
    String refusal(FixMessage logon) {
        boolean resets = logon.is(ResetSeqNumFlag.FIELD, "Y");
        missedFrom = 0;
        mustAnswerReset = resets && isInitiator() && session.isLoggedOn();
        String refusal = switch (numbering.requests()) {
            case ALLOWED -> null;
            case REQUIRED -> resets ? null : "ResetSeqNumFlag(141)=Y is missing, it is agreed that each Logon of this session has it";
            case REFUSED -> resets
                    ? "ResetSeqNumFlag(141)=Y is not agreed for this session, MsgSeqNum(34) goes on with " + owner.numbers().nextTargetMsgSeqNum()
                    : null;
        };
        if (refusal == null && !isInitiator() && settings.resets().onLogon() && !session.isLoggedOn()) {
            beginAnew();
        }
        return refusal == null && numbering.saysNextExpected() && !resets ? readNextExpected(logon) : refusal;
    }

    /** Where each Logon begins with 1, whether or not it says so, its number is looked at under the new numbering. */
    private void beginAnew() {
        if (owner.numbers().nextTargetMsgSeqNum() > 1 || owner.numbers().nextSenderMsgSeqNum() > 1) {
            session.reset();
        }
    }

    private @Nullable String readNextExpected(FixMessage logon) {
        int next = owner.numbers().nextSenderMsgSeqNum();
        try {
            int wanted = logon.integer(NextExpectedMsgSeqNum.FIELD, next);
            if (wanted > next) {
                return "Tag 789 (NextExpectedMsgSeqNum) is higher than expected. Expected " + next + ", Received " + wanted;
            }
            missedFrom = wanted < next ? wanted : 0;
            return null;
        } catch (MalformedField e) {
            return e.getMessage();
        }
    }

    /** A Logon that we send. @param received what was received last: if we answer, the Logon that is answered */
    void complete(Message logon, FixMessage received) {
        if (numbering.saysNextExpected()) {
            int expected = owner.numbers().nextTargetMsgSeqNum();
            boolean countsTheirs = !isInitiator() && received.is(MsgSeqNum.FIELD, Integer.toString(expected));
            logon.setInt(NextExpectedMsgSeqNum.FIELD, countsTheirs ? expected + 1 : expected);
        }
    }

    /** Both sides have logged on: the counterparty gets what it has said that it misses. */
    void loggedOn() {
        int from = missedFrom;
        missedFrom = 0;
        if (from > 0) {
            owner.continuity().sendAgainFrom(from);
        }
    }

    /** The numbers begin anew; if the counterparty has asked for it in the middle of the session, our answer is the first message under the new ones. */
    @Override
    public void onReset(SessionID id) {
        owner.continuity().numbersBeganAnew();
        if (mustAnswerReset && session.isLoggedOn()) {
            mustAnswerReset = false;
            session.send(asReset(new Message(), settings));
        }
    }

    /** A Logon(35=A) of ours by which the numbers begin anew. @param empty gets its fields */
    static Message asReset(Message empty, FixSessionSettings settings) {
        empty.getHeader().setString(MsgType.FIELD, MsgType.LOGON);
        empty.setInt(EncryptMethod.FIELD, 0);
        empty.setInt(HeartBtInt.FIELD, (int) settings.heartbeat().toSeconds());
        empty.setBoolean(ResetSeqNumFlag.FIELD, true);
        if (settings.version().isFixt()) {
            empty.setString(DefaultApplVerID.FIELD, settings.version().applVerId());
        }
        settings.logonFields().forEach(empty::setString);
        return empty;
    }
}
