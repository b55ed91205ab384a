package io.portcullis.fix.sessions.access;

/**
 * Why somebody was not let in.
 *
 * @param text for operators: what was found and what is allowed. The counterparty is not told
 */
public record Denial(Reason reason, String text) {

    public enum Reason {
        /** What came first on a connection was no Logon(35=A). */
        NO_LOGON,
        /** A Logon(35=A) for CompIDs or a version that no session has. */
        UNKNOWN_SESSION,
        /** Not from an address that the session may come from. */
        ADDRESS,
        /** Over a plain connection where the session needs TLS. */
        NOT_ENCRYPTED,
        /** Without a certificate, or with one that isn't the session's. */
        CERTIFICATE,
        /** Username(553) or Password(554) is wrong. */
        PASSWORD,
        /** Too many wrong passwords, too short ago. */
        LOCKED_OUT,
        /** More connections than allowed, or no Logon in time. */
        TOO_MANY,
        /** An operator has stopped or disabled the session. */
        STOPPED,
        /** TLS could not be agreed on. */
        HANDSHAKE
    }
}
