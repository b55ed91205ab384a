package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is there while the log is open: who finds it knows that the log was not closed. */
final class OpenMark {

    private final Path file;
    private final boolean wasLeft;

    OpenMark(Path directory) {
        file = directory.resolve("open");
        wasLeft = Files.exists(file);
    }

    boolean wasLeft() {
        return wasLeft;
    }

    void set() throws IOException {
        Files.write(file, new byte[0]);
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }
}
