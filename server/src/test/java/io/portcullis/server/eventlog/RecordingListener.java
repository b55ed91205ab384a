package io.portcullis.server.eventlog;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps what a log tells of itself. */
final class RecordingListener implements EventLogListener {

    final List<Long> durable = new CopyOnWriteArrayList<>();
    final List<Space> spaces = new CopyOnWriteArrayList<>();
    volatile @Nullable Exception failure;

    @Override
    public void durableUpTo(long position) {
        durable.add(position);
    }

    @Override
    public void spaceChanged(Space now, String reason) {
        spaces.add(now);
    }

    @Override
    public void failed(Exception cause) {
        failure = cause;
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("waited 20 seconds in vain: " + what);
            }
            LockSupport.parkNanos(100_000);
        }
    }
}
