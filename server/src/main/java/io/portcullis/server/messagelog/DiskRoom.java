package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Whether the disk has more than what is not for messages. Asked often, it looks once a second. For one thread. */
final class DiskRoom {

    private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Path directory;
    private final long keepFreeBytes;
    private long lookedAt = System.nanoTime() - LOOK_EVERY;
    private boolean isThere = true;

    DiskRoom(Path directory, long keepFreeBytes) {
        this.directory = directory;
        this.keepFreeBytes = keepFreeBytes;
    }

    boolean isThere() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOK_EVERY) {
            lookedAt = now;
            try {
                isThere = Files.getFileStore(directory).getUsableSpace() >= keepFreeBytes;
            } catch (IOException e) {
                isThere = false;
            }
        }
        return isThere;
    }

    /** @throws IOException saying what there would have to be */
    void require() throws IOException {
        if (!isThere()) {
            throw new IOException("the disk has less than " + (keepFreeBytes >> 20) + " MB left, which are for the event log");
        }
    }
}
