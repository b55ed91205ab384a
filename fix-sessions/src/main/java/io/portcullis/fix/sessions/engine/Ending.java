package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.wire.Secrets;
import quickfix.SystemTime;

/**
 * Says in words why a session's connection ended: who wanted it and why, and how it came about where that is not as it should be. QuickFIX/J knows only the latter, and says it
 * in its log just before it tells the application. Belongs to the session's loop.
 */
final class Ending {

    private static final String DISCONNECTING = "Disconnecting: ";
    private static final String LOGOUT_REQUEST = "Received logout request";
    private static final String NO_HEARTBEAT = "Timed out waiting for heartbeat";
    private static final String LOGON_REJECTED = "Logon rejected: ";
    private static final String NOT_VERIFIED = "Verifying message failed: ";
    private static final String INCORRECT_VERSION = "Incorrect BeginString: ";
    private static final String NO_LOGON_FIRST = "Logon state is not valid for message (MsgType=";
    private static final int MAX_LENGTH = 300;

    private final FixSession owner;
    private String cause = "";
    private String ourLogout = "";
    private String reason = "";
    private String vainAttempt = "";
    private boolean isHeartbeatTimeout;

    Ending(FixSession owner) {
        this.owner = owner;
    }

    /** A new connection: nobody wants it to end yet. */
    void connected() {
        cause = "";
        ourLogout = "";
        vainAttempt = "";
    }

    /** Who ends the connection, and why. What is said first stands: the rest follows from it. Without a connection, nobody tries to get one any more. */
    void because(String why) {
        if (!owner.isConnected()) {
            vainAttempt = "";
        } else if (cause.isEmpty()) {
            cause = why;
        }
    }

    /** Our Logout(35=5) goes out, and not in answer to one. @param text its Text(58) */
    void weLogOut(String text) {
        ourLogout = text;
    }

    /** There is no connection again, because the attempt has failed. */
    void triedInVain(String why) {
        vainAttempt = shown(why);
    }

    /** Why the last connection ended, and what is in the way of the next one; empty if there is nothing to say. */
    String reason() {
        return vainAttempt.isEmpty() ? reason : reason.isEmpty() ? vainAttempt : reason + "; since then: " + vainAttempt;
    }

    boolean isHeartbeatTimeout() {
        return isHeartbeatTimeout;
    }

    /** An event of QuickFIX/J's. */
    void heard(String event) {
        if (event.startsWith(DISCONNECTING)) {
            String how = event.substring(DISCONNECTING.length());
            isHeartbeatTimeout = how.startsWith(NO_HEARTBEAT);
            reason = shown(inWords(how));
            cause = "";
            ourLogout = "";
        }
    }

    private String inWords(String how) {
        if (how.startsWith(LOGOUT_REQUEST)) {
            return "the counterparty logged out" + how.substring(LOGOUT_REQUEST.length());
        }
        if (how.startsWith(LOGON_REJECTED)) {
            return with(cause, "the Logon(35=A) was refused: " + withoutType(how.substring(LOGON_REJECTED.length())));
        }
        if (how.startsWith(NOT_VERIFIED)) {
            return with(cause, notVerified(withoutType(how.substring(NOT_VERIFIED.length()))));
        }
        if (how.startsWith(INCORRECT_VERSION)) {
            return with(cause, "wrong BeginString(8): " + withoutType(how.substring(INCORRECT_VERSION.length())));
        }
        return with(why(), switch (how) {
            case "Received logout response" -> why().isEmpty() ? "our Logout(35=5) was answered" : "";
            case "Timed out waiting for logout response" -> "our Logout(35=5) was not answered";
            case "Timed out waiting for logon response" -> "our Logon(35=A) was not answered within " + owner.settings().logonTimeout().toSeconds() + " s";
            case NO_HEARTBEAT -> silence();
            case "Received logon response before sending request" -> "a Logon(35=A) came before ours was sent";
            case "Expected Logon response to have reset sequence numbers in response to ResetSeqNumFlag" -> "the answer to our Logon(35=A) with ResetSeqNumFlag(141)=Y did not have that flag";
            default -> how;
        });
    }

    private String why() {
        return cause.isEmpty() && !ourLogout.isEmpty() ? "we logged out: " + ourLogout : cause;
    }

    /** Neither is said twice. */
    private static String with(String why, String how) {
        if (why.contains(how)) {
            return why;
        }
        return why.isEmpty() || how.contains(why) ? how : why + "; " + how;
    }

    private static String notVerified(String problem) {
        if (problem.equals(NO_LOGON_FIRST + "A)")) {
            return "another Logon(35=A) came while the session was logged on";
        }
        return problem.startsWith(NO_LOGON_FIRST)
                ? "the first message was MsgType(35)=" + problem.substring(NO_LOGON_FIRST.length(), problem.length() - 1) + ", not a Logon(35=A)"
                : problem.replace("MsgSeqNum too low", "MsgSeqNum(34) too low");
    }

    private String silence() {
        if (owner.engine().isHeld()) {
            return "the counterparty's messages were left unread for too long, because there is no room to record them";
        }
        return "heartbeat timeout: nothing came for " + (SystemTime.currentTimeMillis() - owner.lastReceivedMillis()) / 1000
                + " s, nor an answer to TestRequest(35=1)";
    }

    /** QuickFIX/J writes exceptions as Java does, the name of their class before their text. */
    private static String withoutType(String exception) {
        return exception.replaceFirst("^quickfix\\.[A-Za-z.]+: ", "");
    }

    private static String shown(String text) {
        String readable = Secrets.readable(text);
        return readable.length() <= MAX_LENGTH ? readable : readable.substring(0, MAX_LENGTH) + "...";
    }
}
