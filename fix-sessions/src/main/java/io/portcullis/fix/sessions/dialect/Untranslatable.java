package io.portcullis.fix.sessions.dialect;

import io.portcullis.fix.dictionaries.Violation;

/** A rule that can't be carried out on a message. */
public final class Untranslatable extends Exception {

    private static final long serialVersionUID = 1;

    /** What it was about. */
    public enum Kind {
        /** A value that was not agreed. */
        VALUE,
        /** A code that names no instrument, or more than one. */
        INSTRUMENT,
        /** It comes on behalf of somebody else. */
        ON_BEHALF_OF,
        /** It is to be delivered to somebody else. */
        DELIVER_TO
    }

    private final Kind kind;
    private final int tag;

    Untranslatable(Kind kind, int tag, String text) {
        super(text, null, false, false);
        this.kind = kind;
        this.tag = tag;
    }

    public Kind kind() {
        return kind;
    }

    /** The field that could not be translated, RefTagID(371). */
    public int tag() {
        return tag;
    }

    /** SessionRejectReason(373). */
    public int sessionRejectReason() {
        return Violation.VALUE_INCORRECT;
    }

    /** Names the tag, the value and what is allowed; fit for Text(58). */
    public String text() {
        return String.valueOf(getMessage());
    }
}
