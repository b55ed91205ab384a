package io.portcullis.fix.sessions.wire;

import io.portcullis.fix.dictionaries.FixDictionary;
import io.portcullis.fix.dictionaries.Violation;

/** A field of a received message that is missing or whose value can't be read: the counterparty's mistake, to be answered by whoever reads the message. */
public final class MalformedField extends Exception {

    private static final long serialVersionUID = 1;

    /** What is wrong, and what FIX calls it in SessionRejectReason(373). */
    public enum Problem {
        MISSING(1, "is missing"),
        EMPTY(4, "has no value"),
        NOT_A_NUMBER(6, "is not a number"),
        TOO_LARGE(5, "is too large, at most 92233720368 is allowed"),
        NOT_AN_INT(5, "is not a whole number from -2147483648 to 2147483647"),
        TOO_PRECISE(5, "has more than eight decimal places"),
        NOT_A_CHARACTER(6, "is not a single character"),
        NOT_A_BOOLEAN(6, "is neither Y nor N"),
        NOT_A_TIMESTAMP(6, "is not a UTC timestamp such as 20260131-09:30:00.000 of the years 1970 to 2261");

        private final int sessionRejectReason;
        private final String text;

        Problem(int sessionRejectReason, String text) {
            this.sessionRejectReason = sessionRejectReason;
            this.text = text;
        }
    }

    private final int tag;
    private final String value;
    private final Problem problem;

    MalformedField(int tag, String value, Problem problem) {
        super(null, null, false, false);
        this.tag = tag;
        this.value = value;
        this.problem = problem;
    }

    public int tag() {
        return tag;
    }

    /** As received; empty where the field is missing. */
    public String value() {
        return value;
    }

    public Problem problem() {
        return problem;
    }

    /** SessionRejectReason(373). */
    public int sessionRejectReason() {
        return problem.sessionRejectReason;
    }

    /** Fit for Text(58): names the tag, the value and what is wrong. */
    @Override
    public String getMessage() {
        String name = FixDictionary.nameOf(tag);
        return value.isEmpty() ? name + " " + problem.text : name + "=" + Violation.shown(value) + " " + problem.text;
    }
}
