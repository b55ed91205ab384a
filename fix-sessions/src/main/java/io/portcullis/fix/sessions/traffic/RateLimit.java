package io.portcullis.fix.sessions.traffic;

import java.util.Arrays;

/**
 * No more than so many within any second: it remembers when each of the last ones was, so there is no second, wherever it begins, with one more. Belongs to one thread.
 */
public final class RateLimit {

    private static final long MILLIS_PER_SECOND = 1_000;

    /** So long ago that it does not count. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final long[] times;
    private int oldest;

    /** @param perSecond at least 1 */
    public RateLimit(int perSecond) {
        if (perSecond < 1) {
            throw new IllegalArgumentException("a rate must be at least 1 per second, was " + perSecond);
        }
        times = new long[perSecond];
        Arrays.fill(times, NEVER);
    }

    public int perSecond() {
        return times.length;
    }

    /**
     * How long until one more may be.
     *
     * @param now epoch milliseconds; a clock that goes back frees everything
     * @return milliseconds, 0 for now
     */
    public long waitMillis(long now) {
        long passed = now - times[oldest];
        return passed < 0 || passed >= MILLIS_PER_SECOND ? 0 : MILLIS_PER_SECOND - passed;
    }

    /** Counts so many if all of them may be, and none otherwise. @param count at least 1 */
    public boolean tryCount(long now, int count) {
        if (count > times.length) {
            return false;
        }
        long passed = now - times[(oldest + count - 1) % times.length];
        if (passed >= 0 && passed < MILLIS_PER_SECOND) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            count(now);
        }
        return true;
    }

    /** Counts one, whether it may be or not. */
    public void count(long now) {
        times[oldest] = now;
        oldest = oldest + 1 == times.length ? 0 : oldest + 1;
    }

    /** Counts one if it may be. */
    public boolean tryCount(long now) {
        if (waitMillis(now) > 0) {
            return false;
        }
        count(now);
        return true;
    }
}
