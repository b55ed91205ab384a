package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.sessions.wire.FixMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Writes down what it is told, one line each. */
class RecordingApplication implements FixApplication {

    final List<String> told = new CopyOnWriteArrayList<>();
    volatile int gaps;
    volatile BiConsumer<FixSession, FixMessage> onMessage = (session, message) -> {};
    volatile Predicate<FixMessage> mayResend = stored -> true;

    @Override
    public void onLogon(FixSession session) {
        told.add("logon " + session.key());
    }

    @Override
    public void onLogout(FixSession session, String reason) {
        told.add("logout " + session.key());
    }

    @Override
    public void onMessage(FixSession session, FixMessage message, int msgSeqNum, boolean isRepeated) {
        told.add(message.msgType() + " " + msgSeqNum + " " + message.stringOrNull(11) + (isRepeated ? " repeated" : ""));
        onMessage.accept(session, message);
    }

    @Override
    public void onReject(FixSession session, FixMessage reject, int msgSeqNum) {
        told.add("3 " + msgSeqNum + " ref " + reject.stringOrNull(45) + " tag " + reject.stringOrNull(371) + " reason " + reject.stringOrNull(373) + ": "
                + reject.stringOrNull(58));
    }

    @Override
    public void onGap(FixSession session) {
        gaps++;
    }

    @Override
    public boolean mayResend(FixSession session, FixMessage stored) {
        return mayResend.test(stored);
    }
}
