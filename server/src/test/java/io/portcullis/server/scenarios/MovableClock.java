package io.portcullis.server.scenarios;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The hub's clock: the system's, and ahead of it by what a scenario has let pass. The FIX sessions go by the system's. */
final class MovableClock implements InstantSource {

    private static final int READS_OF_TWO_TICKS = 4;

    private Duration ahead = Duration.ZERO;
    private int readsByShard;

    @Override
    public synchronized Instant instant() {
        if (Thread.currentThread().getName().startsWith("shard")) {
            readsByShard++;
            notifyAll();
        }
        return Instant.now().plus(ahead);
    }

    /** Returns when the hub has seen that so much time has passed: while nothing else happens, only its ticks look at the clock. */
    synchronized void pass(Duration time) throws InterruptedException {
        ahead = ahead.plus(time);
        readsByShard = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (readsByShard < READS_OF_TWO_TICKS) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("the hub's clock does not tick");
            }
            wait(left);
        }
    }
}
