package io.portcullis.fix.sessions.access;

import io.portcullis.oms.types.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a connection when it comes to its session with its Logon(35=A).
 *
 * @param session as which it has been let in
 * @param refusal told to the counterparty in a Logout(35=5) instead of letting it log on; null if it may
 * @param sessionStatus SessionStatus(1409) of our answer, where the version has that field; 0 for nothing to say
 */
public record Admission(Peer peer, SessionKey session, @Nullable String refusal, int sessionStatus) {

    public static final int PASSWORD_CHANGED = 1;
    public static final int PASSWORD_NOT_ALLOWED = 3;
    public static final int WRONG_PASSWORD = 5;

    public static Admission of(Peer peer, SessionKey session) {
        return new Admission(peer, session, null, 0);
    }
}
