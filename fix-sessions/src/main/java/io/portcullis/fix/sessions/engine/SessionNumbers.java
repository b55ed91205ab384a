package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.store.SessionStore;
import java.io.IOException;

/** A session's sequence numbers, and the marks of what it has told. Belongs to the session's loop; before the engine is started, to any one thread. */
public final class SessionNumbers {

    private final FixSession owner;
    private final SessionStore store;
    private final SessionLog log;

    SessionNumbers(FixSession owner, SessionStore store, SessionLog log) {
        this.owner = owner;
        this.store = store;
        this.log = log;
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

    /** Creation time of the session's numbering in epoch milliseconds: another one whenever the numbers are reset. */
    public long generation() {
        RunningReset reset = owner.runningReset();
        long old = reset == null ? 0 : reset.oldGeneration();
        return old == 0 ? store.generation() : old;
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
}
