package io.portcullis.risk;

/** Holds as many tokens as may come in a second, and gets that many back in each second: one is taken for each that comes. */
final class Bucket {

    static final long SECOND = 1_000_000_000L;

    /** Epoch nanoseconds. */
    private long isFullAt = Long.MIN_VALUE;

    /**
     * After which time another one may come.
     *
     * @param perSecond positive
     * @param now epoch nanoseconds
     * @return nanoseconds; 0 if it may now
     */
    long waitNanos(long perSecond, long now) {
        long missing = Math.max(now, isFullAt) - now;
        return Math.max(0, missing + SECOND / perSecond - SECOND);
    }

    /** Likewise. */
    void take(long perSecond, long now) {
        isFullAt = Math.max(now, isFullAt) + SECOND / perSecond;
    }

    /** How many are missing. */
    long taken(long perSecond, long now) {
        return (Math.max(now, isFullAt) - now + SECOND / perSecond - 1) / (SECOND / perSecond);
    }
}
