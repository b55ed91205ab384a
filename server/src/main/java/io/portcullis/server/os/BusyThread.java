package io.portcullis.server.os;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How busy a thread is: what can be done later gives way to it while it has much to do. Even a thread that the system schedules as idle takes the processors' caches, and the
 * kernel does not leave its work for anybody. Thread-safe.
 */
public final class BusyThread {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long LOOKED_AT_EVERY = Duration.ofMillis(100).toNanos();
    /** Of a processor: what the shard uses at some thousand orders a second. */
    private static final double BUSY = 0.2;
    /** As many times its work what gives way rests, for a thread that has a processor for itself; the less a thread uses, the less. More processors leave more room. */
    private static final double RESTS = 256.0 / Runtime.getRuntime().availableProcessors();
    private static final int FEW_RESTS = 4;
    /** Whoever looks at what is kept for later sees that it goes on. */
    private static final long LONGEST_REST = Duration.ofSeconds(2).toNanos();

    private final long id;
    private final LongSupplier idleNanos;
    private long lookedAt = System.nanoTime();
    private long used;
    private double usage;

    public BusyThread(Thread thread) {
        this(thread, () -> 0);
    }

    /** @param idleNanos of its processor time that it was doing nothing, so far */
    public BusyThread(Thread thread, LongSupplier idleNanos) {
        this.id = thread.threadId();
        this.idleNanos = idleNanos;
        this.used = Math.max(0, workedNanos());
    }

    private long workedNanos() {
        return THREADS.getThreadCpuTime(id) - idleNanos.getAsLong();
    }

    /** For work that takes a processor for long: rests the longer, the busier the thread is. Its garbage has to be collected, too, and that holds up orders. */
    public void restLong(long workedNanos, BooleanSupplier isOver) {
        rest(() -> (long) Math.min(RESTS * usage() * workedNanos, LONGEST_REST), isOver);
    }

    /** For work that is little: rests four times as long as it works, while the thread is busy. */
    public void restShortly(long workedNanos, BooleanSupplier isOver) {
        rest(() -> isBusy() ? Math.min(FEW_RESTS * workedNanos, LONGEST_REST) : 0, isOver);
    }

    private void rest(LongSupplier howLong, BooleanSupplier isOver) {
        long began = System.nanoTime();
        while (!isOver.getAsBoolean()) {
            long left = howLong.getAsLong() - (System.nanoTime() - began);
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(this, Math.min(left, LOOKED_AT_EVERY));
        }
    }

    /** Whether the thread has used more than a fifth of a processor lately. */
    public boolean isBusy() {
        return usage() > BUSY;
    }

    /** Of a processor, lately. */
    private synchronized double usage() {
        long now = System.nanoTime();
        if (now - lookedAt >= LOOKED_AT_EVERY) {
            long cpu = workedNanos();
            usage = Math.max(0, (double) (cpu - used) / (now - lookedAt));
            used = cpu;
            lookedAt = now;
        }
        return usage;
    }
}
