package io.portcullis.server.projection;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads bring about, but not for ever. */
final class Waiting {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long REST_NANOS = 2_000_000;

    private Waiting() {
    }

    static void until(BooleanSupplier holds, Supplier<?> otherwise) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited for " + LIMIT.toSeconds() + " s: " + otherwise.get());
            }
            LockSupport.parkNanos(REST_NANOS);
        }
    }
}
