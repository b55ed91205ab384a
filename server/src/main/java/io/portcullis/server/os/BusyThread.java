package io.portcullis.server.os;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * How busy a thread is: what can be done later gives way to it while it has much to do. Even a thread that the system schedules as idle takes the processors' caches, and the
 * kernel does not leave its work for anybody. Thread-safe.
 */
public final class BusyThread {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long LOOKED_AT_EVERY = Duration.ofMillis(100).toNanos();
    /** Of a processor: what the shard uses at some thousand orders a second. What is kept for later makes garbage, and its collection holds up orders, too. */
    private static final double BUSY = 0.2;
    /** As many times its work what gives way rests. */
    private static final int RESTS = 4;
    private static final long LONGEST_REST = Duration.ofSeconds(1).toNanos();

    private final long id;
    private long lookedAt = System.nanoTime();
    private long used;
    private boolean isBusy;

    public BusyThread(Thread thread) {
        this.id = thread.threadId();
        this.used = Math.max(0, THREADS.getThreadCpuTime(id));
    }

    /**
     * How long to give way.
     *
     * @param workedNanos how long one has just worked, waiting for others included
     * @return nanoseconds; 0 if the thread is not that busy
     */
    public long restAfter(long workedNanos) {
        return isBusy() ? Math.min(RESTS * workedNanos, LONGEST_REST) : 0;
    }

    /** Whether the thread has used more than a fifth of a processor lately. */
    public synchronized boolean isBusy() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOKED_AT_EVERY) {
            long cpu = THREADS.getThreadCpuTime(id);
            isBusy = cpu - used > (now - lookedAt) * BUSY;
            used = cpu;
            lookedAt = now;
        }
        return isBusy;
    }
}
