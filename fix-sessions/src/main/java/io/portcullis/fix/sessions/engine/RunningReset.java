package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.store.SessionStore;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.SystemTime;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.ResetSeqNumFlag;
import quickfix.field.TestReqID;

/**
 * Has the numbers begin anew in the middle of a session, on our demand, as FIX describes it for sessions of 24 hours: TestRequest(35=1), and when that is answered
 * Logon(35=A) with ResetSeqNumFlag(141)=Y and the number 1, which the counterparty answers alike. What it has sent before it saw our Logon is taken under its old number.
 * QuickFIX/J can't do that: as the side that was connected to it would answer the answer, and it forgets the old numbers when it asks.
 */
final class RunningReset {

    private static final String TEST = "RESET-";

    private enum State {
        /** Nothing is going on. */
        IDLE,
        /** Waits for the answer to the TestRequest: then neither side misses anything. */
        TESTING,
        /** Our numbers have begun anew; theirs do when their Logon comes. */
        RESETTING
    }

    private final FixSession owner;
    private final SessionStore store;
    private final SessionLog log;
    private State state = State.IDLE;
    private long sinceMillis;
    private String testId = "";
    private boolean isTested;
    private int oldExpected;
    private long oldGeneration;
    private boolean takesOldNumber;

    RunningReset(FixSession owner, SessionStore store, SessionLog log) {
        this.owner = owner;
        this.store = store;
        this.log = log;
    }

    private void state(State next, String reason) {
        log.onEvent("reset within the session: " + reason);
        state = next;
        sinceMillis = SystemTime.currentTimeMillis();
    }

    /** Begins, if that isn't going on and nothing is being sent again. To be called until it is done. */
    void begin() {
        if (state != State.IDLE) {
            giveUpIfLate();
        } else if (!owner.continuity().isResending()) {
            testId = TEST + owner.numbers().nextSenderMsgSeqNum();
            Message test = new Message();
            test.getHeader().setString(MsgType.FIELD, MsgType.TEST_REQUEST);
            test.setString(TestReqID.FIELD, testId);
            state(State.TESTING, "asks whether anything is missing");
            owner.sendOfSession(test);
        }
    }

    private void giveUpIfLate() {
        if (SystemTime.currentTimeMillis() - sinceMillis >= owner.settings().logonTimeout().toMillis()) {
            owner.disconnect(
                    state == State.TESTING ? "the test before the reset of the numbers was not answered" : "the reset of the numbers was not answered");
        }
    }

    /** Once a second. */
    void turn() {
        if (state != State.IDLE) {
            giveUpIfLate();
        }
    }

    void heard(FixMessage heartbeat) {
        isTested |= state == State.TESTING && heartbeat.is(TestReqID.FIELD, testId);
    }

    /** After each message: the answer to the test has been counted. */
    void goOn() {
        if (isTested) {
            isTested = false;
            reset();
        }
    }

    private void reset() {
        int expected = store.getNextTargetMsgSeqNum();
        long generation = store.generation();
        state(State.RESETTING, "sends its Logon");
        try {
            store.reset();
        } catch (IOException e) {
            state(State.IDLE, "there is no room for it, it is tried again: " + e.getMessage());
            return;
        }
        oldExpected = expected;
        oldGeneration = generation;
        owner.continuity().numbersBeganAnew();
        owner.sendOfSession(LogonNumbers.asReset(new OurReset(), owner.settings()));
        owner.continuity().sendWhatWasMissed();
    }

    /** QuickFIX/J would reset a second time, and both directions, if it saw the flag. */
    private static final class OurReset extends Message {

        private static final long serialVersionUID = 1;

        @Override
        public boolean isSetField(int field) {
            return field != ResetSeqNumFlag.FIELD && super.isSetField(field);
        }
    }

    /** Whether what comes is still under the old numbers, or is the Logon that ends them. */
    boolean isAwaited() {
        return state == State.RESETTING;
    }

    /** The answer to our Logon has come. @return why it can't be taken; null if it can */
    @Nullable
    String answered(FixMessage logon) {
        if (!logon.is(ResetSeqNumFlag.FIELD, "Y") || !logon.is(MsgSeqNum.FIELD, "1")) {
            return "ResetSeqNumFlag(141)=Y and MsgSeqNum(34)=1 were expected in the answer to our own, they were " + logon.stringOrNull(ResetSeqNumFlag.FIELD)
                    + " and " + logon.stringOrNull(MsgSeqNum.FIELD);
        }
        store.setNextTargetMsgSeqNum(2);
        state(State.IDLE, "is answered, the numbers have begun anew");
        return null;
    }

    /** Handles a message that was sent before the counterparty knew of the reset. */
    void underOldNumber(Runnable handling) {
        store.setNextTargetMsgSeqNum(oldExpected);
        takesOldNumber = true;
        try {
            handling.run();
        } finally {
            takesOldNumber = false;
            oldExpected = store.getNextTargetMsgSeqNum();
            store.setNextTargetMsgSeqNum(1);
        }
    }

    /** The numbering that the message being handled belongs to, if it is the old one; otherwise 0. */
    long oldGeneration() {
        return takesOldNumber ? oldGeneration : 0;
    }

    /** By whomever: a test before a reset of ours has no purpose any more. */
    void numbersBeganAnew() {
        if (state == State.TESTING) {
            state(State.IDLE, "the counterparty was faster");
        }
        isTested = false;
    }

    void disconnected() {
        isTested = false;
        if (state != State.IDLE) {
            state(State.IDLE, "the connection is lost");
        }
    }
}
