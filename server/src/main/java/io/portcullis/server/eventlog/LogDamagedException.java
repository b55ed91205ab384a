package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;

/** The log is not what was written. Nothing was changed; a person decides. The message names file, offset and position, and what can be done. */
public final class LogDamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    LogDamagedException(String message) {
        super(message);
    }

    LogDamagedException(Path file, long offset, long position, String what) {
        super(file + " at offset " + offset + ", position " + position + ": " + what);
    }
}
