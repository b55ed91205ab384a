package io.portcullis.server.messagelog;

/** What an entry of the message log is. The codes are the format of its files. */
public enum Kind {

    /** A whole message that the counterparty has sent. */
    IN(1),
    /** A whole message that we have sent. */
    OUT(2),
    /** Bytes of the counterparty that are no message: garbled, or too long. */
    UNREADABLE(3),
    /** Text in place of messages that are missing here. */
    GAP(4);

    private static final Kind[] BY_CODE = {null, IN, OUT, UNREADABLE, GAP};

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static boolean isCode(int code) {
        return code > 0 && code < BY_CODE.length;
    }

    static Kind of(int code) {
        return BY_CODE[code];
    }
}
