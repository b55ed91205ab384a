package io.portcullis.venues.ouch;

/** A message is not OUCH 4.2; it says what is wrong. */
public final class OuchException extends Exception {

    private static final long serialVersionUID = 1L;

    OuchException(String message) {
        super(message);
    }
}
