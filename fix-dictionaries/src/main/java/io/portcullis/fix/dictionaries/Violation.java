package io.portcullis.fix.dictionaries;

import quickfix.FieldException;

/**
 * The first thing in a message that its dictionary does not allow.
 *
 * @param tag RefTagID(371); 0 if it is about no tag that could be named by a number
 * @param reason SessionRejectReason(373)
 * @param text names the tag, the value and what is allowed; fit for Text(58)
 */
public record Violation(int tag, int reason, String text) {

    public static final int INVALID_TAG = 0;
    public static final int REQUIRED_TAG_MISSING = 1;
    static final int TAG_NOT_FOR_THIS_MESSAGE = 2;
    public static final int NO_VALUE = 4;
    public static final int VALUE_INCORRECT = 5;
    public static final int FORMAT_INCORRECT = 6;
    static final int INVALID_MSG_TYPE = 11;
    static final int TAG_APPEARS_TWICE = 13;
    static final int OUT_OF_ORDER = 14;
    static final int GROUP_OUT_OF_ORDER = 15;
    static final int GROUP_COUNT_INCORRECT = 16;

    private static final int LONGEST_SHOWN = 64;

    /** Whether a field stands where it must not stand: outside of the part of the message that it belongs to. */
    public boolean isAboutOrder() {
        return reason == OUT_OF_ORDER;
    }

    /** The text with FIX's own words for the reason before it, which people and programs know. */
    public String textWithReason() {
        String words = new FieldException(reason).getMessage();
        return words + (reason == FORMAT_INCORRECT ? ", field=" + tag : "") + ": " + text;
    }

    /** A received value as a text may repeat it: without control characters, and not all of a long one. */
    public static String shown(String value) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < value.length() && i < LONGEST_SHOWN; i++) {
            char c = value.charAt(i);
            shown.append(Character.isISOControl(c) ? '?' : c);
        }
        return value.length() > LONGEST_SHOWN ? shown + "... (" + value.length() + " characters)" : shown.toString();
    }
}
