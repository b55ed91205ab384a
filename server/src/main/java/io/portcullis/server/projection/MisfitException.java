package io.portcullis.server.projection;

/** The database and the log don't belong together, as far as can be seen: no retry changes that. Its message says what to do. */
final class MisfitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    MisfitException(String message) {
        super(message);
    }
}
