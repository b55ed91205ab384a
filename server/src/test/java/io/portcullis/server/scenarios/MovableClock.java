package io.portcullis.server.scenarios;

import io.portcullis.server.hub.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The hub's clock: the system's, and ahead of it by what a scenario has let pass. The FIX sessions go by the system's. */
final class MovableClock implements InstantSource {

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Duration ahead = Duration.ZERO;
    private boolean isPassing;
    private boolean isTicking;

    @Override
    public synchronized Instant instant() {
        isTicking |= isPassing && STACK.getCallerClass() == Heartbeat.class;
        return Instant.now().plus(ahead);
    }

    /** A tick looks at the time so when it has told the hub what the time is. */
    @Override
    public synchronized long millis() {
        if (isTicking && STACK.getCallerClass() == Heartbeat.class) {
            isPassing = false;
            isTicking = false;
            notifyAll();
        }
        return Instant.now().plus(ahead).toEpochMilli();
    }

    /** Returns when the hub has seen that so much time has passed. */
    synchronized void pass(Duration time) throws InterruptedException {
        ahead = ahead.plus(time);
        isPassing = true;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (isPassing) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("the hub's clock does not tick");
            }
            wait(left);
        }
    }
}
