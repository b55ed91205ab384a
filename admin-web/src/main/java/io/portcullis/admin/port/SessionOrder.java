package io.portcullis.admin.port;

import io.portcullis.oms.types.SessionAction;

/** What a person wants done with a FIX session. */
public sealed interface SessionOrder {

    SessionAction action();

    /** What needs no more said than which session. */
    record Simple(SessionAction action) implements SessionOrder {

        public Simple {
            if (action == SessionAction.SET_NUMBERS || action == SessionAction.GAP_FILL) {
                throw new IllegalArgumentException(action + " needs numbers");
            }
        }
    }

    /**
     * @param nextSender MsgSeqNum(34) of the next message that we send; 0 to leave it
     * @param nextTarget of the next that we expect; 0 to leave it
     */
    record SetNumbers(int nextSender, int nextTarget) implements SessionOrder {
        @Override
        public SessionAction action() {
            return SessionAction.SET_NUMBERS;
        }
    }

    /** Messages with these numbers, both included, are not sent to the counterparty any more. */
    record GapFill(int from, int to) implements SessionOrder {
        @Override
        public SessionAction action() {
            return SessionAction.GAP_FILL;
        }
    }
}
