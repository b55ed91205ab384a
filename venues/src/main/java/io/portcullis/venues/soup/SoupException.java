package io.portcullis.venues.soup;

/** What the other side of a connection sends is not SoupBinTCP: the connection is cut for it. */
final class SoupException extends Exception {

    private static final long serialVersionUID = 1L;

    SoupException(String message) {
        super(message);
    }

    SoupException(String message, Throwable cause) {
        super(message, cause);
    }
}
