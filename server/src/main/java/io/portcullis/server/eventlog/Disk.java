package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;

/** What the log wants of a disk where it may fail, so that tests can make it fail. */
interface Disk {

    /**
     * Creates a file of zeros that has its place on the disk, so that writing into it later needs no more room.
     *
     * @throws IOException if there is no room; what was written of the file is gone again
     */
    void preallocate(Path file, int length) throws IOException;

    /** Returns when the disk has these bytes of the mapping. */
    void force(Mapping mapping, int offset, int length) throws IOException;
}
