package io.portcullis.server.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** A file that is looked at now and then, for whether it has changed. For one thread. */
public final class WatchedFile {

    private final Path file;
    private @Nullable FileTime seen;

    public WatchedFile(Path file) {
        this.file = file;
        this.seen = modified();
    }

    public Path file() {
        return file;
    }

    private @Nullable FileTime modified() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return null; // absent, or being replaced just now: looked at again
        }
    }

    /** Since this was last asked, or since the beginning. */
    public boolean hasChanged() {
        FileTime now = modified();
        if (now == null || now.equals(seen)) {
            return false;
        }
        seen = now;
        return true;
    }
}
