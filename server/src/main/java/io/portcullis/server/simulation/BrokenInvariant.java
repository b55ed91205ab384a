package io.portcullis.server.simulation;

/** Something does not hold that has to hold always: the message says what, and with which figures. */
final class BrokenInvariant extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final long orderId;

    BrokenInvariant(String message) {
        this(0, message);
    }

    /** @param orderId of the order that it is about; 0 if it is about none */
    BrokenInvariant(long orderId, String message) {
        super(message);
        this.orderId = orderId;
    }

    long orderId() {
        return orderId;
    }
}
