package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The real disk, except that it is full, slow or broken when a test says so. */
final class FakeDisk implements Disk {

    final AtomicInteger forces = new AtomicInteger();
    /** How many segments still find room. */
    final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    volatile boolean holdsForces;
    volatile boolean failsForces;
    /** The segment offset up to which the disk confirmed the segment that was forced last. */
    volatile int confirmed;
    private final Disk real = new RealDisk(0);

    @Override
    public void preallocate(Path file, int length) throws IOException {
        if (room.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new IOException("No space left on device");
        }
        real.preallocate(file, length);
    }

    @Override
    public void force(Mapping mapping, int offset, int length) throws IOException {
        while (holdsForces) {
            LockSupport.parkNanos(10_000);
        }
        if (failsForces) {
            throw new IOException("Input/output error");
        }
        real.force(mapping, offset, length);
        forces.incrementAndGet();
        confirmed = offset + length;
    }
}
