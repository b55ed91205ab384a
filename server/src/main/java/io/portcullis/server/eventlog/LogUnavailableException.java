package io.portcullis.server.eventlog;

import org.jspecify.annotations.Nullable;

/** A record was not appended: there is no room for it, or the disk failed before. Nothing of it is in the log. */
public final class LogUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
