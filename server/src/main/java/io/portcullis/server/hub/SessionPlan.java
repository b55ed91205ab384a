package io.portcullis.server.hub;

import io.portcullis.admin.port.SessionOrder;
import io.portcullis.fix.sessions.engine.FixSession;
import io.portcullis.oms.command.ExpectedNumber;
import org.jspecify.annotations.Nullable;

/**
 * What an operator's order would do to a session as it stands now.
 *
 * @param objection why it can't be done; null if it can
 * @param consequence what may come of it that somebody has to want; null if it is harmless
 * @param detail numbers before and after, and the like; empty if there are none
 * @param expected null if the number that is expected next stays as it is
 */
record SessionPlan(@Nullable String objection, @Nullable String consequence, String detail, @Nullable ExpectedNumber expected) {

    private static final int HIGHEST = 1_000_000_000;

    /** On the session's loop. */
    static SessionPlan of(FixSession session, SessionOrder order) {
        return switch (order) {
            case SessionOrder.SetNumbers numbers -> numbers(session, numbers);
            case SessionOrder.GapFill gap -> gapFill(session, gap);
            case SessionOrder.Simple simple -> switch (simple.action()) {
                case RESET -> reset(session);
                case TEST_REQUEST -> session.isLoggedOn() ? harmless("") : objection(session + " is not logged on");
                case LOGOUT -> session.isConnected() ? harmless("") : objection(session + " has no connection");
                case START, STOP, DISABLE, ENABLE -> harmless("");
                case SET_NUMBERS, GAP_FILL -> throw new IllegalStateException(simple.action() + " needs numbers");
            };
        };
    }

    private static SessionPlan objection(String text) {
        return new SessionPlan("session " + text, null, "", null);
    }

    private static SessionPlan harmless(String detail) {
        return new SessionPlan(null, null, detail, null);
    }

    private static SessionPlan numbers(FixSession session, SessionOrder.SetNumbers to) {
        int sender = session.numbers().nextSenderMsgSeqNum();
        int target = session.numbers().nextTargetMsgSeqNum();
        if (Math.max(to.nextSender(), to.nextTarget()) > HIGHEST) {
            return objection(session + ": " + Math.max(to.nextSender(), to.nextTarget()) + " is too high a number, at most " + HIGHEST + " is allowed");
        }
        boolean goesBack = isBack(to.nextSender(), sender) || isBack(to.nextTarget(), target);
        if (goesBack && session.isConnected()) {
            return objection(session + " is connected: its numbers are set back only while it is stopped, because both sides count on them");
        }
        StringBuilder consequence = new StringBuilder();
        if (isBack(to.nextSender(), sender)) {
            consequence.append("we would send the numbers " + to.nextSender() + " to " + (sender - 1)
                    + " a second time for other messages: a counterparty that has had them ends the session, one that has not never gets what they stood for. ");
        }
        if (isBack(to.nextTarget(), target)) {
            consequence.append("we would take the numbers " + to.nextTarget() + " to " + (target - 1)
                    + " again: what comes with PossDupFlag(43)=Y is not done a second time, but without it these are new messages to us. ");
        }
        if (to.nextTarget() > target) {
            consequence.append("the messages " + target + " to " + (to.nextTarget() - 1)
                    + " would never be asked for: an order, or an execution, among them is lost to us. ");
        }
        String detail = change("next to send", sender, to.nextSender()) + (to.nextSender() != 0 && to.nextTarget() != 0 ? ", " : "")
                + change("next expected", target, to.nextTarget());
        return new SessionPlan(null, consequence.isEmpty() ? null : consequence.toString().strip(), detail,
                to.nextTarget() == 0 ? null : new ExpectedNumber(session.numbers().generation(), target, to.nextTarget()));
    }

    private static boolean isBack(int to, int from) {
        return to != 0 && to < from;
    }

    private static String change(String what, int before, int after) {
        return after == 0 ? "" : what + " from " + before + " to " + after;
    }

    private static SessionPlan reset(FixSession session) {
        if (session.isConnected()) {
            return objection(session + " is connected: stop it first, then reset it together with the counterparty");
        }
        return new SessionPlan(null,
                "both numbers go back to 1, and messages that the counterparty has not fetched yet are gone for it: its side has to be reset, too, or it"
                        + " does not log on any more",
                change("next to send", session.numbers().nextSenderMsgSeqNum(), 1) + ", " + change("next expected", session.numbers().nextTargetMsgSeqNum(), 1),
                null);
    }

    private static SessionPlan gapFill(FixSession session, SessionOrder.GapFill gap) {
        int next = session.numbers().nextSenderMsgSeqNum();
        if (!session.isLoggedOn()) {
            return objection(session + " is not logged on");
        }
        if (gap.to() < gap.from() || gap.to() >= next) {
            return objection(session + ": from " + gap.from() + " to " + gap.to() + " is no range of messages that were sent; the last one was " + (next - 1));
        }
        return new SessionPlan(null,
                "what the messages " + gap.from() + " to " + gap.to()
                        + " say never reaches the counterparty, if it has not had them: its reports are among them",
                "from " + gap.from() + " to " + gap.to(), null);
    }
}
