package io.portcullis.oms.types;

/** What a person of ours may do with a FIX session. Written to the event log by {@link #code()}. */
public enum SessionAction {

    /** Lets it connect and log on, after a stop. */
    START('S'),
    /** Logs it out and lets nobody log on until it is started, also after a restart of the hub. */
    STOP('P'),
    /** Takes it out of service: it is logged out, and can't be started before it is enabled. */
    DISABLE('D'),
    /** Ends that, and starts it. */
    ENABLE('E'),
    /** Logs it out; it may log on again at once. */
    LOGOUT('L'),
    /** Sets MsgSeqNum(34) of the next message that we send, of the next that we expect, or both. */
    SET_NUMBERS('N'),
    /** Both numbers back to 1. */
    RESET('R'),
    /** Tells the counterparty by SequenceReset(35=4) with GapFillFlag(123) that it will not get some messages. */
    GAP_FILL('G'),
    /** TestRequest(35=1): a counterparty that is there has to answer. */
    TEST_REQUEST('T');

    private final char code;

    SessionAction(char code) {
        this.code = code;
    }

    public char code() {
        return code;
    }

    /** @throws IllegalStateException if no action has this code */
    public static SessionAction of(char code) {
        for (SessionAction action : values()) {
            if (action.code == code) {
                return action;
            }
        }
        throw new IllegalStateException("session action '" + code + "' is not known to this release");
    }
}
