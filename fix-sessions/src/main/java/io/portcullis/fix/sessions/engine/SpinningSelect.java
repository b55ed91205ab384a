package io.portcullis.fix.sessions.engine;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Looks for what comes without sleeping, for a while after something has come: to wake a thread that sleeps takes longer than to answer an order. After that the thread
 * sleeps as it otherwise would, so that an idle hub costs nothing. For one event loop; {@link #spunNanos()} may be asked by any thread.
 */
public final class SpinningSelect implements SelectStrategy {

    /** A look takes about a microsecond; one that took much longer has left the processor to somebody. */
    private static final long LONGEST_LOOK_NANOS = 5_000;

    private final long spinNanos;
    private final LongSupplier nanoTime;
    private long lastNanos;
    private long lookedNanos;
    private boolean hasWorked = true;
    private boolean isSpinning;
    private volatile long spunNanos;

    /**
     * @param spin for so long after something has come; zero for not at all
     * @param nanoTime as {@link System#nanoTime()}
     */
    public SpinningSelect(Duration spin, LongSupplier nanoTime) {
        this.spinNanos = spin.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public int calculateStrategy(IntSupplier selectNow, boolean hasTasks) throws Exception {
        if (spinNanos == 0) {
            return hasTasks ? selectNow.get() : SELECT;
        }
        long now = nanoTime.getAsLong();
        countSpin(now);
        if (hasTasks) {
            return selectNow.get();
        }
        if (hasWorked) {
            hasWorked = false;
            lastNanos = now;
        }
        int ready = selectNow.get();
        if (ready > 0) {
            hasWorked = true;
            return ready;
        }
        if (now - lastNanos < spinNanos) {
            isSpinning = true;
            lookedNanos = now;
            Thread.yield(); // whoever could run here, such as the counterparty that was just woken, is not kept from it
            return CONTINUE;
        }
        hasWorked = true; // when it wakes
        return SELECT;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
    private void countSpin(long now) {
        if (isSpinning) {
            isSpinning = false;
            spunNanos += Math.min(now - lookedNanos, LONGEST_LOOK_NANOS);
        }
    }

    /** Of the thread's processor time, about so many nanoseconds were spent on looking in vain. */
    public long spunNanos() {
        return spunNanos;
    }
}
