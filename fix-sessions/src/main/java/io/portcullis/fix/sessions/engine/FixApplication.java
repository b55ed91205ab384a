package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.dialect.Untranslatable;
import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.Optional;

/**
 * What a session tells its owner, always on the session's event loop. A message is lent: nothing of it may be kept but what its methods return.
 *
 * <p>A received message counts as consumed when its handler returns: then the session expects the next number. So a handler first makes durable what it has to, and
 * then returns. An exception thrown here is our bug, not the counterparty's: the number isn't counted and the whole engine stops.
 */
public interface FixApplication {

    /** Both sides have logged on. */
    void onLogon(FixSession session);

    /** The session was, or was about to be, logged on and no longer is. @param reason for logs and operators */
    void onLogout(FixSession session, String reason);

    /**
     * An application message that has passed the session's checks and the dictionary's. Each is handed over once, in the order of their numbers.
     *
     * @param msgSeqNum MsgSeqNum(34); with {@link FixSession#generation()} it is unique for the session
     * @param isRepeated whether the counterparty says, by PossDupFlag(43) or PossResend(97), that it may have sent it before; under PossDupFlag it comes for the first
     *        time here nonetheless
     */
    void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated);

    /**
     * An application message that the session's dialect can't translate.
     *
     * @return whether it has been answered; if not, the session answers with Reject(35=3)
     */
    default boolean onUntranslatable(FixSession session, FixMessage message, int msgSeqNum, Untranslatable problem) {
        return false;
    }

    /**
     * A Reject(35=3): the counterparty did not accept one of our messages, RefSeqNum(45).
     *
     * @param msgSeqNum MsgSeqNum(34), or 0 if it came out of turn: then it is not counted, and nothing is consumed
     */
    void onReject(FixSession session, FixMessage reject, int msgSeqNum);

    /**
     * Whether a message that the counterparty asks for again may go out again; if not, it is told that there is a gap.
     *
     * @param stored as it was sent first: its SendingTime(52) is the original one
     */
    boolean mayResend(FixSession session, FixMessage stored);

    /** A SequenceReset(35=4) says that messages of the counterparty are not sent again, or that its numbers go on elsewhere: what stood there is lost. */
    default void onGap(FixSession session) {
        // who is sent nothing that another message does not tell again misses nothing
    }

    /** A Logon(35=A) has arrived; it is refused with the text that is returned. */
    default Optional<String> refuseLogon(FixSession session, FixMessage logon) {
        return Optional.empty();
    }
}
