package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.access.AccessRules;
import io.portcullis.fix.sessions.access.Admission;
import io.portcullis.fix.sessions.access.Denial;
import io.portcullis.oms.command.Command.LogoffCause;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.MessageUtils;
import quickfix.field.ApplVerID;
import quickfix.field.MsgType;
import quickfix.field.SessionStatus;
import quickfix.field.Text;

/** Who is at the other end of a session: how it comes, what is known of it, how it is sent away, and who wanted that. Belongs to the session's loop. */
final class Counterparty {

    private static final int HEART_BT_INT = 108;
    private static final int MOST_DIGITS = 5;

    private final FixSession owner;
    private final Ending ending;
    private final SessionLog log;
    private @Nullable Runnable onDisconnect;
    private boolean wasLoggedOn;
    private boolean isEndedByUs;

    Counterparty(FixSession owner, Ending ending, SessionLog log) {
        this.owner = owner;
        this.ending = ending;
        this.log = log;
    }

    // It comes

    /** By a connection that was accepted and whose Logon is about to be received. */
    void comes(FixConnection by, String logon) {
        owner.connectedBy(by);
        String heartbeat = MessageUtils.getStringField(logon, HEART_BT_INT);
        if (heartbeat != null && heartbeat.length() <= MOST_DIGITS && heartbeat.chars().allMatch(Character::isDigit) && !heartbeat.isEmpty()) {
            owner.quickFix().setHeartBeatInterval(Integer.parseInt(heartbeat));
        }
        answerBy(by);
    }

    /** By a connection that we opened. */
    void isReached(FixConnection by) {
        owner.connectedBy(by);
        answerBy(by);
        owner.turn();
    }

    private void answerBy(FixConnection connection) {
        if (owner.settings().version().isFixt()) {
            owner.quickFix().setTargetDefaultApplicationVersionID(new ApplVerID(owner.settings().version().applVerId()));
        }
        owner.quickFix().setResponder(connection);
    }

    void loggedOn() {
        wasLoggedOn = true;
        isEndedByUs = false;
    }

    /** Whether it was logged on since this was last asked. */
    boolean takeWasLoggedOn() {
        boolean was = wasLoggedOn;
        wasLoggedOn = false;
        return was;
    }

    /** SessionStatus(1409) of our answer to a Logon, where there is something to say and the version has the field. */
    void sayStatus(Message answer) {
        Admission known = admission();
        if (known != null && known.sessionStatus() != 0 && owner.settings().version().isFixt() && !owner.isLoggedOn()) {
            answer.setInt(SessionStatus.FIELD, known.sessionStatus());
        }
    }

    private @Nullable Admission admission() {
        FixConnection to = owner.connection();
        return to == null ? null : to.admission();
    }

    /** What speaks, by these rules, against the one who is connected; null if nothing does or nobody is. */
    @Nullable
    Denial objectionBy(AccessRules rules) {
        Admission known = admission();
        if (known == null) {
            return null;
        }
        return owner.settings().role() == FixSessionSettings.Role.ACCEPTOR
                ? rules.objectionTo(known.peer())
                : rules.objectionTo(known.peer().certificate());
    }

    // It goes

    /** @param whenLost is run whenever the session has lost its connection */
    void whenDisconnected(Runnable whenLost) {
        onDisconnect = whenLost;
    }

    void disconnected() {
        if (onDisconnect != null) {
            onDisconnect.run();
        }
    }

    /** Its connection is lost, by nobody's will here. */
    void isLost(FixConnection lost) {
        if (lost == owner.connection()) {
            disconnect(lost.closedBecause("the connection was closed by the counterparty or the network, without a Logout(35=5)"));
        }
    }

    /** Whatever ends it from now on, we wanted it. */
    void weEnd() {
        isEndedByUs = true;
    }

    /** See {@link Ending#because}. */
    void endsBecause(String why) {
        ending.because(why);
    }

    /** See {@link Ending#triedInVain}. */
    void triedInVain(String why) {
        ending.triedInVain(why);
    }

    void weLogOut(Message logout) {
        if (!owner.quickFix().isLogoutReceived()) {
            ending.weLogOut(logout.getOptionalString(Text.FIELD).orElse(""));
        }
    }

    /** At the end of its hours: logs out, or disconnects if it isn't logged on. It may log on again when that is done. */
    void end(String reason) {
        ending.because(reason);
        if (owner.isLoggedOn()) {
            owner.quickFix().logout(reason);
        } else {
            disconnect(reason);
        }
    }

    /** After {@link #end}. */
    void mayLogOnAgain() {
        owner.quickFix().logon();
    }

    /** For what the session layer has no answer to. @param reason for Text(58) */
    void logoutAndDisconnect(String reason) {
        ending.because(reason);
        Message logout = new Message();
        logout.getHeader().setString(MsgType.FIELD, MsgType.LOGOUT);
        logout.setString(Text.FIELD, reason);
        owner.sendOfSession(logout);
        disconnect(reason);
    }

    /**
     * Answers the Logon(35=A) of one who may not log on. Our Logout(35=5) has a number, because an honest counterparty counts it; theirs is not counted, because anybody may have
     * sent it: the counterparty is asked for it when it comes again, and fills the gap.
     */
    void refuse(Admission admission) {
        ending.because("the Logon(35=A) was refused: " + admission.refusal());
        logoutAndDisconnect(String.valueOf(admission.refusal()));
    }

    /** Cuts the connection at once, because it may not have it any more, and has people told. */
    void cut(String why) {
        log.alert("cut: " + why);
        ending.because(why);
        weEnd();
        disconnect(why);
    }

    /** Closes the connection without a Logout(35=5), whoever wanted it. */
    void disconnect(String reason) {
        try {
            owner.quickFix().disconnect(reason, false);
        } catch (IOException e) {
            log.onErrorEvent("while disconnecting: " + e);
        }
        owner.afterCall();
    }

    /** What ends the session, while the application is told of it. */
    LogoffCause logoffCause() {
        boolean isDown = !owner.quickFix().isEnabled() || !owner.quickFix().isSessionTime();
        if (isEndedByUs || owner.engine().isStopping() || owner.engine().isHeld() || isDown) {
            return LogoffCause.OURS;
        }
        if (owner.quickFix().isLogoutReceived()) {
            return LogoffCause.LOGOUT;
        }
        return ending.isHeartbeatTimeout() ? LogoffCause.HEARTBEAT_TIMEOUT : LogoffCause.LOST_CONNECTION;
    }
}
