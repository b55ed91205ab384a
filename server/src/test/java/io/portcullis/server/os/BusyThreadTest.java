package io.portcullis.server.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusyThreadTest {

    private static final long LONG_WORK = TimeUnit.MINUTES.toNanos(1);

    private final AtomicBoolean isBusy = new AtomicBoolean();
    private final AtomicBoolean isDone = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final Thread thread = Thread.ofPlatform().daemon().start(this::work);
    private final BusyThread busyThread = new BusyThread(thread);

    private void work() {
        while (!isDone.get()) {
            if (isBusy.get()) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        isDone.set(true);
        assertTrue(thread.join(Duration.ofSeconds(10)));
    }

    @Test
    void nothingRestsForAThreadThatHasNothingToDo() {
        busyThread.restShortly(LONG_WORK, this::isOverAfterThreeLooks);
        assertEquals(1, looks.get());
    }

    @Test
    void everythingRestsForABusyThreadUntilItIsOver() {
        awaitBusy(true);
        busyThread.restLong(LONG_WORK, this::isOverAfterThreeLooks);
        assertEquals(3, looks.getAndSet(0));
        awaitBusy(true);
        busyThread.restShortly(LONG_WORK, this::isOverAfterThreeLooks);
        assertEquals(3, looks.get());
    }

    private boolean isOverAfterThreeLooks() {
        return looks.incrementAndGet() == 3;
    }

    private void awaitBusy(boolean expected) {
        isBusy.set(expected);
        for (int i = 0; i < 200 && busyThread.isBusy() != expected; i++) {
            LockSupport.parkNanos(50_000_000);
        }
        assertEquals(expected, busyThread.isBusy());
    }
}
