package io.portcullis.server.eventlog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The real disk, except that it is full, slow or broken when a test says so. */
final class FakeDisk implements Disk {

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    final AtomicInteger forces = new AtomicInteger();
    /** How many segments still find room. */
    final AtomicInteger room = new AtomicInteger(Integer.MAX_VALUE);
    volatile boolean holdsForces;
    volatile boolean failsForces;
    /** The segment offset up to which the disk confirmed the segment that was forced last. */
    volatile int confirmed;
    private final Disk real = new RealDisk(0, Durability.FSYNC);

    @Override
    public void preallocate(Path file, int length) throws IOException {
        if (room.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            throw new IOException("No space left on device");
        }
        real.preallocate(file, length);
    }

    @Override
    public void force(Mapping mapping, int offset, int length) throws IOException {
        waitWhileHeld();
        if (failsForces) {
            throw new IOException("Input/output error");
        }
        real.force(mapping, offset, length);
        forces.incrementAndGet();
        confirmed = offset + length;
    }

    /** Not for ever, so that a test that fails meanwhile ends. */
    private void waitWhileHeld() throws IOException {
        long deadline = System.nanoTime() + LONGEST_HOLD.toNanos();
        while (holdsForces) {
            if (System.nanoTime() > deadline) {
                throw new IOException("held for longer than " + LONGEST_HOLD);
            }
            LockSupport.parkNanos(10_000);
        }
    }
}
