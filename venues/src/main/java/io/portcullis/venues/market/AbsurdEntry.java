package io.portcullis.venues.market;

/** An entry of market data that can be read and can't be true. */
final class AbsurdEntry extends Exception {

    private static final long serialVersionUID = 1;

    AbsurdEntry(String message) {
        super(message, null, false, false);
    }
}
