package io.portcullis.fix.sessions.dialect;

/** A dialect's file that can't be used: the text names file, line, key and value, and what is allowed. */
public final class DialectException extends Exception {

    private static final long serialVersionUID = 1;

    DialectException(String text) {
        super(text);
    }

    DialectException(String file, int line, String text) {
        super(file + ":" + line + ": " + text);
    }

    /** Never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
