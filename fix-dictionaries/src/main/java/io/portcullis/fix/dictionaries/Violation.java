package io.portcullis.fix.dictionaries;

/**
 * The first thing in a message that its dictionary does not allow.
 *
 * @param tag RefTagID(371)
 * @param reason SessionRejectReason(373)
 * @param text names the tag, the value and what is allowed; fit for Text(58)
 */
public record Violation(int tag, int reason, String text) {

    static final int INVALID_TAG = 0;
    static final int REQUIRED_TAG_MISSING = 1;
    static final int TAG_NOT_FOR_THIS_MESSAGE = 2;
    static final int NO_VALUE = 4;
    static final int VALUE_INCORRECT = 5;
    static final int FORMAT_INCORRECT = 6;
    static final int INVALID_MSG_TYPE = 11;
    static final int TAG_APPEARS_TWICE = 13;
    static final int OUT_OF_ORDER = 14;
    static final int GROUP_OUT_OF_ORDER = 15;
    static final int GROUP_COUNT_INCORRECT = 16;
}
