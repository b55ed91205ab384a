package io.portcullis.server.cli;

import io.portcullis.fix.sessions.wire.FixMessage;

/** Counts what a request about many orders brings: a report of each, or of each its end. */
final class MassAnswers {

    private static final int TOTAL_AFFECTED_ORDERS = 533;

    private long left = Long.MAX_VALUE;

    /** Whether nothing more is to come after this message. */
    boolean areAllThereWith(FixMessage message) {
        switch (message.msgType()) {
            case "r" -> {
                String orders = message.stringOrNull(TOTAL_AFFECTED_ORDERS);
                left = orders == null ? 0 : Long.parseLong(orders);
            }
            case "8" -> {
                if (message.is(150, "I")) {
                    left = message.is(912, "Y") ? 0 : left;
                } else if (message.is(150, "4")) {
                    left--;
                }
            }
            case "9" -> left--;
            case "3", "j" -> left = 0;
            default -> {
                // not of ours
            }
        }
        return left <= 0;
    }
}
