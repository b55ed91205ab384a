package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or this one, is already writing to the log. */
public final class LogInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    LogInUseException(Path directory, String owner) {
        super("the event log in " + directory + " is being written by " + owner + "; stop it first, or start with another directory");
    }
}
