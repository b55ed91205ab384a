package io.portcullis.fix.sessions.schedule;

/**
 * What is agreed with a counterparty about sequence numbers that begin anew, and about what it missed.
 *
 * @param requests of the counterparty, by ResetSeqNumFlag(141)=Y in its Logon(35=A)
 * @param midSession what is done when the clock demands it in the middle of a session, see {@link SessionHours#isResetWithinSession()}
 * @param saysNextExpected both sides say NextExpectedMsgSeqNum(789) in their Logon, and send what the other one misses without being asked; from FIX 4.4 on
 */
public record Numbering(ResetRequests requests, MidSession midSession, boolean saysNextExpected, Recovery recovery) {

    /** A counterparty that opens the session. */
    public static final Numbering OF_CLIENTS = new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, false, Recovery.UNSENT);
    /** A venue: what it missed it is asked about, not sent again blindly. */
    public static final Numbering OF_VENUES = new Numbering(ResetRequests.ALLOWED, MidSession.LOGOUT, false, Recovery.NONE);

    /** Whether the counterparty may have the numbers begin anew when it logs on, or within the session. */
    public enum ResetRequests {
        ALLOWED,
        /** Each Logon must ask for it. */
        REQUIRED, REFUSED
    }

    /** How the numbers begin anew in the middle of a session. */
    public enum MidSession {
        /** It logs out, and both sides begin with 1 at the next Logon. */
        LOGOUT,
        /** Our Logon with ResetSeqNumFlag(141)=Y, without a logout. */
        LOGON,
        /** The counterparty's. */
        COUNTERPARTY
    }

    /** What of our messages is sent again, under new numbers, when the old numbers are given up. */
    public enum Recovery {
        /** Nothing. */
        NONE,
        /** What never went out on a connection. */
        UNSENT,
        /** All that the counterparty has not confirmed, closed by a News(35=B). */
        PUSH
    }
}
