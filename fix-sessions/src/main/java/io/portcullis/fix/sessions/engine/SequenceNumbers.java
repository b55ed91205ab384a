package io.portcullis.fix.sessions.engine;

import io.portcullis.fix.dictionaries.Violation;
import io.portcullis.fix.sessions.wire.FixMessage;
import io.portcullis.fix.sessions.wire.MalformedField;
import org.jspecify.annotations.Nullable;
import quickfix.field.MsgSeqNum;
import quickfix.field.MsgType;
import quickfix.field.NewSeqNo;

/** The rules on sequence numbers that QuickFIX/J leaves out: numbers that are none, and numbers behind which a session would soon have none left. */
final class SequenceNumbers {

    /** More messages than a session sends in its life, and as many left to count on. */
    static final int HIGHEST_RESET = 1_000_000_000;

    private SequenceNumbers() {
    }

    /** @return why a message's MsgSeqNum(34) can't be worked with; null if it can */
    static @Nullable String problemWith(FixMessage message) {
        try {
            message.integer(MsgSeqNum.FIELD);
            return null;
        } catch (MalformedField e) {
            return e.problem() == MalformedField.Problem.MISSING ? "Received message without MsgSeqNum(34)"
                    : "MsgSeqNum(34)=" + Violation.shown(e.value()) + " is not a whole number from 1 to " + Integer.MAX_VALUE;
        }
    }

    /** What is wrong with a SequenceReset(35=4) that goes further than a session can; null for anything else. */
    static @Nullable Violation tooFarReset(FixMessage message) {
        if (!message.msgType().equals(MsgType.SEQUENCE_RESET)) {
            return null;
        }
        try {
            int newSeqNo = message.integer(NewSeqNo.FIELD);
            return newSeqNo <= HIGHEST_RESET ? null
                    : new Violation(NewSeqNo.FIELD, Violation.VALUE_INCORRECT,
                            "NewSeqNo(36)=" + newSeqNo + " is too high, at most " + HIGHEST_RESET + " is allowed");
        } catch (MalformedField e) {
            return new Violation(e.tag(), e.sessionRejectReason(), e.getMessage());
        }
    }
}
