package io.portcullis.admin.port;

import io.portcullis.oms.types.SessionIntent;
import io.portcullis.oms.types.SessionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The FIX sessions as they are now. */
public interface SessionsView {

    /**
     * All configured sessions, in the order in which they are to be shown. Asked four times a second by the console's thread, so it must answer from what
     * is already known and never wait for a session's own thread.
     */
    List<SessionRow> sessions();

    /** Who was not let in and belongs to no session: the last ones first, a bounded number. From what is already known, too. */
    List<Stranger> strangers();

    /**
     * The last time that somebody was not let in.
     *
     * @param time epoch milliseconds
     * @param from the peer's address
     * @param reason in a word, such as {@code CERTIFICATE}
     * @param text what was found, and what is allowed
     * @param count how often that has happened since the start
     */
    record Refused(long time, String from, String reason, String text, long count) {
    }

    /** @param name version and CompIDs as they were given; empty if there was no Logon(35=A) */
    record Stranger(String name, Refused last) {
    }

    /** What a session is for. */
    enum Role {
        CLIENT, VENUE, DROP_COPY
    }

    /** Where a session stands. */
    enum State {
        /** Outside its schedule, or stopped by an operator. */
        STOPPED,
        /** No connection. */
        DISCONNECTED,
        /** A connection, but no logon yet. */
        CONNECTED,
        /** Logged on and in sequence. */
        LOGGED_ON,
        /** Logged on, while messages that were missed are fetched or sent again. */
        RESENDING;

        public boolean isLoggedOn() {
            return this == LOGGED_ON || this == RESENDING;
        }
    }

    /**
     * One session.
     *
     * @param beginString BeginString(8) such as {@code FIX.4.4}; {@code FIX.5.0SP2} where ApplVerID(1128) says so
     * @param senderCompId our CompID, SenderCompID(49) of what we send
     * @param targetCompId the peer's CompID
     * @param nextSenderMsgSeqNum MsgSeqNum(34) of the next message that we send
     * @param nextTargetMsgSeqNum MsgSeqNum(34) of the next message that we expect
     * @param lastReceivedTime when the last message came, epoch milliseconds; 0 if none did since the start
     * @param lastSentTime when the last message went out, epoch milliseconds; 0 if none did since the start
     * @param peerAddress null while there is no connection
     * @param disconnectReason why the last connection ended, in words; null if none has since the start, or if that isn't known
     * @param standing how it is meant to be
     * @param traffic what has come of its messages
     * @param refused the last one who named it, or nearly it, and was not let in; null if nobody was turned away since the start
     */
    record SessionRow(SessionKey key, Role role, String beginString, String senderCompId, String targetCompId, State state, int nextSenderMsgSeqNum,
            int nextTargetMsgSeqNum, long lastReceivedTime, long lastSentTime, @Nullable String peerAddress, @Nullable String disconnectReason,
            Standing standing, Traffic traffic, @Nullable Refused refused) {
    }

    /**
     * How a session is meant to be.
     *
     * @param intent as our own people want it
     * @param intentReason who wants it so, and why; null if nobody ever said anything
     * @param schedule when it is up, in words
     * @param isSessionTime whether it is up now by that
     * @param tlsIdentity whom the counterparty's certificate names; null without TLS
     * @param node of the installation that runs it
     * @param drained who wants nothing new to be routed there, and why; null for a venue that takes orders, and for whoever is none
     * @param closed when its trading hours begin again, empty if that is not known; null for a venue that is in its hours, and for whoever is none
     * @param phase of its day, and until when; null for a venue that is closed or of whose auctions nothing is known, and for whoever is none
     */
    record Standing(SessionIntent intent, @Nullable String intentReason, String schedule, boolean isSessionTime, @Nullable String tlsIdentity, String node,
            @Nullable String drained, @Nullable String closed, @Nullable String phase) {

        /** Whether it should be logged on now. */
        public boolean isMeantUp() {
            return intent == SessionIntent.STARTED && isSessionTime;
        }
    }

    /**
     * What has come of a session's messages since the start.
     *
     * @param waitingBytes sent, and not taken by the counterparty yet
     * @param waitingReports messages that wait for the counterparty: stored while it was away and not fetched yet, asked for again and not sent yet, or held back because
     *        the store has no room or no more may be sent now
     * @param rejectsIn by the counterparty
     * @param rejectsOut by us
     * @param resendsIn ResendRequest(35=2) from the counterparty
     * @param resendsOut ResendRequest(35=2) by us
     */
    record Traffic(long waitingBytes, int waitingReports, Rejects rejectsIn, Rejects rejectsOut, long resendsIn, long resendsOut) {
    }

    /**
     * Messages that say no.
     *
     * @param message Reject(35=3)
     * @param business BusinessMessageReject(35=j)
     * @param order ExecutionReport(35=8) with ExecType(150)=8
     * @param cancel OrderCancelReject(35=9)
     */
    record Rejects(long message, long business, long order, long cancel) {

        public static final Rejects NONE = new Rejects(0, 0, 0, 0);

        public long all() {
            return message + business + order + cancel;
        }
    }
}
