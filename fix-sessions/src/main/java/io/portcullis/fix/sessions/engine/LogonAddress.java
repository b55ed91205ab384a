package io.portcullis.fix.sessions.engine;

import quickfix.MessageUtils;

/**
 * What tells in a Logon(35=A) which session it is for: two sessions over FIXT.1.1 may have the same CompIDs, if their application versions differ.
 *
 * @param ours TargetCompID(56) of the Logon
 * @param theirs SenderCompID(49) of the Logon
 * @param applVerId DefaultApplVerID(1137); empty where there is none
 */
record LogonAddress(String beginString, String ours, String theirs, String applVerId) {

    private static final int BEGIN_STRING = 8;
    private static final int SENDER_COMP_ID = 49;
    private static final int TARGET_COMP_ID = 56;
    private static final int DEFAULT_APPL_VER_ID = 1137;

    /** @param logon as it was received, by its counterparty's view */
    static LogonAddress of(String logon) {
        return new LogonAddress(field(logon, BEGIN_STRING), field(logon, TARGET_COMP_ID), field(logon, SENDER_COMP_ID), field(logon, DEFAULT_APPL_VER_ID));
    }

    static LogonAddress of(FixSessionSettings settings) {
        return new LogonAddress(settings.version().beginString(), settings.senderCompId(), settings.targetCompId(),
                settings.version().isFixt() ? settings.version().applVerId() : "");
    }

    private static String field(String text, int tag) {
        String value = MessageUtils.getStringField(text, tag);
        return value == null ? "" : value;
    }

    /** Whether there may be a version of the application messages. */
    boolean isFixt() {
        return beginString.startsWith("FIXT");
    }

    /** Whether nothing but the application version differs. */
    boolean isBetweenTheSameAs(LogonAddress other) {
        return beginString.equals(other.beginString) && ours.equals(other.ours) && theirs.equals(other.theirs);
    }

    @Override
    public String toString() {
        return beginString + ":" + ours + "->" + theirs;
    }
}
